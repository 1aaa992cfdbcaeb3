import { createHash, randomUUID } from 'node:crypto';
import { assetsPage } from '@guanyun/db/assets/asset.store.ts';
import { codesTaken } from '@guanyun/db/assets/asset-import.store.ts';
import { journalPage } from '@guanyun/db/evidence/journal.store.ts';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { someAsset } from '@guanyun/db/testing/asset-builders.ts';
import {
  everything,
  rowsOf,
  someCluster,
  someCompany,
  somePerson,
  verdict,
} from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { particularSheets } from '@guanyun/domain/assets/asset-fields.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeAsset } from '../assets/describe-asset.ts';
import { assetsLayout } from '../assets/import-assets-layout.ts';
import { readAsset, readStatement } from '../assets/read-assets.ts';
import { listClassCodes } from '../assets/read-class-codes.ts';
import { registerAssets } from '../assets/register-assets.ts';
import type { Deps, Workbook } from '../kernel/deps.ts';
import { createProgressBoard, type ImportProgress, type ProgressBoard } from '../kernel/import-progress.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { commitImport, type ImportTemplateName, importProgress, previewImport } from './import-workbook.ts';

const NOW = '2026-11-22T02:00:00Z';
const stored = new Map<string, Workbook>();
const told: ImportProgress[] = [];
let database: TestDatabase;
let deps: Deps;
let board: ProgressBoard;
let company: string;
let other: string;
let body: string;
let cluster: string;
let personId: string;
const codes = { company: '', other: '', body: '', cluster: '' };

const look = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(database.app, everything, work);

beforeAll(async () => {
  database = await cloneTestDatabase();
  const listed = createProgressBoard();
  board = {
    ...listed,
    set(key, progress) {
      told.push(progress);
      listed.set(key, progress);
    },
  };
  deps = testDeps(database.app, NOW, {
    files: { has: async () => true, read: async (digest) => Buffer.from(digest) },
    readWorkbook: async (bytes) => ({ ok: true, ...(stored.get(Buffer.from(bytes).toString()) as Workbook) }),
    progress: board,
  });
  await look(async (tx) => {
    [company, other] = [await someCompany(tx), await someCompany(tx)];
    body = await someCompany(tx, { kind: 'committee', form: null, tier: null });
    cluster = await someCluster(tx);
    personId = await somePerson(tx);
    const named = async (table: string, id: string) =>
      (await query<{ code: string }>(tx, `SELECT code FROM ${table} WHERE id = $1`, [id]))[0]?.code ?? '';
    codes.company = await named('organizations', company);
    codes.other = await named('organizations', other);
    codes.body = await named('organizations', body);
    codes.cluster = await named('clusters', cluster);
  });
});
afterAll(() => database.drop());

const actorAs = (kind: PostKind, organizationId: string): Actor => ({
  ...{ accountId: randomUUID(), account: 'test', person: { id: personId, name: '示例甲' } },
  post: {
    id: randomUUID(),
    kind,
    organizationId,
    side: kind.startsWith('company') ? 'company' : 'committee',
  },
  onBehalfOf: null,
});
const reviewer = () => actorAs('committee_reviewer', body);
const finance = () => actorAs('company_finance', company);

type Card = Readonly<Record<string, string>>;
const [first, ...others] = assetsLayout;
if (first === undefined) throw new Error('no sheet of cards');
const cardSheet = first;
const card = (over: Card = {}): Card => ({
  ...{ 名称: '示例厂房', 类别: '厂房', 组团编码: codes.cluster, 账簿单位编码: codes.company },
  ...{ 形成日期: '2026-01-15', '原值(元)': '12000.00' },
  ...over,
});
const rowsIn = (columns: readonly string[], cards: readonly Card[]) => [
  [...columns],
  ...cards.map((one) => columns.map((column) => one[column] ?? '')),
];
const book = (
  cards: readonly Card[],
  particulars: Readonly<Record<string, readonly Card[]>> = {},
): Workbook => ({
  sheets: [
    { name: cardSheet.name, rows: rowsIn(cardSheet.columns, cards) },
    ...others.flatMap(({ name, columns }) => {
      const rows = particulars[name];
      return rows === undefined ? [] : [{ name, rows: rowsIn(columns, rows) }];
    }),
  ],
});

