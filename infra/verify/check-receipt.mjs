import { isIncluded, leafHash } from './merkle-tree.mjs';
import { checkNote } from './signed-note.mjs';
import { hasExactly, isCount, isHash, isText, readExact, readLeaf, textOf } from './strict-json.mjs';

const MEMBERS = ['format', 'index', 'leaf', 'proof', 'checkpoint'];
/** A tree of as many leaves as a number can count is no deeper. */
const LONGEST_PROOF = 53;

function readReceipt(bytes) {
  const text = textOf(bytes);
  const receipt = text === undefined ? undefined : readExact(text.endsWith('\n') ? text.slice(0, -1) : text);
  if (receipt === undefined || !hasExactly(receipt, MEMBERS)) return undefined;
  const { format, index, leaf, proof, checkpoint } = receipt;
  const fits = format === 'guanyun-receipt/1' && isCount(index) && isText(leaf) && isText(checkpoint);
  if (!fits || !Array.isArray(proof) || proof.length > LONGEST_PROOF) return undefined;
  return proof.every(isHash) ? receipt : undefined;
}

/** Checks the bytes of a receipt; reports into `findings`, and gives back the lines to print when nothing was found. */
export function checkReceipt(bytes, key, findings) {
  const receipt = readReceipt(bytes);
  if (receipt === undefined) {
    findings.file(1, 'not a receipt');
    return [];
  }
  const { index, leaf, proof } = receipt;
  const { size, root, wrong } = checkNote(receipt.checkpoint, key);
  if (wrong) findings.checkpoint(size, wrong);
  const told = readLeaf(leaf);
  if (told === undefined) findings.entry(index, 'the leaf cannot be read');
  else if (told.index !== String(index)) findings.entry(index, 'the leaf has another index');
  const nodes = proof.map((node) => Buffer.from(node, 'hex'));
  if (root && !isIncluded(leafHash(leaf), index, size, nodes, root)) {
    findings.entry(index, 'not in the tree of the checkpoint');
  }
  return [`VALID entry ${index}`];
}
