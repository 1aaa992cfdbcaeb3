import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import { type Cast, day, type Player, proposeMatter, readCast, submitMatter } from './support/journey.ts';
import { pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { projectOf } from './support/story.ts';

const VERSION = '2027版（示例）';
/** From its release to its day. */
const AHEAD = 7;
let stack: Stack;
let browser: Browser;
let desk: Desk;
let player: Player;
let cast: Cast;
/** Accepted before the change; submitted before it and accepted after. */
const cases = { before: '', after: '' };

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  player = httpPlayer(stack);
  cast = await readCast(player);
  for (const name of ['before', 'after'] as const) {
    const title = name === 'before' ? '甲项目投资（换版前受理，示例）' : '乙项目投资（换版后受理，示例）';
    const project = projectOf(cast, name === 'before' ? '甲项目（示例）' : '乙项目（示例）');
    cases[name] = await proposeMatter(player, cast.today, title, project);
    await submitMatter(player, cases[name]);
  }
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-in-flight');
});

async function at(account: string, path: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}${path}`);
  return desk.page;
}
const decider = (page: Page, text: string): Promise<void> =>
  page.getByTestId('decider').getByText(text).first().waitFor();

describe('a catalogue change in flight, in the browser', () => {
  test('one case is accepted under the version in force: the committee decides, within twenty working days', async () => {
    const page = await at('gwh.shencha', `/matters/${cases.before}`);
    await pressed(page, '受理', false);
    await decider(page, '管委会决定');
    await decider(page, '有效的目录版本：v1');
    await page.getByTestId('clock').getByText('20 个工作日').first().waitFor();
  });

  test('two administrators change a default figure from a later day; until then nothing is judged by it', async () => {
    let page = await at('mulu.guanli1', '/catalogue');
    await page.getByLabel('版本名').fill(VERSION);
    await page.getByLabel('生效日期').fill(day(cast.today, -AHEAD));
    await pressed(page, '起草', false);
    await page.getByText('修改草案').waitFor();
    await page.getByRole('button', { name: /^3 投资/ }).click();
    await page.getByLabel('金额起点：管委会', { exact: true }).fill('4000');
    await pressed(page, '保存草案', false);
    const draft = new URL(page.url()).pathname;
    page = await at('mulu.guanli2', draft);
    await page
      .getByTestId('change-investment_plan.band.committee')
      .getByText(/达到 4,?000 万元/)
      .waitFor();
    await both(page, 'in-flight-01-release');
    await pressed(page, '发布');
    await page.getByText('已发布', { exact: true }).waitFor();
    page = await at('gf.jingban', '/catalogue?tab=investment_plan');
    await page
      .getByTestId('figure-investment_plan.band.committee')
      .getByText(`${day(cast.today, -AHEAD)} 起`)
      .waitFor();
    await both(page, 'in-flight-02-announced');
    await page.goto(`${stack.url}/matters/${cases.after}`);
    await decider(page, '管委会决定');
  });

  test('after its day the one submitted before and accepted then is judged by the new version', async () => {
    await stack.passDays(AHEAD);
    const page = await at('gwh.shencha', `/matters/${cases.after}`);
    await pressed(page, '受理', false);
    await decider(page, '企业自主决策，备案');
    await decider(page, `有效的目录版本：${VERSION}`);
    await page.getByText(`目录 ${VERSION}`).waitFor();
    await both(page, 'in-flight-03-after');
    await pressed(page, '出具备案回执');
  });

  test('the one accepted before stays under its own, also where its content is made good afterwards', async () => {
    const path = `/matters/${cases.before}`;
    let page = await at('gwh.shencha', path);
    await decider(page, '管委会决定');
    await decider(page, '有效的目录版本：v1');
    await both(page, 'in-flight-04-before');
    await page.getByText('通知补正…').click();
    await page.getByLabel('需补正的内容').fill('说明资金来源');
    await pressed(page, '通知补正', false);
    page = await at('gf.jingban', path);
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.waitForURL(/\/matters\/new/);
    const answer = page.getByTestId('route-answer');
    await answer.getByText('管委会决定').first().waitFor();
    await answer.getByText('v1', { exact: true }).waitFor();
    expect(await answer.getByText('企业自主决策，备案').count()).toBe(0);
    await page.locator('#content').getByLabel('理由和用途').fill('承接链上企业，资金来源为自有资金（示例）');
    await page.getByRole('button', { name: '预审', exact: true }).click();
    await answer.getByText('管委会决定').first().waitFor();
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.waitForURL(/\/matters\/[0-9a-f-]{36}$/);
    await decider(page, '管委会决定');
    await decider(page, '有效的目录版本：v1');
    expect(desk.errors).toEqual([]);
  });
});
