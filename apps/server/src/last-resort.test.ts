import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { guardProcess } from './last-resort.ts';

function guarded() {
  const host = new EventEmitter();
  const lines: string[] = [];
  let stops = 0;
  guardProcess(host, {
    write: (line) => lines.push(line),
    stop: () => {
      stops += 1;
    },
  });
  return { host, lines, stops: () => stops };
}

test('a failed promise that nobody looked at is a line of the log, and the server goes on', () => {
  const { host, lines, stops } = guarded();
  host.emit('unhandledRejection', new RangeError('too far'));
  host.emit('unhandledRejection', 'a word\nand another');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 60, err: { type: 'RangeError', message: 'too far' } },
    { level: 60, err: { message: 'a word\nand another' } },
  ]);
  expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  expect(stops()).toBe(0);
});

test('after an exception that nobody caught the server stops in order', () => {
  const { host, lines, stops } = guarded();
  host.emit('uncaughtException', new Error('no'));
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { message: 'no' } });
  expect(stops()).toBe(1);
});
