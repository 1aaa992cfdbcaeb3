import { randomUUID } from 'node:crypto';
import { saveContent, saveMatter } from '@guanyun/db/matters/matter.store.ts';
import { saveMeeting } from '@guanyun/db/matters/meeting.store.ts';
import { matterRow } from '@guanyun/db/testing/matter-builders.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { act } from '../../evidence/act.ts';
import { digestOf } from '../../evidence/digest.ts';
import { archiveCase } from '../archive-case.ts';
import { answerExtension, askExtension } from '../extend-warrant.ts';
import { receive } from '../file-case.ts';
import { followInvestor } from '../follow-investor.ts';
import { issueWarrant, signInstrument } from '../issue-warrant.ts';
import { recordShareholders } from '../record-shareholders.ts';
import { releaseWarrant } from '../release-warrant.ts';
import { confirmObligation, reportExecution, reportObligation } from '../report-obligation.ts';
import { spendByReport } from '../spend-by-report.ts';
import { complete, expire, resume, revoke, suspend } from '../supervise.ts';
import { type lawOfExecution, oneOf, portion } from './law-of-execution.ts';
import { ownWarrant } from './model-books.ts';
import { contentOf } from './model-content.ts';
import { addDays } from './model-days.ts';
import { paper } from './model-zone.ts';
import { one, type Put, type Putters, request, seen, unknownId } from './put-request.ts';

/** A meeting of that day, over. */
const heldToday = ({ s, c }: Put): Promise<string> =>
  s.zone.work(async (tx) => {
    const id = randomUUID();
    const kept = { id, title: '会', heldOn: c.day, mode: 'collective_vote', state: 'closed' } as const;
    const meeting = { ...kept, secretaryId: s.zone.persons.secretary, papersOn: c.day, observers: [] };
    await saveMeeting(tx, { meeting, expected: [], agenda: [], recusals: [] });
    return id;
  });

/** A later filing of the company that takes the case up again, accepted. */
const successorOf = ({ s, c }: Put): Promise<string> =>
  s.zone.work(async (tx) => {
    const content = { ...contentOf(s, { ...c, joint: false }, 'complete', false), predecessorId: s.id };
    const row = matterRow(s.company, {
      ...{ matter: c.kind, state: 'accepted', level: 'file', predecessorId: s.id, route: { validity: {} } },
      ...{ contentDigest: digestOf(content), acceptedOn: c.day, dueOn: c.day, dueDays: 5 },
    });
    await saveMatter(tx, row);
    const { id, contentDigest: digest } = row;
    await saveContent(tx, { matterId: id, version: 1, content, digest, personId: s.zone.persons.handler });
    return id;
  });

const warrantId = async ({ s }: Put): Promise<string> => (await ownWarrant(s))?.id ?? unknownId;
const owedId = ({ s, c, k }: Put): string => s.owed[oneOf(c, k)] ?? unknownId;

/** How instrument, carrying out, supervision and the end are put to the use cases. */
export const putExecution: Putters<keyof typeof lawOfExecution> = {
  signInstrument: (p) => signInstrument(p.deps, p.actor, { ...one(p), ...seen(p) }),
  issue: (p) => issueWarrant(p.deps, p.actor, { ...one(p), ...seen(p) }),
  recordShareholders: (p) => {
    const holders = [{ id: '集团', share: '1', vote: p.k.good ? ('for' as const) : ('against' as const) }];
    return recordShareholders(p.deps, p.actor, { ...one(p), heldOn: p.c.day, holders, document: paper });
  },
  spend: async (p) => {
    const { s, c, k } = p;
    const amount = `${portion(k, (c.warrant?.amount ?? 0) - (c.warrant?.spent ?? 0))}.00`;
    const act = { title: '合同', counterparty: '示例', amount, on: c.day, documents: [paper] };
    const asked = { ...request(), warrantId: await warrantId(p), ...act };
    const answer = await spendByReport(p.deps, p.actor, asked);
    if (answer.outcome === 'accepted') s.spendingId = answer.answer.spendingId;
    return answer;
  },
  release: (p) => {
    const amount = `${portion(p.k, p.c.warrant?.last ?? 0)}.00`;
    const back = { spendingId: p.s.spendingId, amount, reason: '解除', on: p.c.day, document: paper };
    return releaseWarrant(p.deps, p.actor, { ...request(), ...back });
  },
  askExtension: async (p) => {
    const until = addDays(p.c.warrant?.expires ?? p.c.day, p.k.days);
    const asked = { ...request(), warrantId: await warrantId(p), until, reason: '未完成' };
    return askExtension(p.deps, p.actor, asked);
  },
  answerExtension: async (p) => {
    const asked = { ...request(), warrantId: await warrantId(p), granted: p.k.good, opinion: '' };
    return answerExtension(p.deps, p.actor, asked);
  },
  reportObligation: (p) => {
    const { s, c, k, actor } = p;
    const byParticipant = c.owed[oneOf(c, k)]?.participant === true && !k.stranger;
    const post = byParticipant ? { ...actor.post, organizationId: s.participant } : actor.post;
    const said = { id: owedId(p), report: '已办', evidence: [paper] };
    return reportObligation(p.deps, { ...actor, post }, { ...request(), ...said });
  },
  confirmObligation: (p) => {
    const said = { id: owedId(p), met: p.k.good, opinion: '属实' };
    return confirmObligation(p.deps, p.actor, { ...request(), ...said });
  },
  reportExecution: (p) => reportExecution(p.deps, p.actor, { ...one(p), report: '进展', evidence: [paper] }),
  complete: (p) => complete(p.deps, p.actor, { ...one(p), opinion: '' }),
  expire: (p) => expire(p.deps, p.actor, one(p)),
  suspend: (p) => suspend(p.deps, p.actor, { ...one(p), reason: '材料存疑' }),
  resume: (p) =>
    resume(p.deps, p.actor, {
      ...{ ...one(p), reason: '已澄清', confirmation: { number: '示例1号', decidedOn: '2026-01-05' } },
    }),
  revoke: async (p) => {
    const meetingId = p.k.good ? await heldToday(p) : unknownId;
    return revoke(p.deps, p.actor, { ...one(p), reason: '虚假材料', meetingId });
  },
  supersede: async (p) => receive(p.deps, p.actor, { ...request(), id: await successorOf(p) }),
  changeInvestor: (p) => {
    const about = { kind: 'organization', id: p.s.company, title: '' };
    const command = { ...request(), act: 'equity.executeTransfer', body: p.s.company, about };
    return act(p.deps, p.actor, command, async (tx) => {
      const also = await followInvestor(tx, p.deps, p.actor, [p.s.company], [unknownId]);
      return accept({ subject: about, content: {}, answer: null, also });
    });
  },
  archive: (p) => archiveCase(p.deps, p.actor, one(p)),
};
