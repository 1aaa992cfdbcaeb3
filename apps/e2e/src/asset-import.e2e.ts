import type { Browser, Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { both, type Desk, launch, openDesk, signInAt } from './support/browser.ts';
import { day } from './support/journey.ts';
import { choose, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
const page = (): Page => desk.page;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const thisMonth = today.slice(0, 7);

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

type Rows = readonly (readonly string[])[];
type Row = Readonly<Record<string, string>>;

/** The sheets of the template as the page hands it out: a test that fills in another form than users get shows nothing. */
let sheets = new Map<string, readonly string[]>();
const column = (sheet: string, header: string): string => {
  const at = sheets.get(sheet)?.indexOf(header) ?? -1;
  if (at < 0) throw new Error(`no column ${header} in ${sheet}`);
  return `${String.fromCharCode(65 + at)} ${header}`;
};

function workbook(filled: Readonly<Record<string, readonly Row[]>>, more: Rows = []): Promise<Buffer> {
  const made = Object.entries(filled).map(([sheet, rows]) => {
    const columns = sheets.get(sheet) ?? [];
    return { sheet, rows: [columns, ...rows.map((row) => columns.map((header) => row[header] ?? ''))] };
  });
  if (made[0] !== undefined) made[0].rows.push(...more);
  return writeXlsxFile(
    made.map(({ sheet, rows }) => ({
      sheet,
      data: rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String }))),
    })),
  ).toBuffer();
}

async function hand(name: string, buffer: Buffer): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page().locator('input[type="file"]').first().setInputFiles({ name, mimeType, buffer });
}

const counts = async (): Promise<unknown> => {
  const tables = ['assets', 'asset_facts', 'asset_entries', 'asset_sums'];
  const parts = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  return (await stack.sql(`SELECT ${parts.join(', ')}`))[0];
};

const plant = (over: Row = {}): Row => ({
  ...{ 名称: '示例标准厂房', 类别: '厂房', 组团编码: 'FH', 账簿单位编码: 'FHGS' },
  ...{ 形成日期: day(today, 800), '原值(元)': '12000000.00' },
  ...over,
});

/** One row for each kind of error, with where it stands and what is said. */
const wrong: readonly (readonly [row: Row, header: string, said: string])[] = [
  [plant({ 名称: '' }), '名称', '“名称”必填'],
  [plant({ 编码: 'ZC 1' }), '编码', '编码只用文字、数字和 . _ -'],
  [plant({ 编码: 'ZC-2' }), '', ''],
  [plant({ 编码: 'ZC-2' }), '编码', '编码“ZC-2”已用于第 4 行'],
  [plant({ 类别: '飞机' }), '类别', '应为土地、厂房'],
  [plant({ 类别: '土地' }), '类别', '在“土地”表填写取得方式'],
  [plant({ 分类代码: 'B99' }), '分类代码', '系统中没有资产分类代码“B99”'],
  [plant({ 组团编码: 'XX' }), '组团编码', '系统中没有组团编码“XX”'],
  [plant({ 账簿单位编码: '' }), '账簿单位编码', '“账簿单位编码”必填'],
  [plant({ 账簿单位编码: 'NOBODY' }), '账簿单位编码', '都没有编码“NOBODY”'],
  [plant({ 权属单位编码: 'NOBODY' }), '权属单位编码', '都没有编码“NOBODY”'],
  [plant({ 形成日期: '2026-02-30' }), '形成日期', '应为真实存在的日期'],
  [plant({ 形成日期: day(today, -1) }), '形成日期', '“形成日期”在以后'],
  [plant({ 入账日期: day(today, 900) }), '入账日期', '“入账日期”早于“形成日期”'],
  [plant({ '原值(元)': '12,000' }), '原值(元)', '应为以元计的金额'],
  [plant({ '累计折旧(元)': '12000000.01' }), '累计折旧(元)', '之和大于“原值(元)”12000000.00'],
  [plant({ '净残值(元)': '12000001' }), '净残值(元)', '之和大于“原值(元)”12000000.00'],
  [plant({ '使用年限(月)': '三十年' }), '使用年限(月)', '应为 1 至 1200 的整数'],
  [plant({ '使用年限(月)': '360', '月折旧(元)': '1' }), '月折旧(元)', '须留空'],
  [
    plant({ 形成日期: `${thisMonth}-01`, '使用年限(月)': '100', '累计折旧(元)': '5', 折旧已提至: thisMonth }),
    '累计折旧(元)',
    '应为 0.00',
  ],
  [plant({ 折旧已提至: '今年十月' }), '折旧已提至', '写作 2026-10'],
  [plant({ 折旧已提至: day(today, -40).slice(0, 7) }), '折旧已提至', '折旧不能提到以后的月份'],
  [plant({ 折旧已提至: '1999-01' }), '折旧已提至', '那时还不计提折旧'],
  [plant({ 数量: '0' }), '数量', '应为大于 0 的数'],
  [plant({ '面积(平方米)': '-3' }), '面积(平方米)', '须大于 0'],
  [plant({ 公益性: '也许' }), '公益性', '应为是、否之一'],
  [plant({ 名称: '示例公园', 公益性: '是' }), '公益性', '公益性资产只能在行政事业单位账上'],
];
/** The same in the sheets beside. */
const besides: readonly (readonly [sheet: string, row: Row, header: string, said: string])[] = [
  ['土地', { 资产编码: 'ZC-9' }, '资产编码', '“资产”表中没有编码“ZC-9”'],
  ['土地', { 资产编码: 'ZC-2', 取得方式: '出让' }, '资产编码', '类别不在“土地”表填写'],
  ['厂房道路管网', { 资产编码: 'ZC-2', 证载面积: '很大' }, '证载面积', '应为大于 0 的面积'],
  ['设备与无形资产', { 资产编码: 'SB-1', 权利证号: '1' }, '权利证号', '这一类资产没有这一项'],
  ['股权', { 资产编码: 'GQ-1', 被投资公司: '示例公司', 持股比例: '120%' }, '持股比例', '份额，如 1/2'],
  [
    '土地',
    { 资产编码: 'TD-1', 取得方式: '出让', 共有人: '甲:1/2:同意、乙:1/3:同意' },
    '共有人',
    '份额合计须等于 1',
  ],
  ['土地', { 资产编码: 'TD-1' }, '资产编码', '“TD-1”已写在第'],
  ['债权债务与合同', { 资产编码: 'ZQ-1' }, '债务人', '这一类资产必填'],
];
const forBesides: readonly Row[] = [
  plant({ 编码: 'SB-1', 类别: '设备' }),
  plant({ 编码: 'GQ-1', 类别: '股权' }),
  plant({ 编码: 'TD-1', 类别: '土地' }),
  plant({ 编码: 'ZQ-1', 类别: '债权' }),
];

