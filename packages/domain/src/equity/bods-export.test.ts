import { describe, expect, test } from 'vitest';
import { type LocalDate, localDate } from '../kernel/local-date.ts';
import { fen } from '../kernel/money.ts';
import { bodsHistoryOf, bodsOf } from './bods-export.ts';
import { lifecycleProblems } from './bods-lifecycle.ts';
import type { Statement } from './bods-read.ts';
import type { EquityRegister, RegisteredBody } from './bods-register.ts';
import type { ShareTransaction } from './share-transaction.ts';

/** No digest, but told apart by the text: enough for what is looked at here. */
let texts: string[] = [];
const digest = (text: string): string => {
  if (!texts.includes(text)) texts = [...texts, text];
  return `${texts.indexOf(text)}`.padStart(32, '0');
};

const body = (
  id: string,
  kind: RegisteredBody['kind'],
  over: Partial<RegisteredBody> = {},
): RegisteredBody => ({
  ...{ id, code: id, kind, uscc: null },
  names: [{ name: `${id}公司`, status: 'known', validFrom: '2020-01-01', validTo: null }],
  ...over,
});
const on = localDate;
type Event = { readonly at: string; readonly recorded: string } & Pick<
  ShareTransaction,
  'kind' | 'from' | 'to'
> & { readonly yuan: bigint; readonly paid?: bigint };

function register(events: readonly Event[], over: Partial<EquityRegister> = {}): EquityRegister {
  const transaction = ({ at, recorded: _, yuan, paid, ...rest }: Event): ShareTransaction => ({
    ...{ ...rest, decidedOn: on(at), registerBookOn: on(at), subscribed: fen(yuan * 100n) },
    ...(paid === undefined ? {} : { paid: fen(paid * 100n) }),
  });
  const book = {
    recordedOn: events.map((one) => on(one.recorded)),
    knownOn: (day: LocalDate) => events.filter((one) => one.recorded <= day).map(transaction),
  };
  return {
    ...{ publisher: '示例区', illustrative: false, basis: 'register_book', duties: [] },
    bodies: [body('T', 'company'), body('A', 'sasac'), body('B', 'company')],
    books: events.length === 0 ? new Map() : new Map([['T', book]]),
    ...over,
  };
}

const founded: Event[] = [
  { kind: 'establish', to: 'A', yuan: 60n, paid: 30n, at: '2026-01-05', recorded: '2026-01-10' },
  { kind: 'establish', to: 'B', yuan: 40n, paid: 40n, at: '2026-01-05', recorded: '2026-01-10' },
];
const given: Event = {
  kind: 'free_transfer',
  from: 'B',
  to: 'A',
  yuan: 40n,
  at: '2026-03-01',
  recorded: '2026-03-04',
};
const back: Event = {
  kind: 'free_transfer',
  from: 'A',
  to: 'B',
  yuan: 10n,
  at: '2026-05-01',
  recorded: '2026-05-02',
};

const inNetwork = (statements: readonly Statement[]) =>
  statements.filter((one) => one.declarationSubject === 'T');
const brief = (one: Statement) => `${one.statementDate} ${one.recordStatus} ${one.recordId}`;
const history = (register: EquityRegister, until = '2026-12-31') =>
  bodsHistoryOf(register, on(until), digest);
const asOf = (register: EquityRegister, day: string, known = '2026-12-31') =>
  bodsOf(register, { asOf: on(day), knownOn: on(known) }, digest);
const relationship = (statements: readonly Statement[], recordId: string) => {
  const found = statements.filter((one) => one.recordId === recordId).at(-1);
  if (found?.recordType !== 'relationship') throw new Error(`no relationship ${recordId}`);
  return found.recordDetails.interests ?? [];
};

