import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { answer, choose, fill } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  await signInAt(stack, desk, 'gf.jingban');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-fourteen');
});

const begin = async (page: Page, matter: string): Promise<void> => {
  await page.goto(`${stack.url}/matters/new`);
  await page.getByRole('button', { name: matter }).click();
};
const ask = (page: Page): Promise<void> => page.getByRole('button', { name: '预审', exact: true }).click();
const verdict = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByTestId('route-answer').getByText(text).first().waitFor();

/** Proposes what stands in the form; steps and materials may follow. */
async function propose(page: Page, title: string): Promise<void> {
  await fill(page, '事项名称', title);
  await page.getByRole('button', { name: '提出', exact: true }).click();
  await page.waitForURL(/\/matters\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { name: title }).first().waitFor();
}

test('the fourteen are offered, each with who decides and within how many days', async () => {
  const { page } = desk;
  await page.goto(`${stack.url}/matters/new`);
  await page.locator('.matter-choice').nth(13).waitFor();
  expect(await page.locator('.matter-choice').count()).toBe(14);
  await page.getByRole('button', { name: /捐赠.*7 个工作日/ }).waitFor();
  await both(page, 'fourteen-choice');
});

test('a gift: what is wrong is said at the field, a loss maker is barred, a small one is only filed', async () => {
  const { page } = desk;
  await begin(page, '捐赠');
  await fill(page, '捐赠额（元）', '四万');
  await ask(page);
  await page.getByText('须为大于零的金额').waitFor();
  expect(await page.getByText('请填写').count()).toBeGreaterThan(3);
  await both(page, 'fourteen-wrong');
  await fill(page, '事项内容', '图书一批');
  await fill(page, '理由和用途', '支持示例小学建设图书室');
  await choose(page, '受赠人', '示例小学');
  await fill(page, '捐赠额（元）', '40000');
  await fill(page, '本年此前累计捐赠', '0');
  await answer(page, '是否预算内', '是');
  await answer(page, '本企业是否亏损', '是');
  await answer(page, '是否拖欠职工工资', '否');
  await answer(page, '是否抢险救灾', '否');
  await ask(page);
  await verdict(page, /亏损或欠薪企业不得对外捐赠/);
  await page.getByRole('button', { name: '提出', exact: true }).waitFor({ state: 'detached' });
  await both(page, 'fourteen-donation-barred');
  await answer(page, '本企业是否亏损', '否');
  await page.getByText('事实已改动').or(page.getByText('填好事实后')).first().waitFor();
  await ask(page);
  await verdict(page, '企业自主决策，备案');
  await propose(page, '向示例小学捐赠图书（示例）');
  await page.getByText('支持示例小学建设图书室').waitFor();
});

test('a guarantee outside the group is barred with its reason; one for a subsidiary goes its way', async () => {
  const { page } = desk;
  await begin(page, '对外担保');
  await fill(page, '事项内容', '流动资金贷款担保');
  await fill(page, '理由和用途', '续作到期贷款');
  await choose(page, '被担保人', '某民营公司');
  await choose(page, '与本集团的关系', '集团外无股权关系');
  await answer(page, '担保形式', '担保');
  await fill(page, '担保额（元）', '6000000');
  await fill(page, '主债权总额（元）', '10000000');
  await fill(page, '本次前集团担保余额', '0');
  await fill(page, '本次前本企业担保余额', '0');
  await answer(page, '被担保人是否处于困境', '否');
  await answer(page, '是否列入年度计划', '是');
  await ask(page);
  await verdict(page, /不得为集团外无股权关系的非国有主体提供担保/);
  await both(page, 'fourteen-guarantee-barred');
  await choose(page, '与本集团的关系', '控股子企业');
  await fill(page, '持股比例', '3/5');
  await choose(page, '被担保人', '示例控股子公司');
  await ask(page);
  await verdict(page, '企业自主决策，备案');
  await fill(page, '担保额（元）', '6000001');
  await ask(page);
  await verdict(page, /担保额超过按持股比例应承担的份额/);
  await fill(page, '担保额（元）', '6000000');
  await ask(page);
  await verdict(page, '企业自主决策，备案');
  await both(page, 'fourteen-guarantee');
  await propose(page, '为示例控股子公司贷款担保（示例）');
});

test('a project: the draft survives leaving, the negative list bars it, the plan and the amount give its level', async () => {
  const { page } = desk;
  await begin(page, '投资计划');
  await fill(page, '事项内容', '示例标准厂房二期');
  await fill(page, '理由和用途', '承接链上企业');
  await fill(page, '投资额（元）', '30000000');
  await answer(page, '是否列入年度计划', '是');
  await answer(page, '是否主业', '是');
  await answer(page, '是否列入负面清单禁止类', '是');
  await page.goto(`${stack.url}/matters`);
  await page.goto(`${stack.url}/matters/new`);
  expect(await page.locator('#content').getByLabel('投资额（元）').inputValue()).toBe('30000000');
  await ask(page);
  await verdict(page, '列入负面清单禁止类');
  await answer(page, '是否列入负面清单禁止类', '否');
  await ask(page);
  await verdict(page, '管委会决定');
  await verdict(page, /个工作日/);
  await both(page, 'fourteen-project');
  await propose(page, '示例标准厂房二期投资（示例）');
  await page.getByText('承接链上企业').waitFor();
  await both(page, 'fourteen-case');
  await page
    .getByRole('link', { name: '修改' })
    .or(page.getByRole('button', { name: '修改' }))
    .first()
    .click();
  await page.locator('#content').getByLabel('投资额（元）').waitFor();
  expect(await page.locator('#content').getByLabel('投资额（元）').inputValue()).toContain('30000000');
  expect(desk.errors).toEqual([]);
});
