import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { appUrl, connect, type Database } from '../kernel/connection.ts';
import { migrate } from '../kernel/migrate.ts';
import { zoneSchema } from '../kernel/transaction.ts';

const TEMPLATE = 'guanyun_test_template';
export const TEST_ZONE = 'test';

const withDatabase = (url: string, name: string): string => {
  const result = new URL(url);
  result.pathname = `/${name}`;
  return result.href;
};

/** Builds the migrated template that every test file clones. */
export async function prepareTemplate(adminUrl: string): Promise<void> {
  const admin = connect(adminUrl, 1);
  try {
    const old = await admin.sequelize.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'guanyun\\_test\\_%'`,
      { type: QueryTypes.SELECT },
    );
    for (const { datname } of old)
      await admin.sequelize.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    await admin.sequelize.query(`CREATE DATABASE ${TEMPLATE}`);
  } finally {
    await admin.close();
  }
  const template = withDatabase(adminUrl, TEMPLATE);
  await migrate(template, TEST_ZONE);
  await allowUnlogged(template);
}

/** Stores are tested without acts around them. Where the log itself is tested, `strict` is put back. */
async function allowUnlogged(ownerUrl: string, strict = false): Promise<void> {
  const owner = connect(ownerUrl, 1);
  await owner.sequelize.query(`UPDATE ${zoneSchema(TEST_ZONE)}.log_policy SET strict = ${strict}`);
  await owner.close();
}

export type TestDatabase = {
  readonly ownerUrl: string;
  readonly owner: Database;
  readonly app: Database;
  drop(): Promise<void>;
};

/** A database of its own for one test file, cloned from the template. */
export async function cloneTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.GUANYUN_TEST_DATABASE_URL;
  if (adminUrl === undefined)
    throw new Error('GUANYUN_TEST_DATABASE_URL is not set: run the tests with `npm test`');
  const name = `guanyun_test_${randomUUID().replaceAll('-', '')}`;
  const admin = connect(adminUrl, 1);
  await admin.sequelize.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const ownerUrl = withDatabase(adminUrl, name);
  const owner = connect(ownerUrl, 2);
  const app = connect(appUrl(ownerUrl), 20);
  return {
    ownerUrl,
    owner,
    app,
    async drop() {
      await Promise.all([owner.close(), app.close()]);
      await admin.sequelize.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
    },
  };
}
