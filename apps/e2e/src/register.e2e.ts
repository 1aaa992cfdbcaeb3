import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { attach, choose, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-register');
});

const holders = (page: Page, text: string): Promise<void> =>
  page.locator('.ant-card', { hasText: '持股比例' }).getByText(text).first().waitFor();

test('a clerical error is put right with its paper; what counts and what was known then stand side by side', async () => {
  const { page } = desk;
  const [opening] = await stack.sql<{ id: string; target: string; yuan: string }>(
    `SELECT e.id, e.target_id AS target, e.subscribed::text AS yuan FROM equity_events e
     JOIN organizations o ON o.id = e.target_id WHERE o.code = 'GF'`,
  );
  await signInAt(stack, desk, 'gf.jingban');
  await page.goto(`${stack.url}/equity/${opening?.target}`);
  await page.getByTestId(`row-${opening?.id}`).getByRole('button', { name: '笔误更正' }).click();
  const form = page.getByTestId('entry-act');
  await form.getByText('原记录保留').waitFor();
  await form.getByLabel('认缴（元）').fill('十亿');
  await form.getByText('请填写金额（元），最多两位小数').waitFor();
  expect(await form.getByRole('button', { name: '更正', exact: true }).isDisabled()).toBe(true);
  await form.getByLabel('认缴（元）').fill('1,234,567,890.12');
  await form.getByLabel('实缴（元）').fill('1000000');
  await form.getByLabel('笔误说明').fill('认缴额录入有误，以章程为准（示例）');
  await attach(page.getByTestId('entry-act'), '章程');
  await both(page, 'register-01-correct');
  await pressed(page, '更正');
  await page.getByText('已更正').waitFor();
  await page.getByText('认缴额录入有误，以章程为准（示例）').waitFor();
  await holders(page, '123,456.79');
  await both(page, 'register-02-corrected');
  // What was known the day before.
  const yesterday = await page.evaluate<string>(
    `new Date(Date.now() + 8 * 3600000 - 86400000).toISOString().slice(0, 10)`,
  );
  await page.goto(`${stack.url}/equity/${opening?.target}?knownOn=${yesterday}`);
  await page.getByText('这一天该公司没有在册股东').or(page.getByText('已更正')).first().waitFor();
  expect(await page.getByRole('button', { name: '笔误更正' }).count()).toBe(0);
  expect(desk.errors).toEqual([]);
});

test('what is still to be paid in stands with its day and its law, and a payment is recorded with its receipt', async () => {
  const { page } = desk;
  const [gf] = await stack.sql<{ id: string }>(`SELECT id FROM organizations WHERE code = 'GF'`);
  await page.goto(`${stack.url}/equity/${gf?.id}`);
  await page.getByText('未缴出资').waitFor();
  await page.getByLabel('缴付金额（元）').fill('9999999999');
  await attach(page.getByTestId('payment-form'), '银行回单');
  await page.getByRole('button', { name: '登记缴付' }).click();
  await page.getByText('登记后台账不成立').first().waitFor();
  await page.getByLabel('缴付金额（元）').fill('500000');
  await pressed(page, '登记缴付', false);
  await page.getByRole('row', { name: /实缴.*银行回单/ }).waitFor();
  await both(page, 'register-03-paid');
  expect(desk.errors).toEqual([]);
});

test('the structure plays its changes one after another, up to the last', async () => {
  const { page } = desk;
  await page.goto(`${stack.url}/equity`);
  const days = page.getByRole('navigation', { name: '变动日' });
  await days.getByRole('button', { name: '播放变动' }).click();
  await days.getByRole('button', { name: '停止播放' }).waitFor();
  const pressed = days.locator('button[aria-pressed="true"]');
  const first = await pressed.textContent();
  await days.getByRole('button', { name: '播放变动' }).waitFor();
  const last = await pressed.textContent();
  expect(String(last) > String(first)).toBe(true);
  expect(desk.errors).toEqual([]);
});

test('the registered office is recorded with its notice, and a new name is the one the company then has everywhere', async () => {
  const { page } = desk;
  const [gf] = await stack.sql<{ id: string; today: string }>(
    `SELECT id, (now() AT TIME ZONE 'Asia/Shanghai')::date::text AS today FROM organizations WHERE code = 'GF'`,
  );
  await page.goto(`${stack.url}/equity/${gf?.id}`);
  const card = page.getByTestId('particulars');
  await card.getByRole('row', { name: /住所.*未记录/ }).waitFor();
  await card.getByRole('button', { name: '记录变更' }).click();
  await card.getByLabel('变更后的内容').fill('綦江区示例路1号');
  await card.getByLabel('变更日期').fill(gf?.today ?? '');
  expect(await card.getByRole('button', { name: '保存变更' }).isDisabled()).toBe(true);
  await attach(card, '登记通知书（示例）');
  await pressed(page, '保存变更', false);
  await card.getByRole('row', { name: /住所.*綦江区示例路1号.*登记通知书/ }).waitFor();
  await card.getByRole('button', { name: '记录变更' }).click();
  await choose(page, '事项', '名称');
  await card.getByLabel('变更后的内容').fill('重庆綦江高新产业集团有限公司（示例新名）');
  await card.getByLabel('变更日期').fill('2020-01-01');
  await attach(card, '名称变更通知书（示例）');
  await card.getByRole('button', { name: '保存变更' }).click();
  await card.getByText('新名称的日期须在其后', { exact: false }).waitFor();
  await both(page, 'register-04-particulars');
  await card.getByLabel('变更日期').fill(gf?.today ?? '');
  await pressed(page, '保存变更', false);
  await page.getByRole('heading', { name: /示例新名/ }).waitFor();
  await page.goto(`${stack.url}/equity`);
  await page.locator('.react-flow__node', { hasText: '示例新名' }).first().waitFor();
  expect(desk.errors).toEqual([]);
});