async function upload(workbook: Workbook): Promise<string> {
  const digest = createHash('sha256').update(randomUUID()).digest('hex');
  stored.set(digest, workbook);
  const row = { digest, name: '资产（示例）.xlsx', size: '1', mediaType: 'application/zip' };
  for (const organizationId of [body, company])
    await look((tx) => saveDocument(tx, { ...row, organizationId, uploadedBy: personId }));
  return digest;
}
const commit = async (workbook: Workbook, actor = reviewer(), template: ImportTemplateName = 'assets') =>
  commitImport(deps, actor, { requestId: randomUUID(), template, digest: await upload(workbook) });
const problemsIn = async (
  workbook: Workbook,
  actor = reviewer(),
  template: ImportTemplateName = 'assets',
) => {
  const { problems } = await previewImport(deps, actor, { template, digest: await upload(workbook) });
  return problems.map(({ sheet, row, column, code }) => [sheet, row, column, code].join('|'));
};
const counts = async () => {
  const tables = ['assets', 'asset_facts', 'asset_entries', 'asset_sums'];
  const [row] = await look((tx) =>
    query<Record<string, number>>(
      tx,
      `SELECT ${tables.map((t) => `(SELECT count(*)::int FROM ${t}) AS ${t}`).join(', ')}`,
    ),
  );
  return row;
};
const found = async (code: string) => {
  const [row] = await look((tx) => assetsPage(tx, { text: code }, null, 2));
  if (row === undefined) throw new Error(`no asset ${code}`);
  return row;
};

describe('what comes in', () => {
  test('a card in the middle of its life, with title, book and custody apart, and its particulars', async () => {
    const asset = card({
      ...{
        编码: 'ZC-1',
        类别: '土地',
        分类代码: 'A01000000',
        账簿单位编码: codes.company,
        权属单位编码: codes.body,
      },
      ...{ 实物单位编码: codes.other, 形成日期: '2026-01-15', 入账日期: '2026-11-20', '原值(元)': '12000' },
      ...{ '累计折旧(元)': '1000', '净残值(元)': '2000', '使用年限(月)': '100', 折旧已提至: '2026-11' },
      ...{ 数量: '2.5', 计量单位: '亩', '面积(平方米)': '1666.675'.slice(0, 7) },
    });
    const particulars = {
      土地: [{ 资产编码: 'ZC-1', 取得方式: '出让', 坐落: '桥河（示例）', 权属争议: '否' }],
    };
    const answer = await commit(book([asset], particulars));
    expect(answer).toMatchObject({ outcome: 'accepted' });
    const row = await found('ZC-1');
    expect(row).toMatchObject({
      ...{
        class: 'land',
        classCode: 'A01000000',
        cost: '12000.00',
        depreciation: '1000.00',
        residual: '2000.00',
      },
      ...{ monthlyDepreciation: '100.00', chargedThrough: '2026-11-01', quantity: '2.5000', unit: '亩' },
      ...{ titleId: body, bookId: company, custodyId: other, formedOn: '2026-01-15', area: '1666.67' },
      particulars: { acquired: 'granted', location: '桥河（示例）', dispute: 'no' },
    });
    const shown = await readAsset(deps, finance(), row.id);
    expect(shown.entries).toMatchObject([
      { kind: 'acquire', on: '2026-11-20', cost: '12000.00', depreciation: '1000.00' },
    ]);
    expect(shown.classCode).toEqual({ code: 'A01000000', name: '房屋和构筑物' });
    expect(shown.facts.map(({ kind, from }) => [kind, from]).sort()).toEqual([
      ['book', '2026-11-20'],
      ['custody', '2026-11-20'],
      ['title', '2026-11-20'],
    ]);
    const [line] = await look((tx) => journalPage(tx, null, 1));
    expect(line).toMatchObject({
      act: 'imports.commit',
      outcome: 'accepted',
      subjectTitle: '资产（示例）.xlsx',
    });
  });

  test('without a code the cluster goes on numbering, above every number that was brought along', async () => {
    const own = `${codes.cluster}-00007`;
    await commit(book([card({ 名称: '甲' }), card({ 编码: own, 名称: '乙' }), card({ 名称: '丙' })]));
    const [a, b] = [await found(`${codes.cluster}-00008`), await found(`${codes.cluster}-00009`)];
    expect([a.name, b.name, (await found(own)).name]).toEqual(['甲', '丙', '乙']);
    const origin = { clusterId: cluster, ownerId: company, formedOn: '2026-11-01', contractId: null };
    const [next] = await look((tx) =>
      registerAssets(tx, deps, [{ name: '丁', class: 'road', cost: '1.00' }], origin),
    );
    expect(next?.code).toBe(`${codes.cluster}-00010`);
  });

  test('an archive or a contract stands without an amount; what is not depreciated has no charge', async () => {
    const archive = card({ 编码: 'DA-1', 名称: '示例档案', 类别: '档案', '原值(元)': '' });
    const particulars = { 档案: [{ 资产编码: 'DA-1', 全宗号: '示例-001' }] };
    expect(await commit(book([archive], particulars))).toMatchObject({ outcome: 'accepted' });
    expect(await found('DA-1')).toMatchObject({ cost: '0.00', monthlyDepreciation: null });
  });

  test('a company’s finance brings in its own book, another’s is a bad cell; the committee all', async () => {
    const mine = card({ 编码: 'CW-1', 权属单位编码: codes.other });
    const theirs = card({ 编码: 'CW-2', 账簿单位编码: codes.other });
    expect(await problemsIn(book([mine, theirs]), finance())).toEqual([
      '资产|3|F 账簿单位编码|NOT_YOUR_BOOK',
    ]);
    expect(await commit(book([mine]), finance())).toMatchObject({ outcome: 'accepted' });
    expect(await commit(book([theirs]))).toMatchObject({ outcome: 'accepted' });
    // Its own rows it sees; that the other code is taken it learns as well.
    expect(await problemsIn(book([card({ 编码: 'CW-2' })]), finance())).toEqual([
      '资产|2|A 编码|ALREADY_RECORDED',
    ]);
  });
});

