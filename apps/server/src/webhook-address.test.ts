import { expect, test } from 'vitest';
import { AddressRefused, isNetwork, mayCall, pinned } from './webhook-address.ts';

const strict = { networks: [], loopback: false };

test.each([
  ...[
    'https://127.0.0.1/',
    'https://127.9.9.9/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
  ],
  ...['https://10.0.0.8/', 'https://172.16.0.1/', 'https://172.31.255.255/', 'https://192.168.1.1/'],
  ...['https://169.254.169.254/latest/meta-data/', 'https://100.100.100.200/', 'https://0.0.0.0/'],
  ...['https://192.0.0.192/', 'https://198.18.0.1/', 'https://224.0.0.1/', 'https://255.255.255.255/'],
  ...['https://[::1]/', 'https://[::]/', 'https://[::ffff:10.0.0.1]/', 'https://[::ffff:7f00:1]/'],
  ...['https://[fe80::1]/', 'https://[fc00::1]/', 'https://[fd00:ec2::254]/', 'https://[ff02::1]/'],
  ...[
    'https://[64:ff9b::a00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:db8::1]/',
    'https://[2001::1]/',
  ],
  ...['https://localhost/', 'http://8.8.8.8/', 'ftp://8.8.8.8/'],
])('%s is not called', async (address) => {
  await expect(pinned(new URL(address), strict)).rejects.toThrow(AddressRefused);
});

test('a public address is called at the address that was looked at', async () => {
  expect(await pinned(new URL('https://8.8.8.8/'), strict)).toEqual({ address: '8.8.8.8', family: 4 });
  expect(await pinned(new URL('https://[2400:3200::1]/'), strict)).toEqual({
    address: '2400:3200::1',
    family: 6,
  });
});

test('a network that the zone named is open to TLS, and nothing beside it', async () => {
  const zone = { networks: ['10.8.0.0/16', 'fd12::/16'], loopback: false };
  expect(await pinned(new URL('https://10.8.3.4/'), zone)).toMatchObject({ address: '10.8.3.4' });
  expect(mayCall('fd12::7', false, zone)).toBe(true);
  expect(mayCall('10.8.3.4', true, zone)).toBe(false);
  expect(['10.9.0.1', '127.0.0.1', '169.254.169.254'].map((one) => mayCall(one, false, zone))).toEqual([
    ...[false, false, false],
  ]);
});

test('loopback opens by its own setting alone', () => {
  const tests = { networks: [], loopback: true };
  expect([mayCall('127.0.0.1', true, tests), mayCall('10.0.0.1', true, tests)]).toEqual([true, false]);
});

test.each([
  ...([
    ['10.0.0.0/8', true],
    ['fd00::/8', true],
    ['10.0.0.0', false],
    ['10.0.0.0/33', false],
  ] as const),
  ...([
    ['example.cn/8', false],
    ['10.0.0.0/8/9', false],
    ['::/129', false],
  ] as const),
])('%s is a network: %s', (text, expected) => expect(isNetwork(text)).toBe(expected));
