import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './paths.ts';

type Source = { readonly path: string; readonly text: string };

async function sources(pattern: string): Promise<Source[]> {
  const found: Source[] = [];
  for await (const path of glob(pattern, { cwd: ROOT, exclude: ['**/node_modules/**'] }))
    if (!/\.(test|e2e)\.tsx?$|\/testing\//.test(path.replaceAll('\\', '/')))
      found.push({ path, text: readFileSync(join(ROOT, path), 'utf8') });
  return found;
}

const web = await sources('apps/web/src/**/*.{ts,tsx}');
const rest = await sources('{apps/server,packages/*}/src/**/*.ts');

/** The files in which one of these words stands. */
const holding = (files: readonly Source[], words: RegExp): string[] =>
  files.filter(({ text }) => words.test(text)).map(({ path }) => path);

test('there is something to look through', () => {
  expect([web.length > 100, rest.length > 400]).toEqual([true, true]);
  expect(holding([{ path: 'x', text: 'a = eval(b)' }], /\beval\(/)).toEqual(['x']);
});

test('no text becomes code, and none becomes HTML', () => {
  expect(holding([...web, ...rest], /\beval\(|\bnew Function\(|\bnode:vm\b/)).toEqual([]);
  expect(
    holding(web, /dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write\(/),
  ).toEqual([]);
});

/** What starts and stops the embedded database: `npm start` and the operator's commands, and no request. */
const EMBEDDED = 'packages/db/src/embedded/';
test('the server starts no process', () => {
  const starting = holding(rest, /child_process/);
  expect(starting.filter((path) => !path.startsWith(EMBEDDED))).toEqual([]);
  const using = holding(rest, /@guanyun\/db\/embedded\//);
  expect(using.filter((path) => !/^apps\/server\/src\/(backup|commands)\//.test(path))).toEqual([]);
  const serving = rest.filter(({ path }) => /^apps\/server\/src\/(main|start|http)\.ts$/.test(path));
  expect([serving.length, holding(serving, /from '\.\/(backup|commands)\//)]).toEqual([3, []]);
});

test('nothing is left to a generator that can be guessed, or to a broken hash', () => {
  expect(holding([...web, ...rest], /\bMath\.random\b/)).toEqual([]);
  expect(holding([...web, ...rest], /create(Hash|Hmac)\(\s*'(md4|md5|sha1|ripemd160)'|'SHA-1'/i)).toEqual([]);
});

test('pages listen to no messages of other windows and keep nothing out of the browser’s sight', () => {
  expect(
    holding(web, /addEventListener\(\s*'message'|\.postMessage\(|\bindexedDB\b|document\.cookie/),
  ).toEqual([]);
});

test('every field for a password is masked, and may be pasted into and filled by a manager', () => {
  const fields = web.flatMap(({ path, text }) =>
    [...text.matchAll(/<Input\.Password\b[^>]*/g)].map((found) => ({ path, field: found[0] })),
  );
  expect(fields.length).toBeGreaterThan(4);
  expect(holding(web, /onPaste|onCopy|visibilityToggle=\{\{ visible: true/)).toEqual([]);
  const masked = new Set(fields.map(({ path }) => path));
  expect(holding(web, /autoComplete="(new|current)-password"/).filter((path) => !masked.has(path))).toEqual(
    [],
  );
});

test('the server calls nobody but by a set address, and follows none elsewhere', () => {
  const callers = rest.filter(({ text }) => /(?<![\w.])fetch\(/.test(text));
  expect(callers.map(({ path }) => path.replaceAll('\\', '/')).sort()).toEqual([
    'apps/server/src/log-holders.ts',
    'apps/server/src/s3-store.ts',
  ]);
  for (const { path, text } of callers) expect([path, /redirect: 'error'/.test(text)]).toEqual([path, true]);
  expect(
    holding(rest, /\bnode:(http|https|http2|net|tls|dgram)\b/)
      .map((path) => path.replaceAll('\\', '/'))
      .sort(),
  ).toEqual([
    // Listens, and calls nobody.
    'apps/server/src/metrics.ts',
    // The address of GUANYUN_SCANNER.
    'apps/server/src/scanner.ts',
    'apps/server/src/settings.ts',
    'apps/server/src/start.ts',
    // Addresses that two administrators approved, looked at and pinned before the call.
    'apps/server/src/webhook-address.ts',
    'apps/server/src/webhook-sender.ts',
    // A free port on this machine.
    `${EMBEDDED}cluster.ts`,
  ]);
  // The address of GUANYUN_SMTP, and nothing that a mail could have fetched or read.
  const mailing = rest.filter(({ text }) => /\bnodemailer\b/.test(text));
  expect(mailing.map(({ path }) => path.replaceAll('\\', '/'))).toEqual(['apps/server/src/mail-holder.ts']);
  for (const { text } of mailing) expect(text).toContain('disableFileAccess: true, disableUrlAccess: true');
});