test('the reviewer downloads the template: every sheet with its columns, and what they mean', async () => {
  await signInAt(stack, desk, 'gwh.shencha');
  await page().goto(`${stack.url}/imports`);
  await page().getByRole('radio', { name: '资产', exact: true }).check();
  const [file] = await Promise.all([
    page().waitForEvent('download'),
    page().getByRole('link', { name: '下载模板' }).click(),
  ]);
  const template = await readXlsxFile(await file.path());
  sheets = new Map(template.map(({ sheet, data }) => [sheet, (data[0] ?? []).map(String)]));
  expect([...sheets.keys()]).toEqual([
    ...[
      '资产',
      '土地',
      '厂房道路管网',
      '在建工程',
      '设备与无形资产',
      '债权债务与合同',
      '股权',
      '档案',
      '说明',
    ],
  ]);
  expect(sheets.get('资产')).toHaveLength(21);
});

test('a workbook wrong in many ways: every bad cell by sheet, row and column, and nothing is stored', async () => {
  const before = await counts();
  const filled: Record<string, Row[]> = { 资产: [...wrong.map(([row]) => row), ...forBesides] };
  const rowOf = new Map<string, number>();
  for (const [sheet, row] of besides) {
    const rows = filled[sheet] ?? [];
    rows.push(row);
    filled[sheet] = rows;
    rowOf.set(JSON.stringify([sheet, row]), rows.length + 1);
  }
  const right = plant();
  const outside = [...(sheets.get('资产') ?? []).map((header) => right[header] ?? ''), '表外'];
  await hand('资产-有错（示例）.xlsx', await workbook(filled, [outside]));
  const expected = [
    ...wrong.flatMap(([, header, said], at) =>
      header === '' ? [] : [{ sheet: '资产', row: at + 2, column: column('资产', header), said }],
    ),
    { sheet: '资产', row: wrong.length + forBesides.length + 2, column: 'V', said: '表格以外的单元格须清空' },
    ...besides.map(([sheet, row, header, said]) => ({
      ...{ sheet, column: column(sheet, header), said },
      row: rowOf.get(JSON.stringify([sheet, row])) ?? 0,
    })),
  ];
  await page()
    .getByText(/有 \d+ 处须改正，未导入任何数据/)
    .waitFor();
  for (const { sheet, row, column: at, said } of expected) {
    const line = page().getByTestId(`row-${sheet}-${at}-${row}`);
    await line.filter({ hasText: said }).first().waitFor();
    expect(await line.first().getByRole('cell').nth(0).textContent()).toBe(sheet);
    expect(await line.first().getByRole('cell').nth(1).textContent()).toBe(`${row}`);
    expect(await line.first().getByRole('cell').nth(2).textContent()).toBe(at);
  }
  const kinds = new Set(expected.map(({ said }) => said));
  expect(kinds.size).toBeGreaterThanOrEqual(30);
  // These, and no others beside them.
  const title = await page()
    .getByText(/有 \d+ 处须改正/)
    .textContent();
  expect(Number(/有 (\d+) 处/.exec(title ?? '')?.[1])).toBe(expected.length);
  await both(page(), 'asset-import-errors');
  expect(await page().getByRole('button', { name: '确认导入' }).count()).toBe(0);
  expect(await counts()).toEqual(before);
});

