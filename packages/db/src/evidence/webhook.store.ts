import { randomUUID } from 'node:crypto';
import { noticeTitle, webhookGroupOf } from '@guanyun/domain/evidence/webhooks.ts';
import { insert, select, selectOne, table, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

export type EndpointRow = {
  id: string;
  organizationId: string;
  name: string;
  kind: 'plain' | 'dingtalk' | 'wecom';
  shownAddress: string;
  addressSealed: string;
  secretSealed: string | null;
  oldSecretSealed: string | null;
  oldSecretUntil: Date | null;
  groups: string[];
  state: 'waiting' | 'active' | 'paused' | 'ended';
  madeBy: string;
  madeAt: Date;
  approvedBy: string | null;
  approvedAt: Date | null;
};
export type HealthRow = {
  endpointId: string;
  lastSuccessAt: Date | null;
  failingSince: Date | null;
  haltedAt: Date | null;
};
export type DeliveryRow = {
  id: string;
  endpointId: string;
  act: string;
  subjectKind: string;
  subjectId: string | null;
  subjectTitle: string;
  happenedAt: Date;
  state: 'due' | 'delivered' | 'given_up' | 'dropped';
  dueAt: Date;
  tries: number;
  triesBefore: number;
};
export type TryRow = {
  deliveryId: string;
  number: number;
  at: Date;
  ms: number;
  status: number | null;
  answer: string;
  failure: string | null;
};

const endpoints = table<EndpointRow>('webhook_endpoints', {
  ...{ id: 'uuid', organizationId: 'uuid', name: 'text', kind: 'text', shownAddress: 'text' },
  ...{ addressSealed: 'text', secretSealed: 'text', oldSecretSealed: 'text', oldSecretUntil: 'time' },
  ...{ groups: 'texts', state: 'text', madeBy: 'uuid', madeAt: 'time', approvedBy: 'uuid' },
  approvedAt: 'time',
});
const health = table<HealthRow>('webhook_health', {
  ...{ endpointId: 'uuid', lastSuccessAt: 'time', failingSince: 'time', haltedAt: 'time' },
});
const deliveries = table<DeliveryRow>('webhook_deliveries', {
  ...{ id: 'uuid', endpointId: 'uuid', act: 'text', subjectKind: 'text', subjectId: 'uuid' },
  ...{ subjectTitle: 'text', happenedAt: 'time', state: 'text', dueAt: 'time', tries: 'integer' },
  triesBefore: 'integer',
});
const tries = table<TryRow>('webhook_tries', {
  ...{ deliveryId: 'uuid', number: 'integer', at: 'time', ms: 'integer', status: 'integer' },
  ...{ answer: 'text', failure: 'text' },
});

export const saveEndpoint = (tx: Tx, row: EndpointRow): Promise<void> => insert(tx, endpoints, row);
export const allEndpoints = (tx: Tx): Promise<EndpointRow[]> =>
  select(tx, endpoints, {}, { order: [['madeAt', 'DESC']] });
export const healthOf = (tx: Tx, endpointId: readonly string[]): Promise<HealthRow[]> =>
  select(tx, health, { endpointId });
export async function changeEndpoint(tx: Tx, id: string, set: Partial<EndpointRow>): Promise<void> {
  await update(tx, endpoints, set, { id });
}

export const findEndpoint = (tx: Tx, id: string): Promise<EndpointRow | null> =>
  selectOne(tx, endpoints, { id });

/** Without keeping acts from writing into the outbox meanwhile, which only look at the endpoint's key. */
export async function lockEndpoint(tx: Tx, id: string): Promise<EndpointRow | null> {
  await query(tx, 'SELECT 1 FROM webhook_endpoints WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return selectOne(tx, endpoints, { id });
}

/** Where it is looked up whether a company sees what an act was about; of what is not here it is told nothing. */
const seen: Readonly<Record<string, string>> = {
  matter: 'SELECT 1 FROM matters WHERE id = $1',
  meeting: 'SELECT 1 FROM meetings WHERE id = $1',
  warrant: 'SELECT 1 FROM warrants WHERE id = $1',
  contract: 'SELECT 1 FROM contracts WHERE id = $1',
  cooperation_list: 'SELECT 1 FROM cooperation_lists WHERE id = $1',
  tender: 'SELECT 1 FROM tenders WHERE id = $1 AND guanyun_sees(tenderer_id)',
  transfer_order: 'SELECT 1 FROM transfer_orders WHERE id = $1',
  asset: 'SELECT 1 FROM assets WHERE id = $1',
};

/** Whether row-level security shows a company what this is about. */
async function companySees(
  tx: Tx,
  organizationId: string,
  kind: string,
  id: string | null,
): Promise<boolean> {
  const sql = seen[kind];
  if (sql === undefined || id === null) return false;
  const set = `SELECT current_setting('guanyun.scope') AS scope, set_config('guanyun.scope', $1, true)`;
  const [before] = await query<{ scope: string }>(tx, set, [organizationId]);
  const shown = await query(tx, sql, [id]);
  await query(tx, set, [before?.scope ?? '']);
  return shown.length > 0;
}

export type Happened = Pick<DeliveryRow, 'act' | 'subjectKind' | 'subjectId' | 'subjectTitle' | 'happenedAt'>;

const enqueue = (tx: Tx, endpointId: string, what: Happened): Promise<void> =>
  insert(tx, deliveries, {
    ...what,
    ...{ id: randomUUID(), endpointId },
    subjectTitle: noticeTitle(what.subjectKind, what.subjectTitle),
  });

/** Writes what happened into the outbox of every endpoint that asked for it and may see it: sent if this transaction is. */
export async function tellEndpoints(tx: Tx, happened: Happened): Promise<void> {
  const group = webhookGroupOf(happened.act);
  if (group === null) return;
  const wanting = await query<{ endpointId: string; organizationId: string; company: boolean }>(
    tx,
    `SELECT endpoint_id AS "endpointId", organization_id AS "organizationId", company FROM webhook_wanting($1)`,
    [group],
  );
  for (const { endpointId, organizationId, company } of wanting) {
    const { subjectKind, subjectId } = happened;
    if (company && !(await companySees(tx, organizationId, subjectKind, subjectId))) continue;
    await enqueue(tx, endpointId, happened);
  }
}

/** To this endpoint alone, whatever it asked for: a test. */
export const tellEndpoint = enqueue;

/** What was not sent when an endpoint ended never will be. */
export async function dropDue(tx: Tx, endpointId: string): Promise<void> {
  await query(
    tx,
    `UPDATE webhook_deliveries SET state = 'dropped' WHERE endpoint_id = $1 AND state = 'due'`,
    [endpointId],
  );
}

/** Begins anew where failures had halted an endpoint. */
export async function clearHalt(tx: Tx, endpointId: string): Promise<void> {
  const sql =
    'UPDATE webhook_health SET halted_at = NULL, failing_since = NULL, next_at = now() WHERE endpoint_id = $1';
  await query(tx, sql, [endpointId]);
}

export const findDelivery = (tx: Tx, id: string): Promise<DeliveryRow | null> =>
  selectOne(tx, deliveries, { id });

/** Due at once, with all its tries before it. */
export async function sendAnew(tx: Tx, id: string): Promise<void> {
  const sql = `UPDATE webhook_deliveries SET state = 'due', due_at = clock_timestamp(), tries_before = tries WHERE id = $1`;
  await query(tx, sql, [id]);
}

export type DeliveryQuestion = {
  readonly endpoints: readonly string[];
  readonly state: string | null;
  readonly limit: number;
};
/** The newest first. */
export const deliveriesOf = (tx: Tx, asked: DeliveryQuestion): Promise<DeliveryRow[]> =>
  select(
    tx,
    deliveries,
    {
      endpointId: asked.endpoints,
      ...(asked.state === null ? {} : { state: asked.state as DeliveryRow['state'] }),
    },
    {
      order: [
        ['happenedAt', 'DESC'],
        ['id', 'ASC'],
      ],
      limit: asked.limit,
    },
  );
export const triesOf = (tx: Tx, deliveryId: readonly string[]): Promise<TryRow[]> =>
  select(tx, tries, { deliveryId }, { order: [['number', 'ASC']] });
