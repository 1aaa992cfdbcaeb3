import type { EventEmitter } from 'node:events';

/** What is done with an error that nobody caught. */
export type LastResort = { readonly write: (line: string) => void; readonly stop: () => void };

const factsOf = (error: unknown): object =>
  error instanceof Error
    ? { type: error.name, message: error.message, stack: error.stack }
    : { message: String(error) };

/**
 * Errors that nobody caught end as a line of the log. After a promise that failed the server goes on, since each request stands for
 * itself; after an exception outside of every promise nothing is sure any more, so it finishes what is under way and stops, to be started anew.
 */
export function guardProcess(host: EventEmitter, { write, stop }: LastResort): void {
  const tell = (error: unknown, msg: string): void =>
    write(`${JSON.stringify({ level: 60, time: Date.now(), err: factsOf(error), msg })}\n`);
  host.on('unhandledRejection', (error: unknown) => tell(error, 'a promise failed and nobody looked'));
  host.on('uncaughtException', (error: unknown) => {
    tell(error, 'an exception that nobody caught');
    stop();
  });
}
