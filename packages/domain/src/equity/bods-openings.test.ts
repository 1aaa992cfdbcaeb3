import { describe, expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { formatYuan, parseYuan } from '../kernel/money.ts';
import { ratio } from '../kernel/ratio.ts';
import { type KnownBody, type KnownZone, openingsIn } from './bods-match.ts';
import { statedHoldings } from './bods-openings.ts';
import { type Interest, readBods, type Statement } from './bods-read.ts';
import { capitalOfWords, percentNumber, shareOfPercent } from './bods-shares.ts';

const today = localDate('2026-11-22');
let count = 0;
const common = (recordId: string) => {
  count += 1;
  const statementId = `${count}`.padStart(32, '0');
  return { statementId, statementDate: '2026-01-01', declarationSubject: 't', recordStatus: 'new', recordId };
};
const entity = (id: string, details: object = {}) => ({
  ...common(id),
  recordType: 'entity',
  recordDetails: {
    isComponent: false,
    entityType: { type: 'registeredEntity' },
    name: `${id}公司`,
    ...details,
  },
});
const share = (exact: number, over: Partial<Interest> = {}) => ({
  ...{ type: 'shareholding', directOrIndirect: 'direct', share: { exact }, startDate: '2024-01-01' },
  ...over,
});
const relationship = (party: unknown, interests: readonly object[], details: object = {}) => ({
  ...common(`r ${String(party)}`),
  recordType: 'relationship',
  recordDetails: { isComponent: false, subject: 't', interestedParty: party, interests, ...details },
});

function read(...statements: readonly object[]): readonly Statement[] {
  const file = readBods(statements);
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  return file.statements;
}
const scope = (...statements: readonly object[]) => {
  const stated = statedHoldings(read(...statements), today);
  return { ...stated, codes: stated.problems.map((one) => one.code) };
};
const sound = () => [entity('t'), entity('a'), entity('b')];

const known = (id: string, over: Partial<KnownBody> = {}): KnownBody => ({
  ...{
    id,
    code: id.toUpperCase(),
    kind: 'company',
    form: 'limited',
    uscc: null,
    name: `${id}公司`,
    nameStatus: 'known',
  },
  ...over,
});
const zone = (over: Partial<KnownZone> = {}): KnownZone => ({
  name: '示例区',
  bodies: [known('t'), known('a'), known('b')],
  founded: new Set(),
  ...over,
});
const capital = new Map([['t', { registered: parseYuan('1000.00'), paid: parseYuan('500.00') }]]);
function enter(statements: readonly object[], of = zone(), asked = capital) {
  const file = read(...statements);
  const stated = statedHoldings(file, today);
  expect(stated.problems).toEqual([]);
  const { openings, problems } = openingsIn(of, file, stated.holdings, asked);
  const shares = openings.flatMap((one) => one.opening?.shares ?? []);
  return {
    codes: problems.map((one) => one.code),
    on: openings[0]?.opening?.on,
    amounts: shares.map((one) => `${one.holder} ${formatYuan(one.subscribed)} ${formatYuan(one.paid)}`),
  };
}

describe('what a file says of direct holdings', () => {
  test.each<[string, object, string]>([
    ['a range', relationship('a', [share(0, { share: { minimum: 25, maximum: 50 } })]), 'NO_EXACT_SHARE'],
    [
      'an indirect holding without the companies between',
      relationship('a', [share(50, { directOrIndirect: 'indirect' })]),
      'INDIRECT',
    ],
    [
      'a holding of which it is not known whether it is direct',
      relationship('a', [share(50, { directOrIndirect: 'unknown' })]),
      'INDIRECT',
    ],
    ['an interest without a kind', relationship('a', [share(50, { type: undefined })]), 'INTEREST_TYPE'],
    ['no day', relationship('a', [share(50, { startDate: undefined })]), 'NO_START_DATE'],
    ['a day to come', relationship('a', [share(50, { startDate: '2026-11-23' })]), 'IN_FUTURE'],
    ['two holdings of one holder', relationship('a', [share(50), share(20)]), 'INTEREST_TWICE'],
    ['votes without a holding', relationship('a', [share(50, { type: 'votingRights' })]), 'NO_SHAREHOLDING'],
    [
      'other votes than shares',
      relationship('a', [share(50), share(60, { type: 'votingRights' })]),
      'VOTES_DIFFER',
    ],
    ['nobody in particular', relationship({ reason: 'unknown' }, [share(50)]), 'PARTY_UNSPECIFIED'],
    ['nothing', relationship('a', []), 'NO_HOLDINGS'],
  ])('%s is refused', (_, statement, code) => {
    expect(scope(...sound(), statement).codes).toEqual([code]);
  });

  test('natural persons and other versions are refused, whatever is said of them', () => {
    const person = {
      ...common('p'),
      recordType: 'person',
      recordDetails: { isComponent: false, personType: 'knownPerson' },
    };
    const publicationDetails = {
      publicationDate: '2026-01-01',
      bodsVersion: '0.3',
      publisher: { name: '示例' },
    };
    const { codes } = scope(
      { ...entity('t'), publicationDetails },
      person,
      entity('a'),
      relationship('a', [share(100)]),
    );
    expect(codes).toEqual(['VERSION', 'PERSONAL_DATA']);
  });

  test('what is no holding, what has ended and what follows from the chain is told and left out', () => {
    const interests = [
      share(100),
      share(20, { endDate: '2026-11-22' }),
      share(30, { directOrIndirect: 'indirect' }),
      { type: 'otherInfluenceOrControl' },
    ];
    const { holdings, leftOut } = scope(
      ...sound(),
      relationship('a', interests, { componentRecords: ['b'] }),
    );
    expect(holdings.map((one) => one.share)).toEqual([ratio(1n)]);
    expect(leftOut.map((one) => one.path)).toEqual([1, 2, 3].map((at) => `recordDetails.interests.${at}`));
  });

  test('only the last statement of a record counts, and none that is closed', () => {
    const first = relationship('a', [share(40)]);
    const then = { ...relationship('a', [share(70)]), recordStatus: 'updated' };
    const other = relationship('b', [share(30)]);
    const end = { ...relationship('b', [share(30)]), recordStatus: 'closed' };
    expect(scope(...sound(), first, other, then, end).holdings.map((one) => one.share)).toEqual([
      ratio(7n, 10n),
    ]);
  });
});

describe('what is entered', () => {
  const two = (...days: readonly string[]) => [
    ...sound(),
    relationship('a', [share(76.5, { startDate: days[0] ?? '2024-01-01' })]),
    relationship('b', [share(23.5, { startDate: days[1] ?? '2024-01-01' })]),
  ];

  test('capital that was told, by the percentages, from the day on which all of it holds', () => {
    expect(enter(two('2020-01-01', '2023-05-06'))).toEqual({
      codes: [],
      on: '2023-05-06',
      amounts: ['a 765.00 382.50', 'b 235.00 117.50'],
    });
  });

  test('what is paid in follows the dividends where they are stated', () => {
    const dividend = (exact: number) => share(exact, { type: 'rightsToProfitOrIncome' });
    const file = [
      ...sound(),
      relationship('a', [share(60), dividend(20)]),
      relationship('b', [share(40), dividend(80)]),
    ];
    expect(enter(file).amounts).toEqual(['a 600.00 100.00', 'b 400.00 400.00']);
    const half = [...sound(), relationship('a', [share(60), dividend(20)]), relationship('b', [share(40)])];
    expect(enter(half).codes).toEqual(['DIVIDENDS_NOT_WHOLE']);
  });

  test('capital in the words of this system counts before what is asked, and must agree with the percentages', () => {
    const words = (subscribed: string) => `认缴出资 ${subscribed} 元，实缴出资 0.00 元`;
    const file = (exact: number) => [
      ...sound(),
      relationship('a', [share(exact, { details: words('1.00') })]),
      relationship('b', [share(66.666666666667, { details: words('2.00') })]),
    ];
    expect(enter(file(33.333333333333))).toMatchObject({
      codes: [],
      amounts: ['a 1.00 0.00', 'b 2.00 0.00'],
    });
    expect(enter(file(33.3)).codes).toEqual(['CAPITAL_DIFFERS']);
  });

  test.each<[string, readonly object[], string]>([
    ['shares that are not the whole', [relationship('a', [share(99.99)])], 'SHARES_NOT_WHOLE'],
    [
      'parts of a fen',
      [relationship('a', [share(33.3333333)]), relationship('b', [share(66.6666667)])],
      'NOT_WHOLE_FEN',
    ],
    ['nothing held', [relationship('a', [share(100)]), relationship('b', [share(0)])], 'NOTHING_HELD'],
    ['a company that holds itself', [relationship('t', [share(100)])], 'CIRCULAR'],
  ])('%s is refused', (_, relationships, code) => {
    expect(new Set(enter([...sound(), ...relationships]).codes)).toEqual(new Set([code]));
  });

  test('more paid in than subscribed is refused', () => {
    const over = new Map([['t', { registered: parseYuan('100.00'), paid: parseYuan('200.00') }]]);
    expect(enter(two(), zone(), over).codes).toEqual(['PAID_OVER_SUBSCRIBED', 'PAID_OVER_SUBSCRIBED']);
  });

  test('without capital there is no opening, and that alone is no problem', () => {
    expect(enter(two(), zone(), new Map())).toEqual({ codes: [], on: undefined, amounts: [] });
  });

  test('the company must be a company, without equity on record, of one holder where it is the state’s alone', () => {
    const but = (over: Partial<KnownBody>) => zone({ bodies: [known('t', over), known('a'), known('b')] });
    expect(enter(two(), but({ kind: 'committee' })).codes).toEqual(['NOT_A_COMPANY']);
    expect(enter(two(), but({ form: 'wholly_state_owned' })).codes).toEqual(['ONE_HOLDER_ONLY']);
    expect(enter(two(), zone({ founded: new Set(['t']) })).codes).toEqual(['ALREADY_RECORDED']);
  });
});

describe('who is meant', () => {
  const file = (details: object) => [entity('t', details), entity('a'), relationship('a', [share(100)])];
  const USCC = '91500000000000000X';
  const body = (over: Partial<KnownBody>) => zone({ bodies: [known('t', over), known('a'), known('b')] });
  const codes = (details: object, over: Partial<KnownBody> = {}) => enter(file(details), body(over)).codes;

  test('is found by credit code, by the code of the zone, by an established name', () => {
    const elsewhere = { name: '别名' };
    expect(codes({ ...elsewhere, identifiers: [{ scheme: 'CN-USCI', id: USCC }] }, { uscc: USCC })).toEqual(
      [],
    );
    expect(codes({ ...elsewhere, identifiers: [{ schemeName: '示例区-单位编码', id: 'T' }] })).toEqual([]);
    expect(codes({})).toEqual([]);
  });

  test('is not found by the code of another zone, nor by a name that is tentative or borne twice', () => {
    const unknown = ['ORGANIZATION_UNKNOWN'];
    expect(codes({ name: '别名', identifiers: [{ schemeName: '他区-单位编码', id: 'T' }] })).toEqual(unknown);
    expect(codes({}, { nameStatus: 'tentative' })).toEqual(unknown);
    const twice = zone({ bodies: [known('t'), known('x', { name: 't公司' }), known('a')] });
    expect(enter(file({}), twice).codes).toEqual(unknown);
  });

  test('is not guessed where codes and names disagree', () => {
    const disagree = ['ORGANIZATION_DISAGREES'];
    expect(codes({ identifiers: [{ scheme: 'CN-USCI', id: USCC }] }, { uscc: '91500000000000000Y' })).toEqual(
      disagree,
    );
    expect(codes({ identifiers: [{ schemeName: '示例区-单位编码', id: 'B' }] })).toEqual(disagree);
  });
});

describe('percentages', () => {
  test('are read as they are written, small ones too', () => {
    expect(shareOfPercent(76.5)).toEqual(ratio(765n, 1000n));
    expect(shareOfPercent(1e-7)).toEqual(ratio(1n, 10n ** 9n));
    expect(shareOfPercent(undefined)).toBeNull();
    expect(percentNumber(ratio(1n, 3n))).toBe(33.333333333333);
    expect(capitalOfWords('认缴出资 1 元')).toBeNull();
  });
});
