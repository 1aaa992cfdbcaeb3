import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** One process for good: numbers are given out again, so the moment of its start is kept beside it. */
export type ProcessIdentity = { readonly pid: number; readonly started: string };

/** True while some process has this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function procStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** A process that has ended but was not yet collected by its parent holds nothing any more. */
function isZombie(pid: number): boolean {
  return procStat(pid)?.[0] === 'Z';
}

/** When the process began, in the system's own words; empty when unknown. */
function startedAt(pid: number): string {
  if (process.platform === 'linux') return procStat(pid)?.[19] ?? '';
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

export function identify(pid: number): ProcessIdentity {
  return { pid, started: startedAt(pid) };
}

/** True when exactly this process, not a later one of the same number, still runs. */
export function isRunning(known: ProcessIdentity): boolean {
  return isAlive(known.pid) && startedAt(known.pid) === known.started;
}

/** The command line of a running process, empty when it cannot be read. */
export function commandLine(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

/** Sends `signal` and waits until the process is gone; false when it still runs after `seconds`. */
export async function endProcess(pid: number, signal: NodeJS.Signals, seconds: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return !isAlive(pid);
  }
  const until = Date.now() + seconds * 1000;
  while (isAlive(pid)) {
    if (Date.now() > until) return false;
    await wait(50);
  }
  return true;
}
