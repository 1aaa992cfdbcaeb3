import type { Basis } from '../kernel/basis.ts';
import { type Dated, inForce } from '../kernel/dated.ts';
import { accept, type Decision, type Refusal, type Refused, refuse, refuseAll } from '../kernel/decision.ts';
import { daysBetween, type LocalDate, localDate } from '../kernel/local-date.ts';
import { canSignIn, type PostKind, sideOf } from './posts.ts';

/** A post with its term, both days included; no end is open. */
export type PostTerm = {
  readonly kind: PostKind;
  readonly organizationId: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
};

/** How long one delegation may last, in days, both ends counted. */
export type DelegationLimit = { readonly days: number; readonly basis: readonly Basis[] };
const limits: readonly Dated<DelegationLimit>[] = [
  {
    effectiveFrom: localDate('2000-01-01'),
    days: 90,
    basis: [{ title: '系统默认：一次授权代理不超过九十日', grade: 'default' }],
  },
];

/** The limit in force on the day of giving. */
export function delegationLimit(on: LocalDate): DelegationLimit {
  const row = inForce(limits, on);
  if (row === null) throw new RangeError(`no limit of delegations on ${on}`);
  return row;
}

/** Whoever stands in for these signs in their name: given in writing only (民法典 165, remembered). */
const inWriting: readonly PostKind[] = ['committee_director', 'company_representative'];
export const needsDocument = (kind: PostKind): boolean => inWriting.includes(kind);

/** A member's whole post is to vote, and a vote is personal; a director of a company does not sign in. */
const personalPosts: readonly PostKind[] = ['committee_member', 'company_director', 'auditor'];
/** A post that can be given at all: one of business, and not personal. */
export const canBeDelegated = (kind: PostKind): boolean =>
  !personalPosts.includes(kind) && sideOf(kind) !== 'administration';
/** Acts that nobody does for another (民法典 161: what must be done in person, remembered). */
const personalActs: readonly string[] = ['meetings.vote'];
/** Acts that only prepare others, so that a delegation for some matters does not keep from them. */
const preparingActs: readonly string[] = ['evidence.keepDocument', 'evidence.export'];

const during = (post: PostTerm, from: LocalDate, to: LocalDate): boolean =>
  post.validFrom <= to && (post.validTo === null || post.validTo >= from);

type Bar = 'ADMINISTRATORS_EXCLUDE' | 'DELEGATION_ACROSS_SIDES';

/**
 * What keeps the holder of `own` posts from standing in for `post` between two days, both included: an administrator's
 * post, a post on another side, or no working post in the same organisation on the first day. Null: nothing.
 */
export function barToStandIn(
  post: Pick<PostTerm, 'kind' | 'organizationId'>,
  own: readonly PostTerm[],
  from: LocalDate,
  to: LocalDate,
): Bar | null {
  const held = own.filter((one) => during(one, from, to));
  if (held.some((one) => sideOf(one.kind) === 'administration')) return 'ADMINISTRATORS_EXCLUDE';
  const across = held.some((one) => sideOf(one.kind) !== sideOf(post.kind));
  const colleague = held.some(
    (one) => one.organizationId === post.organizationId && canSignIn(one.kind) && during(one, from, from),
  );
  return across || !colleague ? 'DELEGATION_ACROSS_SIDES' : null;
}

export type AskedDelegation = {
  readonly giverId: string;
  readonly receiverId: string;
  /** The post given, which the giver holds. */
  readonly post: PostTerm;
  readonly receiverPosts: readonly PostTerm[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The day of giving. */
  readonly on: LocalDate;
  readonly hasDocument: boolean;
  /** The giver acts for somebody else. */
  readonly onward: boolean;
  /** Days for which this post is already given to the same person. */
  readonly running: readonly { readonly validFrom: string; readonly validTo: string }[];
};

/**
 * May this post be given to this person for these days? Refusals, all that apply: DELEGATION_NOT_ONWARD, SAME_PERSON,
 * ADMINISTRATORS_EXCLUDE, DELEGATION_NOT_FOR_THIS (a post that is personal), DELEGATION_ACROSS_SIDES,
 * DELEGATION_BEYOND_OWN (outside the giver's term, before today, or an end before its beginning), DELEGATION_TOO_LONG
 * (`days`), DELEGATION_DOCUMENT_MISSING, DELEGATION_OVERLAPS.
 */
export function decideDelegation(asked: AskedDelegation): Decision<{ readonly daysMax: number }, Refusal> {
  const { post, from, to, on } = asked;
  const { days } = delegationLimit(on);
  const refusals: Refusal[] = [];
  const refuseIf = (applies: boolean, code: Refusal['code'], facts: Refusal['facts'] = {}): void => {
    if (applies) refusals.push({ code, facts });
  };
  const administrator = sideOf(post.kind) === 'administration';
  const same = asked.giverId === asked.receiverId;
  const bar = same || administrator ? null : barToStandIn(post, asked.receiverPosts, from, to);
  refuseIf(asked.onward, 'DELEGATION_NOT_ONWARD');
  refuseIf(same, 'SAME_PERSON');
  refuseIf(administrator, 'ADMINISTRATORS_EXCLUDE');
  refuseIf(personalPosts.includes(post.kind), 'DELEGATION_NOT_FOR_THIS');
  if (bar !== null) refuseIf(true, bar);
  const outside = from < post.validFrom || (post.validTo !== null && to > post.validTo);
  refuseIf(outside || from < on || to < from, 'DELEGATION_BEYOND_OWN');
  refuseIf(daysBetween(from, to) + 1 > days, 'DELEGATION_TOO_LONG', { days: `${days}` });
  refuseIf(needsDocument(post.kind) && !asked.hasDocument, 'DELEGATION_DOCUMENT_MISSING');
  const overlap = asked.running.some((one) => one.validFrom <= to && from <= one.validTo);
  refuseIf(overlap, 'DELEGATION_OVERLAPS');
  return refuseAll(refusals) ?? accept({ daysMax: days });
}

/** Is the act one that its doer must do in person? Then not under a delegation: DELEGATION_NOT_FOR_THIS. */
export const refusePersonal = (act: string): Refused | null =>
  personalActs.includes(act) ? refuse('DELEGATION_NOT_FOR_THIS') : null;

/**
 * Is the act outside a delegation that was given for some matters only (null: for all)? What names no matter is, so
 * that nothing slips through: DELEGATION_NOT_FOR_THIS.
 */
export function refuseOutside(
  limit: readonly string[] | null,
  act: string,
  matters: readonly string[] | undefined,
): Refused | null {
  if (limit === null || preparingActs.includes(act)) return null;
  const covered = matters?.every((matter) => limit.includes(matter)) ?? false;
  return covered ? null : refuse('DELEGATION_NOT_FOR_THIS');
}
