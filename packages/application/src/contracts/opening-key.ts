import { keyHoldersOf, openingKeyOf, saveOpeningKey, saveShare } from '@guanyun/db/contracts/bid.store.ts';
import type { KeyHolderRow } from '@guanyun/db/contracts/bids.model.ts';
import { holdersOf } from '@guanyun/db/organizations/person.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { sha256, toHex, utf8 } from '@guanyun/domain/kernel/sha256.ts';
import { shareHolders } from '@guanyun/domain/organizations/permissions.ts';
import type { Answer } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { stepOfTender } from './tender-step.ts';

type Role = KeyHolderRow['role'];
export type NewKey = {
  readonly requestId: string;
  readonly id: string;
  readonly publicKey: string;
  readonly needed: number;
  readonly holders: readonly {
    readonly role: Role;
    readonly personId: string;
    readonly shareDigest: string;
  }[];
};

type Candidate = { role: Role; personId: string; name: string; organizationId: string; post: string };
const roles = ['tenderer', 'supervisor', 'third'] as const;

/** Who could hold a share: of the tenderer, the supervisor, and a third of neither. */
export function listShareHolders(deps: Deps, actor: Actor): Promise<Candidate[]> {
  return read(deps, actor, async (tx) => {
    const found: Candidate[] = [];
    for (const role of roles)
      for (const row of await holdersOf(tx, shareHolders[role], today(deps)))
        if (role !== 'tenderer' || row.organizationId === actor.post.organizationId) {
          const { personId, personName: name, organizationId, kind: post } = row;
          found.push({ role, personId, name, organizationId, post });
        }
    return found;
  });
}

/**
 * The opening key as it came out of the ceremony in the browser: the public half, and of each share its digest and holder.
 * Neither the private key nor a share comes here. Refused: TENDER_KEY_MADE, TENDER_HOLDERS_WRONG.
 */
export function makeOpeningKey(deps: Deps, actor: Actor, asked: NewKey): Promise<Answer<{ done: true }>> {
  const { requestId, ...body } = asked;
  return stepOfTender(deps, actor, {
    ...{ requestId, id: asked.id, act: 'tenders.makeKey', body, states: ['draft'], by: 'tenderer' },
    work: async ({ tx, row, at, today: day }) => {
      if ((await openingKeyOf(tx, row.id)) !== null) return refuse('TENDER_KEY_MADE');
      const holders: KeyHolderRow[] = [];
      for (const [index, holder] of asked.holders.entries()) {
        const post = (await holdersOf(tx, shareHolders[holder.role], day)).find(
          (one) =>
            one.personId === holder.personId &&
            (holder.role !== 'tenderer' || one.organizationId === row.tendererId),
        );
        if (post === undefined) return refuse('TENDER_HOLDERS_WRONG');
        const { organizationId } = post;
        holders.push({ tenderId: row.id, place: index + 1, ...holder, organizationId });
      }
      const apart = new Set(holders.map(({ personId }) => personId)).size === holders.length;
      const everyRole = roles.every((role) => holders.some((one) => one.role === role));
      if (!apart || !everyRole || asked.needed > holders.length) return refuse('TENDER_HOLDERS_WRONG');
      const { publicKey, needed } = asked;
      const marks = { madeAt: at, personId: actor.person.id };
      await saveOpeningKey(
        tx,
        { tenderId: row.id, publicKey, needed, total: holders.length, ...marks },
        holders,
      );
      return accept({ content: body, answer: { done: true as const } });
    },
  });
}

/**
 * A holder gives the share, at the opening and not before: the database refuses it earlier. Refused:
 * TENDER_DEADLINE_NOT_COME, TENDER_SHARE_WRONG.
 */
export function giveShare(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; share: string },
): Promise<Answer<{ done: true }>> {
  const { requestId, id, share } = asked;
  // A share that comes too early is kept nowhere, not even where the refusal is.
  const shareDigest = toHex(sha256(utf8(share)));
  return stepOfTender(deps, actor, {
    ...{
      requestId,
      id,
      act: 'tenders.giveShare',
      body: { id, shareDigest },
      states: ['published'],
      by: 'both',
    },
    work: async ({ tx, row, at }) => {
      if (row.deadline === null || at < row.deadline) return refuse('TENDER_DEADLINE_NOT_COME');
      const holder = (await keyHoldersOf(tx, row.id)).find((one) => one.personId === actor.person.id);
      if (holder === undefined || holder.shareDigest !== shareDigest) return refuse('TENDER_SHARE_WRONG');
      const { place } = holder;
      await saveShare(tx, { tenderId: row.id, place, share, givenAt: at, personId: actor.person.id });
      return accept({ content: { place, shareDigest }, answer: { done: true as const } });
    },
  });
}