describe('what is wrong', () => {
  /** Changes one card and says which notes that must give. */
  type Case = [what: string, over: Card, ...notes: string[]];
  const cases: Case[] = [
    ['no name', { 名称: '' }, 'B 名称|REQUIRED'],
    ['a name with a control character', { 名称: '厂\u0007房' }, 'B 名称|NOT_TEXT'],
    ['a code with a blank', { 编码: 'A 1' }, 'A 编码|NOT_A_CODE'],
    ['a class', { 类别: '飞机' }, 'C 类别|NOT_A_CHOICE'],
    ['a class code', { 分类代码: 'Z99' }, 'D 分类代码|UNKNOWN_CODE'],
    ['a cluster', { 组团编码: 'XX' }, 'E 组团编码|UNKNOWN_CODE'],
    ['no cluster', { 组团编码: '' }, 'E 组团编码|REQUIRED'],
    ['a book', { 账簿单位编码: 'XX' }, 'F 账簿单位编码|UNKNOWN_CODE'],
    ['a title', { 权属单位编码: 'XX' }, 'G 权属单位编码|UNKNOWN_CODE'],
    ['a custody', { 实物单位编码: 'XX' }, 'H 实物单位编码|UNKNOWN_CODE'],
    ['a date', { 形成日期: '2026-02-30' }, 'I 形成日期|NOT_A_DATE'],
    ['a date to come', { 形成日期: '2026-11-23' }, 'I 形成日期|IN_FUTURE'],
    ['booked before formed', { 入账日期: '2026-01-14' }, 'J 入账日期|BEFORE_ANOTHER_DATE'],
    ['an amount', { '原值(元)': '1,200' }, 'K 原值(元)|NOT_AN_AMOUNT'],
    ['nothing', { '原值(元)': '0' }, 'K 原值(元)|NOT_AN_AMOUNT'],
    ['more charged than it cost', { '累计折旧(元)': '12000.01' }, 'L 累计折旧(元)|EXCEEDS_ANOTHER_AMOUNT'],
    ['a residual above the cost', { '净残值(元)': '12000.01' }, 'N 净残值(元)|EXCEEDS_ANOTHER_AMOUNT'],
    ['a life', { '使用年限(月)': '0' }, 'O 使用年限(月)|NOT_A_NUMBER'],
    ['a life and a rate', { '使用年限(月)': '10', '月折旧(元)': '1' }, 'P 月折旧(元)|MUST_BE_EMPTY'],
    [
      'depreciation that does not fit',
      { '使用年限(月)': '100', '累计折旧(元)': '1', 折旧已提至: '2026-11' },
      'L 累计折旧(元)|DEPRECIATION_DIFFERS',
    ],
    ['a month', { 折旧已提至: '2026-13' }, 'Q 折旧已提至|NOT_A_MONTH'],
    ['a month to come', { 折旧已提至: '2026-12' }, 'Q 折旧已提至|IN_FUTURE'],
    ['a month before it was formed', { 折旧已提至: '2025-12' }, 'Q 折旧已提至|BEFORE_ANOTHER_DATE'],
    ['a quantity', { 数量: '0' }, 'R 数量|NOT_A_NUMBER'],
    ['an area', { '面积(平方米)': '-1' }, 'T 面积(平方米)|NOT_AN_AMOUNT'],
    ['a yes', { 公益性: '对' }, 'U 公益性|NOT_A_CHOICE'],
    ['for the public, with a company', { 公益性: '是' }, 'U 公益性|PUBLIC_BENEFIT'],
    ['a class that needs particulars', { 类别: '土地' }, 'C 类别|REQUIRED'],
  ];
  test.each(cases)('%s', async (_, over, ...notes) => {
    expect(await problemsIn(book([card(over)]))).toEqual(notes.map((note) => `资产|2|${note}`));
  });
  test('the amount that accumulated depreciation ought to be is said', async () => {
    const off = card({ '使用年限(月)': '100', '累计折旧(元)': '1', 折旧已提至: '2026-11' });
    const { problems } = await previewImport(deps, reviewer(), {
      template: 'assets',
      digest: await upload(book([off])),
    });
    expect(problems[0]?.message).toBe('与使用年限和折旧已提至的月份不符，应为 1200.00');
  });
  test('a public body charges the month of forming already', async () => {
    const of = (depreciation: string) =>
      card({
        公益性: '是',
        账簿单位编码: codes.body,
        '使用年限(月)': '100',
        '累计折旧(元)': depreciation,
        折旧已提至: '2026-11',
      });
    expect(await problemsIn(book([of('1200.00')]))).toEqual(['资产|2|L 累计折旧(元)|DEPRECIATION_DIFFERS']);
    expect(await problemsIn(book([of('1320.00')]))).toEqual([]);
  });
  test('codes twice or on record', async () => {
    const twice = book([card({ 编码: 'ER-1' }), card({ 编码: 'ER-1' })]);
    expect(await problemsIn(twice)).toEqual(['资产|3|A 编码|DUPLICATE']);
    const code = await look(async (tx) => {
      const [row] = await query<{ code: string }>(tx, 'SELECT code FROM assets WHERE id = $1', [
        await someAsset(tx, cluster, other),
      ]);
      return row?.code ?? '';
    });
    expect(await problemsIn(book([card({ 编码: code })]))).toEqual(['资产|2|A 编码|ALREADY_RECORDED']);
    expect(await inTransaction(database.app, rowsOf(company), (tx) => codesTaken(tx, [code]))).toEqual(
      new Set([code]),
    );
  });
  test('particulars: every kind of error by sheet, row and column', async () => {
    const cards = [
      card({ 编码: 'P-1', 类别: '土地' }),
      card({ 编码: 'P-2', 类别: '股权' }),
      card({ 编码: 'P-3', 类别: '设备' }),
      card({ 编码: 'P-4', 类别: '无形资产' }),
    ];
    const particulars = {
      土地: [
        {
          资产编码: 'P-1',
          取得方式: '买',
          使用权到期日: '2055',
          证载面积: '0',
          权属争议: '不详',
          共有人: '甲',
        },
        { 资产编码: 'P-1' },
        { 资产编码: 'P-9' },
        { 资产编码: '', 坐落: '桥河' },
        { 资产编码: 'P-3' },
      ],
      设备与无形资产: [
        { 资产编码: 'P-3', 权利证号: '1', '计税基础(元)': '-1' },
        { 资产编码: 'P-4', 共有人: '甲:1/2:同意、乙:1/3:同意' },
      ],
      股权: [{ 资产编码: 'P-2', 持股比例: '120%' }],
    };
    const withoutLetters = (line: string) => line.replace(/\|[A-Z]+ /, '|');
    expect((await problemsIn(book(cards, particulars))).map(withoutLetters)).toEqual([
      '土地|2|取得方式|NOT_A_CHOICE',
      '土地|2|使用权到期日|NOT_A_DATE',
      '土地|2|证载面积|NOT_A_NUMBER',
      '土地|2|共有人|NOT_CO_OWNERS',
      '土地|2|权属争议|NOT_A_CHOICE',
      '土地|3|资产编码|DUPLICATE',
      '土地|4|资产编码|UNKNOWN_CODE',
      '土地|5|资产编码|REQUIRED',
      '土地|6|资产编码|WRONG_KIND',
      '设备与无形资产|2|计税基础(元)|NOT_AN_AMOUNT',
      '设备与无形资产|2|权利证号|MUST_BE_EMPTY',
      '设备与无形资产|3|共有人|NOT_CO_OWNERS',
      '股权|2|被投资公司|REQUIRED',
      '股权|2|持股比例|NOT_A_SHARE',
    ]);
  });
  test('the sheets of the layout are those of the domain', () => {
    expect(others.map(({ name }) => name)).toEqual(particularSheets.map(({ name }) => name));
  });
});

