import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { mattersPage, similarMatters } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { workingDaysLeft } from '@guanyun/domain/matters/clock.ts';
import { answeredStates, isEnded, type MatterState } from '@guanyun/domain/matters/matter-case.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames, type Ref } from '../organizations/names.ts';

export type MatterLine = {
  id: string;
  number: string | null;
  title: string;
  matter: string;
  company: Ref;
  state: MatterState;
  amount: string | null;
  level: string;
  due: string | null;
  remaining: number | null;
  updatedAt: string;
};

/** Turns rows into lines: names of the day, working days left while the clock runs. */
export async function linesOf(tx: Tx, deps: Deps, rows: readonly MatterRow[]): Promise<MatterLine[]> {
  const on = today(deps);
  const name = await organizationNames(tx, on);
  const calendar = await readCalendar(tx);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    matter: row.matter,
    company: name(row.companyId),
    state: row.state,
    amount: row.amount,
    level: row.level,
    due: row.dueOn,
    remaining:
      row.dueOn === null || isEnded(row.state) || answeredStates.includes(row.state)
        ? null
        : workingDaysLeft(calendar, on, localDate(row.dueOn)),
    updatedAt: row.updatedAt.toISOString(),
  }));
}

const PAGE = 50;

/** A page of cases, newest change first; the cursor names the last one shown. */
export function listMatters(
  deps: Deps,
  actor: Actor,
  asked: { state?: MatterState | undefined; search?: string | undefined; cursor?: string | undefined },
): Promise<{ items: MatterLine[]; nextCursor: string | null }> {
  const [updatedAt, id] = asked.cursor?.split('~') ?? [];
  return read(deps, actor, async (tx) => {
    const after = updatedAt === undefined || id === undefined ? null : { updatedAt, id };
    const filter = {
      states: asked.state === undefined ? null : [asked.state],
      search: asked.search ?? null,
      companyId: null,
    };
    const rows = await mattersPage(tx, filter, after, PAGE);
    const last = rows.length === PAGE ? rows.at(-1) : undefined;
    return {
      items: await linesOf(tx, deps, rows),
      nextCursor: last === undefined ? null : `${last.updatedAt.toISOString()}~${last.id}`,
    };
  });
}

/** Same matter, same company: what was asked for before. */
export const similarTo = async (tx: Tx, deps: Deps, row: MatterRow): Promise<MatterLine[]> =>
  linesOf(
    tx,
    deps,
    (await similarMatters(tx, row)).filter((other) => other.id !== row.id),
  );
