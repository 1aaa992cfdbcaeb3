import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import { todayOf } from './support/journey.ts';
import { choose, fill } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { publishList } from './support/story.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let today: string;

beforeAll(async () => {
  stack = await startStack();
  const player = httpPlayer(stack);
  await publishList(player);
  today = await todayOf(player);
  browser = await launch();
  desk = await openDesk(browser);
  await signInAt(stack, desk, 'gf.jingban');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-gate');
});

type Asked = {
  title: string;
  item: string | null;
  engineering: boolean;
  mode: '代建' | '购买服务';
  amount: string;
  tax: '含税' | '不含税';
};

const pick = (page: Page, item: string, option: string): Promise<void> =>
  page.locator('.ant-form-item', { hasText: item }).getByText(option, { exact: true }).first().click();

/** A manager's short flow, and the answer it gets. */
async function ask(asked: Asked): Promise<{ page: Page; answer: ReturnType<Page['getByTestId']> }> {
  const { page } = desk;
  await page.goto(`${stack.url}/contracts/new`);
  await fill(page, '事项名称', asked.title);
  if (asked.item !== null) await choose(page, '对应清单事项', asked.item);
  await pick(page, '是否含工程', asked.engineering ? '含工程' : '不含工程');
  await pick(page, '拟用方式', asked.mode);
  await choose(page, '拟承接公司', '高新技术产业发展集团');
  await choose(page, '所在组团', '扶欢');
  await page.getByLabel('金额（元）').first().fill(asked.amount);
  await pick(page, '是否含税', asked.tax);
  await fill(page, '期限（月）', '12');
  await fill(page, '决定日期', today);
  if (asked.mode === '代建') await pick(page, '代建单位来源', '政府授权');
  await choose(page, '来源', '财政预算');
  await fill(page, '资金数额（元）', asked.amount);
  await fill(page, '预算文件号', '示例预算〔2026〕3号');
  await page.getByRole('button', { name: '判定', exact: true }).click();
  const answer = page.getByTestId('gate-answer');
  await answer.waitFor();
  return { page, answer };
}
const works: Asked = {
  ...{ title: '扶欢标准厂房（示例）', item: '标准厂房', engineering: true, mode: '代建' },
  ...{ amount: '36000000', tax: '含税' },
};

test('in the list: the item and version, what must happen next, and the way to sign', async () => {
  const { page, answer } = await ask(works);
  await answer.getByText('清单内', { exact: true }).first().waitFor();
  await answer.getByText('清单 2026-1 第 XM01 项').waitFor();
  await answer.getByText('下游施工、勘察、设计、监理逐标段判断是否招标').waitFor();
  await page.getByRole('button', { name: '签订委托' }).waitFor();
  await both(page, 'gate-01-in-list');
  expect(desk.errors).toEqual([]);
});

test('off the list: over the cap of the item it goes to the market, and the page says what would change that', async () => {
  const { page, answer } = await ask({ ...works, amount: '200000000.01' });
  await answer.getByText('清单外', { exact: true }).first().waitFor();
  await answer.getByText('超过清单金额上限').first().waitFor();
  await answer.getByText('金额降到上限以内（不得拆分），或先修订清单').waitFor();
  await answer.getByText('参与市场竞争（招标、采购）').waitFor();
  expect(await page.getByRole('button', { name: '签订委托' }).count()).toBe(0);
  await both(page, 'gate-02-off-list');
  expect(desk.errors).toEqual([]);
});

test('blocked: works asked for as purchased services are barred, with the law', async () => {
  const service = { ...works, item: '招商推介', mode: '购买服务', amount: '1000000' } as const;
  const { page, answer } = await ask(service);
  await answer.getByText('不得办理', { exact: true }).first().waitFor();
  await answer.getByText('工程不能走购买服务').first().waitFor();
  expect(await page.getByRole('button', { name: '签订委托' }).count()).toBe(0);
  await both(page, 'gate-03-blocked');
  expect(desk.errors).toEqual([]);
});

test('for review: an amount without tax cannot be held against a cap with it', async () => {
  const { page, answer } = await ask({ ...works, tax: '不含税' });
  await answer.getByText('须人工审查', { exact: true }).first().waitFor();
  await answer.getByText('含税口径与上限不同').first().waitFor();
  expect(await page.getByRole('button', { name: '签订委托' }).count()).toBe(0);
  await both(page, 'gate-04-review');
  expect(desk.errors).toEqual([]);
});
