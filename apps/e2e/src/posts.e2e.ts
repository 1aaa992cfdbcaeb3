import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { choose, press, pressed, seenDone } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let security: Desk;
let holder: Desk;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  [security, holder] = [await openDesk(browser), await openDesk(browser)];
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

async function name(page: Page, person: string, post: string, organization: string): Promise<void> {
  await choose(page, '人员', person);
  await choose(page, '岗位', post);
  await choose(page, '单位', organization);
}

test('the security administrator grants a post, ends one, and whoever wears it is out', async () => {
  await signInAt(stack, holder, 'gwh.mishu');
  await signInAt(stack, security, 'admin.anquan');
  const { page } = security;
  await page.goto(`${stack.url}/posts`);
  await name(page, '许清和', '系统管理员', '管委会');
  await press(page, '任命');
  await page.getByRole('alert').filter({ hasText: '三个不同的人' }).waitFor();
  await name(page, '许清和', '国资监管·审查', '管委会');
  await picture(page, 'posts');
  await pressed(page, '任命');

  await holder.page.reload();
  await holder.page.getByRole('combobox', { name: '当前岗位' }).click();
  await holder.page
    .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '审查' })
    .waitFor();

  const yesterday = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
  await page.getByRole('button', { name: '免去 许清和 的「会议秘书」' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('最后任职日').fill(yesterday);
  await dialog.getByLabel('原因').fill('岗位调整（示例）');
  await picture(page, 'posts-end');
  await dialog.getByRole('button', { name: '确定' }).click();
  await seenDone(page);
  await page.getByRole('button', { name: '免去 许清和 的「会议秘书」' }).waitFor({ state: 'detached' });
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'posts-phone');

  await holder.page.goto(`${stack.url}/matters`);
  await holder.page.waitForURL(/\/sign-in/);
  await signInAt(stack, holder, 'gwh.mishu');
  expect(await holder.page.getByTestId('hat').textContent()).toContain('审查');
  expect([...security.errors, ...holder.errors]).toEqual([]);
});
