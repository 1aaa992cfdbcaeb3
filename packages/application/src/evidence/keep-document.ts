import { findDocument, handedInBy, hasDocument, saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inSnapshot, inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { decideQuota, documentQuota } from '@guanyun/domain/evidence/document-quota.ts';
import { accept, type Decision, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { Deps } from '../kernel/deps.ts';
import { type Actor, scopeOf } from '../organizations/actor.ts';
import { type Answer, act } from './act.ts';

/** A document's particulars: digest is SHA-256 in hexadecimal, size in bytes, name as the user called it. */
export type DocumentFacts = {
  readonly digest: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
};

/** Refused: DOCUMENT_QUOTA. What the organisation handed in before takes no more room. */
async function quotaFor(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  { digest, size }: DocumentFacts,
): Promise<Decision<null>> {
  if (await hasDocument(tx, digest, actor.post.organizationId)) return accept(null);
  return decideQuota(await handedInBy(tx, actor.person.id), size, deps.quota ?? documentQuota);
}

/** Whether the actor may hand in one more file, asked before its bytes are kept. Refused: DOCUMENT_QUOTA. */
export const mayHandIn = (deps: Deps, actor: Actor, document: DocumentFacts): Promise<Decision<null>> =>
  inTransaction(deps.db, scopeOf(deps, actor), (tx) => quotaFor(deps, tx, actor, document));

/**
 * Records that the actor's organisation handed in a document whose bytes are already kept under their digest. The same
 * bytes handed in again keep their first name. Administrators have no documents (NOT_YOUR_ORGANIZATION), but for the
 * workbooks that the security administrator brings in. Refused besides: DOCUMENT_QUOTA.
 */
export function keepDocument(
  deps: Deps,
  actor: Actor,
  document: DocumentFacts,
): Promise<Answer<DocumentFacts>> {
  const subject = { kind: 'document', id: null, title: document.name };
  // Keeping twice is keeping once, so an upload needs no id of the client's.
  const command = { requestId: deps.newId(), act: 'evidence.keepDocument', body: document, about: subject };
  return act(deps, actor, command, async (tx) => {
    if (actor.post.side === 'administration' && actor.post.kind !== 'security_admin')
      return refuse('NOT_YOUR_ORGANIZATION');
    const room = await quotaFor(deps, tx, actor, document);
    if (room.outcome === 'refused') return room;
    const { digest, name, size, mediaType } = document;
    const { organizationId } = actor.post;
    await saveDocument(tx, {
      digest,
      name,
      size: `${size}`,
      mediaType,
      organizationId,
      uploadedBy: actor.person.id,
    });
    return accept({ subject, content: document, answer: document });
  });
}

/** A document's particulars if this actor may see it; null otherwise, whether or not it exists. */
export function openDocument(deps: Deps, actor: Actor, digest: string): Promise<DocumentFacts | null> {
  return inSnapshot(deps.db, scopeOf(deps, actor), async (tx) => {
    const row = await findDocument(tx, digest);
    if (row === null) return null;
    return { digest: row.digest, name: row.name, size: Number(row.size), mediaType: row.mediaType };
  });
}
