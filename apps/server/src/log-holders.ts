import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressOf } from './mail-address.ts';
import { mailHolder } from './mail-holder.ts';
import type { SmtpSettings } from './mail-settings.ts';

/** Someone outside of the database's reach who keeps the log's checkpoints. */
export type LogHolder = {
  /** As it is shown and recorded: without what is secret in an address. */
  readonly name: string;
  /** At most one note in so many seconds, the newest; absent: each. */
  readonly everySeconds?: number;
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

/**
 * A holder by its address: `file:///…`, to which checkpoints are appended, `https://…`, to which each is posted, or `mailto:…`, to
 * which the newest is written by the mail server that the settings name with it.
 */
export function holderOf(address: string, smtp: SmtpSettings | null): LogHolder {
  const mailbox = addressOf(address);
  if (mailbox !== null) {
    if (smtp === null) throw new Error('a mailto: holder needs a mail server');
    return mailHolder(mailbox, smtp);
  }
  const url = new URL(address);
  return url.protocol === 'file:' ? fileHolder(url) : webHolder(url);
}
