import * as crypto from 'node:crypto';

const hashing =
  typeof crypto.hash === 'function'
    ? crypto.hash
    : (name, data, form) =>
        crypto
          .createHash(name)
          .update(data)
          .digest(form === 'hex' ? 'hex' : undefined);
const pair = Buffer.alloc(65);
pair[0] = 1;

/** One hash function, as the format calls it and as this platform does: of bytes, or of a text's UTF-8 bytes. */
class HashFunction {
  #platform;

  constructor(name, platform) {
    this.name = name;
    this.#platform = platform;
  }

  /** Whether this platform has it. */
  get known() {
    return crypto.getHashes().includes(this.#platform);
  }
  bytes(data) {
    return hashing(this.#platform, data, 'buffer');
  }
  /** The same as 64 hex digits. */
  hex(data) {
    return hashing(this.#platform, data, 'hex');
  }
  /** H(0x00 ‖ leaf): U+0000 is the byte 0x00 in UTF-8. */
  leaf(text) {
    return this.bytes(`\0${text}`);
  }
  /** H(0x01 ‖ left ‖ right). */
  node(left, right) {
    left.copy(pair, 1);
    right.copy(pair, 33);
    return this.bytes(pair);
  }
}

export const SHA256 = new HashFunction('SHA-256', 'sha256');
export const SM3 = new HashFunction('SM3', 'sm3');

/** A tree that leaves are added to at the right: it keeps the roots of its full subtrees only, largest first. */
export class GrowingTree {
  #hash;
  #full = [];
  size = 0;

  constructor(hash) {
    this.#hash = hash;
  }

  add(hash) {
    let node = hash;
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) {
      node = this.#hash.node(this.#full.pop(), node);
    }
    this.#full.push(node);
    this.size += 1;
  }

  root() {
    if (this.size === 0) return this.#hash.bytes('');
    return this.#full.reduceRight((right, left) => this.#hash.node(left, right));
  }
}

/** Leaf hashes one behind the other in one piece of memory. */
export class LeafHashes {
  #hash;
  #bytes = Buffer.alloc(1 << 16);
  length = 0;

  constructor(hash) {
    this.#hash = hash;
  }

  push(leaf) {
    const at = this.length * 32;
    if (at === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(at)]);
    leaf.copy(this.#bytes, at);
    this.length += 1;
  }

  /** The roots of the trees of these sizes, as a map; sizes beyond the leaves are left out. */
  rootsAt(sizes) {
    const tree = new GrowingTree(this.#hash);
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
export function isIncluded(hash, leaf, index, size, proof, root) {
  if (index >= size) return false;
  let [node, at, last] = [leaf, index, size - 1];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = hash.node(sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else node = hash.node(node, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && node.equals(root);
}
