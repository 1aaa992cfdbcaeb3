import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import type { TestDatabase } from '@guanyun/db/testing/test-database.ts';
import type { Known } from './input-of.ts';

/** What there is in a zone, by table: so that inputs made from schemas find something to be about. */
export type Ids = {
  readonly byTable: ReadonlyMap<string, readonly string[]>;
  readonly codes: readonly string[];
};

/** Up to thirty ids of each table. */
export const idsIn = (database: TestDatabase): Promise<Ids> =>
  inTransaction(database.owner, everything, async (tx) => {
    const tables = await query<{ name: string }>(
      tx,
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = current_schema() AND column_name = 'id' AND udt_name = 'uuid'`,
    );
    const byTable = new Map<string, string[]>();
    for (const { name } of tables) {
      const rows = await query<{ id: string }>(tx, `SELECT id FROM ${name} LIMIT 30`);
      if (rows.length > 0)
        byTable.set(
          name,
          rows.map(({ id }) => id),
        );
    }
    const codes = (await query<{ code: string }>(tx, 'SELECT code FROM organizations LIMIT 5')).map(
      ({ code }) => code,
    );
    return { byTable, codes };
  });

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const bodies = ['company', 'group', 'holder', 'entity', 'counterparty', 'target', 'to', 'from'];

/** The ids of the tables whose name has most to do with the field, or with the procedure where the field is just `id`. */
export function idsFor({ byTable }: Ids, procedure: string, field: string): readonly string[] {
  const stem = snake(field.replace(/Ids?$/, '')).replace(/s$/, '');
  const words = stem === '' || stem === 'id' ? [procedure.split('.')[0]?.replace(/s$/, '') ?? ''] : [stem];
  if (bodies.includes(words[0] ?? '')) return byTable.get('organizations') ?? [];
  const named = [...byTable]
    .filter(([table]) => words.some((word) => table.includes(word)))
    .flatMap(([, list]) => list);
  return named.length > 0 ? named : [...byTable.values()].flat();
}
export const knownTo = (ids: Ids, procedure: string): Known => ({
  idsFor: (field) => idsFor(ids, procedure, field),
  digests: [...'def'].map((letter) => letter.repeat(64)),
  codes: ids.codes,
});
