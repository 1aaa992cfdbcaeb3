import { fc, test } from '@fast-check/vitest';
import { expect, test as once } from 'vitest';
import { hmacSha256, utf8 } from '../kernel/sha256.ts';
import { combineShares, fieldProduct, splitSecret } from './secret-sharing.ts';

let drawn = 0;
/** Chance that is the same in every run. */
const random = (bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, () => {
    drawn += 1;
    return hmacSha256(utf8('chance'), utf8(`${drawn}`))[0] as number;
  });
const shape = fc
  .integer({ min: 2, max: 8 })
  .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 2, max: count })));
const secrets = fc.uint8Array({ minLength: 1, maxLength: 64 });

once('products of the field are those of FIPS 197', () => {
  expect(fieldProduct(0x57, 0x83)).toBe(0xc1);
  expect(fieldProduct(0x57, 0x13)).toBe(0xfe);
  expect(fieldProduct(0x53, 0xca)).toBe(1);
});

once('a sharing worked out by hand: 0x2a + 0x07·x at 1, 2, 3', () => {
  const shares = splitSecret(Uint8Array.of(0x2a), 3, 2, () => Uint8Array.of(0x07));
  expect(shares.map((share) => [...share])).toEqual([
    [1, 0x2d],
    [2, 0x24],
    [3, 0x23],
  ]);
});

once('two bytes with three needed, each with its own polynomial', () => {
  const shares = splitSecret(Uint8Array.of(0x01, 0x80), 4, 3, () => Uint8Array.of(2, 3, 5, 7));
  // 1 + 2x + 3x² and 0x80 + 5x + 7x² over the field: at 2, 1 ⊕ 4 ⊕ 12 = 9 and 0x80 ⊕ 10 ⊕ 28 = 0x96.
  expect([...(shares[1] ?? [])]).toEqual([2, 0x09, 0x96]);
});

test.prop([secrets, shape, fc.infiniteStream(fc.nat())])(
  'any of the shares that are needed give the secret back, in any order, and more do too',
  (secret, [count, needed], chance) => {
    const shares = splitSecret(secret, count, needed, random);
    const shuffled = shares
      .map((share) => ({ share, key: chance.next().value as number }))
      .sort((a, b) => a.key - b.key)
      .map(({ share }) => share);
    expect(combineShares(shuffled.slice(0, needed))).toEqual(secret);
    expect(combineShares(shuffled)).toEqual(secret);
  },
);

test.prop([
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
  shape,
])(
  'one share fewer fits every secret alike: for any other secret there is a chance that gives the same shares',
  (secret, otherBytes, [count, needed]) => {
    const other = Uint8Array.from(secret, (byte, i) => byte ^ (otherBytes[i % otherBytes.length] as number));
    const shares = splitSecret(secret, count, needed, random).slice(0, needed - 1);
    // A polynomial through the other secret and these shares: the known ones plus the secret at place zero are `needed` points.
    const missing = interpolateAt(needed, [...shares, Uint8Array.of(0, ...other)]);
    expect(combineShares([...shares, missing])).toEqual(other);
  },
);

/** The share at a place of the polynomial through these points, one of which may stand at zero. */
function interpolateAt(place: number, points: readonly Uint8Array[]): Uint8Array {
  const shifted = points.map((point) => Uint8Array.of((point[0] as number) ^ place, ...point.slice(1)));
  const value = combineShares(shifted);
  return Uint8Array.of(place, ...value);
}

test.prop([fc.uint8Array({ minLength: 16, maxLength: 32 }), shape.filter(([, needed]) => needed > 2)])(
  'one share fewer gives something else',
  (secret, [count, needed]) => {
    const shares = splitSecret(secret, count, needed, random);
    expect(combineShares(shares.slice(0, needed - 1))).not.toEqual(secret);
  },
);

once('what cannot be shared or combined is said', () => {
  const secret = Uint8Array.of(1, 2, 3);
  for (const [count, needed] of [
    [3, 1],
    [2, 3],
    [256, 2],
    [3, 1.5],
  ] as const)
    expect(() => splitSecret(secret, count, needed, random)).toThrow(RangeError);
  expect(() => splitSecret(new Uint8Array(), 3, 2, random)).toThrow(RangeError);
  expect(() => splitSecret(secret, 3, 2, () => new Uint8Array(1))).toThrow(RangeError);
  const [first, second] = splitSecret(secret, 3, 2, random) as [Uint8Array, Uint8Array];
  expect(() => combineShares([first])).toThrow(RangeError);
  expect(() => combineShares([first, first])).toThrow(RangeError);
  expect(() => combineShares([first, second.slice(0, 3)])).toThrow(RangeError);
  expect(() => combineShares([first, Uint8Array.of(0, 1, 2, 3)])).toThrow(RangeError);
});
