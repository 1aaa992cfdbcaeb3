import type { Posting } from '../accounting/entry-lines.ts';
import type { Basis, Finding, Reason } from '../kernel/basis.ts';
import { type LocalDate, yearOf } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan, multiplyRatio, sumFen } from '../kernel/money.ts';
import { subtract } from '../kernel/ratio.ts';
import { type JournalEntry, journalEntry } from './journal-entry.ts';
import { accountsOf, type BookKeeper } from './transfer-accounts.ts';
import type { TransferAsset, TransferBatch, TransferVouchers } from './transfer-batch.ts';

const law = {
  government: { title: '政府会计制度——行政事业单位会计科目和报表', grade: 'memory' },
  enterprise: { title: '财会〔2016〕17号', grade: 'memory' },
  freeTransfer: { title: '企业国有产权无偿划转管理暂行办法（国资发产权〔2005〕239号）', grade: 'memory' },
  verification: { title: '行政事业性国有资产管理条例', article: '第三十七条', grade: 'law' },
  publicBenefit: { title: '财预〔2012〕463号', grade: 'memory' },
} as const satisfies Record<string, Basis>;

/** An asset that moves, with what is written off it by the day of delivery. */
export type MovingAsset = TransferAsset & { readonly transition: Fen; readonly net: Fen };

const zero = fen(0n);
const isEntry = (entry: JournalEntry | null): entry is JournalEntry => entry !== null;

/** Why an asset stays out of the entries; null: it moves. */
function exclusion(batch: TransferBatch, asset: TransferAsset): { code: string; because: string } | null {
  if (asset.blocked !== undefined) return { code: asset.blocked, because: '该项资产存在阻断情形，暂不划转' };
  if (asset.publicBenefit === true) {
    return { code: 'PUBLIC_BENEFIT', because: '公益性资产不得注入公司，只能移交管护' };
  }
  if (batch.path === 'P4') return { code: 'CUSTODY_ONLY', because: '只移交管护，权属和账务留在原单位' };
  const keepers = [batch.transferor.kind, 'company'] as const;
  if (keepers.every((keeper) => accountsOf(keeper, asset) !== null)) return null;
  return { code: 'NO_ACCOUNT', because: '该类别没有对应的划转科目' };
}

/** Months charged between basis date and delivery: from the one after the first to that of the second. */
function transitionMonths(from: LocalDate | undefined, to: LocalDate | undefined): bigint {
  if (from === undefined || to === undefined) return 0n;
  const month = (date: LocalDate): number => yearOf(date) * 12 + Number(date.slice(5, 7));
  return BigInt(Math.max(month(to) - month(from), 0));
}

