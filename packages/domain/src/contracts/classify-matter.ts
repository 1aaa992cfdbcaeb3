import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { type Fen, formatYuan } from '../kernel/money.ts';
import { classificationLaw as law } from './classification-law.ts';
import { type CooperationItem, type ListMatch, matchItem } from './cooperation-list.ts';
import { type MatterSums, sumMatter } from './matter-sums.ts';
import type {
  Classification,
  ClassifyInput,
  ContractRoute,
  MatterToClassify,
  NextProcedure,
} from './matter-to-classify.ts';
import { blockingChecks, engineeringPurchased, longPurchaseUnjustified } from './negative-checks.ts';

/** Where a finding goes: `review` is a warning that a person has to settle first. */
type Kind = 'block' | 'review' | 'warning' | 'out_of_list';
type Note = { readonly kind: Kind; readonly finding: Finding };
type Judgement = { readonly notes: readonly Note[]; readonly reasons: readonly Reason[] };

const list: readonly Basis[] = [law.cooperationList];

/** A judgement of one check: failed with its notes, or passed with the sentence that says so. */
function judge(rule: string, notes: readonly Note[], passed: string, basis: readonly Basis[]): Judgement {
  const because = notes.length === 0 ? passed : notes.map((note) => note.finding.because).join('；');
  const lacking = notes.some((note) => note.finding.code === 'DATA_INSUFFICIENT');
  const outcome = lacking ? 'data_insufficient' : notes.length === 0 ? 'pass' : 'fail';
  return { notes, reasons: [{ rule, outcome, because, basis: [...basis] }] };
}

function skip(rule: string, because: string, basis: readonly Basis[]): Judgement {
  return { notes: [], reasons: [{ rule, outcome: 'not_applicable', because, basis: [...basis] }] };
}

function note(kind: Kind, code: string, because: string): Note {
  return { kind, finding: { code, because } };
}

const matchSentences = {
  LISTS_OVERLAP: '决定日有两个以上清单版本同时有效，须先确定适用版本',
  AMBIGUOUS_ITEM: '清单中有两个以上事项同样匹配，须人工确定',
  N05: '对应的清单事项在决定日未生效或已失效',
  NO_ITEM: '清单中没有对应事项',
} as const;

function judgeMatch(match: ListMatch): Judgement {
  const { problem } = match;
  const passed = `匹配清单 ${match.list?.version} 的事项 ${match.item?.code}`;
  if (problem === null) return judge('LIST_ITEM', [], passed, list);
  const kind = problem === 'LISTS_OVERLAP' || problem === 'AMBIGUOUS_ITEM' ? 'review' : 'out_of_list';
  return judge('LIST_ITEM', [note(kind, problem, matchSentences[problem])], passed, list);
}

function judgeMode(matter: MatterToClassify, item: CooperationItem | null): Judgement {
  if (item === null) return skip('MODE_MISMATCH', '没有匹配的清单事项', list);
  const differs = item.mode !== matter.requestedMode && !engineeringPurchased(matter);
  const notes = differs ? [note('review', 'MODE_MISMATCH', '申请的方式与清单事项的方式不一致')] : [];
  return judge('MODE_MISMATCH', notes, '方式与清单事项不矛盾', list);
}

function over(sum: Fen, cap: Fen | undefined, name: string): Note[] {
  if (cap === undefined || sum <= cap) return [];
  return [note('out_of_list', 'N04', `${name} ${formatYuan(sum)} 元超过限额 ${formatYuan(cap)} 元`)];
}

function judgeCaps(item: CooperationItem | null, sums: MatterSums): Judgement {
  if (item === null) return skip('N04', '没有匹配的清单事项', list);
  const annual = sums.splitSuspected && sums.judged > sums.itemYear ? sums.judged : sums.itemYear;
  const notes = [...over(sums.judged, item.capSingle, '金额'), ...over(annual, item.capAnnual, '年度累计')];
  const because = notes.map((each) => each.finding.because).join('；');
  return judge(
    'N04',
    notes.length === 0 ? [] : [note('out_of_list', 'N04', because)],
    '金额不超过清单限额',
    list,
  );
}

function judgeTax(matter: MatterToClassify, item: CooperationItem | null): Judgement {
  if (item === null || (item.capSingle === undefined && item.capAnnual === undefined)) {
    return skip('TAX_BASIS', '没有须比较的限额', list);
  }
  const same = matter.taxIncluded === (item.capsTaxIncluded ?? true);
  const notes = same ? [] : [note('review', 'TAX_BASIS', '金额与限额的含税口径不一致或未说明，不能直接比较')];
  return judge('TAX_BASIS', notes, '金额与限额的含税口径一致', list);
}

function judgeTerm(matter: MatterToClassify, item: CooperationItem | null): Judgement {
  const max = item?.termMax;
  if (max === undefined) return skip('OVER_TERM', '清单事项没有期限上限', list);
  if (matter.termMonths === undefined) {
    const missing = note('block', 'DATA_INSUFFICIENT', '清单事项有期限上限，须填写 termMonths（月）');
    return judge('OVER_TERM', [missing], '', list);
  }
  const late = matter.termMonths > max;
  const because = `期限 ${matter.termMonths} 个月超过清单上限 ${max} 个月`;
  return judge(
    'OVER_TERM',
    late ? [note('out_of_list', 'OVER_TERM', because)] : [],
    '期限不超过清单上限',
    list,
  );
}

