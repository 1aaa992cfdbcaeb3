import { insert, select, selectOne, update } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';
import { type OrganizationRow, organizations } from '../organizations/organizations.model.ts';
import { type ExpertRow, experts, type SupplierRow, suppliers } from './bids.model.ts';

export const saveSupplier = (tx: Tx, row: SupplierRow): Promise<void> => insert(tx, suppliers, row);
export const findSupplier = (tx: Tx, organizationId: string): Promise<SupplierRow | null> =>
  selectOne(tx, suppliers, { organizationId });
export const suppliersById = (tx: Tx, ids: readonly string[]): Promise<SupplierRow[]> =>
  select(tx, suppliers, { organizationId: ids });
export const allSuppliers = (tx: Tx): Promise<SupplierRow[]> =>
  select(tx, suppliers, {}, { order: [['registeredAt', 'ASC']], limit: 2000 });
export const organizationOfCode = (tx: Tx, uscc: string): Promise<OrganizationRow | null> =>
  selectOne(tx, organizations, { uscc });

export const allExperts = (tx: Tx): Promise<ExpertRow[]> =>
  select(tx, experts, {}, { order: [['code', 'ASC']] });
export const saveExpert = (tx: Tx, row: ExpertRow): Promise<void> => insert(tx, experts, row);
export const endExpert = (tx: Tx, id: string, leftOn: string): Promise<number> =>
  update(tx, experts, { leftOn }, { id, leftOn: null } as Partial<ExpertRow>);
