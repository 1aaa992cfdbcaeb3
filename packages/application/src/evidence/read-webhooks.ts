import {
  allEndpoints,
  type DeliveryRow,
  deliveriesOf,
  type EndpointRow,
  type HealthRow,
  healthOf,
  triesOf,
} from '@guanyun/db/evidence/webhook.store.ts';
import { inSnapshot, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { noticeNames, noticePath } from '@guanyun/domain/evidence/webhooks.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, scopeOf, wholeZone } from '../organizations/actor.ts';
import { organizationNames, personNames } from '../organizations/names.ts';

/** The administrators see every endpoint, others those of their own organisation. */
const seenBy = (deps: Deps, actor: Actor) =>
  actor.post.side === 'administration' ? wholeZone(deps) : scopeOf(deps, actor);
async function endpointsFor(tx: Tx, actor: Actor): Promise<EndpointRow[]> {
  const rows = await allEndpoints(tx);
  return actor.post.side === 'administration'
    ? rows
    : rows.filter((row) => row.organizationId === actor.post.organizationId);
}

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

function standing(row: EndpointRow, health: HealthRow | undefined) {
  const halted = row.state === 'active' && health?.haltedAt != null;
  return {
    state: halted ? ('halted' as const) : row.state,
    lastSuccessAt: iso(health?.lastSuccessAt),
    failingSince: iso(health?.failingSince),
  };
}

/** Endpoints without their secrets, and the organisations that one can be made for. */
export function listEndpoints(deps: Deps, actor: Actor) {
  return inSnapshot(deps.db, seenBy(deps, actor), async (tx) => {
    const on = today(deps);
    const rows = await endpointsFor(tx, actor);
    const organization = await organizationNames(tx, on);
    const persons = rows.flatMap((row) => [row.madeBy, ...(row.approvedBy === null ? [] : [row.approvedBy])]);
    const person = await personNames(tx, persons);
    const health = new Map(
      (
        await healthOf(
          tx,
          rows.map((row) => row.id),
        )
      ).map((h) => [h.endpointId, h]),
    );
    const makes = actor.post.kind === 'system_admin';
    return {
      endpoints: rows.map((row) => ({
        ...{ id: row.id, name: row.name, kind: row.kind, address: row.shownAddress, groups: row.groups },
        ...standing(row, health.get(row.id)),
        organization: organization(row.organizationId),
        madeBy: person(row.madeBy),
        madeAt: row.madeAt.toISOString(),
        approvedBy: row.approvedBy === null ? null : person(row.approvedBy),
      })),
      organizations: makes
        ? (await organizationsOn(tx, on))
            .filter((one) => ['company', 'committee', 'committee_office'].includes(one.kind))
            .map((one) => ({ id: one.id, name: one.name ?? one.code, company: one.kind === 'company' }))
        : [],
    };
  });
}

const PAGE = 100;

const deliveryOf = (row: DeliveryRow) => ({
  ...{ id: row.id, endpointId: row.endpointId, act: row.act, name: noticeNames[row.act] ?? row.act },
  ...{ title: row.subjectTitle, at: row.happenedAt.toISOString(), state: row.state },
  page: noticePath(row.subjectKind, row.subjectId),
  nextAt: row.state === 'due' && row.tries > 0 ? row.dueAt.toISOString() : null,
});

/** The last hundred deliveries with every try, of an endpoint or a state if asked. */
export function listDeliveries(
  deps: Deps,
  actor: Actor,
  asked: { endpointId?: string | undefined; state?: string | undefined },
) {
  return inSnapshot(deps.db, seenBy(deps, actor), async (tx) => {
    const mine = (await endpointsFor(tx, actor)).map((row) => row.id);
    const endpoints = asked.endpointId === undefined ? mine : mine.filter((id) => id === asked.endpointId);
    const rows = await deliveriesOf(tx, { endpoints, state: asked.state ?? null, limit: PAGE });
    const tries = await triesOf(
      tx,
      rows.map((row) => row.id),
    );
    return rows.map((row) => ({
      ...deliveryOf(row),
      tries: tries
        .filter((one) => one.deliveryId === row.id)
        .map(({ number, at, ms, status, answer, failure }) => ({
          ...{ number, at: at.toISOString(), ms, status, answer, failure },
        })),
    }));
  });
}
