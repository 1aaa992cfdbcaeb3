import { type Fen, fen, formatYuan, multiplyRatio, parseYuan, sumFen } from '../kernel/money.ts';
import { compare, divide, ONE, parseRatio, type Ratio, ratio } from '../kernel/ratio.ts';
import type { CapTable, CapTableHolder, Holding } from './cap-table.ts';

/** What one act moves in the capital of one company, on whichever day it is entered. */
export type Movement = Holding & {
  readonly companyId: string;
  readonly kind: 'establish' | 'increase' | 'decrease' | 'transfer';
  readonly from?: string;
  readonly to?: string;
};
/** The tables of every company on the day of the act, and what each is called. */
export type Holders = {
  readonly tables: ReadonlyMap<string, CapTable>;
  readonly nameOf: (id: string) => string;
};
/** `companyId` is taken in; `exchange` is its capital given up for one yuan of the absorber's. */
export type MergerTerms = {
  readonly companyId: string;
  readonly absorberId: string;
  readonly exchange: string;
};
/**
 * `capital` (yuan) of `companyId` passes to a company that has none yet; everybody's in proportion, or the portions agreed.
 * Each holder gets in the new company what it gives up in the old one.
 */
export type DivisionTerms = {
  readonly companyId: string;
  readonly receiverId: string;
  readonly capital: string;
  readonly portions?: readonly { readonly holderId: string; readonly subscribed: string }[] | undefined;
};

type Finding<Code extends string> = { readonly code: Code; readonly because: string };
/** What moves, the entries of the company itself first; or why the register does not bear it. */
export type Moved<Code extends string> =
  | { readonly ok: true; readonly moves: readonly Movement[] }
  | { readonly ok: false; readonly finding: Finding<Code> };
export type MergerCode = 'SAME_HOLDER' | 'CAPITAL_UNKNOWN' | 'BELOW_PAR' | 'SHARE_NOT_WHOLE';
export type DivisionCode =
  | 'SAME_HOLDER'
  | 'CAPITAL_UNKNOWN'
  | 'RECEIVER_HAS_CAPITAL'
  | 'NOTHING_LEFT'
  | 'PORTIONS_DIFFER'
  | 'HOLDING_EXCEEDED'
  | 'SHARE_NOT_WHOLE';

const barred = <Code extends string>(code: Code, because: string): Moved<Code> => ({
  ok: false,
  finding: { code, because },
});

/** A part of an amount where it is whole 分. */
export function wholePart(amount: Fen, share: Ratio): Fen | null {
  const product = amount * share.numerator;
  return product % share.denominator === 0n ? fen(product / share.denominator) : null;
}

const capitalOf = ({ tables }: Holders, id: string): Fen => tables.get(id)?.registeredCapital ?? fen(0n);
const holdersOf = ({ tables }: Holders, id: string): readonly CapTableHolder[] =>
  tables.get(id)?.holders ?? [];

/** The holders of what is taken in: the absorber's own part lapses, the others get the absorber's capital for theirs. */
function exchanged(of: Holders, terms: MergerTerms): Moved<'SHARE_NOT_WHOLE'> {
  const { companyId, absorberId } = terms;
  const exchange = divide(ONE, parseRatio(terms.exchange));
  const gone: Movement[] = [];
  const given: Movement[] = [];
  for (const { id, subscribed, paid } of holdersOf(of, companyId)) {
    gone.push({ companyId, kind: 'decrease', from: id, subscribed, paid });
    if (id === absorberId) continue;
    const part = wholePart(subscribed, exchange);
    if (part === null || part === 0n)
      return barred(
        'SHARE_NOT_WHOLE',
        `${of.nameOf(id)}持有的 ${formatYuan(subscribed)} 元按换股比例不是整分`,
      );
    const got = { subscribed: part, paid: multiplyRatio(paid, exchange) };
    given.push({ companyId: absorberId, kind: 'increase', to: id, ...got });
  }
  return { ok: true, moves: [...gone, ...given] };
}

/** What the absorbed company holds passes to the absorber by succession; what it holds of the absorber lapses. */
function succession({ tables }: Holders, { companyId, absorberId }: MergerTerms): Movement[] {
  return [...tables].flatMap(([held, table]): Movement[] => {
    const part = table.holders.find((holder) => holder.id === companyId);
    if (part === undefined || held === companyId) return [];
    const { subscribed, paid } = part;
    const left = { companyId: held, from: companyId, subscribed, paid };
    return [
      held === absorberId ? { ...left, kind: 'decrease' } : { ...left, kind: 'transfer', to: absorberId },
    ];
  });
}

/**
 * An absorption 吸收合并: the absorbed company's capital ends, its holders get the absorber's for it, and what it held passes
 * to the absorber. Not below par: the absorber's capital would otherwise pass the sum of both.
 */
