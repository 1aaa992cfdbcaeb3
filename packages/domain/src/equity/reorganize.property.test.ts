import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan, sumFen } from '../kernel/money.ts';
import { parseRatio } from '../kernel/ratio.ts';
import { capTable } from './cap-table.ts';
import type { PlanItem } from './plan.ts';
import { applyPlan, tablesOn } from './plan-apply.ts';
import { divisionOf, type Movement, mergerOf } from './reorganize.ts';
import type { ShareTransaction } from './share-transaction.ts';

const day = localDate('2020-01-01');
const basisDate = localDate('2026-06-30');
const companies = ['c0', 'c1', 'c2', 'c3'];
const owners = ['S', 'T', ...companies];

const founding = (to: string, subscribed: bigint, paid: bigint): ShareTransaction => ({
  ...{ kind: 'establish', to, subscribed: fen(subscribed), paid: fen(paid) },
  ...{ decidedOn: day, registerBookOn: day },
});
/** Held by the state, a person and companies of a lower number; amounts that whole exchanges often divide. */
const register = fc
  .tuple(
    ...companies.map((_, at) =>
      fc.array(fc.tuple(fc.nat({ max: at + 1 }), fc.bigInt(1n, 400n), fc.bigInt(0n, 100n)), {
        minLength: 1,
        maxLength: 4,
      }),
    ),
  )
  .map(
    (founded) =>
      new Map(
        founded.map((holders, at): [string, ShareTransaction[]] => [
          companies[at] ?? '',
          holders.map(([owner, yuan, paid]) =>
            founding(owners[owner] ?? 'S', yuan * 60n, (yuan * 60n * paid) / 100n),
          ),
        ]),
      ),
  );
type Register = ReadonlyMap<string, readonly ShareTransaction[]>;

const nameOf = (id: string): string => id;
const holdersIn = (of: Register) => ({ tables: tablesOn(of, basisDate), nameOf });
/** The register with what was moved in it, as the act enters it. */
const entered = (of: Register, moves: readonly Movement[]) => {
  const after = new Map(of);
  for (const { companyId, ...move } of moves)
    after.set(companyId, [
      ...(after.get(companyId) ?? []),
      { ...move, decidedOn: basisDate, registerBookOn: basisDate },
    ]);
  return new Map([...after].map(([id, events]) => [id, capTable(events, basisDate, 'register_book')]));
};
type Tables = ReturnType<typeof entered>;
const sound = (tables: Tables): void => {
  for (const table of tables.values()) {
    expect(table.blocks).toEqual([]);
    for (const { subscribed, paid } of table.holders)
      expect(subscribed > 0n && paid >= 0n && paid <= subscribed).toBe(true);
  }
};
const capital = (tables: Tables, id: string): Fen => tables.get(id)?.registeredCapital ?? fen(0n);
const held = (tables: Tables, id: string, holder: string): Fen =>
  tables.get(id)?.holders.find((one) => one.id === holder)?.subscribed ?? fen(0n);

test('a merger makes no capital but what the exchange says, leaves the absorbed nothing, and is the plan’s own', () => {
  let done = 0;
  const pair = fc.uniqueArray(fc.constantFrom(...companies), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(
      register,
      pair,
      fc.constantFrom('1', '1.5', '2', '3'),
      (before, [from = '', to = ''], exchange) => {
        const was = holdersIn(before);
        const moved = mergerOf(was, { companyId: from, absorberId: to, exchange });
        const item = { id: 'm', method: 'merger', companyId: from, toId: to, exchange } as PlanItem;
        const planned = applyPlan(before, { groupId: 'G', basisDate, items: [item] });
        if (!moved.ok) {
          expect(planned.findings.get('m')).toEqual(moved.finding);
          return;
        }
        const after = entered(before, moved.moves);
        sound(after);
        expect(after.get(from)?.holders).toEqual([]);
        for (const table of after.values()) expect(table.holders.some(({ id }) => id === from)).toBe(false);
        const { numerator, denominator } = parseRatio(exchange);
        const outsiders = (capital(was.tables, from) - held(was.tables, from, to)) as Fen;
        const grown = (outsiders * denominator) / numerator;
        expect(capital(after, to)).toBe(capital(was.tables, to) + grown - held(was.tables, to, from));
        // What it held elsewhere has a new holder and is the same capital.
        for (const id of companies.filter((one) => one !== from && one !== to)) {
          expect(capital(after, id)).toBe(capital(was.tables, id));
          expect(after.get(id)?.paidIn).toBe(was.tables.get(id)?.paidIn);
        }
        if (planned.findings.size === 0) {
          expect(planned.tables).toEqual(after);
          done += 1;
        } else expect([...planned.findings.values()].map(({ code }) => code)).toEqual(['CIRCULAR_HOLDING']);
      },
    ),
  );
  expect(done).toBeGreaterThan(10);
});

test('a division keeps every fen: each holder has in both companies together what it had in the one', () => {
  let done = 0;
  const part = fc.constantFrom('1/2', '1/3', '1/4', '1/60');
  fc.assert(
    fc.property(
      register,
      fc.constantFrom(...companies),
      part,
      fc.boolean(),
      (before, companyId, share, agreed) => {
        const was = holdersIn(before);
        const { numerator, denominator } = parseRatio(share);
        const of = was.tables.get(companyId);
        const [first] = of?.holders ?? [];
        const portion = fen(((first?.subscribed ?? 0n) * numerator) / denominator);
        const whole = fen((capital(was.tables, companyId) * numerator) / denominator);
        const moved = divisionOf(was, {
          ...{ companyId, receiverId: 'new', capital: formatYuan(agreed ? portion : whole) },
          ...(agreed ? { portions: [{ holderId: first?.id ?? '', subscribed: formatYuan(portion) }] } : {}),
        });
        if (!moved.ok) return;
        const after = entered(before, moved.moves);
        sound(after);
        expect(capital(after, 'new')).toBe(agreed ? portion : whole);
        for (const { id, subscribed, paid } of of?.holders ?? []) {
          const both = [companyId, 'new'].map((one) => after.get(one)?.holders.find((h) => h.id === id));
          expect(sumFen(both.map((h) => h?.subscribed ?? fen(0n)))).toBe(subscribed);
          expect(sumFen(both.map((h) => h?.paid ?? fen(0n)))).toBe(paid);
        }
        done += 1;
      },
    ),
  );
  expect(done).toBeGreaterThan(30);
});
