import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { day } from './support/journey.ts';
import { attach, choose, fill, pressed, seenDone } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let today: string;
let assetId: string;

/** A pixel in the green of the palette. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mPQqzf4DwAD+AHUz3dCnQAAAABJRU5ErkJggg==',
  'base64',
);
const PIPE = '扶欢片区雨污水管网（示例）';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  const me = await (await signIn(stack, 'gf.caiwu')).query<{ today: string }>('session.me');
  today = me.ok ? me.value.today : '';
  const formed = day(today, 300);
  const [row] = await stack.sql<{ id: string }>(`
    INSERT INTO assets (id, code, name, class, cluster_id, monthly_depreciation, residual, area, quantity, unit, formed_on)
    SELECT gen_random_uuid(), 'FH-90001', '${PIPE}', 'pipe', id, 10000, 60000, 900, 3, '千米', '${formed}' FROM clusters WHERE code = 'FH' RETURNING id`);
  assetId = row?.id ?? '';
  await stack.sql(`
    INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from)
    SELECT '${assetId}', f.fact, o.id, '${formed}' FROM organizations o, unnest(ARRAY['title', 'book', 'custody']) f(fact) WHERE o.code = 'GF'`);
  await stack.sql(`
    INSERT INTO asset_entries (asset_id, organization_id, kind, entry_on, items, cost, cause_id)
    SELECT '${assetId}', o.id, 'acquire', '${formed}', 1, 1200000, '${assetId}' FROM organizations o WHERE o.code = 'GF'`);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-asset-acts');
});

const card = (page: Page, id: string) => page.getByTestId(id);
async function open(path: string): Promise<Page> {
  await desk.page.goto(`${stack.url}${path}`);
  return desk.page;
}

test('the register is searched by text and class, and the address holds what was asked', async () => {
  await signInAt(stack, desk, 'gf.caiwu');
  const page = await open('/assets');
  await page.getByLabel('编号或名称').fill('90001');
  await page.getByLabel('编号或名称').press('Enter');
  await page.getByRole('link', { name: PIPE }).waitFor();
  await choose(page, '类别', '管网');
  await page.waitForURL(/class=pipe/);
  await page.getByRole('link', { name: PIPE }).waitFor();
  await both(page, 'asset-acts-01-register');
  await page.getByRole('checkbox', { name: '权属、账簿、实物不一致' }).check();
  await page.waitForURL(/apart=yes/);
  await page.getByRole('link', { name: PIPE }).waitFor({ state: 'detached' });
  expect(desk.errors).toEqual([]);
});

test('a mortgage is recorded with its paper, and the bank consents', async () => {
  const page = await open(`/assets/${assetId}`);
  const form = card(page, 'encumber-form');
  await form.getByLabel('权利人').fill('綦江示例银行');
  await form.getByLabel('金额（元）').fill('500000');
  await form.getByRole('checkbox', { name: '约定禁止转让' }).check();
  await form.getByRole('checkbox', { name: '已办登记' }).check();
  await form.getByLabel('自').fill(day(today, 60));
  await attach(form, '抵押合同');
  await both(page, 'asset-acts-02-encumber', form);
  await pressed(page, '登记权利限制', false);
  const list = card(page, 'encumbrances');
  await list.getByText('綦江示例银行').waitFor();
  await list.getByRole('button', { name: /登\s?记/ }).click();
  const step = card(page, 'step-form');
  await choose(page, '登记', '已同意');
  await step.getByLabel('日期').fill(day(today, 40));
  await attach(step, '同意函');
  await both(page, 'asset-acts-03-consent', list);
  await pressed(page, '登记这一步', false);
  await list.getByText(`已同意 ${day(today, 40)}`).waitFor();
  await both(page, 'asset-acts-04-encumbered', list);
  expect(desk.errors).toEqual([]);
});

test('an improvement with its paper goes onto the card and into a voucher; a photo stays with the asset', async () => {
  const page = await open(`/assets/${assetId}`);
  const papers = card(page, 'papers');
  await papers.getByLabel('名称').fill('检查井现场');
  const button = papers.getByRole('button', { name: '添加文件' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles({ name: '现场.png', mimeType: 'image/png', buffer: pixel });
  await papers.getByRole('link', { name: '现场.png' }).waitFor();
  await papers.getByRole('button', { name: '加入资产档案' }).click();
  await seenDone(page);
  await papers.getByRole('img', { name: '检查井现场' }).waitFor();
  await page.getByRole('tab', { name: '调整账面' }).click();
  const form = card(page, 'adjust-form');
  await form.getByLabel('金额（元）').fill('60000');
  await form.getByLabel('理由').fill('新增检查井');
  await form.getByLabel('日期').fill(day(today, 1));
  await attach(form, '结算书');
  await both(page, 'asset-acts-05-adjust', form);
  await pressed(page, '确认调整');
  const ledger = card(page, 'ledger');
  await ledger.getByText('新增检查井').waitFor();
  await ledger.getByRole('link', { name: /转-/ }).waitFor();
  await both(page, 'asset-acts-06-ledger', ledger);
  expect(desk.errors).toEqual([]);
});

test('a month is looked at before it is charged, charged once, and found in the voucher', async () => {
  const page = await open('/depreciation');
  await page.getByText(/将计提 \d+ 项/).waitFor();
  await both(page, 'asset-acts-07-preview');
  await pressed(page, '计提并出凭证');
  await page.getByText('这个月没有需要计提的资产').waitFor();
  await page.getByText('第 1 次').waitFor();
  await both(page, 'asset-acts-08-charged');
  await pressed(page, '计提并出凭证');
  await page.getByText('没有新的资产需要计提，未生成凭证').waitFor();
  await page.getByRole('link', { name: /转-/ }).first().click();
  await page.getByText('累计折旧').first().waitFor();
  await page.getByText('管理费用').first().waitFor();
  await both(page, 'asset-acts-09-voucher');
  expect(desk.errors).toEqual([]);
});

test('a pipe over two clusters is split by agreement; its parts show where they came from and what stands on them', async () => {
  const page = await open(`/assets/${assetId}`);
  await page.getByRole('tab', { name: '拆分' }).click();
  const form = card(page, 'split-form');
  await choose(page, '拆分依据', '数量');
  await form.getByLabel('日期').fill(today);
  for (const [n, name, measure] of [
    [1, '扶欢段', '1'],
    [2, '渝南段', '2'],
  ] as const) {
    await form.getByLabel(`第 ${n} 部分名称`).fill(name);
    await form.getByLabel(`第 ${n} 部分数值`).fill(measure);
  }
  await form.getByRole('combobox', { name: '第 2 部分组团' }).click();
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option:not(.ant-select-item-option-selected)')
    .first()
    .click();
  await pressedRefused(page);
  await attach(form, '分割协议');
  await both(page, 'asset-acts-10-split', form);
  await pressed(page, '确认拆分');
  const lineage = card(page, 'lineage');
  await lineage.getByText(/已于 .* 退出台账/).waitFor();
  await both(page, 'asset-acts-11-whole');
  await lineage.getByRole('link', { name: 'FH-90001-2 渝南段' }).click();
  await page.getByRole('heading', { name: '渝南段' }).waitFor();
  await card(page, 'encumbrances').getByText('承自原资产').waitFor();
  await card(page, 'lineage').getByRole('link', { name: PIPE }).waitFor();
  await both(page, 'asset-acts-12-part');
  const [sum] = await stack.sql<{ cost: string; open: number }>(
    `SELECT sum(cost) AS cost, count(*)::int AS open FROM assets WHERE code LIKE 'FH-90001%' AND retired_on IS NULL`,
  );
  expect(sum).toEqual({ cost: '1260000.00', open: 2 });
  expect(desk.errors).toEqual([]);
});

/** Without the agreement the split over two clusters is refused, and says why. */
async function pressedRefused(page: Page): Promise<void> {
  await page.getByRole('button', { name: '确认拆分', exact: true }).click();
  await page.locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
  await page.getByText('须上传分割协议').waitFor();
}

test('the committee records a seizure that a court told it of, and nothing else', async () => {
  const [part] = await stack.sql<{ id: string }>(`SELECT id FROM assets WHERE code = 'FH-90001-1'`);
  await signInAt(stack, desk, 'gwh.shencha');
  const page = await open(`/assets/${part?.id}`);
  const form = card(page, 'encumber-form');
  await form.waitFor();
  expect(await page.getByRole('tab').allInnerTexts()).toEqual(['登记限制']);
  await fill(page, '权利人', '綦江区人民法院（示例）');
  await form.getByLabel('自').fill(today);
  await attach(form, '协助执行通知书');
  await pressed(page, '登记权利限制', false);
  await card(page, 'encumbrances').getByText('綦江区人民法院（示例）').waitFor();
  await both(page, 'asset-acts-13-seized', card(page, 'encumbrances'));
  expect(desk.errors).toEqual([]);
});
