import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { HOME, ROOT, WEB_DIST } from './paths.ts';

const MARK = join(HOME, 'web-build');
/** Everything the bundle is made of: its own sources, the packages it imports and the versions it installs. */
const SOURCES = ['apps/web', 'packages/domain', 'packages/api', 'tsconfig.base.json', 'pnpm-lock.yaml'];
const LEFT_OUT = new Set(['node_modules', 'dist', '.turbo']);

function* filesUnder(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!LEFT_OUT.has(name) && !/\.test\.tsx?$/.test(name)) yield* filesUnder(join(path, name));
  }
}

function sourceDigest(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const path of filesUnder(join(ROOT, source))) {
      hash
        .update(`${path.slice(ROOT.length)}\0`)
        .update(readFileSync(path))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** Builds the web application unless the last build was made from exactly these sources. Throws when it fails. */
export function buildWeb(say: (line: string) => void): void {
  const digest = sourceDigest();
  const built = existsSync(join(WEB_DIST, 'index.html')) && existsSync(MARK);
  if (built && readFileSync(MARK, 'utf8') === digest) return;
  say('正在构建网页 / building the web application');
  const web = join(ROOT, 'apps', 'web');
  const vite = createRequire(join(web, 'package.json')).resolve('vite/package.json');
  const command = [join(dirname(vite), 'bin', 'vite.js'), 'build', '--logLevel', 'warn'];
  const done = spawnSync(process.execPath, command, { cwd: web, stdio: ['ignore', 2, 2] });
  if (done.status !== 0)
    throw new Error('网页构建失败，原因见上 / the web application did not build: see above');
  mkdirSync(HOME, { recursive: true });
  writeFileSync(MARK, digest);
}
