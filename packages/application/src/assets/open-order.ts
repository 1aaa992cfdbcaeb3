import { type AssetView, assetsById, lockAssets } from '@guanyun/db/assets/asset.store.ts';
import type { OrderLineRow, OrderRow, SheetRow } from '@guanyun/db/assets/orders.model.ts';
import { findOrder, linesFor, orderOfWarrant, saveOrder } from '@guanyun/db/assets/transfer-order.store.ts';
import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { clustersOn, type NamedCluster } from '@guanyun/db/organizations/organization.store.ts';
import { accept, type Decision, type Refusal, refuse, refuseAll } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import type { Proposal, ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { modeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { checkWarrant } from '../matters/spend-warrant.ts';
import type { Actor } from '../organizations/actor.ts';
import { judgeLines } from './judge-lines.ts';
import { isPublicBody, ofGiver } from './public-giver.ts';
import { netOf } from './read-assets.ts';

export type NewOrder = {
  readonly requestId: string;
  readonly warrantId: string;
  /** The booked order whose assets go back the way they came. */
  readonly reversesId?: string | undefined;
};

type Opening = {
  readonly id: string;
  readonly fromId: string;
  readonly path: OrderRow['path'];
  readonly on: LocalDate;
  /** The receiver that was decided; without one each asset goes to the operator of its cluster. */
  readonly toId: string | undefined;
  readonly reverses: OrderRow | null;
  readonly clusters: ReadonlyMap<string, NamedCluster>;
};

const PORTION = 5000;

const portions = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / PORTION) }, (_, n) =>
    all.slice(n * PORTION, (n + 1) * PORTION),
  );

/** Whoever hands it over has it on its book; what is kept for the public, in its custody. */
const heldBy = (asset: AssetView): string | null =>
  asset.retiredOn !== null ? null : asset.publicBenefit ? asset.custodyId : asset.bookId;

/** `went`: the line by which it came to whoever gives it back. */
function receiverOf(
  { toId, fromId, reverses, clusters }: Opening,
  asset: AssetView,
  went: OrderLineRow | undefined,
): string | Refusal {
  if (reverses !== null) {
    const back = went?.state === 'booked' && went.toId === fromId && reverses.fromId === toId;
    return back ? reverses.fromId : { code: 'NOT_REVERSIBLE', facts: { code: asset.code } };
  }
  const cluster = clusters.get(asset.clusterId);
  const operatorId = cluster?.operatorId ?? null;
  if (operatorId === null || operatorId === fromId || (toId !== undefined && toId !== operatorId))
    return { code: 'CLUSTER_NOT_OPERATED', facts: { clusters: cluster?.name ?? '' } };
  return operatorId;
}

type Listed = Omit<OrderLineRow, 'sheetId'> & { readonly because: readonly string[] };

/** The lines of one portion, locked and judged. */
async function listPortion(
  tx: Tx,
  opening: Opening,
  ids: readonly string[],
): Promise<Decision<Listed[], Refusal>> {
  const { id: orderId, fromId, path, on } = opening;
  await lockAssets(tx, ids);
  const assets = await assetsById(tx, on, ids);
  if (assets.length !== ids.length) return refuse('ASSET_NOT_OWNED', { code: '', name: '' });
  const verdicts = await judgeLines(tx, assets, { path, on });
  const wentIn = opening.reverses === null ? [] : await linesFor(tx, opening.reverses.id, ids);
  const went = new Map(wentIn.map((line) => [line.assetId, line]));
  const refusals: Refusal[] = [];
  const lines: Listed[] = [];
  for (const asset of assets) {
    const facts = { code: asset.code, name: asset.name };
    if (heldBy(asset) !== fromId) refusals.push({ code: 'ASSET_NOT_OWNED', facts });
    if (asset.openOrderId !== null) refusals.push({ code: 'ASSET_IN_OPEN_ORDER', facts });
    const toId = receiverOf(opening, asset, went.get(asset.id));
    if (typeof toId !== 'string') {
      refusals.push(toId);
      continue;
    }
    const { blocks = [], warnings = [], custodyOnly = false } = verdicts.get(asset.id) ?? {};
    lines.push({
      ...{
        orderId,
        assetId: asset.id,
        toId,
        clusterId: asset.clusterId,
        custodyOnly,
        open: true,
        net: netOf(asset),
      },
      state: blocks.length === 0 ? 'counting' : 'parked',
      blocks: blocks.map(({ code }) => code),
      warnings: warnings.map(({ code }) => code),
      because: blocks.map(({ because }) => `${asset.code} ${because}`),
    });
  }
  return refuseAll(refusals) ?? accept(lines);
}

async function listAll(
  tx: Tx,
  opening: Opening,
  ids: readonly string[],
): Promise<Decision<Listed[], Refusal>> {
  const lines: Listed[] = [];
  // In the order of the ids, so that two orders never wait for each other in a circle.
  for (const portion of portions([...ids].sort())) {
    const listed = await listPortion(tx, opening, portion);
    if (listed.outcome === 'refused') return listed;
    lines.push(...listed.effects);
  }
  return accept(lines);
}

