import type { Browser, Locator } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { day } from './support/journey.ts';
import { attach, choose, press, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let today = '';
const ids = new Map<string, string>();

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  const keeper = await signIn(stack, 'gwh.shencha');
  const me = await keeper.query<{ today: string }>('session.me');
  today = me.ok ? me.value.today : '';
  for (const { code, id } of await stack.sql<{ code: string; id: string }>(
    'SELECT code, id FROM clusters UNION ALL SELECT code, id FROM organizations',
  ))
    ids.set(code, id);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-idle-land');
});

const NAME = '扶欢组团工业地块一（示例）';
const OUTSIDE = '綦江示例机械有限公司';
const standing = (): Locator => desk.page.getByTestId('land-standing');
const line = (): Locator => desk.page.getByTestId('land-line');
const form = (): Locator => desk.page.getByTestId('land-fact-form');

/** Fills the form for a fact: its kind, day, fields and paper. */
async function fact(kind: string, on: string, fields: Record<string, string>, paper: string): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: '记录事实', exact: true }).click();
  await choose(page, '事项', kind);
  for (const [id, value] of Object.entries(fields)) await form().locator(`#fact-${id}`).fill(value);
  await form().locator('#factDay').fill(on);
  await attach(form(), paper);
}

test('a parcel is put on the ledger with its agreement, and is in default once the agreed start has passed', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'gwh.shencha');
  await page.getByRole('link', { name: '闲置低效用地', exact: true }).click();
  await page.getByText('没有符合条件的宗地').waitFor();
  await both(page, 'idle-land-01-empty');
  await page.getByRole('button', { name: '登记宗地' }).click();
  const card = page.getByTestId('land-form');
  const typed: Record<string, string> = {
    ...{ landName: NAME, landNo: 'FH-2026-01', 'land-area': '66666.67', 'land-price': '1.2亿' },
    ...{ 'land-required': '400000000', 'land-taxPerMu': '200000' },
    'land-grantedOn': day(today, 800),
    'land-startBy': day(today, 350),
    'land-completeBy': day(today, -400),
  };
  await choose(page, '所属组团', '扶欢');
  await choose(page, '用地单位（本区公司）', '扶欢');
  for (const [id, value] of Object.entries(typed)) await card.locator(`#${id}`).fill(value);
  await attach(card, '履约监管协议');
  await card.getByText('须为大于零的数').waitFor();
  expect(await card.getByRole('button', { name: '保存登记' }).isDisabled()).toBe(true);
  await both(page, 'idle-land-02-register');
  await card.locator('#land-price').fill('120,000,000');
  await pressed(page, '保存登记', false);
  await page.waitForURL(/\/land\/[0-9a-f-]{36}$/);
  ids.set('parcel', page.url().split('/').at(-1) ?? '');
  await standing().getByText('违约', { exact: true }).waitFor();
  await standing()
    .getByText(`已过约定动工日 ${day(today, 350)}，未动工`)
    .waitFor();
  await standing().getByText('书面催告动工').waitFor();
  await standing().getByText('现在不得征缴').waitFor();
  await both(page, 'idle-land-03-default');
  expect(desk.errors).toEqual([]);
});

test('too early a fee is refused and keeps what was typed; a year after the agreed start it is decided and paid', async () => {
  const { page } = desk;
  await fact('征缴土地闲置费决定', today, { amount: '24000000' }, '征缴决定书');
  await press(page, '保存记录', false);
  await page.getByText('不得征缴土地闲置费').waitFor();
  expect(await form().locator('#fact-amount').inputValue()).toBe('24000000');
  // Twenty days later the year is over.
  await stack.passDays(20);
  today = day(today, -20);
  await signInAt(stack, desk, 'gwh.chengban');
  await page.goto(`${stack.url}/land/${ids.get('parcel')}`);
  await standing().getByText('闲置·可征缴').waitFor();
  await standing().getByText('120,000,000.00 × 20% = 24,000,000.00').waitFor();
  await standing().getByText('《闲置土地调查通知书》').waitFor();
  await both(page, 'idle-land-04-idle');
  await fact('闲置土地调查通知书', today, { note: '綦自然资调〔示例〕1 号' }, '调查通知书');
  await pressed(page, '保存记录', false);
  await standing().getByText(day(today, -30), { exact: true }).waitFor();
  await fact('闲置土地认定书', today, {}, '认定书');
  await pressed(page, '保存记录', false);
  await standing().getByText('作出征缴土地闲置费决定').waitFor();
  await fact('征缴土地闲置费决定', today, { amount: '24000000.01' }, '征缴决定书');
  await press(page, '保存记录', false);
  await page.getByText('闲置费合计超过可征缴的 24000000.00 元').waitFor();
  await both(page, 'idle-land-05-fee-refused', form());
  await form().locator('#fact-amount').fill('24000000');
  await pressed(page, '保存记录', false);
  await standing().getByText('催缴土地闲置费').waitFor();
  await fact('缴纳土地闲置费', today, { amount: '24000000' }, '缴款书');
  await pressed(page, '保存记录', false);
  await standing().getByText('已决定 24,000,000.00 元，未缴 0.00 元').waitFor();
  await standing().getByText('协商处置').waitFor();
  await both(page, 'idle-land-06-paid', line());
  expect(desk.errors).toEqual([]);
});

