import { createCipheriv, createECDH, createHash, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { type Client, signInWith } from './client.ts';
import type { Stack } from './stack.ts';

/** The eighteenth place of a credit code, GB 32100-2015. */
function checkDigit(first: string): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const sum = [...first].reduce((total, place, i) => total + alphabet.indexOf(place) * (3 ** i % 31), 0);
  return alphabet[(31 - (sum % 31)) % 31] ?? '';
}

/** A supplier from outside, made up. */
export type Supplier = { name: string; account: string; password: string; headId: string; uscc: string };

export function someSupplier(name: string, headId: string = randomUUID()): Supplier {
  const first = `91500110${createHash('sha256').update(name).digest('hex').replace(/\D/g, '').slice(0, 8)}X`;
  const account = `s${createHash('sha256').update(name).digest('hex').slice(0, 10)}`;
  return { name, account, password: 'Sealed-2026!x', headId, uscc: first + checkDigit(first) };
}

/** What the registration asks for. */
export const registration = (supplier: Supplier) => ({
  ...supplier,
  ...{
    headName: `${supplier.name}负责人（示例）`,
    phone: '023-00000000',
    person: `${supplier.name}经办（示例）`,
  },
});

const post = (stack: Stack, procedure: string, input: object): Promise<Response> =>
  fetch(`${stack.url}/trpc/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-guanyun': '1' },
    body: JSON.stringify(input),
  });

export async function register(stack: Stack, supplier: Supplier): Promise<void> {
  const input = { requestId: randomUUID(), ...registration(supplier) };
  const answer = await post(stack, 'notices.register', input);
  if (!answer.ok) throw new Error(`registration answered ${answer.status}: ${await answer.text()}`);
}
export const signInAs = (stack: Stack, supplier: Supplier): Promise<Client> =>
  signInWith(stack, supplier.account, supplier.password);

export type Form = { id: string; supplierId: string; publicKey: string; lots: { id: string }[] };

function encrypt(key: Buffer, iv: Buffer, context: string, content: Buffer): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** The envelope of a bid as another program than the browser would make it, after the description of the format. */
export function sealed(form: Form, total: string, statement = ''): string {
  const [whole = '0', cents = '00'] = total.split('.');
  const fen = BigInt(whole + cents);
  const rest = fen - BigInt(form.lots.length - 1) * 100n;
  const yuan = (n: bigint): string => `${n / 100n}.${`${n % 100n}`.padStart(2, '0')}`;
  const bid = {
    ...{ tenderId: form.id, supplierId: form.supplierId, total, termDays: 120, signedBy: '示例签署人' },
    prices: form.lots.map(({ id }, index) => ({ lotId: id, price: index === 0 ? yuan(rest) : '1.00' })),
    ...{ statement, papers: [], nonce: randomBytes(16).toString('hex') },
  };
  const content = Buffer.from(JSON.stringify(bid));
  const padded = Buffer.alloc(16_384);
  padded.writeUInt32BE(content.length);
  content.copy(padded, 4);
  const context = `guanyun sealed bid 1|${form.id}|${form.supplierId}`;
  const own = createECDH('prime256v1');
  const ephemeral = own.generateKeys('base64');
  const secret = own.computeSecret(Buffer.from(form.publicKey, 'base64'));
  const wrapping = Buffer.from(hkdfSync('sha256', secret, '', context, 32));
  const [contentKey, iv, keyIv] = [randomBytes(32), randomBytes(12), randomBytes(12)];
  return JSON.stringify({
    ...{ v: 1, ephemeral, keyIv: keyIv.toString('base64'), iv: iv.toString('base64') },
    ...{ key: encrypt(wrapping, keyIv, context, contentKey), body: encrypt(contentKey, iv, context, padded) },
  });
}

/** Seals a bid and hands it in. */
export async function bid(client: Client, tenderId: string, total: string, statement = ''): Promise<void> {
  const form = await client.query<Form>('sealed.form', { id: tenderId });
  if (!form.ok) throw new Error(`no bid form: ${form.status}`);
  const envelope = sealed(form.value, total, statement);
  const answer = await client.mutate('sealed.submit', { requestId: randomUUID(), id: tenderId, envelope });
  if (!answer.ok) throw new Error(`the bid was refused: ${JSON.stringify(answer.failure)}`);
}

/** An opening key shared among three, any two of whom open: `place` and one byte for each of the key. */
export function openingKey(): { publicKey: string; shares: string[] } {
  const key = createECDH('prime256v1');
  const publicKey = key.generateKeys('base64');
  const secret = Buffer.concat([Buffer.alloc(32), key.getPrivateKey()]).subarray(-32);
  const slope = randomBytes(32);
  const twice = (byte: number): number => ((byte << 1) ^ (byte & 0x80 ? 0x11b : 0)) & 0xff;
  const rise = [(c: number) => c, twice, (c: number) => twice(c) ^ c];
  const shares = rise.map((times, index) =>
    Buffer.from([index + 1, ...secret.map((byte, i) => byte ^ times(slope[i] as number))]).toString('hex'),
  );
  return { publicKey, shares };
}
