import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { findMatter } from '@guanyun/db/matters/matter.store.ts';
import { everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { contentFor, someMatter, someWarrant } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { correctEvent } from './correct-event.ts';
import { enterCapital } from './enter-capital.ts';
import { readCapTable } from './read-cap-table.ts';
import { recordDate } from './record-date.ts';
import { recordPayment } from './record-payment.ts';

/** The register as its keeper works with it: payments, days that come later, capital under a warrant, clerical errors. */
const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
let deps = testDeps(db.app, '2026-09-16T02:00:00Z');

let zone: SmallZone;
let person: string;
beforeEach(async () => {
  deps = testDeps(db.app, '2026-09-16T02:00:00Z');
  [zone, person] = await work(async (tx) => [await smallZone(tx), await somePerson(tx)]);
});
const handler = (organizationId: string): Actor => ({
  accountId: randomUUID(),
  account: 'handler',
  person: { id: person, name: '示例' },
  post: { id: randomUUID(), kind: 'company_handler', organizationId, side: 'company' },
  onBehalfOf: null,
});
const receipt = () => ({ digest: zone.digest, name: '凭证.pdf' });
const refused = async (answer: Promise<Answer<unknown>>): Promise<readonly string[]> => {
  const got = await answer;
  return got.outcome === 'refused' ? got.refusals.map(({ code }) => code) : [];
};
const done = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const got = await answer;
  if (got.outcome === 'refused') throw new Error(JSON.stringify(got.refusals));
  return got.answer;
};
const table = (over: { asOf?: string; knownOn?: string; as?: string } = {}) =>
  readCapTable(deps, handler(over.as ?? zone.sub), {
    ...{ companyId: zone.sub, asOf: localDate(over.asOf ?? '2026-09-16'), basis: 'register' },
    ...(over.knownOn === undefined ? {} : { knownOn: localDate(over.knownOn) }),
  });
const holdings = async (over: Parameters<typeof table>[0] = {}) =>
  Object.fromEntries((await table(over)).holders.map((h) => [h.holder.id, [h.subscribed, h.paid]]));
const pays = (amount: string, over: { as?: string; on?: string; digest?: string; holderId?: string } = {}) =>
  recordPayment(deps, handler(over.as ?? zone.sub), {
    ...{ requestId: randomUUID(), companyId: zone.sub, holderId: over.holderId ?? zone.group, amount },
    ...{
      on: localDate(over.on ?? '2026-09-01'),
      receipt: { ...receipt(), digest: over.digest ?? zone.digest },
    },
  });

describe('payments', () => {
  test('are recorded by who keeps the register, with a receipt, up to what is owed', async () => {
    expect((await table()).payments).toMatchObject([{ outstanding: '1000.00', overdue: false }]);
    expect(await refused(pays('1.00', { as: zone.sister }))).toEqual(['NOT_YOUR_ORGANIZATION']);
    expect(await refused(pays('1.00', { digest: 'f'.repeat(64) }))).toEqual(['DOCUMENT_UNKNOWN']);
    expect(await refused(pays('1.00', { on: '2026-09-17' }))).toEqual(['DAY_NOT_COME']);
    expect(await refused(pays('1.00', { holderId: zone.sister }))).toEqual(['HOLDER_UNKNOWN']);
    expect(await refused(pays('1000.01'))).toEqual(['REGISTER_BROKEN']);
    await done(pays('400.00'));
    await done(pays('600.00', { as: zone.group }));
    expect(await holdings()).toEqual({ [zone.group]: ['1000.00', '1000.00'] });
    expect((await table()).payments).toEqual([]);
    expect(await holdings({ asOf: '2026-08-31' })).toEqual({ [zone.group]: ['1000.00', '0.00'] });
  });

  test('of two at once that only together are too much, one is recorded', async () => {
    const both = await Promise.all([refused(pays('600.00')), refused(pays('600.00'))]);
    expect(both.flat()).toEqual(['REGISTER_BROKEN']);
    expect(await holdings()).toEqual({ [zone.group]: ['1000.00', '600.00'] });
  });
});