const PARK = '示例产业园标准厂房';
const mended = {
  资产: [
    plant({
      ...{ 编码: 'CF-1', 名称: PARK, 分类代码: 'A01000000', 权属单位编码: 'YN', 实物单位编码: 'GF' },
      ...{
        形成日期: `${thisMonth}-01`,
        '使用年限(月)': '240',
        '净残值(元)': '600000',
        '面积(平方米)': '8200.5',
      },
    }),
    plant({ 名称: '示例叉车', 类别: '设备', '原值(元)': '180000', 数量: '3', 计量单位: '台' }),
    plant({ 编码: 'GY-1', 名称: '示例公园', 公益性: '是', 账簿单位编码: 'GWH', 实物单位编码: 'FHGS' }),
  ],
  厂房道路管网: [
    {
      ...{ 资产编码: 'CF-1', 已确权: '是', 不动产单元号: '示例500110001001GB00001F00010001' },
      ...{ 证载面积: '8200.50', 坐落: '示例路 1 号', 现状: '完好', 用途: '出租', '计税基础(元)': '12000000' },
    },
  ],
};

test('the mended workbook is imported whole; the register shows what came in', async () => {
  await hand('资产（示例）.xlsx', await workbook(mended));
  await page().getByText('核对无误，可以导入').waitFor();
  await both(page(), 'asset-import-preview');
  await pressed(page(), '确认导入');
  await page().getByText('已导入 资产（示例）.xlsx').waitFor();
  await page().goto(`${stack.url}/assets`);
  await page().getByRole('link', { name: PARK }).waitFor();
  await page().getByRole('link', { name: '示例公园' }).waitFor();
  await page().getByRole('link', { name: '示例叉车' }).waitFor();
  const [row] = await stack.sql(
    `SELECT code, monthly_depreciation::text AS monthly FROM assets WHERE name = '示例叉车'`,
  );
  expect(row).toEqual({ code: 'FH-00001', monthly: null });
  const [park] = await stack.sql(
    `SELECT monthly_depreciation::text AS monthly FROM assets WHERE code = 'CF-1'`,
  );
  // 11 400 000 over 240 months.
  expect(park).toEqual({ monthly: '47500.00' });
  await page().getByRole('link', { name: PARK }).click();
  const particulars = page().getByTestId('asset-particulars');
  await particulars.getByText('示例500110001001GB00001F00010001').waitFor();
  for (const text of ['权利', '使用', '完好', '出租', '12,000,000.00'])
    await particulars.getByText(text).first().waitFor();
  expect(await particulars.getByText('闲置起始日').count()).toBe(0);
  await page().getByTestId('asset-class').getByText('A01000000 房屋和构筑物').waitFor();
  await both(page(), 'asset-particulars', particulars);
  expect(desk.errors).toEqual([]);
});

test('the same codes again are bad cells', async () => {
  await page().goto(`${stack.url}/imports`);
  await page().getByRole('radio', { name: '资产', exact: true }).check();
  await hand('资产（示例）.xlsx', await workbook(mended));
  await page().getByTestId('row-资产-A 编码-2').getByText('编码“CF-1”已在系统中').waitFor();
});

