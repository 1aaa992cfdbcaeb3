import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { choose } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let security: Desk;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  security = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

test('the security administrator sees who may do what, by area, by post and by word', async () => {
  await signInAt(stack, security, 'admin.anquan');
  const { page } = security;
  await page.goto(`${stack.url}/permissions`);
  const row = (name: string) => page.getByTestId(`row-${name}`);
  await row('area matters').getByText('重大事项').waitFor();
  expect(await row('matters.accept').getByRole('img', { name: '可以', exact: true }).count()).toBe(1);
  expect(await row('notices.list').getByText('任何人（含未登录）').count()).toBe(1);
  // A column for each post, and one of them lets nobody sign in.
  const mayMe = await row('session.me').getByRole('img', { name: '可以', exact: true }).count();
  expect([mayMe, await row('session.me').getByRole('img', { name: '不可以' }).count()]).toEqual([19, 1]);
  await picture(page, 'permissions');

  await page.getByLabel('按功能名称查找').fill('表决');
  await row('meetings.vote').waitFor();
  expect(await row('matters.accept').count()).toBe(0);
  await page.getByLabel('按功能名称查找').fill('');

  await choose(page, '按岗位', '会议秘书');
  await page.getByRole('region', { name: '会议' }).getByText('meetings.create').waitFor();
  expect(await row('meetings.vote').count()).toBe(0);
  await page.getByLabel('只看办理').check();
  expect(await row('meetings.list').count()).toBe(0);
  await page.getByLabel('只看办理').uncheck();
  await both(page, 'permissions-post');

  await choose(page, '按岗位', '公司·董事');
  await page.getByText('该岗位不能登录系统').waitFor();
  await choose(page, '按岗位', '未登录的人');
  await page.getByText('notices.register').waitFor();
  expect(await page.getByTestId(/^row-/).count()).toBe(9);
});

test('on a phone a post is picked, and its procedures are listed', async () => {
  const { page } = security;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${stack.url}/permissions`);
  await page.getByText('请选择岗位').waitFor();
  await picture(page, 'permissions-phone-empty');
  await choose(page, '按岗位', '审计');
  await page.getByTestId('row-evidence.verify').waitFor();
  expect(
    await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
  ).toBeLessThanOrEqual(0);
  await picture(page, 'permissions-phone');
  expect(security.errors).toEqual([]);
});
