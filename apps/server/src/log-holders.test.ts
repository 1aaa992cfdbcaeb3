import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holderOf } from './log-holders.ts';

const taken: string[] = [];
const server = createServer(async (request, response) => {
  const body = (await buffer(request)).toString();
  if (request.url === '/elsewhere') return response.writeHead(307, { location: '/holder' }).end();
  if (request.url === '/full') return response.writeHead(507).end();
  taken.push(`${request.method} ${request.url} ${body}`);
  return response.writeHead(200).end();
});
let origin = '';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanyun-holder-'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

test('a holder is given each note; its name says nothing secret', async () => {
  const holder = holderOf(`${origin}/holder?token=secret`, null);
  expect(holder.name).toBe(`${origin}/holder`);
  await holder.give('note');
  expect(taken).toEqual(['POST /holder?token=secret note']);
});

test('a holder that sends us elsewhere, or does not take it, was not given it', async () => {
  const before = taken.length;
  await expect(holderOf(`${origin}/elsewhere`, null).give('note')).rejects.toThrow();
  await expect(holderOf(`${origin}/full`, null).give('note')).rejects.toThrow('507');
  expect(taken).toHaveLength(before);
});

test('a file holds one note after another', async () => {
  const path = join(folder, 'deep', 'notes.txt');
  const holder = holderOf(pathToFileURL(path).href, null);
  await holder.give('one\n');
  await holder.give('two\n');
  expect([holder.name, await readFile(path, 'utf8')]).toEqual(['file:notes.txt', 'one\ntwo\n']);
});
