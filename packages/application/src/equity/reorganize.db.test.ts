import { randomUUID } from 'node:crypto';
import {
  type EquityEventRow,
  equityEventsOf,
  newEvent,
  saveEquityEvent,
} from '@guanyun/db/equity/equity.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant, saveSpending } from '@guanyun/db/matters/warrant.store.ts';
import { everything, someCompany, somePerson, verdict } from '@guanyun/db/testing/builders.ts';
import { contentFor, someWarrant, spendingRow } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone, someHolding } from '@guanyun/db/testing/zone-builders.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { Proposal, ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { correctEvent } from './correct-event.ts';
import { enterCapital } from './enter-capital.ts';
import { executeTransfer } from './execute-transfer.ts';
import { readCapTable } from './read-cap-table.ts';
import { readStructure } from './read-equity.ts';
import { recordDate } from './record-date.ts';
import { reorganize } from './reorganize.ts';

/** Mergers and divisions as acts of the register: several events, one act, one warrant, all or nothing. */
const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-09-16T02:00:00Z');
const registerOn = localDate('2026-09-15');

let zone: SmallZone;
let person: string;
/** Wholly the sister's. */
let below: string;
beforeEach(async () => {
  [zone, person] = await work(async (tx) => [await smallZone(tx), await somePerson(tx)]);
  below = await work(async (tx) => {
    const id = await someCompany(tx, { tier: 3, form: 'limited' });
    await someHolding(tx, { targetId: id, toId: zone.sister, subscribed: '300.00' });
    return id;
  });
});

const handler = (organizationId: string): Actor => ({
  ...{ accountId: randomUUID(), account: 'handler', person: { id: person, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind: 'company_handler', organizationId, side: 'company' },
});
const refused = async (answer: Promise<Answer<unknown>>): Promise<readonly string[]> => {
  const got = await answer;
  return got.outcome === 'refused' ? got.refusals.map(({ code }) => code) : [];
};
const done = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const got = await answer;
  if (got.outcome === 'refused') throw new Error(JSON.stringify(got.refusals));
  return got.answer;
};

/** A warrant over exactly this. */
const granted = async (proposal: Proposal): Promise<string> => {
  const { companyId, matter: kind } = proposal;
  const { id } = await work((tx) =>
    someWarrant(tx, companyId, person, {
      ...{ kind, amount: null, proposalDigest: digestOf(proposal) },
      content: { ...contentFor(companyId), proposal },
    }),
  );
  return id;
};
const said = (companyId: string, type: 'merger' | 'division') => ({
  ...{
    matter: 'reorganization' as const,
    companyId,
    decidedOn: '2026-05-01',
    subject: '重组',
    purpose: '整合',
  },
  facts: { type },
});
/** The sister is taken in by the other subsidiary, two yuan of its capital for one. */
const merging = (over: Partial<ProposalOf<'reorganization'>> = {}) =>
  granted({ ...said(zone.sister, 'merger'), absorption: { absorberId: zone.sub, exchange: '2' }, ...over });
const enter = (warrantId: string, as = zone.sister, on = registerOn) =>
  reorganize(deps, handler(as), { requestId: randomUUID(), warrantId, registerOn: on });
const transferring = (over: Partial<ProposalOf<'equity_transfer'>>) =>
  granted({
    ...{ matter: 'equity_transfer', companyId: zone.group, targetId: zone.mixed, fromId: zone.group },
    ...{ toId: zone.sister, share: '1/10', amount: '0.00', decidedOn: '2026-05-01', basisDate: '2026-03-31' },
    ...over,
  });
const table = (companyId: string, over: { asOf?: string; knownOn?: string } = {}) =>
  readCapTable(deps, handler(zone.group), {
    ...{ companyId, asOf: localDate(over.asOf ?? '2026-09-16'), basis: 'register' },
    ...(over.knownOn === undefined ? {} : { knownOn: localDate(over.knownOn) }),
  });
const holdings = async (companyId: string, over: Parameters<typeof table>[1] = {}) =>
  Object.fromEntries(
    (await table(companyId, over)).holders.map((h) => [h.holder.id, [h.subscribed, h.paid]]),
  );
const eventsOf = (companyId: string) => work((tx) => equityEventsOf(tx, companyId));

