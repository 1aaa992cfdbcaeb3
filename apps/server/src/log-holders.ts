import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Someone outside of the database's reach who keeps the log's checkpoints. */
export type LogHolder = {
  /** As it is shown and recorded: without what is secret in an address. */
  readonly name: string;
  give(note: string): Promise<void>;
};

const SECONDS = 10;

function fileHolder(url: URL): LogHolder {
  const path = fileURLToPath(url);
  return {
    name: `file:${path.split('/').at(-1)}`,
    async give(note) {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, note);
    },
  };
}

function webHolder(url: URL): LogHolder {
  return {
    name: `${url.origin}${url.pathname}`,
    async give(note) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: note,
        redirect: 'error',
        signal: AbortSignal.timeout(SECONDS * 1000),
      });
      if (!answer.ok) throw new Error(`the holder answered ${answer.status}`);
    },
  };
}

/** A holder by its address: `file:///…`, to which checkpoints are appended, or `https://…`, to which each is posted. */
export const holderOf = (address: string): LogHolder => {
  const url = new URL(address);
  return url.protocol === 'file:' ? fileHolder(url) : webHolder(url);
};
