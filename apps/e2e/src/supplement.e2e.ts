import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import { day, type Player, proposeMatter, readCast, submitMatter, todayOf } from './support/journey.ts';
import { press, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { fuhuanTransfer } from './support/story.ts';

const TITLE = '扶欢公司股权划转（补正，示例）';
/** Longer than any holiday, so that working days are among them. */
const STOOD = 14;
let stack: Stack;
let browser: Browser;
let player: Player;
let company: Desk;
let committee: Desk;
let matterId: string;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  player = httpPlayer(stack);
  company = await openDesk(browser);
  committee = await openDesk(browser);
  const cast = await readCast(player);
  matterId = await proposeMatter(player, cast.today, TITLE, fuhuanTransfer(cast));
  await submitMatter(player, matterId);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(company.page, 'failed-supplement-company');
  await picture(committee.page, 'failed-supplement-committee');
});

async function openCase(desk: Desk, account: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}/matters/${matterId}`);
  await desk.page.getByTestId('clock').waitFor();
  return desk.page;
}

const daysOf = (page: Page, kind: string): Promise<string[]> =>
  page
    .locator(`.day-strip > li[data-kind="${kind}"]`)
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-day') ?? ''));
const dueOf = async (page: Page): Promise<string> =>
  (await page.locator('.day-strip > li[data-due]').getAttribute('data-day')) ?? '';

let due: string;
let asked: string;

describe('a supplement with a suspended clock, in the browser', () => {
  test('the reviewer accepts and asks once for everything; the clock stands from the next day', async () => {
    const page = await openCase(committee, 'gwh.shencha');
    await pressed(page, '受理', false);
    await page.locator('.day-strip').waitFor();
    due = await dueOf(page);
    expect(await daysOf(page, 'stopped')).toEqual([]);
    await page.getByText('通知补正…').click();
    await page.getByLabel('需补正的内容').fill('补交债权人通知的送达证明\n说明职工安置方案');
    await pressed(page, '通知补正', false);
    await page.getByText('补正中').first().waitFor();
    await page.getByTestId('clock').getByText('计时停止').first().waitFor();
    asked = await todayOf(player);
    await page.getByTestId('stop').getByText('补交债权人通知的送达证明').waitFor();
  });

  test('two weeks pass; the company sees what is asked, and unsigned content is not taken', async () => {
    await stack.passDays(STOOD);
    const page = await openCase(company, 'gf.jingban');
    await page.getByTestId('act-matters.answerSupplement').getByText('说明职工安置方案').waitFor();
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.waitForURL(/\/matters\/new/);
    await page.getByLabel('事项名称').fill(`${TITLE}（已补正）`);
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.waitForURL(/\/matters\/[0-9a-f-]{36}$/);
    await page.getByTestId('signature-company_legal').getByText('内容已变，签署失效').waitFor();
    await page.getByLabel('补正说明').fill('已补送达证明，职工安置方案见附件。');
    await press(page, '答复补正', false);
    await page.getByRole('alert').filter({ hasText: '还缺内部签署' }).first().waitFor();
    expect(await page.getByLabel('补正说明').inputValue()).toContain('已补送达证明');
  });

  test('signed anew and answered, the clock goes on and the strip shows the days on which it stood', async () => {
    for (const account of ['gf.fawu', 'gf.fadai']) await pressed(await openCase(company, account), '签署');
    await pressed(await openCase(company, 'gf.jingban'), '答复补正', false);
    const page = await openCase(committee, 'gwh.shencha');
    await page.getByText('已受理').first().waitFor();
    const stopped = await daysOf(page, 'stopped');
    expect(stopped).toEqual(Array.from({ length: STOOD }, (_, n) => day(asked, -(n + 1))));
    expect((await dueOf(page)) > due).toBe(true);
    expect((await daysOf(page, 'counted')).some((counted) => stopped.includes(counted))).toBe(false);
    expect(await page.getByTestId('clock').getByText('计时停止').count()).toBe(0);
    await page.getByTestId('supplement-1').getByText('已答复').waitFor();
    expect([...company.errors, ...committee.errors]).toEqual([]);
  });
});
