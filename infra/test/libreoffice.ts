import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['soffice', 'libreoffice'];
const FOLDERS = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/libreoffice/program',
  '/usr/lib/libreoffice/program',
];
const APPLICATIONS = [
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.com',
];
const INSTALL_SECONDS = 580;

function runs(path: string): boolean {
  if (!existsSync(path)) return false;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0;
}

function installed(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...FOLDERS].filter(Boolean);
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, ...APPLICATIONS].find(runs);
}

function attempt(say: (line: string) => void, command: string, args: string[]): void {
  say(`${command} ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: INSTALL_SECONDS * 1000, env });
}

/**
 * A LibreOffice that starts: GUANYUN_LIBREOFFICE, one installed on the machine, or the distribution's Writer without
 * windows when this is root. Throws when there is none: no test is left out silently.
 */
export function findLibreOffice(say: (line: string) => void): string {
  const named = process.env.GUANYUN_LIBREOFFICE;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`GUANYUN_LIBREOFFICE 指向的程序无法运行 / GUANYUN_LIBREOFFICE does not run: ${named}`);
  }
  const found = installed();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('未找到 LibreOffice，正在获取 / no LibreOffice here, fetching one');
    attempt(say, 'apt-get', ['update']);
    attempt(say, 'apt-get', [
      'install',
      '-y',
      '--no-install-recommends',
      'libreoffice-writer-nogui',
      'fonts-noto-cjk',
    ]);
    const packaged = installed();
    if (packaged) return packaged;
  }
  throw new Error(
    '公文测试需要 LibreOffice：请安装它或设置 GUANYUN_LIBREOFFICE / the tests of papers need LibreOffice: install it or set GUANYUN_LIBREOFFICE',
  );
}
