import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, launch, openDesk } from './support/browser.ts';
import { signInWith } from './support/client.ts';
import { choose, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  stack = await startStack({ demo: false });
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const administrators = [
  ['系统管理员', '甲示例', 'xitong', 'Example-2026!a'],
  ['安全管理员', '乙示例', 'anquan', 'Example-2026!b'],
  ['审计管理员', '丙示例', 'shenji', 'Example-2026!c'],
] as const;

test('an empty zone has no accounts, and its first page makes the three administrators once', async () => {
  const { page } = desk;
  const before = await stack.sql<{ accounts: number }>('SELECT count(*)::int AS accounts FROM accounts');
  expect(before).toEqual([{ accounts: 0 }]);
  await page.goto(stack.url);
  await page.waitForURL(/\/setup/);
  await page.getByLabel('新区名称').fill('示例开发区');
  for (const [kind, person, account, password] of administrators) {
    await page.getByLabel(`${kind}的姓名`).fill(person);
    await page.getByLabel(`${kind}的账号`).fill(account);
    await page.getByLabel(`${kind}的密码`, { exact: true }).fill(password);
    await page.getByLabel(`再次输入${kind}的密码`).fill(password);
  }
  await page.getByRole('button', { name: '建立新区' }).click();
  await page.waitForURL(/\/sign-in/);
  const client = await signInWith(stack, 'xitong', 'Example-2026!a');
  const me = await client.query<{ zone: { illustrative: boolean }; post: { kind: string } }>('session.me');
  expect(me.ok && [me.value.zone.illustrative, me.value.post.kind]).toEqual([false, 'system_admin']);
  await page.goto(`${stack.url}/setup`);
  await page.getByText('本区已经建立').waitFor();
});

test('the security administrator brings in the people and their posts, the system administrator opens an account, and its holder works', async () => {
  const { page } = desk;
  const enter = async (account: string, password: string): Promise<void> => {
    await desk.context.clearCookies();
    await page.goto(`${stack.url}/sign-in`);
    await page.getByLabel('账号').fill(account);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: '退出' }).waitFor();
  };
  await enter('anquan', 'Example-2026!b');
  await page.goto(`${stack.url}/imports`);
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles(
      resolve(import.meta.dirname, '../../../packages/casebook/workbooks/01-organizations.xlsx'),
    );
  await pressed(page, '确认导入');
  await enter('xitong', 'Example-2026!a');
  await page.goto(`${stack.url}/accounts`);
  await choose(page, '人员', '会议秘书');
  await page.getByLabel('新账号').fill('mishu');
  await pressed(page, '开立账号', false);
  const first = (await page.getByTestId('handed-over').textContent())?.trim() ?? '';
  await enter('mishu', first);
  await page.getByLabel('当前密码').fill(first);
  await page.getByLabel('新密码', { exact: true }).fill('Example-2026!d');
  await page.getByLabel('再次输入密码').fill('Example-2026!d');
  await page.getByRole('button', { name: '更换密码' }).click();
  await page.getByRole('link', { name: '会议' }).first().waitFor();
  expect(await page.getByTestId('hat').textContent()).toContain('会议秘书');
  expect(desk.errors).toEqual([]);
});