describe('the register on a day', () => {
  test('tells votes by subscription apart from dividends by what is paid in, and the capital in words', () => {
    const interests = relationship(asOf(register(founded), '2026-02-01'), 'T.r.A');
    expect(interests.map((one) => [one.type, one.share?.exact, one.startDate, one.directOrIndirect])).toEqual(
      [
        ['shareholding', 60, '2026-01-05', 'direct'],
        ['votingRights', 60, '2026-01-05', 'direct'],
        ['rightsToProfitOrIncome', 42.857142857143, '2026-01-05', 'direct'],
      ],
    );
    expect(interests[0]?.details).toBe('认缴出资 60.00 元，实缴出资 30.00 元，占注册资本 3/5');
  });

  test('is as it was on the day, and as it was known on another', () => {
    const all = register([...founded, given]);
    expect(inNetwork(asOf(all, '2026-02-28')).map((one) => one.recordId)).toContain('T.r.B');
    expect(inNetwork(asOf(all, '2026-03-01')).map((one) => one.recordId)).not.toContain('T.r.B');
    expect(inNetwork(asOf(all, '2026-03-01', '2026-03-03')).map((one) => one.recordId)).toContain('T.r.B');
    expect(relationship(asOf(all, '2026-03-02'), 'T.r.A')[0]).toMatchObject({
      share: { exact: 100 },
      startDate: '2026-03-01',
    });
  });

  test('says who they are: state bodies, codes, and what is not known', () => {
    const bodies = [
      body('T', 'company', {
        names: [{ name: null, status: 'unknown', validFrom: '2020-01-01', validTo: null }],
      }),
      body('A', 'sasac'),
      body('B', 'company', {
        uscc: '91500000000000000X',
        names: [{ name: '乙公司', status: 'tentative', validFrom: '2020-01-01', validTo: null }],
      }),
    ];
    const statements = inNetwork(asOf(register(founded, { bodies }), '2026-02-01'));
    const details = (id: string) => statements.find((one) => one.recordId === id);
    expect(details('T')?.recordDetails).toEqual({
      isComponent: false,
      entityType: { type: 'unknownEntity' },
      unspecifiedEntityDetails: {
        reason: 'informationUnknownToPublisher',
        description: '登记资料未载明名称',
      },
      jurisdiction: { name: '中国', code: 'CN' },
      identifiers: [{ id: 'T', schemeName: '示例区-单位编码' }],
    });
    expect(details('T.e.A')?.recordDetails).toMatchObject({
      entityType: { type: 'stateBody', subtype: 'stateAgency' },
    });
    expect(details('T.e.B')).toMatchObject({
      annotations: [{ statementPointerTarget: '/recordDetails/name', description: '名称为暂定' }],
      recordDetails: { name: '乙公司', identifiers: [{ scheme: 'CN-USCI', id: '91500000000000000X' }, {}] },
    });
  });
});

describe('the whole history', () => {
  test('states each change on the day it was recorded; what ended is closed, and who comes back is a new record', () => {
    const statements = inNetwork(history(register([...founded, given, back])));
    expect(statements.map(brief)).toEqual([
      ...['T', 'T.e.A', 'T.e.B', 'T.r.A', 'T.r.B'].map((id) => `2026-01-10 new ${id}`),
      '2026-03-04 updated T.r.A',
      ...['T.r.B', 'T.e.B'].map((id) => `2026-03-04 closed ${id}`),
      '2026-05-02 new T.e.B~2',
      '2026-05-02 updated T.r.A',
      '2026-05-02 new T.r.B~2',
    ]);
    expect(relationship(statements, 'T.r.B').map((one) => one.endDate)).toEqual([
      '2026-03-01',
      '2026-03-01',
      '2026-03-01',
    ]);
    expect(lifecycleProblems(statements)).toEqual([]);
  });

  test('states what takes effect after it was recorded when it does', () => {
    const early = { ...given, recorded: '2026-02-20' };
    expect(inNetwork(history(register([...founded, early]))).map(brief)).toContain('2026-03-01 closed T.r.B');
    expect(inNetwork(history(register([...founded, early]), '2026-02-28')).map(brief)).not.toContain(
      '2026-03-01 closed T.r.B',
    );
  });

  test('states a new name from the day it holds', () => {
    const names = [
      { name: '旧名', status: 'known' as const, validFrom: '2020-01-01', validTo: '2026-01-31' },
      { name: '新名', status: 'known' as const, validFrom: '2026-02-01', validTo: null },
    ];
    const bodies = [body('T', 'company', { names }), body('A', 'sasac'), body('B', 'company')];
    expect(inNetwork(history(register(founded, { bodies }))).map(brief)).toContain('2026-02-01 updated T');
  });

  test('a duty is a control that is not a share, and ends with its term or with what it covers', () => {
    const duty = {
      ...{ fromId: 'A', toId: 'C', number: '示例 1 号', companies: null },
      ...{ validFrom: on('2026-01-01'), validTo: on('2026-06-30') },
    };
    const bodies = [body('T', 'company'), body('A', 'sasac'), body('B', 'company'), body('C', 'committee')];
    const statements = inNetwork(history(register(founded, { bodies, duties: [duty] })));
    expect(statements.map(brief).filter((line) => line.includes('.C'))).toEqual([
      '2026-01-10 new T.e.C',
      '2026-01-10 new T.r.C',
      '2026-07-01 closed T.r.C',
      '2026-07-01 closed T.e.C',
    ]);
    expect(relationship(statements, 'T.r.C')).toEqual([
      {
        ...{
          type: 'otherInfluenceOrControl',
          directOrIndirect: 'direct',
          beneficialOwnershipOrControl: false,
        },
        details: '受委托履行出资人职责，不持有股权（委托书 示例 1 号）',
        ...{ startDate: '2026-01-01', endDate: '2026-06-30' },
      },
    ]);
  });

  test('a company without equity is stated, and nothing of its holders', () => {
    expect(history(register([])).map(brief)).toEqual(['2020-01-01 new T', '2020-01-01 new B']);
  });
});
