import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import {
  consistencySpans,
  foldSubtrees,
  inclusionSpans,
  isConsistent,
  rootFromInclusion,
  type Span,
  subtreesOf,
} from '@guanyun/domain/evidence/merkle.ts';
import { describe, expect } from 'vitest';

const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest('hex');
const node = (left: string, right: string) =>
  sha(Buffer.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
const leafOf = (bytes: Uint8Array) => sha(Buffer.of(0), bytes);

/** MTH of RFC 9162, 2.1.1, word for word. */
function treeHash(leaves: readonly string[]): string {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return node(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}
const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, i) => leafOf(Buffer.from(`entry ${i}`)));
/** A span's hash put together from complete subtrees alone, as the log keeps them. */
const spanHash = (leaves: readonly string[], span: Span) =>
  foldSubtrees(
    subtreesOf(span).map(({ level, index }) =>
      treeHash(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)),
    ),
    node,
  );

// The tree of Certificate Transparency's own tests: eight leaves and the roots of the trees of one to eight.
const vectors = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('the published tree of eight leaves has its roots', () => {
  const leaves = vectors.map((hex) => leafOf(Buffer.from(hex, 'hex')));
  expect(roots.map((_, i) => spanHash(leaves, { start: 0, end: i + 1 }))).toEqual(roots);
});

const size = fc.integer({ min: 1, max: 200 });

describe('for any tree', () => {
  test.prop([size])('its root is put together from complete subtrees', (n) => {
    const leaves = leavesOf(n);
    expect(spanHash(leaves, { start: 0, end: n })).toBe(treeHash(leaves));
  });

  test.prop([size, fc.nat()])('each leaf is proven, with log₂ n hashes and not one more', (n, at) => {
    const [leaves, index] = [leavesOf(n), at % n];
    const proof = inclusionSpans(index, n).map((span) => spanHash(leaves, span));
    const proven = { index, size: n, leaf: leaves[index] as string };
    expect(rootFromInclusion(proven, proof, node)).toBe(treeHash(leaves));
    expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(Math.max(n, 2))));
    expect(rootFromInclusion(proven, [...proof, proof[0] ?? treeHash(leaves)], node)).toBeNull();
    if (proof.length > 0) expect(rootFromInclusion(proven, proof.slice(1), node)).toBeNull();
  });

  test.prop([size, size, fc.nat()])('a leaf is proven nowhere else', (n, wrong, at) => {
    const [leaves, index] = [leavesOf(n), at % n];
    const proof = inclusionSpans(index, n).map((span) => spanHash(leaves, span));
    const leaf = leaves[index] as string;
    if (wrong < n && wrong !== index)
      expect(rootFromInclusion({ index: wrong, size: n, leaf }, proof, node)).not.toBe(treeHash(leaves));
    expect(rootFromInclusion({ index, size: n, leaf: leafOf(Buffer.from('other')) }, proof, node)).not.toBe(
      treeHash(leaves),
    );
  });

  test.prop([size, size])('an older tree is shown to be its beginning', (a, b) => {
    const [before, n] = [Math.min(a, b), Math.max(a, b)];
    const leaves = leavesOf(n);
    const [older, newer] = [
      { size: before, root: treeHash(leaves.slice(0, before)) },
      { size: n, root: treeHash(leaves) },
    ];
    const proof = before === n ? [] : consistencySpans(before, n).map((span) => spanHash(leaves, span));
    expect(isConsistent(older, newer, proof, node)).toBe(true);
    const forged = { size: before, root: leafOf(Buffer.from('forged')) };
    expect(isConsistent(forged, newer, proof, node)).toBe(false);
    expect(isConsistent(older, { size: n, root: forged.root }, proof, node)).toBe(false);
    expect(isConsistent(older, newer, [...proof, forged.root], node)).toBe(false);
    if (proof.length > 0) expect(isConsistent(older, newer, proof.slice(0, -1), node)).toBe(false);
  });
});
