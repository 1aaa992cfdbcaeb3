import { setImmediate } from 'node:timers/promises';

export type ImportStage = 'reading' | 'checking' | 'storing';

/** How far an import is, in rows; the whole is not known while the file is read. */
export type ImportProgress = {
  readonly stage: ImportStage;
  readonly done: number;
  readonly total: number | null;
};

/** Tells how far an import is, and lets what waits on this server have its turn. */
export type TellProgress = (progress: ImportProgress) => Promise<void>;

/** Imports that are under way on this server, each by who asked and for which document. Nothing stays when they end. */
export type ProgressBoard = {
  set(key: string, progress: ImportProgress): void;
  get(key: string): ImportProgress | null;
  end(key: string): void;
};

export function createProgressBoard(): ProgressBoard {
  const underWay = new Map<string, ImportProgress>();
  return {
    set: (key, progress) => void underWay.set(key, progress),
    get: (key) => underWay.get(key) ?? null,
    end: (key) => void underWay.delete(key),
  };
}

/** Rows between two tellings. */
export const ROWS_BETWEEN = 2_000;

export const teller =
  (board: ProgressBoard | undefined, key: string): TellProgress =>
  async (progress) => {
    board?.set(key, progress);
    await setImmediate();
  };