test('an entry is corrected by a later one, and both are seen', async () => {
  const { page } = desk;
  await line().getByTestId('fact-investigated').getByRole('button', { name: '更正' }).click();
  await form().getByText('新记录代替原记录').waitFor();
  await form().locator('#fact-note').fill('綦自然资调〔示例〕2 号');
  await form().locator('#factDay').fill(today);
  await attach(form(), '调查通知书更正');
  await pressed(page, '保存记录', false);
  await line().getByText('已更正').waitFor();
  expect(await line().getByTestId('fact-investigated').count()).toBe(2);
  await both(page, 'idle-land-07-corrected', line());
});

test('the ledger of any day, with its rates, goes out as Excel with the same figures', async () => {
  const { page } = desk;
  const keeper = await signIn(stack, 'gwh.shencha');
  const document = await keeper.upload('协议.pdf', '%PDF-1.4\n% 协议 示例\n%%EOF\n');
  const made = await keeper.mutate<{ id: string }>('assets.registerLand', {
    ...{
      requestId: crypto.randomUUID(),
      clusterId: ids.get('FH'),
      name: '工业地块二（示例）',
      parcelNo: 'FH-2026-02',
    },
    ...{ assetId: null, holderId: null, holderName: OUTSIDE, acquired: 'granted', area: '33333.33' },
    ...{ price: '50000000.00', grantedOn: day(today, 400), startBy: day(today, -60) },
    ...{
      completeBy: day(today, -700),
      requiredInvestment: null,
      investmentPerMu: null,
      taxPerMu: null,
      document,
    },
  });
  expect(made.ok).toBe(true);
  await page.goto(`${stack.url}/land`);
  const totals = page.getByTestId('land-totals');
  await totals.getByText('2 宗', { exact: true }).waitFor();
  await totals.getByText('150.00 亩').first().waitFor();
  await totals.getByText('66.67%').waitFor();
  await page.getByText('临近约定动工').first().waitFor();
  await both(page, 'idle-land-08-ledger');
  await page
    .getByTestId(`row-${ids.get('parcel')}`)
    .getByRole('button', { name: '为何' })
    .click();
  await page.getByText('闲置土地处置办法（国土资源部令第53号）').first().waitFor();
  await picture(page, 'idle-land-08-why');
  await page.keyboard.press('Escape');
  await choose(page, '按状态', '闲置·可征缴');
  await page.waitForURL(/states=idle_fee/);
  await page.getByText('工业地块二（示例）').waitFor({ state: 'hidden' });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出 Excel' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('闲置低效用地台账.xlsx');
  const sheets = await readXlsxFile(await file.path());
  const rows = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
  const [header = [], ...shown] = rows('闲置低效用地台账');
  expect(shown).toHaveLength(1);
  const cell = (name: string) => shown[0]?.[header.indexOf(name)];
  expect([cell('宗地'), cell('状态')]).toEqual([NAME, '闲置·可征缴闲置费']);
  expect([cell('面积（平方米）'), cell('面积（亩）'), cell('价款（元）')]).toEqual([
    66_666.67, 100, 120_000_000,
  ]);
  const sum = (name: string) => rows('合计').find(([first]) => first === name)?.[1];
  expect([sum('面积（亩）'), sum('闲置面积（亩）'), sum('闲置率'), sum('履约率')]).toEqual([
    150,
    100,
    '66.67%',
    '0.00%',
  ]);
  expect(desk.errors).toEqual([]);
});

test('the land is revived, and is seen as it was the day before on that day', async () => {
  const { page } = desk;
  await page.goto(`${stack.url}/land/${ids.get('parcel')}`);
  await fact('盘活', today, { area: '66666.68' }, '盘活协议');
  await choose(page, '盘活方式', '腾笼换鸟');
  await press(page, '保存记录', false);
  await page.getByText('面积超出，最多还可记 66666.67 平方米').waitFor();
  await form().locator('#fact-area').fill('66666.67');
  await pressed(page, '保存记录', false);
  await standing().getByText('已盘活', { exact: true }).waitFor();
  await both(page, 'idle-land-09-revived');
  await page.goto(`${stack.url}/land/${ids.get('parcel')}?asOf=${day(today, 1)}`);
  await standing().getByText('闲置·可征缴').waitFor();
  await page.goto(`${stack.url}/land?from=${today}`);
  const totals = page.getByTestId('land-totals');
  await totals.getByText('腾笼换鸟 100.00 亩').waitFor();
  await totals.getByText('0%', { exact: true }).first().waitFor();
  await both(page, 'idle-land-10-ledger-revived');
  expect(desk.errors).toEqual([]);
});

test('the company reads its own parcel and its papers, an auditor all; neither records', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'fh.jingban');
  await page.goto(`${stack.url}/land`);
  await page.getByTestId('land-totals').getByText('1 宗', { exact: true }).waitFor();
  expect(await page.getByText('工业地块二（示例）').count()).toBe(0);
  expect(await page.getByRole('button', { name: '登记宗地' }).count()).toBe(0);
  await page.getByRole('link', { name: NAME }).click();
  await standing().getByText('已盘活', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: '记录事实' }).count()).toBe(0);
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    line().getByRole('link', { name: '认定书.pdf' }).click(),
  ]);
  expect(paper.suggestedFilename()).toBe('认定书.pdf');
  await both(page, 'idle-land-11-company');
  await signInAt(stack, desk, 'gwh.shenji');
  await page.goto(`${stack.url}/land`);
  await page.getByText('工业地块二（示例）').waitFor();
  expect(await page.getByRole('button', { name: '登记宗地' }).count()).toBe(0);
  const company = await signIn(stack, 'fh.jingban');
  const tried = await company.mutate('assets.recordLandFact', {});
  expect(tried.ok ? 0 : tried.status).toBe(403);
  expect(desk.errors).toEqual([]);
});
