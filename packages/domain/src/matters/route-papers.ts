import type { Prerequisite } from './catalogue-v1.ts';
import { catalogueV1 } from './catalogue-v1.ts';
import type { MatterLevel, MatterSlug, StepCode } from './matter-slug.ts';
import type { RouteInput } from './route-input.ts';

type DecisionKind = 'approve' | 'verify' | 'file' | 'report';
type Instrument = 'reply' | 'vote_instruction' | 'filing_receipt' | 'forward' | 'none';
export type Material = { code: string; name: string };

/** The type, mode, direction or kind of a matter, null where it has none or does not say. */
export function variantOf(input: RouteInput): string | null {
  switch (input.matter) {
    case 'party_building':
    case 'budget_accounts':
      return input.kind ?? null;
    case 'investment_plan':
      return input.kind ?? 'project';
    case 'bond_financing':
      return input.kind ?? 'single';
    case 'business_policy':
    case 'remuneration':
      return input.facts?.kind ?? null;
    case 'equity_transfer':
    case 'asset_disposal':
      return input.facts?.mode ?? null;
    case 'capital_change':
      return input.facts?.direction ?? null;
    case 'reorganization':
      return input.facts?.type ?? null;
    case 'articles_amendment':
      return input.facts?.registrationItemsOnly === true ? 'registration_items_only' : null;
    default:
      return null;
  }
}

/** Conditional steps that the facts of this case call for. */
export function calledFor(input: RouteInput, level: MatterLevel): StepCode[] {
  if (input.matter === 'investment_plan') {
    const acquisition = input.special?.includes('controlling_acquisition') === true;
    return [
      ...(level === 'sasac' || level === 'gov' ? (['EXPERT'] as const) : []),
      ...(acquisition ? (['AUDIT', 'APPR'] as const) : []),
    ];
  }
  // A free transfer of assets stands on the audit only between a wholly state-owned company and its own.
  if (input.matter === 'asset_disposal') {
    const exempt = input.facts?.mode !== 'free_transfer' || input.facts.withinGroupWholly === true;
    return exempt ? [] : ['APPR'];
  }
  const newcomer = input.matter === 'capital_change' && input.facts?.newShareholder === true;
  return newcomer ? ['APPR'] : [];
}

/** How the matter is decided: approval, verification, filing or report. `known` is false while data are missing. */
export function decisionOf(input: RouteInput, level: MatterLevel, known: boolean): DecisionKind {
  if (level === 'report') return 'report';
  if (level === 'file' && known) return 'file';
  if (input.matter === 'business_policy') return input.facts?.kind === 'annual_policy' ? 'verify' : 'approve';
  if (input.matter === 'remuneration') {
    const kind = input.facts?.kind;
    return kind === 'executive_pay' || kind === 'incentive' ? 'approve' : 'verify';
  }
  if (input.matter === 'bond_financing') {
    return input.kind !== 'annual_plan' && input.facts?.instrument === 'bond' ? 'approve' : 'verify';
  }
  return catalogueV1.lines[input.matter].decision;
}

/** What the committee may hand out, and what ends the case once the higher body has agreed. */
export function instrumentsOf(
  company: RouteInput['company'],
  level: MatterLevel,
): { instrument: Instrument; finalInstrument: Exclude<Instrument, 'forward'> } {
  if (level === 'blocked' || level === 'report') return { instrument: 'none', finalInstrument: 'none' };
  if (level === 'file') return { instrument: 'filing_receipt', finalInstrument: 'filing_receipt' };
  const voted = company.tier === 1 && company.form !== 'wholly_state_owned';
  const finalInstrument = voted ? 'vote_instruction' : 'reply';
  const forwarded = level === 'sasac' || level === 'gov';
  return { instrument: forwarded ? 'forward' : finalInstrument, finalInstrument };
}

const stepMaterials: readonly (Material & { step: StepCode })[] = [
  { step: 'RISK', code: 'M7', name: '风险评估报告' },
  { step: 'AUDIT', code: 'M8', name: '审计报告' },
  { step: 'APPR', code: 'M9', name: '评估报告及核准或备案表' },
  { step: 'SWC', code: 'M10', name: '职工代表大会文件' },
];

/** The papers to hand in: the general list, what the required steps leave behind, and the matter's own. */
export function materialsOf(
  input: RouteInput,
  decision: DecisionKind,
  prerequisites: readonly Prerequisite[],
): Material[] {
  const required = new Set(prerequisites.filter((step) => step.need === 'required').map((step) => step.code));
  const asks = decision === 'approve' || decision === 'verify';
  return [
    { code: 'M1', name: asks ? '请示' : '报告' },
    { code: 'M2', name: '党委会纪要' },
    { code: 'M3', name: '董事会决议(含签到、表决、回避)' },
    { code: 'M4', name: '法律意见书' },
    { code: 'M5', name: '合规审查意见' },
    { code: 'M6', name: '方案或可行性研究报告' },
    ...stepMaterials.filter(({ step }) => required.has(step)).map(({ code, name }) => ({ code, name })),
    { code: 'M11', name: '营业执照、章程、产权登记' },
    { code: 'M12', name: '关联关系及回避声明' },
    { code: 'M13', name: '同类事项历史与累计测算表' },
    ...(input.company.tier > 1 ? [{ code: 'M14', name: '授权链(子企业逐级决议)' }] : []),
    ...catalogueV1.lines[input.matter].materials.map((name, index) => ({ code: `S${index + 1}`, name })),
  ];
}

/** Matters that have to move along with this one. */
export function linkedMatters(input: RouteInput): MatterSlug[] {
  const endsTheCompany = new Set(['dissolution', 'liquidation', 'bankruptcy']);
  switch (input.matter) {
    case 'party_building':
      return input.kind === 'party_articles' ? ['articles_amendment'] : [];
    case 'capital_change':
      return ['articles_amendment'];
    case 'reorganization':
      return endsTheCompany.has(input.facts?.type ?? '') ? [] : ['articles_amendment'];
    case 'profit_distribution':
      return ['budget_accounts'];
    default:
      return [];
  }
}
