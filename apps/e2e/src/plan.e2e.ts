import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { httpPlayer } from './support/http-player.ts';
import { day, todayOf } from './support/journey.ts';
import { pressed, seenDone } from './support/page-acts.ts';
import { planActs } from './support/plan-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let acts: ReturnType<typeof planActs>;
/** Where the plan stands, once it is drafted. */
let address = '';
/** An appraisal holds for a year. */
let appraised = '';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  acts = planActs(desk.page);
  appraised = day(await todayOf(httpPlayer(stack)), 120);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const FUHUAN = '綦江扶欢园区建设开发有限公司';
const SHIPIN = '重庆市綦江区食品园区建设开发有限公司';
const YONGSHENG = '重庆市綦江区永盛产城建设开发有限公司';
const QIXIN = '綦江区綦新智能建造科技有限公司';
const GONGYE = '綦江工业园区建设开发股份有限公司';
const BEIDU = '綦江北渡园区建设开发股份有限公司';
const YUNAN = '重庆渝南资产经营有限公司';
const CHENGTOU = '城投公司';
const GROUP = '重庆綦江高新技术产业发展集团有限公司';
const SASAC = '綦江区国资委';

const page = (): Page => desk.page;
test('the group’s handler drafts a plan: bad input is said at its field, and what is typed stays', async () => {
  await signInAt(stack, desk, 'gf.jingban');
  await page().goto(`${stack.url}/equity`);
  await page().getByRole('link', { name: '整合方案' }).click();
  await page().getByText('还没有整合方案').waitFor();
  await page().getByLabel('方案名称').fill('綦江高新区七家开发公司整合方案（示例）');
  await pressed(page(), '起草方案', false);
  await page().getByText('方案里还没有事项').waitFor();
  address = page().url();
  await acts.addFree(1, FUHUAN);
  await acts.item(1).getByLabel('份额').fill('120%');
  await acts.item(1).getByText('请填 0 到 100% 之间的份额').waitFor();
  expect(await page().getByRole('button', { name: '保存并推演' }).isDisabled()).toBe(true);
  await page().goto(`${stack.url}/equity/plans`);
  await page().goto(address);
  await acts.head(FUHUAN).click();
  expect(await acts.item(1).getByLabel('份额').inputValue()).toBe('120%');
  await acts.item(1).getByLabel('份额').fill('100%');
  await pressed(page(), '保存并推演', false);
  await page().getByText('新纳入控制 1 家').waitFor();
  await acts.head(FUHUAN).getByText('条件具备').waitFor();
});

test('all companies of Qijiang: the one limited by shares is parked, the others come under the group', async () => {
  await acts.addFree(2, SHIPIN);
  await acts.addFree(3, YONGSHENG);
  await acts.addFree(4, QIXIN, { from: YUNAN, share: '60%' });
  await acts.addFree(5, QIXIN, { from: CHENGTOU, share: '40%' });
  await acts.addFree(6, GONGYE, { from: YUNAN, share: '80%' });
  await acts.addBought(7, BEIDU, {
    ...{ from: YUNAN, share: '70%', price: '140,000,000' },
    ...{ appraisedOn: appraised, appraised: '135,000,000' },
  });
  await pressed(page(), '保存并推演', false);
  await page().getByText('新纳入控制 5 家').waitFor();
  expect(await page().getByTestId('plan-figures').textContent()).toContain('暂缓 1 项');
  await acts.head(GONGYE).getByText('暂缓').waitFor();
  await acts.head(GONGYE).click();
  await acts.item(6).getByText('解除暂缓：改走股份有限公司国有股的路径').waitFor();
  await acts.item(6).getByText('企业类型：不符').waitFor();
  await acts.item(6).getByRole('button', { name: '为何' }).click();
  await page()
    .locator('.ant-popover:visible')
    .getByText('企业国有产权无偿划转管理暂行办法')
    .first()
    .waitFor();
  await page().keyboard.press('Escape');
  await acts.change(FUHUAN).getByText(GROUP).waitFor();
  await acts.change(BEIDU).getByText('70%').waitFor();
  await acts.change(BEIDU).getByText('30%').waitFor();
  expect(await acts.change(GONGYE).count()).toBe(0);
  await page().getByText('谁的股权减少').waitFor();
  await page().getByTestId('plan-left-out').getByText(GONGYE).waitFor();
  await page().reload();
  await page().getByText('谁的股权减少').waitFor();
  await both(page(), 'plan-bench');
});

