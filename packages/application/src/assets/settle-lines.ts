import { assetsById, lockAssets } from '@guanyun/db/assets/asset.store.ts';
import {
  differencesOf,
  findDifference,
  resolutionsOf,
  saveResolution,
} from '@guanyun/db/assets/handover.store.ts';
import type { OrderRow, ResolutionRow } from '@guanyun/db/assets/orders.model.ts';
import {
  changeLines,
  findSheet,
  lineOf,
  lockOrder,
  saveSheet,
  sheetsOf,
} from '@guanyun/db/assets/transfer-order.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { papersThere } from '../matters/act-in-case.ts';
import type { Actor } from '../organizations/actor.ts';
import { judgeLines } from './judge-lines.ts';
import { restate, sideOf } from './order-standing.ts';

/** The sheet of a receiver that is being counted; a new round where there is none that nobody has signed. */
async function roundFor(tx: Tx, deps: Deps, order: OrderRow, toId: string): Promise<string> {
  const sheets = (await sheetsOf(tx, order.id)).filter((sheet) => sheet.toId === toId);
  const last = sheets.at(-1);
  if (last?.state === 'counting') return last.id;
  const id = deps.newId();
  await saveSheet(tx, {
    ...{ id, orderId: order.id, toId, round: (last?.round ?? 0) + 1, state: 'counting' },
    ...{ openedOn: today(deps), deliveredOn: null, net: null, lockedUntil: null },
  });
  return id;
}

const putBack = async (tx: Tx, deps: Deps, order: OrderRow, toId: string, assetId: string): Promise<void> => {
  const sheetId = await roundFor(tx, deps, order, toId);
  await changeLines(tx, order.id, [assetId], { state: 'counting', sheetId, blocks: [] });
};

/** Both sides have answered every difference of a line alike: it goes on to another count, or leaves the order. */
async function settleLine(tx: Tx, deps: Deps, order: OrderRow, assetId: string): Promise<void> {
  const line = found(await lineOf(tx, order.id, assetId), 'line');
  const rows = (await differencesOf(tx, order.id)).filter(
    (each) => each.assetId === assetId && each.sheetId === line.sheetId,
  );
  const answers = await resolutionsOf(tx, order.id);
  const outcomes = rows.map(({ id }) => {
    const given = answers.filter(({ differenceId }) => differenceId === id).map(({ outcome }) => outcome);
    return given.length === 2 && given[0] === given[1] ? given[0] : null;
  });
  if (outcomes.some((outcome) => outcome === null)) return;
  if (outcomes.every((outcome) => outcome === 'proceed')) await putBack(tx, deps, order, line.toId, assetId);
  else await changeLines(tx, order.id, [assetId], { state: 'withdrawn' });
}

export type NewResolution = Pick<ResolutionRow, 'differenceId' | 'outcome' | 'note'> & {
  readonly requestId: string;
  readonly document?: string | undefined;
};

/**
 * One side's answer to a difference: the line proceeds or is withdrawn, what is on no list is registered or not. It is settled
 * when both sides say the same; a side answers once (DIFFERENCE_ANSWERED).
 */
export function resolveDifference(
  deps: Deps,
  actor: Actor,
  asked: NewResolution,
): Promise<Answer<{ settled: boolean }>> {
  const about = { kind: 'transfer_order', id: null, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.resolve', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ settled: boolean }>> => {
    const { differenceId, outcome, note, document = null } = asked;
    const seen = found(await findDifference(tx, differenceId), 'difference');
    const order = found(await lockOrder(tx, seen.orderId), 'order');
    const sheet = found(await findSheet(tx, seen.sheetId), 'sheet');
    const side = sideOf(order, sheet.toId, actor);
    if (sheet.state === 'counting' && seen.kind !== 'surplus')
      return refuse('WRONG_STATE', { state: sheet.state, step: 'resolve' });
    const before = (await resolutionsOf(tx, order.id)).filter((each) => each.differenceId === differenceId);
    const line = seen.assetId === null ? null : await lineOf(tx, order.id, seen.assetId);
    const over = line !== null && line.state !== 'held';
    if (over || before.some((each) => each.side === side)) return refuse('DIFFERENCE_ANSWERED');
    const papers = await papersThere(tx, document === null ? [] : [document]);
    if (papers.outcome === 'refused') return papers;
    const answer = { differenceId, orderId: order.id, side, outcome, note, document };
    await saveResolution(tx, { ...answer, personId: actor.person.id });
    if (seen.assetId !== null) await settleLine(tx, deps, order, seen.assetId);
    await restate(tx, order, today(deps));
    const subject = { ...about, id: order.id, title: order.number };
    const settled = before.some((each) => each.outcome === outcome);
    return accept({
      subject,
      content: { ...answer, kind: seen.kind, asset: seen.assetId },
      answer: { settled },
    });
  });
}

/** A parked line is judged again: freed, it goes to be counted (LINE_STILL_BLOCKED otherwise). Either side may ask. */
export function freeLine(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; orderId: string; assetId: string },
): Promise<Answer<{ state: string }>> {
  const about = { kind: 'transfer_order', id: asked.orderId, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.freeLine', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ state: string }>> => {
    const order = found(await lockOrder(tx, asked.orderId), 'order');
    const line = found(await lineOf(tx, order.id, asked.assetId), 'line');
    sideOf(order, line.toId, actor);
    if (line.state !== 'parked') return refuse('WRONG_STATE', { state: line.state, step: 'freeLine' });
    await lockAssets(tx, [line.assetId]);
    const on = today(deps);
    const [asset] = await assetsById(tx, on, [line.assetId]);
    const { code, name } = found(asset, 'asset');
    const verdict = (await judgeLines(tx, asset === undefined ? [] : [asset], { path: order.path, on })).get(
      line.assetId,
    );
    const blocks = verdict?.blocks ?? [];
    if (blocks.length > 0)
      return refuse('LINE_STILL_BLOCKED', {
        code,
        name,
        because: blocks.map((each) => each.because).join('；'),
      });
    await changeLines(tx, order.id, [line.assetId], {
      warnings: (verdict?.warnings ?? []).map((each) => each.code),
    });
    await putBack(tx, deps, order, line.toId, line.assetId);
    await restate(tx, order, today(deps));
    const subject = { ...about, title: order.number };
    return accept({ subject, content: { asset: code }, answer: { state: 'counting' } });
  });
}

/** The giver takes a line that is parked or held out of the order; the asset is free again. */
export function withdrawLine(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; orderId: string; assetId: string; note: string },
): Promise<Answer<{ state: string }>> {
  const about = { kind: 'transfer_order', id: asked.orderId, title: '' };
  const command = { requestId: asked.requestId, act: 'assets.withdrawLine', body: asked, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ state: string }>> => {
    const order = found(await lockOrder(tx, asked.orderId), 'order');
    const line = found(await lineOf(tx, order.id, asked.assetId), 'line');
    if (sideOf(order, line.toId, actor) !== 'from' || (line.state !== 'parked' && line.state !== 'held'))
      return refuse('WRONG_STATE', { state: line.state, step: 'withdrawLine' });
    await changeLines(tx, order.id, [line.assetId], { state: 'withdrawn' });
    await restate(tx, order, today(deps));
    const subject = { ...about, title: order.number };
    return accept({
      subject,
      content: { asset: line.assetId, note: asked.note },
      answer: { state: 'withdrawn' },
    });
  });
}
