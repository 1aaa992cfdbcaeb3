import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GUANYUN_COMMAND, ROOT } from './paths.ts';

type Step = { readonly name: string; readonly command: string; readonly args: readonly string[] };

const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);
const DOCS = join(ROOT, 'apps/server/src/commands/docs.ts');

const steps: readonly Step[] = [
  {
    name: 'types',
    command: bin('turbo'),
    args: ['run', 'typecheck', '--continue', '--output-logs=errors-only', '--ui=stream'],
  },
  { name: 'format and lint', command: bin('biome'), args: ['check', '--error-on-warnings', '.'] },
  { name: 'unused code', command: bin('knip'), args: [] },
  { name: 'house order', command: process.execPath, args: [join(ROOT, 'infra/check-house.ts')] },
  ...(existsSync(DOCS)
    ? [{ name: 'generated docs', command: process.execPath, args: [GUANYUN_COMMAND, 'docs', '--check'] }]
    : []),
];

/** Runs one check; its output is shown only when it fails. */
function run(step: Step): boolean {
  const begun = performance.now();
  const done = spawnSync(step.command, step.args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (done.status === 0) {
    console.log(`✓ ${step.name} (${seconds} s)`);
    return true;
  }
  if (done.error) console.log(done.error.message);
  console.log(`${done.stdout ?? ''}${done.stderr ?? ''}`.trimEnd());
  console.log(`✗ ${step.name} (${seconds} s)`);
  return false;
}

const failed = steps.filter((step) => !run(step));
console.log(
  failed.length === 0
    ? `✓ all ${steps.length} checks passed`
    : `✗ ${failed.length} of ${steps.length} checks failed: ${failed.map(({ name }) => name).join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
