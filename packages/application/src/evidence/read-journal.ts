import {
  type JournalLine,
  journalEntries,
  journalOf,
  journalPage,
} from '@guanyun/db/evidence/journal.store.ts';
import { findLogHash } from '@guanyun/db/evidence/log.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { EvidenceLevel } from '@guanyun/domain/evidence/approval.ts';
import type { Deps } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { seal } from './act.ts';

export type JournalItem = {
  index: string;
  at: string;
  act: string;
  subject: { kind: string; id: string | null; title: string };
  person: { id: string; name: string } | null;
  /** The holder of the post, where the person acted under a delegation. */
  onBehalfOf: { id: string; name: string } | null;
  post: string | null;
  organization: string | null;
  outcome: 'accepted' | 'refused';
  refusal: string | null;
  facts: Record<string, string>;
  digest: string;
  /** Hash of its leaf in the log: with the index it opens the receipt. */
  leaf: string;
  /** Signed by a key of the person's own, and not by the session alone. */
  level: EvidenceLevel;
  /** Who vouched for the person at sign-in, how strongly and when; null: the account's password did. */
  signIn: JournalLine['signIn'];
};

const itemOf = (line: JournalLine): JournalItem => ({
  index: line.index,
  at: line.recordedAt.toISOString(),
  act: line.act,
  subject: { kind: line.subjectKind, id: line.subjectId, title: line.subjectTitle },
  person: line.personId === null ? null : { id: line.personId, name: line.personName ?? '' },
  onBehalfOf:
    line.onBehalfPersonId === null ? null : { id: line.onBehalfPersonId, name: line.onBehalfName ?? '' },
  post: line.postKind,
  organization: line.organizationName,
  outcome: line.outcome,
  refusal: line.refusal,
  facts: line.facts ?? {},
  digest: line.digest,
  leaf: line.leaf,
  level: line.level,
  signIn: line.signIn,
});

/** What was done, and refused, about these subjects, oldest first. */
export const historyOf = async (tx: Tx, ...subjectIds: string[]): Promise<JournalItem[]> =>
  (await journalOf(tx, subjectIds)).map(itemOf);

const PAGE = 50;

export function readJournal(
  deps: Deps,
  actor: Actor,
  asked: { cursor?: string | undefined; subjectId?: string | undefined },
): Promise<{ items: JournalItem[]; nextCursor: string | null }> {
  return read(deps, actor, async (tx) => {
    if (asked.subjectId !== undefined)
      return { items: await historyOf(tx, asked.subjectId), nextCursor: null };
    const lines = await journalPage(tx, asked.cursor === undefined ? null : BigInt(asked.cursor), PAGE);
    return {
      items: lines.map(itemOf),
      nextCursor: lines.length === PAGE ? (lines.at(-1)?.index ?? null) : null,
    };
  });
}

const BATCH = 1000;

/** Recomputes every entry's digest and leaf and looks for gaps. Time is linear in the journal, memory is one batch. */
export function verifyJournal(
  deps: Deps,
  actor: Actor,
): Promise<{ entries: string; intact: boolean; firstBroken: string | null }> {
  return read(deps, actor, async (tx) => {
    const hash = (await findLogHash(tx)) ?? 'sha256';
    let next = 0n;
    for (;;) {
      const batch = await journalEntries(tx, next, BATCH);
      for (const { index, digest, leaf, rows, rowsUntil: _, ...entry } of batch) {
        const made = seal(entry, { index: next, rows, hash });
        if (BigInt(index) !== next || made.digest !== digest || made.leaf !== leaf)
          return { entries: next.toString(), intact: false, firstBroken: next.toString() };
        next += 1n;
      }
      if (batch.length < BATCH) return { entries: next.toString(), intact: true, firstBroken: null };
    }
  });
}
