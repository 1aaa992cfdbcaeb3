import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { day } from './support/journey.ts';
import { fill, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

const CODE = '91500110MA5U9TPQ1H';
const TITLE = '区外产业园道路工程（示例）';
let stack: Stack;
let browser: Browser;
let desk: Desk;
let deadline = '';
let first = '';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  const handler = await signIn(stack, 'fh.jingban');
  const me = await handler.query<{ today: string }>('session.me');
  if (!me.ok) throw new Error('nobody is signed in');
  deadline = day(me.value.today, -30);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-bid-checks');
});

/** From the menu to the outcome, as a company's handler. */
async function check(page: Page, title: string, lot: string): Promise<void> {
  await page.getByRole('link', { name: '投标核查', exact: true }).click();
  await page.getByRole('button', { name: '新的核查' }).click();
  await fill(page, '招标项目', title);
  await fill(page, '标段', lot);
  await fill(page, '招标人', '区外示例招标人');
  await fill(page, '招标人统一社会信用代码', CODE);
  await fill(page, '投标截止日', deadline);
  for (const role of ['agent', 'base_price', 'designer', 'supervisor'])
    await page.getByTestId(`role-${role}`).getByText('没有', { exact: true }).click();
}

const outcome = (page: Page, said: string) => page.getByTestId('bid-outcome').getByText(said).waitFor();

test('a company that is alone at a lot may bid, and says whom it asked of', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'fh.jingban');
  await page.getByRole('link', { name: '投标核查', exact: true }).click();
  await page.getByText('还没有核查记录').waitFor();
  await check(page, TITLE, '一标段');
  const agent = page.getByTestId('role-agent');
  await agent.getByText('已知', { exact: true }).click();
  await agent.getByLabel('名称').fill('区外示例招标代理公司');
  await both(page, 'bid-checks-01-new');
  await pressed(page, '核查', false);
  await outcome(page, '可以投标');
  await page.getByText('区外示例招标代理公司').waitFor();
  first = page.url();
  await both(page, 'bid-checks-02-may');
});

test('its parent, asking of the same lot typed otherwise, must not; it sees why and by whom', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'yn.jingban');
  await check(page, '区外 产业园道路工程(示例)', '一标段');
  await pressed(page, '核查', false);
  await outcome(page, '不得投标');
  const found = page.getByTestId('bid-findings');
  await found.getByText('綦江扶欢园区建设开发有限公司').waitFor();
  await found.getByText('第三十四条').first().waitFor();
  await page.getByTestId('bid-check-related').getByText('綦江扶欢园区建设开发有限公司').waitFor();
  await both(page, 'bid-checks-03-must-not');
});

test('the first sees the second, and gives the bid up', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'fh.jingban');
  await page.goto(first);
  await page.getByTestId('bid-check-related').getByText('不得投标').waitFor();
  await page.locator('#drop-because').fill('由渝南公司投标（示例）');
  await pressed(page, '放弃投标');
  await page.getByText('已放弃投标').first().waitFor();
  await both(page, 'bid-checks-04-given-up');
});

test('the second asks again and may; supervision sees all of it, another company none', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'yn.jingban');
  await check(page, TITLE, '一标段');
  await pressed(page, '核查', false);
  await outcome(page, '可以投标');
  await signInAt(stack, desk, 'gwh.duban');
  await page.getByRole('link', { name: '投标核查', exact: true }).click();
  const rows = page.locator('[data-testid^="bid-check-"]');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(3);
  await page.getByText('已重新核查').waitFor();
  await both(page, 'bid-checks-05-all');
  const other = await signIn(stack, 'ct.jingban');
  expect(await other.query('tenders.bidChecks')).toEqual({ ok: true, value: [] });
  const auditor = await signIn(stack, 'gwh.shenji');
  expect(await auditor.mutate('tenders.checkBid', {})).toMatchObject({ ok: false, status: 403 });
  expect(desk.errors).toEqual([]);
});
