import type { ParticularKind } from '@guanyun/domain/organizations/particulars.ts';
import { insert, select, table } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';

/** What is registered of a company from a day on, with its receipt; `form` is a code, the rest is text. */
export type ParticularRow = {
  id: string;
  organizationId: string;
  kind: ParticularKind;
  value: string;
  validFrom: string;
  document: string;
  personId: string;
  recordedAt: Date;
};

const particulars = table<ParticularRow>('organization_particulars', {
  id: 'uuid',
  organizationId: 'uuid',
  kind: 'text',
  value: 'text',
  validFrom: 'date',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});

/** All that was ever recorded of a company, as it was recorded. */
export const particularsOf = (tx: Tx, organizationId: string): Promise<ParticularRow[]> =>
  select(tx, particulars, { organizationId }, { order: [['recordedAt', 'ASC']] });
export const saveParticular = (tx: Tx, row: ParticularRow): Promise<void> => insert(tx, particulars, row);
