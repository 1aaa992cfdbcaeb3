import { findAsset } from '@guanyun/db/assets/asset.store.ts';
import {
  type LandParcelRow,
  lockParcelNo,
  parcelNoTaken,
  saveParcel,
} from '@guanyun/db/assets/land.store.ts';
import { clustersOn, organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { decideLandParcel } from '@guanyun/domain/assets/decide-land.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { parcelOf } from './land-rows.ts';

/** A parcel as it is handed in: the row without what the system adds. */
export type LandParcelAsked = Omit<LandParcelRow, 'id' | 'personId' | 'recordedAt'>;

/**
 * Puts a parcel on the ledger of idle land with its performance agreement. Refused: DOCUMENT_UNKNOWN, and what
 * `decideLandParcel` refuses; NotFound for a cluster or a company that is none of the zone.
 */
export function registerLand(
  deps: Deps,
  actor: Actor,
  asked: LandParcelAsked & { readonly requestId: string },
): Promise<Answer<{ id: string }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'land', id: null, title: asked.name };
  const command = { requestId, act: 'assets.registerLand', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const on = today(deps);
    await lockParcelNo(tx, body.parcelNo);
    found(
      (await clustersOn(tx, on)).find(({ id }) => id === body.clusterId),
      'cluster',
    );
    if (body.holderId !== null) {
      const [holder] = await organizationsById(tx, on, [body.holderId]);
      if (holder?.kind !== 'company') throw new NotFound('company');
    }
    const assetClass =
      body.assetId === null ? undefined : ((await findAsset(tx, body.assetId))?.class ?? null);
    const taken = await parcelNoTaken(tx, body.parcelNo, null);
    const decision = decideLandParcel(parcelOf(body), { number: body.parcelNo, taken, assetClass }, on);
    if (decision.outcome === 'refused') return decision;
    const papers = await papersThere(tx, [body.document]);
    if (papers.outcome === 'refused') return papers;
    const id = deps.newId();
    await saveParcel(tx, { ...body, id, personId: actor.person.id, recordedAt: deps.now() });
    return accept({ subject: { ...about, id }, content: { id, ...body }, answer: { id } });
  });
}
