import { Worker } from 'node:worker_threads';
import type { WorkbookText } from './read-workbook.ts';
import { tooLarge, type WorkbookFailure } from './workbook-failure.ts';

/** What the parser of others may take: a workbook within the limits takes a second or two, and some tens of megabytes. */
const limits = { seconds: 30, megabytes: 256 } as const;

/**
 * Reads a workbook as `readWorkbook` does, in a thread of its own: the parser is not ours, and a file that it takes too long or
 * too much memory over ends its thread while everybody else is served.
 */
export function readApart(bytes: Uint8Array): Promise<WorkbookText | WorkbookFailure> {
  const worker = new Worker(new URL('./small-workbook-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      resolve(tooLarge('seconds', limits.seconds, limits.seconds));
      void worker.terminate();
    }, limits.seconds * 1000);
    worker.once('message', resolve);
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve(tooLarge('memory_megabytes', limits.megabytes, limits.megabytes));
      else reject(error);
    });
    worker.once('exit', () => clearTimeout(late));
  });
}
