import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import {
  day,
  examineMatter,
  PAPERS_AHEAD,
  type Player,
  proposeMatter,
  readCast,
  submitMatter,
  todayOf,
} from './support/journey.ts';
import { press, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { projectOf } from './support/story.ts';

const TITLE = '示例标准厂房三期投资（委托到期，示例）';
const NEW = '示例委〔2027〕1号';
const members = ['gwh.weiyuan1', 'gwh.weiyuan2', 'gwh.weiyuan3', 'gwh.weiyuan4', 'gwh.weiyuan5'];
/** The case begins so many days before the mandate ends; the meeting is closed so many days after its own. */
const [BEFORE_END, LATE] = [20, 10];
let stack: Stack;
let browser: Browser;
let desk: Desk;
let player: Player;
let mandate: { number: string; validTo: string };
let matterId: string;
let meeting: string;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  player = httpPlayer(stack);
  const [only] = await player.query<(typeof mandate)[]>('gf.jingban', 'organizations.mandates');
  if (only === undefined) throw new Error('the case has no mandate');
  mandate = only;
  const left = (Date.parse(mandate.validTo) - Date.parse(await todayOf(player))) / 86_400_000;
  await stack.passDays(left - BEFORE_END);
  const cast = await readCast(player);
  matterId = await proposeMatter(player, cast.today, TITLE, projectOf(cast, '示例标准厂房三期'));
  await submitMatter(player, matterId);
  const contentDigest = await examineMatter(player, matterId);
  const { members: called } = await player.query<{ members: { person: { id: string } }[] }>(
    'gwh.mishu',
    'meetings.candidates',
  );
  const expected = called.map((m) => m.person.id);
  const { id } = await player.act<{ id: string }>('gwh.mishu', 'meetings.create', {
    ...{ title: '管委会会议（委托到期，示例）', heldOn: day(cast.today, -PAPERS_AHEAD) },
    ...{ mode: 'collective_vote', matterIds: [matterId], expected },
  });
  meeting = `/meetings/${id}`;
  await player.passDays(PAPERS_AHEAD);
  await player.act('gwh.mishu', 'meetings.recordAttendance', { id, present: expected });
  for (const account of members)
    await player.act(account, 'meetings.vote', {
      ...{ meetingId: id, matterId, contentDigest, motionVersion: 1, vote: 'for', opinion: '同意' },
    });
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-lapsed-mandate');
});

async function at(account: string, path: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}${path}`);
  return desk.page;
}
/** The meeting as one of the committee sees it, once it is there. */
async function meetingAs(account: string): Promise<Page> {
  const page = await at(account, meeting);
  await page.getByTestId(`item-${matterId}`).waitFor();
  return page;
}
const refused = (page: Page, text: string): Promise<void> =>
  page.getByRole('alert').filter({ hasText: text }).first().waitFor();
const votes = (page: Page): Promise<number> => page.locator('[data-testid^="vote-"]').count();

describe('a mandate that lapses before the decision, in the browser', () => {
  test('the last vote is cast while the mandate holds', async () => {
    const page = await meetingAs('gwh.zhuren');
    expect(await page.getByTestId('no-mandate').count()).toBe(0);
    await pressed(page, '赞成');
    await page.getByText('您已表决：赞成').waitFor();
  });

  test('closed after its end, the meeting is refused with what to do, and no vote is lost', async () => {
    await stack.passDays(LATE);
    const page = await at('gwh.mishu', meeting);
    await page.getByTestId('no-mandate').waitFor();
    await press(page, '结束会议并计票');
    await refused(page, `${await todayOf(player)} 没有覆盖该事项、公司和金额的有效委托书`);
    await both(page, 'mandate-01-refused');
    await page.reload();
    await page.getByTestId(`item-${matterId}`).waitFor();
    await page.getByText('进行中').first().waitFor();
    expect(await votes(page)).toBe(members.length + 1);
  });

  test('the security administrator records the new one; what is wrong with it is said, and what was typed stays', async () => {
    const page = await at('admin.anquan', '/');
    await page.getByRole('link', { name: '委托书' }).first().click();
    await page.getByRole('row', { name: new RegExp(`${mandate.number}.*已到期`) }).waitFor();
    await page.getByLabel('文号').fill(mandate.number);
    await page.getByLabel('截止日').fill(day(mandate.validTo, 30));
    await press(page, '登记');
    await refused(page, '委托书的截止日不得早于起始日');
    await refused(page, `文号 ${mandate.number} 的委托书已登记`);
    await page.getByLabel('文号').fill(NEW);
    expect(await page.getByLabel('起始日').inputValue()).toBe(day(mandate.validTo, -1));
    await page.getByLabel('截止日').fill(day(mandate.validTo, -730));
    // The old one covers every company; to name some and leave them out is nothing that can be recorded.
    await page.getByRole('radio', { name: '指定公司' }).check();
    expect(await page.getByRole('button', { name: '登记', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('radio', { name: '全部公司' }).check();
    await both(page, 'mandate-02-record');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    const asked = page.locator('.ant-popconfirm:visible');
    await asked.getByText(/覆盖公司：全部公司；单笔上限：.+；有效期：.+ 至 .+/).waitFor();
    await picture(page, 'mandate-02b-confirm');
    await asked.getByRole('button', { name: '取消' }).click();
    await pressed(page, '登记');
    await page.getByRole('row', { name: /2027.1号.*有效/ }).waitFor();
    await both(page, 'mandate-03-recorded');
  });

  test('then the same votes decide, and the case goes on', async () => {
    let page = await meetingAs('gwh.mishu');
    expect(await page.getByTestId('no-mandate').count()).toBe(0);
    expect(await votes(page)).toBe(members.length + 1);
    await pressed(page, '结束会议并计票');
    await page.getByText('赞成 6 票').waitFor();
    await both(page, 'mandate-04-closed');
    await pressed(await at('gwh.zhuren', `/matters/${matterId}`), '签发');
    page = await at('gwh.yongyin', `/matters/${matterId}`);
    await pressed(page, '用印并印发');
    await page.getByText('已批复').first().waitFor();
    expect(desk.errors).toEqual([]);
  });
});
