import { randomUUID } from 'node:crypto';
import type { Database } from '@guanyun/db/kernel/connection.ts';
import { TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import type { Deps } from '../deps.ts';

const unused = async (): Promise<never> => {
  throw new Error('not used here');
};

/** What a use case gets in a test: this database at that moment; what the test does not bring throws when it is asked. */
export const testDeps = (db: Database, now: string | (() => Date), over: Partial<Deps> = {}): Deps => ({
  db,
  zone: TEST_ZONE,
  now: typeof now === 'string' ? () => new Date(now) : now,
  newId: randomUUID,
  passwords: { hash: unused, verify: unused },
  files: { has: unused, read: unused },
  readWorkbook: unused,
  ...over,
});
