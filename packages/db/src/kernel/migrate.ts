import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { Umzug } from 'umzug';
import { evidence } from '../migrations/0001-evidence.ts';
import { organizations } from '../migrations/0002-organizations.ts';
import { matters } from '../migrations/0003-matters.ts';
import { equity } from '../migrations/0004-equity.ts';
import { contracts } from '../migrations/0005-contracts.ts';
import { assets } from '../migrations/0006-assets.ts';
import { access } from '../migrations/0007-access.ts';
import { calendar } from '../migrations/0008-calendar.ts';
import { procedure } from '../migrations/0009-procedure.ts';
import { catalogue } from '../migrations/0010-catalogue.ts';
import { delegations } from '../migrations/0011-delegations.ts';
import { worklist } from '../migrations/0012-worklist.ts';
import { pastCases } from '../migrations/0013-past-cases.ts';
import { register } from '../migrations/0014-register.ts';
import { plans } from '../migrations/0015-plans.ts';
import { statements } from '../migrations/0016-statements.ts';
import { changeSets } from '../migrations/0017-change-sets.ts';
import { actsOfSeveral } from '../migrations/0018-acts-of-several.ts';
import { levelExemptions } from '../migrations/0019-level-exemptions.ts';
import { followUp } from '../migrations/0020-follow-up.ts';
import { combinations } from '../migrations/0021-combinations.ts';
import { particulars } from '../migrations/0022-particulars.ts';
import { titles } from '../migrations/0023-titles.ts';
import { assetLedger } from '../migrations/0024-asset-ledger.ts';
import { idleLand } from '../migrations/0025-idle-land.ts';
import { handover } from '../migrations/0026-handover.ts';
import { assetClasses } from '../migrations/0027-asset-classes.ts';
import { assetActs } from '../migrations/0028-asset-acts.ts';
import { assetFinance } from '../migrations/0029-asset-finance.ts';
import { publicGivers } from '../migrations/0030-public-givers.ts';
import { suppliers } from '../migrations/0031-suppliers.ts';
import { tenders } from '../migrations/0032-tenders.ts';
import { sealedBids } from '../migrations/0033-sealed-bids.ts';
import { tenderResults } from '../migrations/0033-tender-results.ts';
import { contractLife } from '../migrations/0034-contract-life.ts';
import { splitRadar } from '../migrations/0035-split-radar.ts';
import { awardedContracts } from '../migrations/0036-awarded-contracts.ts';
import { ocdsReleases } from '../migrations/0037-ocds-releases.ts';
import { bidChecks } from '../migrations/0038-bid-checks.ts';
import { pageReadings } from '../migrations/0038-page-readings.ts';
import { riskIndicators } from '../migrations/0038-risk-indicators.ts';
import { transparency } from '../migrations/0039-transparency.ts';
import { signatures } from '../migrations/0040-signatures.ts';
import { serviceAccounts } from '../migrations/0041-service-accounts.ts';
import { webhooks } from '../migrations/0042-webhooks.ts';
import { singleSignOn } from '../migrations/0044-single-sign-on.ts';
import { logHash } from '../migrations/0046-log-hash.ts';
import { secondBelt } from '../migrations/0047-second-belt.ts';
import { secondFactor } from '../migrations/0049-second-factor.ts';
import { carryingOut } from '../migrations/0050-carrying-out.ts';
import { APP_ROLE, appPassword, connect, type Database, sqlState } from './connection.ts';
import { zoneSchema } from './transaction.ts';

const migrations: readonly { name: string; sql: string }[] = [
  { name: '0001-evidence', sql: evidence },
  { name: '0002-organizations', sql: organizations },
  { name: '0003-matters', sql: matters },
  { name: '0004-equity', sql: equity },
  { name: '0005-contracts', sql: contracts },
  { name: '0006-assets', sql: assets },
  { name: '0007-access', sql: access },
  { name: '0008-calendar', sql: calendar },
  { name: '0009-procedure', sql: procedure },
  { name: '0010-catalogue', sql: catalogue },
  { name: '0011-delegations', sql: delegations },
  { name: '0012-worklist', sql: worklist },
  { name: '0013-past-cases', sql: pastCases },
  { name: '0014-register', sql: register },
  { name: '0015-plans', sql: plans },
  { name: '0016-statements', sql: statements },
  { name: '0017-change-sets', sql: changeSets },
  { name: '0018-acts-of-several', sql: actsOfSeveral },
  { name: '0019-level-exemptions', sql: levelExemptions },
  { name: '0020-follow-up', sql: followUp },
  { name: '0021-combinations', sql: combinations },
  { name: '0022-particulars', sql: particulars },
  { name: '0023-titles', sql: titles },
  { name: '0024-asset-ledger', sql: assetLedger },
  { name: '0025-idle-land', sql: idleLand },
  { name: '0026-handover', sql: handover },
  { name: '0027-asset-classes', sql: assetClasses },
  { name: '0028-asset-acts', sql: assetActs },
  { name: '0029-asset-finance', sql: assetFinance },
  { name: '0030-public-givers', sql: publicGivers },
  { name: '0031-suppliers', sql: suppliers },
  { name: '0032-tenders', sql: tenders },
  { name: '0033-sealed-bids', sql: sealedBids },
  { name: '0033-tender-results', sql: tenderResults },
  { name: '0034-contract-life', sql: contractLife },
  { name: '0035-split-radar', sql: splitRadar },
  { name: '0036-awarded-contracts', sql: awardedContracts },
  { name: '0037-ocds-releases', sql: ocdsReleases },
  { name: '0038-bid-checks', sql: bidChecks },
  { name: '0038-page-readings', sql: pageReadings },
  { name: '0038-risk-indicators', sql: riskIndicators },
  { name: '0039-transparency', sql: transparency },
  { name: '0040-signatures', sql: signatures },
  { name: '0041-service-accounts', sql: serviceAccounts },
  { name: '0042-webhooks', sql: webhooks },
  { name: '0044-single-sign-on', sql: singleSignOn },
  { name: '0046-log-hash', sql: logHash },
  { name: '0047-second-belt', sql: secondBelt },
  { name: '0049-second-factor', sql: secondFactor },
  { name: '0050-carrying-out', sql: carryingOut },
];

