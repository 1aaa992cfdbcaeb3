import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Notice, Sent } from '@guanyun/application/evidence/send-notices.ts';
import { AddressRefused, type Allowed, pinned } from './webhook-address.ts';
import { judgeAnswer, type Message, messageOf } from './webhook-message.ts';

const SECONDS = 10;
const BYTES_MAX = 64 * 1024;
const SHOWN = 500;

/** Sends one notice; `stop` ends what is under way. */
export type Sender = (notice: Notice, stop: AbortSignal) => Promise<Sent>;

/** What of an answer is kept: text without what a database or a page could choke on. */
const shown = (text: string): string => [...text.replace(/[\p{Cc}\p{Cs}]/gu, ' ')].slice(0, SHOWN).join('');

/** The beginning of an answer; the rest is not waited for. */
async function beginning(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part.subarray(0, BYTES_MAX - size));
    size += part.length;
    if (size >= BYTES_MAX) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

function asked(message: Message, lookup: LookupFunction, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, headers, body } = message;
  const length = String(Buffer.byteLength(body));
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    // Neither follows redirects; a connection of its own, so that no other's is used.
    const options = { method: 'POST', headers: { ...headers, 'content-length': length }, lookup, signal };
    request(url, { ...options, agent: false })
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });
}

const abortedBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

function failureOf(error: unknown, stop: AbortSignal, timeout: AbortSignal): string {
  if (stop.aborted) return 'STOPPED';
  if (timeout.aborted) return 'TIMEOUT';
  if (error instanceof AddressRefused) return `ADDRESS_REFUSED ${error.message}`;
  // Of the message itself nothing: it may repeat the address, which bears a robot's key.
  return (error as NodeJS.ErrnoException).code ?? 'FAILED';
}

/** Sends to addresses that may be called, pinned for the call, without redirects, ten seconds at most. */
export function webhookSender(allowed: Allowed & { readonly origin: string }): Sender {
  return async (notice, stop) => {
    const begun = performance.now();
    const timeout = AbortSignal.timeout(SECONDS * 1000);
    const signal = AbortSignal.any([timeout, stop]);
    const tried = { status: null, answer: '', failure: null, delivered: false, waitSeconds: null };
    const ms = () => Math.round(performance.now() - begun);
    try {
      const message = messageOf(notice, allowed.origin, new Date());
      const { address, family } = await Promise.race([pinned(message.url, allowed), abortedBy(signal)]);
      const lookup: LookupFunction = (_host, options, done) =>
        options.all === true ? done(null, [{ address, family }]) : done(null, address, family);
      const answer = await asked(message, lookup, signal);
      const [status, text] = [answer.statusCode ?? 0, await beginning(answer)];
      const retryAfter = answer.headers['retry-after'] ?? null;
      const judged = judgeAnswer(notice.kind, { status, text, retryAfter });
      return { ms: ms(), status, answer: shown(text), failure: null, ...judged };
    } catch (error) {
      return { ...tried, ms: ms(), failure: failureOf(error, stop, timeout) };
    }
  };
}
