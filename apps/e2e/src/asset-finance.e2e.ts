import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import { day, idOf, type Player, readCast, todayOf } from './support/journey.ts';
import { attach, choose, downloaded, press, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { playStory } from './support/story.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let player: Player;
let company = '';
let delivered = '';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  player = httpPlayer(stack);
  await playStory(player);
  const cast = await readCast(player);
  company = idOf(cast.companies, 'FHGS');
  delivered = await todayOf(player);
  // What the group still has of the cluster: three years old and more.
  const formed = day(delivered, 1500);
  await stack.sql(`WITH made AS (
      INSERT INTO assets (id, code, name, class, cluster_id, charged_through, formed_on)
      SELECT gen_random_uuid(), 'ZC-旧-' || n, '旧设备（示例）' || n, 'equipment', c.id, date_trunc('month', date '${formed}'), '${formed}'
      FROM clusters c, generate_series(1, 3) n WHERE c.code = 'FH' RETURNING id),
    facts AS (INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from)
      SELECT made.id, k.kind, o.id, '${formed}' FROM made, organizations o, unnest(ARRAY['title', 'book', 'custody']) AS k (kind) WHERE o.code = 'GF')
    SELECT count(*) FROM made`);
  await stack.sql(`INSERT INTO asset_entries (asset_id, organization_id, kind, entry_on, items, cost, depreciation, cause_id)
    SELECT a.id, a.book_id, 'acquire', a.formed_on, 1, 10000, 1234.56, a.id FROM assets a WHERE a.code LIKE 'ZC-旧-%'`);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-asset-finance');
});

const plain = (text: string): string => text.replace(/[,\s]/g, '');
const cellsOf = async (row: Locator): Promise<string[]> =>
  (await row.locator('td').allInnerTexts()).map(plain);

test('the statement by cluster, company and class opens to its assets and goes out as Excel with the same figures', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'gwh.shencha');
  await page.goto(`${stack.url}/clusters`);
  const card = page.getByTestId('statement');
  const total = card.getByTestId('sum-total-assets');
  await total.waitFor();
  const shown = await cellsOf(total);
  expect(shown.slice(2)).toEqual(['4', '32030000.00', '3703.68', '0.00', '32026296.32']);
  await both(page, 'asset-finance-01-statement', card);
  const plant = card.getByTestId('statement-plant-assets');
  expect((await cellsOf(plant))[1]).toContain('扶欢');
  await card.getByTestId('statement-equipment-assets').getByRole('button', { name: '26,296.32' }).click();
  const drawer = page.getByTestId('amounts');
  await drawer.getByText('旧设备（示例）3').waitFor();
  expect(await drawer.getByText('8,765.44').count()).toBe(3);
  await both(page, 'asset-finance-02-behind-a-cell');
  await drawer.getByRole('link', { name: '在资产册中查看（今天）' }).click();
  await page.waitForURL(/\/assets\?.*class=equipment/);
  await page.getByRole('link', { name: '旧设备（示例）1' }).waitFor();
  expect(await page.getByRole('link', { name: '扶欢标准厂房 1 号（示例）' }).count()).toBe(0);
  await both(page, 'asset-finance-03-register');
  await page.goto(`${stack.url}/clusters`);
  await total.waitFor();
  const book = await downloaded(page, '导出 Excel');
  expect(book.name).toBe(`组团资产-${delivered}.xlsx`);
  expect(book.rows('合计')[1]?.slice(1).map(Number)).toEqual(shown.slice(2).map(Number));
  const detail = book.rows('组团公司类别').slice(1);
  expect(detail.map((row) => row.at(-1))).toEqual(expect.arrayContaining([32_000_000, 26_296.32]));
  expect(detail.reduce((sum, row) => sum + Number(row.at(-1)), 0)).toBeCloseTo(32_026_296.32, 2);
  // Nothing of it was known two years ago.
  await page.goto(`${stack.url}/clusters?knownOn=${day(delivered, 700)}`);
  await card.getByText('这一天没有资产').waitFor();
  expect(desk.errors).toEqual([]);
});

test('what is not yet transferred stands by cluster and age', async () => {
  const { page } = desk;
  await page.getByRole('link', { name: '未划转账龄', exact: true }).click();
  await page.getByRole('button', { name: '3 项' }).click();
  await page.getByTestId('amounts').getByText('旧设备（示例）2').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('amounts').waitFor({ state: 'hidden' });
  await page.getByText('管运默认：未划转资产账龄分档').waitFor();
  await both(page, 'asset-finance-04-ageing');
  expect(desk.errors).toEqual([]);
});

/** Enters the balances that differ from nothing, with the trial balance. */
async function enter(balances: Record<string, string>): Promise<void> {
  const { page } = desk;
  await page.getByRole('button', { name: '录入月末科目余额' }).click();
  const form = page.getByTestId('ledger-form');
  for (const [account, amount] of Object.entries(balances))
    await form.locator(`#ledger-${account}`).fill(amount);
  await attach(form, '科目余额表');
}

