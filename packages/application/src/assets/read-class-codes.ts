import { classCodesPage, classVersions } from '@guanyun/db/assets/class-code.store.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { businessDay, type Deps } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { personNames } from '../organizations/names.ts';

const PAGE = 100;

/** The classes of assets in force on a day whose code or name has a text, a page at a time. */
export function listClassCodes(
  deps: Deps,
  actor: Actor,
  asked: { readonly on: LocalDate; readonly text: string; readonly cursor?: string | undefined },
) {
  return read(deps, actor, async (tx) => {
    const items = await classCodesPage(tx, asked.on, asked.text, asked.cursor ?? null, PAGE);
    return { items, nextCursor: items.length === PAGE ? (items.at(-1)?.code ?? null) : null };
  });
}

/** Which versions of the classes are on record, with where they come from. */
export function readClassVersions(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const versions = await classVersions(tx);
    const person = await personNames(
      tx,
      versions.flatMap(({ personId }) => personId ?? []),
    );
    const lines = [];
    for (const { document, personId, recordedAt, ...version } of versions)
      lines.push({
        ...version,
        recordedOn: businessDay(recordedAt),
        person: personId === null ? null : person(personId),
        document: document === null ? null : ((await findDocument(tx, document))?.name ?? ''),
      });
    return lines;
  });
}
