"""The tree of RFC 9162, 2.1."""
import hashlib

import sm3


def sha256(data):
    return hashlib.sha256(data).digest()


HASHES = {"SHA-256": sha256, "SM3": sm3.sm3}


class Leaves:
    """Leaf hashes, and the roots of the trees of the first so many of them."""

    def __init__(self, digest):
        self._digest = digest
        self._hashes = bytearray()

    def __len__(self):
        return len(self._hashes) // 32

    def append(self, leaf):
        self._hashes += leaf

    def _node(self, left, right):
        return self._digest(b"\x01" + left + right)

    def roots_at(self, sizes):
        """{size: root} for the sizes that there are leaves for."""
        roots, size, full = {}, 0, []  # full: (height, root) of the full subtrees, highest first
        for wanted in sorted(sizes):
            if wanted > len(self):
                break
            while size < wanted:
                height, node = 0, bytes(self._hashes[32 * size:32 * size + 32])
                while full and full[-1][0] == height:
                    node, height = self._node(full.pop()[1], node), height + 1
                full.append((height, node))
                size += 1
            root = full[-1][1] if full else self._digest(b"")
            for _, left in reversed(full[:-1]):
                root = self._node(left, root)
            roots[wanted] = root
        return roots


def root_from_proof(digest, leaf_hash, index, size, proof):
    """Root that the inclusion proof leads to, or None when it has not as many nodes as the tree asks for."""
    if index >= size:
        return None
    nodes, node, last = iter(proof), leaf_hash, size - 1
    while last > 0:
        # A right child, or the last node of a level without a sibling, which moves up unhashed.
        if index & 1 or index < last:
            sibling = next(nodes, None)
            if sibling is None:
                return None
            node = digest(b"\x01" + (sibling + node if index & 1 else node + sibling))
        index, last = index >> 1, last >> 1
    return node if next(nodes, None) is None else None
