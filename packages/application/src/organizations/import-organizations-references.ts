import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { clustersOn, organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import type { OrganizationRow } from '@guanyun/db/organizations/organizations.model.ts';
import type { WorkbookRow } from '../kernel/workbook-cells.ts';

/** The kind is null where the row that defines the organisation is itself wrong. */
export type KnownOrganization = {
  readonly id: string;
  readonly kind: OrganizationRow['kind'] | null;
  readonly form: OrganizationRow['form'];
  readonly name: string | null;
};
export type KnownCluster = { readonly id: string; readonly since: string; readonly operated: boolean };

/** What codes in a workbook may point at, by code. */
export type References = {
  readonly organizations: ReadonlyMap<string, KnownOrganization>;
  readonly clusters: ReadonlyMap<string, KnownCluster>;
};

/** Later than any name ends, so that every organisation and cluster is found, also one that begins in the future. */
const LATEST = '9999-12-31';

/** Everything on record that a code may point at. */
export async function referencesOnRecord(tx: Tx): Promise<References> {
  const organizations = await organizationsOn(tx, LATEST);
  const clusters = await clustersOn(tx, LATEST);
  return {
    organizations: new Map(
      organizations.map(({ code, id, kind, form, name }) => [code, { id, kind, form, name }]),
    ),
    clusters: new Map(
      clusters.map((c) => [c.code, { id: c.id, since: c.establishedOn, operated: c.operatorId !== null }]),
    ),
  };
}

/** The code that a row defines, with the id it gets. A code on record, or a second time in the sheet, is a bad cell. */
export function newCodes(
  rows: readonly WorkbookRow[],
  recorded: ReadonlyMap<string, unknown>,
  newId: () => string,
): ReadonlyMap<WorkbookRow, { readonly code: string; readonly id: string }> {
  const seen = new Map<string, number>();
  const codes = new Map<WorkbookRow, { code: string; id: string }>();
  for (const row of rows) {
    const code = row.mustCode('编码');
    if (code === null) continue;
    const before = seen.get(code);
    if (before !== undefined) row.bad('编码', 'DUPLICATE', `编码“${code}”已用于第 ${before} 行`);
    else if (recorded.has(code)) row.bad('编码', 'ALREADY_RECORDED', `编码“${code}”已在系统中`);
    seen.set(code, before ?? row.number);
    codes.set(row, { code, id: newId() });
  }
  return codes;
}

const unknown = (row: WorkbookRow, header: string, code: string, sheet: string) =>
  row.bad(header, 'UNKNOWN_CODE', `“${sheet}”表和系统中都没有编码“${code}”`);

const isCompany = (found: KnownOrganization): boolean => found.kind === null || found.kind === 'company';

/** The organisation a cell names; `only` companies where the column says so. An empty cell gives null. */
export function organizationIn(
  references: References,
  row: WorkbookRow,
  header: string,
  only: 'any' | 'company' = 'any',
): KnownOrganization | null {
  const code = row.raw(header);
  if (code === '') return null;
  const found = references.organizations.get(code);
  if (found === undefined) return unknown(row, header, code, '单位');
  if (only === 'company' && !isCompany(found)) return row.bad(header, 'WRONG_KIND', `“${code}”不是公司`);
  return found;
}

/** As {@link organizationIn}, and empty is a bad cell. */
export function mustOrganizationIn(
  references: References,
  row: WorkbookRow,
  header: string,
  only: 'any' | 'company' = 'any',
): KnownOrganization | null {
  return row.raw(header) === '' ? row.required(header) : organizationIn(references, row, header, only);
}

/** The companies a cell lists by code. */
export function companiesIn(references: References, row: WorkbookRow, header: string): readonly string[] {
  return row.list(header).flatMap((code) => {
    const found = references.organizations.get(code);
    if (found === undefined) unknown(row, header, code, '单位');
    else if (!isCompany(found)) row.bad(header, 'WRONG_KIND', `“${code}”不是公司`);
    return found === undefined ? [] : [found.id];
  });
}

/** The clusters a cell lists by code. */
export function clustersIn(
  references: References,
  row: WorkbookRow,
  header: string,
): readonly KnownCluster[] {
  return row.list(header).flatMap((code) => {
    const found = references.clusters.get(code);
    if (found === undefined) unknown(row, header, code, '组团');
    return found === undefined ? [] : [found];
  });
}
