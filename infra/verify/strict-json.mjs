/** Depth of a leaf: what two readers might handle differently is refused before either gets there. */
const MAX_DEPTH = 64;
const LONE_SURROGATE = /\p{Surrogate}/u;
const [QUOTE, BACKSLASH, COLON, MINUS, ZERO, NINE] = [...'"\\:-09'].map((sign) => sign.charCodeAt(0));
const OPENING = new Set([...'[{'].map((sign) => sign.charCodeAt(0)));
const CLOSING = new Set([...']}'].map((sign) => sign.charCodeAt(0)));
const FRACTION = new Set([...'.eE'].map((sign) => sign.charCodeAt(0)));
const WHITE = new Set([...' \t\n\r'].map((sign) => sign.charCodeAt(0)));

/** The text of these bytes, or undefined when they are not UTF-8. */
export function textOf(bytes) {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(bytes) ? undefined : text;
}

function hasLoneSurrogate(value) {
  if (typeof value === 'string') return LONE_SURROGATE.test(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasLoneSurrogate);
  return Object.entries(value).some(([key, inner]) => LONE_SURROGATE.test(key) || hasLoneSurrogate(inner));
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether the object has these members, in this order, and no other. */
export function hasExactly(value, names) {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === names.length && keys.every((key, at) => key === names[at]);
}

/**
 * The object that this text is the one exact form of: written again it gives the same text. Leaves no room for a member
 * twice, white space, another spelling of a number or another escape. Undefined for anything else.
 */
export function readExact(text) {
  try {
    const value = JSON.parse(text);
    if (!isObject(value) || JSON.stringify(value) !== text) return undefined;
    // A lone surrogate is the one thing outside the format that survives being written again.
    return text.includes('\\ud') && hasLoneSurrogate(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Where the string that begins here ends (index of what follows it). The text is JSON already. */
function afterString(text, from) {
  let at = from + 1;
  for (let sign = text.charCodeAt(at); sign !== QUOTE; sign = text.charCodeAt(at)) {
    at += sign === BACKSLASH ? 2 : 1;
  }
  return at + 1;
}

/** Number of members as written, or -1 where the text is too deep or has a number that is not a plain integer. */
function membersWritten(text) {
  let [members, depth, before] = [0, 0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      at = afterString(text, at);
      while (WHITE.has(text.charCodeAt(at))) at += 1;
      if (text.charCodeAt(at) === COLON) members += 1;
      else at -= 1;
    } else if (OPENING.has(sign)) {
      depth += 1;
      if (depth > MAX_DEPTH) return -1;
    } else if (CLOSING.has(sign)) depth -= 1;
    else if (FRACTION.has(sign) && before >= ZERO && before <= NINE) return -1;
    else if (sign === ZERO && before === MINUS) return -1;
    before = sign;
  }
  return members;
}

/** Number of members that were understood, or NaN where a number is no safe integer. */
function membersRead(value) {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 0 : Number.NaN;
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value);
  return inner.reduce((sum, one) => sum + membersRead(one), Array.isArray(value) ? 0 : inner.length);
}

/** The JSON object in this text, in any spelling that only one meaning can be read from; undefined for anything else. */
export function readUnambiguous(text) {
  try {
    const value = JSON.parse(text);
    if (!isObject(value) || membersWritten(text) !== membersRead(value)) return undefined;
    return text.includes('\\u') && hasLoneSurrogate(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

export const isText = (value) => typeof value === 'string';
export const isHash = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
/** Counts and indices: whole, safe, not negative. */
export const isCount = (value) => Number.isSafeInteger(value) && value >= 0;

/** The hashes that a leaf names: none in a log of SHA-256, in others its own and, where it tells of rows, that of the rows. */
const namesHashes = (leaf, name, rows) =>
  name === 'SHA-256'
    ? leaf.hash === undefined && leaf.rowHash === undefined
    : leaf.hash === name && leaf.rowHash === (rows === null ? undefined : 'SHA-256');

/** What a verifier needs of a leaf in a log of this hash, or undefined when the leaf cannot be read. */
export function readLeaf(text, name) {
  const leaf = readUnambiguous(text);
  if (leaf === undefined) return undefined;
  const own = (name) => (Object.hasOwn(leaf, name) ? leaf[name] : undefined);
  const told = ['index', 'recordedAt', 'act'].every(
    (name) => Object.hasOwn(leaf, name) && isText(leaf[name]),
  );
  if (!told || !Object.hasOwn(leaf, 'outcome') || !['accepted', 'refused'].includes(leaf.outcome)) {
    return undefined;
  }
  if (!Object.hasOwn(leaf, 'digest') || !isHash(leaf.digest)) return undefined;
  const rows = Object.hasOwn(leaf, 'rows') ? leaf.rows : null;
  if (rows !== null && !isHash(rows)) return undefined;
  if (rows === null && Object.hasOwn(leaf, 'rows')) return undefined;
  const named = namesHashes({ hash: own('hash'), rowHash: own('rowHash') }, name, rows);
  const { index, act, digest } = leaf;
  return { index, act, refused: leaf.outcome === 'refused', digest, rows, named };
}
