import { randomUUID } from 'node:crypto';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone } from '@guanyun/db/testing/zone-builders.ts';
import { bidRoles } from '@guanyun/domain/contracts/bid-check.ts';
import { usccCheckDigit } from '@guanyun/domain/kernel/uscc.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropBid, listBidChecks, readBidCheck } from '../contracts/bid-checks.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { type BidCheckAsked, checkBid } from './check-bid.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, () => new Date());
const codeOf = (first17: string): string => `${first17}${usccCheckDigit(first17)}`;
const OUTSIDE = codeOf('91500110MA5U9TPQ1');
/** Each tender has a deadline of its own, so that none is taken for another. */
const days = new Map<string, string>();
const deadlineOf = (title: string): string => {
  const plain = title.replaceAll(' ', '');
  const day = days.get(plain) ?? `2099-12-${String(days.size + 10)}`;
  days.set(plain, day);
  return day;
};
let zone: SmallZone;
let stranger = '';
const actors = new Map<string, Actor>();
const nameOf = async (id: string): Promise<string> => {
  const [row] = await work((tx) =>
    query<{ name: string }>(tx, 'SELECT name FROM organization_names WHERE organization_id = $1', [id]),
  );
  return row?.name ?? '';
};

beforeAll(async () => {
  zone = await work(smallZone);
  stranger = await work((tx) => someCompany(tx));
  for (const organizationId of [zone.group, zone.sub, zone.sister, stranger]) {
    const person = { id: await work((tx) => somePerson(tx)), name: '示例' };
    const post = { id: randomUUID(), kind: 'company_handler', organizationId, side: 'company' } as const;
    actors.set(organizationId, { accountId: randomUUID(), account: 'x', onBehalfOf: null, person, post });
  }
});

const by = (company: string): Actor => actors.get(company) as Actor;
const ask = (company: string, over: Partial<BidCheckAsked> = {}) =>
  checkBid(deps, by(company), {
    ...{ requestId: randomUUID(), title: '示例道路工程', lot: '一标段', others: [] },
    deadline: deadlineOf(over.title ?? '示例道路工程'),
    tenderer: { name: '示例区外招标人', uscc: OUTSIDE },
    roles: bidRoles.map((role) => ({ role, known: 'none' as const, name: '', uscc: '' })),
    ...over,
  });
async function told(company: string, over: Partial<BidCheckAsked> = {}) {
  const answer = await ask(company, over);
  if (answer.outcome === 'refused') throw new Error(answer.refusals[0].code);
  return readBidCheck(deps, by(company), answer.answer.id);
}
const refusal = async (company: string, over: Partial<BidCheckAsked>): Promise<string> => {
  const answer = await ask(company, over);
  return answer.outcome === 'refused' ? answer.refusals[0].code : 'accepted';
};
const codes = (check: { findings: readonly { code: string }[] }) => check.findings.map(({ code }) => code);

test('alone it may; its subsidiary, asking after it, must not, and each sees the other', async () => {
  const first = await told(zone.group);
  expect([first.outcome, first.related]).toEqual(['may', []]);
  const second = await told(zone.sub, { title: '示例 道路工程', lot: '一标段 ' });
  expect(second.outcome).toBe('must_not');
  expect(codes(second)).toEqual(['CONTROL']);
  expect(second.findings[0]?.because).toContain(await nameOf(zone.group));
  expect(second.related.map(({ company }) => company.id)).toEqual([zone.group]);
  const seen = await readBidCheck(deps, by(zone.group), first.id);
  expect(seen.related.map(({ company, outcome }) => [company.id, outcome])).toEqual([[zone.sub, 'must_not']]);
  // What was said on the day stays as it was said.
  expect(seen.outcome).toBe('may');
});

test('a company outside the group has the lot to itself, and nobody sees it', async () => {
  const lot = { title: '示例桥梁工程' };
  const theirs = await told(stranger, lot);
  const ours = await told(zone.sub, lot);
  expect([theirs.outcome, ours.outcome]).toEqual(['may', 'may']);
  expect(ours.related).toEqual([]);
  expect((await readBidCheck(deps, by(stranger), theirs.id)).related).toEqual([]);
  const [row] = await work((tx) =>
    query<{ question: string }>(tx, 'SELECT question::text AS question FROM bid_checks WHERE id = $1', [
      ours.id,
    ]),
  );
  expect(row?.question).not.toContain(stranger);
  await expect(readBidCheck(deps, by(zone.sub), theirs.id)).rejects.toThrow('not found');
});

test('sisters are to be reviewed; one that gives the bid up frees the other', async () => {
  const lot = { title: '示例管网工程' };
  const first = await told(zone.sister, lot);
  const second = await told(zone.sub, lot);
  expect([second.outcome, codes(second)]).toEqual(['review', ['COMMON_CONTROLLER']]);
  const drop = () =>
    dropBid(deps, by(zone.sister), { requestId: randomUUID(), id: first.id, because: '不参加' });
  expect((await drop()).outcome).toBe('accepted');
  expect(await drop()).toMatchObject({ outcome: 'refused', refusals: [{ code: 'BID_CHECK_ENDED' }] });
  expect((await told(zone.sub, lot)).outcome).toBe('may');
  await expect(
    dropBid(deps, by(zone.sub), { requestId: randomUUID(), id: first.id, because: '不参加' }),
  ).rejects.toThrow('not found');
});

