import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkReceipt, type Receipt } from './check-receipt.ts';

const keys = generateKeyPairSync('ed25519');
const publicKey = Buffer.concat([
  Buffer.of(1),
  keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
]).toString('base64');
const keyOf = (origin: string): string => `${origin}+00000000+${publicKey}\n`;

/** The receipt of the first of two entries, by the platform's own hash functions. */
function receiptBy(by: 'sha256' | 'sm3', origin: string, over: Partial<Receipt> = {}): Receipt {
  const sm3 = by === 'sm3';
  const leaf = JSON.stringify({ act: 'x', ...(sm3 ? { hash: 'SM3' } : {}), index: '0' });
  const hash = (prefix: number, ...parts: Buffer[]) =>
    createHash(by)
      .update(Buffer.concat([Buffer.of(prefix), ...parts]))
      .digest();
  const [first, second] = [hash(0, Buffer.from(leaf)), hash(0, Buffer.from('another'))];
  const text = `${origin}\n2\n${hash(1, first, second).toString('base64')}\n`;
  const signature = Buffer.concat([Buffer.alloc(4), sign(null, Buffer.from(text), keys.privateKey)]);
  const format = sm3 ? { format: 'guanyun-receipt/2', hash: 'SM3' } : { format: 'guanyun-receipt/1' };
  const checkpoint = `${text}\n— ${origin} ${signature.toString('base64')}\n`;
  return { ...format, index: 0, leaf, proof: [second.toString('hex')], checkpoint, ...over };
}

test('a receipt of either hash is checked in the browser', async () => {
  const good = { size: 2, included: true, signature: true };
  const old = await checkReceipt(receiptBy('sha256', 'guanyun/a'), keyOf('guanyun/a'));
  expect(old).toEqual({ ...good, hash: 'SHA-256' });
  const sm3 = await checkReceipt(receiptBy('sm3', 'guanyun/a#sm3'), keyOf('guanyun/a#sm3'));
  expect(sm3).toEqual({ ...good, hash: 'SM3' });
});

test('what names another hash than the key proves nothing', async () => {
  const wrong: [Receipt, string][] = [
    [receiptBy('sm3', 'guanyun/a#sm3'), 'guanyun/a'],
    [receiptBy('sha256', 'guanyun/a'), 'guanyun/a#sm3'],
    [receiptBy('sha256', 'guanyun/a#sm3'), 'guanyun/a#sm3'],
    [receiptBy('sm3', 'guanyun/a'), 'guanyun/a'],
    [receiptBy('sm3', 'guanyun/a#sm3', { format: 'guanyun-receipt/1' }), 'guanyun/a#sm3'],
    [receiptBy('sm3', 'guanyun/a#sm3', { hash: 'SHA-256' }), 'guanyun/a#sm3'],
    [receiptBy('sm3', 'guanyun/a#sm3', { leaf: '{"act":"y","hash":"SM3","index":"0"}' }), 'guanyun/a#sm3'],
  ];
  for (const [receipt, origin] of wrong)
    expect((await checkReceipt(receipt, keyOf(origin))).included).toBe(false);
  await expect(checkReceipt(receiptBy('sm3', 'guanyun/a#sm9'), keyOf('guanyun/a#sm9'))).rejects.toThrow();
});
