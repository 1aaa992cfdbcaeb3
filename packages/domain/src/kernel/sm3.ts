/** SM3 (GB/T 32905-2016) without I/O, for where the platform has none: browsers know no SM3. */
const INITIAL = Uint32Array.of(
  ...[0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600],
  ...[0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e],
);
const EARLY = 16;
const T_EARLY = 0x79cc4519;
const T_LATE = 0x7a879d8a;

const at = (words: Uint32Array, index: number): number => words[index] as number;
const rotate = (x: number, by: number): number => (x << (by & 31)) | (x >>> (32 - (by & 31)));
const p0 = (x: number): number => x ^ rotate(x, 9) ^ rotate(x, 17);
const p1 = (x: number): number => x ^ rotate(x, 15) ^ rotate(x, 23);

/** The message with a one bit, zeroes and its length in bits (5.2). */
function padded(message: Uint8Array): DataView {
  const blocks = Math.ceil((message.length + 9) / 64);
  const bytes = new Uint8Array(blocks * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n);
  return view;
}

/** The words W of one block (5.3.2); W′ of round j is W[j] ⊕ W[j + 4]. */
function expanded(view: DataView, offset: number): Uint32Array {
  const w = new Uint32Array(68);
  for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(offset + i * 4);
  for (let i = 16; i < 68; i += 1)
    w[i] =
      p1(at(w, i - 16) ^ at(w, i - 9) ^ rotate(at(w, i - 3), 15)) ^ rotate(at(w, i - 13), 7) ^ at(w, i - 6);
  return w;
}

/** The compression function CF (5.3.3). */
function compress(state: Uint32Array, w: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = [...state] as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ];
  for (let j = 0; j < 64; j += 1) {
    const early = j < EARLY;
    const turned = rotate(a, 12);
    const ss1 = rotate((turned + e + rotate(early ? T_EARLY : T_LATE, j)) | 0, 7);
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ turned) + (at(w, j) ^ at(w, j + 4))) | 0;
    const tt2 = (gg + h + ss1 + at(w, j)) | 0;
    [a, b, c, d] = [tt1, a, rotate(b, 9), c];
    [e, f, g, h] = [p0(tt2), e, rotate(f, 19), g];
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) ^ value;
}

/** 32 bytes. */
export function sm3(message: Uint8Array): Uint8Array {
  const view = padded(message);
  const state = Uint32Array.from(INITIAL);
  for (let offset = 0; offset < view.byteLength; offset += 64) compress(state, expanded(view, offset));
  const digest = new DataView(new ArrayBuffer(32));
  for (const [i, word] of state.entries()) digest.setUint32(i * 4, word);
  return new Uint8Array(digest.buffer);
}
