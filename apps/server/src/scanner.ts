import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** What a scanner says of a file; `found` is the name of what it found. */
export type ScanVerdict = { readonly clean: true } | { readonly clean: false; readonly found: string };
/** Looks into files before they are kept. A scanner that does not say that a file is clean throws ScannerAway. */
export type Scanner = { scan(path: string): Promise<ScanVerdict> };

/** No verdict was to be had: not reached, too slow, or something else answered. */
export class ScannerAway extends Error {
  override readonly name = 'ScannerAway';
}

const TIMEOUT_MS = 30_000;
const ANSWER_MAX = 4096;
const CHUNK = 64 * 1024;

/** A chunk as INSTREAM asks for it: its length in four bytes, then it; the one of length 0 is the last. */
function framed(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return Buffer.concat([length, chunk]);
}

async function send(socket: Socket, path: string): Promise<void> {
  const write = (bytes: Buffer): Promise<void> =>
    new Promise((done, fail) => socket.write(bytes, (error) => (error ? fail(error) : done())));
  await write(Buffer.from('zINSTREAM\0'));
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) await write(framed(chunk));
  await write(framed(Buffer.alloc(0)));
}

/** All that the scanner says until it closes or ends its answer. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
      if (text.includes('\0')) done(text.slice(0, text.indexOf('\0')));
      else if (text.length > ANSWER_MAX) fail(new Error('an answer without end'));
    });
    socket.on('error', fail);
    socket.on('timeout', () => fail(new Error('no answer in time')));
    socket.on('close', () => fail(new Error('closed without an answer')));
  });
}

/** `stream: OK` is clean and `stream: <name> FOUND` is not; whatever else it says is no verdict. */
function verdictOf(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return { clean: true };
  const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  if (found === undefined) throw new Error(`answered ${JSON.stringify(answer.slice(0, 200))}`);
  return { clean: false, found: found.slice(0, 200) };
}

/** A clamd, or what speaks its protocol, at `tcp://host:port`; each file over a connection of its own (INSTREAM). */
export function createScanner(address: string, timeoutMs = TIMEOUT_MS): Scanner {
  const { hostname, port } = new URL(address);
  return {
    async scan(path) {
      const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
      socket.setTimeout(timeoutMs);
      const deadline = setTimeout(() => socket.destroy(new Error('no answer in time')), timeoutMs);
      try {
        const answer = answerOf(socket);
        // It may answer, and close, before it has all: what it says then counts.
        const sent = send(socket, path).catch(() => undefined);
        const verdict = verdictOf(await answer);
        if (verdict.clean) await sent;
        return verdict;
      } catch (error) {
        throw new ScannerAway(`the scanner at ${hostname}:${port}`, { cause: error });
      } finally {
        clearTimeout(deadline);
        socket.destroy();
      }
    },
  };
}
