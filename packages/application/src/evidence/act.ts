import {
  appendJournal,
  type Place,
  type Sealed,
  type UnplacedEntry,
} from '@guanyun/db/evidence/journal.store.ts';
import { claimRequest, rememberAnswer } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, type Tx, withSavepoint } from '@guanyun/db/kernel/transaction.ts';
import { canonicalJson } from '@guanyun/domain/evidence/canonical.ts';
import { hashNames, ROW_HASH } from '@guanyun/domain/evidence/log-hash.ts';
import { type Decision, type Refusal, type Refused, refuse } from '@guanyun/domain/kernel/decision.ts';
import { refuseOutside, refusePersonal } from '@guanyun/domain/organizations/delegation.ts';
import type { Deps } from '../kernel/deps.ts';
import { type Actor, scopeOf, wholeZone } from '../organizations/actor.ts';
import { signatureUnder } from './approval.ts';
import { contentDigest, digestOf, leafHash } from './digest.ts';

/** What an entry of the journal is about; `matters` are the reserved matters it belongs to, for delegations that name some. */
export type Subject = {
  readonly kind: string;
  readonly id: string | null;
  readonly title: string;
  readonly matters?: readonly string[];
};

/** What the same act brought about in something else, told in that one's own history. */
export type Also = { readonly act: string; readonly subject: Subject; readonly content: unknown };
/** What a use case hands back when it accepted: what it was about, what exactly was done, and the answer. */
export type Done<T> = {
  readonly subject: Subject;
  readonly content: unknown;
  readonly answer: T;
  readonly also?: readonly Also[];
};
export type Outcome<T> = Decision<Done<T>, Refusal>;
export type Answer<T> = { readonly outcome: 'accepted'; readonly answer: T } | Refused<Refusal>;

/** A client's command: its own id, the act's name, what was sent, and what it is about if it is refused. */
export type Command = {
  readonly requestId: string;
  readonly act: string;
  readonly body: unknown;
  readonly about: Subject;
};

/**
 * The part of an entry that its leaf is the hash of, in its canonical form. For whom it was done belongs to it where there is
 * somebody, who vouched for the person where a provider did, and what was changed where something was, so that entries from
 * before any of these was kept have their leaves still. Where the log's hash is another than SHA-256, the leaf names each hash
 * that it holds or is held by.
 */
export function leafText(entry: UnplacedEntry & { digest: string }, { index, rows, hash }: Place): string {
  const { content: _content, recordedAt, onBehalfPersonId, delegationId, signIn, ...rest } = entry;
  const behalf = delegationId === null ? {} : { onBehalfPersonId, delegationId };
  const vouched = signIn === null ? {} : { signIn };
  const changed = rows === null ? {} : { rows };
  const placed = { index: index.toString(), recordedAt: recordedAt.toISOString() };
  const rowHash = rows === null ? {} : { rowHash: ROW_HASH };
  const named = hash === 'sha256' ? {} : { hash: hashNames[hash], ...rowHash };
  return canonicalJson({ ...rest, ...behalf, ...vouched, ...changed, ...placed, ...named });
}

/** The hashes of an entry at its place. */
export function seal(entry: UnplacedEntry, place: Place): Sealed {
  const digest = contentDigest(place.hash, entry.content);
  return { digest, leaf: leafHash(place.hash, leafText({ ...entry, digest }, place)) };
}

function entryOf(deps: Deps, actor: Actor | null, command: Command, result: Outcome<unknown>): UnplacedEntry {
  const accepted = result.outcome === 'accepted';
  const subject = accepted ? result.effects.subject : command.about;
  const content = accepted ? result.effects.content : { asked: command.body, refusals: result.refusals };
  return {
    recordedAt: deps.now(),
    requestId: command.requestId,
    act: command.act,
    outcome: result.outcome,
    refusal: accepted ? null : result.refusals[0].code,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectTitle: subject.title,
    accountId: actor?.accountId ?? null,
    personId: actor?.person.id ?? null,
    postId: actor?.post.id ?? null,
    postKind: actor?.post.kind ?? null,
    organizationId: actor?.post.organizationId ?? null,
    onBehalfPersonId: actor?.onBehalfOf?.personId ?? null,
    delegationId: actor?.onBehalfOf?.delegationId ?? null,
    signIn: actor?.signIn ?? null,
    content,
  };
}

/** The entries beside the main one: by the same person at the same moment under the same request. */
function alsoOf(entry: UnplacedEntry, result: Outcome<unknown>): UnplacedEntry[] {
  const also = result.outcome === 'accepted' ? (result.effects.also ?? []) : [];
  return also.map(({ act, subject, content }) => ({
    ...entry,
    act,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subjectTitle: subject.title,
    content,
  }));
}

/** The work as far as a delegation reaches: nothing that is personal, nothing outside the matters it names. */
async function withinDelegation<T>(
  actor: Actor | null,
  act: string,
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const behalf = actor?.onBehalfOf ?? null;
  if (behalf === null) return work();
  const personal = refusePersonal(act);
  if (personal !== null) return personal;
  const result = await work();
  if (result.outcome === 'refused') return result;
  return refuseOutside(behalf.matters, act, result.effects.subject.matters) ?? result;
}

/**
 * The one way to change anything: one transaction that claims the request's id, lets the use case decide and save, and
 * appends the journal entry. The same id with the same body answers as before; with another body it is refused
 * (REQUEST_REUSED). A refusal undoes whatever was written, is itself recorded, and leaves the id free, since nothing
 * was done under it.
 */
export async function act<T>(
  deps: Deps,
  actor: Actor | null,
  command: Command,
  work: (tx: Tx) => Promise<Outcome<T>>,
): Promise<Answer<T>> {
  const reach = actor === null ? wholeZone(deps) : scopeOf(deps, actor);
  const scope = { ...reach, request: command.requestId };
  const digest = digestOf({ act: command.act, body: command.body });
  const answer = await inTransaction(deps.db, scope, async (tx): Promise<Answer<T>> => {
    const once = async (): Promise<{ keep: boolean; value: Outcome<T> | { replayed: T } }> => {
      const before = await claimRequest(tx, {
        id: command.requestId,
        act: command.act,
        accountId: actor?.accountId ?? null,
        digest,
      });
      if (before !== null && (before.digest !== digest || before.accountId !== (actor?.accountId ?? null)))
        return { keep: false, value: refuse('REQUEST_REUSED') };
      if (before !== null) return { keep: true, value: { replayed: before.answer as T } };
      const signed = await signatureUnder(deps, tx, actor, command.requestId);
      if (signed.outcome === 'refused') return { keep: false, value: signed };
      const value = await withinDelegation(actor, command.act, () => work(tx));
      if (value.outcome === 'accepted') await signed.effects?.keep(tx);
      return { keep: value.outcome === 'accepted', value };
    };
    const result = await withSavepoint(tx, once);
    if ('replayed' in result) return { outcome: 'accepted', answer: result.replayed };
    const entry = entryOf(deps, actor, command, result);
    if (result.outcome === 'accepted') await rememberAnswer(tx, command.requestId, result.effects.answer);
    await appendJournal(tx, [entry, ...alsoOf(entry, result)], seal);
    return result.outcome === 'accepted' ? { outcome: 'accepted', answer: result.effects.answer } : result;
  });
  deps.recorded?.(command.act);
  return answer;
}
