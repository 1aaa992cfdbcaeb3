import {
  findParcel,
  type LandFactRow,
  landFactsOf,
  lockParcelNo,
  parcelNoTaken,
  saveLandFact,
} from '@guanyun/db/assets/land.store.ts';
import { decideLandFact } from '@guanyun/domain/assets/decide-land.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { landFactOf, parcelOf } from './land-rows.ts';

/** An entry as it is handed in. */
export type LandFactAsked = Omit<LandFactRow, 'id' | 'index' | 'personId' | 'recordedAt'>;

/**
 * Adds a dated fact to a parcel's line: work, a notice, a decision, a release, or the correction of an earlier entry. Refused:
 * DOCUMENT_UNKNOWN, what `decideLandFact` refuses, and LAND_PARCEL_TAKEN when a correction would bring a parcel back whose number
 * has been registered again.
 */
export function recordLandFact(
  deps: Deps,
  actor: Actor,
  asked: LandFactAsked & { readonly requestId: string },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'land', id: asked.parcelId, title: '' };
  const command = { requestId, act: 'assets.recordLandFact', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const row = found(await findParcel(tx, body.parcelId), 'parcel');
    await lockParcelNo(tx, row.parcelNo);
    const before = await landFactsOf(tx, [row.id]);
    const marks = { personId: actor.person.id, recordedAt: deps.now() };
    const entry: LandFactRow = { ...body, id: deps.newId(), index: before.length + 1, ...marks };
    const decision = decideLandFact(parcelOf(row), before.map(landFactOf), landFactOf(entry), today(deps));
    if (decision.outcome === 'refused') return decision;
    if (entry.corrects !== null && (await parcelNoTaken(tx, row.parcelNo, row.id)))
      return refuse('LAND_PARCEL_TAKEN', { number: row.parcelNo });
    const papers = await papersThere(tx, [body.document]);
    if (papers.outcome === 'refused') return papers;
    await saveLandFact(tx, entry);
    const subject = { ...about, title: row.name };
    return accept({ subject, content: { id: entry.id, ...body }, answer: { id: entry.id } });
  });
}
