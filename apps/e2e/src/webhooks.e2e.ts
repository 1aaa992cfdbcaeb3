import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, signInAt } from './support/browser.ts';
import { choose, fill, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

type Got = { id: string; body: string; signature: string; seconds: string };
const got: Got[] = [];
/** What the receiver does with the next request: a status, or no answer at all. */
let next: (number | 'hang')[] = [];

async function take(request: IncomingMessage, answer: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request) body += part;
  const header = (name: string): string => String(request.headers[name]);
  got.push({
    ...{ id: header('webhook-id'), body, signature: header('webhook-signature') },
    seconds: header('webhook-timestamp'),
  });
  const does = next.shift() ?? 200;
  if (does !== 'hang') answer.writeHead(does).end(`接收方答复 ${does}`);
}
const receiver = createServer((request, answer) => void take(request, answer));

let stack: Stack;
let browser: Browser;
let system: Desk;
let security: Desk;

beforeAll(async () => {
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  stack = await startStack({ demo: true, settings: { GUANYUN_WEBHOOK_LOOPBACK: 'on' } });
  browser = await launch();
  [system, security] = [await openDesk(browser), await openDesk(browser)];
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
  receiver.closeAllConnections();
  receiver.close();
});

const verifies = ({ id, seconds, body, signature }: Got, secret: string): boolean => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return signature === `v1,${expected}` && Math.abs(Number(seconds) - Date.now() / 1000) < 300;
};
async function until(holds: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
  for (const begun = Date.now(); Date.now() - begun < seconds * 1000; ) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('it did not come about');
}
const typesOf = (): string[] => got.map(({ body }) => (JSON.parse(body) as { type: string }).type);

const card = (page: Page, title: string): Locator =>
  page.locator('.ant-card').filter({ has: page.locator('.ant-card-head').getByText(title, { exact: true }) });

async function makeEndpoint(page: Page): Promise<string> {
  const { port } = receiver.address() as AddressInfo;
  await page.goto(`${stack.url}/webhooks`);
  await choose(page, '单位', '管委会');
  await fill(page, '名称', '值班系统');
  await fill(page, '接收地址', `http://127.0.0.1:${port}/in?key=hidden`);
  await page.getByRole('checkbox', { name: '账号与岗位' }).check();
  await pressed(page, '新建', false);
  return (await page.getByTestId('webhook-secret').textContent()) ?? '';
}

test('one administrator makes an endpoint, another approves; what happens arrives signed, is retried, survives a kill', async () => {
  await signInAt(stack, system, 'admin.xitong');
  await signInAt(stack, security, 'admin.anquan');
  const { page } = system;
  const secret = (await makeEndpoint(page)).trim();
  expect(secret).toMatch(/^whsec_/);

  await security.page.goto(`${stack.url}/webhooks`);
  await pressed(security.page, '批准');
  await page.reload();
  expect(await page.getByTestId('webhook-secret').count()).toBe(0);

  next = [500];
  await pressed(page, '发送测试', false);
  await until(() => got.length === 1, 20);
  await page.getByText('待重试').first().waitFor();
  await until(() => got.length === 2, 30);
  expect(got[0]?.id).toBe(got[1]?.id);
  await page.getByText('已送达').first().waitFor();
  await page.locator('.ant-table-row-expand-icon').first().click();
  await page.getByText('接收方答复 500').waitFor();

  await security.page.goto(`${stack.url}/posts`);
  await choose(security.page, '人员', '许清和');
  await choose(security.page, '岗位', '国资监管·审查');
  await choose(security.page, '单位', '管委会');
  await pressed(security.page, '任命');
  await until(() => typesOf().includes('administration.grantPost'), 20);
  expect(got.every((one) => verifies(one, secret))).toBe(true);
  expect(got.at(-1)?.body).not.toContain('许清和');

  next = ['hang'];
  const before = got.length;
  await pressed(page, '发送测试', false);
  await until(() => got.length === before + 1, 20);
  await stack.kill();
  await stack.start();
  await stack.sql(`UPDATE webhook_deliveries SET claimed_until = now() WHERE state = 'due'`);
  await until(() => got.length === before + 2, 30);
  expect(got[before + 1]?.id).toBe(got[before]?.id);

  await page.goto(`${stack.url}/webhooks`);
  await page.getByText('值班系统').first().waitFor();
  await both(page, 'webhooks-01-new');
  await both(page, 'webhooks-02-endpoints', card(page, '推送地址'));
  await page.locator('.ant-table-row-expand-icon').first().click();
  await both(page, 'webhooks-03-deliveries', card(page, '推送记录'));
  await page.setViewportSize({ width: 390, height: 844 });
  // Nothing that is written or pressed lies beyond the edge, not in a table that scrolls either.
  await page
    .getByTestId(/^endpoint-/)
    .getByRole('button', { name: '停用' })
    .waitFor();
  const beyond = await page.evaluate<number>(
    `[...document.querySelectorAll('#content button, #content input, #content .ant-table')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth).length`,
  );
  expect(beyond).toBe(0);
  expect(stack.log()).not.toMatch(/hidden|whsec_/);
  expect(await page.content()).not.toMatch(/key=hidden|whsec_/);
  await page.setViewportSize({ width: 1440, height: 900 });
  await pressed(page, '停用');
  expect(security.errors).toEqual([]);
});
