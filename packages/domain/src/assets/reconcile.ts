import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { type Fen, fen, sumFen } from '../kernel/money.ts';
import {
  add,
  compare,
  divideHalfUp,
  formatScaled,
  type Ratio,
  ratio,
  subtract,
  ZERO,
} from '../kernel/ratio.ts';

/** A card of the asset register. Amounts in 分; the area, in any unit, is compared exactly. */
export type AssetCard = {
  readonly id: string;
  readonly cluster?: string | undefined;
  readonly cost: Fen;
  readonly depreciation: Fen;
  readonly impairment?: Fen | undefined;
  readonly area?: Ratio | undefined;
};

/** A line on one side of a transfer. */
export type TransferSide = readonly { readonly id: string; readonly net: Fen }[];

/** What is laid side by side; a check is made when both its sides are there. */
export type Reconciliation = {
  readonly cards: readonly AssetCard[];
  readonly ledger: { readonly cost: Fen; readonly depreciation: Fen; readonly impairment?: Fen | undefined };
  readonly counts?:
    | readonly { readonly card: string; readonly onCard: Ratio; readonly counted: Ratio }[]
    | undefined;
  readonly certificates?: readonly { readonly card: string; readonly area: Ratio }[] | undefined;
  readonly clusters?:
    | readonly { readonly id: string; readonly cards: readonly string[]; readonly net?: Fen | undefined }[]
    | undefined;
  readonly transfer?: { readonly out: TransferSide; readonly in: TransferSide } | undefined;
};

export const reconcileChecks = [
  'count',
  'ledger_cost',
  'ledger_depreciation',
  'ledger_impairment',
  'certificate_area',
  'transfer_pairs',
  'cluster_membership',
  'cluster_net',
] as const;
export type ReconcileCheckName = (typeof reconcileChecks)[number];

/** One comparison; `difference` is a decimal of two places (a whole number of cards for the membership). */
export type ReconcileCheck = {
  readonly name: ReconcileCheckName;
  readonly passed: boolean;
  readonly difference: string;
  /** What fails. */
  readonly items: readonly string[];
};

