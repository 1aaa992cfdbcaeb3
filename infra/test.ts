import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.ts';
import { findChromium } from './test/chromium.ts';
import { countLine, countTests, isGood, type Report } from './test/count.ts';
import { findLibreOffice } from './test/libreoffice.ts';
import { buildWeb } from './web-build.ts';

function say(line: string): void {
  process.stderr.write(`[guanyun] ${line}\n`);
}

function runVitest(reportFile: string, programs: Record<string, string>): Promise<number> {
  const vitest = dirname(createRequire(import.meta.url).resolve('vitest/package.json'));
  const child = spawn(process.execPath, [join(vitest, 'vitest.mjs'), 'run', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...programs, GUANYUN_TEST_REPORT: reportFile },
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  // A terminal's Ctrl-C reaches Vitest too, which ends by itself.
  process.on('SIGINT', () => undefined);
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

async function main(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'guanyun-report-'));
  try {
    const programs = {
      GUANYUN_CHROMIUM: await findChromium(say),
      GUANYUN_LIBREOFFICE: findLibreOffice(say),
    };
    buildWeb(say);
    const reportFile = join(folder, 'report.json');
    const status = await runVitest(reportFile, programs);
    const count = countTests(readReport(reportFile), status);
    process.stdout.write(`${countLine(count)}\n`);
    return isGood(count);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.stdout.write(`${countLine({ passed: 0, failed: 1 })}\n`);
  process.exitCode = 1;
}
