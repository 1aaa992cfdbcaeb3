import { openedBidsOf } from '@guanyun/db/contracts/bid.store.ts';
import { findContract } from '@guanyun/db/contracts/contract.store.ts';
import type { ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import { amendmentsOf, measuresOf, paymentsOf, stepsOf } from '@guanyun/db/contracts/contract-life.store.ts';
import { allItems, findList } from '@guanyun/db/contracts/cooperation-list.store.ts';
import { lockLine, type OcdsReleaseRow, ocidOf, saveRelease } from '@guanyun/db/contracts/ocds.store.ts';
import {
  awardOf,
  candidatesOf,
  changesOf,
  findAward,
  findTender,
  lotsOf,
  papersOf,
  tenderClock,
} from '@guanyun/db/contracts/tender.store.ts';
import type { TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { bodiesOfKind, organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { compiledRelease, nextRelease, type OcdsRelease } from '@guanyun/domain/contracts/ocds-merge.ts';
import {
  type OcdsContract,
  type OcdsParty,
  type OcdsTender,
  processState,
} from '@guanyun/domain/contracts/ocds-process.ts';
import { releaseTags } from '@guanyun/domain/contracts/ocds-tags.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Deps, found, today } from '../kernel/deps.ts';

/** A release as it is published: its number within its process makes its id. */
export const releaseOf = (row: OcdsReleaseRow): OcdsRelease => ({
  ...(row.content as object),
  ...{ ocid: row.ocid, id: `${row.ocid}-${row.number}`, date: row.releasedAt.toISOString(), tag: row.tags },
});

type Named = (id: string) => OcdsParty;
async function partiesNamed(tx: Tx, deps: Deps, ids: readonly string[]): Promise<Named> {
  const rows = new Map(
    (await organizationsById(tx, today(deps), [...new Set(ids)])).map((one) => [one.id, one]),
  );
  return (id) => ({ id, name: rows.get(id)?.name ?? '', uscc: rows.get(id)?.uscc ?? null });
}

async function tenderOf(tx: Tx, deps: Deps, row: TenderRow): Promise<OcdsTender | null> {
  const { state, publishedAt, deadline, objectionsUntil } = row;
  if (state === 'draft' || publishedAt === null || deadline === null || objectionsUntil === null) return null;
  const bids = await openedBidsOf(tx, row.id);
  const candidate = row.publicityFrom === null ? undefined : (await candidatesOf(tx, row.id))[0];
  const party = await partiesNamed(tx, deps, [row.tendererId, ...bids.map((bid) => bid.supplierId)]);
  const award = await awardOf(tx, row.id);
  // A withdrawn bid is no bid; what was sealed stays unnamed until it was opened.
  const opened = bids.filter(({ outcome }) => outcome !== 'withdrawn').map((bid) => party(bid.supplierId));
  const { number, title, project, method, endedBecause, evaluation, ceiling } = row;
  return {
    ...{ number, title, project, method, state, endedBecause, evaluation, ceiling },
    ...{ publishedAt: publishedAt.toISOString(), deadline: deadline.toISOString() },
    ...{ tenderer: party(row.tendererId), objectionsUntil: localDate(objectionsUntil) },
    lots: await lotsOf(tx, row.id),
    papers: (await papersOf(tx, row.id)).flatMap(({ kind, digest, name, mediaType, issuedAt }) =>
      kind === 'report' ? [] : [{ kind, digest, name, mediaType, issuedAt: issuedAt.toISOString() }],
    ),
    changes: (await changesOf(tx, row.id)).map(({ id, kind, text, issuedAt }) => ({
      ...{ id, kind, text, issuedAt: issuedAt.toISOString() },
    })),
    opened: bids.length === 0 ? null : opened,
    candidate:
      candidate === undefined ? null : { supplier: party(candidate.supplierId), price: candidate.price },
    awardedOn: award === null ? null : localDate(award.noticeOn),
  };
}

/** Why there was no competition: the item of the list, or the legal cause with its text. */
async function directnessOf(tx: Tx, row: ContractRow): Promise<OcdsContract['direct']> {
  if (row.awardId !== null) return null;
  if (row.listId === null)
    return { details: '直接发包', rationale: [row.directCause, row.directText].filter(Boolean).join(':') };
  const list = await findList(tx, row.listId);
  const item = (await allItems(tx)).find(({ id }) => id === row.itemId);
  const details = row.mode === 'entrusted' ? '清单内委托代建' : '清单内购买服务';
  return { details, rationale: `${list?.name ?? ''}(${list?.version ?? ''}) ${item?.code ?? ''}` };
}

async function contractOf(tx: Tx, deps: Deps, row: ContractRow): Promise<OcdsContract> {
  const above = row.parentId === null ? null : await findContract(tx, row.parentId);
  const ocid = row.parentId === null ? null : await ocidOf(tx, row.parentId);
  const [committee] = await bodiesOfKind(tx, 'committee');
  // What the committee entrusts or purchases it buys of the company; what the company lets it buys of others.
  const upstream = row.counterpartyId === null;
  const [buyer, supplier] = upstream
    ? [committee?.id ?? '', row.entityId]
    : [row.entityId, row.counterpartyId ?? ''];
  const party = await partiesNamed(tx, deps, [buyer, supplier]);
  const [signed, due] = [localDate(row.signedOn), localDate(row.completionDue)];
  const paid = (await paymentsOf(tx, row.id)).flatMap(({ number, paidOn, amount }) =>
    paidOn === null ? [] : [{ number, paidOn: localDate(paidOn), amount }],
  );
  const agreed = (await amendmentsOf(tx, row.id)).filter(({ state }) => state === 'approved');
  const works = row.layer === 'works' || (upstream && row.mode === 'entrusted');
  return {
    ...{ number: row.number, title: row.title, category: works ? 'works' : 'services' },
    ...{ direct: await directnessOf(tx, row), buyer: party(buyer), supplier: party(supplier) },
    ...{ state: row.state, decidedOn: localDate(row.decidedOn), signedOn: signed, completionDue: due },
    deliveredOn: row.deliveredOn === null ? null : localDate(row.deliveredOn),
    ...{ amount: row.amount, currentAmount: row.currentAmount, payments: paid },
    measures: (await measuresOf(tx, row.id)).map((one) => ({ ...one, periodTo: localDate(one.periodTo) })),
    steps: (await stepsOf(tx, row.id)).map(({ id, step, stepOn }) => ({ id, step, on: localDate(stepOn) })),
    amendments: agreed.map(({ number, amendedOn, kind, cause, reason }) => ({
      ...{ number, on: localDate(amendedOn), title: `${kind}/${cause}`, reason },
    })),
    parent: above === null || ocid === null ? null : { ocid, title: above.title },
  };
}

type Process = { readonly tender: TenderRow | null; readonly contract: ContractRow | null };

/** The process that a tender or a contract belongs to; null: it is nobody's contracting process here (the market elsewhere). */
async function processOf(tx: Tx, of: { tenderId: string } | { contractId: string }): Promise<Process | null> {
  if ('tenderId' in of) {
    const tender = found(await findTender(tx, of.tenderId), 'tender');
    const award = await awardOf(tx, tender.id);
    const signed = award === null ? null : ((await findAward(tx, award.id))?.contractId ?? null);
    return { tender, contract: signed === null ? null : await findContract(tx, signed) };
  }
  const contract = found(await findContract(tx, of.contractId), 'contract');
  if (contract.origin === 'market') return null;
  const award = contract.awardId === null ? null : await findAward(tx, contract.awardId);
  return { contract, tender: award === null ? null : await findTender(tx, award.tenderId) };
}

/**
 * After an act on a tender or a contract, in its transaction: what the process says now that it did not say before is
 * released. Nothing new, nothing published yet, or not our process: nothing is released.
 */
export async function releaseProcess(
  tx: Tx,
  deps: Deps,
  of: { tenderId: string } | { contractId: string },
): Promise<void> {
  await withWholeZone(tx, async () => {
    const process = await processOf(tx, of);
    if (process === null) return;
    const { tender, contract } = process;
    const subject = found(tender ?? contract, 'process');
    const described = tender === null ? null : await tenderOf(tx, deps, tender);
    if (tender !== null && described === null) return;
    const ocid =
      (await ocidOf(tx, subject.id)) ?? `${deps.ocidPrefix ?? `unregistered-${deps.zone}`}-${subject.id}`;
    const line = await lockLine(tx, ocid);
    const before = line.map(releaseOf);
    const state = processState(ocid, described, contract && (await contractOf(tx, deps, contract)));
    const content = nextRelease(before, state);
    if (content === null) return;
    const known = before.length === 0 ? {} : compiledRelease(before);
    const last = line.at(-1)?.releasedAt.getTime() ?? 0;
    const at = await tenderClock(tx, deps.now());
    await saveRelease(tx, {
      ...{ ocid, number: line.length + 1, tags: releaseTags(known, content) },
      content: { ...content, initiationType: 'tender' },
      tenderId: tender?.id ?? null,
      contractId: tender === null ? (contract?.id ?? null) : null,
      releasedAt: new Date(Math.max(at.getTime(), last + 1)),
    });
  });
}