test('with the asset company put into the group, what stays below it is a level too deep', async () => {
  await page().getByRole('button', { name: '添加事项' }).click();
  await acts.pick(8, '公司', YUNAN);
  await acts.pick(8, '方式', '股权作价出资');
  await acts.pick(8, '转出方', SASAC);
  await acts.item(8).getByLabel('作价（元）', { exact: true }).fill('3000000000');
  await acts.pick(8, '权属', '清楚，无纠纷');
  await acts.pick(8, '评估', '已核准或备案');
  await acts.item(8).getByLabel('评估基准日').fill(appraised);
  await acts.item(8).getByLabel('评估结果（元）').fill('3,000,000,000');
  await pressed(page(), '保存并推演', false);
  await acts.change(YUNAN).getByText('1 级').waitFor();
  await acts.change(YUNAN).getByText('2 级').waitFor();
  await acts.change('綦嵘').getByText('3 级').waitFor();
  await acts.change('綦嵘').getByText('层级超限').waitFor();
  await acts.change(GONGYE).getByText('3 级').waitFor();
  const section = (name: string) => page().locator(`section[aria-label="${name}"]`);
  await section('整合后').locator('.ownership-over').first().waitFor();
  await section('整合前').scrollIntoViewIfNeeded();
  await picture(page(), 'plan-structure');
  await page().locator('.ant-segmented-item', { hasText: '整合后' }).click();
  await section('整合前').waitFor({ state: 'detached' });
  await picture(page(), 'plan-structure-after');
  const approvals = page().locator('.ant-card', { hasText: '需要的审批' }).last();
  await approvals.getByText('增减注册资本').first().waitFor();
  await approvals.getByText('区政府批准', { exact: false }).first().waitFor();
  await approvals.getByText('20 个工作日').first().waitFor();
  await approvals.scrollIntoViewIfNeeded();
  await picture(page(), 'plan-approvals');
  await page().getByText('向登记机关申请变更登记').first().waitFor();
  await page().getByRole('button', { name: 'English' }).click();
  await page().getByText('Approvals needed').waitFor();
  await page().getByText('Parked').first().waitFor();
  await picture(page(), 'plan-english');
  await page().getByRole('button', { name: '中文' }).click();
  await page().getByText('需要的审批').waitFor();
  expect(desk.errors).toEqual([]);
});

test('a colleague’s newer revision is not written over unseen; the committee reads, another company does not', async () => {
  const colleague = await signIn(stack, 'gf.caiwu');
  const id = address.split('/').at(-1) ?? '';
  type Shown = { title: string; basisDate: string; revision: number; items: unknown[] };
  const seen = await colleague.query<Shown>('equity.plan', { id });
  if (!seen.ok) throw new Error('the plan is not there');
  const { basisDate, revision, items } = seen.value;
  await page().getByLabel('方案名称').fill('经办改的名称（示例）');
  const saved = await colleague.mutate('equity.revisePlan', {
    ...{ requestId: crypto.randomUUID(), id, revision, basisDate, items, title: '财务改的名称（示例）' },
  });
  expect(saved.ok).toBe(true);
  await page().getByRole('button', { name: '保存并推演' }).click();
  await page().getByRole('alert').first().waitFor();
  await page().reload();
  await page().getByText('他人已保存了第').waitFor();
  await page().getByRole('button', { name: '保留我的修改，在新版上保存' }).click();
  await page().getByRole('button', { name: '保存并推演' }).click();
  await seenDone(page());
  await page().getByRole('heading', { name: '经办改的名称（示例）' }).waitFor();
  const reviewer = await signIn(stack, 'gwh.shencha');
  expect((await reviewer.query<Shown>('equity.plan', { id })).ok).toBe(true);
  const refused = await reviewer.mutate('equity.discardPlan', {
    ...{ requestId: crypto.randomUUID(), id, revision: 9 },
  });
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'forbidden' } });
  const other = await signIn(stack, 'fh.jingban');
  expect(await other.query('equity.plan', { id })).toMatchObject({ failure: { kind: 'not_found' } });
  await signInAt(stack, desk, 'gwh.shencha');
  await page().goto(address);
  await page().getByText('新纳入控制').waitFor();
  expect(await page().getByRole('button', { name: '保存并推演' }).count()).toBe(0);
  expect(desk.errors).toEqual([]);
});

test('a plan set aside can be read and no longer changed', async () => {
  await signInAt(stack, desk, 'gf.jingban');
  await page().goto(address);
  await pressed(page(), '作废方案');
  await page().getByText('方案已作废，只供查看').waitFor();
  await page().getByRole('link', { name: '返回方案列表' }).click();
  await page().getByRole('cell', { name: '已作废' }).waitFor();
  await both(page(), 'plans');
});
