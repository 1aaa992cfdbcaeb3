import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientAuthOf } from './client-credential.ts';
import { startIdentityProvider } from './testing/identity-provider.ts';
import { freePort, PASSWORD, signInServer } from './testing/sign-in-server.ts';
import { tinyBrowser } from './testing/tiny-browser.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanyun-client-key-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
])(
  'the client proves itself by a private key (%s), which the provider knows the public half of',
  async (name, make) => {
    const { privateKey, publicKey } = make();
    const keyFile = join(folder, `${name}.pem`);
    await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const port = await freePort();
    const provider = await startIdentityProvider({
      id: 'guanyun',
      origin: `http://127.0.0.1:${port}`,
      publicKey: publicKey.export({ format: 'jwk' }),
    });
    const server = await signInServer(port, {
      ...{ issuer: provider.issuer, clientId: 'guanyun', credential: { keyFile } },
      ...{ name: '示例统一身份', scopes: 'openid profile', administrators: true },
    });
    try {
      await server.hire('anquan', 'security_admin');
      const browser = tinyBrowser(server.origin);
      await browser.call('session.signIn', { account: 'anquan', password: PASSWORD });
      const form = await browser.follow(await browser.go(`${server.origin}/oidc/start?link=1`));
      const done = await browser.follow(
        await browser.submit(form.address, { login: 'p-anquan' }),
        (address) => address === `${server.origin}/identity`,
      );
      expect(done.to).toBe(`${server.origin}/identity`);
      // The setting lets administrators link.
      const proof = { requestId: '6f1f1c0e-6a53-4d39-9f0e-5f7b6f7c2d11', password: PASSWORD };
      expect((await browser.call('identity.link', proof)).status).toBe(200);
    } finally {
      await server.close();
      await provider.stop();
    }
  },
);

test('a file that is no such key is named in one line', async () => {
  const keyFile = join(folder, 'none.pem');
  await expect(clientAuthOf({ keyFile })).rejects.toThrow(/^GUANYUN_OIDC_CLIENT_KEY：.*ENOENT[^\n]*$/);
  await writeFile(keyFile, 'no key');
  await expect(clientAuthOf({ keyFile })).rejects.toThrow(/^GUANYUN_OIDC_CLIENT_KEY：[^\n]*$/);
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await expect(clientAuthOf({ keyFile })).rejects.toThrow('RSA');
});
