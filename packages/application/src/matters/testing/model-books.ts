import { obligationsOf } from '@guanyun/db/matters/execution.store.ts';
import { findMatter } from '@guanyun/db/matters/matter.store.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { Touched } from './model-access.ts';
import type { Case } from './model-case.ts';
import type { Parties } from './model-content.ts';

/** A case in the system, beside the one in the model. */
export type System = Parties & {
  id: string;
  content: MatterContent;
  meetingId: string;
  /** The rows of what the model holds to be owed, in its order. */
  owed: string[];
  spendingId: string;
  touched: Touched;
};

/** The lead's warrant. */
export const ownWarrant = async (s: System): Promise<WarrantRow | undefined> =>
  (await s.zone.work((tx) => warrantsOfMatter(tx, s.id))).find((w) => w.companyId === s.company);

/** Finds the rows of what the model says is newly owed; none other may be there. */
export async function findOwed(s: System, c: Case): Promise<boolean> {
  const rows = (await s.zone.work((tx) => obligationsOf(tx, s.id))).filter((row) => !s.owed.includes(row.id));
  for (const one of c.owed.slice(s.owed.length)) {
    const owner = one.participant ? s.participant : s.company;
    const at = rows.findIndex((row) => row.kind === one.what && row.ownerId === owner);
    const [row] = at < 0 ? [] : rows.splice(at, 1);
    if (row === undefined) return false;
    s.owed.push(row.id);
  }
  return rows.length === 0;
}

type Books = { standing: unknown; owed: readonly unknown[]; warrant: unknown };

const lawBooks = (c: Case): Books => ({
  standing: [
    ...[c.state, c.before, c.level, c.version, c.rounds, c.deferrals, c.accepted, c.limit, c.due, c.urgent],
  ],
  owed: c.owed.map((o) => o.state),
  warrant: c.warrant && [
    ...[`${c.warrant.spent}.00`, c.warrant.expires, c.warrant.revoked, c.warrant.suspended],
    c.warrant.awaited,
  ],
});

async function realBooks(s: System): Promise<Books> {
  const [row, rows, warrants] = await s.zone.work(async (tx) => [
    await findMatter(tx, s.id),
    await obligationsOf(tx, s.id),
    await warrantsOfMatter(tx, s.id),
  ]);
  const known = s.owed.map((id) => rows.find((one) => one.id === id)?.state);
  const w = warrants.find((one) => one.companyId === s.company);
  return {
    standing: row && [
      ...[row.state, row.stateBefore, row.level, row.contentVersion, row.supplements, row.deferred],
      ...[row.acceptedOn, row.dueDays, row.dueOn, row.urgent],
    ],
    owed: rows.length > known.length ? [...known, 'more'] : known,
    warrant:
      w === undefined
        ? null
        : [w.spent, w.expiresOn, w.revokedOn !== null, w.suspendedOn !== null, w.resolution === 'awaited'],
  };
}

/** Where the case stands, what is owed in it and what its warrant has left: as the model says and as the rows say. */
export async function booksDiffer(s: System, c: Case): Promise<string | null> {
  const [law, books] = [JSON.stringify(lawBooks(c)), JSON.stringify(await realBooks(s))];
  return law === books ? null : `law   ${law}\nbooks ${books}`;
}
