import { insert, insertMany, select, selectOne } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import {
  type ClusterNameRow,
  type ClusterOperatorRow,
  type ClusterRow,
  clusterNames,
  clusterOperators,
  clusters,
  type MandateRow,
  mandates,
  type NameStatus,
  type OrganizationNameRow,
  type OrganizationRow,
  organizationNames,
  organizations,
} from './organizations.model.ts';

export type NamedOrganization = OrganizationRow & { name: string | null; nameStatus: NameStatus };

const named = `SELECT o.id, o.code, o.kind, o.parent_id AS "parentId", coalesce(f.value, o.form) AS form, o.tier, o.uscc, o.uscc_override AS "usccOverride", o.important,
  o.net_assets AS "netAssets", o.net_assets_on AS "netAssetsOn", o.established_on AS "establishedOn", o.source, n.name, n.status AS "nameStatus"
  FROM organizations o JOIN organization_names n ON n.organization_id = o.id AND n.valid_from <= $1 AND (n.valid_to IS NULL OR n.valid_to >= $1)
  LEFT JOIN LATERAL (SELECT p.value FROM organization_particulars p WHERE p.organization_id = o.id AND p.kind = 'form' AND p.valid_from <= $1
    ORDER BY p.valid_from DESC, p.recorded_at DESC LIMIT 1) f ON true`;

/** Every organisation with the name and form it had on that day, by code. */
export const organizationsOn = (tx: Tx, on: string): Promise<NamedOrganization[]> =>
  query(tx, `${named} ORDER BY o.code`, [on]);

export const organizationsById = (tx: Tx, on: string, ids: readonly string[]): Promise<NamedOrganization[]> =>
  query(tx, `${named} WHERE o.id = ANY ($2::uuid[])`, [on, ids]);

/** Every organisation there ever was, by code, and every name it had, the oldest first. */
export const allOrganizations = (tx: Tx): Promise<OrganizationRow[]> =>
  select(tx, organizations, {}, { order: [['code', 'ASC']] });
export const allNames = (tx: Tx): Promise<OrganizationNameRow[]> =>
  select(tx, organizationNames, {}, { order: [['validFrom', 'ASC']] });

export const namesOf = (tx: Tx, organizationId: string): Promise<OrganizationNameRow[]> =>
  select(tx, organizationNames, { organizationId }, { order: [['validFrom', 'ASC']] });

export const saveOrganizations = (tx: Tx, rows: readonly OrganizationRow[]): Promise<void> =>
  insertMany(tx, organizations, rows);
export const saveNames = (tx: Tx, rows: readonly OrganizationNameRow[]): Promise<void> =>
  insertMany(tx, organizationNames, rows);

export type NamedCluster = ClusterRow & { name: string; operatorId: string | null };

/** Every cluster with its name and operating company on that day. */
export const clustersOn = (tx: Tx, on: string): Promise<NamedCluster[]> =>
  query(
    tx,
    `SELECT c.id, c.code, c.established_on AS "establishedOn", c.source, n.name, o.organization_id AS "operatorId"
     FROM clusters c
     JOIN cluster_names n ON n.cluster_id = c.id AND n.valid_from <= $1 AND (n.valid_to IS NULL OR n.valid_to >= $1)
     LEFT JOIN cluster_operators o ON o.cluster_id = c.id AND o.valid_from <= $1 AND (o.valid_to IS NULL OR o.valid_to >= $1)
     ORDER BY c.established_on, c.code`,
    [on],
  );

export async function saveClusters(
  tx: Tx,
  rows: {
    clusters: readonly ClusterRow[];
    names: readonly ClusterNameRow[];
    operators: readonly ClusterOperatorRow[];
  },
): Promise<void> {
  await insertMany(tx, clusters, rows.clusters);
  await insertMany(tx, clusterNames, rows.names);
  await insertMany(tx, clusterOperators, rows.operators);
}

export const allMandates = (tx: Tx): Promise<MandateRow[]> =>
  select(tx, mandates, {}, { order: [['validFrom', 'ASC']] });
export const findMandate = (tx: Tx, id: string): Promise<MandateRow | null> =>
  selectOne(tx, mandates, { id });
export const saveMandate = (tx: Tx, row: MandateRow): Promise<void> => insert(tx, mandates, row);

export const findByUscc = async (tx: Tx, on: string, uscc: string): Promise<NamedOrganization | null> =>
  (await query<NamedOrganization>(tx, `${named} WHERE o.uscc = $2`, [on, uscc]))[0] ?? null;

export const bodiesOfKind = (tx: Tx, kind: OrganizationRow['kind']): Promise<OrganizationRow[]> =>
  select(tx, organizations, { kind }, { order: [['code', 'ASC']] });

/** Suppliers and companies whose name or identity code holds the text, by name. */
export const counterpartiesNamed = (
  tx: Tx,
  on: string,
  text: string,
  limit: number,
): Promise<NamedOrganization[]> =>
  query(
    tx,
    `${named} WHERE o.kind IN ('supplier', 'company') AND n.name IS NOT NULL
     AND ($2 = '' OR n.name LIKE '%' || $3 || '%' OR o.uscc = $2) ORDER BY n.name, o.id LIMIT $4`,
    [on, text, text.replace(/[\\%_]/g, '\\$&'), limit],
  );
