import { randomUUID } from 'node:crypto';
import { equityEventsOf } from '@guanyun/db/equity/equity.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { obligationsOf, saveObligations } from '@guanyun/db/matters/execution.store.ts';
import { findContent, findMatter, saveContent, saveMatter } from '@guanyun/db/matters/matter.store.ts';
import { agendaOfMatter } from '@guanyun/db/matters/meeting.store.ts';
import { warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { everything, rowsOf, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import {
  contentFor,
  matterRow,
  type NewMatter,
  someMatter,
  someMeeting,
  someWarrant,
} from '@guanyun/db/testing/matter-builders.ts';
import { obligationRow } from '@guanyun/db/testing/procedure-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone, someHolding } from '@guanyun/db/testing/zone-builders.ts';
import type { ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { digestOf } from '../evidence/digest.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import { resume, suspend } from '../matters/supervise.ts';
import type { Actor } from '../organizations/actor.ts';
import { executeTransfer } from './execute-transfer.ts';

/** What a transfer does to the cases of the company that changes hands. */
const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-09-16T02:00:00Z');

let zone: SmallZone;
let person: string;
/** Under the group's subsidiary. */
let below: string;
beforeEach(async () => {
  [zone, person] = await work(async (tx) => [await smallZone(tx), await somePerson(tx)]);
  below = await work(async (tx) => {
    const id = await someCompany(tx, { tier: 3, form: 'limited' });
    await someHolding(tx, { targetId: id, toId: zone.sub });
    return id;
  });
});

const handler = (organizationId: string): Actor => ({
  accountId: randomUUID(),
  account: 'handler',
  person: { id: person, name: '示例' },
  post: { id: randomUUID(), kind: 'company_handler', organizationId, side: 'company' },
  onBehalfOf: null,
});

/** The group gives its subsidiary away, under a warrant of its own. */
async function givenTo(toId: string) {
  const proposal: ProposalOf<'equity_transfer'> = {
    ...{ matter: 'equity_transfer', companyId: zone.group, targetId: zone.sub, fromId: zone.group, toId },
    ...{
      share: '1/1',
      amount: '0.00',
      decidedOn: '2026-05-01',
      basisDate: '2026-03-31',
      mode: 'free_transfer',
    },
  };
  const warrant = await work((tx) =>
    someWarrant(tx, zone.group, person, {
      ...{ kind: 'equity_transfer', amount: '0.00', proposalDigest: digestOf(proposal) },
      content: { ...contentFor(zone.group), proposal },
    }),
  );
  const asked = { targetId: zone.sub, fromId: zone.group, toId, share: '1/1', registerOn: '2026-09-15' };
  const answer = await executeTransfer(deps, handler(zone.group), {
    ...{ ...asked, requestId: randomUUID(), warrantId: warrant.id },
  });
  return { answer, ownCase: warrant.matterId };
}

const someCase = (companyId: string, over: Partial<NewMatter> = {}): Promise<string> =>
  work((tx) => someMatter(tx, companyId, person, { state: 'accepted', ...over }));
const stateOf = async (id: string) => (await work((tx) => findMatter(tx, id)))?.state;
const toldOf = async (id: string) => (await work((tx) => historyOf(tx, id))).map((item) => item.act);

test('across investors what is pending is handed over and what is answered is suspended, down to the last company', async () => {
  const pending = await someCase(zone.sub);
  const onAgenda = await someCase(below, { state: 'on_agenda' });
  const meetingId = await work((tx) =>
    someMeeting(tx, { secretaryId: person, members: [person], matterIds: [onAgenda], state: 'planned' }),
  );
  const issued = await work((tx) => someWarrant(tx, zone.sub, person));
  const over = await someCase(zone.sub, { state: 'rejected', endedOn: '2026-05-01' });
  const others = await someCase(zone.sister);
  await work((tx) =>
    saveObligations(tx, [obligationRow({ matterId: pending, ownerId: zone.sub, kind: 'deficiency' })]),
  );
  const other = await work((tx) => someCompany(tx, { kind: 'sasac', form: null, tier: null }));
  const { answer, ownCase } = await givenTo(other);
  expect(answer.outcome).toBe('accepted');
  expect(await Promise.all([pending, onAgenda, issued.matterId, over, others, ownCase].map(stateOf))).toEqual(
    ['transferred', 'transferred', 'suspended', 'rejected', 'accepted', 'executing'],
  );
  expect((await work((tx) => warrantsOfMatter(tx, issued.matterId)))[0]?.suspendedOn).toBe('2026-09-16');
  const [item] = await work((tx) => agendaOfMatter(tx, onAgenda));
  expect([item?.meetingId, item?.result]).toEqual([meetingId, { left: 'transferred' }]);
  expect((await work((tx) => obligationsOf(tx, pending))).map((o) => o.state)).toEqual(['void']);
  expect(await toldOf(pending)).toEqual(['matters.transfer']);
  expect(await toldOf(issued.matterId)).toEqual(['matters.suspendForInvestor']);
  expect(await toldOf(ownCase)).toEqual([]);
});

test('a joint case follows its participants: pending it goes back without them, answered it stands still', async () => {
  const joint = (over: Partial<NewMatter>) =>
    work(async (tx) => {
      const participants = [{ companyId: zone.sub, amount: '100.00', records: [] }];
      const content = { ...contentFor(zone.sister), participants };
      const row = matterRow(zone.sister, {
        ...{ contentDigest: digestOf(content), parties: [zone.sister, zone.sub] },
        ...over,
      });
      await saveMatter(tx, row);
      const kept = { matterId: row.id, version: 1, content, digest: row.contentDigest, personId: person };
      await saveContent(tx, kept);
      return row.id;
    });
  const pending = await joint({ state: 'accepted' });
  const issued = await joint({ state: 'issued' });
  const concerned = await someCase(zone.sister, { parties: [zone.sister, zone.sub] });
  const other = await work((tx) => someCompany(tx, { kind: 'sasac', form: null, tier: null }));
  expect((await givenTo(other)).answer.outcome).toBe('accepted');
  expect(await Promise.all([pending, issued, concerned].map(stateOf))).toEqual([
    'returned',
    'suspended',
    'accepted',
  ]);
  const content = (await work((tx) => findContent(tx, pending, 2)))?.content;
  expect(content).not.toHaveProperty('participants');
  expect(await toldOf(pending)).toEqual(['matters.leaveForInvestor']);
});

test('what was suspended for the investor goes on with the new investor’s confirmation alone', async () => {
  const issued = (await work((tx) => someWarrant(tx, zone.sub, person))).matterId;
  const standing = (await work((tx) => someWarrant(tx, below, person))).matterId;
  const director = await (async (): Promise<Actor> => {
    const id = await work((tx) => somePerson(tx));
    const post = {
      id: randomUUID(),
      kind: 'committee_director',
      organizationId: zone.sasac,
      side: 'committee',
    } as const;
    return { ...handler(zone.sasac), person: { id, name: '示例' }, post };
  })();
  const reason = '已澄清';
  const asked = (id: string) => ({ requestId: randomUUID(), id, reason });
  expect((await suspend(deps, director, asked(standing))).outcome).toBe('accepted');
  const other = await work((tx) => someCompany(tx, { kind: 'sasac', form: null, tier: null }));
  await givenTo(other);
  for (const id of [issued, standing]) {
    expect(await resume(deps, director, asked(id))).toMatchObject({
      refusals: [{ code: 'INVESTOR_NOT_CONFIRMED' }],
    });
    const confirmation = { number: '示例国资函1号', decidedOn: '2026-09-15' };
    expect((await resume(deps, director, { ...asked(id), confirmation })).outcome).toBe('accepted');
    expect(await stateOf(id)).toBe('issued');
  }
});

test('within the group nothing happens to the cases', async () => {
  const pending = await someCase(zone.sub);
  const issued = await work((tx) => someWarrant(tx, below, person));
  expect((await givenTo(zone.sister)).answer.outcome).toBe('accepted');
  expect(await Promise.all([pending, issued.matterId].map(stateOf))).toEqual(['accepted', 'issued']);
  expect(await toldOf(pending)).toEqual([]);
});

test('what reaches beyond the rows of whoever acts ends with it: the act’s own rows are scoped as before', async () => {
  const pending = await someCase(zone.sub);
  const other = await work((tx) => someCompany(tx, { kind: 'sasac', form: null, tier: null }));
  await givenTo(other);
  expect(await stateOf(pending)).toBe('transferred');
  const seen = await inTransaction(db.app, rowsOf(zone.group), (tx) => findMatter(tx, pending));
  expect(seen).toBeNull();
  expect(await work((tx) => equityEventsOf(tx, zone.sub))).toHaveLength(2);
});
