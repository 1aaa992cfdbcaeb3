import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  findContent,
  findMatter,
  saveContent,
  saveMatter,
  saveSignature,
} from '@guanyun/db/matters/matter.store.ts';
import { agendaOfMatter } from '@guanyun/db/matters/meeting.store.ts';
import { everything, rowsOf, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { contentFor, matterRow, type NewMatter, someMeeting } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { digestOf } from '../evidence/digest.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { leave } from './leave-case.ts';
import { validSignatures } from './signatures.ts';

/** A participant takes its company out of a joint case: the whole case goes back and is signed anew. */
const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-15T02:00:00Z');
const [lead, one, two, person] = await work(async (tx) => [
  await someCompany(tx),
  await someCompany(tx),
  await someCompany(tx),
  await somePerson(tx),
]);

async function joint(over: Partial<NewMatter> = {}): Promise<string> {
  return work(async (tx) => {
    const participants = [one, two].map((companyId) => ({ companyId, amount: '100.00', records: [] }));
    const content = { ...contentFor(lead), participants };
    const contentDigest = digestOf(content);
    const row = matterRow(lead, { parties: [lead, one, two], state: 'accepted', ...over, contentDigest });
    await saveMatter(tx, row);
    await saveContent(tx, { matterId: row.id, version: 1, content, digest: contentDigest, personId: person });
    for (const organizationId of [lead, one, two])
      await saveSignature(tx, {
        ...{ matterId: row.id, organizationId, contentVersion: 1, contentDigest },
        ...{ postKind: 'company_representative', personId: await somePerson(tx), onBehalfPersonId: null },
      });
    return row.id;
  });
}
async function representative(organizationId: string): Promise<Actor> {
  const id = await work((tx) => somePerson(tx));
  return {
    accountId: randomUUID(),
    account: 'representative',
    person: { id, name: '示例' },
    post: { id: randomUUID(), kind: 'company_representative', organizationId, side: 'company' },
    onBehalfOf: null,
  };
}
const leaves = async (id: string, organizationId: string): Promise<string> => {
  const asked = { requestId: randomUUID(), id, reason: '出资计划有变' };
  const answer = await leave(deps, await representative(organizationId), asked);
  return answer.outcome === 'accepted' ? 'accepted' : answer.refusals[0].code;
};

test('the case goes back whole, without the company and without any signature', async () => {
  const id = await joint({ acceptedOn: '2026-06-01', dueOn: '2026-07-01', dueDays: 20 });
  expect(await leaves(id, one)).toBe('accepted');
  const row = await work((tx) => findMatter(tx, id));
  expect(row).toMatchObject({
    state: 'returned',
    contentVersion: 2,
    parties: [lead, two],
    acceptedOn: null,
    dueOn: null,
  });
  const content = (await work((tx) => findContent(tx, id, 2)))?.content;
  expect(content?.participants?.map((p) => p.companyId)).toEqual([two]);
  expect(row?.contentDigest).toBe(digestOf(content));
  if (row === null) throw new Error('gone');
  expect(await work((tx) => validSignatures(tx, row))).toEqual([]);
  expect(await inTransaction(db.app, rowsOf(one), (tx) => findMatter(tx, id))).toBeNull();
  // The last one out leaves a case of the lead's alone.
  expect(await leaves(id, two)).toBe('accepted');
  expect((await work((tx) => findContent(tx, id, 3)))?.content).not.toHaveProperty('participants');
});

test('from the agenda while the meeting is planned, not once it has begun, not after the decision, and only a participant', async () => {
  const onAgenda = await joint({ state: 'on_agenda' });
  const begun = await joint({ state: 'on_agenda' });
  await work(async (tx) => {
    const of = { secretaryId: person, members: [person] };
    await someMeeting(tx, { ...of, matterIds: [onAgenda], state: 'planned' });
    await someMeeting(tx, { ...of, matterIds: [begun], state: 'open' });
  });
  expect(await leaves(onAgenda, one)).toBe('accepted');
  expect((await work((tx) => agendaOfMatter(tx, onAgenda)))[0]?.result).toEqual({ left: 'participant_left' });
  expect(await leaves(begun, one)).toBe('MEETING_BEGUN');
  expect((await work((tx) => findMatter(tx, begun)))?.contentVersion).toBe(1);
  for (const state of ['approved', 'issued', 'withdrawn'] as const)
    expect(await leaves(await joint({ state }), one)).toBe('WRONG_STATE');
  await expect(leaves(await joint(), lead)).rejects.toThrow('matter');
});
