import type { Case } from './both-verifiers.ts';
import { type Receipt, receiptOf } from './honest-log.ts';
import { noteLiesByName } from './note-lies.ts';
import type { Random } from './random.ts';
import { anotherText, type Lie, type Lies, type Subject } from './subject.ts';

type Change = (random: Random, receipt: Receipt, subject: Subject) => Receipt | string | Buffer;

const node = (random: Random): string => random.bytes(32).toString('hex');
const put = <T>(random: Random, list: readonly T[], value: T): T[] =>
  list.toSpliced(random.below(list.length + 1), 0, value);

const changes: Readonly<Record<string, Change>> = {
  'a bit is flipped': (random, receipt) => {
    const bytes = Buffer.from(JSON.stringify(receipt));
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  },
  'a node more': (random, receipt) => ({ ...receipt, proof: put(random, receipt.proof, node(random)) }),
  'a node twice': (random, receipt) => {
    const at = random.below(receipt.proof.length);
    return { ...receipt, proof: receipt.proof.toSpliced(at, 0, receipt.proof[at] ?? node(random)) };
  },
  'a node less': (random, receipt) => ({
    ...receipt,
    proof: receipt.proof.toSpliced(random.below(receipt.proof.length), 1),
  }),
  'no nodes': (_, receipt) => ({ ...receipt, proof: [] }),
  'nodes turned round': (_, receipt) => ({ ...receipt, proof: receipt.proof.toReversed() }),
  'a node changed': (random, receipt) => ({
    ...receipt,
    proof:
      receipt.proof.length === 0
        ? [node(random)]
        : receipt.proof.with(random.below(receipt.proof.length), node(random)),
  }),
  'a node that is none': (random, receipt) => ({
    ...receipt,
    proof: put(
      random,
      receipt.proof,
      random.pick(['', 'x', node(random).slice(1), node(random).toUpperCase(), `${node(random)}00`]),
    ),
  }),
  'nodes in capitals': (_, receipt) => ({ ...receipt, proof: receipt.proof.map((one) => one.toUpperCase()) }),
  'very many nodes': (random, receipt) => ({
    ...receipt,
    proof: [...receipt.proof, ...Array.from({ length: random.pick([30, 53, 54, 1000]) }, () => node(random))],
  }),
  'another index': (random, receipt) => ({
    ...receipt,
    index: receipt.index + random.pick([-1, 1, 2, 64, 1e6]),
  }),
  'another index in the leaf too': (random, receipt) => {
    const index = receipt.index + random.pick([-1, 1, 2]);
    return { ...receipt, index, leaf: receipt.leaf.replace(/"index":"\d+"/, `"index":"${index}"`) };
  },
  'an index that is none': (random, receipt) => {
    const index = random.pick([
      '-0',
      `${receipt.index}.0`,
      `${receipt.index}e0`,
      `"${receipt.index}"`,
      '9007199254740993',
      'NaN',
      'null',
    ]);
    return JSON.stringify(receipt).replace(/"index":\d+/, `"index":${index}`);
  },
  'another leaf': (random, receipt) => ({ ...receipt, leaf: anotherText(random, receipt.leaf) }),
  'the leaf of another entry': (random, receipt, { log }) => {
    const other = receiptOf(log, random.below(log.entries.length), log.entries.length);
    return { ...receipt, leaf: other.leaf };
  },
  'the place of another entry': (random, receipt, { log }) => {
    const other = receiptOf(log, random.below(log.entries.length), log.entries.length);
    return other.index === receipt.index ? receipt : { ...other, leaf: receipt.leaf };
  },
  'the checkpoint of another size': (random, receipt, { log }) => {
    const size = 1 + random.below(log.entries.length);
    return { ...receipt, checkpoint: receiptOf(log, 0, size).checkpoint };
  },
  'another format': (random, receipt) => ({
    ...receipt,
    format: random.pick(['guanyun-receipt/1', 'guanyun-receipt/2', 'guanyun-receipt/3', '', 'guanyun-log/1']),
  }),
  'white space': (random, receipt) =>
    random.pick([
      JSON.stringify(receipt, null, 1),
      ` ${JSON.stringify(receipt)}`,
      `${JSON.stringify(receipt)}\n\n`,
      `${JSON.stringify(receipt)}\r\n`,
    ]),
  'a member twice': (random, receipt) => {
    const [name, value] = random.pick(Object.entries(receipt));
    return JSON.stringify(receipt).replace('{', `{${JSON.stringify(name)}:${JSON.stringify(value)},`);
  },
  'a member more': (_, receipt) => JSON.stringify({ ...receipt, more: null }),
  'a member less': (random, receipt) => {
    const gone = random.pick(Object.keys(receipt));
    return JSON.stringify(Object.fromEntries(Object.entries(receipt).filter(([name]) => name !== gone)));
  },
  'nothing at all': () => '',
};

/** Signed by the right key, a false size may fit the proof of one leaf: see `falseSize`. */
const SIGNED_SIZE = 'the right key signs another size';

const noteChanges: Readonly<Record<string, Change>> = Object.fromEntries(
  Object.entries(noteLiesByName)
    .filter(([name]) => name !== SIGNED_SIZE)
    .map(([name, lie]): [string, Change] => [
      `the checkpoint: ${name}`,
      (random, receipt, subject) => ({ ...receipt, checkpoint: lie(random, receipt.checkpoint, subject) }),
    ]),
);

const lieOf =
  (change: Change): Lie =>
  (random, subject): Case | undefined => {
    const size = 1 + random.below(subject.log.entries.length);
    const receipt = receiptOf(subject.log, random.below(size), size);
    const other = change(random, receipt, subject);
    const bytes = Buffer.from(
      typeof other === 'string' || Buffer.isBuffer(other) ? other : JSON.stringify(other),
    );
    if (bytes.equals(Buffer.from(JSON.stringify(receipt)))) return undefined;
    return { what: '', key: subject.key, receipt: bytes };
  };

/** A proof for one leaf cannot tell the size; the checkpoint of the receipt, held against the export, can. */
const falseSize: Lie = (random, subject) => {
  const size = 1 + random.below(subject.log.entries.length);
  const { checkpoint } = receiptOf(subject.log, 0, size);
  const text = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1);
  const other = text.replace(/\n\d+\n/, `\n${size + random.pick([-1, 1])}\n`);
  const checkpoints = [...subject.outside, subject.log.signer.note(other)];
  return { what: '', key: subject.key, export: subject.bytes, checkpoints };
};

/** Receipts that prove nothing. */
export const receiptLies: Lies = {
  ...Object.fromEntries(
    Object.entries({ ...changes, ...noteChanges }).map(([name, change]) => [
      `receipt: ${name}`,
      lieOf(change),
    ]),
  ),
  'receipt: its checkpoint tells a false size': falseSize,
};
