import type { LocalDate } from '../kernel/local-date.ts';
import { type CapTable, capTable } from './cap-table.ts';
import { namedIn, type Plan, type PlanItem, type Register } from './plan.ts';
import { type Entries, entriesOf, type PlanEntry, type PlanFinding } from './plan-entries.ts';

type Paper = {
  readonly register: Register;
  readonly tables: ReadonlyMap<string, CapTable>;
  /** Who was taken in by whom. */
  readonly absorbed: ReadonlyMap<string, string>;
  /** Whose registers each item has changed. */
  readonly touched: ReadonlyMap<string, readonly string[]>;
};
/** The register after a plan. Items with a finding have changed nothing. */
export type AppliedPlan = Paper & { readonly findings: ReadonlyMap<string, PlanFinding> };

type Terms = { readonly plan: Pick<Plan, 'groupId' | 'basisDate'>; readonly nameOf: (id: string) => string };

/** The table of every company on a day, by its register of members. */
export const tablesOn = (register: Register, on: LocalDate): Map<string, CapTable> =>
  new Map([...register].map(([id, events]) => [id, capTable(events, on, 'register_book')]));

/** Whether a company holds another through any chain, or is it. */
function reaches(tables: ReadonlyMap<string, CapTable>, from: string, to: string): boolean {
  const owned = Map.groupBy(
    [...tables].flatMap(([company, table]) => table.holders.map(({ id }) => ({ id, company }))),
    ({ id }) => id,
  );
  const seen = new Set([from]);
  for (const holder of seen) for (const { company } of owned.get(holder) ?? []) seen.add(company);
  return seen.has(to);
}

function entriesFor({ plan, nameOf }: Terms, { tables, absorbed }: Paper, item: PlanItem): Entries {
  const gone = namedIn(item).find((id) => absorbed.has(id));
  if (gone === undefined) return entriesOf({ plan, tables, nameOf }, item);
  const because = `${nameOf(gone)}已由前面的事项并入${nameOf(absorbed.get(gone) ?? '')}`;
  return { ok: false, finding: { code: 'ABSORBED', because } };
}

/** The paper with these transactions in it. */
function entered({ plan }: Terms, paper: Paper, entries: readonly PlanEntry[], item: PlanItem): Paper {
  const register = new Map(paper.register);
  const tables = new Map(paper.tables);
  const changed = Map.groupBy(entries, (entry) => entry.companyId);
  for (const [id, own] of changed) {
    const events = [...(register.get(id) ?? []), ...own.map((entry) => entry.transaction)];
    register.set(id, events);
    tables.set(id, capTable(events, plan.basisDate, 'register_book'));
  }
  const touched = new Map([...paper.touched, [item.id, [...changed.keys()]]]);
  return { ...paper, register, tables, touched };
}

/** What is wrong with the tables that was not wrong before. */
function faultIn(
  { nameOf }: Terms,
  before: Paper,
  after: Paper,
  entries: readonly PlanEntry[],
): PlanFinding | null {
  for (const { companyId, transaction } of entries) {
    const known = before.tables.get(companyId)?.blocks.length ?? 0;
    const block = after.tables.get(companyId)?.blocks.at(known);
    if (block !== undefined) return { code: 'REGISTER_INCONSISTENT', because: block.because };
    const { to } = transaction;
    if (to === undefined || !reaches(after.tables, companyId, to)) continue;
    const because = `${nameOf(companyId)}直接或间接持有${nameOf(to)}，再由它持有即成环状持股`;
    return { code: 'CIRCULAR_HOLDING', because };
  }
  return null;
}

/** Does one item, wholly or not at all. */
function done(terms: Terms, paper: Paper, item: PlanItem): Paper | PlanFinding {
  const made = entriesFor(terms, paper, item);
  if (!made.ok) return made.finding;
  const after = entered(terms, paper, made.entries, item);
  const fault = faultIn(terms, paper, after, made.entries);
  if (fault !== null || item.method !== 'merger') return fault ?? after;
  return { ...after, absorbed: new Map([...paper.absorbed, [item.companyId, item.toId]]) };
}

/**
 * The register after the items of a plan, taken in their order on the basis date and worked out exactly. An item that
 * cannot be done changes nothing and says why; the others go on. Items on different companies may come in any order.
 */
export function applyPlan(
  register: Register,
  plan: Pick<Plan, 'groupId' | 'basisDate' | 'items'>,
  nameOf: (id: string) => string = (id) => id,
): AppliedPlan {
  const findings = new Map<string, PlanFinding>();
  let paper: Paper = {
    register,
    tables: tablesOn(register, plan.basisDate),
    absorbed: new Map(),
    touched: new Map(),
  };
  for (const item of plan.items) {
    const next = done({ plan, nameOf }, paper, item);
    if ('code' in next) findings.set(item.id, next);
    else paper = next;
  }
  return { ...paper, findings };
}
