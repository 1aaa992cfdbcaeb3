import { createHash, randomUUID } from 'node:crypto';
import { caseWorkbooks } from '@guanyun/casebook/case-data.ts';
import { allEquityEvents } from '@guanyun/db/equity/equity.store.ts';
import { journalPage } from '@guanyun/db/evidence/journal.store.ts';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { savePersons } from '@guanyun/db/organizations/person.store.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import type { Statement } from '@guanyun/domain/equity/bods-read.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { importForSetUp } from '../crossings/import-workbook.ts';
import { type Deps, NotFound } from '../kernel/deps.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { exportBods } from './export-bods.ts';
import { importBods, previewBods } from './import-bods.ts';
import { readCapTable } from './read-cap-table.ts';
import { missing, official } from './testing/official-bods.ts';

const actor: Actor = {
  accountId: randomUUID(),
  account: 'gwh.shencha',
  person: { id: randomUUID(), name: '示例' },
  post: { id: randomUUID(), kind: 'committee_reviewer', organizationId: randomUUID(), side: 'committee' },
  onBehalfOf: null,
};
const asOf = localDate('2026-11-22');
const stored = new Map<string, Uint8Array>();
const workbooks = (...files: readonly string[]) =>
  caseWorkbooks
    .filter((book) => files.includes(book.file))
    .map(({ file, sheets }) => ({
      template: file.startsWith('01') ? ('organizations' as const) : ('equity' as const),
      workbook: {
        sheets: sheets.map(({ name, columns, rows }) => ({
          name,
          rows: [[...columns], ...rows.map((r) => [...r])],
        })),
      },
    }));

type Zone = { database: TestDatabase; deps: Deps; look: <T>(work: (tx: Tx) => Promise<T>) => Promise<T> };

/** The demonstration's zone, with these of its workbooks. */
async function zoneWith(...files: readonly string[]): Promise<Zone> {
  const database = await cloneTestDatabase();
  const read = async (digest: string) => stored.get(digest) ?? new Uint8Array();
  const has = async (digest: string) => stored.has(digest);
  const deps = testDeps(database.app, '2026-11-22T02:00:00Z', { files: { has, read } });
  await importForSetUp(deps, workbooks(...files), '示例区');
  const look: Zone['look'] = (work) => inTransaction(database.app, everything, work);
  await look((tx) => savePersons(tx, [{ ...actor.person, code: null, source: 'entered' }]));
  return { database, deps, look };
}

async function upload({ look }: Zone, content: unknown): Promise<string> {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const digest = createHash('sha256').update(bytes).digest('hex');
  stored.set(digest, bytes);
  const { organizationId } = actor.post;
  const row = {
    digest,
    name: '股权.json',
    size: `${bytes.length}`,
    mediaType: 'application/json',
    organizationId,
  };
  await look((tx) => saveDocument(tx, { ...row, uploadedBy: actor.person.id }));
  return digest;
}

const exported = async (zone: Zone, extent: 'as_of' | 'history' = 'as_of') =>
  exportBods(zone.deps, actor, { extent, asOf, basis: 'register' });

let zone: Zone;
let file: Statement[];
beforeEach(async () => {
  const full = await zoneWith('01-organizations.xlsx', '02-equity.xlsx');
  file = await exported(full);
  await full.database.drop();
  zone = await zoneWith('01-organizations.xlsx');
  return () => zone.database.drop();
});

describe('the export of the demonstration', () => {
  test.skipIf(missing)('keeps the official schema (skipped without shared/schemas/bods)', async () => {
    const full = await zoneWith('01-organizations.xlsx', '02-equity.xlsx');
    const validate = official();
    for (const statements of [file, await exported(full, 'history')]) {
      expect(validate(JSON.parse(JSON.stringify(statements))), JSON.stringify(validate.errors)).toBe(true);
      expect(statements.length).toBeGreaterThan(50);
    }
    await full.database.drop();
  });

  test('says of the seventh developer that its name is not known, and makes none up', async () => {
    const unknown = file.filter((one) => one.recordType === 'entity' && one.recordDetails.name === undefined);
    expect(unknown).toHaveLength(1);
    expect(unknown[0]?.recordDetails).toMatchObject({
      entityType: { type: 'unknownEntity' },
      unspecifiedEntityDetails: { reason: 'informationUnknownToPublisher' },
      identifiers: [{ id: 'WAGS', schemeName: '示例区-单位编码' }],
    });
    expect(JSON.stringify(file)).not.toContain('CN-USCI');
  });

  test('the committee has a duty for the companies of the state-assets office, and no share', () => {
    const duties = file.filter(
      (one) =>
        one.recordType === 'relationship' &&
        one.recordDetails.interests?.some((interest) => interest.type === 'otherInfluenceOrControl'),
    );
    expect(duties.length).toBeGreaterThan(0);
    for (const one of duties)
      if (one.recordType === 'relationship') expect(one.recordDetails.interests).toHaveLength(1);
  });
});

