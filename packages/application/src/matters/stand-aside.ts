import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { relationsOf } from '@guanyun/db/matters/examination.store.ts';
import { postsOfPersons } from '@guanyun/db/organizations/person.store.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type RecusalCause, recusalCauses } from '@guanyun/domain/matters/recusal.ts';
import { figuresOn } from './figures.ts';

const dated = <T extends { validFrom: string; validTo: string | null }>(row: T) => ({
  ...row,
  validFrom: localDate(row.validFrom),
  validTo: row.validTo === null ? null : localDate(row.validTo),
});

/** Who of these must stand aside from a case, and why: found from posts and declared relations, not from what people say. */
export async function standAside(
  tx: Tx,
  personIds: readonly string[],
  on: LocalDate,
): Promise<(personId: string, parties: readonly string[]) => RecusalCause[]> {
  const posts = (await postsOfPersons(tx, personIds)).map(dated);
  const declared = (await relationsOf(tx, personIds)).map(dated);
  const { recusalYears } = await figuresOn(tx, on, null);
  return (personId, parties) =>
    recusalCauses(
      posts.filter((p) => p.personId === personId),
      declared.filter((r) => r.personId === personId),
      parties,
      on,
      recusalYears,
    );
}
