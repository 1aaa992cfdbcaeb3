import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import {
  firstPage,
  type MatterFilter,
  type MatterOrder,
  mattersPage,
} from '@guanyun/db/matters/worklist.store.ts';
import type { Calendar } from '@guanyun/domain/kernel/calendar.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { workingDaysLeft } from '@guanyun/domain/matters/clock.ts';
import {
  answeredStates,
  isEnded,
  type MatterState,
  matterStates,
} from '@guanyun/domain/matters/matter-case.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { type OrganizationRef, organizationNames, type Ref } from '../organizations/names.ts';

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

/** What lines are written with; read once for everything that one answer shows. */
export type LineContext = {
  readonly on: ReturnType<typeof today>;
  readonly organization: (id: string) => OrganizationRef;
  readonly calendar: Calendar;
};
export async function lineContext(tx: Tx, deps: Deps): Promise<LineContext> {
  const on = today(deps);
  return { on, organization: await organizationNames(tx, on), calendar: await readCalendar(tx) };
}

type Listed = Omit<MatterLine, 'company' | 'due' | 'remaining' | 'updatedAt'> &
  Pick<MatterRow, 'companyId' | 'dueOn' | 'updatedAt'>;

/** Turns a row into a line: the company's name of the day, working days left while the clock runs. */
export const lineOf = (row: Listed, { on, organization, calendar }: LineContext): MatterLine => ({
  id: row.id,
  number: row.number,
  title: row.title,
  matter: row.matter,
  company: organization(row.companyId),
  state: row.state,
  amount: row.amount,
  level: row.level,
  due: row.dueOn,
  remaining:
    row.dueOn === null || isEnded(row.state) || answeredStates.includes(row.state)
      ? null
      : workingDaysLeft(calendar, on, localDate(row.dueOn)),
  updatedAt: row.updatedAt.toISOString(),
});

export async function linesOf(tx: Tx, deps: Deps, rows: readonly Listed[]): Promise<MatterLine[]> {
  const context = await lineContext(tx, deps);
  return rows.map((row) => lineOf(row, context));
}

/** What is asked of a list; what is left out does not narrow it. Time left orders it unless said otherwise. */
export type MattersAsked = {
  readonly states?: readonly MatterState[] | undefined;
  readonly matters?: readonly string[] | undefined;
  readonly companyId?: string | undefined;
  readonly level?: string | undefined;
  readonly dueBy?: string | undefined;
  readonly search?: string | undefined;
  readonly order?: MatterOrder | undefined;
};

function filterOf(actor: Actor, asked: MattersAsked): MatterFilter {
  const given = <T>(values: readonly T[] | undefined): readonly T[] | null =>
    values === undefined || values.length === 0 ? null : values;
  // Within one company the index is by state: naming all of them keeps a company's list quick among a million others.
  const narrow = asked.companyId !== undefined || actor.post.side === 'company';
  return {
    states: given(asked.states) ?? (narrow ? matterStates : null),
    matters: given(asked.matters),
    companyId: asked.companyId ?? null,
    level: asked.level ?? null,
    dueBy: asked.dueBy ?? null,
    words: asked.search === undefined || asked.search === '' ? null : asked.search,
  };
}

const PAGE = 50;
const COUNT_MAX = 1000;

/**
 * A page of cases; the cursor names the last one shown. The first page says how many there are in all: `count`, and
 * `more` if there are more than were counted.
 */
export function listMatters(
  deps: Deps,
  actor: Actor,
  asked: MattersAsked & { cursor?: string | undefined },
): Promise<{
  items: MatterLine[];
  nextCursor: string | null;
  total: { count: number; more: boolean } | null;
}> {
  const [place, id] = asked.cursor?.split('~') ?? [];
  const after = place === undefined || id === undefined ? null : { place, id };
  const filter = filterOf(actor, asked);
  return read(deps, actor, async (tx) => {
    const order = asked.order ?? 'due';
    const { rows, total } =
      after === null
        ? await firstPage(tx, filter, order, PAGE + 1, COUNT_MAX + 1)
        : { rows: await mattersPage(tx, filter, order, after, PAGE + 1), total: null };
    const shown = rows.slice(0, PAGE);
    const last = rows.length > PAGE ? shown.at(-1) : undefined;
    return {
      items: await linesOf(tx, deps, shown),
      nextCursor: last === undefined ? null : `${last.place}~${last.id}`,
      total: total === null ? null : { count: Math.min(total, COUNT_MAX), more: total > COUNT_MAX },
    };
  });
}

/** What one workbook holds at most. */
export const EXPORT_MAX = 10_000;

/** The whole list as it is shown, in its order, to `EXPORT_MAX` lines; `more` if some did not fit. */
export function exportMatters(
  deps: Deps,
  actor: Actor,
  asked: MattersAsked,
): Promise<{ items: MatterLine[]; more: boolean }> {
  return read(deps, actor, async (tx) => {
    const rows = await mattersPage(tx, filterOf(actor, asked), asked.order ?? 'due', null, EXPORT_MAX + 1);
    return { items: await linesOf(tx, deps, rows.slice(0, EXPORT_MAX)), more: rows.length > EXPORT_MAX };
  });
}