test('a merger is one act of several events: what was exchanged, what lapsed, what passed on; its warrant is spent once', async () => {
  const warrantId = await merging();
  expect(await refused(enter(warrantId, zone.sub))).toEqual(['NO_WARRANT']);
  expect(await refused(enter(warrantId, zone.sister, localDate('2026-09-17')))).toEqual(['DAY_NOT_COME']);
  const { eventId, entries } = await done(enter(warrantId));
  expect(entries).toBe(3);
  expect(await refused(enter(warrantId))).toContain('WARRANT_SPENT');
  expect(await holdings(zone.sister)).toEqual({});
  expect(await holdings(zone.sub)).toEqual({ [zone.group]: ['1500.00', '0.00'] });
  expect(await holdings(below)).toEqual({ [zone.sub]: ['300.00', '0.00'] });
  expect(await holdings(zone.sister, { asOf: '2026-09-14' })).toEqual({ [zone.group]: ['1000.00', '0.00'] });
  const rows = (await Promise.all([zone.sister, zone.sub, below].map(eventsOf))).flat();
  const ofAct = rows.filter(({ occasion }) => occasion === 'merger');
  expect(new Set(ofAct.map(({ actId, warrantId: by }) => `${actId} ${by}`))).toEqual(
    new Set([`${eventId} ${warrantId}`]),
  );
  const shown = await table(zone.sister);
  expect(shown.absorbed).toMatchObject({ by: { id: zone.sub }, on: '2026-09-15' });
  expect((await table(zone.sister, { asOf: '2026-09-14' })).absorbed).toBeNull();
  expect(new Set(shown.events.at(-1)?.together.map(({ id }) => id))).toEqual(new Set([zone.sub, below]));
  const { nodes } = await readStructure(deps, handler(zone.group), { asOf: registerOn, basis: 'register' });
  expect(nodes.find(({ id }) => id === zone.sister)?.absorbed).toMatchObject({ on: '2026-09-15' });
  for (const id of [zone.sister, zone.sub, below])
    expect((await work((tx) => historyOf(tx, id))).map(({ act }) => act)).toContain('equity.reorganize');
});

test('what the register does not bear is refused with its reason, and nothing is spent', async () => {
  const bad = async (exchange: string) => {
    const warrantId = await merging({ absorption: { absorberId: zone.sub, exchange } });
    expect(await refused(enter(warrantId))).toEqual(['REORGANIZATION_IMPOSSIBLE']);
    expect((await work((tx) => findWarrant(tx, warrantId)))?.uses).toBe(0);
  };
  await bad('0.5');
  await bad('3');
  const without = await merging({ absorption: undefined });
  expect(await refused(enter(without))).toEqual(['WARRANT_OF_OTHER_KIND']);
  const early = await merging();
  await done(
    executeTransfer(deps, handler(zone.sister), {
      ...{ requestId: randomUUID(), targetId: below, fromId: zone.sister, toId: zone.group, share: '1/3' },
      warrantId: await transferring({
        ...{ companyId: zone.sister, targetId: below, fromId: zone.sister, toId: zone.group, share: '1/3' },
      }),
      registerOn,
    }),
  );
  expect(await refused(enter(early, zone.sister, localDate('2026-09-14')))).toEqual([
    'DATE_BEFORE_LAST_EVENT',
  ]);
});

test('an event that fails in the middle leaves nothing of the act, and nothing spent', async () => {
  const warrantId = await merging();
  const schema = `zone_${TEST_ZONE}`;
  await db.owner.sequelize.query(`
    CREATE FUNCTION ${schema}.stumble() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.occasion = 'merger' AND NEW.kind = 'increase' THEN RAISE EXCEPTION 'stumbled' USING ERRCODE = 'GY099'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER stumble BEFORE INSERT ON ${schema}.equity_events FOR EACH ROW EXECUTE FUNCTION ${schema}.stumble();`);
  expect(await verdict(enter(warrantId))).toBe('GY099');
  await db.owner.sequelize.query(
    `DROP TRIGGER stumble ON ${schema}.equity_events; DROP FUNCTION ${schema}.stumble();`,
  );
  for (const id of [zone.sister, zone.sub, below]) expect(await eventsOf(id)).toHaveLength(1);
  expect((await work((tx) => findWarrant(tx, warrantId)))?.uses).toBe(0);
  await done(enter(warrantId));
});

