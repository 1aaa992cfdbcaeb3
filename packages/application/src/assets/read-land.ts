import { findAsset } from '@guanyun/db/assets/asset.store.ts';
import { findParcel, type LandParcelRow, landAssetsOf, landFactsOf } from '@guanyun/db/assets/land.store.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type Area, formatArea, muOf, sumArea } from '@guanyun/domain/assets/land-area.ts';
import {
  type Kept,
  type LandTotals,
  landTotals,
  type Release,
  releasesOf,
} from '@guanyun/domain/assets/land-ledger.ts';
import { isStruck, standingLine } from '@guanyun/domain/assets/land-line.ts';
import { judgeLand, type LandStateName, landStates } from '@guanyun/domain/assets/land-state.ts';
import { landOutlook } from '@guanyun/domain/assets/land-steps.ts';
import { type LocalDate, localDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { fen, formatYuan } from '@guanyun/domain/kernel/money.ts';
import { type Ratio, showRatio } from '@guanyun/domain/kernel/ratio.ts';
import { landKeepers } from '@guanyun/domain/organizations/permissions.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { businessDay, type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { clusterNames, organizationNames, personNames } from '../organizations/names.ts';
import { type JudgedParcel, judgedParcels, landFactOf, parcelOf } from './land-rows.ts';

const sized = (a: Area) => ({ area: formatArea(a), mu: muOf(a) });
const rated = (rate: Ratio | null) => (rate === null ? null : showRatio(rate));
const keptOf = ({ due, kept, rate }: Kept) => ({ due, kept, rate: rated(rate) });
const mayKeep = (actor: Actor): boolean => (landKeepers as readonly string[]).includes(actor.post.kind);

/** Names as they were on a day: of the cluster, and of the holder where it is a company of the zone. */
async function namesOn(tx: Tx, on: LocalDate) {
  const [cluster, organization] = [await clusterNames(tx, on), await organizationNames(tx, on)];
  return (row: LandParcelRow) => ({
    cluster: cluster(row.clusterId),
    holder: {
      id: row.holderId,
      name: row.holderId === null ? (row.holderName ?? '') : organization(row.holderId).name,
    },
  });
}

function lineOf({ row, parcel, judged }: JudgedParcel, on: LocalDate) {
  const { fee, next, deadline } = landOutlook(parcel, judged, on);
  return {
    ...{ id: row.id, name: row.name, parcelNo: row.parcelNo, acquired: row.acquired },
    ...{ ...sized(parcel.area), price: row.price, grantedOn: row.grantedOn },
    ...{ startBy: judged.at.startBy, completeBy: judged.at.completeBy },
    ...{ state: judged.state, reasons: [...judged.reasons], idle: judged.idle },
    ...{ idleArea: sized(judged.idleArea), fee: formatYuan(fee), next, deadline },
  };
}

const totalsOf = (totals: LandTotals) => ({
  ...{ parcels: totals.parcels, ...sized(totals.area) },
  idle: sized(totals.idleArea),
  idleRate: rated(totals.idleRate),
  agreements: keptOf(totals.agreements),
  starts: keptOf(totals.starts),
  completions: keptOf(totals.completions),
  states: landStates.map((state) => {
    const { parcels, area } = totals.states[state];
    return { state, parcels, ...sized(area) };
  }),
});

/** What is asked of the ledger: the day, the period of what was revived, one cluster, one state. */
export type LandLedgerAsked = {
  readonly asOf?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly clusterId?: string | undefined;
  readonly state?: LandStateName | undefined;
};

function revivedIn(parcels: readonly JudgedParcel[], from: LocalDate, to: LocalDate) {
  const all = parcels.flatMap(({ row, parcel, facts }) =>
    releasesOf(parcel, facts, from, to).map((release) => ({ row, release })),
  );
  const sum = (some: readonly { release: Release }[]) =>
    sized(sumArea(some.map(({ release }) => release.area)));
  const byWay = [...Map.groupBy(all, ({ release }) => release.way)].map(([way, some]) => ({
    way,
    ...sum(some),
  }));
  const items = all
    .map(({ row, release }) => ({
      ...{ parcelId: row.id, name: row.name, parcelNo: row.parcelNo, way: release.way, day: release.day },
      ...sized(release.area),
    }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  return { from, to, ...sum(all), byWay, items };
}

/**
 * The ledger of idle and inefficient land 闲置低效用地台账 on a day. The totals are of the cluster asked for, whatever state the rows
 * are filtered by; what was revived is of the period, the year so far unless another is given, up to the day.
 */
export function readLandLedger(deps: Deps, actor: Actor, asked: LandLedgerAsked) {
  return read(deps, actor, async (tx) => {
    const on = asked.asOf === undefined ? today(deps) : localDate(asked.asOf);
    const parcels = await judgedParcels(
      tx,
      on,
      asked.clusterId === undefined ? {} : { clusterId: asked.clusterId },
    );
    const named = await namesOn(tx, on);
    const from = localDate(asked.from ?? `${String(yearOf(on)).padStart(4, '0')}-01-01`);
    const to = localDate(asked.to === undefined || asked.to > on ? on : asked.to);
    return {
      asOf: on,
      rows: parcels
        .filter(({ judged }) => asked.state === undefined || judged.state === asked.state)
        .map((one) => ({ ...lineOf(one, on), ...named(one.row) })),
      totals: totalsOf(landTotals(parcels, on)),
      revived: revivedIn(parcels, from, to),
      may: mayKeep(actor) ? ['assets.registerLand'] : [],
    };
  });
}

const paperOf = async (tx: Tx, digest: string) => ({
  digest,
  name: (await findDocument(tx, digest))?.name ?? '',
});

async function factsShown(tx: Tx, parcelId: string) {
  const rows = await landFactsOf(tx, [parcelId]);
  const standing = new Set(standingLine(rows.map(landFactOf)).map(({ id }) => id));
  const person = await personNames(
    tx,
    rows.map(({ personId }) => personId),
  );
  const shown = [];
  for (const { parcelId: _parcel, personId, recordedAt, document, ...row } of rows)
    shown.push({
      ...row,
      stands: standing.has(row.id),
      person: person(personId),
      recordedOn: businessDay(recordedAt),
      paper: await paperOf(tx, document),
    });
  return shown.sort((a, b) => (a.day === b.day ? a.index - b.index : a.day < b.day ? -1 : 1));
}

async function standingOf(tx: Tx, row: LandParcelRow, on: LocalDate) {
  const [parcel, facts] = [parcelOf(row), (await landFactsOf(tx, [row.id])).map(landFactOf)];
  const judged = judgeLand(parcel, facts, on);
  const { fee, ...outlook } = landOutlook(parcel, judged, on);
  const { at } = judged;
  return {
    ...{ state: judged.state, reasons: [...judged.reasons], struck: isStruck(facts) },
    ...{ ...outlook, fee: formatYuan(fee), startBy: at.startBy, completeBy: at.completeBy },
    ...{ started: sized(at.startedArea), released: sized(at.released), idle: sized(judged.idleArea) },
    invested: at.invested === null ? null : formatYuan(at.invested),
    tax: at.tax === null ? null : formatYuan(at.tax),
    fees: formatYuan(at.fees),
    owed: formatYuan(fen(at.fees - at.paid)),
  };
}

/** One parcel: its agreement, how it stands on a day and why, what may be imposed, what is next, and its line of facts. */
export function readLandParcel(deps: Deps, actor: Actor, asked: { id: string; asOf?: string | undefined }) {
  return read(deps, actor, async (tx) => {
    const row = found(await findParcel(tx, asked.id), 'parcel');
    const day = asked.asOf === undefined ? today(deps) : localDate(asked.asOf);
    const on = day < row.grantedOn ? localDate(row.grantedOn) : day;
    const { personId: _person, recordedAt: _recorded, document, clusterId: _cluster, ...agreed } = row;
    const asset = row.assetId === null ? null : await findAsset(tx, row.assetId);
    const parcel = parcelOf(row);
    return {
      ...{ ...agreed, ...sized(parcel.area), ...(await namesOn(tx, on))(row) },
      asset: asset === null ? null : { id: asset.id, code: asset.code, name: asset.name },
      paper: await paperOf(tx, document),
      ...{ asOf: on, standing: await standingOf(tx, row, on), facts: await factsShown(tx, row.id) },
      history: await historyOf(tx, row.id),
      may: mayKeep(actor) ? ['assets.recordLandFact'] : [],
      today: today(deps),
    };
  });
}

/** The land of the register in a cluster that a parcel may name. */
export const listLandAssets = (deps: Deps, actor: Actor, clusterId: string) =>
  read(deps, actor, (tx) => landAssetsOf(tx, clusterId));
