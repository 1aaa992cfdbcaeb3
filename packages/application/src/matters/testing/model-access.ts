import { createHash, randomUUID } from 'node:crypto';
import { query } from '@guanyun/db/kernel/transaction.ts';
import { saveSession, setAccountDisabled, setSessionPost } from '@guanyun/db/organizations/person.store.ts';
import type { Actor } from '../../organizations/actor.ts';
import { actorOf } from '../../organizations/sign-in.ts';
import type { Who } from './model-case.ts';
import type { Day } from './model-days.ts';
import { bodyOf, depsOn, givePost, someAccount, type Zone } from './model-zone.ts';

/** What was done to accounts, posts and delegations in one sequence, to be undone before the next. */
export type Touched = {
  /** Whoever was touched is asked for his session at each command. */
  readonly who: Set<Who>;
  readonly disabled: Set<Who>;
  readonly ended: Set<Who>;
  /** The last delegation between two, as `giver receiver`. */
  readonly given: Map<string, string>;
  readonly allGiven: string[];
};
export const untouched = (): Touched => ({
  ...{ who: new Set(), disabled: new Set(), ended: new Set(), given: new Map(), allGiven: [] },
});

/** A session, however it came about: it is for the system to say at each request whether it still leads to anybody. */
export async function openSession(zone: Zone, by: Who, day: Day, delegationId?: string): Promise<string> {
  const token = randomUUID();
  const digest = createHash('sha256').update(token).digest('hex');
  const post = zone.posts[by];
  await zone.work(async (tx) => {
    await saveSession(tx, digest, zone.accounts[by], post.id, depsOn(zone, day).now());
    if (delegationId !== undefined) await setSessionPost(tx, digest, post.id, delegationId);
  });
  return token;
}

export const actorBehind = (zone: Zone, token: string, day: Day): Promise<Actor | null> =>
  actorOf(depsOn(zone, day), token);

/** Accounts work again, nothing is given away, and who lost a post is followed by somebody new. */
export async function putBack(zone: Zone, { disabled, ended, allGiven }: Touched): Promise<void> {
  if (disabled.size + ended.size + allGiven.length === 0) return;
  await zone.work(async (tx) => {
    for (const who of disabled) await setAccountDisabled(tx, zone.accounts[who], null, null);
    const all = `UPDATE delegations SET revoked_at = '2040-01-01' WHERE revoked_at IS NULL`;
    if (allGiven.length > 0) await query(tx, all);
    for (const who of ended) {
      [zone.persons[who], zone.accounts[who]] = await someAccount(tx, who);
      await givePost(tx, zone, who, bodyOf(zone, who));
    }
  });
}
