import {
  type Claimed,
  claimDelivery,
  markDelivered,
  markFailed,
  pauseFor,
  saveTry,
  type Tried,
} from '@guanyun/db/evidence/outbox.store.ts';
import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import { noticeNames, noticePath, retryAfter } from '@guanyun/domain/evidence/webhooks.ts';
import type { Deps } from '../kernel/deps.ts';
import { wholeZone } from '../organizations/actor.ts';
import { addressOf, secretOf } from './webhooks.ts';

/** What is said, to whom, under which secrets: all that a sender needs. */
export type Notice = {
  readonly id: string;
  readonly kind: 'plain' | 'dingtalk' | 'wecom';
  readonly address: string;
  /** The one in use first; during a rotation the one before it too. */
  readonly secrets: readonly string[];
  readonly act: string;
  readonly name: string;
  readonly title: string;
  readonly at: string;
  /** Address of the page, without the origin. */
  readonly path: string;
};

/** How a try went. `delivered` is the receiver's yes; `waitSeconds`: it asked for a pause. */
export type Sent = Tried & { readonly delivered: boolean; readonly waitSeconds: number | null };
export type SendNotice = (notice: Notice) => Promise<Sent>;

function noticeOf(deps: Deps, { endpoint, delivery, oldSecretValid }: Claimed): Notice {
  if (deps.secrets === undefined) throw new Error('no key for secrets is set');
  const old = oldSecretValid ? endpoint.oldSecretSealed : null;
  const sealed = [endpoint.secretSealed, old].filter((one) => one !== null);
  const { secrets } = deps;
  return {
    ...{ id: delivery.id, kind: endpoint.kind, act: delivery.act },
    address: secrets.open(endpoint.addressSealed, addressOf(endpoint.id)),
    secrets: sealed.map((one) => secrets.open(one, secretOf(endpoint.id))),
    name: noticeNames[delivery.act] ?? delivery.act,
    title: delivery.subjectTitle,
    at: delivery.happenedAt.toISOString(),
    path: noticePath(delivery.subjectKind, delivery.subjectId),
  };
}

const unsendable: Sent = {
  ...{ ms: 0, status: null, answer: '', failure: 'UNSENDABLE', delivered: false, waitSeconds: null },
};

/** What cannot even be opened, as under another key, counts as a try like any other. */
async function trySending(deps: Deps, claimed: Claimed, send: SendNotice): Promise<Sent> {
  let notice: Notice;
  try {
    notice = noticeOf(deps, claimed);
  } catch {
    return unsendable;
  }
  return send(notice);
}

/**
 * Sends one delivery that is due, outside of any transaction, and keeps how it went; false: nothing is due. A server that dies
 * between sending and keeping loses its claim after half a minute: it is sent again under the same id.
 */
export async function sendNext(deps: Deps, send: SendNotice, chance: () => number): Promise<boolean> {
  const claimed = await inTransaction(deps.db, wholeZone(deps), claimDelivery);
  if (claimed === null) return false;
  const { endpoint, delivery } = claimed;
  const { delivered, waitSeconds, ...tried } = await trySending(deps, claimed, send);
  await inTransaction(deps.db, wholeZone(deps), async (tx) => {
    await saveTry(tx, delivery, tried);
    if (waitSeconds !== null) await pauseFor(tx, endpoint.id, waitSeconds);
    if (delivered) await markDelivered(tx, delivery);
    else await markFailed(tx, delivery, retryAfter(delivery.tries - delivery.triesBefore, chance()));
  });
  return true;
}
