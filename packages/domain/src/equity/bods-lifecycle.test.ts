import { describe, expect, test } from 'vitest';
import { lifecycleProblems } from './bods-lifecycle.ts';
import { readBods } from './bods-read.ts';

type Over = { readonly [key: string]: unknown };
let count = 0;
const common = (over: Over) => {
  count += 1;
  const statementId = `statement-${count}`.padEnd(32, '0');
  return { statementId, statementDate: '2026-01-01', declarationSubject: 'T', recordStatus: 'new', ...over };
};
const entity = (recordId: string, over: Over = {}, details: Over = {}) => ({
  ...common({ recordId, ...over }),
  recordType: 'entity',
  recordDetails: { isComponent: false, entityType: { type: 'registeredEntity' }, ...details },
});
const person = (recordId: string, over: Over = {}) => ({
  ...common({ recordId, ...over }),
  recordType: 'person',
  recordDetails: { isComponent: false, personType: 'knownPerson' },
});
const relationship = (
  recordId: string,
  subject: string,
  interestedParty: string,
  over: Over = {},
  details: Over = {},
) => ({
  ...common({ recordId, ...over }),
  recordType: 'relationship',
  recordDetails: { isComponent: false, subject, interestedParty, ...details },
});
const updated = { recordStatus: 'updated', statementDate: '2026-02-01' };
const closed = { recordStatus: 'closed', statementDate: '2026-03-01' };

/** The codes and places of what is wrong with a file, which its schema allows. */
function wrong(...statements: readonly object[]): string[] {
  const file = readBods(statements);
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  return lifecycleProblems(file.statements).map((one) => `${one.statement} ${one.path} ${one.code}`);
}
const sound = () => [entity('T'), entity('H'), relationship('r', 'T', 'H')];

describe('the life of a record', () => {
  test('runs from new over updated to closed', () => {
    const later = [
      relationship('r', 'T', 'H', updated),
      relationship('r', 'T', 'H', closed),
      entity('H', closed),
    ];
    expect(wrong(...sound(), ...later)).toEqual([]);
  });

  test.each([
    ['begins as new', [entity('T', updated)], '0 recordStatus NOT_NEW_FIRST'],
    ['says what it is', [entity('T', { recordStatus: undefined })], '0 recordStatus STATUS_MISSING'],
    ['is new once', [entity('T'), entity('T')], '1 recordStatus NEW_TWICE'],
    [
      'ends when it is closed',
      [entity('T'), entity('T', closed), entity('T', { ...updated, statementDate: '2026-04-01' })],
      '2 recordStatus AFTER_CLOSED',
    ],
    [
      'goes on in time',
      [entity('T'), entity('T', { ...updated, statementDate: '2025-12-31' })],
      '1 statementDate DATES_OUT_OF_ORDER',
    ],
    ['stays of one kind', [entity('T'), entity('H'), person('H', updated)], '2 recordType TYPE_CHANGED'],
    [
      'stays in one network',
      [entity('T'), entity('H'), entity('H', { ...updated, declarationSubject: 'H' })],
      '2 declarationSubject DECLARATION_SUBJECT_CHANGED',
    ],
    [
      'joins the same two',
      [...sound(), entity('K'), relationship('r', 'T', 'K', updated)],
      '4 recordDetails.interestedParty PARTY_CHANGED',
    ],
  ])('%s', (_, statements, problem) => {
    expect(wrong(...statements)).toEqual([problem]);
  });

  test('moments are compared across time zones, and with bare days by the day', () => {
    const at = (statementDate: string, next: string) =>
      wrong(entity('T', { statementDate }), entity('T', { ...updated, statementDate: next }));
    expect(at('2026-01-02T01:00:00+08:00', '2026-01-01T18:00:00Z')).toEqual([]);
    expect(at('2026-01-02T01:00:00+08:00', '2026-01-01T16:00:00Z')).toHaveLength(1);
    expect(at('2026-01-01T23:00:00-05:00', '2026-01-02T03:00:00Z')).toHaveLength(1);
    expect(at('2026-01-01T23:00:00Z', '2026-01-01')).toEqual([]);
  });
});

describe('a file', () => {
  test('has each statement once', () => {
    const statementId = 'x'.repeat(32);
    expect(wrong(entity('T'), { ...entity('H'), statementId }, { ...entity('K'), statementId })).toEqual([
      '2 statementId STATEMENT_ID_TWICE',
    ]);
  });

  test.each([
    [
      'states parties before the relationship',
      [entity('T'), relationship('r', 'T', 'H'), entity('H')],
      '1 recordDetails.interestedParty PARTY_NOT_STATED',
    ],
    [
      'holds entities only',
      [entity('T'), person('P'), relationship('r', 'P', 'T')],
      '2 recordDetails.subject PARTY_WRONG_KIND',
    ],
    [
      'names no relationship as a party',
      [...sound(), relationship('s', 'T', 'r')],
      '3 recordDetails.interestedParty PARTY_WRONG_KIND',
    ],
    [
      'begins nothing with who is closed',
      [entity('T'), entity('H'), entity('H', closed), relationship('r', 'T', 'H')],
      '3 recordDetails.interestedParty PARTY_CLOSED',
    ],
    [
      'closes no one who still holds',
      [...sound(), entity('H', closed)],
      '2 recordDetails.interestedParty PARTY_CLOSED',
    ],
    ['states the subject of its network', [entity('H')], '0 declarationSubject SUBJECT_NOT_STATED'],
    [
      'lists its components',
      [entity('T'), entity('H', {}, { isComponent: true })],
      '1 recordDetails.isComponent COMPONENT_NOT_LISTED',
    ],
    [
      'states components before',
      [entity('T'), entity('H'), relationship('r', 'T', 'H', {}, { componentRecords: ['K'] })],
      '2 recordDetails.componentRecords.0 COMPONENT_NOT_STATED',
    ],
    [
      'has owners who are natural persons',
      [
        entity('T'),
        entity('H'),
        relationship('r', 'T', 'H', {}, { interests: [{ beneficialOwnershipOrControl: true }] }),
      ],
      '2 recordDetails.interests.0.beneficialOwnershipOrControl OWNER_NOT_NATURAL',
    ],
  ])('%s', (_, statements, problem) => {
    expect(wrong(...statements)).toEqual([problem]);
  });

  test('keeps to one major version, and its networks belong to somebody', () => {
    const of = (bodsVersion: string) => ({
      publicationDetails: { publicationDate: '2026-01-01', bodsVersion, publisher: { name: '示例' } },
    });
    expect(wrong(entity('T', of('0.4')), entity('H', of('1.0')))).toEqual([
      '1 publicationDetails.bodsVersion VERSIONS_MIXED',
    ]);
    const stray = { ...relationship('r', 'T', 'H'), declarationSubject: 'r' };
    expect(wrong(entity('T'), entity('H'), stray)).toEqual(['2 declarationSubject SUBJECT_WRONG_KIND']);
  });

  test('may close a relationship after its party', () => {
    const end = { ...closed, statementDate: '2026-03-02' };
    expect(wrong(...sound(), entity('H', closed), relationship('r', 'T', 'H', end))).toEqual([]);
  });
});
