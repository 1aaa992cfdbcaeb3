import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { figuresFrom, type ProcedureFigures } from '@guanyun/domain/matters/procedure-figures.ts';
import { readParameters } from './catalogue-versions.ts';

/** The procedure's own figures for a case by its acceptance; for one not yet accepted, those in force that day. */
export const figuresOn = async (
  tx: Tx,
  on: LocalDate,
  acceptedOn: string | null,
): Promise<ProcedureFigures> =>
  figuresFrom(await readParameters(tx, on, acceptedOn === null ? null : localDate(acceptedOn)));
