import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import { clustersOn } from '@guanyun/db/organizations/organization.store.ts';
import { mergeShares } from '@guanyun/domain/assets/reshape.ts';
import { refuseStanding } from '@guanyun/domain/assets/standing.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { type HeldAsset, holdAssets } from './asset-card.ts';
import { cardLike, saveReshaping, sharesOf } from './reshape-entries.ts';
import type { Reshaped } from './split-asset.ts';

export type NewMerge = {
  readonly requestId: string;
  readonly assetIds: readonly string[];
  readonly name: string;
  readonly on: string;
};

const mergeable = (held: HeldAsset) => {
  const { row, card } = held;
  const { bookId, titleId, custodyId, clusterId, unit, publicBenefit } = row;
  // What is not charged at all yet begins with the month of its forming.
  const chargedThrough = row.chargedThrough ?? `+${row.formedOn.slice(0, 7)}`;
  return {
    ...{ ...sharesOf(held), bookId, titleId, custodyId, clusterId, unit, publicBenefit, chargedThrough },
    ...{ class: row.class, use: card.use ?? 'own' },
  };
};

/**
 * Makes one asset of several of one book, title, custody, cluster and class. Refused: what `refuseStanding` and
 * `mergeShares` refuse.
 */
export function mergeAssets(deps: Deps, actor: Actor, asked: NewMerge): Promise<Answer<Reshaped>> {
  const { requestId, ...body } = asked;
  const ids = [...new Set(asked.assetIds)];
  const about = { kind: 'asset', id: ids[0] ?? null, title: asked.name };
  const command = { requestId, act: 'assets.merge', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<Reshaped>> => {
    const { on, name } = asked;
    const held = await holdAssets(tx, deps, ids);
    const acting = { organizationId: actor.post.organizationId, on: localDate(on), today: today(deps) };
    for (const one of held) {
      const standing = refuseStanding(one.standing, acting, true);
      if (standing !== null) return standing;
    }
    const merged = mergeShares(held.map(mergeable));
    if (merged.outcome === 'refused') return merged;
    const first = found(held[0], 'asset').row;
    const cluster = found(
      (await clustersOn(tx, on)).find(({ id }) => id === first.clusterId),
      'cluster',
    );
    const number = (await nextNumber(tx, `asset-${cluster.code}`)).toString().padStart(5, '0');
    const formedOn = held.map(({ row }) => row.formedOn).sort()[0] ?? first.formedOn;
    const child = cardLike(first, merged.effects, {
      ...{ id: deps.newId(), code: `${cluster.code}-${number}`, name, clusterId: cluster.id, formedOn },
    });
    const actId = deps.newId();
    const marks = { document: null, personId: actor.person.id };
    await saveReshaping(tx, deps, { actId, kind: 'merge', on, ...marks, parents: held, children: [child] });
    const codes = held.map(({ row }) => row.code);
    const content = { actId, on, from: codes, into: child.code, cost: child.cost };
    const subject = { kind: 'asset', id: child.id, title: name };
    const also = held.map(({ row }) => ({
      act: 'assets.merge',
      subject: { kind: 'asset', id: row.id, title: row.name },
      content,
    }));
    return accept({ subject, content, also, answer: { assets: [{ id: child.id, code: child.code }] } });
  });
}
