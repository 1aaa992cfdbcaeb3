import { accept, type Decision, type Refusal, refuse, refuseAll } from '../kernel/decision.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import type { PostTerm } from './delegation.ts';
import { sideOf } from './posts.ts';

const isAdministrator = (post: Pick<PostTerm, 'kind'>): boolean => sideOf(post.kind) === 'administration';
const isBidder = (post: Pick<PostTerm, 'kind'>): boolean => sideOf(post.kind) === 'supplier';
const meets = (a: PostTerm, b: PostTerm): boolean =>
  (b.validTo === null || a.validFrom <= b.validTo) && (a.validTo === null || b.validFrom <= a.validTo);

/**
 * May this person be given this post? Refusals, all that apply: ADMINISTRATORS_EXCLUDE (an administrator holds no other
 * post, and the other way round), POST_NOT_OF_ORGANIZATION (a company's post in a company, the others elsewhere),
 * BIDDER_EXCLUDES (a bidder comes by registration alone and holds no other post, whenever),
 * POST_TERM_WRONG (an end before the beginning), POST_HELD_ALREADY.
 */
export function decideGrant(
  post: PostTerm,
  organizationIsCompany: boolean,
  held: readonly PostTerm[],
): Decision<null, Refusal> {
  const sameTime = held.filter((one) => meets(one, post));
  const apart = sameTime.some(
    (one) => one.kind !== post.kind && (isAdministrator(one) || isAdministrator(post)),
  );
  const again = sameTime.some((one) => one.kind === post.kind && one.organizationId === post.organizationId);
  const misplaced = (sideOf(post.kind) === 'company') !== organizationIsCompany;
  const backwards = post.validTo !== null && post.validTo < post.validFrom;
  const refusals: Refusal[] = [];
  if (isBidder(post) || held.some(isBidder)) refusals.push({ code: 'BIDDER_EXCLUDES', facts: {} });
  if (apart) refusals.push({ code: 'ADMINISTRATORS_EXCLUDE', facts: {} });
  if (misplaced) refusals.push({ code: 'POST_NOT_OF_ORGANIZATION', facts: {} });
  if (backwards) refusals.push({ code: 'POST_TERM_WRONG', facts: {} });
  if (again) refusals.push({ code: 'POST_HELD_ALREADY', facts: {} });
  return refuseAll(refusals) ?? accept(null);
}

/**
 * May this post end with that last day? Not one that has ended (POST_NOT_IN_FORCE); not before it began, not further
 * back than yesterday, since acts stand on it, and not later than it ends anyway (POST_TERM_WRONG); and a zone keeps
 * an administrator of each kind (LAST_ADMINISTRATOR): `others` are the other terms of that kind.
 */
export function decideEnd(
  post: PostTerm,
  lastDay: LocalDate,
  today: LocalDate,
  others: readonly PostTerm[],
): Decision<null, Refusal> {
  if (post.validTo !== null && post.validTo < today) return refuse('POST_NOT_IN_FORCE');
  const late = post.validTo !== null && lastDay >= post.validTo;
  if (lastDay < post.validFrom || lastDay < addDays(today, -1) || late) return refuse('POST_TERM_WRONG');
  const succeeded = others.some(
    (one) => one.validFrom <= addDays(lastDay, 1) && (one.validTo === null || one.validTo > lastDay),
  );
  return isAdministrator(post) && !succeeded ? refuse('LAST_ADMINISTRATOR') : accept(null);
}
