import { demoAccountsFile, demoAccountsTable } from './demo-accounts.ts';
import { guardProcess } from './last-resort.ts';
import { BadSettings, readSettings, type Settings } from './settings.ts';
import { CannotStart, type RunningServer, startServer } from './start.ts';

/** Requests under way get this long when the server is told to stop. */
const STOP_SECONDS = 9;

function announce(server: RunningServer, settings: Settings): void {
  const lines = [`管运 Guanyun  ${server.url}`];
  if (settings.publicOrigin !== null) lines.push(`对外地址 public address  ${settings.publicOrigin}`);
  if (server.accounts !== null)
    lines.push(
      '',
      '演示账号 / accounts of the example',
      demoAccountsTable(server.accounts),
      '',
      `口令存于 / also in ${demoAccountsFile(settings.home)}`,
    );
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** One line for what the operator can mend; a bug shows where it is. */
function explain(error: unknown): string {
  if (error instanceof BadSettings)
    return error.problems.map((line) => `设置有误 / bad setting  ${line}`).join('\n');
  if (error instanceof CannotStart) return error.message;
  if (error instanceof Error && error.name.startsWith('SequelizeConnection'))
    return `无法连接数据库 / cannot reach the database: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

let running: RunningServer | null = null;
let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(code), STOP_SECONDS * 1000).unref();
  await running?.stop();
  process.exit(code);
}

function stopOrFail(code: number): void {
  stop(code).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopOrFail(0));
guardProcess(process, { write: (line) => process.stderr.write(line), stop: () => stopOrFail(1) });

try {
  const settings = readSettings();
  running = await startServer(settings);
  announce(running, settings);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
