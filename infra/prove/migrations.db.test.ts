import { setTimeout as wait } from 'node:timers/promises';
import { migrate } from '@guanyun/db/kernel/migrate.ts';
import { TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type DurablePostgres, startDurablePostgres } from './durable-postgres.ts';
import { SCHEMA } from './proof-zone.ts';
import { number, random, seed, tell } from './runs.ts';
import { sqlOnce } from './sql.ts';

// Every statement of every migration: GUANYUN_MIGRATION_KILLS=all. Else one of each migration, by chance.
const ALL = process.env.GUANYUN_MIGRATION_KILLS === 'all';
const HOUR = 3_600_000;
const PATIENCE_MS = 60_000;

/** Counts the statements of each migration that change the structure, and stops at the one it is set to. */
const COUNTER = `
CREATE TABLE public.prove_seen (done int PRIMARY KEY, statements int NOT NULL);
CREATE TABLE public.prove_stop (done int NOT NULL, statement int NOT NULL, event text NOT NULL);
CREATE FUNCTION public.prove_count() RETURNS event_trigger LANGUAGE plpgsql AS $$
DECLARE migrated int; n int := coalesce(nullif(current_setting('prove.n', true), ''), '0')::int;
BEGIN
  -- What comes before the migrations is not under an act, and is repeated at each start.
  IF coalesce(current_setting('guanyun.act', true), '') = '' THEN RETURN; END IF;
  SELECT count(*) INTO migrated FROM ${SCHEMA}.schema_migrations;
  IF TG_EVENT = 'ddl_command_start' THEN n := n + 1; PERFORM set_config('prove.n', n::text, true); END IF;
  IF EXISTS (SELECT 1 FROM public.prove_stop s WHERE (s.done, s.statement, s.event) = (migrated, n, TG_EVENT)) THEN PERFORM pg_sleep(120); END IF;
  INSERT INTO public.prove_seen VALUES (migrated, n) ON CONFLICT (done) DO UPDATE SET statements = greatest(prove_seen.statements, n);
END $$;
CREATE EVENT TRIGGER prove_start ON ddl_command_start EXECUTE FUNCTION public.prove_count();
CREATE EVENT TRIGGER prove_end ON ddl_command_end EXECUTE FUNCTION public.prove_count();`;

/** Everything that makes up the structure of the zone, in one digest, and the migrations it knows of. */
const PRINT = `
SELECT (SELECT string_agg(name, ' ' ORDER BY name) FROM ${SCHEMA}.schema_migrations) AS migrations, md5(string_agg(line, E'\\n' ORDER BY line)) AS print FROM (
  SELECT 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS line
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    WHERE c.relnamespace = '${SCHEMA}'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = '${SCHEMA}'::regnamespace
  UNION ALL SELECT 'function ' || pg_get_functiondef(oid) || coalesce(proacl::text, '') FROM pg_proc WHERE pronamespace = '${SCHEMA}'::regnamespace AND prokind = 'f'
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = '${SCHEMA}'::regnamespace AND NOT tgisinternal
  UNION ALL SELECT 'relation ' || oid::regclass || ' ' || relkind::text || ' ' || relrowsecurity || relforcerowsecurity || coalesce(relacl::text, '') FROM pg_class WHERE relnamespace = '${SCHEMA}'::regnamespace
  UNION ALL SELECT 'policy ' || polrelid::regclass || ' ' || polname || coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') FROM pg_policy
) lines`;

let server: DurablePostgres;
beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  server = await startDurablePostgres('guanyun');
  await server.start();
}, 120_000);
afterAll(async () => {
  await server?.remove();
  vi.restoreAllMocks();
});

async function newDatabase(name: string): Promise<string> {
  await sqlOnce(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await sqlOnce(url.href, COUNTER);
  return url.href;
}

type Print = { migrations: string | null; print: string };
const printOf = async (url: string): Promise<Print | undefined> => (await sqlOnce<Print>(url, PRINT))[0];

/** The server process that stopped where it was told to, once it did. */
async function stopped(url: string, ended: () => boolean): Promise<number> {
  const asleep = `SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()`;
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until && !ended(); await wait(5)) {
    const [row] = await sqlOnce<{ pid: number }>(url, asleep);
    if (row !== undefined) return row.pid;
  }
  throw new Error('the migration did not stop where it was told to');
}

type At = {
  readonly done: number;
  readonly statement: number;
  readonly event: 'ddl_command_start' | 'ddl_command_end';
};

/** Migrates and kills the server process at this statement; what is there once PostgreSQL has recovered. */
async function killAt(url: string, { done, statement, event }: At): Promise<Print | undefined> {
  await sqlOnce(
    url,
    `DELETE FROM public.prove_stop; INSERT INTO public.prove_stop VALUES (${done}, ${statement}, '${event}')`,
  );
  let ended = false;
  const migrated = migrate(url, TEST_ZONE).then(
    () => 'done',
    () => 'failed',
  );
  void migrated.then(() => {
    ended = true;
  });
  process.kill(await stopped(url, () => ended), 'SIGKILL');
  expect(await migrated).toBe('failed');
  for (const until = Date.now() + PATIENCE_MS; ; await wait(10)) {
    try {
      return await printOf(url);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

test(
  `migrations killed at ${ALL ? 'every statement' : 'one statement each'} leave nothing half and go on (seed ${seed})`,
  async () => {
    const whole = await newDatabase('prove_whole');
    await migrate(whole, TEST_ZONE);
    const seen = await sqlOnce<{ done: number; statements: number }>(
      whole,
      'SELECT done, statements FROM public.prove_seen ORDER BY done',
    );
    const broken = await newDatabase('prove_broken');
    const names = (await printOf(whole))?.migrations?.split(' ') ?? [];
    let [kills, statements] = [0, 0];
    for (const { done, statements: there } of seen) {
      statements += there;
      // Before the first statement nothing of it can be there.
      const before = await killAt(broken, { done, statement: 1, event: 'ddl_command_start' });
      expect(before?.migrations?.split(' ') ?? []).toEqual(names.slice(0, done));
      const at = ALL ? Array.from({ length: there }, (_, n) => n + 1) : [1 + random.below(there)];
      for (const statement of at)
        expect([
          done,
          statement,
          await killAt(broken, { done, statement, event: 'ddl_command_end' }),
        ]).toEqual([done, statement, before]);
      kills += 1 + at.length;
    }
    await sqlOnce(broken, 'DELETE FROM public.prove_stop');
    await migrate(broken, TEST_ZONE);
    const [end, clean] = [await printOf(broken), await printOf(whole)];
    tell(
      'G11',
      `${names.length} migrations of ${number(statements)} statements that change the structure, and the cover of the log`,
      `${number(kills)} kills (${ALL ? 'at every statement' : 'two for each'})`,
      '0 halves',
      `in the end ${end?.print === clean?.print ? 'the same structure as without' : 'ANOTHER STRUCTURE'}`,
    );
    expect(end).toEqual(clean);
    expect(seen.length).toBe(names.length + 1);
  },
  6 * HOUR,
);
