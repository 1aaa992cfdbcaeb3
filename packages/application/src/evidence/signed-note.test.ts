import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { isSignedBy, type LogSigner, readCheckpoints, signedCheckpoint, verifierKey } from './signed-note.ts';

function signer(origin: string): LogSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    origin,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

const own = signer('guanyun/east');
const notes = [3, 12].map((size) => signedCheckpoint(own, size, `${size}`.padStart(64, 'a')));

it('reads the checkpoints that a holder kept, one after the other, with their signatures', () => {
  const read = readCheckpoints(notes.join(''));
  expect(read?.map(({ origin, size, root }) => ({ origin, size, root }))).toEqual(
    [3, 12].map((size) => ({ origin: 'guanyun/east', size, root: `${size}`.padStart(64, 'a') })),
  );
  expect(read?.every((one) => isSignedBy(one, `${verifierKey(own)}\n`))).toBe(true);
});

it.each([
  ['half a note', notes.join('').slice(0, -20)],
  ['something between', notes.join('x\n')],
  ['a size that is none', (notes[0] ?? '').replace('\n3\n', '\n03\n')],
  ['a file of something else', 'hello\n'],
])('takes no file with %s', (_, file) => {
  expect(readCheckpoints(file)).toBeNull();
});

it('knows another key, another name and another size', () => {
  const [first] = readCheckpoints(notes[0] ?? '') ?? [];
  const [larger] = readCheckpoints((notes[0] ?? '').replace('\n3\n', '\n4\n')) ?? [];
  if (first === undefined || larger === undefined) throw new Error('not read');
  expect(isSignedBy(first, verifierKey(signer('guanyun/east')))).toBe(false);
  expect(isSignedBy(first, verifierKey({ ...own, origin: 'guanyun/west' }))).toBe(false);
  expect(isSignedBy(larger, verifierKey(own))).toBe(false);
  expect(isSignedBy(first, 'no key')).toBe(false);
});
