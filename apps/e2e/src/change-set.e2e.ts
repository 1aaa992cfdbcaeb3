import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { pressed, seenDone } from './support/page-acts.ts';
import { warranted } from './support/plan-warrant.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let planId = '';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const FUHUAN = '綦江扶欢园区建设开发有限公司';
const SHIPIN = '重庆市綦江区食品园区建设开发有限公司';
const YONGSHENG = '重庆市綦江区永盛产城建设开发有限公司';
const GROUP = '重庆綦江高新技术产业发展集团有限公司';
const GONGYE = '綦江工业园区建设开发股份有限公司';

const page = (): Page => desk.page;
const card = () => page().getByTestId('plan-cases');
const clean = {
  ...{ title: 'clear', mainBusiness: 'fits', auditOpinion: 'clean', employees: 'none' },
  ...{ contingentLiabilities: 'none', transferorDebts: 'none', creditors: 'notified' },
};

type Body = { id: string; name: string; holders: string[] };
type Case = { matterId: string; itemId: string; main: boolean; companyId: string; state: string | null };
type Shown = { revision: number; today: string; bodies: Body[]; cases: Case[] };

test('a plan is submitted: its cases stand as drafts of the companies that propose them', async () => {
  const handler = await signIn(stack, 'gf.jingban');
  const made = await handler.mutate<{ id: string }>('equity.draftPlan', {
    ...{
      requestId: crypto.randomUUID(),
      title: '綦江开发公司整合方案（示例）',
      basisDate: '2026-03-31',
      items: [],
    },
  });
  if (!made.ok) throw new Error(JSON.stringify(made));
  planId = made.value.id;
  const seen = await handler.query<Shown>('equity.plan', { id: planId });
  if (!seen.ok) throw new Error('the plan is not there');
  const body = (name: string): Body => seen.value.bodies.find((one) => one.name === name) as Body;
  const group = body(GROUP).id;
  const free = (name: string, separable: boolean) => ({
    ...{
      id: crypto.randomUUID(),
      method: 'free_transfer',
      companyId: body(name).id,
      toId: group,
      share: '1',
    },
    ...{ fromId: body(name).holders[0], separable, note: '', facts: clean },
  });
  const increase = {
    ...{ id: crypto.randomUUID(), method: 'capital_increase', companyId: body(FUHUAN).id, toId: group },
    ...{ invested: '5000000.00', perYuan: '1.25', separable: false, note: '' },
    facts: { appraisal: 'filed', appraisedOn: seen.value.today, otherHolders: 'waived' },
  };
  const items = [
    free(SHIPIN, true),
    free(YONGSHENG, false),
    increase,
    { ...free(GONGYE, true), share: '4/5' },
  ];
  const revised = await handler.mutate('equity.revisePlan', {
    ...{ requestId: crypto.randomUUID(), id: planId, revision: 1, title: '綦江开发公司整合方案（示例）' },
    ...{ basisDate: '2026-03-31', items },
  });
  expect(revised).toMatchObject({ ok: true });
  await signInAt(stack, desk, 'gf.jingban');
  await page().goto(`${stack.url}/equity/plans/${planId}`);
  await pressed(page(), '提交方案');
  await card().getByText('待批复').first().waitFor();
  expect(await card().getByText('草稿').count()).toBe(6);
  expect(await page().getByRole('button', { name: '保存并推演' }).count()).toBe(0);
  await both(page(), 'plan-submitted');
});

test('the plan is taken back with its drafts; drafted anew from it, it is submitted again', async () => {
  await page().getByRole('button', { name: '撤回方案' }).click();
  const form = page().getByTestId('plan-withdraw');
  expect(await form.getByRole('button', { name: '撤回方案' }).isDisabled()).toBe(true);
  await form.getByLabel('撤回原因').fill('基准日有误，重新提交');
  await both(page(), 'plan-withdraw');
  await form.getByRole('button', { name: '撤回方案' }).click();
  await page().locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
  await seenDone(page());
  await page().getByText('方案已撤回，只供查看。').waitFor();
  await both(page(), 'plan-withdrawn');
  const [left] = await stack.sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM matters m JOIN equity_plan_cases c ON c.matter_id = m.id WHERE m.state <> 'withdrawn'`,
  );
  expect(left?.n).toBe(0);
  await pressed(page(), '以此另起草案', false);
  await page().waitForURL((url) => !url.pathname.endsWith(planId));
  planId = page().url().split('/').at(-1) ?? '';
  await pressed(page(), '提交方案');
  await card().getByText('待批复').first().waitFor();
  expect(await card().getByText('草稿').count()).toBe(6);
});

test('without every warrant nothing is executed; a company hands its own over; then all is done at once', async () => {
  const handler = await signIn(stack, 'gf.jingban');
  const seen = await handler.query<Shown>('equity.plan', { id: planId });
  if (!seen.ok) throw new Error('the plan is not there');
  for (const one of seen.value.cases.filter(({ main }) => main)) await warranted(stack, one.matterId);
  // What the givers would press is pressed here by one company; the others have done so.
  await stack.sql(`UPDATE equity_plan_cases c SET agreed_by = p.submitted_by, agreed_at = now() FROM equity_plans p, organizations o
    WHERE p.id = c.plan_id AND p.id = '${planId}' AND o.id = c.company_id AND o.code <> 'FHGS' AND c.register_of IS NOT NULL`);
  await page().reload();
  await pressedRefused();
  await signInAt(stack, desk, 'fh.jingban');
  await page().goto(`${stack.url}/equity/plans/${planId}`);
  await card().getByText('待交方案').waitFor();
  await both(page(), 'plan-join');
  await pressed(page(), '交给方案');
  await card().getByText('可以执行').nth(2).waitFor();
  await signInAt(stack, desk, 'gf.jingban');
  await page().goto(`${stack.url}/equity/plans/${planId}`);
  await page().getByRole('checkbox', { name: '选第 1 项单独执行' }).check();
  await both(page(), 'plan-execute');
  await pressed(page(), '只执行所选 1 项');
  await page().getByText('已执行 1 项，其余 2 项').waitFor();
  await pressed(page(), '整体执行');
  await page().getByText('方案已全部执行').waitFor();
  await both(page(), 'plan-executed');
  expect(desk.errors).toEqual([]);
});

async function pressedRefused(): Promise<void> {
  await page().getByRole('button', { name: '整体执行', exact: true }).click();
  await page().locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
  await page().getByRole('alert').getByText(`${FUHUAN}还没有把批复交给方案`, { exact: false }).waitFor();
  await both(page(), 'plan-refused');
}
