import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, launch, openDesk, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import {
  type Cast,
  decideMatter,
  issueWarrant,
  type Player,
  proposeMatter,
  readCast,
  submitMatter,
  todayOf,
} from './support/journey.ts';
import { press } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { fuhuanTransfer } from './support/story.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let player: Player;
let cast: Cast;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  player = httpPlayer(stack);
  cast = await readCast(player);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

/** The sentence of a refusal, where the act was tried; what was entered is still there. */
const refusal = (page: Page, sentence: RegExp): Promise<void> =>
  page.getByRole('alert').filter({ hasText: sentence }).first().waitFor();

async function executeAt(page: Page, warrantId: string, registerOn: string): Promise<void> {
  await page.goto(`${stack.url}/equity?warrant=${warrantId}`);
  await page.locator('#registerOn').fill(registerOn);
  await press(page, '执行划转');
}

describe('a refusal says on the page what is wrong and what to do', () => {
  let matterId: string;
  let warrantId: string;

  test('the legal representative cannot sign before legal has', async () => {
    matterId = await proposeMatter(player, cast.today, '扶欢公司股权划转（示例）', fuhuanTransfer(cast));
    await signInAt(stack, desk, 'gf.fadai');
    await desk.page.goto(`${stack.url}/matters/${matterId}`);
    await press(desk.page, '签署');
    await refusal(desk.page, /还缺内部签署/);
  });

  test('same person on both sides: who proposed cannot accept in another post', async () => {
    await submitMatter(player, matterId);
    const [handler] = await stack.sql<{ person_id: string; committee: string }>(
      `SELECT a.person_id, (SELECT id FROM organizations WHERE code = 'GWH') AS committee FROM accounts a WHERE a.login = 'gf.jingban'`,
    );
    await stack.sql(`INSERT INTO posts (id, person_id, organization_id, kind, valid_from, source)
      VALUES ('${randomUUID()}', '${handler?.person_id}', '${handler?.committee}', 'committee_reviewer', '2026-01-01', 'entered')`);
    await signInAt(stack, desk, 'gf.jingban');
    await desk.page.getByRole('combobox', { name: '当前岗位' }).click();
    await desk.page
      .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '审查' })
      .click();
    await desk.page.getByText('会议', { exact: true }).first().waitFor();
    await desk.page.goto(`${stack.url}/matters/${matterId}`);
    await press(desk.page, '受理', false);
    await refusal(desk.page, /同一自然人不得/);
  });

  test('not yet in force, wrong company, spent: each with its sentence', async () => {
    await decideMatter(player, matterId, '会议（示例）');
    warrantId = await issueWarrant(player, matterId, '示例国资〔2026〕9号');
    const today = await todayOf(player);
    await signInAt(stack, desk, 'fh.jingban');
    await executeAt(desk.page, warrantId, today);
    await refusal(desk.page, /另一家公司/);
    await signInAt(stack, desk, 'gf.caiwu');
    await executeAt(desk.page, warrantId, '2026-01-05');
    await refusal(desk.page, /不生效/);
    expect(await desk.page.locator('#registerOn').inputValue()).toBe('2026-01-05');
    await desk.page.locator('#registerOn').fill(today);
    const { targetId, fromId, toId, share } = fuhuanTransfer(cast);
    await player.act('gf.caiwu', 'equity.executeTransfer', {
      warrantId,
      targetId,
      fromId,
      toId,
      share,
      registerOn: today,
    });
    await press(desk.page, '执行划转');
    await refusal(desk.page, /已用完/);
  });

  test('no warrant: there is nothing to carry out, and the page says so', async () => {
    await desk.page.goto(`${stack.url}/equity?warrant=${randomUUID()}`);
    await refusal(desk.page, /没有这一项/);
  });

  test('edited after approval: the approved case offers no way to change it', async () => {
    await signInAt(stack, desk, 'gf.fawu');
    await desk.page.goto(`${stack.url}/matters/${matterId}`);
    await desk.page.getByText('执行中').first().waitFor();
    expect(await desk.page.getByRole('button', { name: '修改' }).count()).toBe(0);
    expect(desk.errors).toEqual([]);
  });
});
