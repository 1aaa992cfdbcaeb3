import { findAsset } from '@guanyun/db/assets/asset.store.ts';
import { ordersOfAsset } from '@guanyun/db/assets/transfer-order.store.ts';
import { findContract } from '@guanyun/db/contracts/contract.store.ts';
import { findList } from '@guanyun/db/contracts/cooperation-list.store.ts';
import { allEquityEvents } from '@guanyun/db/equity/equity.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { externalOf, findMatter } from '@guanyun/db/matters/matter.store.ts';
import { agendaOfMatter, findMeeting, votesAt } from '@guanyun/db/matters/meeting.store.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { historyOf, type JournalItem } from '../evidence/read-journal.ts';
import { businessDay, type Deps, found } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';

export type ChainStep = {
  kind:
    | 'asset'
    | 'contract'
    | 'list'
    | 'order'
    | 'equity'
    | 'warrant'
    | 'external'
    | 'meeting'
    | 'vote'
    | 'matter';
  id: string;
  title: string;
  on: string | null;
  entries: JournalItem[];
};

/** From a warrant back to the votes that it stands on. */
async function warrantSteps(tx: Tx, warrantId: string): Promise<ChainStep[]> {
  const warrant = found(await findWarrant(tx, warrantId), 'warrant');
  const matter = found(await findMatter(tx, warrant.matterId), 'matter');
  const history = await historyOf(tx, matter.id);
  const external = await externalOf(tx, matter.id);
  const acts = (...names: string[]): JournalItem[] => history.filter((entry) => names.includes(entry.act));
  const steps: ChainStep[] = [
    {
      kind: 'warrant',
      id: warrant.id,
      title: warrant.number,
      on: warrant.issuedOn,
      entries: acts('matters.issue'),
    },
  ];
  if (external !== null)
    steps.push({
      kind: 'external',
      id: matter.id,
      title: external.number,
      on: external.decidedOn,
      entries: acts('matters.forward', 'matters.recordExternalDecision'),
    });
  for (const item of await agendaOfMatter(tx, matter.id)) {
    const meeting = found(await findMeeting(tx, item.meetingId), 'meeting');
    const votes = (await votesAt(tx, meeting.id)).filter((v) => v.matterId === matter.id);
    steps.push({
      kind: 'meeting',
      id: meeting.id,
      title: meeting.title,
      on: meeting.heldOn,
      entries: await historyOf(tx, meeting.id),
    });
    const last =
      votes
        .map((v) => businessDay(v.castAt))
        .sort()
        .at(-1) ?? null;
    steps.push({
      kind: 'vote',
      id: meeting.id,
      title: matter.title,
      on: last,
      entries: acts('meetings.vote'),
    });
  }
  const before = [
    'matters.propose',
    'matters.revise',
    'matters.sign',
    'matters.submit',
    'matters.accept',
    'matters.review',
    'matters.returnToCompany',
  ];
  steps.push({
    kind: 'matter',
    id: matter.id,
    title: matter.title,
    on: matter.decidedOn,
    entries: acts(...before),
  });
  return steps;
}

/** The equity acts by which the receiver came to stand where it stands. */
async function equitySteps(tx: Tx, companyId: string): Promise<ChainStep[]> {
  const events = (await allEquityEvents(tx)).filter((e) => e.targetId === companyId && e.warrantId !== null);
  const steps: ChainStep[] = [];
  for (const event of events) {
    const entries = (await historyOf(tx, companyId)).filter(
      (entry) => entry.act === 'equity.executeTransfer',
    );
    steps.push({
      kind: 'equity',
      id: companyId,
      title: entries.at(-1)?.subject.title ?? '',
      on: event.registerOn,
      entries,
    });
    if (event.warrantId !== null) steps.push(...(await warrantSteps(tx, event.warrantId)));
  }
  return steps;
}

/** The version of the list that a contract stands on; what was won or let by tender stands on none. */
async function listSteps(tx: Tx, listId: string | null): Promise<ChainStep[]> {
  if (listId === null) return [];
  const list = found(await findList(tx, listId), 'list');
  const { id, name: title, publishedOn: on } = list;
  return [{ kind: 'list', id, title, on, entries: await historyOf(tx, id) }];
}

/** The whole line of an asset, newest first: how it came to its owner, under which warrant, by whose votes, and what formed it. */
export function traceAsset(deps: Deps, actor: Actor, assetId: string): Promise<{ steps: ChainStep[] }> {
  return read(deps, actor, async (tx) => {
    const asset = found(await findAsset(tx, assetId), 'asset');
    const steps: ChainStep[] = [
      {
        kind: 'asset',
        id: asset.id,
        title: `${asset.code} ${asset.name}`,
        on: asset.formedOn,
        entries: await historyOf(tx, asset.id),
      },
    ];
    for (const order of (await ordersOfAsset(tx, assetId)).reverse()) {
      const history = await historyOf(tx, order.id);
      const booked = history.find((entry) => entry.act === 'assets.book' && entry.outcome === 'accepted');
      steps.push({
        kind: 'order',
        id: order.id,
        title: order.number,
        on: booked === undefined ? null : businessDay(new Date(booked.at)),
        entries: history,
      });
      steps.push(...(await warrantSteps(tx, order.warrantId)));
    }
    const contract = asset.contractId === null ? null : await findContract(tx, asset.contractId);
    if (contract !== null) {
      steps.push({
        kind: 'contract',
        id: contract.id,
        title: `${contract.number} ${contract.title}`,
        on: contract.signedOn,
        entries: await historyOf(tx, contract.id),
      });
      steps.push(...(await listSteps(tx, contract.listId)));
      for (const order of await ordersOfAsset(tx, assetId)) {
        const warrant = await findWarrant(tx, order.warrantId);
        const decided = warrant?.content.proposal;
        const receiver = decided?.matter === 'asset_disposal' ? decided.toId : undefined;
        if (receiver !== undefined) steps.push(...(await equitySteps(tx, receiver)));
      }
    }
    return { steps };
  });
}
