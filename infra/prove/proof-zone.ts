import { randomUUID } from 'node:crypto';
import { transferZone } from '@guanyun/application/crossings/testing/transfers.ts';
import { tellMigrations } from '@guanyun/application/evidence/log-tree.ts';
import { testDeps } from '@guanyun/application/kernel/testing/deps.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { migrate } from '@guanyun/db/kernel/migrate.ts';
import { zoneSchema } from '@guanyun/db/kernel/transaction.ts';
import { TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import type { Cast, Stage } from './acts.ts';
import { sqlOnce } from './sql.ts';

export const SCHEMA = zoneSchema(TEST_ZONE);
const strict = (url: string, on: boolean) => sqlOnce(url, `UPDATE ${SCHEMA}.log_policy SET strict = ${on}`);

/** What the builders made is taken up into the log as one entry, as a migration's work is; from then on only acts change it. */
export async function takeUp(ownerUrl: string, db: Database): Promise<void> {
  await sqlOnce(
    ownerUrl,
    `SET search_path = ${SCHEMA}, public; SELECT set_config('guanyun.act', '${randomUUID()}', false);
     DELETE FROM log_tables; SELECT log_cover()`,
  );
  await tellMigrations(testDeps(db, '2026-06-16T01:00:00Z'), 'prove');
  await strict(ownerUrl, true);
}

/**
 * A migrated database with a group, its companies and their people, the log covering all of it. `document` is the digest of the one
 * paper that all acts name.
 */
export async function foundProofZone(
  ownerUrl: string,
  document?: string,
): Promise<{ db: Database; stage: Stage; cast: Cast }> {
  await migrate(ownerUrl, TEST_ZONE);
  await strict(ownerUrl, false);
  const db = connect(appUrl(ownerUrl), 8);
  const { zone, giver, sub } = await transferZone(db, document);
  await takeUp(ownerUrl, db);
  const cast = { zone, giver, sub };
  return { db, cast, stage: { cast, deps: testDeps(db, '2026-06-16T02:00:00Z') } };
}
