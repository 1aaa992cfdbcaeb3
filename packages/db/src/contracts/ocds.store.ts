import { insert, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

export type OcdsReleaseRow = {
  ocid: string;
  number: number;
  /** Exactly one of the two: what the process is the process of. */
  tenderId: string | null;
  contractId: string | null;
  releasedAt: Date;
  tags: string[];
  content: unknown;
};
/** Whose it is and whether it is public says the database. */
const releases = table<OcdsReleaseRow>('ocds_releases', {
  ...{ ocid: 'text', number: 'integer', tenderId: 'uuid', contractId: 'uuid', releasedAt: 'time' },
  ...{ tags: 'texts', content: 'json' },
} as const);

const columns = `r.ocid, r.number, r.tender_id AS "tenderId", r.contract_id AS "contractId", r.released_at AS "releasedAt", r.tags, r.content`;

/** The line of the process that this tender or contract is, from its first release, and locked until the transaction ends. */
export async function lockLine(tx: Tx, ocid: string): Promise<OcdsReleaseRow[]> {
  await query(tx, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 37))', [ocid]);
  return lineOf(tx, ocid);
}
export const lineOf = (tx: Tx, ocid: string): Promise<OcdsReleaseRow[]> =>
  query(tx, `SELECT ${columns} FROM ocds_releases r WHERE r.ocid = $1 ORDER BY r.number`, [ocid]);
export const saveRelease = (tx: Tx, row: OcdsReleaseRow): Promise<void> => insert(tx, releases, row);

/** Under which identifier a tender, or a contract with the tender that it came of, was released; null: not at all. */
export async function ocidOf(tx: Tx, subjectId: string): Promise<string | null> {
  const [row] = await query<{ ocid: string }>(
    tx,
    `SELECT r.ocid FROM ocds_releases r WHERE r.number = 1 AND (r.tender_id = $1 OR r.contract_id = $1 OR r.tender_id =
       (SELECT a.tender_id FROM contracts c JOIN tender_awards a ON a.id = c.award_id WHERE c.id = $1))`,
    [subjectId],
  );
  return row?.ocid ?? null;
}

export type ReleasePlace = { readonly releasedAt: Date; readonly ocid: string; readonly number: number };
/** Public releases of all processes in the order in which they came. */
export function publicReleases(tx: Tx, after: ReleasePlace | null, limit: number): Promise<OcdsReleaseRow[]> {
  return query(
    tx,
    `SELECT ${columns} FROM ocds_releases r
     WHERE r.public AND ($1::timestamptz IS NULL OR (r.released_at, r.ocid, r.number) > ($1, $2, $3))
     ORDER BY r.released_at, r.ocid, r.number LIMIT $4`,
    [after?.releasedAt ?? null, after?.ocid ?? '', after?.number ?? 0, limit],
  );
}

/** Public processes, the one that changed last first: those changed before a moment. */
export function publicProcesses(
  tx: Tx,
  before: Date | null,
  limit: number,
): Promise<{ ocid: string; changedAt: Date }[]> {
  return query(
    tx,
    `SELECT r.ocid, r.released_at AS "changedAt" FROM ocds_releases r
     WHERE r.public AND ($1::timestamptz IS NULL OR r.released_at < $1)
       AND NOT EXISTS (SELECT 1 FROM ocds_releases n WHERE n.ocid = r.ocid AND n.number = r.number + 1)
     ORDER BY r.released_at DESC, r.ocid LIMIT $2`,
    [before, limit],
  );
}
