import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { builtInFigures, type ProcedureFigures } from '@guanyun/domain/matters/procedure-figures.ts';

/** The procedure's own figures for a case accepted on that day; for one not yet accepted, those of the latest catalogue. */
export const readFigures = async (_tx: Tx, _acceptedOn: string | null): Promise<ProcedureFigures> =>
  builtInFigures;
