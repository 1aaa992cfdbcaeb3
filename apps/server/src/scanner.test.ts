import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createScanner, ScannerAway } from './scanner.ts';

const BAD = Buffer.from('what the fake scanner looks for');
let folder = '';
let server: Server | null = null;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanyun-scan-'));
});
afterEach(() => {
  server?.close();
  server = null;
});
afterAll(() => rm(folder, { recursive: true }));

/** What came over INSTREAM, once it is all there. */
function streamed(bytes: Buffer): Buffer | null {
  const command = Buffer.from('zINSTREAM\0');
  if (!bytes.subarray(0, command.length).equals(command)) throw new Error('no INSTREAM');
  const chunks: Buffer[] = [];
  for (let at = command.length; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    if (at + 4 + length > bytes.length) return null;
    chunks.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}

/** A clamd as far as its protocol goes; `talk` may answer in its place. */
async function fakeClamd(talk?: (socket: Socket) => void): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (talk !== undefined) return talk(socket);
    let all = Buffer.alloc(0);
    socket.on('data', (piece: Buffer) => {
      all = Buffer.concat([all, piece]);
      const file = streamed(all);
      if (file !== null) socket.end(file.includes(BAD) ? 'stream: Fake-Sign FOUND\0' : 'stream: OK\0');
    });
    return undefined;
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const address = server.address();
  return `tcp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}
async function fileOf(bytes: Buffer): Promise<string> {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  return path;
}

test('a clean file is clean, in many pieces and in none', async () => {
  const scanner = createScanner(await fakeClamd());
  for (const size of [0, 1, 65_536, 65_537, 3_000_000])
    expect(await scanner.scan(await fileOf(Buffer.alloc(size, 0x61)))).toEqual({ clean: true });
});

test('what is found is named, wherever it lies', async () => {
  const scanner = createScanner(await fakeClamd());
  for (const before of [0, 65_530, 1_000_000])
    expect(await scanner.scan(await fileOf(Buffer.concat([Buffer.alloc(before), BAD])))).toEqual({
      clean: false,
      found: 'Fake-Sign',
    });
});

test.each<[string, (socket: Socket) => void]>([
  ['says that it has had enough', (socket) => socket.end('INSTREAM size limit exceeded. ERROR\0')],
  ['says nothing of sense', (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')],
  ['says that something else is OK', (socket) => socket.end('other: OK\0')],
  ['hangs up', (socket) => socket.destroy()],
  ['never answers', (socket) => socket.resume()],
  ['talks without end', (socket) => socket.write('x'.repeat(10_000))],
])('a scanner that %s leaves the file unjudged', async (_, talk) => {
  const scanner = createScanner(await fakeClamd(talk), 500);
  await expect(scanner.scan(await fileOf(Buffer.alloc(100_000)))).rejects.toThrow(ScannerAway);
});

test('so does one that is not there', async () => {
  await expect(createScanner('tcp://127.0.0.1:1').scan(await fileOf(BAD))).rejects.toThrow(ScannerAway);
});
