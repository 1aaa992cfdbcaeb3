import { createHash } from 'node:crypto';
import { readCheckpoints } from '@guanyun/application/evidence/signed-note.ts';
import { createTransport } from 'nodemailer';
import type { LogHolder } from './log-holders.ts';
import type { SmtpSettings } from './mail-settings.ts';

const MS = 10_000;
/** So few mails that somebody can have them in a mailbox, and so many that an entry waits for less than a minute. */
const EVERY_SECONDS = 50;

type Failure = { code?: string; originalCode?: string; responseCode?: number; command?: string };
/** What went wrong, without what the server said: it may repeat what it was told. */
function plainError(error: unknown): Error {
  const { code, originalCode = code, responseCode, command } = error as Failure;
  const words = [originalCode, command, responseCode].filter((word) => word !== undefined);
  return new Error(`the mail was not taken: ${words.join(' ')}`);
}

const tlsOf = ({ tls }: SmtpSettings) => ({
  secure: tls === 'implicit',
  requireTLS: tls === 'starttls',
  ignoreTLS: tls === 'none',
  tls: { minVersion: 'TLSv1.2' as const },
});

/** `存证检查点 qijiang 1234`, from the note: zone and number of entries. */
function subjectOf(note: string): string {
  const [checkpoint] = readCheckpoints(note) ?? [];
  if (checkpoint === undefined) throw new Error('this is no checkpoint');
  return `存证检查点 ${checkpoint.origin.replace(/^guanyun\//, '').replace(/#.*$/, '')} ${checkpoint.size}`;
}

/**
 * Someone who gets checkpoints by mail. The text of the mail is the note and nothing else, byte for byte in base64: no server on
 * the way wraps, stuffs or recodes it. Programs for mail write line ends of their own when they save a text, so the same bytes
 * come as `checkpoint.txt` too, as a file that they leave alone.
 */
export function mailHolder(address: string, smtp: SmtpSettings): LogHolder {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    ...tlsOf(smtp),
    ...(smtp.login === null ? {} : { auth: { user: smtp.login.user, pass: smtp.login.password } }),
    ...{ connectionTimeout: MS, greetingTimeout: MS, socketTimeout: MS, dnsTimeout: MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return {
    name: `mailto:${address}`,
    everySeconds: EVERY_SECONDS,
    async give(note) {
      const id = createHash('sha256').update(note).digest('hex').slice(0, 32);
      const mail = {
        ...{ from: smtp.from, to: address, subject: subjectOf(note), text: note },
        ...{ encoding: 'base64', textEncoding: 'base64' as const },
        attachments: [
          { filename: 'checkpoint.txt', content: Buffer.from(note), contentType: 'application/octet-stream' },
        ],
        // The same for the same note: what is sent twice can be told from what is new.
        messageId: `<checkpoint.${id}@${smtp.from.split('@')[1]}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(MS),
      };
      await transport.sendMail(mail).catch((error: unknown) => Promise.reject(plainError(error)));
    },
  };
}