test('a division founds the new company with a part of the capital: in proportion, or as agreed', async () => {
  const founded = await work((tx) => someCompany(tx, { tier: 2, form: 'limited' }));
  const dividing = (division: NonNullable<ProposalOf<'reorganization'>['division']>) =>
    granted({ ...said(zone.mixed, 'division'), division });
  const odd = await dividing({ receiverId: founded, capital: '333.33' });
  expect(await refused(enter(odd, zone.mixed))).toEqual(['REORGANIZATION_IMPOSSIBLE']);
  const all = await dividing({ receiverId: founded, capital: '1000.00' });
  expect(await refused(enter(all, zone.mixed))).toEqual(['REORGANIZATION_IMPOSSIBLE']);
  await done(enter(await dividing({ receiverId: founded, capital: '250.00' }), zone.mixed));
  const [other = ''] = Object.keys(await holdings(zone.mixed)).filter((id) => id !== zone.group);
  expect(await holdings(zone.mixed)).toEqual({
    ...{ [zone.group]: ['450.00', '0.00'], [other]: ['300.00', '0.00'] },
  });
  expect(await holdings(founded)).toEqual({
    ...{ [zone.group]: ['150.00', '0.00'], [other]: ['100.00', '0.00'] },
  });
  const again = await dividing({ receiverId: founded, capital: '75.00' });
  expect(await refused(enter(again, zone.mixed))).toEqual(['REORGANIZATION_IMPOSSIBLE']);
  const second = await work((tx) => someCompany(tx, { tier: 2, form: 'limited' }));
  const portions = [{ holderId: other, subscribed: '300.00' }];
  await done(enter(await dividing({ receiverId: second, capital: '300.00', portions }), zone.mixed));
  expect(await holdings(zone.mixed)).toEqual({ [zone.group]: ['450.00', '0.00'] });
  expect(await holdings(second)).toEqual({ [other]: ['300.00', '0.00'] });
  expect((await table(zone.mixed)).absorbed).toBeNull();
});

test('an absorbed company gets no capital any more and holds none, by decision and by the database', async () => {
  await done(enter(await merging()));
  const more: ProposalOf<'capital_change'> = {
    ...{
      matter: 'capital_change',
      companyId: zone.sister,
      decidedOn: '2026-05-01',
      subject: '',
      purpose: '',
    },
    facts: { direction: 'increase' },
    capital: { holderId: zone.group, subscribed: '1.00' },
  };
  const asked = { requestId: randomUUID(), warrantId: await granted(more), registerOn };
  expect(await refused(enterCapital(deps, handler(zone.sister), asked))).toEqual(['REGISTER_BROKEN']);
  const given = { targetId: zone.mixed, fromId: zone.group, toId: zone.sister, share: '1/10', registerOn };
  const to = { ...given, requestId: randomUUID(), warrantId: await transferring({}) };
  expect(await refused(executeTransfer(deps, handler(zone.group), to))).toEqual(['HOLDER_ABSORBED']);
  /** Past every decision. */
  const entered = (row: Partial<EquityEventRow> & Pick<EquityEventRow, 'kind' | 'targetId'>) =>
    verdict(
      work(async (tx) => {
        const warrant = await someWarrant(tx, row.targetId, person, { amount: null });
        const event = newEvent({
          ...{ id: randomUUID(), decidedOn: '2026-09-01', registerOn: '2026-09-16', recordedAt: new Date() },
          ...{ warrantId: warrant.id, subscribed: '10.00', ...row },
        });
        await saveSpending(tx, spendingRow(warrant, { subjectId: event.actId, amount: null }));
        await saveEquityEvent(tx, event);
      }),
    );
  expect(await entered({ kind: 'increase', targetId: zone.sister, toId: zone.group })).toBe('GY046');
  expect(
    await entered({ kind: 'transfer', targetId: zone.mixed, fromId: zone.group, toId: zone.sister }),
  ).toBe('GY046');
  expect(
    await entered({
      ...{ kind: 'decrease', targetId: zone.sub, fromId: zone.group, subscribed: '1500.00' },
      ...{ absorbedBy: zone.mixed, occasion: 'merger' },
    }),
  ).toBe('GY046');
  expect(
    await entered({ kind: 'decrease', targetId: zone.sub, fromId: zone.group, absorbedBy: zone.mixed }),
  ).toBe('23514');
});

