/**
 * Shamir's secret sharing over GF(2⁸) with the polynomial of AES (x⁸+x⁴+x³+x+1): any `needed` of the shares give the
 * secret back, fewer say nothing about it. A share is its place (1…255) followed by one byte for each byte of the secret.
 */
const REDUCTION = 0x11b;

/** Product in the field; no tables, so that nothing is looked up by a secret. */
export function fieldProduct(a: number, b: number): number {
  let [product, x] = [0, a];
  for (let bit = 0; bit < 8; bit += 1) {
    product ^= x & -((b >> bit) & 1);
    x = (x << 1) ^ (REDUCTION & -((x >> 7) & 1));
  }
  return product;
}

/** a²⁵⁴, the inverse of every element but zero. */
function fieldInverse(a: number): number {
  let [result, square] = [1, a];
  for (let bit = 1; bit < 8; bit += 1) {
    square = fieldProduct(square, square);
    result = fieldProduct(result, square);
  }
  return result;
}

/** Throws on parameters that share nothing: fewer than two needed, more needed than there are, no secret. */
function checkParameters(secret: Uint8Array, count: number, needed: number): void {
  if (secret.length === 0) throw new RangeError('there is no secret');
  if (!Number.isInteger(count) || count > 255 || !Number.isInteger(needed) || needed < 2 || needed > count)
    throw new RangeError(`cannot share among ${count} so that ${needed} are needed`);
}

/**
 * @param random must give so many bytes that nobody can guess: the coefficients
 * @returns `count` shares
 */
export function splitSecret(
  secret: Uint8Array,
  count: number,
  needed: number,
  random: (bytes: number) => Uint8Array,
): Uint8Array[] {
  checkParameters(secret, count, needed);
  const coefficients = random(secret.length * (needed - 1));
  if (coefficients.length !== secret.length * (needed - 1)) throw new RangeError('too little chance');
  return Array.from({ length: count }, (_, index) => {
    const place = index + 1;
    const share = new Uint8Array(secret.length + 1);
    share[0] = place;
    for (const [i, byte] of secret.entries()) {
      let value = 0;
      for (let power = needed - 2; power >= 0; power -= 1)
        value = fieldProduct(value ^ (coefficients[i * (needed - 1) + power] as number), place);
      share[i + 1] = value ^ byte;
    }
    return share;
  });
}

/** Lagrange at zero. Throws on shares that do not belong together; too few of them give bytes that mean nothing. */
export function combineShares(shares: readonly Uint8Array[]): Uint8Array {
  const length = shares[0]?.length ?? 0;
  const places = shares.map((share) => share[0] ?? 0);
  if (shares.length < 2 || length < 2 || shares.some((share) => share.length !== length))
    throw new RangeError('shares of different secrets');
  if (places.includes(0) || new Set(places).size !== places.length)
    throw new RangeError('the same share twice');
  const secret = new Uint8Array(length - 1);
  for (const [j, share] of shares.entries()) {
    let weight = 1;
    for (const [m, place] of places.entries())
      if (m !== j)
        weight = fieldProduct(weight, fieldProduct(place, fieldInverse(place ^ (places[j] as number))));
    for (let i = 0; i < secret.length; i += 1)
      secret[i] = (secret[i] as number) ^ fieldProduct(weight, share[i + 1] as number);
  }
  return secret;
}
