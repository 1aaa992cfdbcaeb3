import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  allCatalogueVersions,
  type CatalogueVersionRow,
  changeCatalogueVersion,
  findCatalogueVersion,
  lockCatalogue,
  releasedCatalogueVersions,
  saveCatalogueDraft,
} from '@guanyun/db/matters/catalogue.store.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import {
  type CatalogueDraft,
  decideCatalogueContent,
  decideCatalogueEdit,
} from '@guanyun/domain/matters/decide-catalogue.ts';
import { type Answer, act, type Outcome, type Subject } from '../evidence/act.ts';
import { type Deps, found } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { standingOf } from './catalogue-versions.ts';

/** What a version says, as it comes from the form. */
export type AskedCatalogue = {
  readonly version: string;
  readonly effectiveFrom: string;
  readonly retroactive: boolean;
  readonly legalText: string | null;
  readonly values: Readonly<Record<string, string>>;
};
type Revised = { readonly id: string; readonly revision: number };

export const aboutCatalogue = (row: { id: string; version: string }): Subject => ({
  kind: 'catalogue_version',
  id: row.id,
  title: row.version,
});

const draftOf = (asked: AskedCatalogue): CatalogueDraft => ({
  ...asked,
  effectiveFrom: localDate(asked.effectiveFrom),
});

const takenBeside = async (tx: Tx, id: string | null): Promise<string[]> =>
  (await allCatalogueVersions(tx))
    .filter((row) => row.state !== 'withdrawn' && row.id !== id)
    .map((row) => row.version);

/** Somebody drafts a version. Without values it starts from the last one released, so that nothing is forgotten. */
export function draftCatalogue(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; values?: AskedCatalogue['values'] | undefined } & Omit<
    AskedCatalogue,
    'values'
  >,
): Promise<Answer<{ id: string; revision: number }>> {
  const id = deps.newId();
  const about = { kind: 'catalogue_version', id: null, title: asked.version };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'catalogue.draft', body: asked, about },
    async (tx): Promise<Outcome<{ id: string; revision: number }>> => {
      await lockCatalogue(tx);
      const last = (await releasedCatalogueVersions(tx)).at(-1);
      const { requestId: _once, values = last?.content.values ?? {}, ...rest } = asked;
      const draft = draftOf({ ...rest, values });
      const decision = decideCatalogueContent(draft, await takenBeside(tx, null));
      if (decision.outcome === 'refused') return decision;
      const content = { values: decision.effects.values };
      await saveCatalogueDraft(tx, {
        ...{ id, version: draft.version, state: 'draft', revision: 1, content },
        ...{ effectiveFrom: draft.effectiveFrom, retroactive: draft.retroactive },
        legalText: draft.retroactive ? draft.legalText : null,
        ...{ draftedBy: actor.person.id, draftedAt: deps.now() },
      });
      return accept({
        subject: aboutCatalogue({ id, version: draft.version }),
        content: { ...draft, ...content },
        answer: { id, revision: 1 },
      });
    },
  );
}

/** Who drafted it says it anew, all of it. Refused: STALE when the draft was changed in between. */
export function reviseCatalogue(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string } & Revised & AskedCatalogue,
): Promise<Answer<{ revision: number }>> {
  const about = { kind: 'catalogue_version', id: asked.id, title: asked.version };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'catalogue.revise', body: asked, about },
    async (tx): Promise<Outcome<{ revision: number }>> => {
      await lockCatalogue(tx);
      const row = found(await findCatalogueVersion(tx, asked.id), 'catalogue version');
      const { requestId: _once, id: _same, revision: seen, ...rest } = asked;
      const may = decideCatalogueEdit(standingOf(row), { personId: actor.person.id, revision: seen });
      if (may.outcome === 'refused') return may;
      const draft = draftOf(rest);
      const decision = decideCatalogueContent(draft, await takenBeside(tx, row.id));
      if (decision.outcome === 'refused') return decision;
      const revision = row.revision + 1;
      const set: Partial<CatalogueVersionRow> = {
        ...{ version: draft.version, revision, content: { values: decision.effects.values } },
        ...{ effectiveFrom: draft.effectiveFrom, retroactive: draft.retroactive },
        legalText: draft.retroactive ? draft.legalText : null,
      };
      await changeCatalogueVersion(tx, row.id, set);
      return accept({
        subject: aboutCatalogue({ id: row.id, version: draft.version }),
        content: set,
        answer: { revision },
      });
    },
  );
}

/** A draft that will not be released is set aside; its name is free again. */
export function discardCatalogue(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string } & Revised,
): Promise<Answer<{ state: string }>> {
  const about = { kind: 'catalogue_version', id: asked.id, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'catalogue.discard', body: asked, about },
    async (tx): Promise<Outcome<{ state: string }>> => {
      await lockCatalogue(tx);
      const row = found(await findCatalogueVersion(tx, asked.id), 'catalogue version');
      if (row.state !== 'draft') return refuse('WRONG_STATE', { state: row.state, step: 'discard' });
      if (row.revision !== asked.revision) return refuse('STALE');
      await changeCatalogueVersion(tx, row.id, {
        state: 'withdrawn',
        withdrawnBy: actor.person.id,
        withdrawnAt: deps.now(),
      });
      return accept({
        subject: aboutCatalogue(row),
        content: { version: row.version, revision: row.revision },
        answer: { state: 'withdrawn' },
      });
    },
  );
}
