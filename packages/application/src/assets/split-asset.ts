import { clustersOn } from '@guanyun/db/organizations/organization.store.ts';
import { type SplitBasis, splitShares } from '@guanyun/domain/assets/reshape.ts';
import { refuseStanding } from '@guanyun/domain/assets/standing.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { holdAssets } from './asset-card.ts';
import { cardLike, saveReshaping, scaledOf, sharesOf } from './reshape-entries.ts';

export type NewSplit = {
  readonly requestId: string;
  readonly assetId: string;
  readonly on: string;
  readonly basis: SplitBasis;
  /** The agreement; required where a part goes to another cluster. */
  readonly document?: string | undefined;
  /** Each with its measure: quantity (four places), area (two places), or value in yuan. */
  readonly parts: readonly {
    readonly name: string;
    readonly measure: string;
    readonly clusterId?: string | undefined;
  }[];
};

const placesOf: Record<SplitBasis, number> = { quantity: 4, area: 2, value: 2 };
export type Reshaped = { readonly assets: readonly { readonly id: string; readonly code: string }[] };

/**
 * Splits an asset into parts that add up to it in everything. Refused: what `refuseStanding` and `splitShares` refuse,
 * PARTS_NEED_AGREEMENT where a part goes to another cluster without a paper, DOCUMENT_UNKNOWN.
 */
export function splitAsset(deps: Deps, actor: Actor, asked: NewSplit): Promise<Answer<Reshaped>> {
  const { requestId, ...body } = asked;
  const { assetId, on, basis, parts } = asked;
  const about = { kind: 'asset', id: assetId, title: '' };
  const command = { requestId, act: 'assets.split', body, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<Reshaped>> => {
    const held = found((await holdAssets(tx, deps, [assetId]))[0], 'asset');
    const { organizationId } = actor.post;
    const acting = { organizationId, on: localDate(on), today: today(deps) };
    const standing = refuseStanding(held.standing, acting, true);
    if (standing !== null) return standing;
    const { row } = held;
    const split = splitShares(
      sharesOf(held),
      basis,
      parts.map(({ measure }) => scaledOf(measure, placesOf[basis])),
    );
    if (split.outcome === 'refused') return split;
    const clusters = new Set((await clustersOn(tx, on)).map(({ id }) => id));
    const whose = parts.map((part) => part.clusterId ?? row.clusterId);
    if (whose.some((id) => id !== row.clusterId && !clusters.has(id))) throw new NotFound('cluster');
    const document = asked.document ?? null;
    if (document === null && whose.some((id) => id !== row.clusterId))
      return refuse('PARTS_NEED_AGREEMENT', { code: row.code });
    const papers = await papersThere(tx, document === null ? [] : [document]);
    if (papers.outcome === 'refused') return papers;
    // A part lies in its own cluster.
    const { spans: _spans, ...withinOneCluster } = row.particulars;
    const children = split.effects.map((shares, index) =>
      cardLike({ ...row, particulars: withinOneCluster }, shares, {
        id: deps.newId(),
        code: `${row.code}-${index + 1}`,
        name: parts[index]?.name ?? row.name,
        clusterId: whose[index] ?? row.clusterId,
        formedOn: row.formedOn,
      }),
    );
    const actId = deps.newId();
    const personId = actor.person.id;
    await saveReshaping(tx, deps, {
      actId,
      kind: 'split',
      on,
      document,
      personId,
      parents: [held],
      children,
    });
    const assets = children.map(({ id, code }) => ({ id, code }));
    const shown = children.map(
      ({ code, name, clusterId, cost, depreciation, impairment, area, quantity }) => ({
        ...{ code, name, clusterId, cost, depreciation, impairment, area, quantity },
      }),
    );
    const content = { actId, code: row.code, on, basis, document, parts: shown };
    return accept({ subject: { ...about, title: row.name }, content, answer: { assets } });
  });
}
