import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import {
  day,
  decideMatter,
  idOf,
  issueWarrant,
  type Player,
  proposeMatter,
  readCast,
  signMatter,
  submitMatter,
  todayOf,
} from './support/journey.ts';
import { pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { fuhuanTransfer } from './support/story.ts';

const TITLE = '扶欢公司捐赠图书（示例）';
const OPINION = '捐赠在年度预算之内，用途合规，同意报出。';
let stack: Stack;
let browser: Browser;
let player: Player;
let desk: Desk;
let path: string;

/** The developer is the group's subsidiary once the transfer is entered; then it has a matter of its own. */
beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  player = httpPlayer(stack);
  desk = await openDesk(browser);
  const cast = await readCast(player);
  const transfer = fuhuanTransfer(cast);
  const id = await proposeMatter(player, cast.today, '扶欢公司股权划转（示例）', transfer);
  await submitMatter(player, id);
  await decideMatter(player, id, '管委会会议（示例）');
  const warrantId = await issueWarrant(player, id, '示例国资〔2026〕9号');
  const today = await todayOf(player);
  const { targetId, fromId, toId, share } = transfer;
  const entered = { warrantId, targetId, fromId, toId, share, registerOn: today };
  await player.act('gf.jingban', 'equity.executeTransfer', entered);
  const donation = {
    ...{ matter: 'donation', companyId: idOf(cast.companies, 'FHGS'), amount: '20000.00' },
    ...{ subject: '图书', purpose: '支持示例小学', decidedOn: day(today, 10) },
    counterparty: { name: '示例小学' },
    facts: {
      ...{ yearTotalBefore: '0.00', budgeted: true, lossMaking: false },
      ...{ wagesOwed: false, disasterRelief: false },
    },
  };
  const matterId = await proposeMatter(player, today, TITLE, donation, 'fh');
  await signMatter(player, matterId, 'fh');
  path = `/matters/${matterId}`;
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-first-tier');
});

async function at(account: string, where: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}${where}`);
  return desk.page;
}

describe('a subsidiary hands its matter up through its first-tier company, in the browser', () => {
  test('it does not reach the committee by itself', async () => {
    const page = await at('fh.jingban', path);
    await pressed(page, '报一级企业');
    await page.getByText('待一级企业审核').first().waitFor();
    const seen = await player.query<{ number: string | null }>('fh.jingban', 'matters.get', {
      id: path.slice('/matters/'.length),
    });
    expect(seen.number).toBeNull();
  });

  test('the first-tier company finds it on its front door and says what it thinks of it', async () => {
    const page = await at('gf.fadai', '/');
    await page.getByRole('link', { name: TITLE }).first().click();
    const endorse = page.getByRole('button', { name: '审核转报' });
    await endorse.waitFor();
    expect(await endorse.isDisabled()).toBe(true);
    await page.getByLabel('审核意见').fill(OPINION);
    await both(page, 'first-tier-endorse');
    await pressed(page, '审核转报', false);
    await page.getByText('待受理').first().waitFor();
  });

  test('the committee reads the opinion before it accepts', async () => {
    const page = await at('gwh.shencha', path);
    await page.getByTestId('opinion-endorsement').getByText(OPINION).waitFor();
    await both(page, 'first-tier-opinion');
    await pressed(page, '受理', false);
    await page.getByText('已受理').first().waitFor();
    expect(desk.errors).toEqual([]);
  });
});
