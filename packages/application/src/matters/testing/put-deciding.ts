import { consultationsOf } from '@guanyun/db/matters/examination.store.ts';
import type { Motion } from '@guanyun/domain/matters/motion.ts';
import { resumeClock, stopClock } from '../case-clock.ts';
import { closeMeeting } from '../close-meeting.ts';
import { answerConsultation, consult } from '../consult.ts';
import { createMeeting } from '../convene.ts';
import { declareRelation } from '../declare-relation.ts';
import { clear, forward, recordExternalDecision, review } from '../examine.ts';
import { acknowledge, object, receive } from '../file-case.ts';
import { moveMotion, recordAttendance, vote } from '../meet.ts';
import type { lawOfDeciding } from './law-of-deciding.ts';
import { addDays } from './model-days.ts';
import { one, type Put, type Putters, request, seen, unknownId } from './put-request.ts';

const present = ({ s, k }: Put): string[] => k.group.map((who) => s.zone.persons[who]);
const agendaItem = ({ s }: Put) => ({ ...request(), meetingId: s.meetingId, matterId: s.id });

function motionOf({ s, c, k }: Put): Motion {
  const day = addDays(c.meeting?.heldOn ?? c.day, k.days);
  switch (k.motion) {
    case 'conditional': {
      const condition = { phase: 'before' as const, text: '先落实担保', ownerId: s.company, dueOn: day };
      return { kind: 'conditional', conditions: [condition] };
    }
    case 'defer':
      return { kind: 'defer', until: day, reason: '再议' };
    case 'return':
      return { kind: 'return', reason: '修改' };
    case 'approve':
      return { kind: 'approve' };
  }
}

/** How examination, meeting and the higher body are put to the use cases. */
export const putDeciding: Putters<keyof typeof lawOfDeciding> = {
  stopClock: (p) =>
    stopClock(p.deps, p.actor, { ...one(p), cause: 'expert_review', because: '专家评审', expectedDays: 5 }),
  resumeClock: (p) => resumeClock(p.deps, p.actor, one(p)),
  consult: (p) => {
    const asked = { organizationIds: [p.s.zone.committee], experts: [], question: '意见' };
    return consult(p.deps, p.actor, { ...one(p), ...asked });
  },
  answerConsultation: async (p) => {
    const asked = await p.s.zone.work((tx) => consultationsOf(tx, p.s.id));
    const open = asked.find((row) => row.answer === null) ?? asked.at(-1);
    const answer = p.k.good ? ('agree' as const) : ('disagree' as const);
    const said = { id: open?.id ?? unknownId, answer, opinion: p.k.said ? '意见' : '' };
    return answerConsultation(p.deps, p.actor, { ...request(), ...said });
  },
  review: (p) => review(p.deps, p.actor, { ...one(p), ...seen(p), passed: p.k.good, opinion: '意见' }),
  clear: (p) => clear(p.deps, p.actor, { ...one(p), ...seen(p), passed: p.k.good, opinion: '意见' }),
  receive: (p) => receive(p.deps, p.actor, one(p)),
  object: (p) => object(p.deps, p.actor, { ...one(p), reason: '异议' }),
  acknowledge: (p) => acknowledge(p.deps, p.actor, one(p)),
  declareRelation: (p) => {
    const relation = { kind: 'own_interest' as const, note: '示例', validFrom: '2026-01-01' };
    return declareRelation(p.deps, p.actor, { ...request(), organizationId: p.s.company, ...relation });
  },
  convene: async (p) => {
    const { s, c, k } = p;
    const meeting = { title: '主任办公会', heldOn: addDays(c.day, k.days), mode: k.mode, matterIds: [s.id] };
    const asked = { ...request(), ...meeting, expected: present(p) };
    const answer = await createMeeting(p.deps, p.actor, asked);
    if (answer.outcome === 'accepted') s.meetingId = answer.answer.id;
    return answer;
  },
  attend: (p) => recordAttendance(p.deps, p.actor, { ...request(), id: p.s.meetingId, present: present(p) }),
  move: (p) => moveMotion(p.deps, p.actor, { ...agendaItem(p), motion: motionOf(p) }),
  vote: (p) => {
    const motionVersion = (p.c.meeting?.version ?? 1) + (p.k.good ? 0 : 1);
    const cast = { motionVersion, vote: p.k.vote, opinion: p.k.said ? '理由' : '' };
    return vote(p.deps, p.actor, { ...agendaItem(p), ...seen(p), ...cast });
  },
  close: (p) => closeMeeting(p.deps, p.actor, { ...request(), id: p.s.meetingId }),
  forward: (p) => forward(p.deps, p.actor, one(p)),
  recordExternal: (p) => {
    const outcome = p.k.good ? ('approved' as const) : ('rejected' as const);
    const decided = { outcome, number: '示例文号', decidedOn: p.c.day };
    return recordExternalDecision(p.deps, p.actor, { ...one(p), ...decided });
  },
};
