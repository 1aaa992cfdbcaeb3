#!/usr/bin/env node
// The first step of every root command. Plain JavaScript without dependencies for Node >= 18: on a fresh machine
// it brings the pinned pnpm, installs what the lockfile names, and hands over to the pinned Node.
// Standard output belongs to the command alone; everything said here goes to standard error.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const TOOLCHAIN = join(ROOT, '.guanyun', 'toolchain');
const MARKER = join(ROOT, 'node_modules', '.guanyun-installed');
const WINDOWS = process.platform === 'win32';
const COMMANDS = {
  start: 'infra/start.ts',
  test: 'infra/test.ts',
  check: 'infra/check.ts',
  bench: 'infra/bench/main.ts',
  prove: 'infra/prove/main.ts',
  guanyun: 'apps/server/src/guanyun.ts',
};
/** The oldest Node that runs TypeScript files without a flag. */
const OLDEST_NODE = [22, 18];

const say = (line) => process.stderr.write(`[guanyun] ${line}\n`);

function fail(line) {
  say(line);
  process.exit(1);
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The environment of children: a script runner's own settings would steer the pinned pnpm, so they stay out. */
function childEnvironment() {
  const own =
    /^npm_(package|lifecycle|command|execpath|node_execpath|config_(user_agent|argv|local_prefix|loglevel|verify_deps_before_run|node_gyp))/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const first = [join(ROOT, 'node_modules', '.bin'), join(TOOLCHAIN, 'node_modules', '.bin')];
  env[pathName] = [...first, env[pathName] ?? ''].join(delimiter);
  return env;
}

/** Runs one preparation step with its output on standard error; ends the process when it fails. */
function step(command, args, env) {
  const done = spawnSync(command, args, { cwd: ROOT, env, stdio: ['ignore', 2, 2], shell: WINDOWS });
  if (done.status === 0) return true;
  if (done.signal) process.exit(128 + (constants.signals[done.signal] ?? 0));
  return false;
}

function bringPnpm(env) {
  const pin = readJson(join(ROOT, 'package.json'))
    .packageManager.replace(/^pnpm@/, '')
    .replace(/\+.*$/, '');
  const home = join(TOOLCHAIN, 'node_modules', 'pnpm');
  if (existsSync(join(home, 'package.json')) && readJson(join(home, 'package.json')).version === pin)
    return home;
  say(`installing pnpm ${pin} into .guanyun/toolchain / 正在安装 pnpm`);
  mkdirSync(TOOLCHAIN, { recursive: true });
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  if (!step(WINDOWS ? 'npm.cmd' : 'npm', ['install', '--prefix', TOOLCHAIN, ...quiet, `pnpm@${pin}`], env)) {
    fail('pnpm could not be installed through npm: see the lines above / 无法通过 npm 安装 pnpm');
  }
  return home;
}

/** What the installed tree depends on: the lockfile, the workspace file and the platform. */
function wantedInstall() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`);
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(ROOT, name)));
  return hash.digest('hex');
}

function install(pnpmHome, env) {
  const wanted = wantedInstall();
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === wanted) return;
  say('installing dependencies from the lockfile / 正在按锁文件安装依赖');
  rmSync(MARKER, { force: true });
  const manifest = readJson(join(pnpmHome, 'package.json'));
  const bin = join(pnpmHome, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin.pnpm);
  const args = [
    'install',
    '--frozen-lockfile',
    '--config.confirm-modules-purge=false',
    '--reporter=append-only',
  ];
  if (!step(process.execPath, [bin, ...args], env)) {
    fail('dependencies could not be installed: see the lines above / 依赖安装失败');
  }
  writeFileSync(MARKER, wanted);
}

/** The pinned Node when npm has one for this platform, else the machine's own when it is new enough. */
function findNode() {
  const platform = `${WINDOWS ? 'win' : process.platform}-${process.arch}`;
  const pinned = join(ROOT, 'node_modules', `node-${platform}`, 'bin', WINDOWS ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]))
    return process.execPath;
  return fail(
    `Node ${process.versions.node} cannot run this project on ${process.platform}-${process.arch}: install Node >= ${OLDEST_NODE.join('.')} / 请安装 Node ${OLDEST_NODE.join('.')} 或更高版本`,
  );
}

/** The parent of a process, on systems with /proc; 0 when unknown. */
function parentOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

function isShell(pid) {
  try {
    return /^((ba|da|a|z|k)?sh|busybox)$/.test(basename(readlinkSync(`/proc/${pid}/exe`)));
  } catch {
    return false;
  }
}

/**
 * Between npm or pnpm and this process stand shells that pass no signal on: a SIGTERM to npm would end them and leave
 * the command running. Calls `lost` once when one of them, or the runner, is gone.
 */
function watchRunner(lost) {
  if (!process.env.npm_lifecycle_event || !existsSync('/proc/self/stat')) return;
  const line = [process.pid];
  for (let pid = process.ppid; pid > 1; pid = parentOf(pid)) {
    line.push(pid);
    if (!isShell(pid)) break;
  }
  const timer = setInterval(() => {
    if (line.every((pid, at) => at === line.length - 1 || parentOf(pid) === line[at + 1])) return;
    clearInterval(timer);
    lost();
  }, 300);
  timer.unref();
}

/** Hands over: same standard streams, arguments, signals and exit status. */
function handOver(node, entry, args, env) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(ROOT, entry), ...args], {
    env,
    stdio: 'inherit',
  });
  // A terminal's Ctrl-C reaches the child by itself; a signal sent to this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  watchRunner(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`could not start ${entry}: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
    process.exit();
  });
}

const [command, ...rest] = process.argv.slice(2);
if (!command || !Object.hasOwn(COMMANDS, command)) {
  fail(`usage: node infra/bootstrap.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`);
}
// pnpm passes the separating `--` on to the script, npm does not.
const args = rest[0] === '--' ? rest.slice(1) : rest;
const env = childEnvironment();
const pnpmHome = bringPnpm(env);
install(pnpmHome, env);
handOver(findNode(), COMMANDS[command], args, env);
