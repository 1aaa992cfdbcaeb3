import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import {
  day,
  decideMatter,
  issueWarrant,
  type Player,
  proposeMatter,
  readCast,
  submitMatter,
} from './support/journey.ts';
import { type Stack, startStack } from './support/stack.ts';
import { fuhuanTransfer } from './support/story.ts';

const TITLE = '扶欢公司股权划转（重演，示例）';
let stack: Stack;
let browser: Browser;
let player: Player;
let desk: Desk;
let matterId: string;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  player = httpPlayer(stack);
  desk = await openDesk(browser);
  const cast = await readCast(player);
  matterId = await proposeMatter(player, cast.today, TITLE, fuhuanTransfer(cast));
  await submitMatter(player, matterId);
  await decideMatter(player, matterId, TITLE);
  await issueWarrant(player, matterId, '示例〔2026〕重演1号');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-replay');
});

async function replayFrom(account: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}/matters/${matterId}`);
  await desk.page.getByRole('link', { name: '重演本案' }).click();
  await desk.page.getByTestId('replay-whole').waitFor();
  return desk.page;
}
const verdicts = (page: Page): Promise<(string | null)[][]> =>
  page
    .locator('[data-same]')
    .evaluateAll((cards) =>
      cards.map((card) => [card.getAttribute('data-testid'), card.getAttribute('data-same')]),
    );

const asked = [
  'replay-submission-matter-route',
  'replay-acceptance-matter-route',
  'replay-acceptance-working-days',
  'replay-review-matter-precheck',
  'replay-meeting-meeting-decision',
  'replay-warrant-warrant-validity',
];

describe('a past case is decided again, in the browser', () => {
  test('the reviewer sees every question, its answer and reasons, and the same result', async () => {
    const page = await replayFrom('gwh.shencha');
    await page.getByTestId('replay-whole').getByText('重演结果与当时一致').waitFor();
    expect(await verdicts(page)).toEqual(asked.map((one) => [one, 'true']));
    const meeting = page.getByTestId('replay-meeting-meeting-decision');
    await meeting.getByText('通过', { exact: true }).waitFor();
    await meeting.getByRole('button', { name: '为何' }).click();
    await page.getByRole('tooltip').getByText('法定人数').first().waitFor();
    await page.keyboard.press('Escape');
    await picture(page, 'replay-same');
  });

  test('the company sees the same of its own case', async () => {
    const page = await replayFrom('gf.jingban');
    expect(await verdicts(page)).toEqual(asked.map((one) => [one, 'true']));
  });

  test('an interest declared afterwards: exactly the meeting differs, by that member', async () => {
    const cast = await readCast(player);
    const company = [...cast.companies.values()].find((one) => one.name.includes('扶欢'));
    await player.act('gwh.weiyuan5', 'meetings.declareRelation', {
      organizationId: company?.id,
      kind: 'own_interest',
      note: '示例',
      validFrom: day(cast.today, 400),
    });
    const { person } = await player.query<{ person: { name: string } }>('gwh.weiyuan5', 'session.me');
    const page = await replayFrom('gwh.shencha');
    await page.getByTestId('replay-whole').getByText('不一致').waitFor();
    const differing = (await verdicts(page)).filter(([, same]) => same === 'false').map(([id]) => id);
    expect(differing).toEqual(['replay-meeting-meeting-decision']);
    const meeting = page.getByTestId('replay-meeting-meeting-decision');
    const row = meeting.getByRole('row').filter({ hasText: `${person.name} › 应回避` });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      `会议成员 › ${person.name} › 应回避`,
      '否',
      '是',
    ]);
    await meeting.getByText('用当时的事实').waitFor();
    await picture(page, 'replay-differs');
    await meeting.scrollIntoViewIfNeeded();
    await picture(page, 'replay-meeting');
    await page.setViewportSize({ width: 390, height: 844 });
    await meeting.scrollIntoViewIfNeeded();
    await picture(page, 'replay-meeting-390');
    expect(desk.errors).toEqual([]);
  });
});
