import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import { type Cast, day, type Player, proposeMatter, readCast, submitMatter } from './support/journey.ts';
import { choose, pdf, press, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { fuhuanTransfer } from './support/story.ts';

let stack: Stack;
let browser: Browser;
let giver: Desk;
let delegate: Desk;
let player: Player;
let cast: Cast;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  [giver, delegate] = [await openDesk(browser), await openDesk(browser)];
  player = httpPlayer(stack);
  cast = await readCast(player);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

/** Puts on the hat whose name has this in it, at the top of the page. */
async function wear(page: Page, hat: string): Promise<void> {
  await page.getByRole('combobox', { name: '当前岗位' }).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: hat }).click();
  await page.locator('.top-right .ant-select', { hasText: hat }).waitFor();
}

async function give(page: Page, to: string, until: string): Promise<void> {
  await page.goto(`${stack.url}/delegations`);
  await choose(page, '代理人', to);
  await page.getByLabel('截止日').fill(until);
}

const proposed = (title: string) => proposeMatter(player, cast.today, title, fuhuanTransfer(cast));

describe('a colleague acts in one’s post for a time', () => {
  let matterId: string;

  test('a reviewer lets the secretary stand in; more than ninety days is refused where it was asked', async () => {
    matterId = await proposed('扶欢公司股权划转（示例）');
    await submitMatter(player, matterId);
    await signInAt(stack, giver, 'gwh.shencha');
    const { page } = giver;
    await give(page, '许清和', day(cast.today, -90));
    await press(page, '授权');
    await page.getByRole('alert').filter({ hasText: '最多 90 天' }).waitFor();
    await page.getByLabel('截止日').fill(day(cast.today, -30));
    await picture(page, 'delegation-give');
    await pressed(page, '授权');
    await page.getByRole('row', { name: /许清和.*有效/ }).waitFor();
    await picture(page, 'delegation-given');
  });

  test('the delegate wears the hat and accepts; the history has both names', async () => {
    await signInAt(stack, delegate, 'gwh.mishu');
    const { page } = delegate;
    await page.goto(`${stack.url}/delegations`);
    await page.getByText('切换到「代……」').waitFor();
    await wear(page, '代 周立衡');
    await page.goto(`${stack.url}/matters/${matterId}`);
    await press(page, '受理', false);
    await page.getByText('许清和 代 周立衡').first().waitFor();
    await page.getByText('许清和 代 周立衡').first().scrollIntoViewIfNeeded();
    await picture(page, 'delegation-history');
    await page.goto(`${stack.url}/journal`);
    await page.getByText('许清和 代 周立衡').first().waitFor();
    await page.getByRole('button', { name: '校验' }).click();
    await page.getByRole('status').filter({ hasText: '校验通过' }).waitFor();
    await picture(page, 'delegation-journal');
    await page.goto(`${stack.url}/delegations`);
    await page.getByText('代理人不得转授权。请先切换').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'delegation-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('revoked, the next thing that the delegate does leads to the sign-in page', async () => {
    await giver.page.goto(`${stack.url}/delegations`);
    await giver.page.setViewportSize({ width: 390, height: 844 });
    await picture(giver.page, 'delegation-give-phone');
    await giver.page.setViewportSize({ width: 1440, height: 900 });
    await pressed(giver.page, '撤销');
    await giver.page.getByText('已撤销').first().waitFor();
    await delegate.page.goto(`${stack.url}/matters/${matterId}`);
    await delegate.page.waitForURL(/\/sign-in/);
    await signInAt(stack, delegate, 'gwh.mishu');
    expect(await delegate.page.getByTestId('hat').textContent()).toContain('会议秘书');
  });

  test('the legal representative gives in writing, and both names stand under the signature', async () => {
    const id = await proposed('扶欢公司股权划转二（示例）');
    const { contentDigest } = await player.query<{ contentDigest: string }>('gf.fawu', 'matters.get', { id });
    await player.act('gf.fawu', 'matters.sign', { id, contentDigest });
    await signInAt(stack, giver, 'gf.fadai');
    await give(giver.page, '罗静宜', day(cast.today, -10));
    expect(await giver.page.getByRole('button', { name: '授权', exact: true }).isDisabled()).toBe(true);
    await giver.page.locator('#content input[type="file"]').setInputFiles(pdf('授权书'));
    await giver.page.getByRole('link', { name: '授权书.pdf' }).waitFor();
    await pressed(giver.page, '授权');
    await signInAt(stack, delegate, 'gf.caiwu');
    await wear(delegate.page, '代 何启明');
    await delegate.page.goto(`${stack.url}/matters/${id}`);
    await press(delegate.page, '签署');
    await delegate.page
      .getByTestId('signature-company_representative')
      .filter({ hasText: '罗静宜 代 何启明' })
      .waitFor();
    await delegate.page.getByTestId('signature-company_representative').scrollIntoViewIfNeeded();
    await picture(delegate.page, 'delegation-signature');
    expect([...giver.errors, ...delegate.errors]).toEqual([]);
  });
});
