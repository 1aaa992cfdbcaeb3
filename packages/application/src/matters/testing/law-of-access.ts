import type { Access, Asked, Case, Given, Law, Who } from './model-case.ts';
import { seats } from './model-case.ts';
import { addDays } from './model-days.ts';

/** Accounts, posts and those who stand in for others (domain/organizations: 三员, 授权代理). */

/** Each body with those who work in it; a member may sit for it whatever else he does. */
const bodies: readonly (readonly Who[])[] = [
  ['legal', 'representative'],
  ['endorser'],
  ['participant'],
  [
    ...(['reviewer', 'reviewer2', 'head', 'clearance', 'secretary', 'a', 'b', 'c', 'director'] as const),
    ...(['seal', 'supervisor', 'office', 'handler'] as const),
  ],
];
/** Their whole post is to vote. */
const voters: readonly Who[] = ['a', 'b', 'c', 'handler'];
/** Whoever stands in for these signs in their name. */
const inWriting: readonly Who[] = ['director', 'representative', 'endorser', 'participant'];

/** Those of the members keep theirs: who sits is another model's matter. */
export const mayLose = (who: Who): boolean => !seats.includes(who);

const inPost = ({ ended }: Access, who: Who, c: Pick<Case, 'day'>): boolean => c.day <= (ended[who] ?? c.day);

/** May this be asked at all: the account works, the post is held, the delegation runs? */
export function mayAct(c: Case, k: Asked): boolean {
  const { access } = c;
  if (access.disabled.includes(k.by) || !inPost(access, k.by, c)) return false;
  if (k.behalf === null) return true;
  const one = standingIn(c, k);
  if (one === undefined || one.revoked || !inPost(access, k.behalf, c)) return false;
  return one.from <= c.day && c.day <= one.to;
}

/** The last one between the two. */
export const standingIn = (c: Case, k: Asked): Given | undefined =>
  c.access.given.findLast((one) => one.giver === k.behalf && one.receiver === k.by);

const change = (c: Case, set: Partial<Access>): null => {
  c.access = { ...c.access, ...set };
  return null;
};

export const lawOfAccess = {
  disable: (c, k) => change(c, { disabled: [...new Set([...c.access.disabled, k.whom])] }),
  enable: (c, k) => change(c, { disabled: c.access.disabled.filter((who) => who !== k.whom) }),
  endPost: (c, k) => {
    if (!mayLose(k.whom)) return 'NOT_FOUND';
    const { ended } = c.access;
    const [until, last] = [ended[k.whom], k.good ? addDays(c.day, -1) : c.day];
    if (until !== undefined && until < c.day) return 'POST_NOT_IN_FORCE';
    if (until !== undefined && last >= until) return 'POST_TERM_WRONG';
    return change(c, { ended: { ...ended, [k.whom]: last } });
  },
  delegate: (c, k) => {
    const [{ access }, to] = [c, addDays(c.day, k.days * 2)];
    if (k.by === k.whom) return 'SAME_PERSON';
    if (voters.includes(k.by)) return 'DELEGATION_NOT_FOR_THIS';
    const colleagues = bodies.some((body) => body.includes(k.by) && body.includes(k.whom));
    if (!colleagues || !inPost(access, k.whom, c)) return 'DELEGATION_ACROSS_SIDES';
    if (to < c.day || to > (access.ended[k.by] ?? to)) return 'DELEGATION_BEYOND_OWN';
    if (k.days * 2 + 1 > 90) return 'DELEGATION_TOO_LONG';
    if (inWriting.includes(k.by) && !k.said) return 'DELEGATION_DOCUMENT_MISSING';
    const again = access.given.some(
      (one) =>
        one.giver === k.by && one.receiver === k.whom && !one.revoked && one.from <= to && c.day <= one.to,
    );
    if (again) return 'DELEGATION_OVERLAPS';
    const given = { giver: k.by, receiver: k.whom, from: c.day, to, revoked: false, limited: !k.seen };
    return change(c, { given: [...access.given, given] });
  },
  takeBack: (c, k) => {
    const { given } = c.access;
    const at = given.findLastIndex((one) => one.giver === k.by && one.receiver === k.whom);
    const one = given[at];
    if (one === undefined) return 'NOT_FOUND';
    if (one.revoked) return 'WRONG_STATE';
    return change(c, { given: given.with(at, { ...one, revoked: true }) });
  },
} satisfies Record<string, Law>;
