import {
  type ContractFilter,
  contractsPage,
  contractsUnder,
  findContract,
} from '@guanyun/db/contracts/contract.store.ts';
import type { ContractRow } from '@guanyun/db/contracts/contract-life.model.ts';
import {
  accountsOf,
  amendmentsOf,
  measuresOf,
  papersOf,
  paymentsOf,
  settlementsOf,
  stepsOf,
} from '@guanyun/db/contracts/contract-life.store.ts';
import { findList, itemsOf } from '@guanyun/db/contracts/cooperation-list.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { papersToStart } from '@guanyun/domain/contracts/contract-state.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { clusterNames, personNames } from '../organizations/names.ts';
import { standingOf } from './contract-acts.ts';
import { datesOf } from './contract-dates.ts';
import { moneyShown, paymentsShown, wagesDue } from './contract-figures.ts';
import { mayDo } from './contract-may.ts';
import { listItemOf } from './read-lists.ts';

const PAGE = 50;

/** Names of just these organisations: a page of contracts does not read a hundred thousand suppliers. */
async function namesById(tx: Tx, on: string, ids: readonly (string | null)[]) {
  const rows = await organizationsById(tx, on, [...new Set(ids.filter((id) => id !== null))]);
  const names = new Map(rows.map((o) => [o.id, o.name ?? o.code]));
  return (id: string) => ({ id, name: names.get(id) ?? '' });
}

/** A page of contracts, the newest first; a company's own. The cursor names the last one shown. */
export function listContracts(
  deps: Deps,
  actor: Actor,
  asked: ContractFilter & { cursor?: string | undefined },
) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const { cursor, ...filter } = asked;
    const [signedOn, id] = cursor?.split('~') ?? [];
    const after = signedOn === undefined || id === undefined ? null : { signedOn, id };
    const own = actor.post.side === 'company' ? { entityId: actor.post.organizationId } : {};
    const rows = await contractsPage(tx, { ...filter, ...own }, after, PAGE);
    const organization = await namesById(
      tx,
      on,
      rows.flatMap((c) => [c.entityId, c.counterpartyId]),
    );
    const cluster = await clusterNames(tx, on);
    const last = rows.at(-1);
    return {
      items: rows.map(({ entityId, counterpartyId, clusterId, ...c }) => ({
        ...c,
        entity: organization(entityId),
        counterparty: counterpartyId === null ? null : organization(counterpartyId),
        cluster: clusterId === null ? null : cluster(clusterId),
      })),
      nextCursor: rows.length === PAGE && last !== undefined ? `${last.signedOn}~${last.id}` : null,
    };
  });
}

/** The list version and item that an in-list contract stands on. */
async function listedOf(tx: Tx, on: string, row: ContractRow) {
  if (row.listId === null || row.itemId === null) return null;
  const list = found(await findList(tx, row.listId), 'list');
  const item = found(
    (await itemsOf(tx, row.listId)).find((i) => i.id === row.itemId),
    'item',
  );
  const organization = await namesById(tx, on, item.eligible);
  const cluster = await clusterNames(tx, on);
  return {
    listVersion: { id: list.id, version: list.version, name: list.name },
    item: listItemOf(item, organization, cluster),
  };
}

const lineOf = (c: ContractRow) => ({
  ...{ id: c.id, number: c.number, title: c.title, layer: c.layer, state: c.state, halt: c.halt },
  ...{ currentAmount: c.currentAmount, settlement: c.settlement, paid: c.paid },
});

async function lifeOf(tx: Tx, deps: Deps, row: ContractRow) {
  const on = today(deps);
  const [measures, payments, amendments] = [
    await measuresOf(tx, row.id),
    await paymentsOf(tx, row.id),
    await amendmentsOf(tx, row.id),
  ];
  const [settlements, accounts] = [await settlementsOf(tx, row.id), await accountsOf(tx, row.id)];
  const [papers, steps] = [await papersOf(tx, row.id), await stepsOf(tx, row.id)];
  const all = [...measures, ...payments, ...amendments, ...settlements, ...accounts, ...papers, ...steps];
  const decided = [...payments, ...amendments, ...settlements, ...accounts];
  const person = await personNames(tx, [
    ...all.map(({ personId }) => personId),
    ...decided.flatMap(({ decidedBy }) => (decidedBy === null ? [] : [decidedBy])),
  ]);
  const by = <R extends { personId: string }>({ personId, ...rest }: R) => ({
    ...rest,
    by: person(personId),
  });
  const decidedOf = <R extends { personId: string; decidedBy: string | null }>(one: R) => ({
    ...by(one),
    decidedBy: one.decidedBy === null ? null : person(one.decidedBy),
  });
  const parties = await namesById(
    tx,
    on,
    amendments.flatMap(({ before, after }) => [partyIn(before), partyIn(after)]),
  );
  return {
    measures: measures.map(by),
    payments: paymentsShown(row, payments, on).map(decidedOf),
    amendments: amendments.map((a) => ({
      ...decidedOf(a),
      ...{ before: shown(a.before, parties), after: shown(a.after, parties) },
    })),
    settlements: settlements.map(decidedOf),
    accounts: accounts.map(({ result: _result, ...a }) => decidedOf(a)),
    papers: papers.map(by),
    steps: steps.map(by),
    wages: wagesDue(row, payments, steps, on),
  };
}

const partyIn = (side: unknown): string | null =>
  (side as { counterpartyId?: string | null }).counterpartyId ?? null;
/** One side of a change as it is read: the amount, day, text or name that stood or stands. */
const shown = (side: unknown, party: (id: string) => { name: string }): string => {
  const id = partyIn(side);
  return id === null ? String(Object.values(side as object)[0] ?? '') : party(id).name;
};

/** A contract with its whole line before it and all that happened to it; whose turn it is stands in `may`. */
export function readContract(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findContract(tx, id), 'contract');
    const on = today(deps);
    const organization = await namesById(tx, on, [row.entityId, row.counterpartyId]);
    const cluster = await clusterNames(tx, on);
    const parent = row.parentId === null ? null : await findContract(tx, row.parentId);
    const standing = await standingOf(tx, row);
    const life = await lifeOf(tx, deps, row);
    const { personId: _person, entityId, counterpartyId, clusterId, ...facts } = row;
    return {
      ...facts,
      entity: organization(entityId),
      counterparty: counterpartyId === null ? null : organization(counterpartyId),
      cluster: clusterId === null ? null : cluster(clusterId),
      result: row.result as { route?: string; reasons?: unknown[]; nextProcedures?: string[] },
      feeResult: row.feeResult as {
        reasons?: unknown[];
        bands?: { from: string; to: string | null; rate: string; part: string }[];
        base?: string;
        cap?: string;
      } | null,
      listed: await listedOf(tx, on, row),
      parent: parent === null ? null : lineOf(parent),
      below: (await contractsUnder(tx, id)).map(lineOf),
      papersMissing:
        row.state === 'signed'
          ? papersToStart(standing).filter((kind) => !standing.papers.includes(kind))
          : [],
      money: moneyShown(row),
      dates: datesOf(row, life.settlements),
      ...life,
      history: await historyOf(tx, id),
      may: mayDo(actor, row, standing, life),
      today: on,
    };
  });
}
