import {
  changeCatalogueVersion,
  findCatalogueVersion,
  lockCatalogue,
  releasedCatalogueVersions,
} from '@guanyun/db/matters/catalogue.store.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { decideCatalogueRelease } from '@guanyun/domain/matters/decide-catalogue.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { replacedBy, standingOf } from './catalogue-versions.ts';
import { aboutCatalogue } from './draft-catalogue.ts';

/** A second natural person releases a draft as they saw it; from its day on it decides, and it is never changed. */
export function releaseCatalogue(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; revision: number },
): Promise<Answer<{ state: string }>> {
  const about = { kind: 'catalogue_version', id: asked.id, title: '' };
  return act(
    deps,
    actor,
    { requestId: asked.requestId, act: 'catalogue.release', body: asked, about },
    async (tx): Promise<Outcome<{ state: string }>> => {
      await lockCatalogue(tx);
      const row = found(await findCatalogueVersion(tx, asked.id), 'catalogue version');
      const decision = decideCatalogueRelease(
        standingOf(row),
        { personId: actor.person.id, revision: asked.revision, today: today(deps) },
        (await releasedCatalogueVersions(tx)).map(standingOf),
        (await replacedBy(tx, row))?.content.values ?? {},
      );
      if (decision.outcome === 'refused') return decision;
      await changeCatalogueVersion(tx, row.id, {
        state: 'released',
        releasedBy: actor.person.id,
        releasedOn: today(deps),
        releasedAt: deps.now(),
      });
      return accept({
        subject: aboutCatalogue(row),
        content: { ...standingOf(row), state: 'released' },
        answer: { state: 'released' },
      });
    },
  );
}
