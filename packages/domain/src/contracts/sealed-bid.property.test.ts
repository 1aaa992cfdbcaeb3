import { fc, test } from '@fast-check/vitest';
import { expect, test as once } from 'vitest';
import { utf8 } from '../kernel/sha256.ts';
import { BID_BYTES_MAX, bidSizes, padBid, readBid, readEnvelope, unpadBid } from './sealed-bid.ts';

test.prop([fc.uint8Array({ maxLength: 70_000 })])('a padded bid comes back, at one of a few sizes', (bid) => {
  const padded = padBid(bid);
  expect(bidSizes).toContain(padded.length);
  expect(unpadBid(padded)).toEqual(bid);
});

once('the length says no more than the size', () => {
  const sizes = [0, 1, 100, 16_380].map((length) => padBid(new Uint8Array(length)).length);
  expect(new Set(sizes).size).toBe(1);
  expect(padBid(new Uint8Array(16_381)).length).toBe(65_536);
  expect(padBid(new Uint8Array(BID_BYTES_MAX)).length).toBe(1_048_576);
  expect(() => padBid(new Uint8Array(BID_BYTES_MAX + 1))).toThrow(RangeError);
});

once('what was never padded is not read', () => {
  expect(unpadBid(new Uint8Array(10))).toBeNull();
  const tooLong = new Uint8Array(16_384).fill(255, 0, 4);
  expect(unpadBid(tooLong)).toBeNull();
  const dirty = padBid(utf8('投标'));
  dirty[16_383] = 1;
  expect(unpadBid(dirty)).toBeNull();
});

const tenderId = '7b0c7c53-9f0a-4d37-8a53-7f26dbd4d7a1';
const supplierId = '1b0c7c53-9f0a-4d37-8a53-7f26dbd4d7a2';
const [lotA, lotB] = ['2b0c7c53-9f0a-4d37-8a53-7f26dbd4d7a3', '3b0c7c53-9f0a-4d37-8a53-7f26dbd4d7a4'];
const of = { tenderId, supplierId, lotIds: [lotA, lotB] };
const bid = {
  ...{ tenderId, supplierId },
  prices: [
    { lotId: lotA, price: '100.10' },
    { lotId: lotB, price: '200.20' },
  ],
  ...{ total: '300.30', termDays: 90, signedBy: '示例甲', statement: '', papers: [] },
  nonce: '0'.repeat(32),
};
const read = (value: unknown) => {
  const answer = readBid(JSON.stringify(value), of);
  return 'fault' in answer ? answer.fault : 'read';
};

once('a bid prices every lot once and adds up', () => {
  expect(read(bid)).toBe('read');
  expect(read({ ...bid, prices: [...bid.prices].reverse() })).toBe('read');
  expect(read({ ...bid, total: '300.31' })).toBe('SUM_DIFFERS');
  expect(read({ ...bid, prices: bid.prices.slice(1), total: '200.20' })).toBe('LOTS_DIFFER');
  expect(read({ ...bid, prices: [bid.prices[0], bid.prices[0]], total: '200.20' })).toBe('LOTS_DIFFER');
  const elsewhere = [bid.prices[0], { lotId: supplierId, price: '200.20' }];
  expect(read({ ...bid, prices: elsewhere })).toBe('LOTS_DIFFER');
});

once('a bid belongs to its tender and its bidder', () => {
  expect(read({ ...bid, tenderId: supplierId })).toBe('OTHER_TENDER');
  expect(read({ ...bid, supplierId: tenderId })).toBe('OTHER_BIDDER');
  expect(read({ ...bid, more: 1 })).toBe('NOT_A_BID');
  expect(read({ ...bid, total: '0.00' })).toBe('NOT_A_BID');
  expect(readBid('{', of)).toEqual({ fault: 'NOT_A_BID' });
});

once('an envelope has its parts, and a body of a size that sealed bids have', () => {
  const body = `${'A'.repeat(21_867)}=`;
  const envelope = { v: 1, ephemeral: 'AAAA', keyIv: 'AAAA', key: 'AAAA', iv: 'AAAA', body };
  expect(readEnvelope(JSON.stringify(envelope))).toEqual(envelope);
  expect(readEnvelope(JSON.stringify({ ...envelope, body: `${body}AAAA` }))).toBeNull();
  expect(readEnvelope(JSON.stringify({ ...envelope, v: 2 }))).toBeNull();
  expect(readEnvelope(JSON.stringify({ ...envelope, name: 'x' }))).toBeNull();
  expect(readEnvelope('no envelope')).toBeNull();
});
