import { describe, expect, it } from 'vitest';
import { markStatement, parseParameters, readRecording } from './recording.ts';

const line = (session: string, message: string, detail?: string): string =>
  JSON.stringify({ session_id: session, dbname: 'recorded', message, detail });

describe('a recording of statements', () => {
  it('reads parameters with quotes, commas and nulls as PostgreSQL writes them', () => {
    expect(parseParameters("Parameters: $1 = 'it''s, $2 = ', $2 = NULL, $3 = ''")).toEqual([
      "it's, $2 = ",
      null,
      '',
    ]);
  });

  it('refuses parameters it does not understand', () => {
    expect(() => parseParameters("Parameters: $1 = 'cut off")).toThrow('not understood');
  });

  it('gives each call its statements and leaves out what came before the first mark', () => {
    const log = [
      line('a', 'statement: SET x = 1'),
      line('m', `statement: ${markStatement(3, 'external decision')}`),
      line('a', 'execute <unnamed>: SELECT $1', "Parameters: $1 = '7'"),
      line('m', `statement: ${markStatement(4, 'submit')}`),
    ].join('\n');
    expect(readRecording(log, 'recorded')).toEqual([
      { caseNumber: 3, step: 'external decision', statements: [{ sql: 'SELECT $1', values: ['7'] }] },
      { caseNumber: 4, step: 'submit', statements: [] },
    ]);
  });

  it('puts overlapping transactions one after the other', () => {
    const log = [
      line('m', `statement: ${markStatement(0, 'submit')}`),
      line('a', 'statement: START TRANSACTION;'),
      line('b', 'statement: SELECT 1'),
      line('a', 'statement: ROLLBACK TO SAVEPOINT act'),
      line('a', 'statement: COMMIT;'),
    ].join('\n');
    expect(readRecording(log, 'recorded')[0]?.statements.map(({ sql }) => sql)).toEqual([
      'SELECT 1',
      'START TRANSACTION;',
      'ROLLBACK TO SAVEPOINT act',
      'COMMIT;',
    ]);
  });
});
