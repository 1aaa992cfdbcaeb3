import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { httpPlayer } from './support/http-player.ts';
import { day, decideMatters, issueWarrant, type Player, submitDraft, todayOf } from './support/journey.ts';
import { attach, pressed } from './support/page-acts.ts';
import { planActs } from './support/plan-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

/** All companies of Qijiang, from the plan to the registration, with every warrant decided by the committee. */
let stack: Stack;
let browser: Browser;
let desk: Desk;
let player: Player;
let address = '';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  player = httpPlayer(stack);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const GROUP = '重庆綦江高新技术产业发展集团有限公司';
const YUNAN = '重庆渝南资产经营有限公司';
const CHENGTOU = '城投公司';
const FUHUAN = '綦江扶欢园区建设开发有限公司';
const SHIPIN = '重庆市綦江区食品园区建设开发有限公司';
const YONGSHENG = '重庆市綦江区永盛产城建设开发有限公司';
const QIXIN = '綦江区綦新智能建造科技有限公司';
const GONGYE = '綦江工业园区建设开发股份有限公司';
const BEIDU = '綦江北渡园区建设开发股份有限公司';
/** The accounts of the companies that give. */
const giverOf = new Map([
  [YUNAN, 'yn'],
  [CHENGTOU, 'ct'],
]);

const page = (): Page => desk.page;
const card = () => page().getByTestId('plan-cases');
const at = async (account: string): Promise<void> => {
  await signInAt(stack, desk, account);
  await page().goto(address);
};

type Case = { matterId: string; main: boolean; companyId: string; state: string | null };
type Shown = { bodies: { id: string; name: string }[]; cases: Case[] };
async function mainCases(): Promise<(Case & { giver: string })[]> {
  const handler = await signIn(stack, 'gf.jingban');
  const seen = await handler.query<Shown>('equity.plan', { id: address.split('/').at(-1) ?? '' });
  if (!seen.ok) throw new Error('the plan is not there');
  const { bodies, cases } = seen.value;
  return cases
    .filter(({ main }) => main)
    .map((one) => ({
      ...one,
      giver: giverOf.get(bodies.find(({ id }) => id === one.companyId)?.name ?? '') ?? '',
    }));
}

test('the group plans all of its developers; the company limited by shares that may not go is parked, and why', async () => {
  const today = await todayOf(player);
  await signInAt(stack, desk, 'gf.jingban');
  await page().goto(`${stack.url}/equity/plans`);
  await page().getByLabel('方案名称').fill('綦江七家开发公司整合方案（示例）');
  await pressed(page(), '起草方案', false);
  await page().getByText('方案里还没有事项').waitFor();
  address = page().url();
  const { addFree, addBought, head, item, change } = planActs(page());
  await addFree(1, FUHUAN);
  await addFree(2, SHIPIN);
  await addFree(3, YONGSHENG);
  await addFree(4, QIXIN, { from: YUNAN, share: '60%', others: '已放弃' });
  await addFree(5, QIXIN, { from: CHENGTOU, share: '40%' });
  await addBought(6, BEIDU, {
    ...{ from: YUNAN, share: '70%', price: '140,000,000' },
    ...{ appraisedOn: day(today, 120), appraised: '135,000,000' },
  });
  await addFree(7, GONGYE, { from: YUNAN, share: '80%' });
  await item(7).getByRole('checkbox', { name: '可分步' }).check();
  await pressed(page(), '保存并推演', false);
  await page().getByText('新纳入控制 5 家').waitFor();
  await head(GONGYE).getByText('暂缓').waitFor();
  await page().getByTestId('plan-left-out').getByText(GONGYE).waitFor();
  await page().getByTestId('plan-left-out').getByText('解除暂缓', { exact: false }).first().waitFor();
  await change(BEIDU).getByText('70%').waitFor();
  const section = (name: string) => page().locator(`section[aria-label="${name}"]`);
  await section('整合前').scrollIntoViewIfNeeded();
  expect(await section('整合前').locator('.react-flow__edge').count()).not.toBe(
    await section('整合后').locator('.react-flow__edge').count(),
  );
  await both(page(), 'consolidation-plan');
  await pressed(page(), '提交方案');
  await card().getByText('待批复').first().waitFor();
  expect(await mainCases()).toHaveLength(6);
});

