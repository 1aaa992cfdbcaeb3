import { createHash, randomUUID } from 'node:crypto';
import { caseWorkbooks } from '@guanyun/casebook/case-data.ts';
import { allItems, allLists } from '@guanyun/db/contracts/cooperation-list.store.ts';
import { allEquityEvents } from '@guanyun/db/equity/equity.store.ts';
import { journalOf, journalPage } from '@guanyun/db/evidence/journal.store.ts';
import { findZone, saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { findMatter } from '@guanyun/db/matters/matter.store.ts';
import {
  allMandates,
  clustersOn,
  namesOf,
  organizationsOn,
} from '@guanyun/db/organizations/organization.store.ts';
import { allAccounts, postsOfOrganization, savePersons } from '@guanyun/db/organizations/person.store.ts';
import { everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { type NewMatter, someMatter } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase, TEST_ZONE, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { addWorkingDays } from '@guanyun/domain/kernel/calendar.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { verifyJournal } from '../evidence/read-journal.ts';
import { type Deps, NotFound, type Workbook, type WorkbookReading } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import type { Actor } from '../organizations/actor.ts';
import { createAccounts } from '../organizations/create-accounts.ts';
import { commitImport, type ImportTemplateName, importForSetUp, previewImport } from './import-workbook.ts';

type Book = { sheets: { name: string; rows: string[][] }[] };

const files = ['01-organizations.xlsx', '02-equity.xlsx', '03-cooperation-list.xlsx'];
const names: readonly ImportTemplateName[] = ['organizations', 'equity', 'cooperation-list'];
const bookOf = (template: ImportTemplateName): Book => {
  const book = caseWorkbooks.find((one) => one.file === files[names.indexOf(template)]);
  if (book === undefined) throw new Error(`no workbook for ${template}`);
  return {
    sheets: book.sheets.map(({ name, columns, rows }) => ({
      name,
      rows: [[...columns], ...rows.map((r) => [...r])],
    })),
  };
};
const all = () => names.map((template) => ({ template, workbook: bookOf(template) as Workbook }));

/** How many people the case has, each with one login, and how many posts they hold. */
const [people = 0, held = 0] = ['人员', '任职'].map(
  (name) => (bookOf('organizations').sheets.find((sheet) => sheet.name === name)?.rows.length ?? 1) - 1,
);

/** Sets one cell: Excel's row, and the header of the column. */
const put = (book: Book, sheet: string, row: number, header: string, value: string): void => {
  const rows = book.sheets.find(({ name }) => name === sheet)?.rows ?? [];
  const cells = rows[row - 1];
  const at = rows[0]?.indexOf(header) ?? -1;
  if (cells === undefined || at < 0) throw new Error(`no cell ${sheet} ${row} ${header}`);
  cells[at] = value;
};
const add = (book: Book, sheet: string, ...cells: string[]): number => {
  const rows = book.sheets.find(({ name }) => name === sheet)?.rows ?? [];
  return rows.push(cells);
};

let database: TestDatabase;
let deps: Deps;
const stored = new Map<string, Uint8Array>();

beforeEach(async () => {
  database = await cloneTestDatabase();
  deps = {
    db: database.app,
    zone: TEST_ZONE,
    now: () => new Date('2026-11-22T02:00:00Z'),
    newId: randomUUID,
    passwords: { hash: async (password) => `hash of ${password}`, verify: async () => false },
    files: {
      has: async (digest) => stored.has(digest),
      read: async (digest) => stored.get(digest) ?? new Uint8Array(),
    },
    readWorkbook: async (bytes): Promise<WorkbookReading> => {
      const text = Buffer.from(bytes).toString();
      if (text === 'broken')
        return { ok: false, code: 'WORKBOOK_UNREADABLE', facts: { reason: 'not_a_workbook' } };
      return { ok: true, ...(JSON.parse(text) as Workbook) };
    },
  };
  const { id, name } = actor.person;
  await look((tx) => savePersons(tx, [{ id, name, code: null, source: 'entered' }]));
  return () => database.drop();
});

const actor: Actor = {
  accountId: randomUUID(),
  account: 'gwh.shencha',
  person: { id: randomUUID(), name: '周立衡' },
  post: { id: randomUUID(), kind: 'committee_reviewer', organizationId: randomUUID(), side: 'committee' },
  onBehalfOf: null,
};

const look = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(database.app, { zone: TEST_ZONE, organizations: '*' }, work);

async function upload(content: Book | string): Promise<string> {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const digest = createHash('sha256').update(bytes).digest('hex');
  stored.set(digest, bytes);
  const { organizationId } = actor.post;
  const row = { digest, name: '导入.xlsx', size: '1', mediaType: 'application/zip', organizationId };
  await look((tx) => saveDocument(tx, { ...row, uploadedBy: actor.person.id }));
  return digest;
}

const commit = async (template: ImportTemplateName, book: Book) =>
  commitImport(deps, actor, { requestId: randomUUID(), template, digest: await upload(book) });
const problemsIn = async (template: ImportTemplateName, book: Book) => {
  const { problems } = await previewImport(deps, actor, { template, digest: await upload(book) });
  return problems.map(({ sheet, row, column, code }) => [sheet, row, column, code].join('|'));
};
const on = '2026-11-22';
const counts = () =>
  look(async (tx) => [
    (await organizationsOn(tx, on)).length,
    (await clustersOn(tx, on)).length,
    (await allMandates(tx)).length,
    (await allEquityEvents(tx)).length,
    (await allLists(tx)).length,
    (await allItems(tx)).length,
  ]);
const nothing = [0, 0, 0, 0, 0, 0];

describe('the case', () => {
  test('each workbook is previewed, then stored whole, and told in the journal', async () => {
    const summaries: string[] = [];
    for (const template of names) {
      const digest = await upload(bookOf(template));
      const before = await counts();
      const preview = await previewImport(deps, actor, { template, digest });
      expect(preview.problems).toEqual([]);
      expect(await counts()).toEqual(before);
      const requestId = randomUUID();
      const answer = await commitImport(deps, actor, { requestId, template, digest });
      expect(answer).toEqual({ outcome: 'accepted', answer: { summary: preview.summary } });
      // The same request again is answered as before and stores nothing.
      expect(await commitImport(deps, actor, { requestId, template, digest })).toEqual(answer);
      summaries.push(preview.summary.map(({ zh, count }) => `${zh}${count}`).join(' '));
      expect(preview.sheets.map((sheet) => sheet.name)).toEqual(bookOf(template).sheets.map((s) => s.name));
    }
    expect(summaries).toEqual([
      `组团7 单位27 人员${people} 任职${held} 委托书1`,
      '公司16 股权变动19',
      '清单1 事项3',
    ]);
    expect(await counts()).toEqual([27, 7, 1, 19, 1, 3]);
    const journal = await look((tx) => journalPage(tx, null, 10));
    expect(journal.map((line) => [line.act, line.outcome, line.subjectKind, line.subjectTitle])).toEqual(
      names.map(() => ['imports.commit', 'accepted', 'workbook', '导入.xlsx']),
    );
    expect(await verifyJournal(deps, actor)).toMatchObject({ entries: '3', intact: true });
  });

  test('values arrive as they are meant', async () => {
    for (const template of names) await commit(template, bookOf(template));
    await look(async (tx) => {
      const organizations = await organizationsOn(tx, on);
      const org = (code: string) => organizations.find((o) => o.code === code);
      expect(org('FHGS')).toMatchObject({
        ...{ kind: 'company', form: 'limited', tier: 2, nameStatus: 'tentative', source: 'source' },
        ...{ netAssets: '112000000.00', netAssetsOn: '2025-12-31', parentId: org('YN')?.id },
      });
      expect(org('DZB')).toMatchObject({ kind: 'committee_office', form: null, source: 'illustrative' });
      expect(org('WAGS')).toMatchObject({ name: null, nameStatus: 'unknown' });
      const [name] = await namesOf(tx, org('WAGS')?.id ?? '');
      expect(name).toMatchObject({ name: null, status: 'unknown', validTo: null });
      const cluster = (await clustersOn(tx, on)).find((c) => c.code === 'WA');
      expect(cluster?.operatorId).toBe(org('WAGS')?.id);
      const posts = await postsOfOrganization(tx, org('FHGS')?.id ?? '');
      expect(posts.map((post) => post.kind).sort()).toEqual([
        ...[
          'company_director',
          'company_finance',
          'company_handler',
          'company_legal',
          'company_representative',
        ],
      ]);
      const [mandate] = await allMandates(tx);
      expect(mandate).toMatchObject({ fromId: org('SASAC')?.id, companies: null, limitAmount: null });
      expect([mandate?.matters.length, mandate?.deliberateOnly.length]).toEqual([14, 4]);
      const founding = (await allEquityEvents(tx)).find((e) => e.targetId === org('GF')?.id);
      expect(founding).toMatchObject({
        ...{ kind: 'establish', subscribed: '2000000000.00', paid: '1200000000.00', warrantId: null },
        ...{ toId: org('SASAC')?.id, registerOn: '2023-09-04', personId: actor.person.id },
      });
      const [list] = await allLists(tx);
      expect(list).toMatchObject({ state: 'draft', fairCompetition: 'passed', publishedOn: null });
      const item = (await allItems(tx)).find((i) => i.code === 'XM01');
      expect(item).toMatchObject({
        category: 'construction',
        mode: 'entrusted',
        capSingle: '200000000.00',
        termMax: 36,
      });
      expect([item?.eligible.length, item?.clusters?.length]).toEqual([2, 4]);
      expect((await allItems(tx)).find((i) => i.code === 'ZS01')?.clusters).toBeNull();
    });
  });

  test('what is on record is not imported again', async () => {
    for (const template of names) await commit(template, bookOf(template));
    const again = await problemsIn('organizations', bookOf('organizations'));
    expect(again.filter((line) => line.endsWith('|A 编码|ALREADY_RECORDED'))).toHaveLength(7 + 27 + people);
    expect(again).toContain('委托书|2|A 文号|ALREADY_RECORDED');
    expect(await problemsIn('equity', bookOf('equity'))).toContain('股权|2|A 公司编码|ALREADY_RECORDED');
    expect(await problemsIn('cooperation-list', bookOf('cooperation-list'))).toEqual([
      '清单|2|A 版本|ALREADY_RECORDED',
    ]);
  });

  test('a later workbook may point at what is on record, and is held against it', async () => {
    await commit('organizations', bookOf('organizations'));
    const later = bookOf('organizations');
    for (const sheet of later.sheets) sheet.rows = sheet.rows.slice(0, 1);
    const [since, blank] = ['2026-01-01', ''];
    const first = ['P03', 'FHGS', '法定代表人', since, blank, blank, blank];
    expect(add(later, '任职', ...first)).toBe(2);
    add(later, '任职', 'P31', 'GWH', '审计', since, blank, blank, blank);
    add(later, '任职', 'P14', 'GWH', '主任', since, blank, blank, blank);
    add(
      later,
      '单位',
      'NEW',
      '新公司',
      '公司',
      'GF',
      blank,
      '3',
      '已知',
      blank,
      blank,
      blank,
      'FH',
      since,
      blank,
    );
    expect(await problemsIn('organizations', later)).toEqual([
      '单位|2|K 负责组团编码|ALREADY_RECORDED',
      '任职|3|C 岗位|ADMINISTRATORS_EXCLUDE',
      '任职|4|C 岗位|ALREADY_RECORDED',
    ]);
    for (const sheet of later.sheets) sheet.rows = sheet.rows.slice(0, sheet.name === '单位' ? 1 : 2);
    expect(await commit('organizations', later)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('bad cells', () => {
  /** Changes the case in one place and says which notes that must give. */
  type Case = [template: ImportTemplateName, what: string, change: (book: Book) => unknown, notes: string[]];
  const cases: Case[] = [
    [
      'organizations',
      'an unknown sheet',
      (b) => b.sheets.push({ name: '备注', rows: [] }),
      ['备注|1||UNKNOWN_SHEET'],
    ],
    ['organizations', 'a missing sheet', (b) => b.sheets.splice(4, 1), ['委托书|1||MISSING_SHEET']],
    ['organizations', 'a header', (b) => put(b, '人员', 1, '姓名', '名字'), ['人员|1|B 姓名|HEADER_DIFFERS']],
    [
      'organizations',
      'a code twice',
      (b) => put(b, '组团', 3, '编码', 'QH'),
      ['组团|3|A 编码|DUPLICATE', '单位|16|K 负责组团编码|UNKNOWN_CODE'],
    ],
    ['organizations', 'no name', (b) => put(b, '单位', 2, '名称', ''), ['单位|2|B 名称|REQUIRED']],
    [
      'organizations',
      'a name of the unknown',
      (b) => put(b, '单位', 21, '名称', '猜测'),
      ['单位|21|B 名称|MUST_BE_EMPTY'],
    ],
    ['organizations', 'a kind', (b) => put(b, '单位', 2, '类别', '局'), ['单位|2|C 类别|NOT_A_CHOICE']],
    [
      'organizations',
      'a parent',
      (b) => put(b, '单位', 3, '上级编码', 'XX'),
      ['单位|3|D 上级编码|UNKNOWN_CODE'],
    ],
    [
      'organizations',
      'a circle',
      (b) => put(b, '单位', 2, '上级编码', 'SASAC'),
      ['单位|2|D 上级编码|CIRCULAR', '单位|3|D 上级编码|CIRCULAR'],
    ],
    ['organizations', 'a tier', (b) => put(b, '单位', 12, '层级', '4'), ['单位|12|F 层级|NOT_A_NUMBER']],
    [
      'organizations',
      'a form of a body',
      (b) => put(b, '单位', 2, '企业类型', '国有独资'),
      ['单位|2|E 企业类型|MUST_BE_EMPTY'],
    ],
    [
      'organizations',
      'a check digit',
      (b) => put(b, '单位', 12, '统一社会信用代码', '91350100M000100Y44'),
      ['单位|12|H 统一社会信用代码|NOT_A_USCC'],
    ],
    [
      'organizations',
      'one credit code for two',
      (b) => [12, 13].map((row) => put(b, '单位', row, '统一社会信用代码', '91350100m000100y43')),
      ['单位|13|H 统一社会信用代码|DUPLICATE'],
    ],
    [
      'organizations',
      'net assets without a day',
      (b) => put(b, '单位', 12, '净资产基准日', ''),
      ['单位|12|J 净资产基准日|REQUIRED'],
    ],
    [
      'organizations',
      'a cluster with two operators',
      (b) => put(b, '单位', 16, '负责组团编码', 'QH'),
      ['单位|16|K 负责组团编码|ALREADY_RECORDED'],
    ],
    [
      'organizations',
      'a person without a post',
      (b) => add(b, '人员', 'P99', '某人', ''),
      [`人员|${people + 2}|A 编码|REQUIRED`],
    ],
    [
      'organizations',
      'an unknown person',
      (b) => put(b, '任职', 2, '人员编码', 'P98'),
      ['人员|2|A 编码|REQUIRED', '任职|2|A 人员编码|UNKNOWN_CODE'],
    ],
    [
      'organizations',
      'a post of the other side',
      (b) => put(b, '任职', 2, '岗位', '审查'),
      ['任职|2|C 岗位|WRONG_KIND'],
    ],
    [
      'organizations',
      'an end before the start',
      (b) => put(b, '任职', 2, '截止日期', '2020-01-01'),
      ['任职|2|E 截止日期|BEFORE_ANOTHER_DATE'],
    ],
    [
      'organizations',
      'an administrator with another post',
      (b) => add(b, '任职', 'P31', 'GWH', '安全管理员', '2024-01-01', '', '', ''),
      [`任职|${held + 2}|C 岗位|ADMINISTRATORS_EXCLUDE`],
    ],
    [
      'organizations',
      'a post twice',
      (b) => add(b, '任职', 'P01', 'GF', '经办', '2024-01-01', '', '', ''),
      [`任职|${held + 2}|C 岗位|ALREADY_RECORDED`],
    ],
    [
      'organizations',
      'a login',
      (b) => put(b, '任职', 2, '登录账号', 'GF Jingban'),
      ['任职|2|F 登录账号|NOT_A_LOGIN'],
    ],
    [
      'organizations',
      'a login of two people',
      (b) => put(b, '任职', 3, '登录账号', 'gf.jingban'),
      ['任职|3|F 登录账号|DUPLICATE'],
    ],
    [
      'organizations',
      'a second login',
      (b) => add(b, '任职', 'P01', 'FHGS', '经办', '2024-01-01', '', 'x.y', ''),
      [`任职|${held + 2}|F 登录账号|ALREADY_RECORDED`],
    ],
    [
      'organizations',
      'a login of a director',
      (b) => add(b, '任职', 'P01', 'FHGS', '董事', '2024-01-01', '', 'gf.jingban', ''),
      [`任职|${held + 2}|F 登录账号|MUST_BE_EMPTY`],
    ],
    [
      'organizations',
      'a matter',
      (b) => put(b, '委托书', 2, '事项', 'budget_accounts、chess'),
      ['委托书|2|D 事项|UNKNOWN_CODE', '委托书|2|E 只审议事项|UNKNOWN_CODE'],
    ],
    [
      'organizations',
      'a company of a mandate',
      (b) => put(b, '委托书', 2, '公司编码', 'GF、GWH'),
      ['委托书|2|F 公司编码|WRONG_KIND'],
    ],
    [
      'organizations',
      'both parties the same',
      (b) => put(b, '委托书', 2, '受托方编码', 'SASAC'),
      ['委托书|2|C 受托方编码|DUPLICATE'],
    ],
    [
      'organizations',
      'an origin',
      (b) => put(b, '委托书', 2, '来源', '网络'),
      ['委托书|2|J 来源|NOT_A_CHOICE'],
    ],
    ['equity', 'a holder', (b) => put(b, '股权', 2, '股东编码', 'XX'), ['股权|2|B 股东编码|UNKNOWN_CODE']],
    ['equity', 'no company', (b) => put(b, '股权', 2, '公司编码', 'GWH'), ['股权|2|A 公司编码|WRONG_KIND']],
    ['equity', 'itself', (b) => put(b, '股权', 2, '股东编码', 'GF'), ['股权|2|B 股东编码|CIRCULAR']],
    ['equity', 'an event', (b) => put(b, '股权', 2, '事件', '继承'), ['股权|2|C 事件|NOT_A_CHOICE']],
    ['equity', 'no founding', (b) => put(b, '股权', 2, '事件', '增资'), ['股权|2|C 事件|REQUIRED']],
    [
      'equity',
      'a giver that is not asked for',
      (b) => put(b, '股权', 2, '转出方编码', 'YN'),
      ['股权|2|J 转出方编码|MUST_BE_EMPTY'],
    ],
    [
      'equity',
      'a transfer of more than is held',
      (b) => {
        put(b, '股权', 6, '事件', '转让');
        put(b, '股权', 6, '转出方编码', 'YN');
        put(b, '股权', 6, '认缴出资(元)', '240000000.01');
      },
      ['股权|6|D 认缴出资(元)|EXCEEDS_ANOTHER_AMOUNT'],
    ],
    [
      'equity',
      'a payment of what was not subscribed',
      (b) => {
        put(b, '股权', 6, '事件', '实缴');
        put(b, '股权', 6, '股东编码', 'YN');
        put(b, '股权', 6, '认缴出资(元)', '');
        put(b, '股权', 6, '实缴出资(元)', '0.01');
      },
      ['股权|6|D 认缴出资(元)|EXCEEDS_ANOTHER_AMOUNT'],
    ],
    [
      'equity',
      'a price that is none',
      (b) => {
        put(b, '股权', 6, '事件', '增资');
        put(b, '股权', 6, '每元价格', '一元二角五');
      },
      ['股权|6|K 每元价格|NOT_A_NUMBER'],
    ],
    [
      'equity',
      'an amount',
      (b) => put(b, '股权', 2, '认缴出资(元)', '20亿'),
      ['股权|2|D 认缴出资(元)|NOT_AN_AMOUNT'],
    ],
    [
      'equity',
      'more paid than subscribed',
      (b) => put(b, '股权', 2, '实缴出资(元)', '2000000000.01'),
      ['股权|2|E 实缴出资(元)|EXCEEDS_ANOTHER_AMOUNT'],
    ],
    [
      'equity',
      'a register before the decision',
      (b) => put(b, '股权', 2, '股东名册日期', '2020-01-01'),
      ['股权|2|G 股东名册日期|BEFORE_ANOTHER_DATE'],
    ],
    ['equity', 'a holder twice', (b) => put(b, '股权', 6, '股东编码', 'YN'), ['股权|6|B 股东编码|DUPLICATE']],
    [
      'equity',
      'another founding day',
      (b) => put(b, '股权', 6, '登记日期', '2020-01-11'),
      ['股权|6|H 登记日期|DIFFERS_FROM_OTHER_ROWS'],
    ],
    [
      'equity',
      'two holders of the wholly owned',
      (b) => put(b, '股权', 9, '公司编码', 'YN'),
      ['股权|9|B 股东编码|CIRCULAR', '股权|9|B 股东编码|DIFFERS_FROM_OTHER_ROWS'],
    ],
    [
      'cooperation-list',
      'two versions',
      (b) => add(b, '清单', '2026-2', '又一版'),
      ['清单|3|A 版本|ONE_ROW_ONLY'],
    ],
    ['cooperation-list', 'no items', (b) => b.sheets[1]?.rows.splice(1), ['事项|2||NO_ROWS']],
    [
      'cooperation-list',
      'a review without its number',
      (b) => put(b, '清单', 2, '审查文件号', ''),
      ['清单|2|F 审查文件号|REQUIRED'],
    ],
    [
      'cooperation-list',
      'a day',
      (b) => put(b, '清单', 2, '失效日期', '2027/12/31'),
      ['清单|2|D 失效日期|NOT_A_DATE'],
    ],
    [
      'cooperation-list',
      'an item twice',
      (b) => put(b, '事项', 3, '编码', 'XM01'),
      ['事项|3|A 编码|DUPLICATE'],
    ],
    [
      'cooperation-list',
      'a contractor',
      (b) => put(b, '事项', 2, '承接主体编码', 'GF、XX'),
      ['事项|2|F 承接主体编码|UNKNOWN_CODE'],
    ],
    [
      'cooperation-list',
      'no contractor',
      (b) => put(b, '事项', 2, '承接主体编码', ''),
      ['事项|2|F 承接主体编码|REQUIRED'],
    ],
    [
      'cooperation-list',
      'a cluster',
      (b) => put(b, '事项', 2, '组团编码', 'FH、YY'),
      ['事项|2|G 组团编码|UNKNOWN_CODE'],
    ],
    [
      'cooperation-list',
      'a cap over the year',
      (b) => put(b, '事项', 2, '单项上限(元)', '500000000.01'),
      ['事项|2|H 单项上限(元)|EXCEEDS_ANOTHER_AMOUNT'],
    ],
    [
      'cooperation-list',
      'a term',
      (b) => put(b, '事项', 2, '期限上限(月)', '0'),
      ['事项|2|J 期限上限(月)|NOT_A_NUMBER'],
    ],
  ];

  test.each(names)('%s: each is found in its place', async (template) => {
    for (const before of names.slice(0, names.indexOf(template))) await commit(before, bookOf(before));
    const stood = await counts();
    for (const [, what, change, notes] of cases.filter(([name]) => name === template)) {
      const book = bookOf(template);
      change(book);
      expect(await problemsIn(template, book), what).toEqual(notes);
      const refused = await commit(template, book);
      expect(refused, what).toMatchObject({
        outcome: 'refused',
        refusals: [{ code: 'WORKBOOK_HAS_BAD_CELLS', facts: { count: `${notes.length}` } }],
      });
    }
    expect(await counts()).toEqual(stood);
    const journal = await look((tx) => journalPage(tx, null, 1));
    expect(journal[0]).toMatchObject({ outcome: 'refused', refusal: 'WORKBOOK_HAS_BAD_CELLS' });
  });

  test('the refusal names the first place', async () => {
    const book = bookOf('organizations');
    put(book, '任职', 5, '岗位', '?');
    put(book, '委托书', 2, '截止日期', '?');
    const refused = await commit('organizations', book);
    expect(refused).toMatchObject({ refusals: [{ facts: { count: '2', first: '任职 C5' } }] });
    expect(await counts()).toEqual(nothing);
  });

  test('a document nobody handed in, and a file that is no workbook', async () => {
    const asked = { template: 'equity' as const, digest: 'f'.repeat(64) };
    await expect(previewImport(deps, actor, asked)).rejects.toThrow(NotFound);
    const unknown = await commitImport(deps, actor, { requestId: randomUUID(), ...asked });
    expect(unknown).toMatchObject({ refusals: [{ code: 'DOCUMENT_UNKNOWN' }] });
    const digest = await upload('broken');
    const preview = await previewImport(deps, actor, { template: 'equity', digest });
    expect(preview).toMatchObject({ sheets: [], problems: [{ code: 'WORKBOOK_UNREADABLE' }], summary: [] });
    const refused = await commitImport(deps, actor, { requestId: randomUUID(), template: 'equity', digest });
    expect(refused).toMatchObject({ refusals: [{ code: 'WORKBOOK_UNREADABLE' }] });
  });

  test('of two imports of one workbook at once, one is stored', async () => {
    const digest = await upload(bookOf('organizations'));
    const once = () =>
      commitImport(deps, actor, { requestId: randomUUID(), template: 'organizations', digest });
    const outcomes = (await Promise.all([once(), once(), once()])).map((answer) => answer.outcome).sort();
    expect(outcomes).toEqual(['accepted', 'refused', 'refused']);
    expect(await counts()).toEqual([27, 7, 1, 0, 0, 0]);
  });
});

describe('the first start', () => {
  test('everything or nothing, once, and the logins that the posts name', async () => {
    const { accounts } = await importForSetUp(deps, all(), '示例高新区');
    expect(accounts).toHaveLength(people);
    expect(accounts[0]).toMatchObject({
      ...{ login: 'gf.jingban', personName: '林晓舟', post: '经办' },
      ...{ body: '重庆綦江高新技术产业发展集团有限公司' },
    });
    expect(await counts()).toEqual([27, 7, 1, 19, 1, 3]);
    expect(await look(findZone)).toMatchObject({ name: '示例高新区', illustrative: true });
    expect(await verifyJournal(deps, actor)).toMatchObject({ entries: '3', intact: true });
    expect((await importForSetUp(deps, all(), '又一次')).accounts).toEqual([]);
    const made = accounts.map(({ login, personId }) => ({ login, personId, passwordHash: 'h' }));
    expect(await createAccounts(deps, made)).toEqual({ outcome: 'accepted', answer: { count: people } });
    expect(await createAccounts(deps, made)).toMatchObject({ refusals: [{ code: 'ACCOUNT_NAME_TAKEN' }] });
    const stranger = [{ login: 'x', personId: randomUUID(), passwordHash: 'h' }];
    expect(await createAccounts(deps, stranger)).toMatchObject({ refusals: [{ code: 'PERSON_UNKNOWN' }] });
    expect(await look(allAccounts)).toHaveLength(people);
  });

  test('accounts prepared before the commit are part of it', async () => {
    const failing = importForSetUp(deps, all(), '示例', async () => {
      throw new Error('disk full');
    });
    await expect(failing).rejects.toThrow('disk full');
    expect(await counts()).toEqual(nothing);
    expect(await look(findZone)).toBeNull();
    await importForSetUp(deps, all(), '示例', async (logins) =>
      logins.map(({ login, personId }) => ({ login, personId, passwordHash: 'h' })),
    );
    expect(await look(allAccounts)).toHaveLength(people);
  });

  test('a bad cell in our own workbooks stops it', async () => {
    const [organizations, ...others] = all();
    const book = bookOf('organizations');
    put(book, '单位', 2, '起始日期', '');
    const broken = { template: organizations?.template ?? 'organizations', workbook: book };
    await expect(importForSetUp(deps, [broken, ...others], '示例')).rejects.toThrow('REQUIRED');
    expect(await look(findZone)).toBeNull();
  });
});

describe('the calendar', () => {
  const bookOfDays = (...days: string[][]): Book => ({
    sheets: [{ name: '日历', rows: [['日期', '类型', '通知文号'], ...days] }],
  });
  const dueOf = (from: string, days: number) =>
    look(async (tx) => addWorkingDays(await readCalendar(tx), localDate(from), days));

  test('an imported notice covers its year, and a later word on a day counts', async () => {
    expect(await dueOf('2026-12-31', 2)).toMatchObject({ provisional: true });
    const notice = '示例通知〔2026〕1号';
    await commit('calendar', bookOfDays(['2027-01-01', '放假', notice], ['2027-01-02', '调休上班', notice]));
    expect(await dueOf('2026-12-31', 2)).toMatchObject({ due: '2027-01-04', provisional: false });
    await commit('calendar', bookOfDays(['2027-01-02', '放假', '示例通知〔2026〕2号']));
    expect(await dueOf('2026-12-31', 2)).toMatchObject({ due: '2027-01-05', provisional: false });
  });

  test('when a calendar arrives, open cases are due on another day, and their own history says so', async () => {
    const clock = { acceptedOn: '2026-12-30', dueDays: 5, dueProvisional: true } as const;
    const [open, stopped, over] = await inTransaction(database.app, everything, async (tx) => {
      const [company, person] = [await someCompany(tx), await somePerson(tx)];
      const some = (over: Partial<NewMatter>) => someMatter(tx, company, person, { ...clock, ...over });
      return [
        await some({ state: 'accepted', dueOn: '2027-01-06' }),
        await some({ state: 'draft' as const, acceptedOn: null, dueDays: null, dueProvisional: false }),
        await some({ state: 'rejected', dueOn: '2027-01-06', endedOn: '2026-12-31' }),
      ];
    });
    const notice = '示例通知〔2026〕1号';
    await commit('calendar', bookOfDays(['2027-01-01', '放假', notice], ['2027-01-04', '放假', notice]));
    const due = async (id: string | undefined) => {
      const row = await look((tx) => findMatter(tx, id ?? ''));
      return [row?.dueOn, row?.dueProvisional];
    };
    expect(await due(open)).toEqual(['2027-01-08', false]);
    expect(await due(stopped)).toEqual([null, false]);
    expect(await due(over)).toEqual(['2027-01-06', true]);
    const told = await look((tx) => journalOf(tx, [open ?? '', over ?? '']));
    expect(told.map((line) => line.act)).toEqual(['matters.moveDue']);
    const before = (await look((tx) => journalPage(tx, null, 100))).length;
    await commit('calendar', bookOfDays(['2027-01-01', '放假', notice], ['2027-01-04', '放假', notice]));
    expect((await look((tx) => journalPage(tx, null, 100))).length).toBe(before + 1);
  });

  test('a day twice, a kind unknown, a notice missing are bad cells, and nothing is kept', async () => {
    const notice = '示例通知〔2026〕1号';
    const book = bookOfDays(
      ['2027-01-01', '放假', notice],
      ['2027-01-01', '放假', notice],
      ['2027-01-03', '休息', ''],
    );
    expect(await problemsIn('calendar', book)).toEqual([
      '日历|3|A 日期|DUPLICATE',
      '日历|4|B 类型|NOT_A_CHOICE',
      '日历|4|C 通知文号|REQUIRED',
    ]);
    expect((await commit('calendar', book)).outcome).toBe('refused');
    expect(await dueOf('2026-12-31', 2)).toMatchObject({ provisional: true });
  });
});
