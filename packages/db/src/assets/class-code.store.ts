import { insertMany, select, table } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';

/** One version of a class of assets. `grade`: read off a copy of the standard, remembered, or entered by the zone from a document. */
export type ClassCodeRow = {
  id: string;
  code: string;
  name: string;
  parent: string | null;
  standard: string;
  validFrom: string;
  validTo: string | null;
  grade: 'mirror' | 'memory' | 'entered';
  document: string | null;
  personId: string | null;
  recordedAt: Date;
};

const classCodes = table<ClassCodeRow>('asset_class_codes', {
  id: 'uuid',
  code: 'text',
  name: 'text',
  parent: 'text',
  standard: 'text',
  validFrom: 'date',
  validTo: 'date',
  grade: 'text',
  document: 'text',
  personId: 'uuid',
  recordedAt: 'time',
});

/** Every version of every code, oldest first. */
export const allClassCodes = (tx: Tx): Promise<ClassCodeRow[]> =>
  select(
    tx,
    classCodes,
    {},
    {
      order: [
        ['code', 'ASC'],
        ['validFrom', 'ASC'],
      ],
    },
  );

/** Adds versions; a version of the same code that stands open on the day a new one begins ends the day before. */
export async function saveClassCodes(tx: Tx, rows: readonly ClassCodeRow[]): Promise<void> {
  await query(
    tx,
    `UPDATE asset_class_codes c SET valid_to = n.valid_from - 1 FROM unnest($1::text[], $2::date[]) AS n(code, valid_from)
     WHERE c.code = n.code AND c.valid_from < n.valid_from AND (c.valid_to IS NULL OR c.valid_to >= n.valid_from)`,
    [rows.map((row) => row.code), rows.map((row) => row.validFrom)],
  );
  await insertMany(tx, classCodes, rows);
}

export type ClassCodeLine = {
  code: string;
  name: string;
  parent: string | null;
  parentName: string | null;
  validFrom: string;
  validTo: string | null;
  grade: ClassCodeRow['grade'];
  assets: number;
};

/** Codes in force on a day that have the text in code or name, by code, with how many assets have them. */
export const classCodesPage = (
  tx: Tx,
  on: string,
  text: string,
  after: string | null,
  limit: number,
): Promise<ClassCodeLine[]> =>
  query(
    tx,
    `SELECT c.code, c.name, c.parent, p.name AS "parentName", c.valid_from AS "validFrom", c.valid_to AS "validTo", c.grade,
       (SELECT count(*)::int FROM assets a WHERE a.class_code = c.code AND a.retired_on IS NULL) AS assets
     FROM asset_class_codes c
     LEFT JOIN asset_class_codes p ON p.code = c.parent AND p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to >= $1)
     WHERE c.valid_from <= $1 AND (c.valid_to IS NULL OR c.valid_to >= $1) AND ($2 = '' OR strpos(c.code || ' ' || c.name, $2) > 0)
       AND ($3::text IS NULL OR c.code > $3) ORDER BY c.code LIMIT $4`,
    [on, text, after, limit],
  );

export type ClassVersion = {
  standard: string;
  validFrom: string;
  codes: number;
  /** How many of them somebody remembered and nobody has checked. */
  remembered: number;
  document: string | null;
  personId: string | null;
  recordedAt: Date;
};

/** What was loaded together, newest first. */
export const classVersions = (tx: Tx): Promise<ClassVersion[]> =>
  query(
    tx,
    `SELECT standard, valid_from AS "validFrom", count(*)::int AS codes, count(*) FILTER (WHERE grade = 'memory')::int AS remembered,
       document, person_id AS "personId", max(recorded_at) AS "recordedAt"
     FROM asset_class_codes GROUP BY standard, valid_from, document, person_id ORDER BY valid_from DESC, max(recorded_at) DESC`,
  );

/** The name under which a code stood on a day. */
export async function classNameOn(tx: Tx, code: string, on: string): Promise<string | null> {
  const [row] = await query<{ name: string }>(
    tx,
    `SELECT name FROM asset_class_codes WHERE code = $1
     ORDER BY (valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)) DESC, valid_from DESC LIMIT 1`,
    [code, on],
  );
  return row?.name ?? null;
}