test('each giver completes its cases, and one meeting of the committee decides them all', async () => {
  const cases = await mainCases();
  expect(new Set(cases.map(({ giver }) => giver))).toEqual(new Set(['yn', 'ct']));
  for (const { matterId, giver } of cases) await submitDraft(player, matterId, giver, '90000000.00');
  const ids = cases.map(({ matterId }) => matterId);
  await decideMatters(player, ids, '示例第10次会议');
  for (const [at, id] of ids.entries()) await issueWarrant(player, id, `綦国资批〔2026〕${at + 1}号（示例）`);
  await at('gf.jingban');
  await card().getByText('待交方案').first().waitFor();
  expect((await mainCases()).map(({ state }) => state)).toEqual(Array(6).fill('warranted'));
}, 240_000);

test('both givers hand their warrants over; the group executes all that may go in one act', async () => {
  for (const [giver, cases] of [
    ['yn', 4],
    ['ct', 2],
  ] as const) {
    await at(`${giver}.jingban`);
    for (let left = cases; left > 0; left -= 1) {
      await page()
        .getByRole('button', { name: '交给方案', exact: true })
        .nth(left - 1)
        .waitFor();
      await pressed(page(), '交给方案');
      await page()
        .getByRole('button', { name: '交给方案', exact: true })
        .nth(left - 1)
        .waitFor({ state: 'detached' });
    }
  }
  await at('gf.jingban');
  await both(page(), 'consolidation-ready');
  await pressed(page(), '整体执行');
  await page().getByText('方案已全部执行').waitFor();
  const today = await todayOf(player);
  await page().goto(`${stack.url}/equity?asOf=${day(today, 1)}`);
  await page().locator('.react-flow__node', { hasText: FUHUAN }).waitFor();
  await both(page(), 'consolidation-before');
  await page().goto(`${stack.url}/equity`);
  await page().locator('.react-flow__node', { hasText: GROUP }).first().waitFor();
  await both(page(), 'consolidation-after');
  const structure = await player.query<{
    nodes: { id: string; name: string; level: number | null }[];
    holdings: { holder: string; target: string; share: { fraction: string } }[];
  }>('gf.jingban', 'equity.structure', { asOf: today, basis: 'register' });
  const idOf = (name: string) => structure.nodes.find((node) => node.name === name)?.id;
  const held = structure.holdings
    .filter(({ holder }) => holder === idOf(GROUP))
    .map(({ target, share }) => [structure.nodes.find(({ id }) => id === target)?.name, share.fraction]);
  expect(new Map(held as [string, string][])).toEqual(
    new Map([
      ...[FUHUAN, SHIPIN, YONGSHENG, QIXIN].map((name) => [name, '1/1'] as const),
      [BEIDU, '7/10'] as const,
    ]),
  );
});

test('every change is registered with its receipt, and the plan says so', async () => {
  await at('gf.jingban');
  const card = page().getByTestId('plan-follow-up');
  await card.getByText('还有 6 项变动待登记', { exact: false }).waitFor();
  await both(page(), 'consolidation-to-register');
  const today = await todayOf(player);
  for (let place = 1; place <= 6; place += 1) {
    const row = page().getByTestId(`registration-${place}`);
    await row.getByRole('button', { name: '展开行' }).click();
    const form = page().locator('.ant-table-expanded-row:visible');
    await form.getByLabel('登记日期').fill(today);
    await attach(form, `登记通知书${place}（示例）`);
    await pressed(page(), '保存日期', false);
    await row.getByText(`已登记 ${today}`).waitFor();
  }
  await card.getByText('方案的变动已全部登记').waitFor();
  await both(page(), 'consolidation-registered');
  // The cases that decided it hear of it: what was owed as registration waits for the supervisor.
  const owed = await stack.sql<{ state: string; n: number }>(
    `SELECT o.state, count(*)::int AS n FROM obligations o JOIN equity_plan_cases c USING (matter_id)
     WHERE o.code = 'register' AND c.event_id IS NOT NULL GROUP BY o.state`,
  );
  expect(owed).toEqual([{ state: 'reported', n: 6 }]);
  await page().goto(`${stack.url}/equity?basis=registration`);
  await page().locator('.react-flow__node', { hasText: BEIDU }).waitFor();
  await picture(page(), 'consolidation-registration-reading');
  expect(desk.errors).toEqual([]);
});