describe('classes', () => {
  const classBook = (...rows: string[][]): Workbook => ({
    sheets: [
      { name: '分类代码', rows: [['编码', '名称', '上级编码', '施行日期', '截止日期', '标准'], ...rows] },
    ],
  });
  const STANDARD = '示例标准';
  const versions = async (on: string, text: string) =>
    (await listClassCodes(deps, reviewer(), { on: localDate(on), text })).items;

  test('a new version ends the old one the day before; both stand on their days', async () => {
    const load = (...rows: string[][]) => commit(classBook(...rows), reviewer(), 'asset-classes');
    expect(
      await load(
        ['T01', '旧名', '', '2011-05-01', '', STANDARD],
        ['T0101', '下级', 'T01', '2011-05-01', '', STANDARD],
      ),
    ).toMatchObject({ outcome: 'accepted' });
    expect(await load(['T01', '新名', '', '2023-01-01', '', STANDARD])).toMatchObject({
      outcome: 'accepted',
    });
    expect(await versions('2022-12-31', 'T01')).toMatchObject([
      { name: '旧名', validTo: '2022-12-31', grade: 'entered' },
      { code: 'T0101', parentName: '旧名' },
    ]);
    expect((await versions('2023-01-01', '新名')).map(({ code }) => code)).toEqual(['T01']);
  });
  test('every bad cell, and nothing is stored', async () => {
    const bad = classBook(
      ['a1', '名', '', '2020-01-01', '', STANDARD],
      ['T02', '', '', '2020-01-01', '2019-01-01', ''],
      ['T03', '名', 'T99', '2020-01-01', '', STANDARD],
      ['T04', '名', 'T05', '2020-01-01', '', STANDARD],
      ['T05', '名', 'T04', '2020-01-01', '', STANDARD],
      ['T06', '名', '', '2020-01-01', '', STANDARD],
      ['T06', '名', '', '2021-01-01', '', STANDARD],
      ['T01', '名', '', '2023-01-01', '', STANDARD],
    );
    expect(await problemsIn(bad, reviewer(), 'asset-classes')).toEqual([
      '分类代码|2|A 编码|NOT_A_CODE',
      '分类代码|3|B 名称|REQUIRED',
      '分类代码|3|F 标准|REQUIRED',
      '分类代码|3|E 截止日期|BEFORE_ANOTHER_DATE',
      '分类代码|4|C 上级编码|UNKNOWN_CODE',
      '分类代码|5|C 上级编码|CIRCULAR',
      '分类代码|6|C 上级编码|CIRCULAR',
      '分类代码|8|A 编码|DUPLICATE',
      '分类代码|9|D 施行日期|ALREADY_RECORDED',
    ]);
    expect(await commit(bad, reviewer(), 'asset-classes')).toMatchObject({ outcome: 'refused' });
    expect(await versions('2023-06-01', 'T06')).toEqual([]);
  });
  test('a code out of force when the asset was formed and today is a bad cell', async () => {
    const past = classBook(['T07', '旧类', '', '2012-01-01', '2015-12-31', STANDARD]);
    await commit(past, reviewer(), 'asset-classes');
    const of = (day: string) => book([card({ 分类代码: 'T07', 形成日期: day })]);
    expect(await problemsIn(of('2016-01-01'))).toEqual(['资产|2|D 分类代码|NOT_IN_FORCE']);
    expect(await problemsIn(of('2015-12-31'))).toEqual([]);
    // What was formed before the standard is entered under the one in force today.
    expect(await problemsIn(book([card({ 分类代码: 'A01000000', 形成日期: '2015-12-31' })]))).toEqual([]);
  });
  test('the database refuses a code out of force, a class above itself, a parent out of force and two versions at once', async () => {
    const assetWith = (classCode: string, formedOn: string) =>
      verdict(look((tx) => someAsset(tx, cluster, company, { classCode, formedOn })));
    expect(await assetWith('T07', '2016-01-01')).toBe('GY059');
    expect(await assetWith('T07', '2015-12-31')).toBe('accepted');
    expect(await assetWith('Z99', '2026-01-01')).toBe('GY059');
    const id = await look((tx) => someAsset(tx, cluster, company));
    const change = (code: string) =>
      verdict(look((tx) => query(tx, 'UPDATE assets SET class_code = $2 WHERE id = $1', [id, code])));
    expect([await change('Z99'), await change('A02000000')]).toEqual(['GY059', 'accepted']);
    const add = (code: string, parent: string | null, from: string) =>
      verdict(
        look((tx) =>
          query(
            tx,
            `INSERT INTO asset_class_codes (id, code, name, parent, standard, valid_from, grade, recorded_at)
             VALUES (gen_random_uuid(), $1, '名', $2, '示例', $3, 'memory', now())`,
            [code, parent, from],
          ),
        ),
      );
    expect(await add('T08', 'Z99', '2020-01-01')).toBe('GY059');
    expect(await add('T08', 'T08', '2020-01-01')).toBe('23514');
    expect(await add('T01', null, '2024-01-01')).toBe('23P01');
    const end = (code: string, to: string) =>
      verdict(
        look((tx) => query(tx, 'UPDATE asset_class_codes SET valid_to = $2 WHERE code = $1', [code, to])),
      );
    expect(await end('A02000000', '2025-12-31')).toBe('GY059');
  });
});

