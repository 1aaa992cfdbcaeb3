import { isStorageFull } from '@guanyun/application/kernel/storage-full.ts';
import { sqlState } from '@guanyun/db/kernel/connection.ts';
import { type FastifyServerOptions, LogController } from 'fastify';
import type { Settings } from './settings.ts';

/** What is logged of an error: never its SQL or bound values, which hold people's data. */
function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  return { type: error.name, message: error.message, code: sqlState(error), stack: error.stack };
}

/** Whether an error says that PostgreSQL cannot be reached, has no time or no space, rather than that it refused something. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    isStorageFull(error) ||
    error.name.startsWith('SequelizeConnection') ||
    ['57P01', '57P02', '57P03', '57014', '55P03', 'ECONNREFUSED', 'ECONNRESET'].includes(
      sqlState(error) ?? '',
    )
  );
}

/** Where lines of the log go. */
export type LogStream = { write(line: string): unknown };

/** One JSON line a request on standard error; standard output is for the address and the accounts. */
export function logOptions(
  level: Settings['logLevel'],
  stream: LogStream = process.stderr,
): Pick<FastifyServerOptions, 'logger' | 'logController'> {
  return {
    // The host writes one line a request itself, without the query.
    logController: new LogController({ disableRequestLogging: true }),
    logger: {
      level,
      stream,
      serializers: { err: errorFacts as never },
      redact: [
        'req.headers.cookie',
        'req.headers.authorization',
        'res.headers["set-cookie"]',
        'password',
        '*.password',
        '*.token',
      ],
    },
  };
}
