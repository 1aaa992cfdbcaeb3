import { type Read, readingsOf, saveReading } from '@guanyun/db/contracts/reading.store.ts';
import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, read, scopeOf, signedBy } from '../organizations/actor.ts';
import { personNames, signers } from '../organizations/names.ts';

/** How many readings are listed. */
const SHOWN = 100;

/** Keeps that somebody was shown a tender or a contract. What could not be kept is not shown either. */
export async function keepReading<T>(deps: Deps, actor: Actor, of: Read, shown: Promise<T>): Promise<T> {
  const page = await shown;
  await inTransaction(deps.db, scopeOf(deps, actor), (tx) =>
    saveReading(tx, of, { ...signedBy(actor), postId: actor.post.id }),
  );
  return page;
}

/** Who looked at a tender or a contract, the latest hundred. */
export function listReadings(deps: Deps, actor: Actor, of: Read) {
  return read(deps, actor, async (tx) => {
    const rows = await readingsOf(tx, of, SHOWN);
    const person = await personNames(tx, signers(rows));
    const organizations = await organizationsById(tx, today(deps), [
      ...new Set(rows.map(({ organizationId }) => organizationId)),
    ]);
    const names = new Map(organizations.map((o) => [o.id, o.name ?? o.code]));
    return rows.map((row) => ({
      person: person(row.personId),
      onBehalfOf: row.onBehalfPersonId === null ? null : person(row.onBehalfPersonId),
      post: row.postKind,
      organization: names.get(row.organizationId) ?? '',
      at: row.readAt.toISOString(),
    }));
  });
}