test('what serves the public stands in no company’s book, whoever writes', async () => {
  expect(await verdict(look((tx) => someAsset(tx, cluster, company, { publicBenefit: true })))).toBe('GY058');
  expect(await verdict(look((tx) => someAsset(tx, cluster, body, { publicBenefit: true })))).toBe('accepted');
  const nested = { particulars: { acquired: { a: 1 } } as unknown as Record<string, string> };
  expect(await verdict(look((tx) => someAsset(tx, cluster, company, nested)))).toBe('23514');
});

test('finance says anew what an asset is; the journal has both states; another company does not see it', async () => {
  await commit(
    book([card({ 编码: 'BG-1', 类别: '设备' })], { 设备与无形资产: [{ 资产编码: 'BG-1', 序列号: 'SN-1' }] }),
  );
  const { id } = await found('BG-1');
  const asked = (particulars: Record<string, string>) => ({ requestId: randomUUID(), id, particulars });
  expect(await describeAsset(deps, finance(), asked({ serial: 'SN-2', condition: '完好' }))).toEqual({
    outcome: 'accepted',
    answer: { particulars: { serial: 'SN-2', condition: 'good' } },
  });
  const [entry] = await look((tx) =>
    query<{ content: unknown }>(
      tx,
      `SELECT content FROM journal WHERE act = 'assets.describe' AND subject_id = $1`,
      [id],
    ),
  );
  expect(entry?.content).toEqual({
    code: 'BG-1',
    before: { serial: 'SN-1' },
    after: { serial: 'SN-2', condition: 'good' },
  });
  expect(await describeAsset(deps, finance(), asked({ acquired: '出让' }))).toMatchObject({
    refusals: [{ code: 'ASSET_PARTICULARS_WRONG' }],
  });
  expect((await readAsset(deps, finance(), id)).mayDescribe).toBe(true);
  expect((await readAsset(deps, reviewer(), id)).mayDescribe).toBe(false);
  await expect(
    describeAsset(deps, actorAs('company_finance', other), asked({ serial: 'X' })),
  ).rejects.toThrow('not found');
});