test('a ledger that differs by one fen turns the light red and names the account; entered right it is green', async () => {
  const { page } = desk;
  await stack.passDays(40);
  await signInAt(stack, desk, 'fh.caiwu');
  await page.getByRole('link', { name: '对账', exact: true }).click();
  const light = (check: string) => page.getByTestId(`light-${check}`);
  await light('ledger_cost').getByText('由公司财务在本页录入').waitFor();
  expect(await light('ledger_cost').getAttribute('data-state')).toBe('grey');
  for (const check of ['count', 'transfer_pairs', 'cluster_membership', 'cluster_net'])
    expect([check, await light(check).getAttribute('data-state')]).toEqual([check, 'green']);
  expect(await light('certificate_area').getAttribute('data-state')).toBe('grey');
  await both(page, 'asset-finance-05-lights-grey');
  await enter({ '1601': '一千' });
  await page.getByText('须为不小于零的金额，最多两位小数').waitFor();
  expect(await page.getByRole('button', { name: '保存余额' }).isDisabled()).toBe(true);
  await page.locator('#ledger-1601').fill('32,000,000.01');
  await both(page, 'asset-finance-06-enter-ledger', page.getByTestId('ledger-form'));
  await pressed(page, '保存余额', false);
  await light('ledger_cost').getByText('1601 固定资产 -0.01').waitFor();
  expect(await light('ledger_cost').getAttribute('data-state')).toBe('red');
  expect(await light('ledger_depreciation').getAttribute('data-state')).toBe('green');
  await both(page, 'asset-finance-07-red');
  await enter({ '1601': '32000000' });
  await pressed(page, '保存余额', false);
  await page.locator('[data-testid=light-ledger_cost][data-state=green]').waitFor();
  expect(await page.getByText(/于 .* 录入/).count()).toBe(2);
  await both(page, 'asset-finance-08-green');
  expect(desk.errors).toEqual([]);
});

test('a hand in the database is seen: the area of the certificate, and sums that are not the cards’', async () => {
  const { page } = desk;
  await stack.sql(`UPDATE assets SET particulars = '{"certified_area": "11999.99"}' WHERE class = 'plant'`);
  await stack.sql(`UPDATE asset_sums SET cost = cost + 0.01 WHERE organization_id = '${company}'`);
  await signInAt(stack, desk, 'gwh.shenji');
  await page.goto(`${stack.url}/reconciliation?companyId=${company}`);
  const light = page.getByTestId('light-certificate_area');
  await light.getByRole('button', { name: '查看不符项' }).click();
  const lines = page.getByTestId('failing');
  await lines.getByText('11999.99').waitFor();
  await lines.getByText('12000.00').waitFor();
  await both(page, 'asset-finance-09-failing-lines');
  await page.keyboard.press('Escape');
  expect(await page.getByTestId('light-cluster_net').getAttribute('data-state')).toBe('red');
  expect(await page.getByRole('button', { name: '录入月末科目余额' }).count()).toBe(0);
  await stack.sql(`UPDATE asset_sums SET cost = cost - 0.01 WHERE organization_id = '${company}'`);
  expect(desk.errors).toEqual([]);
});

test('a change of business within the watch breaks it, and the page says what follows', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'fh.caiwu');
  await page.getByRole('link', { name: '锁定期', exact: true }).click();
  await page.getByText(/锁定中，还有 \d+ 天/).waitFor();
  await both(page, 'asset-finance-10-watched');
  await page.getByRole('button', { name: '记录变动' }).click();
  const form = page.getByTestId('lock-form');
  await form.locator('#lockOn').fill(delivered);
  await attach(form, '经营变更决议');
  await press(page, '保存变动', false);
  await page.getByText('该日不在锁定期内').waitFor();
  await form.locator('#lockOn').fill(day(delivered, -20));
  await pressed(page, '保存变动', false);
  await page
    .getByText(`${day(delivered, -20)} 改变经营，在锁定期`)
    .first()
    .waitFor();
  await page.getByText(/前书面报告税务机关/).waitFor();
  await both(page, 'asset-finance-11-broken');
  expect(desk.errors).toEqual([]);
});

test('vouchers by company and period go out as the bookkeeping software takes them in', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'gwh.shenji');
  await page.goto(`${stack.url}/vouchers?from=${day(delivered, 5)}`);
  await choose(page, '单位', '扶欢');
  await page.waitForURL(/companyId=/);
  await both(page, 'asset-finance-12-vouchers');
  const book = await downloaded(page, '导出 Excel（用友、金蝶）');
  expect(book.name).toBe('记账凭证.xlsx');
  const [header = [], ...lines] = book.rows('凭证');
  const column = (name: string) => lines.map((line) => line[header.indexOf(name)]);
  const sum = (name: string) => column(name).reduce<number>((total, cell) => total + Number(cell ?? 0), 0);
  expect(sum('借方金额')).toBe(32_000_000);
  expect(sum('贷方金额')).toBe(32_000_000);
  expect([...new Set(column('凭证字'))]).toEqual(['转']);
  expect(column('科目编码')).toContain('1601');
  expect(column('科目名称')).toContain('固定资产');
  await page.goto(`${stack.url}/vouchers?to=${day(delivered, 4000)}`);
  await page.getByText('还没有凭证').waitFor();
  expect(desk.errors).toEqual([]);
});
