import { unreachable } from '../kernel/assert.ts';
import { type Fen, fen, formatYuan, multiplyRatio, parseYuan } from '../kernel/money.ts';
import { compare, divide, formatFraction, ONE, parseRatio, ratio } from '../kernel/ratio.ts';
import type { CapTable, Holding } from './cap-table.ts';
import type { Plan, PlanItem, PlanItemOf } from './plan.ts';
import { mergerOf, wholePart } from './reorganize.ts';
import type { ShareTransaction } from './share-transaction.ts';

/** Why an item cannot be done on the register as it stands. */
export const planFindingCodes = [
  'ABSORBED',
  'GROUP_ABSORBED',
  'SAME_HOLDER',
  'SELF_HOLDING',
  'CAPITAL_UNKNOWN',
  'NOTHING_MOVED',
  'HOLDING_EXCEEDED',
  'SHARE_NOT_WHOLE',
  'BELOW_PAR',
  'CIRCULAR_HOLDING',
  'REGISTER_INCONSISTENT',
] as const;
export type PlanFindingCode = (typeof planFindingCodes)[number];
export type PlanFinding = { readonly code: PlanFindingCode; readonly because: string };

/** A transaction, and in whose capital. */
export type PlanEntry = { readonly companyId: string; readonly transaction: ShareTransaction };
export type Entries =
  | { readonly ok: true; readonly entries: readonly PlanEntry[] }
  | { readonly ok: false; readonly finding: PlanFinding };

/** What an item is worked out against: the tables as the items before it left them. */
export type PlanDesk = {
  readonly plan: Pick<Plan, 'groupId' | 'basisDate'>;
  readonly tables: ReadonlyMap<string, CapTable>;
  readonly nameOf: (id: string) => string;
};

const refused = (code: PlanFindingCode, because: string): Entries => ({
  ok: false,
  finding: { code, because },
});
const nothing: Holding = { subscribed: fen(0n), paid: fen(0n) };

const capitalOf = ({ tables }: PlanDesk, companyId: string): Fen =>
  tables.get(companyId)?.registeredCapital ?? fen(0n);
const holdingIn = ({ tables }: PlanDesk, companyId: string, holder: string): Holding =>
  tables.get(companyId)?.holders.find((h) => h.id === holder) ?? nothing;
const dated = (
  { plan }: PlanDesk,
  event: Omit<ShareTransaction, 'decidedOn' | 'registerBookOn'>,
): ShareTransaction => ({ ...event, decidedOn: plan.basisDate, registerBookOn: plan.basisDate });

const unknownCapital = (desk: PlanDesk, id: string): Entries =>
  refused('CAPITAL_UNKNOWN', `${desk.nameOf(id)}在基准日没有在册出资，无从计算份额`);

type Moved = Pick<PlanItemOf<'free_transfer'>, 'companyId' | 'fromId' | 'toId'> & { readonly share: string };

/** Capital that passes from one holder to another, the paid-in part in proportion. */
function transfer(desk: PlanDesk, kind: 'transfer' | 'free_transfer', move: Moved): Entries {
  const { companyId, fromId, toId } = move;
  const share = parseRatio(move.share);
  if (fromId === toId) return refused('SAME_HOLDER', `转出方与转入方同为${desk.nameOf(fromId)}`);
  if (toId === companyId) return refused('SELF_HOLDING', `${desk.nameOf(companyId)}不能持有自己的股权`);
  const capital = capitalOf(desk, companyId);
  if (capital === 0n) return unknownCapital(desk, companyId);
  if (share.numerator <= 0n) return refused('NOTHING_MOVED', '份额须大于零');
  const has = holdingIn(desk, companyId, fromId);
  const subscribed = wholePart(capital, share);
  if (subscribed === null)
    return refused(
      'SHARE_NOT_WHOLE',
      `${desk.nameOf(companyId)}注册资本 ${formatYuan(capital)} 元的 ${formatFraction(share)} 不是整分`,
    );
  if (subscribed > has.subscribed)
    return refused(
      'HOLDING_EXCEEDED',
      `${desk.nameOf(fromId)}只持有${desk.nameOf(companyId)}认缴 ${formatYuan(has.subscribed)} 元，不足 ${formatYuan(subscribed)} 元`,
    );
  const paid =
    subscribed === has.subscribed ? has.paid : multiplyRatio(has.paid, ratio(subscribed, has.subscribed));
  const transaction = dated(desk, { kind, from: fromId, to: toId, subscribed, paid });
  return { ok: true, entries: [{ companyId, transaction }] };
}

type Bought = { readonly companyId: string; readonly toId: string; readonly invested: string };

/** New capital of a company for money or for what is put in; what is paid above par enters its reserve. */
function increase(desk: PlanDesk, bought: Bought, perYuan: string): Entries {
  const { companyId, toId } = bought;
  const price = parseRatio(perYuan);
  if (toId === companyId) return refused('SELF_HOLDING', `${desk.nameOf(companyId)}不能持有自己的股权`);
  if (capitalOf(desk, companyId) === 0n) return unknownCapital(desk, companyId);
  if (compare(price, ONE) < 0)
    return refused(
      'BELOW_PAR',
      `每元注册资本作价 ${formatFraction(price)} 元，低于一元，出资不足以认缴新增资本`,
    );
  const invested = parseYuan(bought.invested);
  if (multiplyRatio(invested, divide(ONE, price)) <= 0n)
    return refused('NOTHING_MOVED', '投资额不足一分注册资本');
  const transaction = dated(desk, { kind: 'increase', to: toId, invested, price });
  return { ok: true, entries: [{ companyId, transaction }] };
}

function contribution(desk: PlanDesk, item: PlanItemOf<'contribution_in_kind'>): Entries {
  const { groupId } = desk.plan;
  const moved = transfer(desk, 'transfer', { ...item, toId: groupId });
  if (!moved.ok) return moved;
  if (item.companyId === groupId) return refused('SELF_HOLDING', '集团的股权不能投入集团自身');
  const { fromId, invested, perYuan } = item;
  const own = increase(desk, { companyId: groupId, toId: fromId, invested }, perYuan);
  return own.ok ? { ok: true, entries: [...moved.entries, ...own.entries] } : own;
}

/** The entries of an absorption, as the register's own act makes them. */
function merger(desk: PlanDesk, { companyId, toId, exchange }: PlanItemOf<'merger'>): Entries {
  if (companyId === desk.plan.groupId) return refused('GROUP_ABSORBED', '集团是方案的根，不能被吸收');
  const moved = mergerOf(desk, { companyId, absorberId: toId, exchange });
  if (!moved.ok) return moved;
  const entries = moved.moves.map(
    ({ companyId: of, ...move }): PlanEntry => ({ companyId: of, transaction: dated(desk, move) }),
  );
  return { ok: true, entries };
}

/** The transactions of one item on the tables as they stand, or why there are none. */
export function entriesOf(desk: PlanDesk, item: PlanItem): Entries {
  switch (item.method) {
    case 'free_transfer':
      return transfer(desk, 'free_transfer', item);
    case 'acquisition':
      return transfer(desk, 'transfer', item);
    case 'contribution_in_kind':
      return contribution(desk, item);
    case 'capital_increase':
      return increase(desk, item, item.perYuan);
    case 'merger':
      return merger(desk, item);
    default:
      return unreachable(item);
  }
}
