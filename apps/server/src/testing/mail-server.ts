import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type Mail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly secure: boolean;
  /** As it came, without the dots that SMTP puts before dots. */
  readonly raw: string;
};
export type MailServer = {
  readonly port: number;
  readonly mails: Mail[];
  /** `user:password` of every try to sign in. */
  readonly logins: string[];
  close(): Promise<void>;
};
type Wanted = {
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly cert?: { readonly cert: string; readonly key: string };
  /** The one login that is let in; absent: nobody need sign in. */
  readonly login?: string;
  /** The receiver that there is not. */
  readonly unknown?: string;
  /** Takes the mail and never says so. */
  readonly silent?: boolean;
};

const addressesOf = (all: readonly { address: string }[]): string[] => all.map(({ address }) => address);
const refusal = (code: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode: code });

/** A real SMTP server on this machine, which keeps what it is given. */
export async function mailServer(wanted: Wanted): Promise<MailServer> {
  const { tls, cert, login, unknown, silent = false } = wanted;
  const [mails, logins]: [Mail[], string[]] = [[], []];
  const server = new SMTPServer({
    ...{ secure: tls === 'implicit', disabledCommands: tls === 'starttls' ? [] : ['STARTTLS'] },
    // A careless server: it would take a password in the clear.
    ...{
      authOptional: login === undefined,
      allowInsecureAuth: true,
      logger: false,
      closeTimeout: 100,
      disableReverseLookup: true,
    },
    ...(cert ?? {}),
    onAuth({ username = '', password = '' }, _session, done) {
      logins.push(`${username}:${password}`);
      if (login === undefined || login === `${username}:${password}`) done(null, { user: username });
      else done(refusal(535, `no ${username} with ${password}`));
    },
    onRcptTo: ({ address }, _session, done) =>
      done(address === unknown ? refusal(550, `no ${address} here`) : null),
    onData(stream, { envelope, secure }, done) {
      buffer(stream).then((bytes) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        mails.push({ from, to: addressesOf(envelope.rcptTo), secure, raw: bytes.toString('latin1') });
        if (!silent) done(null);
      }, done);
    },
  });
  // A client that goes away because of the certificate.
  server.on('error', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.server.address() as AddressInfo).port,
    ...{ mails, logins },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

type Part = { readonly head: string; readonly bytes: Buffer };
/** The parts of a mail as a program for mail would decode and save them; what is not base64 is not known here. */
export function partsOf(raw: string): { head: string; parts: Part[] } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1] ?? '';
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`).slice(1, -1);
  return {
    head,
    parts: parts.map((part) => {
      const [own = '', body = ''] = part.split('\r\n\r\n');
      if (!/^content-transfer-encoding: base64$/im.test(own)) throw new Error(`another encoding: ${own}`);
      return { head: own.trim(), bytes: Buffer.from(body, 'base64') };
    }),
  };
}

/** A line of the head; words in base64 (RFC 2047) as text. */
export const headerOf = (head: string, name: string): string | null => {
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  const line = unfolded.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}: `));
  if (line === undefined) return null;
  const text = line.slice(name.length + 2).replace(/\?=\s+=\?/g, '?==?');
  return text.replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, base64) => Buffer.from(base64, 'base64').toString());
};
