import type { EquityRegister, RegisteredBody } from '@guanyun/domain/equity/bods-register.ts';
import type { ShareTransaction } from '@guanyun/domain/equity/share-transaction.ts';
import { addDays, type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen } from '@guanyun/domain/kernel/money.ts';
import fc from 'fast-check';

const FIRST = localDate('2025-01-01');
/** No day of a random register lies after this one. */
export const LAST = localDate('2025-01-12');
const day = fc.integer({ min: 0, max: 11 }).map((days) => addDays(FIRST, days));
const status = fc.constantFrom('known' as const, 'tentative' as const, 'unknown' as const);

/** Names of a body: one, or another from a later day on. A name belongs to nobody else. */
const namesOf = (index: number) =>
  fc.tuple(status, status, fc.option(day)).map(([first, second, renamed]) => {
    const name = (text: string, of: typeof first) => (of === 'unknown' ? null : `示例${index}${text}`);
    const from = { name: name('甲', first), status: first, validFrom: '2024-01-01' };
    if (renamed === null) return [{ ...from, validTo: null }];
    const later = { name: name('乙', second), status: second, validFrom: renamed as string, validTo: null };
    return [{ ...from, validTo: addDays(renamed, -1) as string }, later];
  });

const bodyOf = (index: number, kind: RegisteredBody['kind']): fc.Arbitrary<RegisteredBody> =>
  fc.record({
    id: fc.constant(`id-${index}`),
    code: fc.constant(`C${index}`),
    kind: fc.constant(kind),
    uscc: fc.option(fc.constant(`91500000000000000${index}`)),
    names: namesOf(index),
  });

type Recorded = { transaction: ShareTransaction; recordedOn: LocalDate; voidOn: LocalDate | null };

/** An event in a company's capital: whole or odd amounts, dated and recorded in any order, perhaps withdrawn later. */
const recorded = (others: readonly string[]): fc.Arbitrary<Recorded> =>
  fc
    .record({
      kind: fc.constantFrom('establish', 'increase', 'transfer', 'free_transfer', 'decrease' as const),
      from: fc.constantFrom(...others),
      to: fc.constantFrom(...others),
      sum: fc.oneof(fc.bigInt({ min: 1n, max: 9n }), fc.bigInt({ min: 1n, max: 10n ** 15n })),
      part: fc.bigInt({ min: 0n, max: 10n ** 15n }),
      dates: fc.tuple(day, day, fc.option(day)),
      recordedOn: day,
      voidOn: fc.option(day, { freq: 5 }),
    })
    .map(({ kind, from, to, sum, part, dates, ...rest }) => {
      const [decidedOn, registerBookOn, registeredOn] = dates;
      const isNew = kind === 'establish' || kind === 'increase';
      const transaction: ShareTransaction = {
        ...{ kind, subscribed: fen(sum), decidedOn, registerBookOn },
        ...(isNew ? { to, paid: fen(part % (sum + 1n)) } : { from }),
        ...(kind === 'transfer' || kind === 'free_transfer' ? { to } : {}),
        ...(registeredOn === null ? {} : { registeredOn }),
      };
      return { transaction, ...rest };
    });

const bookOf = (others: readonly string[]) =>
  fc.array(recorded(others), { maxLength: 7 }).map((events) => ({
    recordedOn: [
      ...new Set(events.flatMap((one) => [one.recordedOn, ...(one.voidOn === null ? [] : [one.voidOn])])),
    ],
    knownOn: (known: LocalDate) =>
      events
        .filter((one) => one.recordedOn <= known && (one.voidOn === null || known < one.voidOn))
        .map((one) => one.transaction),
  }));

const dutyOf = (committee: string, holders: readonly string[], companies: readonly string[]) =>
  fc.record({
    fromId: fc.constantFrom(...holders),
    toId: fc.constant(committee),
    number: fc.constantFrom('示例〔2025〕1 号', '示例〔2025〕2 号'),
    companies: fc.option(fc.subarray([...companies])),
    validFrom: day,
    validTo: day,
  });

/** A small group: state, committee and companies, their equity in whatever order, loops included, with duties and new names. */
export const randomRegister: fc.Arbitrary<EquityRegister> = fc.integer({ min: 1, max: 4 }).chain((count) => {
  const companies = Array.from({ length: count }, (_, index) => `id-${index + 3}`);
  const holders = ['id-0', 'id-1', ...companies];
  const kinds = ['sasac', 'other', 'committee'] as const;
  return fc.record({
    publisher: fc.constant('示例区'),
    illustrative: fc.boolean(),
    basis: fc.constantFrom('register_book', 'registration', 'decision'),
    bodies: fc.tuple(
      ...kinds.map((kind, index) => bodyOf(index, kind)),
      ...companies.map((_, index) => bodyOf(index + 3, 'company')),
    ),
    books: fc
      .tuple(...companies.map((id) => fc.option(bookOf(holders.filter((other) => other !== id)))))
      .map((books) => new Map(companies.flatMap((id, at) => (books[at] == null ? [] : [[id, books[at]]])))),
    duties: fc.array(dutyOf('id-2', holders, companies), { maxLength: 2 }),
  });
});
