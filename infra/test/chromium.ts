import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../paths.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const DOWNLOAD_SECONDS = 300;

/** True when the program is there and its libraries too: a browser that cannot tell its version cannot run a test. */
function runs(path: string | undefined): path is string {
  if (!path || !existsSync(path)) return false;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function installed(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'].filter(Boolean);
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, ...APPLICATIONS].find(runs);
}

const playwright = createRequire(join(ROOT, 'apps', 'e2e', 'package.json'));

async function downloaded(): Promise<string | undefined> {
  const entry = pathToFileURL(playwright.resolve('playwright-core')).href;
  const { default: library } = (await import(entry)) as {
    default: { chromium: { executablePath(): string } };
  };
  const path = library.chromium.executablePath();
  return runs(path) ? path : undefined;
}

function attempt(say: (line: string) => void, command: string, args: string[]): boolean {
  say(`${command} ${args.join(' ')}`);
  const done = spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: DOWNLOAD_SECONDS * 1000 });
  return done.status === 0;
}

/**
 * A Chromium that starts: GUANYUN_CHROMIUM, one installed on the machine, Playwright's download, one brought now by
 * Playwright, or one from the distribution when this is root. Throws when there is none: no test is left out silently.
 */
export async function findChromium(say: (line: string) => void): Promise<string> {
  const named = process.env.GUANYUN_CHROMIUM;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`GUANYUN_CHROMIUM 指向的程序无法运行 / GUANYUN_CHROMIUM does not run: ${named}`);
  }
  const found = installed() ?? (await downloaded());
  if (found) return found;
  say('未找到 Chromium，正在获取 / no Chromium here, fetching one');
  const cli = join(dirname(playwright.resolve('playwright-core/package.json')), 'cli.js');
  attempt(say, process.execPath, [cli, 'install', 'chromium']);
  const brought = await downloaded();
  if (brought) return brought;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    attempt(say, 'apt-get', ['update']);
    attempt(say, 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
    const packaged = installed();
    if (packaged) return packaged;
  }
  throw new Error(
    '浏览器测试需要 Chromium：请安装它或设置 GUANYUN_CHROMIUM / the browser tests need Chromium: install it or set GUANYUN_CHROMIUM',
  );
}
