import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import { inSnapshot } from '@guanyun/db/kernel/transaction.ts';
import { archiveOf, saveArchive, voidObligations } from '@guanyun/db/matters/execution.store.ts';
import { findContent, findMatter } from '@guanyun/db/matters/matter.store.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { yearOf } from '@guanyun/domain/kernel/local-date.ts';
import {
  type FileItem,
  fileNumber,
  retentionBasis,
  retentionOf,
} from '@guanyun/domain/matters/archive-file.ts';
import type { MatterSlug } from '@guanyun/domain/matters/matter-slug.ts';
import type { Retention } from '@guanyun/domain/matters/parameter.ts';
import { precheckTypeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read, wholeZone } from '../organizations/actor.ts';
import { personNames } from '../organizations/names.ts';
import { itemsOf } from './archive-items.ts';
import { type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { figuresOn } from './figures.ts';

/**
 * Closes the file of a case that is over: numbered without gaps in its year, with an index of all that is in it and the
 * digest of the index, and how long it is kept. From then on nothing of the case changes.
 */
export const archiveCase = (deps: Deps, actor: Actor, asked: StepCommand): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.archive', body: asked },
    { name: 'archive' },
    async (tx, row) => {
      // Where nothing was carried out, or was taken back, what was owed falls away with the case.
      await voidObligations(tx, row.id);
      const on = today(deps);
      const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
      const { catalogue } = await figuresOn(tx, on, row.acceptedOn);
      const variant = precheckTypeOf(content.proposal) ?? null;
      const retention = retentionOf(catalogue, row.matter as MatterSlug, variant, row.state);
      const contents = await itemsOf(tx, row.id, null);
      const number = fileNumber(yearOf(on), await nextNumber(tx, `archive-${yearOf(on)}`));
      const digest = digestOf(contents);
      await saveArchive(tx, {
        matterId: row.id,
        number,
        retention,
        contents,
        digest,
        archivedOn: on,
        personId: actor.person.id,
      });
      return accept({ content: { number, retention, items: contents.length, digest } });
    },
  );

/** The committee's own exchanges are in the file, but not for the company. */
const ofCommittee: readonly string[] = ['consultation', 'consent'];

const journalUntil = (items: readonly FileItem[]): bigint => {
  const last = items.filter((i) => i.part === 'journal').at(-1);
  return last === undefined ? -1n : BigInt(/^#(\d+)/.exec(last.title)?.[1] ?? '-1');
};

/**
 * The closed file of a case with its index; null while it is open. `broken` are the serials of what is no longer as it was
 * bound: a changed row, a missing entry, a paper whose bytes are gone. 0 stands for the index itself.
 */
export async function readArchive(deps: Deps, actor: Actor, id: string) {
  const archive = await read(deps, actor, async (tx) => {
    found(await findMatter(tx, id), 'matter');
    const row = await archiveOf(tx, id);
    if (row === null) return null;
    return { ...row, person: (await personNames(tx, [row.personId]))(row.personId) };
  });
  if (archive === null) return null;
  const items = archive.contents as FileItem[];
  const now = await inSnapshot(deps.db, wholeZone(deps), (tx) => itemsOf(tx, id, journalUntil(items)));
  const broken = digestOf(items) === archive.digest && now.length === items.length ? [] : [0];
  for (const item of items) {
    const there = now.find((i) => i.part === item.part && i.digest === item.digest);
    const kept = item.part !== 'document' || (await deps.files.has(item.digest));
    if (there === undefined || !kept) broken.push(item.serial);
  }
  const { number, digest, archivedOn, person } = archive;
  return {
    number,
    digest,
    archivedOn,
    person,
    retention: archive.retention as Retention,
    basis: retentionBasis,
    items: items.filter((i) => actor.post.side !== 'company' || !ofCommittee.includes(i.part)),
    intact: broken.length === 0,
    broken,
  };
}
