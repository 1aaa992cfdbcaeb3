import { isIncluded } from './merkle-tree.mjs';
import { checkNote } from './signed-note.mjs';
import { hasExactly, isCount, isHash, isText, readExact, readLeaf, textOf } from './strict-json.mjs';

const MEMBERS = ['index', 'leaf', 'proof', 'checkpoint'];
/** How a receipt of each format begins, and the hash of it. */
const FORMATS = new Map([
  ['guanyun-receipt/1', { begins: ['format'], hash: 'SHA-256' }],
  ['guanyun-receipt/2', { begins: ['format', 'hash'], hash: 'SM3' }],
]);
/** A tree of as many leaves as a number can count is no deeper. */
const LONGEST_PROOF = 53;

function readReceipt(bytes) {
  const text = textOf(bytes);
  const receipt = text === undefined ? undefined : readExact(text.endsWith('\n') ? text.slice(0, -1) : text);
  const format = FORMATS.get(receipt?.format);
  if (format === undefined || !hasExactly(receipt, [...format.begins, ...MEMBERS])) return undefined;
  const { hash = format.hash, index, leaf, proof, checkpoint } = receipt;
  const fits = hash === format.hash && isCount(index) && isText(leaf) && isText(checkpoint);
  if (!fits || !Array.isArray(proof) || proof.length > LONGEST_PROOF) return undefined;
  return proof.every(isHash) ? { ...receipt, hash } : undefined;
}

/** Checks the bytes of a receipt; reports into `findings`, and gives back the lines to print when nothing was found. */
export function checkReceipt(bytes, key, findings) {
  const receipt = readReceipt(bytes);
  if (receipt === undefined) {
    findings.file(1, 'not a receipt');
    return [];
  }
  const { hash, index, leaf, proof } = receipt;
  if (hash !== key.algorithm.name) {
    findings.file(1, 'the hash is not the one that the key names');
    return [];
  }
  const { size, root, wrong } = checkNote(receipt.checkpoint, key);
  if (wrong) findings.checkpoint(size, wrong);
  const told = readLeaf(leaf, hash);
  if (told === undefined) findings.entry(index, 'the leaf cannot be read');
  else {
    if (told.index !== String(index)) findings.entry(index, 'the leaf has another index');
    if (!told.named) findings.entry(index, 'the leaf names other hashes than the log');
  }
  const nodes = proof.map((node) => Buffer.from(node, 'hex'));
  if (root && !isIncluded(key.algorithm, key.algorithm.leaf(leaf), index, size, nodes, root)) {
    findings.entry(index, 'not in the tree of the checkpoint');
  }
  return [`VALID entry ${index}`];
}
