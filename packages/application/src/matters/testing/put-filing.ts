import {
  acceptCase,
  confirmDeficient,
  consentUrgent,
  proposeDeficient,
  refuseCase,
  refuseDeficient,
} from '../accept-case.ts';
import { join } from '../join-case.ts';
import { revise } from '../propose.ts';
import { endorse, sendBack, sign, submit, withdraw } from '../submit.ts';
import { answerSupplement, askSupplement, returnToCompany } from '../supplement.ts';
import type { lawOfFiling } from './law-of-filing.ts';
import { contentOf } from './model-content.ts';
import { addDays } from './model-days.ts';
import { gather, one, type Putters, seen } from './put-request.ts';

/** How what happens until acceptance is put to the use cases. */
export const putFiling: Putters<keyof typeof lawOfFiling> = {
  wait: async () => ({ outcome: 'accepted', answer: null }),
  revise: async (p) => {
    const { s, c, k } = p;
    const content = contentOf(s, c, k.variant, k.urgent);
    const asked = { ...one(p), contentVersion: k.seen ? c.version : c.version + 1, ...content };
    const answer = await revise(p.deps, p.actor, asked, gather(p));
    if (answer.outcome === 'accepted') s.content = content;
    return answer;
  },
  sign: (p) => sign(p.deps, p.actor, { ...one(p), ...seen(p) }),
  authorise: (p) => sign(p.deps, p.actor, { ...one(p), ...seen(p) }),
  join: (p) => join(p.deps, p.actor, { ...one(p), ...seen(p) }),
  submit: (p) => submit(p.deps, p.actor, { ...one(p), ...seen(p) }, gather(p)),
  endorse: (p) => endorse(p.deps, p.actor, { ...one(p), ...seen(p), opinion: '同意' }, gather(p)),
  sendBack: (p) => sendBack(p.deps, p.actor, { ...one(p), reason: '退回' }),
  withdraw: (p) =>
    withdraw(p.deps, p.actor, { ...one(p), reason: '撤回', ...(p.k.said ? { consent: '同意' } : {}) }),
  consentUrgent: (p) => consentUrgent(p.deps, p.actor, { ...one(p), note: '同意' }),
  accept: (p) => acceptCase(p.deps, p.actor, one(p), gather(p)),
  refuse: (p) => refuseCase(p.deps, p.actor, { ...one(p), reason: '不属职权', goTo: '区国资委' }),
  proposeDeficient: (p) =>
    proposeDeficient(p.deps, p.actor, { ...one(p), dueOn: addDays(p.c.day, p.k.days) }),
  confirmDeficient: (p) => confirmDeficient(p.deps, p.actor, one(p), gather(p)),
  refuseDeficient: (p) => refuseDeficient(p.deps, p.actor, { ...one(p), reason: '不宜容缺' }),
  askSupplement: (p) => askSupplement(p.deps, p.actor, { ...one(p), items: ['M13'] }),
  answerSupplement: (p) => answerSupplement(p.deps, p.actor, { ...one(p), ...seen(p), note: '' }),
  returnToCompany: (p) => returnToCompany(p.deps, p.actor, { ...one(p), reason: '退回' }),
};
