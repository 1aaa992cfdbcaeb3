import type { EncumbranceKind, EncumbranceStep } from '@guanyun/domain/assets/encumbrance.ts';
import { insert, insertMany, select, selectOne, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

export type EncumbranceRow = {
  id: string;
  assetId: string;
  kind: EncumbranceKind;
  holder: string;
  /** Yuan; null where it secures none. */
  amount: string | null;
  barsTransfer: boolean;
  barRegistered: boolean;
  registered: boolean;
  validFrom: string;
  document: string;
  /** The encumbrance of the whole, or of what was merged, that it goes on with. */
  originId: string | null;
  personId: string;
};
export type EncumbranceStepRow = {
  encumbranceId: string;
  kind: EncumbranceStep;
  stepOn: string;
  document: string;
  personId: string;
};

const encumbrances = table<EncumbranceRow>('asset_encumbrances', {
  id: 'uuid',
  assetId: 'uuid',
  kind: 'text',
  holder: 'text',
  amount: 'money',
  barsTransfer: 'boolean',
  barRegistered: 'boolean',
  registered: 'boolean',
  validFrom: 'date',
  document: 'text',
  originId: 'uuid',
  personId: 'uuid',
});
const steps = table<EncumbranceStepRow>('asset_encumbrance_steps', {
  encumbranceId: 'uuid',
  kind: 'text',
  stepOn: 'date',
  document: 'text',
  personId: 'uuid',
});

export const saveEncumbrances = (tx: Tx, rows: readonly EncumbranceRow[]): Promise<void> =>
  insertMany(tx, encumbrances, rows);
export const saveEncumbranceSteps = (tx: Tx, rows: readonly EncumbranceStepRow[]): Promise<void> =>
  insertMany(tx, steps, rows);
export const saveEncumbranceStep = (tx: Tx, row: EncumbranceStepRow): Promise<void> => insert(tx, steps, row);
export const findEncumbrance = (tx: Tx, id: string): Promise<EncumbranceRow | null> =>
  selectOne(tx, encumbrances, { id });
export const encumbrancesOf = (tx: Tx, assetIds: readonly string[]): Promise<EncumbranceRow[]> =>
  select(tx, encumbrances, { assetId: assetIds }, { order: [['validFrom', 'ASC']] });
export const encumbranceStepsOf = (tx: Tx, ids: readonly string[]): Promise<EncumbranceStepRow[]> =>
  select(tx, steps, { encumbranceId: ids }, { order: [['stepOn', 'ASC']] });

/** An encumbrance that stands on a day, with what its holder was told and consented to by then. */
export type StandingEncumbrance = Pick<
  EncumbranceRow,
  | 'id'
  | 'assetId'
  | 'kind'
  | 'holder'
  | 'amount'
  | 'barsTransfer'
  | 'barRegistered'
  | 'registered'
  | 'validFrom'
> & { notifiedOn: string | null; consentedOn: string | null };

/** The encumbrances of assets that stand on a day: begun by then, and let go of on none up to it. */
export const encumbrancesOn = (
  tx: Tx,
  on: string,
  assetIds: readonly string[],
): Promise<StandingEncumbrance[]> =>
  query(
    tx,
    `SELECT n.asset_id AS "assetId", n.id, n.kind, n.holder, n.amount, n.bars_transfer AS "barsTransfer",
       n.bar_registered AS "barRegistered", n.registered, n.valid_from AS "validFrom",
       max(s.step_on) FILTER (WHERE s.kind = 'notified') AS "notifiedOn",
       max(s.step_on) FILTER (WHERE s.kind = 'consented') AS "consentedOn"
     FROM asset_encumbrances n LEFT JOIN asset_encumbrance_steps s ON s.encumbrance_id = n.id AND s.step_on <= $1
     WHERE n.asset_id = ANY ($2::uuid[]) AND n.valid_from <= $1
     GROUP BY n.id HAVING count(*) FILTER (WHERE s.kind = 'released') = 0
     ORDER BY n.valid_from, n.id`,
    [on, assetIds],
  );