export function mergerOf(of: Holders, terms: MergerTerms): Moved<MergerCode> {
  const { companyId, absorberId, exchange } = terms;
  if (companyId === absorberId) return barred('SAME_HOLDER', `${of.nameOf(companyId)}不能吸收自己`);
  const empty = [companyId, absorberId].find((id) => capitalOf(of, id) === 0n);
  if (empty !== undefined)
    return barred('CAPITAL_UNKNOWN', `${of.nameOf(empty)}在基准日没有在册出资，无从计算份额`);
  if (compare(parseRatio(exchange), ONE) < 0)
    return barred('BELOW_PAR', '换股后注册资本将高于合并前各方之和');
  const shares = exchanged(of, terms);
  return shares.ok ? { ok: true, moves: [...shares.moves, ...succession(of, terms)] } : shares;
}

type Portion = { readonly holder: CapTableHolder; readonly subscribed: Fen };
type Portions = { readonly ok: true; readonly portions: readonly Portion[] } | Moved<DivisionCode>;

/** Of everybody's capital the same part. */
function inProportion(of: Holders, { companyId }: DivisionTerms, capital: Fen): Portions {
  const share = ratio(capital, capitalOf(of, companyId));
  const portions: Portion[] = [];
  for (const holder of holdersOf(of, companyId)) {
    const subscribed = wholePart(holder.subscribed, share);
    if (subscribed === null || subscribed === 0n)
      return barred(
        'SHARE_NOT_WHOLE',
        `${of.nameOf(holder.id)}持有的 ${formatYuan(holder.subscribed)} 元按比例分出的部分不是整分，请写明各股东分出的金额`,
      );
    portions.push({ holder, subscribed });
  }
  return { ok: true, portions };
}

function asAgreed(of: Holders, { companyId, portions = [] }: DivisionTerms, capital: Fen): Portions {
  const agreed = portions.map(({ holderId, subscribed }) => ({
    holderId,
    subscribed: parseYuan(subscribed),
  }));
  const sum = sumFen(agreed.map(({ subscribed }) => subscribed));
  if (sum !== capital || new Set(agreed.map(({ holderId }) => holderId)).size < agreed.length)
    return barred(
      'PORTIONS_DIFFER',
      `各股东分出的金额合计 ${formatYuan(sum)} 元，须等于分出的注册资本 ${formatYuan(capital)} 元，每名股东只写一次`,
    );
  const taken: Portion[] = [];
  for (const { holderId, subscribed } of agreed) {
    const holder = holdersOf(of, companyId).find(({ id }) => id === holderId);
    if (holder === undefined || subscribed > holder.subscribed)
      return barred(
        'HOLDING_EXCEEDED',
        `${of.nameOf(holderId)}只持有${of.nameOf(companyId)}认缴 ${formatYuan(holder?.subscribed ?? fen(0n))} 元，不足 ${formatYuan(subscribed)} 元`,
      );
    taken.push({ holder, subscribed });
  }
  return { ok: true, portions: taken };
}

/**
 * A division in which the old company goes on 存续分立: part of its capital becomes the capital of a company newly founded for
 * it, the paid-in part along with it, so that both together have what the one had.
 */
export function divisionOf(of: Holders, terms: DivisionTerms): Moved<DivisionCode> {
  const { companyId, receiverId } = terms;
  const capital = parseYuan(terms.capital);
  if (companyId === receiverId) return barred('SAME_HOLDER', `${of.nameOf(companyId)}不能分立给自己`);
  const whole = capitalOf(of, companyId);
  if (whole === 0n) return barred('CAPITAL_UNKNOWN', `${of.nameOf(companyId)}没有在册出资，无从计算份额`);
  if (capitalOf(of, receiverId) > 0n)
    return barred('RECEIVER_HAS_CAPITAL', `${of.nameOf(receiverId)}已有在册出资，不是因分立新设的公司`);
  if (capital <= 0n || capital >= whole)
    return barred(
      'NOTHING_LEFT',
      `${of.nameOf(companyId)}存续，分出的注册资本须大于零、小于其全部注册资本 ${formatYuan(whole)} 元`,
    );
  const found =
    terms.portions === undefined ? inProportion(of, terms, capital) : asAgreed(of, terms, capital);
  if (!('portions' in found)) return found;
  const parts = found.portions.map(({ holder, subscribed }) => ({
    id: holder.id,
    subscribed,
    paid:
      subscribed === holder.subscribed
        ? holder.paid
        : multiplyRatio(holder.paid, ratio(subscribed, holder.subscribed)),
  }));
  return {
    ok: true,
    moves: [
      ...parts.map(({ id, ...part }): Movement => ({ companyId, kind: 'decrease', from: id, ...part })),
      ...parts.map(
        ({ id, ...part }): Movement => ({ companyId: receiverId, kind: 'establish', to: id, ...part }),
      ),
    ],
  };
}