test('nothing is added to an act afterwards; one of its events is neither amended alone nor taken out of it', async () => {
  const warrantId = await merging();
  const { eventId } = await done(enter(warrantId));
  const closing = (await eventsOf(zone.sister)).at(-1) as EquityEventRow;
  const late = newEvent({
    ...{ id: randomUUID(), actId: eventId, occasion: 'merger', kind: 'increase', targetId: zone.sub },
    ...{ toId: zone.mixed, subscribed: '1.00', decidedOn: '2026-05-01', registerOn: '2026-09-15' },
    ...{ warrantId, recordedAt: closing.recordedAt },
  });
  expect(await verdict(work((tx) => saveEquityEvent(tx, late)))).toBe('GY047');
  const got = (await eventsOf(zone.sub)).at(-1) as EquityEventRow;
  const back = {
    companyId: zone.group,
    targetId: zone.sub,
    fromId: zone.group,
    toId: zone.mixed,
    share: '1/5',
  };
  const asked = { targetId: zone.sub, fromId: zone.group, toId: zone.mixed, share: '1/5', registerOn };
  const amends = { eventId: got.id, because: '换股有误' };
  expect(
    await refused(
      executeTransfer(deps, handler(zone.group), {
        ...{ ...asked, requestId: randomUUID(), warrantId: await transferring(back), amends },
      }),
    ),
  ).toContain('PART_OF_ACT');
  const wrong = newEvent({
    ...{ id: randomUUID(), kind: 'increase', targetId: zone.sub, toId: zone.group, corrects: got.id },
    ...{ subscribed: '500.00', because: '笔误', exemption: 'clerical_error', recordedAt: new Date() },
    ...{ decidedOn: got.decidedOn, registerOn: got.registerOn },
  });
  expect(await verdict(work((tx) => saveEquityEvent(tx, wrong)))).toBe('GY025');
  const days = { decidedOn: got.decidedOn, registerOn: '2026-09-16', registrationOn: null };
  const { eventId: right } = await done(
    correctEvent(deps, handler(zone.sub), {
      ...{ requestId: randomUUID(), eventId: got.id, because: '名册日笔误' },
      receipt: { digest: zone.digest, name: '名册.pdf' },
      replacement: { fromId: null, toId: zone.group, subscribed: '500.00', paid: '0.00', ...days },
    }),
  );
  expect((await table(zone.sub)).events.find(({ id }) => id === right)).toMatchObject({ occasion: 'merger' });
});

test('the absorber keeps the register of what it took in: its registration is recorded there', async () => {
  await done(enter(await merging()));
  const closing = (await eventsOf(zone.sister)).at(-1) as EquityEventRow;
  const registered = (as: string) =>
    recordDate(deps, handler(as), {
      ...{
        requestId: randomUUID(),
        eventId: closing.id,
        reading: 'registration',
        on: localDate('2026-09-16'),
      },
      receipt: zone.digest,
    });
  expect(await refused(registered(zone.mixed))).toEqual(['NOT_YOUR_ORGANIZATION']);
  await done(registered(zone.sub));
  expect((await table(zone.sister)).events.at(-1)?.registrationOn).toBe('2026-09-16');
});

test('whoever gives to a company while it is absorbed: the one or the other, never both', async () => {
  for (let round = 0; round < 3; round += 1) {
    [zone, person] = await work(async (tx) => [await smallZone(tx), await somePerson(tx)]);
    const [merger, gift] = [await merging(), await transferring({})];
    const given = { targetId: zone.mixed, fromId: zone.group, toId: zone.sister, share: '1/10', registerOn };
    const both = await Promise.allSettled([
      enter(merger),
      executeTransfer(deps, handler(zone.group), { ...given, requestId: randomUUID(), warrantId: gift }),
    ]);
    const absorbed = (await table(zone.sister)).absorbed !== null;
    const holds = Object.keys(await holdings(zone.mixed)).includes(zone.sister);
    expect([absorbed, holds]).not.toEqual([true, true]);
    expect(both.some((one) => one.status === 'fulfilled' && one.value.outcome === 'accepted')).toBe(true);
  }
});
