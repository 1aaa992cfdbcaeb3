import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, signInAt } from './support/browser.ts';
import { choose, pressed, seenDone } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let system: Desk;
let security: Desk;
let key = '';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  [system, security] = [await openDesk(browser), await openDesk(browser)];
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
/** Another system: no browser, no cookie, only its key. */
const call = (procedure: string, input: object) =>
  fetch(`${stack.url}/api/v1/${procedure}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });

test('the system administrator makes the account of a machine', async () => {
  await signInAt(stack, system, 'admin.xitong');
  const { page } = system;
  await page.goto(`${stack.url}/services`);
  await page.getByLabel('系统名称').fill('财务软件');
  await page.getByLabel('接口账号').fill('jk-caiwu');
  const [company] = await stack.sql<{ name: string }>(
    `SELECT n.name FROM organizations o JOIN organization_names n ON n.organization_id = o.id
     WHERE o.kind = 'company' AND n.name IS NOT NULL ORDER BY o.tier, o.code LIMIT 1`,
  );
  await choose(page, '所属单位', company?.name ?? '');
  await pressed(page, '开立', false);
  await page.getByText('财务软件（接口账号）').waitFor();
  expect(await page.getByRole('button', { name: '发放密钥' }).count()).toBe(0);
});

test('the security administrator grants its post and makes a key, shown once', async () => {
  await signInAt(stack, security, 'admin.anquan');
  const { page } = security;
  await page.goto(`${stack.url}/services`);
  await choose(page, '岗位', '财务');
  await pressed(page, '任命岗位', false);
  await page.getByRole('button', { name: '发放密钥' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('密钥名称').fill('月度取数');
  await choose(page, '范围', '凭证（全部）');
  await choose(page, '范围', '资产（全部）');
  await page.keyboard.press('Escape');
  await dialog.getByLabel('到期日').fill(today);
  await dialog.getByRole('button', { name: '确定' }).click();
  await seenDone(page);
  key = (await page.getByTestId('new-key').textContent()) ?? '';
  expect(key).toMatch(/^gyk_[\w-]{43}$/);
  await page.getByRole('button', { name: '复制密钥' }).waitFor();
  await dialog.getByRole('button', { name: '已保存，关闭' }).click();
  await page.getByText('月度取数').waitFor();
  await both(page, 'service-keys');
});

test('a plain HTTP client reads what the key is for, and is refused the rest', async () => {
  const vouchers = await call('accounting.vouchers', {});
  expect([vouchers.status, Array.isArray(((await vouchers.json()) as { items: unknown }).items)]).toEqual([
    200,
    true,
  ]);
  expect((await call('assets.statementTable', { asOf: today })).status).toBe(200);
  const outside = await call('organizations.companies', {});
  expect([outside.status, await outside.json()]).toEqual([403, { failure: { kind: 'forbidden' } }]);
});

test('the key revoked, its next request is out', async () => {
  const { page } = security;
  await page.getByRole('button', { name: '吊销密钥「月度取数」' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('原因').fill('更换系统（示例）');
  await dialog.getByRole('button', { name: '确定' }).click();
  await seenDone(page);
  expect((await call('accounting.vouchers', {})).status).toBe(401);
  await page.getByText('已吊销').waitFor();
  expect([...system.errors, ...security.errors]).toEqual([]);
});
