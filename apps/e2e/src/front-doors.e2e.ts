import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

describe('each of the user groups finds its own front door', () => {
  test.each([
    ['gwh.shencha', '国资监管', 'front-door-supervision'],
    ['gf.jingban', '经办', 'front-door-company'],
    ['gf.caiwu', '财务', 'front-door-finance'],
    ['admin.xitong', '系统管理员', 'front-door-administration'],
  ])('%s acts as %s', async (account, hat, name) => {
    await signInAt(stack, desk, account);
    expect(await desk.page.getByTestId('hat').textContent()).toContain(hat);
    await picture(desk.page, name);
    expect(desk.errors).toEqual([]);
  });

  test('a wrong password is refused with a sentence, and what was typed stays', async () => {
    await desk.context.clearCookies();
    await desk.page.goto(`${stack.url}/sign-in`);
    await desk.page.getByLabel('账号').fill('gf.jingban');
    await desk.page.getByLabel('密码').fill('not the password');
    await desk.page.getByRole('button', { name: '登录' }).click();
    await desk.page.getByRole('alert').waitFor();
    expect(await desk.page.getByLabel('账号').inputValue()).toBe('gf.jingban');
  });
});
