import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import {
  type Cast,
  day,
  examineMatter,
  idOf,
  PAPERS_AHEAD,
  type Player,
  proposeMatter,
  readCast,
  submitMatter,
  todayOf,
} from './support/journey.ts';
import { choose, press, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { projectOf } from './support/story.ts';

const TITLE = '示例标准厂房二期投资（回避，示例）';
let stack: Stack;
let browser: Browser;
let desk: Desk;
let player: Player;
let cast: Cast;
let matterId: string;
let meeting: string;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  player = httpPlayer(stack);
  cast = await readCast(player);
  await sitOnBoard('石景行', day(cast.today, 400), null);
  await sitOnBoard('夏明远', day(cast.today, 900), day(cast.today, 300));
  matterId = await proposeMatter(player, cast.today, TITLE, projectOf(cast, '示例标准厂房二期'));
  await submitMatter(player, matterId);
  await examineMatter(player, matterId);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-recusal');
});

/** A seat on the group's board, as the administrator of security enters it. */
async function sitOnBoard(name: string, from: string, to: string | null): Promise<void> {
  const { persons } = await player.query<{ persons: { id: string; name: string }[] }>(
    'admin.anquan',
    'administration.posts',
  );
  const organizationId = idOf(cast.companies, 'GF');
  const personId = persons.find((one) => one.name === name)?.id;
  await player.act('admin.anquan', 'administration.grantPost', {
    ...{ personId, organizationId, kind: 'company_director', from, to },
  });
}

async function at(account: string, path: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(path.startsWith('http') ? path : `${stack.url}${path}`);
  return desk.page;
}

/** Declares a relation to the group in the form of whatever page is open. */
async function declare(page: Page, kind: string, note: string): Promise<void> {
  await page.getByText('关联关系申报').click();
  await choose(page, '关联公司', '高新技术产业发展集团');
  await choose(page, '关系', kind);
  await page.getByLabel('情况说明').fill(note);
  await pressed(page, '申报');
}

const item = (page: Page) => page.getByTestId(`item-${matterId}`);

describe('a recusal that breaks the quorum, in the browser', () => {
  test('a member declares a relation; on the agenda those recused are found from posts and declarations', async () => {
    await declare(await at('gwh.weiyuan3', '/meetings'), '近亲属任职', '配偶任该公司财务部负责人');
    const page = await at('gwh.mishu', '/meetings/new');
    await page.getByLabel('会议名称').fill('管委会会议（回避，示例）');
    await page.getByLabel('会议日期').fill(day(cast.today, -PAPERS_AHEAD));
    await page.getByRole('checkbox', { name: new RegExp(TITLE.slice(0, 8)) }).check();
    await press(page, '发起会议', false);
    await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
    meeting = page.url();
    await item(page)
      .getByText(/石景行 现任.*董事/)
      .waitFor();
    await item(page)
      .getByText(/夏明远 三年内曾任.*董事/)
      .waitFor();
    await item(page)
      .getByText(/孟书同 申报与.*有关联：近亲属任职/)
      .waitFor();
    expect(await page.getByTestId('too-few').count()).toBe(0);
  });

  test('one more stands aside at the meeting: everybody sees at once that too few are left', async () => {
    await stack.passDays(PAPERS_AHEAD);
    await pressed(await at('gwh.mishu', meeting), '登记到会', false);
    const page = await at('gwh.weiyuan4', meeting);
    await page.getByRole('button', { name: '赞成', exact: true }).waitFor();
    await declare(page, '主持过该项目', '曾主持该项目前期工作');
    await page.getByText('已回避本项').waitFor();
    expect(await page.getByRole('button', { name: '赞成', exact: true }).count()).toBe(0);
    await page.getByTestId('too-few').getByText('应到 6 人，回避后剩 2 人').waitFor();
    await both(page, 'recusal-01-aside');
  });

  test('the secretary closes: the case is not decided but goes up, and both pages say why', async () => {
    let page = await at('gwh.mishu', meeting);
    await press(page, '结束会议并计票');
    await page.getByRole('alert').filter({ hasText: '还有到会人员未表决' }).waitFor();
    await item(page).getByText('待表决：梁正川、江临风').waitFor();
    for (const account of ['gwh.zhuren', 'gwh.weiyuan5']) await pressed(await at(account, meeting), '赞成');
    page = await at('gwh.mishu', meeting);
    await pressed(page, '结束会议并计票');
    await item(page).getByText('不能决定', { exact: true }).waitFor();
    await item(page).getByText('会议不能决定，报上级').waitFor();
    await item(page).getByText('扣除回避后有效应到2人').waitFor();
    await both(page, 'recusal-02-closed');
    page = await at('gf.jingban', `/matters/${matterId}`);
    await page.getByTestId('passed-up').getByText('扣除回避后有效应到2人').waitFor();
    await page.getByTestId('clock').getByText('计时停止').first().waitFor();
    expect(await page.getByText('已通过').count()).toBe(0);
    await both(page, 'recusal-03-forwarded');
  });

  test('the reviewer enters the answer of the higher body, and the case goes on to its reply', async () => {
    const path = `/matters/${matterId}`;
    let page = await at('gwh.shencha', path);
    await page.getByLabel('文号').fill('示例国资〔2026〕9号');
    await page.getByLabel('决定日期').fill(await todayOf(player));
    await page.getByText('同意', { exact: true }).click();
    await both(page, 'recusal-04-answer');
    await pressed(page, '登记上级决定', false);
    await page.getByText('示例国资〔2026〕9号').first().waitFor();
    await pressed(await at('gwh.zhuren', path), '签发');
    page = await at('gwh.yongyin', path);
    await pressed(page, '用印并印发');
    await page.getByText('已批复').first().waitFor();
    expect(desk.errors).toEqual([]);
  });
});