describe('clerical errors', () => {
  const correct = (eventId: string, over: Partial<Parameters<typeof correctEvent>[2]> = {}, as = zone.sub) =>
    correctEvent(deps, handler(as), {
      ...{ requestId: randomUUID(), eventId, because: '多录一个零', receipt: receipt() },
      replacement: {
        ...{ fromId: null, toId: zone.group, subscribed: '100.00', paid: '0.00' },
        ...{ decidedOn: '2020-01-01', registerOn: '2020-01-01', registrationOn: null },
      },
      ...over,
    });
  const opening = async () => (await table()).events[0]?.id ?? '';

  test('what was known before stays readable, what counts is the right entry on every day', async () => {
    const id = await opening();
    expect(await refused(correct(id, {}, zone.sister))).toEqual(['NOT_YOUR_ORGANIZATION']);
    expect(await refused(correct(id, { because: '  ' }))).toEqual(['REASON_MISSING']);
    await done(correct(id));
    expect(await holdings()).toEqual({ [zone.group]: ['100.00', '0.00'] });
    expect(await holdings({ asOf: '2021-01-01' })).toEqual({ [zone.group]: ['100.00', '0.00'] });
    expect(await holdings({ knownOn: '2026-09-15' })).toEqual({ [zone.group]: ['1000.00', '0.00'] });
    const { events } = await table();
    expect(events).toMatchObject([
      { id, correctedBy: events[1]?.id, corrects: null },
      { correctedBy: null, corrects: id, because: '多录一个零', exemption: 'clerical_error' },
    ]);
    expect(await refused(correct(id))).toEqual(['ALREADY_CORRECTED']);
    const history = await work((tx) => historyOf(tx, zone.sub));
    expect(history.map((entry) => entry.act)).toContain('equity.correct');
  });

  test('what later entries need cannot be corrected away, and the holders are named', async () => {
    await done(pays('400.00'));
    const answer = await correct(await opening());
    const [refusal] = answer.outcome === 'refused' ? answer.refusals : [];
    expect(refusal?.code).toBe('REGISTER_BROKEN');
    expect(JSON.stringify(refusal?.facts)).not.toMatch(/[0-9a-f]{8}-/);
    const payment = (await table()).events[1]?.id ?? '';
    await done(correct(payment, { replacement: null, because: '重复登记' }));
    await done(correct(await opening()));
    expect(await holdings()).toEqual({ [zone.group]: ['100.00', '0.00'] });
  });
});

