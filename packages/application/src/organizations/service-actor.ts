import { inTransaction } from '@guanyun/db/kernel/transaction.ts';
import { keyHolder, usedServiceKey } from '@guanyun/db/organizations/service.store.ts';
import { KEY_PREFIX } from '@guanyun/domain/organizations/machines.ts';
import { sideOf } from '@guanyun/domain/organizations/posts.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, wholeZone } from './actor.ts';
import { keyDigest } from './service-accounts.ts';

/** Being used is written down at most this often. */
const USED_MS = 60_000;

/** An IPv4 address as such also where the socket is one of both kinds. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');

/**
 * The machine behind a key that came from an address; null if the key is unknown, ended, revoked, not for that address, or
 * its account is disabled or has no post in force: which of them is not said.
 */
export async function machineOf(deps: Deps, key: string, address: string): Promise<Actor | null> {
  if (!key.startsWith(KEY_PREFIX) || key.length > 100) return null;
  const now = deps.now();
  const holder = await keyHolder(deps, keyDigest(key), today(deps), plain(address));
  if (holder === null) return null;
  if (holder.lastUsedAt === null || now.getTime() - new Date(holder.lastUsedAt).getTime() > USED_MS)
    await inTransaction(deps.db, wholeZone(deps), (tx) => usedServiceKey(tx, holder.keyId, now));
  const { postKind: kind, organizationId } = holder;
  return {
    accountId: holder.accountId,
    account: holder.login,
    person: { id: holder.personId, name: holder.personName },
    post: { id: holder.postId, kind, organizationId, side: sideOf(kind) },
    onBehalfOf: null,
    machine: { keyId: holder.keyId, scope: holder.scope },
  };
}