/** The newest migration: what `/healthz` calls the schema's version. */
export const schemaVersion = (migrations.at(-1) as { name: string }).name;

async function prepareServer(owner: Database, ownerUrl: string): Promise<void> {
  await owner.sequelize.transaction(async (transaction) => {
    const run = (sql: string) => owner.sequelize.query(sql, { transaction });
    // Two servers may start at once on this database.
    await run(`SELECT pg_advisory_xact_lock(7283001)`);
    await run('CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public');
    const [role] = await owner.sequelize.query(`SELECT 1 FROM pg_roles WHERE rolname = '${APP_ROLE}'`, {
      transaction,
      type: QueryTypes.SELECT,
    });
    await run(
      `${role ? 'ALTER' : 'CREATE'} ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${appPassword(ownerUrl)}'`,
    );
    await run('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    await run(`CREATE SCHEMA IF NOT EXISTS guanyun`);
    await run(
      `CREATE TABLE IF NOT EXISTS guanyun.rate_limits (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)`,
    );
    await run(`GRANT USAGE ON SCHEMA guanyun TO ${APP_ROLE}`);
    await run(`GRANT SELECT, INSERT, UPDATE, DELETE ON guanyun.rate_limits TO ${APP_ROLE}`);
  });
}

/** Roles belong to the whole PostgreSQL, locks to one database: two servers on two databases may collide on the role. */
const collisions = new Set(['XX000', '23505', '42710']);
async function prepareServerAmongOthers(owner: Database, ownerUrl: string): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await prepareServer(owner, ownerUrl);
    } catch (error) {
      if (tried >= 10 || !collisions.has(sqlState(error) ?? '')) throw error;
    }
  }
}

async function migrateZone(owner: Database, zone: string): Promise<void> {
  const schema = zoneSchema(zone);
  // What migrations change is one act of the log; the next server to start makes its entry.
  const path = `SET LOCAL search_path = ${schema}, public; SET LOCAL guanyun.act = '${randomUUID()}'`;
  await owner.sequelize.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await owner.sequelize.query(`GRANT USAGE ON SCHEMA ${schema} TO ${APP_ROLE}`);
  await owner.sequelize.query(
    `CREATE TABLE IF NOT EXISTS ${schema}.schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const umzug = new Umzug({
    migrations: migrations.map(({ name, sql }) => ({
      name,
      // One migration is one transaction and leaves its own mark in it, so a crash leaves none of it.
      up: () =>
        owner.sequelize.transaction(async (transaction) => {
          await owner.sequelize.query(path, { transaction });
          await owner.sequelize.query(sql, { transaction });
          await owner.sequelize.query(`INSERT INTO schema_migrations (name) VALUES ('${name}')`, {
            transaction,
          });
        }),
    })),
    storage: {
      executed: async () => {
        const rows = await owner.sequelize.query<{ name: string }>(
          `SELECT name FROM ${schema}.schema_migrations ORDER BY name`,
          { type: QueryTypes.SELECT },
        );
        return rows.map((row) => row.name);
      },
      logMigration: async () => {},
      unlogMigration: async () => {},
    },
    logger: undefined,
  });
  await umzug.up();
  await owner.sequelize.transaction(async (transaction) => {
    await owner.sequelize.query(`${path}; SELECT log_cover()`, { transaction });
  });
}

/** Brings a zone's schema up to date with the owner's connection. Safe to call at every start and from several servers. */
export async function migrate(ownerUrl: string, zone: string): Promise<void> {
  const owner = connect(ownerUrl, 2);
  try {
    await prepareServerAmongOthers(owner, ownerUrl);
    await owner.sequelize.transaction(async (transaction) => {
      await owner.sequelize.query('SELECT pg_advisory_xact_lock(7283002)', { transaction });
      await migrateZone(owner, zone);
    });
  } finally {
    await owner.close();
  }
}

/** Removes every zone and what the application keeps beside them. */
export async function dropZones(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, 1);
  try {
    const schemas = await owner.sequelize.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE 'zone\\_%' OR nspname = 'guanyun'`,
      { type: QueryTypes.SELECT },
    );
    for (const { name } of schemas) await owner.sequelize.query(`DROP SCHEMA "${name}" CASCADE`);
  } finally {
    await owner.close();
  }
}
