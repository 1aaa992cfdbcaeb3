/** One statement as PostgreSQL ran it. `values` are its parameters as text; absent for the simple protocol. */
export type Statement = { readonly sql: string; readonly values?: readonly (string | null)[] };

/** The statements of one call: which case and step asked for them. */
export type Segment = {
  readonly caseNumber: number;
  readonly step: string;
  readonly statements: readonly Statement[];
};

type Line = { session_id?: string; dbname?: string; message?: string; detail?: string };

const MARK = /^statement: SELECT 'bench mark (\d+) ([a-z ]*)'$/;
const RAN = /^(statement|execute [^:]*): ([\s\S]*)$/;
const OPENS = /^\s*(BEGIN|START TRANSACTION)\b/i;
const CLOSES = /^\s*(COMMIT|END|ROLLBACK(?!\s+TO\b)|ABORT)\b/i;

/** The statement that marks in the log where a call begins. */
export const markStatement = (caseNumber: number, step: string): string =>
  `SELECT 'bench mark ${caseNumber} ${step}'`;

/** The parameters of a log line's detail: `Parameters: $1 = 'it''s', $2 = NULL`. */
export function parseParameters(detail: string): (string | null)[] {
  const values: (string | null)[] = [];
  const one = /\$(\d+) = (?:NULL|'((?:[^']|'')*)')(?:, |$)/y;
  one.lastIndex = detail.indexOf('$');
  while (one.lastIndex < detail.length) {
    const at = one.lastIndex;
    const found = one.exec(detail);
    if (found === null || Number(found[1]) !== values.length + 1)
      throw new Error(`parameters not understood at ${at}: ${detail.slice(at, at + 80)}`);
    values.push(found[2]?.replaceAll("''", "'") ?? null);
  }
  return values;
}

function statementOf(line: Line): Statement | null {
  const [, kind, sql] = RAN.exec(line.message ?? '') ?? [];
  if (kind === undefined || sql === undefined) return null;
  if (kind === 'statement') return { sql };
  return { sql, values: line.detail === undefined ? [] : parseParameters(line.detail) };
}

/**
 * Reads a JSON log: what ran on `database` between the marks, in an order that one connection can repeat.
 * Transactions of several connections that overlap follow each other by their ends.
 */
export function readRecording(log: string, database: string): Segment[] {
  const segments: { caseNumber: number; step: string; statements: Statement[] }[] = [];
  const open = new Map<string, Statement[]>();
  for (const text of log.split('\n')) {
    if (text === '') continue;
    const line = JSON.parse(text) as Line;
    if (line.dbname !== database) continue;
    const mark = MARK.exec(line.message ?? '');
    if (mark) {
      segments.push({ caseNumber: Number(mark[1]), step: mark[2] ?? '', statements: [] });
      continue;
    }
    const statement = statementOf(line);
    const current = segments.at(-1);
    if (statement === null || current === undefined) continue;
    const session = line.session_id ?? '';
    const unit = open.get(session) ?? (OPENS.test(statement.sql) ? [] : undefined);
    if (unit === undefined) {
      current.statements.push(statement);
      continue;
    }
    unit.push(statement);
    open.set(session, unit);
    if (!CLOSES.test(statement.sql)) continue;
    open.delete(session);
    current.statements.push(...unit);
  }
  if (open.size > 0) throw new Error('a transaction was still open at the end of the recording');
  return segments;
}
