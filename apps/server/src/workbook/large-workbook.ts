import { Worker } from 'node:worker_threads';
import type { WorkbookLimits, WorkbookText } from './read-workbook.ts';
import { tooLarge, unreadable, type WorkbookFailure } from './workbook-failure.ts';

const MEGABYTE = 1024 * 1024;

/** Limits of a workbook with a hundred thousand rows. The parts lie in memory once, outside the heap. */
export const largeLimits: WorkbookLimits = {
  maxBytes: 20 * MEGABYTE,
  maxEntries: 1000,
  maxInflatedBytes: 400 * MEGABYTE,
  maxWantedBytes: 256 * MEGABYTE,
  maxRatio: 100,
  maxRows: 120_000,
  maxColumns: 64,
  maxCells: 6_000_000,
};

/** What the reader's own thread may take beside the parts: texts that cells share, and a thousand rows. */
const HEAP_MEGABYTES = 256;

/** No thousand rows take as long, on any machine: what does is built to. */
const STALL_SECONDS = 60;

export type ToWorker = { readonly bytes: Uint8Array; readonly limits: WorkbookLimits };
/** A sheet begins; rows of it; the end, and what was wrong with the workbook. */
export type FromWorker =
  | { readonly sheet: string }
  | { readonly rows: readonly (readonly string[])[] }
  | { readonly end: WorkbookFailure | null };

/**
 * Reads a large workbook in a thread of its own, so that others are served meanwhile and a workbook that asks for too much memory
 * ends its thread and nothing else. Cells are texts as {@link readWorkbook} gives them.
 * @param onRows told how many rows have come, every thousand.
 */
export function readLargeWorkbook(
  bytes: Uint8Array,
  onRows: (rows: number) => void,
  limits: WorkbookLimits = largeLimits,
): Promise<WorkbookText | WorkbookFailure> {
  if (bytes.length > limits.maxBytes)
    return Promise.resolve(tooLarge('file_bytes', limits.maxBytes, bytes.length));
  const worker = new Worker(new URL('./large-workbook-worker.ts', import.meta.url), {
    workerData: { bytes, limits } satisfies ToWorker,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  const sheets: { name: string; rows: (readonly string[])[] }[] = [];
  let count = 0;
  return new Promise((resolve, reject) => {
    let ended = false;
    const stalled = setTimeout(() => {
      ended = true;
      resolve(tooLarge('seconds', STALL_SECONDS, STALL_SECONDS));
      void worker.terminate();
    }, STALL_SECONDS * 1000);
    worker.on('message', (message: FromWorker) => {
      stalled.refresh();
      if ('sheet' in message) sheets.push({ name: message.sheet, rows: [] });
      else if ('rows' in message) {
        for (const row of message.rows) sheets.at(-1)?.rows.push(row);
        count += message.rows.length;
        onRows(count);
      } else {
        ended = true;
        resolve(message.end ?? { ok: true, sheets });
      }
    });
    worker.on('error', (error: Error & { code?: string }) => {
      ended = true;
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve(tooLarge('memory_megabytes', HEAP_MEGABYTES, HEAP_MEGABYTES));
      else reject(error);
    });
    worker.on('exit', () => {
      clearTimeout(stalled);
      if (!ended) resolve(unreadable('not_a_workbook'));
    });
  });
}
