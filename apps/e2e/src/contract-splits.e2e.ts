import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { type Client, signIn } from './support/client.ts';
import { day } from './support/journey.ts';
import { choose, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let today = '';
let manager: Client;
let company = '';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  manager = await signIn(stack, 'gf.jingban');
  const me = await manager.query<{ today: string; post: { organization: { id: string } } }>('session.me');
  if (!me.ok) throw new Error('nobody is signed in');
  today = me.value.today;
  company = me.value.post.organization.id;
  const [list] = await stack.sql<{ id: string }>('SELECT id FROM cooperation_lists');
  for (const [account, act] of [
    ['gf.fadai', 'agreeList'],
    ['gwh.zhuren', 'agreeList'],
    ['gwh.shencha', 'publishList'],
  ] as const) {
    const signer = await signIn(stack, account);
    const done = await signer.mutate(`contracts.${act}`, { requestId: randomUUID(), id: list?.id });
    if (!done.ok) throw new Error(JSON.stringify(done.failure));
  }
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-contract-splits');
});

/** Signs a purchase of services under the list, of this many yuan. */
async function buy(title: string, amount: string): Promise<string> {
  const budget = { kind: 'budget', amount, budgetDoc: '示例预算' };
  const question = {
    ...{ title, item: 'QY01', engineering: false, amount, taxIncluded: true, requestedMode: 'purchased' },
    ...{ entityId: company, termMonths: 12, fundSources: [budget], decidedOn: today },
  };
  const asked = { requestId: randomUUID(), question, signedOn: today, completionDue: day(today, -300) };
  const answer = await manager.mutate<{ id: string }>('contracts.entrust', asked);
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value.id;
}

test('nothing is flagged while purchases stay below the amount of an open tender', async () => {
  await buy('园区政策咨询服务（示例）', '1200000.00');
  const { page } = desk;
  await signInAt(stack, desk, 'gwh.duban');
  await page.getByRole('link', { name: '合同监督', exact: true }).click();
  await page.getByText('没有拆分线索').waitFor();
  await both(page, 'contract-splits-01-none');
});

test('the one that reaches it brings a flag, which opens to the contracts that it sums', async () => {
  const second = await buy('园区用工对接服务（示例）', '900000.00');
  const { page } = desk;
  await page.reload();
  const flag = page.locator('[data-testid^="split-"]').first();
  await flag.getByText('210.00').waitFor();
  await both(page, 'contract-splits-02-flag');
  await flag.getByRole('link', { name: '合计达到限额' }).click();
  await page.getByTestId(`flagged-${second}`).getByText('本次签订').waitFor();
  expect(await page.locator('[data-testid^="flagged-"]').count()).toBe(2);
  await page.getByText('第二十八条').waitFor();
  await both(page, 'contract-splits-03-contracts');
});

test('supervision acknowledges and then explains; it is on the record and closed', async () => {
  const { page } = desk;
  const form = page.getByTestId('split-remark');
  await form.locator('#split-note').fill('已收到，转承办科室核实。');
  await pressed(page, '提交');
  await page.getByTestId('split-remarks').getByText('已签收').waitFor();
  await choose(page, '处理方式', '说明');
  await form.locator('#split-note').fill('两项服务内容不同，分别列入年度预算（示例）。');
  await pressed(page, '提交');
  await page.getByTestId('split-remarks').getByText('已说明').waitFor();
  await form.waitFor({ state: 'detached' });
  await both(page, 'contract-splits-04-explained');
  expect(await page.getByText('处理拆分线索').count()).toBe(2);
});

test('a further purchase takes the flag up again; a company sees none of it', async () => {
  await buy('园区事项代办服务（示例）', '300000.00');
  const { page } = desk;
  await page.reload();
  await page.getByText('已有新合同并入').waitFor();
  await page.getByRole('link', { name: '查看新线索' }).click();
  await page.getByText('待处理').waitFor();
  await page.getByTestId('split-sum').getByText('240.00').waitFor();
  await both(page, 'contract-splits-05-continued');
  expect(await manager.query('contracts.splits')).toMatchObject({ ok: false, status: 403 });
  const [row] = await stack.sql<{ waiting: number }>(
    'SELECT count(*)::int AS waiting FROM watched_contracts WHERE checked_at IS NULL',
  );
  expect(row?.waiting).toBe(0);
  expect(desk.errors).toEqual([]);
});
