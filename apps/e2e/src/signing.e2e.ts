import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { choose, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  const started = await startStack();
  // Keys are for a name: an address of numbers has none.
  stack = { ...started, url: started.url.replace('127.0.0.1', 'localhost') };
  browser = await launch();
  desk = await openDesk(browser);
  const device = await desk.context.newCDPSession(desk.page);
  await device.send('WebAuthn.enable');
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const passwordOf = (account: string): string =>
  stack.accounts.find((one) => one.account === account)?.password ?? '';
const refusal = (answer: { ok: boolean; failure?: unknown }): string =>
  (answer.failure as { refusals?: { code: string }[] } | null)?.refusals?.[0]?.code ?? '';

test('a security administrator adds a key with the password; a wrong one is refused', async () => {
  await signInAt(stack, desk, 'admin.anquan');
  await desk.page.getByRole('link', { name: '签名密钥' }).click();
  await desk.page.getByText('还没有登记密钥').waitFor();
  const add = async (password: string): Promise<void> => {
    await desk.page.getByLabel('名称').fill('办公室电脑');
    await desk.page.getByLabel('登录口令').first().fill(password);
    await desk.page.getByRole('button', { name: '在本设备上登记' }).click();
  };
  await add('wrong-password');
  await desk.page.getByText('口令不对').waitFor();
  await add(passwordOf('admin.anquan'));
  await desk.page.getByRole('cell', { name: '办公室电脑' }).waitFor();
  await both(desk.page, 'signing-01-keys');
});

test('what is done with the name is signed on the device, and the history shows it', async () => {
  const { page } = desk;
  await page.goto(`${stack.url}/posts`);
  await choose(page, '人员', '许清和');
  await choose(page, '岗位', '国资监管·审查');
  await choose(page, '单位', '管委会');
  await pressed(page, '任命');
  const [row] = await stack.sql<{ act: string; statement: string }>(
    'SELECT j.act, s.statement FROM approval_signatures s JOIN journal j USING (request_id)',
  );
  expect(row?.act).toBe('administration.grantPost');
  expect(JSON.parse(row?.statement ?? '{}').procedure).toBe('administration.grantPost');
});

test('without the key, with another’s signature, or with one used before, nothing is done', async () => {
  const thief = await signIn(stack, 'admin.anquan');
  const [signed] = await stack.sql<Record<string, string>>('SELECT * FROM approval_signatures');
  const input = JSON.parse(signed?.statement ?? '{}').input as Record<string, string>;
  const again = { ...input, requestId: randomUUID() };
  expect(refusal(await thief.mutate('administration.grantPost', again))).toBe('SIGNATURE_WANTED');
  const assertion = {
    ...{ id: signed?.authenticator_id, clientDataJSON: signed?.client_data },
    ...{ authenticatorData: signed?.authenticator_data, signature: signed?.signature },
  };
  const carried = (value: unknown) => ({
    'x-guanyun-approval': Buffer.from(JSON.stringify(value)).toString('base64url'),
  });
  const post = (body: object, value: unknown) =>
    thief.mutate('administration.grantPost', body, carried(value));
  expect(refusal(await post(again, assertion))).toBe('SIGNATURE_INVALID');
  expect(refusal(await post(again, { ...assertion, id: 'A'.repeat(32) }))).toBe('SIGNATURE_INVALID');
  expect(refusal(await post(again, 'no signature at all'))).toBe('SIGNATURE_INVALID');
  const [count] = await stack.sql<{ n: string }>('SELECT count(*) AS n FROM approval_signatures');
  expect(count?.n).toBe('1');
});

test('an auditor verifies the signature offline, from the export alone', async () => {
  const auditor = await signIn(stack, 'gwh.shenji');
  const folder = await mkdtemp(join(tmpdir(), 'guanyun-approvals-'));
  const path = join(folder, 'log.jsonl');
  await writeFile(path, await (await auditor.download('/log/export.jsonl')).text());
  const verifier = resolve(import.meta.dirname, '../../../infra/verify/approvals.mjs');
  const run = (origin: string) =>
    spawnSync(process.execPath, [verifier, path, '--origin', origin], { encoding: 'utf8' });
  const own = run(stack.url);
  expect([own.status, own.stdout]).toEqual([0, expect.stringContaining('VALID 1 signed, 0 forged')]);
  expect(run('https://elsewhere.example').status).toBe(1);
  await rm(folder, { recursive: true, force: true });
});

test('the key removed, the session answers alone again', async () => {
  const { page } = desk;
  await page.goto(`${stack.url}/signing-keys`);
  await page.getByRole('button', { name: '注销' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('登录口令').fill(passwordOf('admin.anquan'));
  await dialog.getByRole('button', { name: '注销' }).click();
  await page.getByText('还没有登记密钥').waitFor();
  const client = await signIn(stack, 'admin.anquan');
  const [signed] = await stack.sql<Record<string, string>>('SELECT * FROM approval_signatures');
  const input = JSON.parse(signed?.statement ?? '{}').input as Record<string, string>;
  const answer = await client.mutate('administration.grantPost', { ...input, requestId: randomUUID() });
  expect(['SIGNATURE_WANTED', 'SIGNATURE_INVALID']).not.toContain(refusal(answer));
  expect(desk.errors).toEqual([]);
});
