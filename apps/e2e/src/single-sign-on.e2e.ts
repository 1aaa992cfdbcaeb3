import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, signInAt } from './support/browser.ts';
import { type ProviderProcess, startProvider } from './support/identity-provider.ts';
import { day } from './support/journey.ts';
import { choose, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

const client = { id: 'guanyun', secret: 'a secret of the client' };
let provider: ProviderProcess;
let stack: Stack;
let browser: Browser;
let desk: Desk;

/** The provider is another site then: cookies behave as between two hosts. */
const named = (url: string): string => url.replace('127.0.0.1', 'localhost');

beforeAll(async () => {
  const started = await startStack({
    demo: true,
    async settings(url) {
      provider = await startProvider({ ...client, origin: named(url) });
      return {
        GUANYUN_PUBLIC_URL: named(url),
        GUANYUN_OIDC_ISSUER: provider.issuer,
        GUANYUN_OIDC_CLIENT_ID: client.id,
        GUANYUN_OIDC_CLIENT_SECRET: client.secret,
        GUANYUN_OIDC_NAME: '示例统一身份',
      };
    },
  });
  stack = { ...started, url: named(started.url) };
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await provider?.stop();
});

const today = new Date().toISOString().slice(0, 10);
const passwordOf = (account: string): string =>
  stack.accounts.find((one) => one.account === account)?.password ?? '';
const entry = (of: Desk) => of.page.getByRole('link', { name: '用示例统一身份登录' });

/** Says at the provider who one is. */
async function proveAs(of: Desk, person: string): Promise<void> {
  await of.page.getByRole('heading', { name: '示例统一身份' }).waitFor();
  await of.page.getByLabel('姓名').fill(person);
  await of.page.getByRole('button', { name: '确认身份' }).click();
}

test('without a linked account nobody comes in, and the page says what to do', async () => {
  const { page } = desk;
  await page.goto(`${stack.url}/matters`);
  await entry(desk).click();
  await proveAs(desk, 'gwh-shencha');
  await page.getByRole('alert').getByText('还没有关联账号').waitFor();
  expect(new URL(page.url()).searchParams.get('to')).toBe('/matters');
  await both(page, 'sso-01-not-linked');
});

test('a reviewer links the identity: proven there, then the password here', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'gwh.shencha');
  await page.getByRole('link', { name: '统一身份' }).click();
  await page.getByText('还没有关联统一身份').waitFor();
  await page.getByRole('link', { name: '到示例统一身份核实身份' }).click();
  await proveAs(desk, 'gwh-shencha');
  await page.getByText('示例 gwh-shencha 已经核实').waitFor();
  await both(page, 'sso-02-waiting');
  await page.getByLabel('登录口令').fill('wrong-password');
  await page.getByRole('button', { name: '关联到本账号' }).click();
  await page.getByText('口令不对').waitFor();
  await page.getByLabel('登录口令').fill(passwordOf('gwh.shencha'));
  await page.getByRole('button', { name: '关联到本账号' }).click();
  await page.getByText('已关联的统一身份').waitFor();
  await page.getByRole('button', { name: '解除关联' }).waitFor();
  await both(page, 'sso-03-linked');
});

test('signed out, the reviewer comes in by the provider where it wanted to go, and works', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '退出' }).click();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await page.goto(`${stack.url}/delegations`);
  await entry(desk).waitFor();
  await both(page, 'sso-04-sign-in');
  await entry(desk).click();
  await page.waitForURL(`${stack.url}/delegations`);
  // The provider knows the person still; the strict cookie is there with the page's first question.
  await page.getByRole('button', { name: '退出' }).waitFor();
  await choose(page, '代理人', '许清和');
  await page.getByLabel('截止日').fill(day(today, -30));
  await pressed(page, '授权');
  const rows = await stack.sql<{ act: string; acr: string | null }>(
    `SELECT act, sign_in ->> 'acr' AS acr FROM journal WHERE act IN ('session.signInByProvider', 'delegations.give') ORDER BY index`,
  );
  expect(rows).toEqual([
    { act: 'session.signInByProvider', acr: '2' },
    { act: 'delegations.give', acr: '2' },
  ]);
});

test('the journal shows how the person was signed in', async () => {
  const other = await openDesk(browser);
  await signInAt(stack, other, 'gwh.shenji');
  await other.page.goto(`${stack.url}/journal`);
  const row = other.page.getByRole('row', { name: /授权代理/ });
  await row.getByText('统一身份登录').waitFor();
  await both(other.page, 'sso-05-journal');
  expect(other.errors).toEqual([]);
  await other.context.close();
});

test('the provider ends the session: the next request is out', async () => {
  const [row] = await stack.sql<{ sid: string }>(
    'SELECT v.provider_session AS sid FROM identity_sessions v JOIN sessions s USING (token_digest) WHERE s.ended_at IS NULL',
  );
  expect(await provider.logOut('gwh-shencha', row?.sid ?? '')).toBe(200);
  await desk.page.getByRole('link', { name: '重大事项' }).click();
  await desk.page.waitForURL((url) => url.pathname === '/sign-in');
  await entry(desk).waitFor();
});

test('signing out leaves at the provider too', async () => {
  const { page } = desk;
  // A provider that ended a session knows it no more.
  await desk.context.clearCookies({ domain: '127.0.0.1' });
  await entry(desk).click();
  await proveAs(desk, 'gwh-shencha');
  await page.getByRole('button', { name: '退出' }).click();
  await page.waitForURL((url) => url.origin === provider.issuer);
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await page.waitForURL((url) => url.href.startsWith(`${stack.url}/sign-in`));
  await entry(desk).click();
  // It asks anew who one is.
  await proveAs(desk, 'gwh-shencha');
  await page.getByRole('button', { name: '退出' }).waitFor();
});

test('the security administrator unlinks it: out at once, and not in again', async () => {
  const admin = await openDesk(browser);
  await signInAt(stack, admin, 'admin.anquan');
  await admin.page.goto(`${stack.url}/accounts`);
  await both(admin.page, 'sso-06-accounts');
  await admin.page.getByRole('button', { name: '解除账号 gwh.shencha 的统一身份' }).click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByLabel('原因').fill('离岗（示例）');
  await pressed(admin.page, '确定', false);
  await admin.page.getByRole('link', { name: '统一身份' }).click();
  await admin.page.getByText('只能用密码登录').waitFor();
  expect(admin.errors).toEqual([]);
  await admin.context.close();
  const { page } = desk;
  await page.getByRole('link', { name: '重大事项' }).click();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await entry(desk).click();
  await page.getByRole('alert').getByText('还没有关联账号').waitFor();
});

test('while the provider is away the page says so, and the password signs in', async () => {
  await stack.kill();
  await provider.away(true);
  await stack.start();
  const { page } = desk;
  await page.goto(`${stack.url}/sign-in`);
  await page.getByText('示例统一身份暂时连不上').waitFor();
  expect(await page.getByRole('button', { name: '用示例统一身份登录' }).isDisabled()).toBe(true);
  await both(page, 'sso-07-away');
  await page.getByLabel('账号').fill('gwh.shencha');
  await page.getByLabel('密码').fill(passwordOf('gwh.shencha'));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('button', { name: '退出' }).waitFor();
  expect(desk.errors).toEqual([]);
});
