import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { documentQuota } from '@guanyun/domain/evidence/document-quota.ts';
import { signInPolicy } from '@guanyun/domain/organizations/credentials.ts';
import { type ImportTemplate, importers } from '@guanyun/domain/organizations/permissions.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Settings } from './settings.ts';
import { type HostileFile, hostileFiles } from './testing/hostile-files.ts';
import { type HostileServer, hostileServer, LEAK } from './testing/hostile-server.ts';

/** Megabytes that a file may make the server grow by, while it is handed in or read as an ordinary workbook. */
const GROWTH = 64;
/** The same for the import of a hundred thousand rows, whose parts lie in memory once. */
const GROWTH_LARGE = 400;
const large: readonly string[] = ['assets', 'asset-classes'];

let server: HostileServer;
let child: ChildProcess;
let url = '';
let home = '';

beforeAll(async () => {
  server = await hostileServer();
  home = await mkdtemp(join(tmpdir(), 'guanyun-upload-'));
  const settings: Settings = {
    ...{
      databaseUrl: server.database.ownerUrl,
      databaseAppUrl: null,
      host: '127.0.0.1',
      port: 0,
      home,
      web: null,
    },
    ...{ demo: false, zone: TEST_ZONE, publicOrigin: null, ocidPrefix: null, unsafeDatabase: true },
    ...{ trustedProxies: [], metrics: null, backup: null },
    ...{
      clockFile: null,
      logLevel: 'silent',
      s3: null,
      oidc: null,
      logKey: join(home, 'log-key.pem'),
      logHolders: [],
      smtp: null,
    },
    ...{ signIn: signInPolicy, logHash: 'sha256', scanner: null, quota: documentQuota },
    ...{ secretKey: join(home, 'secret-key'), webhookNetworks: [], webhookLoopback: false },
  };
  child = fork(new URL('./testing/serve-child.ts', import.meta.url), { execArgv: ['--expose-gc'] });
  child.send(settings);
  [url] = (await once(child, 'message')) as [string];
});
afterAll(async () => {
  child?.kill();
  await server?.close();
  await rm(home, { recursive: true, force: true });
});

/** Kilobytes of the child that Linux tells under a name; elsewhere nothing is measured. */
const told = (name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);

/** By how many megabytes the server grew at most while this was done. */
async function growth(work: () => Promise<void>): Promise<number> {
  if (process.platform !== 'linux') return work().then(() => 0);
  child.send('clean');
  await once(child, 'message');
  // Lets the highest mark begin anew.
  writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
  const before = told('VmRSS');
  await work();
  return (told('VmHWM') - before) / 1024;
}

const headers = async (kind: Parameters<HostileServer['cookieOf']>[0]) => ({
  ...{ 'x-guanyun': '1', origin: url, 'sec-fetch-site': 'same-origin' },
  cookie: await server.cookieOf(kind),
});

type Post = Parameters<HostileServer['cookieOf']>[0];

async function handIn({ name, bytes }: HostileFile, by: Post = 'committee_reviewer'): Promise<Response> {
  const head = `--xyz\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/html\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes(), Buffer.from('\r\n--xyz--\r\n')]);
  const type = { 'content-type': 'multipart/form-data; boundary=xyz' };
  return fetch(`${url}/documents`, {
    method: 'POST',
    headers: { ...(await headers(by)), ...type },
    body,
  });
}

/** What comes back of it can run nothing and is shown nowhere. */
async function isInert(digest: string): Promise<void> {
  const back = await fetch(`${url}/documents/${digest}`, { headers: await headers('committee_reviewer') });
  expect(back.status).toBe(200);
  expect(back.headers.get('content-disposition')).toMatch(
    /^attachment; filename="document"; filename\*=UTF-8''[\w%.~!#$&+^`|-]+$/,
  );
  expect(back.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(back.headers.get('x-content-type-options')).toBe('nosniff');
  expect(back.headers.get('cache-control')).toBe('private, no-store');
  expect(back.headers.get('content-type')).not.toMatch(/html|svg|xml;|script|octet/);
  await back.arrayBuffer();
}

const kept: { what: string; digest: string }[] = [];
/** The two readers read all of them; the other templates, which share these, a few unless `GUANYUN_FUZZ` asks for more. */
const readBy = (template: ImportTemplate): typeof kept =>
  template === 'equity' || template === 'assets' || process.env.GUANYUN_FUZZ !== undefined
    ? kept
    : kept.filter((_, n) => n % 6 === 0);

