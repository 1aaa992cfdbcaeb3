import { createHash, randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ObligationRow } from '@guanyun/db/matters/execution.model.ts';
import {
  archiveOf,
  obligationsOf,
  saveObligations,
  shareholderResultOf,
} from '@guanyun/db/matters/execution.store.ts';
import { dutiesOf, findMatter, saveContent, saveDuty, saveMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { findWarrant, saveSpending, saveWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { everything, someCompany, somePerson, verdict } from '@guanyun/db/testing/builders.ts';
import {
  contentFor,
  matterRow,
  someMeeting,
  someWarrant,
  spendingRow,
  warrantRow,
} from '@guanyun/db/testing/matter-builders.ts';
import { obligationRow } from '@guanyun/db/testing/procedure-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { sideOf } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Answer } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, NotFound } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { archiveCase, readArchive } from './archive-case.ts';
import { answerExtension, askExtension } from './extend-warrant.ts';
import { receive } from './file-case.ts';
import { obligationsDue, readExecution } from './read-supervision.ts';
import { readWarrant } from './read-warrants.ts';
import { recordShareholders } from './record-shareholders.ts';
import { releaseWarrant } from './release-warrant.ts';
import { confirmObligation, reportExecution, reportObligation } from './report-obligation.ts';
import { spendByReport } from './spend-by-report.ts';
import { checkWarrant, spendWarrant } from './spend-warrant.ts';
import { complete, expire, resume, revoke, suspend } from './supervise.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);

let day = '2026-06-15';
beforeEach(() => {
  day = '2026-06-15';
});
const paper = createHash('sha256').update('合同').digest('hex');
const deps: Deps = {
  db: db.app,
  zone: TEST_ZONE,
  now: () => new Date(`${day}T02:00:00Z`),
  newId: randomUUID,
  passwords: { hash: async () => '', verify: async () => false },
  files: { has: async () => true, read: async () => new Uint8Array() },
  readWorkbook: async () => ({ ok: true, sheets: [] }),
};

async function actorAs(kind: PostKind, organizationId: string): Promise<Actor> {
  const id = await work((tx) => somePerson(tx, `示例${kind}`));
  const post = { id: randomUUID(), kind, organizationId, side: sideOf(kind) };
  return { accountId: randomUUID(), account: kind, person: { id, name: kind }, post, onBehalfOf: null };
}
const company = await work((tx) => someCompany(tx, { form: 'limited' }));
const other = await work((tx) => someCompany(tx));
const committee = await work((tx) => someCompany(tx, { kind: 'committee' as never, form: null, tier: null }));
const handler = await actorAs('company_handler', company);
const stranger = await actorAs('company_handler', other);
const supervisor = await actorAs('committee_supervisor', committee);
const reviewer = await actorAs('committee_reviewer', committee);
const director = await actorAs('committee_director', committee);
const secretary = await actorAs('committee_secretary', committee);
await work((tx) =>
  saveDocument(tx, {
    digest: paper,
    name: '担保合同.pdf',
    size: '6',
    mediaType: 'application/pdf',
    organizationId: company,
    uploadedBy: handler.person.id,
  }),
);

const proposalOf = (matter: string): Proposal =>
  ({
    matter,
    companyId: company,
    decidedOn: '2026-04-01',
    subject: '示例担保',
    purpose: '示例',
    counterparty: { name: '示例银行' },
    amount: '1000.00',
    facts: {},
  }) as unknown as Proposal;

/** A guarantee approved up to 1000.00 yuan, in force from 2026-05-01 to 2026-12-31, as often as the amount lasts. */
const issued = (over: Partial<WarrantRow> = {}): Promise<WarrantRow> =>
  work(async (tx) => {
    const proposal = over.content?.proposal ?? proposalOf(over.kind ?? 'external_guarantee');
    const content = { ...contentFor(company), ...over.content, proposal };
    const warrant = await someWarrant(tx, company, director.person.id, {
      kind: 'external_guarantee',
      usesMax: null,
      proposalDigest: digestOf(proposal),
      ...over,
      content,
    });
    await query(tx, `UPDATE matters SET matter = $2, route = '{"reasons": []}' WHERE id = $1 RETURNING id`, [
      warrant.matterId,
      warrant.kind,
    ]);
    return warrant;
  });
const owe = (warrant: WarrantRow, over: Partial<ObligationRow> = {}): Promise<string> =>
  work(async (tx) => {
    const row = obligationRow({ matterId: warrant.matterId, ownerId: company, ...over });
    await saveObligations(tx, [row]);
    return row.id;
  });

const req = () => ({ requestId: randomUUID() });
const spend = (warrant: WarrantRow, amount: string | null, over: object = {}, actor = handler) =>
  spendByReport(deps, actor, {
    ...req(),
    warrantId: warrant.id,
    title: '担保合同',
    counterparty: '示例银行',
    amount,
    on: '2026-06-10',
    documents: [paper],
    ...over,
  });
const codes = async (answer: Promise<Answer<unknown>>): Promise<string> => {
  const result = await answer;
  return result.outcome === 'accepted' ? 'accepted' : result.refusals.map((r) => r.code).join(' ');
};
const done = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const result = await answer;
  if (result.outcome === 'refused') throw new Error(result.refusals.map((r) => r.code).join(' '));
  return result.answer;
};
const stateOf = async (warrant: WarrantRow) => (await work((tx) => findMatter(tx, warrant.matterId)))?.state;
const spentOf = async (warrant: WarrantRow) => (await work((tx) => findWarrant(tx, warrant.id)))?.spent;
const step = (warrant: WarrantRow) => ({ ...req(), id: warrant.matterId });

test('a warrant is spent in parts until its amount is used up, and the case is being carried out', async () => {
  const warrant = await issued();
  expect(await codes(spend(warrant, '600.00'))).toBe('accepted');
  expect(await stateOf(warrant)).toBe('executing');
  expect(await codes(spend(warrant, '400.01'))).toBe('AMOUNT_EXCEEDS_WARRANT');
  expect(await codes(spend(warrant, '400.00'))).toBe('accepted');
  expect(await codes(spend(warrant, '0.01'))).toBe('AMOUNT_EXCEEDS_WARRANT');
  const read = await readWarrant(deps, handler, warrant.id);
  expect([read.spent, read.remaining, read.state, read.spendings.length]).toEqual([
    '1000.00',
    '0.00',
    'spent',
    2,
  ]);
});

test('who has a duty of the committee in the case neither spends its warrant nor reports on it, whatever post is held besides', async () => {
  const warrant = await issued();
  const obligation = await owe(warrant);
  const inFinance = await actorAs('company_finance', company);
  await work((tx) =>
    saveDuty(tx, {
      matterId: warrant.matterId,
      personId: inFinance.person.id,
      duty: 'clearance',
      side: 'committee',
    }),
  );
  expect(await codes(spend(warrant, '1.00', {}, inFinance))).toBe('SAME_PERSON_BOTH_SIDES');
  const reported = { ...req(), id: obligation, report: '已办', evidence: [paper] };
  expect(await codes(reportObligation(deps, inFinance, reported))).toBe('SAME_PERSON_BOTH_SIDES');
  expect(
    await codes(reportExecution(deps, inFinance, { ...step(warrant), report: '已办', evidence: [paper] })),
  ).toBe('SAME_PERSON_BOTH_SIDES');
  const { spendingId } = await done(spend(warrant, '10.00'));
  const back = { spendingId, amount: '1.00', reason: '解除', on: '2026-06-10', document: paper };
  expect(await codes(releaseWarrant(deps, inFinance, { ...req(), ...back }))).toBe('SAME_PERSON_BOTH_SIDES');
  // The other way round, and past the application.
  const take = (personId: string) =>
    work((tx) =>
      saveDuty(tx, { matterId: warrant.matterId, personId, duty: 'supervisor', side: 'committee' }),
    );
  expect(await verdict(take(handler.person.id))).toBe('23P01');
  const past = spendingRow(warrant, { amount: '1.00', personId: inFinance.person.id });
  expect(await verdict(work((tx) => saveSpending(tx, past)))).toBe('GY103');
  expect(await spentOf(warrant)).toBe('10.00');
});

test('who handled the case may carry it out, and has that duty besides', async () => {
  const warrant = await issued();
  const { matterId } = warrant;
  const personId = handler.person.id;
  await work((tx) => saveDuty(tx, { matterId, personId, duty: 'handler', side: 'company' }));
  expect(await codes(spend(warrant, '1.00'))).toBe('accepted');
  expect((await work((tx) => dutiesOf(tx, matterId))).map(({ duty }) => duty).sort()).toEqual([
    'executor',
    'handler',
  ]);
});

test('each guarantee that is signed owes its filing within five working days', async () => {
  const warrant = await issued();
  await done(spend(warrant, '100.00'));
  const [owed] = await work((tx) => obligationsOf(tx, warrant.matterId));
  // 10 June 2026 is a Wednesday; the Dragon Boat holiday falls on Friday the 19th.
  expect([owed?.kind, owed?.dueOn, owed?.state, owed?.ownerId]).toEqual([
    'registration',
    '2026-06-17',
    'open',
    company,
  ]);
});

test('what bars an act is named: another company, a day outside, no amount, no papers known, a form of its own', async () => {
  const warrant = await issued();
  expect(await codes(spend(warrant, '1.00', {}, stranger))).toBe('NO_WARRANT');
  expect(await codes(spend(warrant, '1.00', { on: '2026-04-30' }))).toBe('WARRANT_NOT_IN_FORCE');
  expect(await codes(spend(warrant, '1.00', { on: '2027-01-01' }))).toBe('WARRANT_EXPIRED');
  expect(await codes(spend(warrant, '1.00', { on: '2026-06-16' }))).toBe('WARRANT_NOT_IN_FORCE');
  expect(await codes(spend(warrant, null))).toBe('AMOUNT_MISSING');
  expect(await codes(spend(warrant, '1.00', { documents: ['f'.repeat(64)] }))).toBe('DOCUMENT_UNKNOWN');
  const transfer = await issued({ kind: 'asset_disposal', content: contentFor(company) });
  expect(await codes(spend(transfer, '1.00'))).toBe('WARRANT_OF_OTHER_KIND');
  expect([await spentOf(warrant), await spentOf(transfer)]).toEqual(['0.00', '0.00']);
  expect(await stateOf(warrant)).toBe('issued');
});

test('a reported act without papers is refused by the database too', async () => {
  const warrant = await issued();
  const row = spendingRow(warrant, { subjectKind: 'reported_act', counterparty: '示例银行' });
  expect(await verdict(work((tx) => saveSpending(tx, row)))).toBe('23514');
});

test('what is given back can be taken up again, and never more than was taken up', async () => {
  const warrant = await issued();
  const { spendingId } = await done(spend(warrant, '1000.00'));
  const release = (amount: string, actor = handler, on = '2026-06-12') =>
    releaseWarrant(deps, actor, { ...req(), spendingId, amount, reason: '解除', on, document: paper });
  expect(await codes(release('1000.01'))).toBe('RELEASE_EXCEEDS_SPENDING');
  expect(await codes(release('300.00', handler, '2026-06-09'))).toBe('WARRANT_NOT_IN_FORCE');
  await expect(release('1.00', stranger)).rejects.toThrow(NotFound);
  expect(await done(release('300.00'))).toEqual({ remaining: '300.00' });
  expect(await codes(release('700.01'))).toBe('RELEASE_EXCEEDS_SPENDING');
  expect(await codes(spend(warrant, '300.01'))).toBe('AMOUNT_EXCEEDS_WARRANT');
  expect(await codes(spend(warrant, '300.00'))).toBe('accepted');
});

test('an open condition before execution bars every act, in the decision and in the database', async () => {
  const warrant = await issued();
  const id = await owe(warrant, { kind: 'condition_before', text: '先落实反担保' });
  expect(await codes(spend(warrant, '1.00'))).toBe('CONDITION_OPEN');
  expect(await verdict(work((tx) => saveSpending(tx, spendingRow(warrant))))).toBe('GY014');
  await done(reportObligation(deps, handler, { ...req(), id, report: '已办', evidence: [paper] }));
  expect(await codes(spend(warrant, '1.00'))).toBe('CONDITION_OPEN');
  await done(confirmObligation(deps, supervisor, { ...req(), id, met: true, opinion: '属实' }));
  expect(await codes(spend(warrant, '1.00'))).toBe('accepted');
});

test('an obligation is reported by who owes it and confirmed by another, or sent back', async () => {
  const warrant = await issued();
  const id = await owe(warrant);
  const report = (actor: Actor) =>
    reportObligation(deps, actor, { ...req(), id, report: '已办', evidence: [paper] });
  const confirm = (met: boolean, actor = supervisor) =>
    confirmObligation(deps, actor, { ...req(), id, met, opinion: '核对' });
  await expect(report(stranger)).rejects.toThrow(NotFound);
  expect(await codes(confirm(true))).toBe('OBLIGATION_NOT_REPORTED');
  await done(report(handler));
  const both = { ...supervisor, person: handler.person };
  expect(await codes(confirm(true, both))).toBe('SAME_PERSON_BOTH_SIDES');
  expect(await done(confirm(false))).toEqual({ state: 'open' });
  await done(report(handler));
  expect(await done(confirm(true))).toEqual({ state: 'met' });
  expect(await codes(report(handler))).toBe('OBLIGATION_CLOSED');
  expect(await codes(confirm(true))).toBe('OBLIGATION_CLOSED');
});

test('an instruction to vote carries nothing before the shareholders have resolved', async () => {
  const warrant = await issued({
    kind: 'articles_amendment',
    instrument: 'vote_instruction',
    resolution: 'awaited',
    amount: null,
  });
  expect(await codes(spend(warrant, null))).toBe('RESOLUTION_MISSING');
  expect(await verdict(work((tx) => saveSpending(tx, spendingRow(warrant, { amount: null }))))).toBe('GY006');
  const met = (share: string, heldOn: string, actor = handler) =>
    recordShareholders(deps, actor, {
      ...step(warrant),
      heldOn,
      document: paper,
      holders: [
        { id: '高发集团', share, vote: 'for' },
        { id: '示例股东', share: '1/3', vote: 'against' },
      ],
    });
  expect(await codes(met('2/3', '2026-04-30'))).toBe('WARRANT_NOT_IN_FORCE');
  expect(await codes(met('2/3', '2026-06-16'))).toBe('WARRANT_NOT_IN_FORCE');
  await expect(met('2/3', '2026-06-01', stranger)).rejects.toThrow(NotFound);
  expect(await done(met('2/3', '2026-06-01'))).toEqual({ passed: true });
  expect(await codes(met('2/3', '2026-06-01'))).toBe('WRONG_STATE');
  const kept = await work((tx) => shareholderResultOf(tx, warrant.matterId));
  expect(kept?.asked).toMatchObject({ form: 'limited', resolution: 'special' });
  expect(kept?.answered).toMatchObject({ passed: true, for: { fraction: '2/3' } });
  // 30 days from 1 June: 1 July 2026, a Wednesday.
  const [filing] = await work((tx) => obligationsOf(tx, warrant.matterId));
  expect([filing?.text, filing?.dueOn]).toEqual(['向登记机关办理章程备案', '2026-07-01']);
  expect(await codes(spend(warrant, null))).toBe('accepted');
});

test('after the shareholders have resolved each company of a joint case owes what follows', async () => {
  const lead = await issued({
    ...{ kind: 'articles_amendment', instrument: 'vote_instruction', resolution: 'awaited', amount: null },
  });
  const { matterId, content, kind, instrument, resolution, amount } = lead;
  const parties = [company, other];
  const shared = { matterId, content, kind, instrument, resolution, amount, parties };
  await work((tx) =>
    saveWarrant(tx, warrantRow({ ...shared, companyId: other, personId: director.person.id })),
  );
  const holders = [{ id: '高发集团', share: '1', vote: 'for' as const }];
  const met = { ...step(lead), heldOn: '2026-06-01', document: paper, holders };
  expect(await done(recordShareholders(deps, handler, met))).toEqual({ passed: true });
  const owners = (await work((tx) => obligationsOf(tx, matterId))).map((o) => o.ownerId);
  expect(owners.sort()).toEqual([company, other].sort());
});

test('a resolution that fails ends the case: 60 % do not carry a change of capital', async () => {
  const warrant = await issued({
    kind: 'capital_change',
    instrument: 'vote_instruction',
    resolution: 'awaited',
    amount: null,
  });
  await owe(warrant);
  const holders = [
    { id: 'a', share: '0.60', vote: 'for' as const },
    { id: 'b', share: '0.40', vote: 'against' as const },
  ];
  const met = { ...step(warrant), heldOn: '2026-06-01', document: paper, holders };
  expect(await done(recordShareholders(deps, handler, met))).toEqual({ passed: false });
  expect(await stateOf(warrant)).toBe('not_passed');
  expect((await work((tx) => obligationsOf(tx, warrant.matterId))).map((o) => o.state)).toEqual(['void']);
  expect(await codes(spend(warrant, null))).toMatch(/WARRANT_NOT_IN_FORCE/);
});

test('while it is suspended nothing is spent; it goes on where it stood', async () => {
  const warrant = await issued();
  await done(spend(warrant, '100.00'));
  await done(suspend(deps, director, { ...step(warrant), reason: '材料存疑' }));
  expect(await codes(spend(warrant, '1.00'))).toBe('WARRANT_SUSPENDED');
  expect(await verdict(work((tx) => saveSpending(tx, spendingRow(warrant, { amount: '1.00' }))))).toBe(
    'GY006',
  );
  await done(resume(deps, director, { ...step(warrant), reason: '已澄清' }));
  expect(await stateOf(warrant)).toBe('executing');
  expect(await codes(spend(warrant, '1.00'))).toBe('accepted');
});

test('a warrant is extended once, in time, and not beyond what it rests on', async () => {
  const content = {
    ...contentFor(company),
    records: [{ code: 'APPR', heldOn: '2026-03-01', baseDate: '2026-02-28' }],
  };
  const warrant = await issued({ content: { ...content, proposal: proposalOf('external_guarantee') } });
  const asking = (until: string, actor = handler) =>
    askExtension(deps, actor, { ...req(), warrantId: warrant.id, until, reason: '尚未完成' });
  const answering = (granted: boolean, actor = director) =>
    answerExtension(deps, actor, { ...req(), warrantId: warrant.id, granted, opinion: '同意' });
  expect(await codes(asking('2026-12-31'))).toBe('EXTENSION_TOO_LONG');
  expect(await codes(asking('2027-03-01'))).toBe('EXTENSION_TOO_LONG');
  await expect(answering(true)).rejects.toThrow(NotFound);
  day = '2027-01-01';
  expect(await codes(asking('2027-02-28'))).toBe('EXTENSION_TOO_LATE');
  day = '2026-12-31';
  expect(await codes(asking('2027-02-28'))).toBe('accepted');
  expect(await codes(asking('2027-02-27'))).toBe('EXTENSION_USED');
  expect((await obligationsDue(deps, director)).extensions.map((e) => e.warrant.id)).toContain(warrant.id);
  expect(await codes(answering(true, { ...director, person: handler.person }))).toBe(
    'SAME_PERSON_BOTH_SIDES',
  );
  expect(await done(answering(true))).toEqual({ expiresOn: '2027-02-28' });
  expect(await codes(answering(false))).toBe('EXTENSION_USED');
  const read = await readWarrant(deps, handler, warrant.id);
  expect([read.expiresOn, read.boundBy, read.may.includes('warrants.askExtension')]).toEqual([
    '2027-02-28',
    'appraisal',
    false,
  ]);
});

test('without a granted extension the end does not move, in the database either', async () => {
  const warrant = await issued();
  const move = (sql: string) =>
    verdict(work((tx) => query(tx, `UPDATE warrants SET ${sql} WHERE id = $1 RETURNING id`, [warrant.id])));
  expect(await move(`expires_on = '2027-06-30'`)).toBe('GY017');
  expect(await move('amount = 9999')).toBe('GY017');
  expect(await move(`revoked_on = '2026-06-01'`)).toBe('accepted');
  expect(await move('revoked_on = NULL')).toBe('GY017');
});

test('a case is complete when it was begun and nothing is owed', async () => {
  const warrant = await issued();
  const finish = () => complete(deps, supervisor, { ...step(warrant), opinion: '' });
  expect(await codes(finish())).toBe('WRONG_STATE');
  await done(spend(warrant, '1.00'));
  expect(await codes(finish())).toBe('OBLIGATION_OPEN');
  await done(reportExecution(deps, handler, { ...step(warrant), report: '已签约', evidence: [paper] }));
  const owed = await work((tx) => obligationsOf(tx, warrant.matterId));
  expect(owed.map((o) => o.state).sort()).toEqual(['open', 'reported']);
  expect(await codes(finish())).toBe('OBLIGATION_OPEN OBLIGATION_OPEN');
  for (const { id, state } of owed) {
    if (state === 'open')
      await done(reportObligation(deps, handler, { ...req(), id, report: '已备案', evidence: [paper] }));
    await done(confirmObligation(deps, supervisor, { ...req(), id, met: true, opinion: '' }));
  }
  expect(await done(finish())).toEqual({ state: 'completed' });
  expect(await codes(spend(warrant, '1.00'))).toBe('WRONG_STATE');
  expect((await readWarrant(deps, handler, warrant.id)).state).toBe('closed');
});

test('a case expires only after its warrant has; what was begun still owes', async () => {
  const idle = await issued();
  const begun = await issued();
  await owe(idle);
  await done(spend(begun, '1.00'));
  day = '2026-12-31';
  expect(await codes(expire(deps, supervisor, step(idle)))).toBe('WARRANT_STILL_IN_FORCE');
  day = '2027-01-01';
  expect(await codes(expire(deps, supervisor, step(begun)))).toBe('OBLIGATION_OPEN');
  expect(await done(expire(deps, supervisor, step(idle)))).toEqual({ state: 'expired' });
  expect((await work((tx) => obligationsOf(tx, idle.matterId))).map((o) => o.state)).toEqual(['void']);
});

test('what rests on an appraisal that is over is not issued any more; signed already, it expires', async () => {
  const content = {
    ...contentFor(company),
    records: [{ code: 'APPR', heldOn: '2025-06-20', baseDate: '2025-06-15' }],
  };
  const caseOf = (over: Partial<MatterRow>) =>
    work(async (tx) => {
      const row = matterRow(company, { route: { validity: {} }, ...over });
      const { id, contentDigest: digest } = row;
      await saveMatter(tx, row);
      await saveContent(tx, { matterId: id, version: 1, content, digest, personId: handler.person.id });
      return { id };
    });
  const filed = await caseOf({ state: 'accepted', level: 'file' });
  const signed = await caseOf({ state: 'ready_to_seal' });
  const late = () => expire(deps, supervisor, { ...req(), ...signed });
  const may = async () => (await readExecution(deps, supervisor, signed.id)).may;
  expect(await codes(late())).toBe('WARRANT_STILL_IN_FORCE');
  expect(await may()).not.toContain('matters.expire');
  day = '2026-06-16';
  expect(await codes(receive(deps, reviewer, { ...req(), ...filed }))).toBe('WARRANT_EXPIRED');
  expect(await may()).toContain('matters.expire');
  expect(await done(late())).toEqual({ state: 'expired' });
});

test('what was issued is revoked by a meeting held since the suspension, never by one alone', async () => {
  const warrant = await issued();
  await owe(warrant);
  const by = (meetingId: string) =>
    revoke(deps, director, { ...step(warrant), reason: '虚假材料', meetingId });
  const meeting = (heldOn: string, state: 'open' | 'closed') =>
    work(async (tx) => {
      const id = await someMeeting(tx, {
        secretaryId: secretary.person.id,
        members: [director.person.id],
        matterIds: [],
        state,
      });
      await query(tx, 'UPDATE meetings SET held_on = $2 WHERE id = $1 RETURNING id', [id, heldOn]);
      return id;
    });
  const after = await meeting('2026-06-15', 'closed');
  expect(await codes(by(after))).toBe('WRONG_STATE');
  await done(suspend(deps, director, { ...step(warrant), reason: '虚假材料' }));
  for (const wrong of [
    randomUUID(),
    await meeting('2026-06-14', 'closed'),
    await meeting('2026-06-15', 'open'),
  ])
    expect(await codes(by(wrong))).toBe('COLLECTIVE_DECISION_MISSING');
  expect((await readExecution(deps, director, warrant.matterId)).meetings.map((m) => m.id)).toContain(after);
  expect(await done(by(after))).toEqual({ state: 'revoked' });
  expect((await work((tx) => findWarrant(tx, warrant.id)))?.revokedOn).toBe('2026-06-15');
  expect((await work((tx) => obligationsOf(tx, warrant.matterId))).map((o) => o.state)).toEqual(['void']);
});

test('an ended case is archived under a number without gaps, with an index that can be verified', async () => {
  const files = [];
  for (let i = 0; i < 2; i += 1) {
    const warrant = await issued({ expiresOn: '2026-05-31' });
    expect(await codes(archiveCase(deps, secretary, step(warrant)))).toBe('WRONG_STATE');
    await done(expire(deps, supervisor, step(warrant)));
    expect(await done(archiveCase(deps, secretary, step(warrant)))).toEqual({ state: 'archived' });
    const file = await readArchive(deps, director, warrant.matterId);
    expect(file).toMatchObject({ intact: true, broken: [], retention: '30' });
    files.push({ warrant, file });
  }
  const [first, second] = files.map(({ file }) => Number(/〔2026〕(\d+)号$/.exec(file?.number ?? '')?.[1]));
  expect(second).toBe((first ?? 0) + 1);
  const parts = new Set(files[0]?.file?.items.map((i) => i.part));
  expect(parts).toEqual(new Set(['content', 'instrument', 'journal']));
  expect(files[0]?.file?.items.map((i) => i.serial)).toEqual(files[0]?.file?.items.map((_, n) => n + 1));
});

test('an archived case changes no more: not by a step, not in the database', async () => {
  const warrant = await issued({ expiresOn: '2026-05-31' });
  const { matterId } = warrant;
  await done(expire(deps, supervisor, step(warrant)));
  await done(archiveCase(deps, secretary, step(warrant)));
  expect(await codes(archiveCase(deps, secretary, step(warrant)))).toBe('WRONG_STATE');
  expect(await codes(resume(deps, director, { ...step(warrant), reason: '再办' }))).toBe('WRONG_STATE');
  const change = (sql: string) => verdict(work((tx) => query(tx, sql, [matterId])));
  expect(await change(`UPDATE matters SET title = '改' WHERE id = $1 RETURNING id`)).toBe('GY010');
  expect(await change(`UPDATE matters SET state = 'issued' WHERE id = $1 RETURNING id`)).toBe('GY010');
  expect(await change('UPDATE warrants SET spent = 1 WHERE matter_id = $1 RETURNING id')).toBe('GY010');
  expect(await verdict(owe(warrant))).toBe('GY010');
  expect(await change('UPDATE archives SET digest = $1 RETURNING number')).toBe('42501');
});

test('a file whose rows were touched past all locks is found out', async () => {
  const warrant = await issued({ expiresOn: '2026-05-31' });
  await done(expire(deps, supervisor, step(warrant)));
  await done(archiveCase(deps, secretary, step(warrant)));
  const schema = `zone_${TEST_ZONE}`;
  await db.owner.sequelize.query(
    `ALTER TABLE ${schema}.warrants DISABLE TRIGGER USER;
     UPDATE ${schema}.warrants SET amount = 2000 WHERE id = '${warrant.id}';
     ALTER TABLE ${schema}.warrants ENABLE TRIGGER USER`,
  );
  const file = await readArchive(deps, director, warrant.matterId);
  const instrument = file?.items.find((i) => i.part === 'instrument');
  expect([file?.intact, file?.broken]).toEqual([false, [instrument?.serial]]);
});

test('companies see what they owe, the committee what all owe, soonest first', async () => {
  const warrant = await issued({ expiresOn: '2026-07-10' });
  const late = await owe(warrant, { dueOn: '2026-06-01' });
  const mine = await obligationsDue(deps, handler);
  expect(mine.obligations[0]).toMatchObject({ id: late, overdue: true, may: ['obligations.report'] });
  expect(mine.lapsing.map((w) => w.id)).toEqual([warrant.id]);
  const theirs = await obligationsDue(deps, stranger);
  expect([theirs.obligations, theirs.lapsing, theirs.extensions]).toEqual([[], [], []]);
  const all = await obligationsDue(deps, supervisor);
  expect(all.obligations.map((o) => o.id)).toContain(late);
  const days = all.obligations.map((o) => o.dueOn);
  expect(days).toEqual([...days].sort());
});

test('the same request is done once', async () => {
  const warrant = await issued();
  const again = { requestId: randomUUID() };
  const once = await spend(warrant, '600.00', again);
  expect(await spend(warrant, '600.00', again)).toEqual(once);
  expect(await spentOf(warrant)).toBe('600.00');
  expect(await work((tx) => archiveOf(tx, warrant.matterId))).toBeNull();
});

test('an act with a form of its own spends its warrant once, on exactly what was decided', async () => {
  const content = contentFor(company);
  const warrant = await issued({ kind: 'asset_disposal', content, usesMax: 1 });
  const intent = {
    warrantId: warrant.id,
    companyId: company,
    proposal: content.proposal,
    amount: parseYuan('900.00'),
    on: localDate('2026-06-10'),
  };
  const check = async (over: object = {}) =>
    codes(work((tx) => checkWarrant(tx, { ...intent, ...over })) as never);
  expect(await check({ proposal: { ...content.proposal, basisDate: '2026-01-31' } })).toBe(
    'WARRANT_CONTENT_DIFFERS',
  );
  expect(await check()).toBe('accepted');
  const subject = { kind: 'transfer_order', id: randomUUID(), title: '划转单' };
  await work(async (tx) => {
    const checked = await checkWarrant(tx, intent);
    if (checked.outcome === 'refused') throw new Error('refused');
    await spendWarrant(tx, deps, handler, checked.effects, intent, 'assets.book', subject);
  });
  expect([await stateOf(warrant), await spentOf(warrant)]).toEqual(['executing', '900.00']);
  expect(await check()).toMatch(/^WARRANT_SPENT/);
  expect((await readWarrant(deps, handler, warrant.id)).spendings[0]?.subject).toEqual(subject);
});
