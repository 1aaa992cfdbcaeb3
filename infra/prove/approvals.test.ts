import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ROOT } from '../paths.ts';
import { Random } from '../verify/testing/random.ts';

const FORGERIES = Number(process.env.GUANYUN_FORGERIES ?? 1000);
const SEED = Number(process.env.GUANYUN_SEED ?? Math.floor(Date.now() / 1000) % 1_000_000);
const ORIGIN = 'https://guanyun.example';

type Verdict = { request: string; index: number | null; wrong: string | null };
type Checker = { take(line: object): void; verdicts(origins: string[]): Verdict[] };
const { Approvals } = (await import(pathToFileURL(`${ROOT}infra/verify/check-approvals.mjs`).href)) as {
  Approvals: new () => Checker;
};

const sha = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();
type Device = {
  readonly id: string;
  readonly account: string;
  readonly key: KeyObject;
  readonly cose: string;
};

/** A device with a P-256 key; its COSE form is laid down byte by byte (RFC 9052, 9053). */
function device(account: string): Device {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const id = sha(randomUUID()).toString('base64url');
  return { id, account, key: privateKey, cose: cose.toString('base64url') };
}

type Row = Record<
  'request_id' | 'authenticator_id' | 'statement' | 'client_data' | 'authenticator_data' | 'signature',
  string
>;
/** What a device answers to a statement; `flags` 5: present and verified. */
function signed(
  by: Device,
  request: string,
  act: string,
  choice: string,
  over: { origin?: string; flags?: number; type?: string } = {},
): Row {
  const { origin = ORIGIN, flags = 5, type = 'webauthn.get' } = over;
  const statement = JSON.stringify({ input: { choice, requestId: request }, procedure: act });
  const client = Buffer.from(
    JSON.stringify({ type, challenge: sha(statement).toString('base64url'), origin }),
  );
  const data = Buffer.concat([sha(new URL(origin).hostname), Buffer.of(flags, 0, 0, 0, 1)]);
  return {
    ...{ request_id: request, authenticator_id: by.id, statement, client_data: client.toString('base64url') },
    authenticator_data: data.toString('base64url'),
    signature: sign('sha256', Buffer.concat([data, sha(client)]), by.key).toString('base64url'),
  };
}

type Entry = { requestId: string; act: string; accountId: string; content: object };
type World = { entries: Entry[]; keys: Record<string, string>[]; rows: Row[] };
function judged({ entries, keys, rows }: World): Verdict[] {
  const approvals = new Approvals();
  for (const [index, { content, ...leaf }] of entries.entries())
    approvals.take({
      type: 'entry',
      index,
      leaf: JSON.stringify({ ...leaf, outcome: 'accepted' }),
      content: JSON.stringify(content),
    });
  for (const key of keys) approvals.take({ type: 'row', table: 'authenticators', text: JSON.stringify(key) });
  for (const row of rows)
    approvals.take({ type: 'row', table: 'approval_signatures', text: JSON.stringify(row) });
  return approvals.verdicts([ORIGIN]);
}

const ACT = 'meetings.vote';
const keyRow = ({ id, account, cose }: Device) => ({ id, account_id: account, public_key: cose });
const adding = (by: Device): Entry => ({
  ...{ requestId: randomUUID(), act: 'signing.add', accountId: by.account },
  content: { key: by.id, publicKey: by.cose },
});
/** Two people with a key each, and what one of them approved. */
function honest() {
  const [head, other] = [device(randomUUID()), device(randomUUID())];
  const requests = [randomUUID(), randomUUID()] as const;
  const vote = (requestId: string): Entry => ({ requestId, act: ACT, accountId: head.account, content: {} });
  const rows = requests.map((request) => signed(head, request, ACT, 'for')) as [Row, Row];
  const entries = [adding(head), adding(other), ...requests.map(vote)];
  const world: World = { entries, keys: [head, other].map(keyRow), rows };
  return { head, other, requests, world, rows };
}

/** What whoever has the server and its database, but none of the devices, could put in place of the first approval. */
function forged(random: Random): { kind: string; world: World } {
  const { head, other, requests, world, rows } = honest();
  const [first, second] = rows;
  const own = device(head.account);
  const place = (row: Row, over: Partial<World> = {}) => ({ ...world, rows: [row, second], ...over });
  const bent = (text: string): string => {
    const bytes = Buffer.from(text, 'base64url');
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes.toString('base64url');
  };
  const other_ = { ...signed(own, requests[0], ACT, 'against'), authenticator_id: head.id };
  const kinds: Record<string, () => World> = {
    'another choice under the old signature': () =>
      place({ ...first, statement: first.statement.replace('for', 'against') }),
    'another choice and another challenge': () => {
      const { statement, client_data } = signed(own, requests[0], ACT, 'against');
      return place({ ...first, statement, client_data });
    },
    'the signature of another approval': () => place({ ...second, request_id: requests[0] }),
    'signed by a key that the server made': () => place(other_),
    'the key replaced in its row': () =>
      place(other_, { keys: [{ ...keyRow(own), id: head.id }, keyRow(other)] }),
    'a key that no entry added': () =>
      place(signed(own, requests[0], ACT, 'against'), { keys: [...world.keys, keyRow(own)] }),
    'the key of somebody else': () => place(signed(other, requests[0], ACT, 'against')),
    'made over to the account': () =>
      place(signed(other, requests[0], ACT, 'against'), {
        keys: [keyRow(head), { ...keyRow(other), account_id: head.account }],
      }),
    'another act': () => ({
      ...world,
      entries: world.entries.map((one) =>
        one.requestId === requests[0] ? { ...one, act: 'matters.issue' } : one,
      ),
    }),
    'another person': () => ({
      ...world,
      entries: world.entries.map((one) =>
        one.requestId === requests[0] ? { ...one, accountId: other.account } : one,
      ),
    }),
    'for another address': () =>
      place(signed(head, requests[0], ACT, 'for', { origin: 'https://elsewhere.example' })),
    'a person who was not verified': () => place(signed(head, requests[0], ACT, 'for', { flags: 1 })),
    'a registration in place of a signature': () =>
      place(signed(head, requests[0], ACT, 'for', { type: 'webauthn.create' })),
    'a bit of the signature': () => place({ ...first, signature: bent(first.signature) }),
    'a bit of what the device said': () =>
      place({ ...first, authenticator_data: bent(first.authenticator_data) }),
    'a bit of what it was asked': () => place({ ...first, client_data: bent(first.client_data) }),
    'an approval of nothing': () => place(signed(head, randomUUID(), ACT, 'for')),
    'no signature': () => place({ ...first, signature: '' }),
  };
  const kind = random.pick(Object.keys(kinds));
  return { kind, world: (kinds[kind] as () => World)() };
}

test('what a person’s device signed is shown offline, and nothing that the server could make in its place', () => {
  const random = new Random(SEED);
  for (let i = 0; i < 50; i += 1)
    expect(judged(honest().world).map(({ wrong }) => wrong)).toEqual([null, null]);
  const accepted: string[] = [];
  for (let i = 0; i < FORGERIES; i += 1) {
    const { kind, world } = forged(random);
    const [first] = judged(world);
    if (first?.wrong === null) accepted.push(kind);
  }
  console.log(
    `G23: ${FORGERIES} forgeries, ${accepted.length} accepted; 100 signatures, 100 verified offline, seed ${SEED}`,
  );
  expect(accepted).toEqual([]);
}, 600_000);