it(`${hostileFiles.length} hostile files are refused, or kept and served so that they can do nothing`, async () => {
  let most = { megabytes: 0, what: '' };
  for (const file of hostileFiles) {
    const megabytes = await growth(async () => {
      const answer = await handIn(file);
      const body = await answer.text();
      expect([file.what, answer.status, body]).toEqual([
        file.what,
        file.kept ? 200 : 422,
        expect.not.stringMatching(LEAK),
      ]);
      if (!file.kept) return;
      const { digest } = JSON.parse(body) as { digest: string };
      kept.push({ what: file.what, digest });
      await isInert(digest);
    });
    expect(megabytes, file.what).toBeLessThan(GROWTH);
    // A company brings workbooks in as well, and sees its own papers only.
    if (file.kept) expect((await handIn(file, 'company_finance')).status).toBe(200);
    if (megabytes > most.megabytes) most = { megabytes, what: file.what };
  }
  expect(hostileFiles.length).toBeGreaterThanOrEqual(40);
  expect(await readdir(join(home, 'uploads'))).toEqual([]);
  console.log(
    `G28: ${hostileFiles.length} files, ${hostileFiles.length - kept.length} refused, ${kept.length} inert, at most ${most.megabytes.toFixed(0)} MB (${most.what})`,
  );
}, 300_000);

it.each(Object.keys(importers) as ImportTemplate[])(
  'what was kept of them cannot be imported as %s',
  async (template) => {
    const post = (importers[template] as readonly Parameters<HostileServer['cookieOf']>[0][])[0];
    const limit = large.includes(template) ? GROWTH_LARGE : GROWTH;
    let most = { megabytes: 0, seconds: 0, what: '' };
    let slowest = { seconds: 0, what: '' };
    for (const { what, digest } of readBy(template)) {
      const input = encodeURIComponent(JSON.stringify({ template, digest }));
      let seconds = 0;
      const megabytes = await growth(async () => {
        const began = performance.now();
        const answer = await fetch(`${url}/trpc/imports.preview?input=${input}`, {
          headers: await headers(post ?? 'auditor'),
        });
        const body = await answer.text();
        seconds = (performance.now() - began) / 1000;
        expect([what, answer.status, body]).toEqual([what, 200, expect.not.stringMatching(LEAK)]);
        expect([
          what,
          (JSON.parse(body) as { result: { data: { problems: unknown[] } } }).result.data.problems.length > 0,
        ]).toEqual([what, true]);
      });
      expect(megabytes, what).toBeLessThan(limit);
      expect(seconds, what).toBeLessThan(30);
      if (megabytes > most.megabytes) most = { megabytes, seconds, what };
      if (seconds > slowest.seconds) slowest = { seconds, what };
    }
    console.log(
      `G28: import as ${template}: ${readBy(template).length} files, 0 read, at most ${most.megabytes.toFixed(0)} MB (${most.what}), ${slowest.seconds.toFixed(1)} s (${slowest.what})`,
    );
  },
  300_000,
);

it.each<[string, string | null, string]>([
  ['no boundary', 'multipart/form-data', 'x'],
  ['an empty boundary', 'multipart/form-data; boundary=', '--\r\n\r\n----'],
  [
    'a part without an end',
    'multipart/form-data; boundary=xyz',
    '--xyz\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-',
  ],
  ['a part without headers', 'multipart/form-data; boundary=xyz', '--xyz\r\n\r\n%PDF-\r\n--xyz--\r\n'],
  [
    'a header of 100 kB',
    'multipart/form-data; boundary=xyz',
    `--xyz\r\nX: ${'x'.repeat(100_000)}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-\r\n--xyz--\r\n`,
  ],
  [
    'a thousand parts',
    'multipart/form-data; boundary=xyz',
    `${'--xyz\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'.repeat(1000)}--xyz--\r\n`,
  ],
  [
    'a field of 1 MB',
    'multipart/form-data; boundary=xyz',
    `--xyz\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'b'.repeat(1_000_000)}\r\n--xyz--\r\n`,
  ],
  [
    'a field called __proto__',
    'multipart/form-data; boundary=xyz',
    '--xyz\r\nContent-Disposition: form-data; name="__proto__"; filename="a.pdf"\r\n\r\n%PDF-\r\n--xyz--\r\n',
  ],
  ['nothing', 'multipart/form-data; boundary=xyz', ''],
])('an upload with %s is refused', async (_, type, body) => {
  const began = performance.now();
  const answer = await fetch(`${url}/documents`, {
    method: 'POST',
    headers: { ...(await headers('committee_reviewer')), 'content-type': type ?? '' },
    body,
  });
  const said = await answer.text();
  expect([answer.status, said]).toEqual([
    expect.toBeOneOf([400, 406, 413, 415, 422]),
    expect.not.stringMatching(LEAK),
  ]);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await readdir(join(home, 'uploads'))).toEqual([]);
});
