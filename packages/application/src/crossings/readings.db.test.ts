import { savePosts } from '@guanyun/db/organizations/person.store.ts';
import { postRow } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { keepReading, listReadings } from '../contracts/readings.ts';
import type { Actor } from '../organizations/actor.ts';
import { readContractLine } from './read-contract-line.ts';
import { contractActs, contractZone } from './testing/contracts.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const z = await contractZone(db);
const acts = contractActs(z);
/** The actor with a post that stands in the register. */
async function posted(actor: Actor): Promise<Actor> {
  const { kind, organizationId } = actor.post;
  const row = postRow({ personId: actor.person.id, organizationId, kind });
  await z.work((tx) => savePosts(tx, [row]));
  return { ...actor, post: { ...actor.post, id: row.id } };
}
const look = (actor: Actor, id: string) =>
  keepReading(z.deps, actor, { contractId: id }, readContractLine(z.deps, actor, id));

const [handler, reviewer] = [await posted(z.handler), await posted(z.reviewer)];

test('who was shown a contract is kept with the post, and told to whoever sees all; what is not there is not kept', async () => {
  const id = await acts.entrusted();
  expect((await look(handler, id)).id).toBe(id);
  await look(reviewer, id);
  const stranger = await posted(await z.actorOf(z.zone.sub, 'company_handler'));
  await expect(look(stranger, id)).rejects.toThrow('not found');
  const seen = await listReadings(z.deps, reviewer, { contractId: id });
  expect(seen.map(({ post, person }) => [post, person.id])).toEqual([
    ['committee_reviewer', reviewer.person.id],
    ['company_handler', handler.person.id],
  ]);
  expect(await listReadings(z.deps, handler, { contractId: id })).toEqual([]);
});

test('a delegate is kept under both names', async () => {
  const id = await acts.entrusted();
  const giver = z.finance.person;
  const behalf = { personId: giver.id, name: giver.name, delegationId: id, matters: null };
  await look({ ...handler, onBehalfOf: behalf }, id);
  const [row] = await listReadings(z.deps, reviewer, { contractId: id });
  expect(row).toMatchObject({ person: { id: handler.person.id }, onBehalfOf: { id: giver.id } });
});
