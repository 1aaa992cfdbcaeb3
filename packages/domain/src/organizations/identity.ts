import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { type PostKind, sideOf } from './posts.ts';

/**
 * May whoever holds these posts be vouched for by a provider of identities? Suppliers never, since who signs in when says who
 * bids; administrators only where the zone's settings say so, since whoever runs the provider could be any of them.
 */
export const mayBeVouchedFor = (posts: readonly PostKind[], administrators: boolean): boolean =>
  posts.every((kind) => {
    const side = sideOf(kind);
    return side !== 'supplier' && (administrators || side !== 'administration');
  });

/** What linking an identity to an account goes by. */
export type AskedLink = {
  /** The posts that the account's person holds on the day. */
  readonly posts: readonly PostKind[];
  readonly administrators: boolean;
  /** Whether the account has an identity in force. */
  readonly linked: boolean;
  /** Whether the identity is another account's. */
  readonly taken: boolean;
};

/**
 * One identity for one account. Refused, the first that applies: IDENTITY_NOT_FOR_POST, IDENTITY_LINKED_ALREADY,
 * IDENTITY_TAKEN.
 */
export function decideLink(asked: AskedLink): Decision<null, Refusal> {
  if (!mayBeVouchedFor(asked.posts, asked.administrators)) return refuse('IDENTITY_NOT_FOR_POST');
  if (asked.linked) return refuse('IDENTITY_LINKED_ALREADY');
  return asked.taken ? refuse('IDENTITY_TAKEN') : accept(null);
}

/** Is the session that a provider vouches for over at the provider already? Then it begins nowhere: IDENTITY_ENDED_THERE. */
export const decideProviderSession = (ended: boolean): Decision<null, Refusal> =>
  ended ? refuse('IDENTITY_ENDED_THERE') : accept(null);

/** A provider's word that a session ended counts once: LOGOUT_REPLAYED. */
export const decideLogout = (known: boolean): Decision<null, Refusal> =>
  known ? refuse('LOGOUT_REPLAYED') : accept(null);