test('a tenderer of the zone that holds the company, or oversees it by mandate, is an interest to be reviewed', async () => {
  const named = async (id: string) => ({ tenderer: { name: await nameOf(id), uscc: '' } });
  const byParent = await told(zone.sub, await named(zone.group));
  expect([byParent.outcome, codes(byParent)]).toEqual(['review', ['INTEREST']]);
  expect(byParent.tenderer.inRegister).toBe(true);
  const [committee] = await work((tx) =>
    query<{ id: string }>(tx, `SELECT id FROM organizations WHERE kind = 'committee'`),
  );
  const byCommittee = await told(zone.sub, await named(committee?.id ?? ''));
  expect([byCommittee.outcome, codes(byCommittee)]).toEqual(['review', ['INTEREST']]);
  const reviewer = { ...by(zone.sub), post: { ...by(zone.sub).post, side: 'committee' } } as Actor;
  await expect(readBidCheck(deps, reviewer, byCommittee.id)).rejects.toThrow('not found');
});

test('companies named by the asker, heads and parties of the tenderer are looked at', async () => {
  const head = await work((tx) => somePerson(tx));
  await work((tx) =>
    savePosts(
      tx,
      [zone.sister, stranger].map((organizationId) =>
        postRow({ personId: head, organizationId, kind: 'company_representative' }),
      ),
    ),
  );
  const both = await told(zone.sister, { title: '示例照明工程', others: [stranger, zone.mixed] });
  expect(codes(both)).toEqual(['SAME_HEAD', 'COMMON_CONTROLLER']);
  expect(both.outcome).toBe('must_not');
  const roles = bidRoles.map((role) => ({ role, known: 'none' as const, name: '', uscc: '' }));
  const agent = { role: 'agent', known: 'named', name: await nameOf(zone.sub), uscc: '' } as const;
  const withAgent = { title: '示例绿化工程', roles: [agent, ...roles.slice(1)] };
  expect(codes(await told(zone.sister, withAgent))).toEqual(['ROLE_LINKED']);
  expect((await told(zone.sub, withAgent)).findings).toMatchObject(
    [
      { code: 'ROLE_SELF', outcome: 'must_not', basis: [{ article: '第十三条' }] },
      { code: 'COMMON_CONTROLLER' },
    ].reverse(),
  );
});

test('another title for the same tenderer and day is asked about', async () => {
  const uscc = codeOf('91500110MA5U9TPQ2');
  const tenderer = { name: '示例另一招标人', uscc };
  const deadline = '2099-11-30';
  await told(zone.sister, { tenderer, deadline, title: '示例厂房工程' });
  expect(codes(await told(zone.sub, { tenderer, deadline, title: '厂房（示例）' }))).toEqual(['LOT_ALIKE']);
  expect(codes(await told(stranger, { tenderer, deadline, title: '厂房三（示例）' }))).toEqual([]);
});

test('a code that is another’s is refused or looked at', async () => {
  expect(await refusal(zone.sub, { tenderer: { name: '示例', uscc: '123' } })).toBe('USCC_WRONG');
  expect(await refusal(zone.sub, { tenderer: { name: '登记中没有', uscc: '' } })).toBe(
    'BID_CHECK_TENDERER_UNKNOWN',
  );
  const coded = codeOf('91500110MA5U9TPQ3');
  await work((tx) => someCompany(tx, { uscc: coded }));
  const misnamed = await told(zone.sub, { tenderer: { name: '别的名字', uscc: coded } });
  expect(codes(misnamed)).toEqual(['NAME_DIFFERS']);
});

test('its own tender, a day that is past and itself among the others are refused', async () => {
  const own = { name: await nameOf(zone.sub), uscc: '' };
  expect(await refusal(zone.sub, { tenderer: own })).toBe('BID_CHECK_OWN_TENDER');
  expect(await refusal(zone.sub, { deadline: '2020-01-01' })).toBe('BID_CHECK_TOO_LATE');
  expect(await refusal(zone.sub, { others: [zone.sub] })).toBe('BID_CHECK_OTHERS_WRONG');
  expect(await refusal(zone.sub, { others: [zone.sasac] })).toBe('BID_CHECK_OTHERS_WRONG');
});

test('two of a group that ask at once do not both hear that they may', async () => {
  const lot = { title: '示例同时核查' };
  const both = await Promise.all([told(zone.group, lot), told(zone.sub, lot)]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['may', 'must_not']);
});

test('a check is in the journal, and a company lists its own', async () => {
  const listed = await listBidChecks(deps, by(stranger));
  expect(new Set(listed.map(({ company }) => company.id))).toEqual(new Set([stranger]));
  const check = await readBidCheck(deps, by(stranger), listed[0]?.id ?? '');
  expect(check.history.map(({ act }) => act)).toEqual(['tenders.checkBid']);
  // What was asked stands in the check alone: whoever reads the journal learns of no tender.
  const [entry] = await work((tx) =>
    query<{ said: string; digest: string }>(
      tx,
      `SELECT to_jsonb(j)::text AS said, j.content ->> 'digest' AS digest FROM journal j WHERE j.subject_id = $1`,
      [check.id],
    ),
  );
  expect(entry?.said).not.toContain(check.title);
  expect(entry?.said).not.toContain(check.tenderer.name);
  expect(entry?.digest).toBe(check.digest);
});