/** All comparisons, tolerance zero. */
export type Reconciled = {
  readonly passed: boolean;
  readonly checks: readonly ReconcileCheck[];
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

const basis: readonly Basis[] = [
  { title: '行政事业性国有资产管理条例', article: '第三十七条', grade: 'law' },
  { title: '账实、账账、账证、双方、组团五项核对', grade: 'default' },
];

/** Two places, half up; the comparison itself is exact. */
function twoPlaces(r: Ratio): string {
  return formatScaled(divideHalfUp(r.numerator * 100n, r.denominator), 2);
}

const yuan = (amount: bigint): string => twoPlaces(ratio(amount, 100n));
const sum = (items: readonly Ratio[]): Ratio => items.reduce(add, ZERO);
const netOf = (card: AssetCard): Fen => fen(card.cost - card.depreciation - (card.impairment ?? 0n));

function check(
  name: ReconcileCheckName,
  difference: string,
  items: readonly string[],
  zero = true,
): ReconcileCheck {
  return { name, passed: zero && items.length === 0, difference, items };
}

/** Quantities found against quantities on the cards; what is counted without a card fails too. */
function countCheck({ cards, counts }: Reconciliation): ReconcileCheck[] {
  if (counts === undefined) return [];
  const known = new Set(cards.map((card) => card.id));
  const failing = counts.filter((each) => compare(each.onCard, each.counted) !== 0 || !known.has(each.card));
  const difference = sum(counts.map((each) => subtract(each.counted, each.onCard)));
  return [check('count', twoPlaces(difference), [...new Set(failing.map((each) => each.card))])];
}

function ledgerChecks({ cards, ledger }: Reconciliation): ReconcileCheck[] {
  const fields = ['cost', 'depreciation', 'impairment'] as const;
  return fields.map((field) => {
    const difference = sumFen(cards.map((card) => card[field] ?? fen(0n))) - (ledger[field] ?? 0n);
    return check(`ledger_${field}`, yuan(difference), [], difference === 0n);
  });
}

/** Area on the card against the areas of its certificates together. */
function certificateCheck({ cards, certificates }: Reconciliation): ReconcileCheck[] {
  if (certificates === undefined) return [];
  const onCard = new Map(cards.map((card) => [card.id, card.area]));
  const certified = Map.groupBy(certificates, (certificate) => certificate.card);
  const gaps = [...certified].map(([id, its]) => {
    const area = onCard.get(id);
    const gap = subtract(area ?? ZERO, sum(its.map((each) => each.area)));
    return { id, gap, failing: area === undefined || compare(gap, ZERO) !== 0 };
  });
  const difference = sum(gaps.map(({ gap }) => gap));
  const failing = gaps.filter((each) => each.failing).map(({ id }) => id);
  return [check('certificate_area', twoPlaces(difference), failing)];
}

/** Every line out has exactly one line in of the same net, and the other way round. */
function transferCheck({ transfer }: Reconciliation): ReconcileCheck[] {
  if (transfer === undefined) return [];
  const byId = (side: TransferSide) => Map.groupBy(side, (line) => line.id);
  const [out, into] = [byId(transfer.out), byId(transfer.in)];
  const failing = [...new Set([...out.keys(), ...into.keys()])].filter((id) => {
    const [given, taken] = [out.get(id) ?? [], into.get(id) ?? []];
    return given.length !== 1 || taken.length !== 1 || given[0]?.net !== taken[0]?.net;
  });
  const total = (side: TransferSide): Fen => sumFen(side.map((line) => line.net));
  return [check('transfer_pairs', yuan(total(transfer.out) - total(transfer.in)), failing)];
}

function membershipCheck({ cards, clusters }: Reconciliation): ReconcileCheck[] {
  if (clusters === undefined) return [];
  const times = new Map<string, number>();
  for (const id of clusters.flatMap((cluster) => [...new Set(cluster.cards)])) {
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  const failing = cards.filter((card) => times.get(card.id) !== 1).map((card) => card.id);
  return [check('cluster_membership', String(failing.length), failing)];
}

/** The nets that the clusters report against the cards: together, and each against its own. */
function clusterNetCheck({ cards, clusters }: Reconciliation): ReconcileCheck[] {
  if (clusters === undefined || clusters.every((cluster) => cluster.net === undefined)) return [];
  const nets = new Map(cards.map((card) => [card.id, netOf(card)]));
  const ofCards = (ids: readonly string[]): Fen =>
    sumFen([...new Set(ids)].map((id) => nets.get(id) ?? fen(0n)));
  const failing = clusters.filter(({ net, cards: ids }) => net !== ofCards(ids)).map((cluster) => cluster.id);
  const reported = sumFen(clusters.map((cluster) => cluster.net ?? fen(0n)));
  const difference = reported - sumFen(nets.values());
  return [check('cluster_net', yuan(difference), failing, difference === 0n)];
}

function missing({ cards, certificates, clusters }: Reconciliation): Finding[] {
  const certified = new Set(certificates?.map((certificate) => certificate.card));
  const bare = cards
    .filter((card) => certified.has(card.id) && card.area === undefined)
    .map((card) => card.id);
  const reporting = clusters?.some((cluster) => cluster.net !== undefined) ?? false;
  const silent =
    clusters?.filter((cluster) => reporting && cluster.net === undefined).map((each) => each.id) ?? [];
  const findings = [
    { ids: bare, because: '卡片未填面积（area），不能与证载面积核对' },
    { ids: silent, because: '组团未填净值（net），不能与卡片核对' },
  ];
  return findings
    .filter(({ ids }) => ids.length > 0)
    .map(({ ids, because }) => ({ code: 'DATA_INSUFFICIENT', because: `${ids.join('、')}:${because}` }));
}

const names: Record<ReconcileCheckName, string> = {
  count: '账实',
  ledger_cost: '账账（原值）',
  ledger_depreciation: '账账（折旧）',
  ledger_impairment: '账账（减值）',
  certificate_area: '账证（面积）',
  transfer_pairs: '划出划入逐项',
  cluster_membership: '组团归属',
  cluster_net: '组团净值',
};

function reasonOf({ name, passed, difference, items }: ReconcileCheck): Reason {
  const which = items.length === 0 ? '' : `，不符项：${items.join('、')}`;
  const because = passed ? `${names[name]}一致` : `${names[name]}不一致，差异 ${difference}${which}`;
  return { rule: name, outcome: passed ? 'pass' : 'fail', because, basis: [...basis] };
}

/** Lays cards, ledger, count, certificates, both sides of a transfer and clusters side by side, tolerance zero. */
export function reconcile(input: Reconciliation): Reconciled {
  const checks = [
    ...countCheck(input),
    ...ledgerChecks(input),
    ...certificateCheck(input),
    ...transferCheck(input),
    ...membershipCheck(input),
    ...clusterNetCheck(input),
  ];
  const blocks = missing(input);
  return {
    passed: blocks.length === 0 && checks.every((each) => each.passed),
    checks,
    blocks,
    warnings: [],
    reasons: checks.map(reasonOf),
  };
}