/** What was decided, when it is a free transfer that nobody has opened an order for. */
async function decidedTransfer(
  tx: Tx,
  actor: Actor,
  warrantId: string,
  on: LocalDate,
): Promise<
  Decision<{ proposal: ProposalOf<'asset_disposal'>; number: string; amount: string | null }, Refusal>
> {
  const decided: Proposal | undefined = (await findWarrant(tx, warrantId))?.content.proposal;
  if (decided === undefined) return refuse('NO_WARRANT');
  const intent = { warrantId, companyId: actor.post.organizationId, proposal: decided, amount: fen(0n), on };
  const checked = await checkWarrant(tx, intent);
  if (checked.outcome === 'refused') return checked;
  const { number, amount } = checked.effects;
  if (decided.matter !== 'asset_disposal' || modeOf(decided) !== 'free_transfer')
    return refuse('WARRANT_OF_OTHER_KIND', { number });
  if ((await orderOfWarrant(tx, warrantId)) !== null) return refuse('WARRANT_SPENT', { number });
  return accept({ proposal: decided, number, amount });
}

/** Who gives to whom. A public body gives to the company that asked for it and to nobody else. */
async function readOpening(
  tx: Tx,
  { id, on, reversesId }: Pick<NewOrder, 'reversesId'> & { readonly id: string; readonly on: LocalDate },
  proposal: ProposalOf<'asset_disposal'>,
): Promise<Decision<Opening, Refusal>> {
  const { companyId, fromId: giverId, toId } = proposal;
  if (giverId !== undefined && !(await isPublicBody(tx, on, giverId))) return refuse('GIVER_NOT_PUBLIC');
  const common = {
    ...{ id, on, reverses: reversesId === undefined ? null : await findOrder(tx, reversesId) },
    clusters: new Map((await clustersOn(tx, on)).map((cluster) => [cluster.id, cluster])),
  };
  return accept(
    giverId === undefined
      ? { ...common, fromId: companyId, path: 'P2', toId }
      : { ...common, fromId: giverId, path: 'P1', toId: companyId },
  );
}

const sheetsFor = (deps: Deps, opening: Opening, lines: readonly Listed[]): SheetRow[] =>
  [...new Set(lines.filter(({ state }) => state === 'counting').map(({ toId }) => toId))].map((toId) => ({
    ...{ id: deps.newId(), orderId: opening.id, toId, round: 1, state: 'counting' },
    ...{ openedOn: opening.on, deliveredOn: null, net: null, lockedUntil: null },
  }));

/**
 * Opens the order of a warrant: exactly the decided assets, each to the receiver that was decided or to the company that
 * operates its cluster. A line that the law bars is parked (its codes are kept) while the rest goes on to be counted;
 * refused where no line may go, and for assets of others, in another open order, or of a cluster without such a company.
 */
export function openOrder(deps: Deps, actor: Actor, asked: NewOrder): Promise<Answer<{ id: string }>> {
  const id = deps.newId();
  const about = { kind: 'transfer_order', id, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.createOrder', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ id: string }>> => {
    const on = today(deps);
    const decided = await decidedTransfer(tx, actor, asked.warrantId, on);
    if (decided.outcome === 'refused') return decided;
    const { proposal } = decided.effects;
    const opening = await readOpening(tx, { ...asked, id, on }, proposal);
    if (opening.outcome === 'refused') return opening;
    const { fromId, path, reverses } = opening.effects;
    const listed = await ofGiver(tx, on, proposal.fromId, () =>
      listAll(tx, opening.effects, proposal.assetIds),
    );
    if (listed.outcome === 'refused') return listed;
    const lines = listed.effects;
    const sheets = sheetsFor(deps, opening.effects, lines);
    if (sheets.length === 0)
      return refuse('NOTHING_TO_TRANSFER', {
        because: lines
          .flatMap((line) => line.because)
          .slice(0, 5)
          .join('；'),
      });
    const sheetOf = new Map(sheets.map((sheet) => [sheet.toId, sheet.id]));
    const year = yearOf(on);
    const number = `${year}-划-${(await nextNumber(tx, `order-${year}`)).toString().padStart(3, '0')}`;
    const net = sumFen(lines.filter((line) => !line.custodyOnly).map((line) => parseYuan(line.net)));
    const order: OrderRow = {
      ...{
        id,
        number,
        warrantId: asked.warrantId,
        path,
        fromId,
        receivers: [...new Set(lines.map((line) => line.toId))],
      },
      ...{ basisDate: proposal.basisDate, openedOn: on, approved: decided.effects.amount ?? formatYuan(net) },
      ...{ state: 'counting', reversesId: reverses?.id ?? null },
    };
    const rows = lines.map(({ because: _because, ...line }): OrderLineRow => {
      const sheetId = line.state === 'counting' ? (sheetOf.get(line.toId) ?? null) : null;
      return { ...line, sheetId };
    });
    await saveOrder(tx, order, sheets, rows);
    const parked = lines.filter(({ state }) => state === 'parked').flatMap((line) => line.because);
    const content = {
      ...{ number, warrant: decided.effects.number, receivers: order.receivers, lines: lines.length },
      ...{ parked, list: digestOf(rows.map(({ assetId, toId, net: value }) => [assetId, toId, value])) },
    };
    return accept({
      subject: { ...about, title: number, matters: [proposal.matter] },
      content,
      answer: { id },
    });
  });
}
