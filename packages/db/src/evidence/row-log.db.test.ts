import { createHash } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction, query, type Tx, zoneSchema } from '../kernel/transaction.ts';
import { digestLike, newId, somePerson, verdict } from '../testing/builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '../testing/test-database.ts';
import { appendJournal, type UnplacedEntry } from './journal.store.ts';

const db = await cloneTestDatabase();
const schema = zoneSchema(TEST_ZONE);
const run = (sql: string) => db.owner.sequelize.query(sql);
beforeAll(() => run(`UPDATE ${schema}.log_policy SET strict = true`));
afterAll(() => db.drop());

const entry = (requestId: string): UnplacedEntry => ({
  recordedAt: new Date('2026-05-06T01:02:03.456Z'),
  requestId,
  ...{ act: 'calendar.import', outcome: 'accepted', refusal: null, subjectKind: 'calendar', subjectId: null },
  ...{
    subjectTitle: '',
    accountId: null,
    personId: null,
    postId: null,
    postKind: null,
    organizationId: null,
  },
  ...{ onBehalfPersonId: null, delegationId: null, signIn: null, content: {} },
});
const acting = (body: (tx: Tx, tell: () => Promise<bigint>) => Promise<void>, request = newId()) =>
  inTransaction(db.app, { zone: TEST_ZONE, organizations: '*', request }, (tx) =>
    body(tx, () =>
      appendJournal(tx, [entry(request)], (_, { index, rows }) => ({
        digest: digestLike('d'),
        leaf: `leaf ${index} ${rows}`,
      })),
    ),
  );
type Line = { request_id: string; lines: string };
const linesOf = (request: string) =>
  db.owner.sequelize.query<Line>(
    `SELECT * FROM ${schema}.row_log WHERE request_id = '${request}' ORDER BY seq`,
    {
      type: QueryTypes.SELECT,
    },
  );
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

test('an act’s entry names the digest of what it changed: the hash of each row as the export gives it', async () => {
  const request = newId();
  let id = '';
  await acting(async (tx, tell) => {
    id = await somePerson(tx, '示例甲');
    await tell();
  }, request);
  const [line, ...others] = await linesOf(request);
  expect(others).toEqual([]);
  const [row] = await inTransaction(db.app, { zone: TEST_ZONE, organizations: '*' }, (tx) =>
    query<{ key: string; hash: string; row_text: string }>(
      tx,
      `SELECT * FROM log_rows('persons') WHERE key = $1`,
      [`["${id}"]`],
    ),
  );
  expect(row?.hash).toBe(sha(row?.row_text ?? ''));
  expect(line?.lines).toBe(`I\tpersons\t["${id}"]\t${row?.hash}\n`);
  const [journal] = await db.owner.sequelize.query<{ rows: string }>(
    `SELECT rows FROM ${schema}.journal WHERE request_id = '${request}'`,
    { type: QueryTypes.SELECT },
  );
  expect(journal?.rows).toBe(sha(line?.lines ?? ''));
});

test('an update tells the rows that became different, a changed key as one gone and one come', async () => {
  await run(`CREATE TABLE ${schema}.demo (id uuid PRIMARY KEY, size integer NOT NULL);
    GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.demo TO guanyun_app;
    SET search_path = ${schema}; SELECT log_cover(); RESET search_path`);
  const [a, b, c] = [newId(), newId(), newId()];
  await acting(async (tx, tell) => {
    await query(tx, 'INSERT INTO demo SELECT unnest($1::uuid[]), generate_series(1, 2)', [[a, b]]);
    await tell();
  });
  const request = newId();
  await acting(async (tx, tell) => {
    await query(tx, 'UPDATE demo SET size = 1');
    await query(tx, 'UPDATE demo SET id = $2 WHERE id = $1', [a, c]);
    await query(tx, 'DELETE FROM demo WHERE id = $1', [b]);
    await query(tx, 'DELETE FROM demo WHERE id = $1', [b]);
    await tell();
  }, request);
  const told = (await linesOf(request)).map(({ lines }) =>
    lines
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t').slice(0, 3).join(' '))
      .sort(),
  );
  expect(told).toEqual([
    [`U demo ["${b}"]`],
    [`D demo ["${a}"]`, `I demo ["${c}"]`].sort(),
    [`D demo ["${b}"]`],
  ]);
  await run(`DROP TABLE ${schema}.demo; DELETE FROM ${schema}.log_tables WHERE name = 'demo'`);
});

test('the application changes nothing outside of an act', async () => {
  const outside = inTransaction(db.app, { zone: TEST_ZONE, organizations: '*' }, (tx) =>
    somePerson(tx, '甲'),
  );
  expect(await verdict(outside)).toBe('GY096');
});

test('an act that leaves no entry, or changes something after it, is undone whole', async () => {
  expect(await verdict(acting((tx) => somePerson(tx, '未记录').then(() => undefined)))).toBe('GY096');
  const after = acting(async (tx, tell) => {
    await somePerson(tx, '未记录');
    await tell();
    await somePerson(tx, '未记录');
  });
  expect(await verdict(after)).toBe('GY096');
  const left = await db.owner.sequelize.query(`SELECT 1 FROM ${schema}.persons WHERE name = '未记录'`, {
    type: QueryTypes.SELECT,
  });
  expect(left).toEqual([]);
});

test('of sealed tables the hash is told and never the row; a narrow scope is told nothing', async () => {
  const whole = await inTransaction(db.app, { zone: TEST_ZONE, organizations: '*' }, (tx) =>
    query<{ name: string }>(tx, `SELECT name FROM log_tables WHERE sealed ORDER BY name`),
  );
  expect(whole.map(({ name }) => name)).toEqual([
    'accounts',
    'bid_checks',
    'otp_generators',
    'tender_shares',
    'webhook_endpoints',
  ]);
  const narrow = inTransaction(db.app, { zone: TEST_ZONE, organizations: [newId()] }, (tx) =>
    query(tx, `SELECT * FROM log_rows('persons')`),
  );
  expect(await verdict(narrow)).toBe('GY096');
});

test('the application can neither loosen the rule nor write the log by its own hand', async () => {
  for (const sql of [
    `UPDATE ${schema}.log_policy SET strict = false`,
    `INSERT INTO ${schema}.row_log (request_id, lines) VALUES ('${newId()}', 'x')`,
    `DELETE FROM ${schema}.log_tables`,
    `SELECT ${schema}.log_cover()`,
  ])
    expect([sql, await verdict(db.app.sequelize.query(sql))]).toEqual([sql, '42501']);
});