describe('the import', () => {
  test('enters what was exported, once, with its entry in the journal', async () => {
    const digest = await upload(zone, file);
    const preview = await previewBods(zone.deps, actor, { digest, capital: [] });
    expect(preview.problems).toEqual([]);
    expect(preview.companies).toHaveLength(16);
    expect(await zone.look(allEquityEvents)).toEqual([]);

    const asked = { requestId: randomUUID(), digest, capital: [] };
    const answer = await importBods(zone.deps, actor, asked);
    const counts = { outcome: 'accepted', answer: { summary: [{ count: 16 }, { count: 19 }] } };
    expect(answer).toMatchObject(counts);
    expect(await importBods(zone.deps, actor, asked)).toEqual(answer);
    expect(await zone.look(allEquityEvents)).toHaveLength(19);
    const [entry] = await zone.look((tx) => journalPage(tx, null, 1));
    expect(entry).toMatchObject({ act: 'equity.importBods', outcome: 'accepted', subjectTitle: '股权.json' });

    const [company] = (await zone.look((tx) => organizationsOn(tx, asOf))).filter(
      (one) => one.code === 'QHGS',
    );
    const table = await readCapTable(zone.deps, actor, {
      companyId: company?.id ?? '',
      asOf,
      basis: 'register',
    });
    expect(table.holders.map((one) => [one.subscribed, one.paid, one.share?.fraction])).toEqual([
      ['240000000.00', '240000000.00', '4/5'],
      ['60000000.00', '60000000.00', '1/5'],
    ]);
    expect(table.events[0]).toMatchObject({
      registerOn: '2020-01-03',
      registrationOn: null,
      source: 'illustrative',
    });
  });

  test('enters nothing where one statement is wrong', async () => {
    const refused = async (content: unknown, code: string) => {
      const digest = await upload(zone, content);
      const { problems } = await previewBods(zone.deps, actor, { digest, capital: [] });
      expect(problems.map((one) => one.code)).toContain(code);
      const answer = await importBods(zone.deps, actor, { requestId: randomUUID(), digest, capital: [] });
      expect(answer).toMatchObject({ refusals: [{ code: 'BODS_HAS_PROBLEMS' }] });
      expect(await zone.look(allEquityEvents)).toEqual([]);
      const [entry] = await zone.look((tx) => journalPage(tx, null, 1));
      expect(entry).toMatchObject({ act: 'equity.importBods', refusal: 'BODS_HAS_PROBLEMS' });
      return problems;
    };
    const changed = (change: (statements: Statement[]) => void) => {
      const copy = structuredClone(file);
      change(copy);
      return copy;
    };
    await refused('{"a"', 'NOT_JSON');
    await refused({}, 'SCHEMA');
    await refused([...file, file[0]], 'STATEMENT_ID_TWICE');
    const at = file.findIndex((one) => one.recordType === 'entity' && one.recordDetails.name !== undefined);
    const stranger = changed((statements) => {
      const one = statements[at];
      if (one?.recordType === 'entity')
        statements[at] = {
          ...one,
          recordDetails: { ...one.recordDetails, name: '没有的公司', identifiers: [] },
        };
    });
    const problems = await refused(stranger, 'ORGANIZATION_UNKNOWN');
    expect(problems[0]).toMatchObject({ statement: at, path: 'recordDetails' });
  });

  test('a company whose equity is on record is not opened again', async () => {
    const digest = await upload(zone, file);
    await importBods(zone.deps, actor, { requestId: randomUUID(), digest, capital: [] });
    const again = await importBods(zone.deps, actor, { requestId: randomUUID(), digest, capital: [] });
    expect(again).toMatchObject({ refusals: [{ code: 'BODS_HAS_PROBLEMS', facts: { count: '16' } }] });
    expect(await zone.look(allEquityEvents)).toHaveLength(19);
  });

  test('asks for the capital that percentages do not say', async () => {
    const plain = file.map((one) =>
      one.recordType === 'relationship'
        ? {
            ...one,
            recordDetails: {
              ...one.recordDetails,
              interests: one.recordDetails.interests?.map(({ details: _, ...interest }) => interest),
            },
          }
        : one,
    );
    const company = (one: Statement) =>
      one.declarationSubject === file.find((s) => JSON.stringify(s).includes('"QHGS"'))?.declarationSubject;
    const digest = await upload(zone, plain.filter(company));
    const preview = await previewBods(zone.deps, actor, { digest, capital: [] });
    expect(preview.problems).toEqual([]);
    expect(preview.companies).toMatchObject([{ company: { code: 'QHGS' }, on: null, holders: [] }]);
    const companyId = preview.companies[0]?.company.id ?? '';
    const asked = { requestId: randomUUID(), digest };
    expect(await importBods(zone.deps, actor, { ...asked, capital: [] })).toMatchObject({
      refusals: [{ code: 'BODS_CAPITAL_MISSING' }],
    });
    const capital = [{ companyId, registered: '300000000.00', paid: '300000000.00' }];
    expect(await importBods(zone.deps, actor, { ...asked, capital })).toMatchObject({ outcome: 'accepted' });
    expect((await zone.look(allEquityEvents)).map((one) => one.subscribed).sort()).toEqual([
      '240000000.00',
      '60000000.00',
    ]);
  });

  test('a document that is not on record is not found', async () => {
    const digest = 'e'.repeat(64);
    await expect(previewBods(zone.deps, actor, { digest, capital: [] })).rejects.toThrow(NotFound);
    expect(
      await importBods(zone.deps, actor, { requestId: randomUUID(), digest, capital: [] }),
    ).toMatchObject({
      refusals: [{ code: 'DOCUMENT_UNKNOWN' }],
    });
  });
});