describe('capital under a warrant', () => {
  const granted = async (over: Partial<ProposalOf<'capital_change'>> = {}) => {
    const proposal: ProposalOf<'capital_change'> = {
      ...{ matter: 'capital_change', companyId: zone.sub, decidedOn: '2026-05-01' },
      ...{ subject: '增资', purpose: '补充资本', amount: '750.00' },
      facts: { direction: 'increase', newShareholder: true, losesControl: false },
      capital: { holderId: zone.sister, subscribed: '500.00', price: '1.5' },
      ...over,
    };
    return work((tx) =>
      someWarrant(tx, zone.sub, person, {
        ...{ kind: 'capital_change', amount: '750.00', proposalDigest: digestOf(proposal) },
        content: { ...contentFor(zone.sub), proposal },
      }),
    );
  };
  const enter = (warrantId: string, over: Partial<Parameters<typeof enterCapital>[2]> = {}, as = zone.sub) =>
    enterCapital(deps, handler(as), {
      ...{ requestId: randomUUID(), warrantId, registerOn: localDate('2026-09-15'), ...over },
    });

  test('an increase is what was decided, once; its premium goes to the reserve', async () => {
    const { id } = await granted();
    expect(await refused(enter(id, {}, zone.sister))).toEqual(['NO_WARRANT']);
    expect(await refused(enter(id, { paid: '500.01' }))).toEqual(['REGISTER_BROKEN']);
    expect(await refused(enter(id, { registerOn: localDate('2026-09-17') }))).toEqual(['DAY_NOT_COME']);
    await done(enter(id, { paid: '500.00' }));
    expect(await refused(enter(id))).toContain('WARRANT_SPENT');
    expect(await holdings()).toEqual({
      [zone.group]: ['1000.00', '0.00'],
      [zone.sister]: ['500.00', '500.00'],
    });
    expect(await table()).toMatchObject({ total: '1500.00', paidIn: '500.00', reserve: '250.00' });
  });

  test('a decrease takes the paid-in part in proportion; more than is held is refused and nothing is spent', async () => {
    await done(pays('500.00'));
    const less = (subscribed: string) =>
      granted({
        facts: { direction: 'decrease', newShareholder: false, losesControl: false },
        capital: { holderId: zone.group, subscribed },
      });
    const tooMuch = await less('1000.01');
    expect(await refused(enter(tooMuch.id))).toEqual(['REGISTER_BROKEN']);
    expect(await refused(enter(tooMuch.id))).toEqual(['REGISTER_BROKEN']);
    await done(enter((await less('200.00')).id));
    expect(await holdings()).toEqual({ [zone.group]: ['800.00', '400.00'] });
  });

  test('what was decided is no clerical error; its days may be, and the registration comes later with its receipt', async () => {
    const { eventId } = await done(enter((await granted()).id));
    const replacement = {
      ...{ fromId: null, toId: zone.sister, subscribed: '500.00', paid: '0.00' },
      ...{ decidedOn: '2026-09-02', registerOn: '2026-09-14', registrationOn: null },
    };
    const fix = (over: object) =>
      correctEvent(deps, handler(zone.sub), {
        ...{ requestId: randomUUID(), eventId, because: '日期笔误', receipt: receipt() },
        replacement: { ...replacement, ...over },
      });
    expect(await refused(fix({ subscribed: '400.00' }))).toEqual(['WARRANT_CONTENT_DIFFERS']);
    const dated = (on: string, reading: 'register' | 'registration' = 'registration', of = eventId) =>
      recordDate(deps, handler(zone.sub), {
        ...{ requestId: randomUUID(), eventId: of, reading, on: localDate(on), receipt: zone.digest },
      });
    const { eventId: right } = await done(fix({}));
    expect(await refused(fix({ subscribed: '500.00' }))).toEqual(['ALREADY_CORRECTED']);
    expect(await refused(dated('2026-09-16', 'register', right))).toEqual(['DATE_KNOWN']);
    expect(await refused(dated('2026-09-01', 'registration', right))).toEqual(['DATES_OUT_OF_ORDER']);
    await done(dated('2026-09-15', 'registration', right));
    expect(await refused(dated('2026-09-15', 'registration', right))).toEqual(['DATE_KNOWN']);
    expect((await table()).events.at(-1)).toMatchObject({
      registerOn: '2026-09-14',
      registrationOn: '2026-09-15',
    });
  });

  test('an entry counts from the day that is added to it, and the cases of a company that gets another investor by it follow', async () => {
    const stranger = await work((tx) => someCompany(tx, { tier: 1 }));
    const { id } = await granted({ capital: { holderId: stranger, subscribed: '5000.00' } });
    const { eventId } = await done(enter(id));
    const days = { decidedOn: '2026-09-02', registerOn: null, registrationOn: null };
    const { eventId: undated } = await done(
      correctEvent(deps, handler(zone.sub), {
        ...{ requestId: randomUUID(), eventId, because: '名册日期待核', receipt: receipt() },
        replacement: { fromId: null, toId: stranger, subscribed: '5000.00', paid: '0.00', ...days },
      }),
    );
    expect(await holdings()).toEqual({ [zone.group]: ['1000.00', '0.00'] });
    const pending = await work((tx) => someMatter(tx, zone.sub, person, { state: 'accepted' }));
    const dated = (on: string) =>
      recordDate(deps, handler(zone.sub), {
        ...{ requestId: randomUUID(), eventId: undated, reading: 'register', on: localDate(on) },
        receipt: zone.digest,
      });
    await done(dated('2026-09-15'));
    expect(await holdings()).toEqual({
      ...{ [zone.group]: ['1000.00', '0.00'], [stranger]: ['5000.00', '0.00'] },
    });
    expect(await work(async (tx) => (await findMatter(tx, pending))?.state)).toBe('transferred');
  });
});
