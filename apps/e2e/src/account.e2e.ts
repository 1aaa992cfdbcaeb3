import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authenticator } from './support/authenticator.ts';
import { both, type Desk, launch, openDesk, signInAt } from './support/browser.ts';
import { choose, press, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let [system, security, member]: Desk[] = [];
let code: () => Promise<string> = async () => '';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  [system, security, member] = [await openDesk(browser), await openDesk(browser), await openDesk(browser)];
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const desk = (one: Desk | undefined): Desk => {
  if (one === undefined) throw new Error('no desk');
  return one;
};
const passwordOf = (account: string): string =>
  stack.accounts.find((one) => one.account === account)?.password ?? '';

/** The sign-in page as somebody fills it in. */
async function enter(of: Desk | undefined, account: string, password: string): Promise<void> {
  const { page, context } = desk(of);
  await page.goto('about:blank');
  await context.clearCookies();
  await page.goto(`${stack.url}/sign-in`);
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}
const chosen = 'Qi-harbour-42-lamps';

test('a security administrator sets one-time codes up with the phone', async () => {
  await signInAt(stack, desk(security), 'admin.anquan');
  const { page } = desk(security);
  await page.getByRole('link', { name: '账号安全' }).click();
  await page.getByRole('button', { name: '开始启用' }).waitFor();
  await both(page, 'account-01-security');
  await page.locator('#codesPassword').fill(passwordOf('admin.anquan'));
  await page.getByRole('button', { name: '开始启用' }).click();
  const secret = (await page.getByTestId('otp-secret').textContent())?.trim() ?? '';
  code = authenticator(secret);
  await both(page, 'account-02-scan', page.getByTestId('otp-secret'));
  await page.getByLabel('验证器上的六位数字').fill('000000');
  await press(page, '启用', false);
  await page.getByText('动态验证码不对').waitFor();
  await page.getByLabel('验证器上的六位数字').fill(await code());
  await press(page, '启用', false);
  await page.getByText('已启用（').waitFor();
});

test('then the password alone does not sign in; with the code it does', async () => {
  await enter(security, 'admin.anquan', passwordOf('admin.anquan'));
  const { page } = desk(security);
  await page.getByLabel('动态验证码').waitFor();
  await both(page, 'account-03-code');
  await page.getByLabel('动态验证码').fill('000000');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('动态验证码不对').waitFor();
  await page.getByLabel('动态验证码').fill(await code());
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '退出' }).waitFor();
});

test('what is done with the name asks for a code, and the history says so', async () => {
  const { page } = desk(security);
  await page.goto(`${stack.url}/posts`);
  await choose(page, '人员', '许清和');
  await choose(page, '岗位', '国资监管·审查');
  await choose(page, '单位', '管委会');
  await press(page, '任命');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('请输入动态验证码').waitFor();
  await both(page, 'account-04-confirm');
  // Closed without a code, nothing is done.
  await dialog.locator('.ant-modal-close').click();
  await page.getByText('请输入验证器上当前的六位数字').waitFor();
  await press(page, '任命');
  await dialog.locator('input').first().click();
  await page.keyboard.type(await code());
  await page.locator('.ant-message-notice-title', { hasText: '已办理' }).first().waitFor();
  const [row] = await stack.sql<{ act: string }>(
    'SELECT j.act FROM otp_approvals o JOIN journal j USING (request_id)',
  );
  expect(row?.act).toBe('administration.grantPost');
  await signInAt(stack, desk(member), 'gwh.shenji');
  await desk(member).page.goto(`${stack.url}/journal`);
  await desk(member).page.getByText('口令+验证码').first().waitFor();
});

test('who forgot the password is given one by two administrators, and chooses an own before anything else', async () => {
  await signInAt(stack, desk(system), 'admin.xitong');
  const { page } = desk(system);
  await page.goto(`${stack.url}/accounts`);
  await page.getByRole('button', { name: '为账号 gwh.mishu 提出密码重置' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('如何核实了本人身份').fill('当面核对工作证');
  await both(page, 'account-05-ask');
  await pressed(page, '确定', false);
  await page.getByText('24 小时内未放行即失效').first().waitFor();
  expect(await page.getByRole('button', { name: '放行' }).count()).toBe(0);

  const { page: other } = desk(security);
  await other.goto(`${stack.url}/accounts`);
  await pressed(other, '放行');
  const first = (await other.getByTestId('handed-over').textContent())?.trim() ?? '';
  await both(other, 'account-06-released');
  await other.getByRole('button', { name: '我已交付，关闭' }).click();
  expect(await other.getByTestId('handed-over').count()).toBe(0);

  const { page: own } = desk(member);
  await enter(member, 'gwh.mishu', passwordOf('gwh.mishu'));
  await own.getByText('账号或密码不对').waitFor();
  await enter(member, 'gwh.mishu', first);
  await own.getByText('这是管理员发给您的一次性密码').waitFor();
  // No page leads past it.
  await own.goto(`${stack.url}/matters`);
  await own.getByText('这是管理员发给您的一次性密码').waitFor();
  expect(await own.getByRole('link', { name: '会议' }).count()).toBe(0);
  await both(own, 'account-07-first');
  const change = async (next: string, again = next): Promise<void> => {
    await own.getByLabel('当前密码').fill(first);
    await own.getByLabel('新密码', { exact: true }).fill(next);
    await own.getByLabel('再次输入密码').fill(again);
    await own.getByRole('button', { name: '更换密码' }).click();
  };
  await change(chosen, `${chosen}x`);
  await own.getByText('两次输入的密码不同').waitFor();
  await change('Password-2026');
  await own.locator('.ant-alert').getByText('密码').nth(1).waitFor();
  await change(chosen);
  await own.getByRole('link', { name: '会议' }).first().waitFor();
  await enter(member, 'gwh.mishu', chosen);
  await own.getByRole('button', { name: '退出' }).waitFor();
});

test('a session elsewhere is seen and ended; its next question leads to the sign-in page', async () => {
  await enter(system, 'gwh.mishu', chosen);
  await desk(system).page.getByRole('button', { name: '退出' }).waitFor();
  const { page } = desk(member);
  await page.goto(`${stack.url}/security`);
  await page.getByRole('button', { name: '退出其他会话' }).click();
  await page.getByRole('dialog').getByLabel('当前密码').fill(chosen);
  await both(page, 'account-08-sessions');
  await pressed(page, '确定', false);
  await page.getByText('本会话').waitFor();
  await desk(system).page.goto(`${stack.url}/meetings`);
  await desk(system).page.waitForURL(/\/sign-in/);
  expect([desk(system).errors, desk(security).errors, desk(member).errors]).toEqual([[], [], []]);
});

test('before a session idles out the page says so, and one press keeps it', async () => {
  const { page } = desk(member);
  await page.clock.install();
  await page.goto(`${stack.url}/security`);
  await page.getByText('本会话').waitFor();
  await page.clock.fastForward('12:30');
  await page.getByText('分钟后将自动退出').waitFor();
  await page.getByRole('button', { name: '继续使用' }).click();
  await page.getByText('分钟后将自动退出').waitFor({ state: 'hidden' });
});