function judgeSplit(matter: MatterToClassify, sums: MatterSums): Judgement {
  const basis = [law.noSplitting, law.procurementSplitting];
  if (matter.project === undefined) return skip('N11', '未填项目，不与其他事项合计', basis);
  const because = `同一项目 ${sums.aggregate.count} 个事项合计 ${formatYuan(sums.aggregate.amount)} 元，越过单个事项未越过的限额，按合计判定`;
  return judge('N11', sums.splitSuspected ? [note('warning', 'N11', because)] : [], '没有拆分迹象', basis);
}

function judgeLongPurchase(matter: MatterToClassify): Judgement {
  const because = longPurchaseUnjustified(matter);
  if (because === null) return { notes: [], reasons: [] };
  return judge('N07', [note('warning', 'N07', because)], '', [law.purchasedServices]);
}

function judgeBlocks(matter: MatterToClassify, match: ListMatch): Judgement[] {
  const subject = { matter, list: match.list, item: match.item };
  return blockingChecks.map(({ code, passed, basis, run }) => {
    const facts = run(subject);
    if (facts === null) return skip(code, '不适用', basis);
    return judge(code, facts.length === 0 ? [] : [note('block', code, facts.join('；'))], passed, basis);
  });
}

function routeOf(notes: readonly Note[]): ContractRoute {
  const any = (kind: Kind): boolean => notes.some((each) => each.kind === kind);
  if (any('block')) return 'blocked';
  if (any('review')) return 'review';
  return any('out_of_list') ? 'out_of_list' : 'in_list';
}

/** How the upstream hand-over from committee to company has to be procured; null: not by procurement law. */
function upstreamProcedure(input: ClassifyInput, sums: MatterSums): NextProcedure | null {
  const { matter, procurement } = input;
  const fiscal = matter.fundSources.some(
    (source) => (source.kind === 'budget' || source.kind === 'fiscal_repaid_loan') && source.amount > 0n,
  );
  if (!fiscal) return null;
  const plain = matter.requestedMode === 'purchased' ? matter.amount : matter.agencyFee?.fee;
  const value = sums.splitSuspected ? sums.judged : plain;
  if (value === undefined || procurement === undefined) return 'GOV_PROCUREMENT_CHECK';
  if (value >= procurement.openTenderLimit) return 'GOV_OPEN_TENDER';
  return value >= procurement.limit ? 'GOV_PROCUREMENT' : null;
}

function proceduresOf(route: ContractRoute, input: ClassifyInput, sums: MatterSums): NextProcedure[] {
  if (route === 'out_of_list') return ['MARKET_BIDDING', 'BIDDER_CONFLICT_CHECK'];
  if (route !== 'in_list') return [];
  const upstream = upstreamProcedure(input, sums);
  return [
    ...(upstream === null ? [] : [upstream]),
    ...(input.matter.engineering ? (['TENDER_DOWNSTREAM'] as const) : []),
  ];
}

function judgeProcedures(procedures: readonly NextProcedure[]): Judgement {
  const because = procedures.length === 0 ? '没有后续采购或招标程序' : `后续程序：${procedures.join('、')}`;
  const basis = [law.procurement, law.mustTender, law.conflict];
  return procedures.length === 0
    ? skip('NEXT_PROCEDURES', because, basis)
    : judge('NEXT_PROCEDURES', [], because, basis);
}

/**
 * Decides whether a contract matter is on the agreed list, and what stands against it. Being on the list answers
 * the question of authority only; procurement upstream and tendering downstream are asked separately
 * (`nextProcedures`). The version is the one in force on the day of decision, whatever was published since.
 */
export function classify(input: ClassifyInput): Classification {
  const { matter } = input;
  const match = matchItem(input.lists, matter);
  const sums = sumMatter(input, match.item);
  const judgements = [
    judgeMatch(match),
    judgeMode(matter, match.item),
    judgeCaps(match.item, sums),
    judgeTax(matter, match.item),
    judgeTerm(matter, match.item),
    judgeLongPurchase(matter),
    judgeSplit(matter, sums),
    ...judgeBlocks(matter, match),
  ];
  const notes = judgements.flatMap((judgement) => judgement.notes);
  const of = (...kinds: Kind[]): Finding[] =>
    notes.filter((each) => kinds.includes(each.kind)).map((each) => each.finding);
  const route = routeOf(notes);
  const nextProcedures = proceduresOf(route, input, sums);
  return {
    route,
    mode: route === 'in_list' ? matter.requestedMode : null,
    item: match.item?.code ?? null,
    listVersion: match.list?.version ?? null,
    aggregate: sums.aggregate,
    nextProcedures,
    outOfList: of('out_of_list'),
    blocks: of('block'),
    warnings: of('review', 'warning'),
    reasons: [...judgements, judgeProcedures(nextProcedures)].flatMap((judgement) => judgement.reasons),
  };
}
