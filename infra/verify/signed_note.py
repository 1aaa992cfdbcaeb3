"""Verifier keys and signed checkpoints (C2SP signed-note, tlog-checkpoint), read strictly."""
import base64
import binascii
import functools
import hashlib
import re

from ed25519 import PublicKey
from merkle_tree import HASHES

DASH = "\u2014 "
MOST_SIGNATURES = 100
LARGEST = 2**53 - 1
# White_Space of Unicode and the signs below it written out: no library's own idea of a space counts.
NAME = re.compile("[^+\\x00-\\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
KEY = re.compile(r"([^+]*)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\n?")
SIZE = re.compile("0|[1-9][0-9]{0,15}")
BASE64 = re.compile("[A-Za-z0-9+/]+={0,2}")


def from_base64(text):
    """The bytes of padded base64 in its one right spelling, else None."""
    if not BASE64.fullmatch(text):
        return None
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        return None
    return data if base64.b64encode(data).decode("ascii") == text else None


def _read_name(name):
    """A name is that of a log of SHA-256, or ends with "#" and another hash: (what is before it, the hash or None)."""
    base, mark, told = name.partition("#")
    return base, "SHA-256" if not mark else "SM3" if told == "sm3" else None


class VerifierKey:
    """`<name>+<key hash>+<base64 of 0x01 and the public key>`; ValueError when the text is none."""

    def __init__(self, text):
        match = KEY.fullmatch(text)
        if not match or not NAME.fullmatch(match.group(1)):
            raise ValueError("no verifier key")
        self.name = match.group(1)
        data = from_base64(match.group(3))
        if data is None or len(data) != 33 or data[0] != 1:
            raise ValueError("no verifier key")
        self.hash = hashlib.sha256(self.name.encode("utf-8") + b"\n" + data).digest()[:4]
        if self.hash.hex() != match.group(2):
            raise ValueError("no verifier key")
        self.algorithm = _read_name(self.name)[1]
        self.digest = HASHES.get(self.algorithm)
        self._key = PublicKey(data[1:])

    @functools.lru_cache(maxsize=4096)
    def verifies(self, signature, message):
        return self._key.verifies(signature, message)


@functools.lru_cache(maxsize=64)
def read_key(text):
    """Kept because making the tables of a key takes as long as verifying with it."""
    return VerifierKey(text)


def _read_signature(line):
    """(name, key hash, signature), or None."""
    if not line.startswith(DASH):
        return None
    fields = line[len(DASH):].split(" ")
    if len(fields) != 2 or not NAME.fullmatch(fields[0]):
        return None
    data = from_base64(fields[1])
    return None if data is None or len(data) < 5 else (fields[0], data[:4], data[4:])


def check_note(text, key):
    """(size, root, None) of a checkpoint that the key signed, else (size or "-", None, what is wrong)."""
    unreadable = "-", None, "cannot be read"
    lines = [] if text is None else text.split("\n")
    if len(lines) < 6 or len(lines) > 5 + MOST_SIGNATURES or lines[-1] != "" or lines[3] != "":
        return unreadable
    origin, digits, told = lines[:3]
    root = from_base64(told)
    if not NAME.fullmatch(origin) or not SIZE.fullmatch(digits) or int(digits) > LARGEST:
        return unreadable
    signatures = [_read_signature(line) for line in lines[4:-1]]
    if root is None or len(root) != 32 or None in signatures:
        return unreadable
    size = int(digits)
    if origin != key.name:
        (own, algorithm), (other, named) = _read_name(key.name), _read_name(origin)
        same = own == other and algorithm != named
        return size, None, "another hash algorithm" if same else "another origin"
    own = [signature for name, own_hash, signature in signatures if (name, own_hash) == (key.name, key.hash)]
    if not own:
        return size, None, "no signature of the key"
    if len(own) > 1:
        return size, None, "more than one signature of the key"
    if not key.verifies(own[0], "\n".join(lines[:3] + [""]).encode("utf-8")):
        return size, None, "the signature does not verify"
    return size, root, None


def part_notes(text):
    """The notes that stand in a file one after the other; what cannot be parted stays whole and is refused later."""
    if not text:
        return [None]
    notes, start = [], 0
    while start < len(text):
        gap = text.find("\n\n", start)
        end = len(text) if gap < 0 else gap + 2
        while gap >= 0 and text.startswith(DASH, end):
            line_end = text.find("\n", end)
            end = len(text) if line_end < 0 else line_end + 1
        notes.append(text[start:end])
        start = end
    return notes
