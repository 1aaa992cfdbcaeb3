import { createPublicKey, verify } from 'node:crypto';
import { SHA256, SM3 } from './merkle-tree.mjs';

const DASH = '\u2014 ';
const MOST_SIGNATURES = 100;
/** White_Space of Unicode above ASCII written out, so that no library's own idea of a space counts. */
const SPACES = /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PRIME = 2n ** 255n - 19n;
/** y of a point of order 8, whose 4th multiple is (0, -1). */
const EIGHTH = 2707385501144840649318225287225658788936804267575313519463743609750303021n;
/** y of all points whose order divides 8: a key among them would let anyone sign. */
const SMALL_ORDER = [0n, 1n, PRIME - 1n, EIGHTH, PRIME - EIGHTH];

const isName = (text) =>
  text !== '' && !text.includes('+') && !SPACES.test(text) && ![...text].some((sign) => sign <= ' ');

/** The bytes of padded base64 in its one right spelling, else undefined. */
function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text ? bytes : undefined;
}

function power(base, exponent) {
  let [result, square] = [1n, base % PRIME];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

/** A root of the value modulo the prime, or undefined when it is no square. */
function squareRoot(value) {
  const root = power(value, (PRIME + 3n) / 8n);
  for (const one of [root, (root * power(2n, (PRIME - 1n) / 4n)) % PRIME]) {
    if ((one * one) % PRIME === value % PRIME) return one;
  }
  return undefined;
}

/** Whether 32 bytes are a point of the curve in its one right spelling, and not of small order. */
export function isSoundPoint(bytes) {
  const y = BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`) & (2n ** 255n - 1n);
  if (y >= PRIME || SMALL_ORDER.includes(y)) return false;
  const d = (PRIME - 121665n) * power(121666n, PRIME - 2n);
  const xSquared = (y * y - 1n + PRIME) * power(d * y * y + 1n, PRIME - 2n);
  return squareRoot(xSquared % PRIME) !== undefined;
}

/** A name is that of a log of SHA-256, or ends with `#` and another hash: `[what is before it, the hash]`. */
function readName(name) {
  const at = name.indexOf('#');
  if (at < 0) return [name, SHA256];
  return [name.slice(0, at), name.slice(at) === '#sm3' ? SM3 : undefined];
}

/** `<name>+<key hash>+<base64 of 0x01 ‖ public key>`; undefined when it is no such key. */
export function readKey(text) {
  const [, name, hash, base64] = /^([^+]*)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\n?$/u.exec(text) ?? [];
  if (name === undefined || !isName(name)) return undefined;
  const bytes = fromBase64(base64);
  if (bytes?.length !== 33 || bytes[0] !== 1 || !isSoundPoint(bytes.subarray(1))) return undefined;
  const algorithm = readName(name)[1];
  const told = SHA256.bytes(Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), bytes])).subarray(0, 4);
  if (told.toString('hex') !== hash) return undefined;
  const key = createPublicKey({
    key: Buffer.concat([SPKI, bytes.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  return { name, algorithm, hash: told, key };
}

function readSignature(line) {
  const [name, base64, ...more] = line.startsWith(DASH) ? line.slice(DASH.length).split(' ') : [];
  if (base64 === undefined || more.length > 0 || !isName(name)) return undefined;
  const bytes = fromBase64(base64);
  return bytes && bytes.length > 4
    ? { name, hash: bytes.subarray(0, 4), bytes: bytes.subarray(4) }
    : undefined;
}

/** One checkpoint as a signed note, not yet verified; undefined when it is not written as the format asks for. */
function readNote(text) {
  const lines = text.split('\n');
  const [origin, digits, base64, empty] = lines;
  if (lines.length < 6 || lines.at(-1) !== '' || empty !== '' || !isName(origin)) return undefined;
  if (!/^(0|[1-9][0-9]{0,15})$/.test(digits) || !Number.isSafeInteger(Number(digits))) return undefined;
  const root = fromBase64(base64);
  const signatures = lines.slice(4, -1).map(readSignature);
  if (root?.length !== 32 || signatures.length > MOST_SIGNATURES || signatures.includes(undefined)) {
    return undefined;
  }
  return { origin, size: Number(digits), root, signatures, signed: `${origin}\n${digits}\n${base64}\n` };
}

/** The checkpoint in this note and what is wrong with it: `{ size, root }` when nothing is. */
export function checkNote(text, key) {
  const note = text === undefined ? undefined : readNote(text);
  if (note === undefined) return { size: '-', wrong: 'cannot be read' };
  const { size, root } = note;
  if (note.origin !== key.name) {
    const [[own, algorithm], [other, told]] = [readName(key.name), readName(note.origin)];
    const wrong = own === other && algorithm !== told ? 'another hash algorithm' : 'another origin';
    return { size, wrong };
  }
  const own = note.signatures.filter(({ name, hash }) => name === key.name && hash.equals(key.hash));
  if (own.length === 0) return { size, wrong: 'no signature of the key' };
  if (own.length > 1) return { size, wrong: 'more than one signature of the key' };
  const [{ bytes }] = own;
  const holds = bytes.length === 64 && verify(null, Buffer.from(note.signed, 'utf8'), key.key, bytes);
  return holds ? { size, root } : { size, wrong: 'the signature does not verify' };
}

/** The notes that stand in a file one after the other; what cannot be parted is left whole, for `checkNote` to refuse. */
export function partNotes(text) {
  if (text === undefined || text === '') return [undefined];
  const notes = [];
  for (let from = 0; from < text.length; ) {
    const gap = text.indexOf('\n\n', from);
    let to = gap < 0 ? text.length : gap + 2;
    while (gap >= 0 && text.startsWith(DASH, to)) {
      const end = text.indexOf('\n', to);
      to = end < 0 ? text.length : end + 1;
    }
    notes.push(text.slice(from, to));
    from = to;
  }
  return notes;
}
