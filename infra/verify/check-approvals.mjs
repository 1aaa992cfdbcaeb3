// Checks approvals that people signed with keys of their own (WebAuthn), from an export of the log. Shares nothing with the server.
import { createHash, createPublicKey, verify } from 'node:crypto';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const fromBase64url = (text) => Buffer.from(text, 'base64url');

/** The few forms of CBOR that a COSE key consists of: whole numbers, byte strings, and one map of them. */
function readKey(bytes) {
  let at = 0;
  const head = () => {
    const [first, small] = [bytes[at], bytes[at] & 31];
    const wide = small < 24 ? 0 : 2 ** (small - 24);
    const value = wide === 0 ? small : bytes.readUIntBE(at + 1, wide);
    at += 1 + wide;
    return { major: first >> 5, value };
  };
  const item = () => {
    const { major, value } = head();
    if (major === 0) return value;
    if (major === 1) return -1 - value;
    if (major !== 2) throw new Error('not a key');
    at += value;
    return bytes.subarray(at - value, at);
  };
  const map = head();
  if (map.major !== 5) throw new Error('not a key');
  return new Map(Array.from({ length: map.value }, () => [item(), item()]));
}

/** What node verifies with: of COSE 1 and 3 are type and algorithm, the rest are the numbers of the key (RFC 9053). */
function publicKeyOf(cose) {
  const key = readKey(fromBase64url(cose));
  const text = (label) => key.get(label).toString('base64url');
  const kinds = {
    '2,-7': () => ({ hash: 'sha256', jwk: { kty: 'EC', crv: 'P-256', x: text(-2), y: text(-3) } }),
    '1,-8': () => ({ hash: null, jwk: { kty: 'OKP', crv: 'Ed25519', x: text(-2) } }),
    '3,-257': () => ({ hash: 'sha256', jwk: { kty: 'RSA', n: text(-1), e: text(-2) } }),
  };
  const { hash, jwk } = kinds[`${key.get(1)},${key.get(3)}`]();
  return { hash, key: createPublicKey({ key: jwk, format: 'jwk' }) };
}

const USER_PRESENT_AND_VERIFIED = 0x05;

/** Why a signature is not the key's over its request; null: it is. */
function wrongWith(row, key, entry, origins) {
  if (entry === undefined) return 'no accepted entry has this request';
  if (key === undefined) return 'no such key';
  if (key.added === undefined) return 'the key was never added by an entry of its account';
  if (entry.accountId !== key.account_id) return 'the key is another account’s';
  const statement = JSON.parse(row.statement);
  if (statement.input.requestId !== row.request_id) return 'the statement is of another request';
  if (statement.procedure !== entry.act) return 'the statement is of another act';
  const client = JSON.parse(fromBase64url(row.client_data));
  if (client.type !== 'webauthn.get') return 'the device was asked something else';
  if (client.challenge !== sha256(row.statement).toString('base64url'))
    return 'the device signed another statement';
  if (!origins.includes(client.origin)) return `the device signed for ${client.origin}`;
  const data = fromBase64url(row.authenticator_data);
  const relying = sha256(new URL(client.origin).hostname);
  if (!data.subarray(0, 32).equals(relying)) return 'the device signed for another name';
  if ((data[32] & USER_PRESENT_AND_VERIFIED) !== USER_PRESENT_AND_VERIFIED)
    return 'the device did not verify the person';
  const { hash, key: publicKey } = publicKeyOf(key.public_key);
  const signed = Buffer.concat([data, sha256(fromBase64url(row.client_data))]);
  return verify(hash, signed, publicKey, fromBase64url(row.signature))
    ? null
    : 'the signature does not verify';
}

/** Takes the lines of an export one by one; `verdicts` then says of each signature whether it holds. */
export class Approvals {
  #entries = new Map();
  #keys = new Map();
  #added = new Map();
  #signatures = [];

  take(line) {
    if (line.type === 'entry') this.#takeEntry(JSON.parse(line.leaf), line);
    if (line.type !== 'row') return;
    if (line.table === 'authenticators') this.#takeKey(JSON.parse(line.text));
    if (line.table === 'approval_signatures') this.#signatures.push(JSON.parse(line.text));
  }

  #takeEntry(leaf, { index, content }) {
    if (leaf.outcome !== 'accepted') return;
    if (!this.#entries.has(leaf.requestId)) this.#entries.set(leaf.requestId, { ...leaf, index });
    if (leaf.act !== 'signing.add') return;
    const { key, publicKey } = JSON.parse(content);
    this.#added.set(key, { publicKey, accountId: leaf.accountId });
  }

  #takeKey(row) {
    this.#keys.set(row.id, row);
  }

  #keyOf(id) {
    const row = this.#keys.get(id);
    if (row === undefined) return undefined;
    const added = this.#added.get(id);
    const same = added?.publicKey === row.public_key && added.accountId === row.account_id;
    return { ...row, added: same ? added : undefined };
  }

  verdicts(origins) {
    return this.#signatures.map((row) => {
      const entry = this.#entries.get(row.request_id);
      let wrong;
      try {
        wrong = wrongWith(row, this.#keyOf(row.authenticator_id), entry, origins);
      } catch {
        wrong = 'cannot be read';
      }
      return { request: row.request_id, index: entry?.index ?? null, act: entry?.act ?? null, wrong };
    });
  }
}