describe('twenty thousand rows', () => {
  const ROWS = 20_000;
  const many = (last: Card): Workbook => {
    const cards = Array.from({ length: ROWS }, (_, at) =>
      card({
        名称: `示例资产${at}`,
        类别: '设备',
        '原值(元)': `${1000 + (at % 97)}.37`,
        形成日期: at % 2 ? '2026-01-15' : '2026-03-01',
      }),
    );
    return book([...cards.slice(0, -1), { ...cards.at(-1), ...last }]);
  };
  const progressOf = (stage: ImportProgress['stage']) => told.filter((one) => one.stage === stage);

  test('a bad cell in the last row, and nothing of it is stored', { timeout: 120_000 }, async () => {
    const before = await counts();
    const answer = await commit(many({ '原值(元)': '一千' }));
    expect(answer).toMatchObject({
      outcome: 'refused',
      refusals: [{ code: 'WORKBOOK_HAS_BAD_CELLS', facts: { count: '1', first: `资产 K${ROWS + 1}` } }],
    });
    expect(await counts()).toEqual(before);
  });

  test('all of it, and the sums tell the same to the fen', { timeout: 120_000 }, async () => {
    const sum = Array.from({ length: ROWS }, (_, at) => 100_000n + BigInt(at % 97) * 100n + 37n).reduce(
      (a, b) => a + b,
    );
    const [before, was] = [await readStatement(deps, reviewer(), localDate('2026-11-22')), await counts()];
    told.length = 0;
    const digest = await upload(many({}));
    const actor = reviewer();
    const done = commitImport(deps, actor, { requestId: randomUUID(), template: 'assets', digest });
    const seen = new Set<string>();
    const poll = setInterval(
      async () => seen.add((await importProgress(deps, actor, { digest }))?.stage ?? 'none'),
      5,
    );
    expect(await done).toMatchObject({
      outcome: 'accepted',
      answer: { summary: [{ count: ROWS }, {}, {}, {}] },
    });
    clearInterval(poll);
    const [after, is] = [await readStatement(deps, reviewer(), localDate('2026-11-22')), await counts()];
    const fenOf = (text: string) => BigInt(text.replace('.', ''));
    expect(fenOf(after.total.formed) - fenOf(before.total.formed)).toBe(sum);
    expect(after.total.count - before.total.count).toBe(ROWS);
    expect([
      (is?.assets ?? 0) - (was?.assets ?? 0),
      (is?.asset_facts ?? 0) - (was?.asset_facts ?? 0),
    ]).toEqual([ROWS, 3 * ROWS]);
    const [row] = await look((tx) =>
      query(
        tx,
        `SELECT count(DISTINCT code)::int AS codes, sum(cost)::text AS cost FROM assets WHERE name LIKE '示例资产%'`,
      ),
    );
    expect(row).toEqual({ codes: ROWS, cost: `${sum / 100n}.${(sum % 100n).toString().padStart(2, '0')}` });
    // It was told how far it is, more and more, and nothing of it stays.
    for (const stage of ['checking', 'storing'] as const) {
      const steps = progressOf(stage).map(({ done: at }) => at);
      expect(steps.length).toBeGreaterThan(3);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      expect(progressOf(stage).every(({ total }) => total === ROWS)).toBe(true);
      expect(seen).toContain(stage);
    }
    expect(await importProgress(deps, actor, { digest })).toBeNull();
    expect(await importProgress(deps, reviewer(), { digest })).toBeNull();
  });
});
