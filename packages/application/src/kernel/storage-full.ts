import { sqlState } from '@guanyun/db/kernel/connection.ts';

/** No space for PostgreSQL, or for a file; and a database that takes no writes because there will soon be none. */
const full = new Set(['53100', '25006', 'ENOSPC', 'EDQUOT']);

/** Whether something was not written because a disk is full: it is asked again when there is room. */
export const isStorageFull = (error: unknown): boolean => full.has(sqlState(error) ?? '');
