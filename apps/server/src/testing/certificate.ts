import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { isIP } from 'node:net';

const part = (tag: number, ...inner: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(inner);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...inner: readonly Uint8Array[]) => part(0x30, ...inner);
const name = (of: string) =>
  sequence(part(0x31, sequence(Buffer.from('0603550403', 'hex'), part(0x0c, Buffer.from(of)))));
const time = (at: Date) =>
  part(
    0x17,
    Buffer.from(
      `${at
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  );
const ECDSA_SHA256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
const DAY_MS = 86_400_000;

/** A certificate that signs itself, for an IPv4 address or a name, as PEM with its key; good for `days` from yesterday on. */
export function certificateFor(host: string, days = 3): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const from = Date.now() - DAY_MS;
  // A name of its own: of two with one name, a store of trusted ones knows only the first.
  const own = randomUUID();
  const address = isIP(host) === 4 ? Buffer.from(host.split('.').map(Number)) : null;
  const alternative = sequence(address === null ? part(0x82, Buffer.from(host)) : part(0x87, address));
  const body = sequence(
    part(0xa0, part(0x02, Buffer.of(2))),
    part(0x02, Buffer.of(1)),
    ECDSA_SHA256,
    name(own),
    sequence(time(new Date(from)), time(new Date(from + days * DAY_MS))),
    name(own),
    publicKey.export({ format: 'der', type: 'spki' }),
    part(0xa3, sequence(sequence(Buffer.from('0603551d11', 'hex'), part(0x04, alternative)))),
  );
  const signature = part(0x03, Buffer.of(0), sign('sha256', body, privateKey));
  const der = sequence(body, ECDSA_SHA256, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}
