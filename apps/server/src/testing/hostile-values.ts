import type { Chance } from '@guanyun/application/matters/testing/random-command.ts';

/** Values that have broken systems before. */

/** JSON that no value gives when it is written: numbers beyond a double's reach, nesting beyond the stack's. */
export const raw = (name: keyof typeof raws): string => `\u0001raw:${name}\u0001`;
const raws = {
  huge: '1e400',
  lowest: '-1e400',
  minus: '-0',
  arrays1000: `${'['.repeat(1000)}${']'.repeat(1000)}`,
  arrays100000: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  objects1000: `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`,
  objects100000: `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
} as const;

/** JSON text of a value; own `__proto__` keys and what is raw are kept. */
export const wire = (value: unknown): string =>
  (JSON.stringify(value) ?? 'null').replace(
    /"\\u0001raw:(\w+)\\u0001"/g,
    (_, name: keyof typeof raws) => raws[name],
  );

/** An object with this own key, whatever the key is. */
export function withKey(of: object, key: string, value: unknown): object {
  return Object.defineProperty({ ...of }, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

export const hostileTexts: readonly string[] = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udc00甲',
    '甲\ud83d',
    '\u202e甲乙',
    '\u200b',
    '\ufeff',
    '\uffff',
  ],
  ...['e\u0301'.repeat(40), '😀'.repeat(25), '𠀀'.repeat(50), '\u0001\u0002\u001f', '\r\n\t', '甲\u2028乙'],
  ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1', '=HYPERLINK("http://x")'],
  ...[
    '%',
    '_',
    '\\',
    '%_%\\',
    "'",
    '"',
    "'; DROP TABLE x; --",
    '$1',
    ':id',
    '?',
    '{',
    '}',
    '[[',
    '((',
    '*',
    'a|b',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'true',
    'NaN',
    'infinity',
  ],
  ...[
    '../../etc/passwd',
    '<script>1</script>',
    '$(7*7)',
    '{{7*7}}',
    '%00',
    '%s%n',
    'a'.repeat(200),
    '长'.repeat(200),
  ],
  ...[
    '长'.repeat(500),
    'x'.repeat(2000),
    '甲'.repeat(2000),
    '1e400',
    '0x10',
    '１２',
    '00000000-0000-0000-0000-000000000000',
  ],
  ...[
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'infinity|x',
    '2026-01-01|x',
    '|||',
    '2026-11-22T00:00:00Z|',
    '-1',
    '1.5',
  ],
];
export const hostileDays: readonly string[] = [
  ...[
    '0000-00-00',
    '0001-01-01',
    '0001-12-31',
    '9999-12-31',
    '9999-01-01',
    '2026-02-30',
    '2026-13-01',
    '1900-02-29',
  ],
  ...[
    '2024-02-29',
    '1582-10-10',
    '1970-01-01',
    '2038-01-19',
    '10000-01-01',
    '-001-01-01',
    '2026-1-1',
    '２０２６-01-01',
  ],
  ...['1900-01-01', '2199-12-31', '1850-06-01', '2500-01-01', '1949-10-01', '2100-12-31'],
];
export const hostileAmounts: readonly string[] = [
  ...[
    '0.00',
    '-0.00',
    '-1.00',
    '0.01',
    '999999999999999999.99',
    '1000000000000000000.00',
    '99999999999999999999.99',
  ],
  ...[
    '9223372036854775807.00',
    '92233720368547758.08',
    `${'9'.repeat(40)}.00`,
    `${'9'.repeat(1000)}.00`,
    '1.0',
    '1.000',
  ],
  ...['1e5', 'NaN', 'Infinity', '0x1.00', '１.00', '00.00', '01.00', '90071992547409.93', '+1.00', ' 1.00'],
];
export const hostileShares: readonly string[] = [
  ...[
    '0/1',
    '1/0',
    '0/0',
    '1/1',
    '-1/2',
    '1/-2',
    '2/1',
    '1.000',
    '0.333333333333333333333333333333',
    '.5',
    '1.',
  ],
  ...[
    `1/${'9'.repeat(30)}`,
    `${'9'.repeat(300)}/${'9'.repeat(301)}`,
    `0.${'1'.repeat(500)}`,
    '1/3',
    `0.${'0'.repeat(60)}1`,
  ],
];
export const hostileNumbers: readonly unknown[] = [
  ...[
    -1,
    0,
    1,
    0.5,
    -0.5,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 53,
    2 ** 53 + 2,
    2 ** 63,
    1e21,
    1e40,
    5e-324,
  ],
  ...[raw('huge'), raw('lowest'), raw('minus'), '1', null, true, [1]],
];

/** Anything at all, mostly of the wrong kind. */
export function anything(chance: Chance): unknown {
  return chance.pick<() => unknown>([
    () => chance.pick(hostileTexts),
    () => chance.pick(hostileTexts),
    () => chance.pick(hostileDays),
    () => chance.pick(hostileAmounts),
    () => chance.pick(hostileNumbers),
    () => chance.pick([null, true, false, {}, [], [[]], [null], '']),
    () => withKey({}, '__proto__', { admin: true, toString: 1 }),
    () => ({ constructor: { prototype: { x: 1 } }, toString: 1, valueOf: null }),
    () => raw(chance.pick(['arrays1000', 'arrays100000', 'objects1000', 'objects100000'])),
    () => Array.from({ length: chance.pick([300, 5000, 100_000]) }, () => 0),
    () => chance.pick(['x', '甲', '\u0000', '=', '"', '(', '9', 'a ', '1.', '\ud800']).repeat(1_000_000 / 4),
    () => chance.pick(['x', '9']).repeat(1_000_000),
  ])();
}
