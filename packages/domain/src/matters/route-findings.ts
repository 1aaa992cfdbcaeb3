import type { Reason } from '../kernel/basis.ts';
import { addMonths, localDate } from '../kernel/local-date.ts';
import type { ChosenCatalogue } from './catalogue-versions.ts';
import * as basis from './matter-basis.ts';
import type { Parameters } from './parameter-lookup.ts';
import type { Block, Warning } from './route-codes.ts';
import type { RouteInput } from './route-input.ts';

// The core that the law leaves with the investor: issuing a bond belongs to it, other financing does not.
function isStatutoryCore(input: RouteInput): boolean {
  if (input.matter === 'bond_financing') {
    return input.kind !== 'annual_plan' && input.facts?.instrument === 'bond';
  }
  return ['articles_amendment', 'capital_change', 'reorganization', 'profit_distribution'].includes(
    input.matter,
  );
}

/** Blocks that do not belong to one matter. `missing` names the input fields that are not there. */
export function commonBlocks(
  input: RouteInput,
  catalogue: ChosenCatalogue,
  missing: readonly string[],
): Block[] {
  const blocks: Block[] = [];
  const lacking = [
    ...missing.map((field) => `缺少 ${field}`),
    ...(catalogue.tooEarly ? [catalogue.because] : []),
  ];
  if (lacking.length > 0) {
    blocks.push({ code: 'DATA_INSUFFICIENT', because: `数据不足，不能判定层级：${lacking.join('、')}` });
  }
  if (!input.company.inMandate) {
    blocks.push({ code: 'NOT_IN_MANDATE', because: '该企业不在受托监管范围内，由其他出资人管理' });
  }
  const { mandate, meetingOn } = input;
  if (
    mandate !== undefined &&
    meetingOn !== undefined &&
    (meetingOn < mandate.from || meetingOn > mandate.to)
  ) {
    const because = `上会日 ${meetingOn} 不在委托期 ${mandate.from} 至 ${mandate.to} 之内`;
    blocks.push({ code: 'MANDATE_LAPSED', because });
  }
  if (input.prohibited === true) blocks.push({ code: 'PROHIBITED', because: '列入负面清单禁止类' });
  if (input.urgent === true && isStatutoryCore(input)) {
    blocks.push({ code: 'URGENT_BARRED', because: '法定由出资人决定的事项不适用紧急程序' });
  }
  return blocks;
}

/** Why the common blocks stand. */
export function blockReasons(blocks: readonly Block[]): Reason[] {
  const sources = {
    NOT_IN_MANDATE: [basis.stateAssetsLaw('第十一条')],
    MANDATE_LAPSED: [basis.civilCode('第一百六十五条')],
    PROHIBITED: [basis.investmentRules],
    URGENT_BARRED: [basis.companyLaw('第一百七十二条'), basis.stateAssetsLaw('第三十一条')],
  } as const;
  return blocks.map(({ code, because }) => ({
    rule: `matter-route.${code.toLowerCase()}`,
    outcome: code === 'DATA_INSUFFICIENT' ? 'data_insufficient' : 'fail',
    because,
    basis: code in sources ? [...sources[code as keyof typeof sources]] : [basis.systemDefault],
  }));
}

// Beyond this a period would leave the calendar; such a day is never stale.
const farFuture = '9998-01-01';

// No longer reserved by law since 2024-07-01: only by the articles, if they say so.
const reservedByArticles = ['business_policy', 'investment_plan', 'budget_accounts'] as const;

/** What does not block but must be seen. `raised`: aggregation lifted the level. */
export function warningsOf(input: RouteInput, raised: boolean, parameters: Parameters): Warning[] {
  const stale = parameters.whole('procedure.net_assets_stale_months');
  const warnings: Warning[] = [];
  if (raised) {
    warnings.push({ code: 'EARLIER_CASES_TO_REVIEW', because: '累计后层级升高，此前低档办理的同类事项待核' });
  }
  const audited = input.company.netAssetsAuditedOn ?? null;
  if (audited !== null && audited < farFuture && addMonths(localDate(audited), stale) < input.decidedOn) {
    warnings.push({ code: 'NET_ASSETS_STALE', because: `净资产审计日 ${audited} 距决策日超过${stale}个月` });
  }
  const reserved = reservedByArticles.find((slug) => slug === input.matter);
  const warns = reserved !== undefined && parameters.isOn(`${reserved}.articles_warning`);
  if (warns && input.company.articlesReserve !== true) {
    warnings.push({ code: 'ARTICLES_SILENT', because: '公司章程未载明由出资人保留，保留权依据不足' });
  }
  if (input.matter === 'equity_transfer' && input.facts?.acrossInvestors === true) {
    warnings.push({ code: 'BOTH_INVESTORS', because: '跨出资人划转，须双方国资机构分别批准' });
  }
  return warnings;
}
