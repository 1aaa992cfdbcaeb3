import { inTransaction, query, zoneSchema } from '../kernel/transaction.ts';
import { everything } from './builders.ts';
import { TEST_ZONE, type TestDatabase } from './test-database.ts';

const schema = zoneSchema(TEST_ZONE);
const watched = { journal: 'request_id', row_log: 'request_id', requests: 'id' };

/** From now on the database keeps in which transaction each entry, each change and each answered request was written. */
export async function numberTransactions(db: TestDatabase): Promise<void> {
  const triggers = Object.entries(watched).map(
    ([table, column]) =>
      `CREATE TRIGGER zz_numbered AFTER INSERT ON ${schema}.${table} FOR EACH ROW EXECUTE FUNCTION ${schema}.number_it('${column}');`,
  );
  await db.owner.sequelize.query(`
CREATE TABLE ${schema}.numbered (request_id uuid NOT NULL, outcome text, xid xid8 NOT NULL);
CREATE INDEX ON ${schema}.numbered (request_id);
CREATE FUNCTION ${schema}.number_it() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO ${schema}.numbered VALUES ((to_jsonb(NEW) ->> TG_ARGV[0])::uuid, to_jsonb(NEW) ->> 'outcome', pg_current_xact_id());
  RETURN NULL;
END $$;
${triggers.join('\n')}`);
}

/** What the record holds of one request. */
export type Recorded = {
  readonly accepted: number;
  readonly refused: number;
  /** Entries, changes and answer are of one transaction, refusals of an earlier try aside. */
  readonly together: boolean;
  /** Changes, and how many of them the entry tells of. */
  readonly rows: number;
  readonly told: number;
};

export const recordOf = (db: TestDatabase, requestId: string): Promise<Recorded> =>
  inTransaction(db.owner, everything, async (tx) => {
    const [row] = await query<Recorded>(
      tx,
      `SELECT count(*) FILTER (WHERE j.outcome = 'accepted')::int AS accepted, count(*) FILTER (WHERE j.outcome = 'refused')::int AS refused,
         (SELECT count(DISTINCT xid) <= 1 FROM numbered WHERE request_id = $1 AND outcome IS DISTINCT FROM 'refused') AS together,
         (SELECT count(*)::int FROM row_log WHERE request_id = $1) AS rows,
         (SELECT count(*)::int FROM row_log r WHERE r.request_id = $1 AND EXISTS (SELECT 1 FROM journal e
            WHERE e.request_id = $1 AND e.outcome = 'accepted' AND e.rows_until >= r.seq)) AS told
       FROM journal j WHERE j.request_id = $1`,
      [requestId],
    );
    return row ?? { accepted: 0, refused: 0, together: true, rows: 0, told: 0 };
  });
