import * as crypto from 'node:crypto';

/** SHA-256 of bytes or of a text's UTF-8 bytes, as bytes. */
export const sha256 =
  typeof crypto.hash === 'function'
    ? (data) => crypto.hash('sha256', data, 'buffer')
    : (data) => crypto.createHash('sha256').update(data).digest();

/** The same as 64 hex digits. */
export const sha256Hex =
  typeof crypto.hash === 'function'
    ? (data) => crypto.hash('sha256', data, 'hex')
    : (data) => crypto.createHash('sha256').update(data).digest('hex');

/** SHA-256(0x00 ‖ leaf): U+0000 is the byte 0x00 in UTF-8. */
export const leafHash = (leaf) => sha256(`\0${leaf}`);

const pair = Buffer.alloc(65);
pair[0] = 1;

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left, right) {
  left.copy(pair, 1);
  right.copy(pair, 33);
  return sha256(pair);
}

/** A tree that leaves are added to at the right: it keeps the roots of its full subtrees only, largest first. */
export class GrowingTree {
  #full = [];
  size = 0;

  add(hash) {
    let node = hash;
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(this.#full.pop(), node);
    this.#full.push(node);
    this.size += 1;
  }

  root() {
    if (this.size === 0) return sha256('');
    return this.#full.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** Leaf hashes one behind the other in one piece of memory. */
export class LeafHashes {
  #bytes = Buffer.alloc(1 << 16);
  length = 0;

  push(hash) {
    const at = this.length * 32;
    if (at === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(at)]);
    hash.copy(this.#bytes, at);
    this.length += 1;
  }

  /** The roots of the trees of these sizes, as a map; sizes beyond the leaves are left out. */
  rootsAt(sizes) {
    const tree = new GrowingTree();
    const roots = new Map();
    for (const size of [...sizes].sort((a, b) => a - b)) {
      if (size > this.length) break;
      while (tree.size < size) tree.add(this.#bytes.subarray(tree.size * 32, tree.size * 32 + 32));
      roots.set(size, tree.root());
    }
    return roots;
  }
}

/** RFC 9162, 2.1.3.2: whether the proof leads from the leaf hash at the index to the root of the tree of this size. */
export function isIncluded(hash, index, size, proof, root) {
  if (index >= size) return false;
  let [node, at, last] = [hash, index, size - 1];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else node = nodeHash(node, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && node.equals(root);
}