function lesser(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

/** What moves of an asset; the transition never takes it below nothing. */
function moving(asset: TransferAsset, months: bigint): MovingAsset {
  const carrying = asset.cost - asset.depreciation - (asset.impairment ?? zero);
  const charge = months * (asset.monthlyDepreciation ?? zero);
  const transition = lesser(charge, carrying);
  return { ...asset, transition: fen(transition), net: fen(carrying - transition) };
}

/** Write-downs by account; what has no account of its own was credited to the asset's account itself. */
function writeDowns(keeper: BookKeeper, asset: MovingAsset): { contra: Posting[]; direct: bigint } {
  const accounts = accountsOf(keeper, asset);
  const parts = [
    [accounts?.accumulated ?? null, fen(asset.depreciation + asset.transition)],
    [accounts?.impairment ?? null, asset.impairment ?? zero],
  ] as const;
  const contra = parts.flatMap(([account, amount]) => (account === null ? [] : [[account, amount] as const]));
  const direct = parts.reduce((sum, [account, amount]) => (account === null ? sum + amount : sum), 0n);
  return { contra, direct };
}

function transitionEntry(keeper: BookKeeper, assets: readonly MovingAsset[]): JournalEntry | null {
  const expense = keeper === 'public_body' ? '5001' : '6602';
  const credits = assets.map((asset): Posting => {
    const accounts = accountsOf(keeper, asset);
    return [accounts?.accumulated ?? accounts?.cost ?? '', asset.transition];
  });
  const total = sumFen(assets.map((asset) => asset.transition));
  return journalEntry('financial', 'transition', [[expense, total]], credits);
}

type Charge = {
  readonly postings: readonly Posting[];
  readonly blocks: Finding[];
  readonly warnings: Finding[];
};

const names = { capitalReserve: '资本公积', surplusReserve: '盈余公积', retained: '未分配利润' } as const;

/** Charges the net to capital reserve, surplus reserve and retained profit in turn, as far as the balances go. */
function chargeEquity(batch: TransferBatch, net: Fen): Charge {
  const postings: Posting[] = [];
  const missing = (field: keyof typeof names): Charge => ({
    postings: [],
    blocks: [{ code: 'DATA_INSUFFICIENT', because: `须填写划出方${names[field]}余额（${field}）才能记账` }],
    warnings: [],
  });
  let rest: bigint = net;
  for (const [field, account] of [
    ['capitalReserve', '4002'],
    ['surplusReserve', '4101'],
  ] as const) {
    const balance = batch.transferor[field];
    if (rest === 0n) break;
    if (balance === undefined) return missing(field);
    const part = balance < 0n ? 0n : lesser(balance, rest);
    postings.push([account, fen(part)]);
    rest -= part;
  }
  if (rest === 0n) return { postings, blocks: [], warnings: [] };
  const { retained } = batch.transferor;
  if (retained === undefined) return missing('retained');
  const because = `冲减未分配利润 ${formatYuan(fen(rest))} 元，超过其余额 ${formatYuan(retained)} 元`;
  const warnings = rest > retained ? [{ code: 'RETAINED_NEGATIVE', because }] : [];
  return { postings: [...postings, ['4104', fen(rest)]], blocks: [], warnings };
}

/** Where the transferor puts the net: nobody books a loss. */
function chargeOf(batch: TransferBatch, net: Fen): Charge {
  const to = (account: string): Charge => ({ postings: [[account, net]], blocks: [], warnings: [] });
  if (batch.transferor.kind === 'public_body') return to('3401');
  if (batch.relation === 'parent_to_wholly') return to('1511');
  if (batch.relation === 'wholly_to_parent' && batch.capitalInjection === 'capital') return to('4001');
  return chargeEquity(batch, net);
}

function outEntry(keeper: BookKeeper, assets: readonly MovingAsset[], charge: Charge): JournalEntry | null {
  if (charge.blocks.length > 0) return null;
  const written = assets.map((asset) => writeDowns(keeper, asset));
  const credits = assets.map((asset): Posting => {
    const { direct } = writeDowns(keeper, asset);
    return [accountsOf(keeper, asset)?.cost ?? '', fen(asset.cost - direct)];
  });
  const debits = [...written.flatMap((each) => each.contra), ...charge.postings];
  return journalEntry('financial', 'out', debits, credits);
}

function costEntries(batch: TransferBatch): JournalEntry[] {
  const { kind, costs = zero } = batch.transferor;
  const pay = (book: JournalEntry['book'], debit: string, credit: string): JournalEntry | null =>
    journalEntry(book, 'costs', [[debit, costs]], [[credit, costs]]);
  const entries =
    kind === 'public_body'
      ? [pay('financial', '5301', '1002'), pay('budget', '7901', '8001')]
      : [pay('financial', '6602', '1002')];
  return entries.filter(isEntry);
}

function inEntry(batch: TransferBatch, assets: readonly MovingAsset[], net: Fen): JournalEntry | null {
  const debits = assets.map((asset): Posting => [accountsOf('company', asset)?.cost ?? '', asset.net]);
  const injected = batch.capitalInjection === 'capital' ? '4001' : '4002';
  const against = batch.relation === 'wholly_to_parent' ? '1511' : injected;
  return journalEntry('financial', 'in', debits, [[against, net]]);
}

function approvalFindings(difference: Fen | undefined): Finding[] {
  if (difference === undefined || difference <= 0n) return [];
  const because = `实际交接净额超过批复金额 ${formatYuan(difference)} 元，须补充报批`;
  return [{ code: 'SUPPLEMENT_APPROVAL', because }];
}

function minorityFindings(change: Fen | undefined): Finding[] {
  if (change === undefined || change >= 0n) return [];
  return [{ code: 'MINORITY_HARMED', because: `少数股东权益因划转减少 ${formatYuan(fen(-change))} 元` }];
}

function reasonsOf(batch: TransferBatch, blocks: readonly Finding[], excluded: number): Reason[] {
  const basis =
    batch.transferor.kind === 'public_body' ? [law.government] : [law.enterprise, law.freeTransfer];
  const lacking = blocks.find((block) => block.code === 'DATA_INSUFFICIENT');
  const over = blocks.find((block) => block.code === 'SUPPLEMENT_APPROVAL');
  const booked = '划出、划入按同一账面净额记账，不确认损益和递延收益';
  return [
    {
      rule: 'EXCLUDED',
      outcome: excluded === 0 ? 'pass' : 'fail',
      because: excluded === 0 ? '全部资产进入分录' : `${excluded} 项资产不进入分录，其余照常`,
      basis: [law.publicBenefit, law.freeTransfer],
    },
    {
      rule: 'ENTRIES',
      outcome: lacking === undefined ? 'pass' : 'data_insufficient',
      because: lacking?.because ?? booked,
      basis,
    },
    {
      rule: 'APPROVAL',
      outcome: batch.approvedTotal === undefined ? 'not_applicable' : over === undefined ? 'pass' : 'fail',
      because: over?.because ?? (batch.approvedTotal === undefined ? '未给出批复金额' : '未超过批复金额'),
      basis: [law.verification, law.freeTransfer],
    },
  ];
}

function priceMissing(batch: TransferBatch): Finding[] {
  if (batch.path !== 'P3') return [];
  return [{ code: 'DATA_INSUFFICIENT', because: '有偿转让须按评估和成交价款记账，这里只有账面数' }];
}

/**
 * The entries of a transfer free of charge in both books. The same net leaves one and enters the other; parked,
 * public-benefit and account-less lines stay out of entries and sums while the rest goes on.
 */
export function transferVouchers(batch: TransferBatch): TransferVouchers {
  const months = transitionMonths(batch.basisDate, batch.deliveryDate);
  const judged = batch.assets.map((asset) => ({ asset, why: exclusion(batch, asset) }));
  const assets = judged.filter(({ why }) => why === null).map(({ asset }) => moving(asset, months));
  const excluded = judged.flatMap(({ asset, why }) => (why === null ? [] : [{ id: asset.id, ...why }]));
  return vouchersOf(batch, assets, excluded);
}

/** The same entries of what is known to move: single assets, or many of one kind added up. */
export function vouchersOf(
  batch: TransferBatch,
  assets: readonly MovingAsset[],
  excluded: TransferVouchers['excluded'] = [],
): TransferVouchers {
  const keeper = batch.transferor.kind;
  const net = sumFen(assets.map((asset) => asset.net));
  const charge = chargeOf(batch, net);
  const difference = batch.approvedTotal === undefined ? undefined : fen(net - batch.approvedTotal);
  const { minority } = batch;
  const change = minority && multiplyRatio(net, subtract(minority.transferee, minority.transferor));
  const blocks = [...priceMissing(batch), ...charge.blocks, ...approvalFindings(difference)];
  return {
    transferor: {
      entries: [
        ...[transitionEntry(keeper, assets), outEntry(keeper, assets, charge)].filter(isEntry),
        ...costEntries(batch),
      ],
    },
    transferee: { entries: [inEntry(batch, assets, net)].filter(isEntry) },
    lines: assets.map((asset) => ({ id: asset.id, net: asset.net })),
    netOut: net,
    netIn: net,
    ...(difference === undefined ? {} : { differenceToApproval: difference }),
    ...(change === undefined ? {} : { minorityChange: change }),
    excluded,
    blocks,
    warnings: [...charge.warnings, ...minorityFindings(change)],
    reasons: reasonsOf(batch, blocks, excluded.length),
  };
}
