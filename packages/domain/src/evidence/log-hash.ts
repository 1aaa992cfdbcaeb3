/**
 * The hash function of a log: of its leaves, of its tree and of the contents of its entries. Chosen once, when the log is
 * begun. What each act changed in the tables is hashed by the database, which knows SHA-256 alone.
 */
export type LogHash = 'sha256' | 'sm3';

/** As the log calls them where it leaves the system. */
export const hashNames: Readonly<Record<LogHash, string>> = { sha256: 'SHA-256', sm3: 'SM3' };

/** What hashes the rows in every log. */
export const ROW_HASH = hashNames.sha256;

const MARK = '#sm3';

/** The name of a log: by it a checkpoint and a verifier key say the hash. A log of SHA-256 bears no mark. */
export const markedOrigin = (name: string, hash: LogHash): string => (hash === 'sm3' ? name + MARK : name);

/** The hash that a log's name says. RangeError for a mark that is none of ours. */
export function hashOfOrigin(origin: string): LogHash {
  const [, ...marks] = origin.split('#');
  if (marks.length === 0) return 'sha256';
  if (`#${marks.join('#')}` === MARK) return 'sm3';
  throw new RangeError(`unknown hash in ${origin}`);
}
