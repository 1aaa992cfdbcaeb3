import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type CapTableHolder, capTable } from '@guanyun/domain/equity/cap-table.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { add, compare, type Ratio, ratio, ZERO } from '@guanyun/domain/kernel/ratio.ts';
import { type Deps, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { absorptionsOn, registerOf, transactionsOf } from './register.ts';

type Holders = readonly CapTableHolder[];

/** Who holds a company, who holds those, and so on up: all that its control can hang on. */
async function holdersAbove(tx: Tx, companyId: string, on: LocalDate): Promise<ReadonlyMap<string, Holders>> {
  const above = new Map<string, Holders>();
  const waiting = [companyId];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (above.has(id)) continue;
    const { holders } = capTable(transactionsOf(await registerOf(tx, id)), on, 'register_book');
    above.set(id, holders);
    waiting.push(...holders.map((holder) => holder.id));
  }
  return above;
}

const half = ratio(1n, 2n);
const held = (holders: Holders, by: ReadonlySet<string>): Ratio =>
  holders.filter(({ id }) => by.has(id)).reduce((sum, { vote }) => add(sum, vote ?? ZERO), ZERO);

/**
 * A company keeps its own register of members (公司法 56); a company that controls it may keep it for it. That of an absorbed
 * company is kept by whoever keeps the absorber's.
 */
export async function mayKeepRegister(tx: Tx, deps: Deps, actor: Actor, ofId: string): Promise<boolean> {
  if (actor.post.side !== 'company') return false;
  const root = actor.post.organizationId;
  const absorbed = await absorptionsOn(tx, today(deps), 'register_book');
  const companyId = absorbed.get(ofId)?.by ?? ofId;
  if (root === companyId || root === ofId) return true;
  const above = await holdersAbove(tx, companyId, today(deps));
  const controlled = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [id, holders] of above) {
      if (controlled.has(id) || compare(held(holders, controlled), half) <= 0) continue;
      controlled.add(id);
      grown = true;
    }
  }
  return controlled.has(companyId);
}