test('finance of the company changes a particular; the history keeps it', async () => {
  await signInAt(stack, desk, 'fh.caiwu');
  await page().goto(`${stack.url}/assets`);
  await page().getByRole('link', { name: PARK }).click();
  const particulars = page().getByTestId('asset-particulars');
  await particulars.getByRole('button', { name: '变更' }).click();
  const form = page().getByTestId('particulars-form');
  await form.getByLabel('坐落').fill('示例路 2 号');
  await choose(page(), '现状', '带病可用');
  await both(page(), 'asset-particulars-form', form);
  await pressed(page(), '保存变更', false);
  await particulars.getByText('示例路 2 号').waitFor();
  await particulars.getByText('带病可用').waitFor();
  await page().getByText('变更资产事项').first().waitFor();
  expect(desk.errors).toEqual([]);
});

test('finance brings in its own book; another company’s is a bad cell', async () => {
  await page().goto(`${stack.url}/imports`);
  await page().getByRole('radio', { name: '资产', exact: true }).check();
  const own = plant({ 编码: 'OWN-1', 名称: '示例自有厂房' });
  const theirs = plant({ 编码: 'OWN-2', 账簿单位编码: 'GF' });
  await hand('本公司（示例）.xlsx', await workbook({ 资产: [own, theirs] }));
  await page()
    .getByTestId('row-资产-F 账簿单位编码-3')
    .getByText('公司财务只能导入本公司账上的资产')
    .waitFor();
  await hand('本公司（示例）.xlsx', await workbook({ 资产: [own] }));
  await pressed(page(), '确认导入');
});

test('the classes of assets: what is shipped says how far it was checked; the committee loads the standard and finds a code', async () => {
  await signInAt(stack, desk, 'gwh.shencha');
  await page().goto(`${stack.url}/assets`);
  await page().getByRole('link', { name: '分类代码' }).click();
  await page().getByText('其中 7 个未经核对').waitFor();
  await page().goto(`${stack.url}/imports`);
  await page().getByRole('radio', { name: '资产分类代码' }).check();
  sheets = new Map([['分类代码', ['编码', '名称', '上级编码', '施行日期', '截止日期', '标准']]]);
  const code = (over: Row): Row => ({ 施行日期: '2022-12-30', 标准: '示例标准', ...over });
  const codes = [
    code({ 编码: 'A99000000', 名称: '示例门类' }),
    code({ 编码: 'A99010000', 名称: '示例大类', 上级编码: 'A99000000' }),
  ];
  await hand('分类代码（示例）.xlsx', await workbook({ 分类代码: codes }));
  await pressed(page(), '确认导入');
  await page().goto(`${stack.url}/asset-classes`);
  await page().getByTestId('class-versions').getByText('分类代码（示例）.xlsx').waitFor();
  await page().getByLabel('查找代码或名称').fill('示例大类');
  await page().getByTestId('class-A99010000').getByText('A99000000 示例门类').waitFor();
  await page().getByTestId('class-A01000000').waitFor({ state: 'hidden' });
  await both(page(), 'asset-classes');
  await page().getByLabel('适用日期').fill('2022-12-29');
  await page().getByText('没有符合的分类代码').waitFor();
  expect(desk.errors).toEqual([]);
});

test('while thousands of rows are read, checked and stored, the page says how far it is', async () => {
  await page().goto(`${stack.url}/imports`);
  await page().getByRole('radio', { name: '资产', exact: true }).check();
  const [file] = await Promise.all([
    page().waitForEvent('download'),
    page().getByRole('link', { name: '下载模板' }).click(),
  ]);
  sheets = new Map(
    (await readXlsxFile(await file.path())).map(({ sheet, data }) => [sheet, (data[0] ?? []).map(String)]),
  );
  const rows = Array.from({ length: 12_000 }, (_, at) =>
    plant({ 名称: `示例设备${at}`, 类别: '设备', '原值(元)': '1200.50' }),
  );
  await hand('一万二千行（示例）.xlsx', await workbook({ 资产: rows }));
  const progress = page().getByTestId('import-progress');
  await progress.getByText(/正在(读取|核对|处理)/).waitFor();
  await page().getByText('核对无误，可以导入').waitFor();
  const button = page().getByRole('button', { name: '确认导入' });
  await button.click();
  await page().locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
  await progress.getByText(/正在保存：[\d,]+ \/ 12,000 行/).waitFor();
  await both(page(), 'asset-import-progress');
  await page().getByText('已导入 一万二千行（示例）.xlsx').waitFor();
  const [sum] = await stack.sql(
    `SELECT count(*)::int AS count, sum(cost)::text AS cost FROM assets WHERE name LIKE '示例设备%'`,
  );
  expect(sum).toEqual({ count: 12_000, cost: '14406000.00' });
  expect(desk.errors).toEqual([]);
});
