"""JSON with one meaning only: where two readers could differ, there is nothing to read."""
import json
import re

LARGEST = 2**53 - 1
MAX_DEPTH = 64
HASH = re.compile("[0-9a-f]{64}")


def _refuse(text):
    raise ValueError("refused: " + text[:20])


def _integer(text):
    if text == "-0" or len(text) > 17 or not text.isascii() or abs(int(text)) > LARGEST:
        _refuse(text)
    return int(text)


def _object(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        _refuse("a member twice")
    return members


_HOOKS = {"parse_float": _refuse, "parse_constant": _refuse, "parse_int": _integer}
_EXACT = json.JSONDecoder(**_HOOKS)
_SINGLE = json.JSONDecoder(object_pairs_hook=_object, **_HOOKS)
_WRITTEN = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read_exact(text):
    """The object that this text is the one exact form of (written again it gives the same text), else None."""
    try:
        value = _EXACT.decode(text)
        return value if type(value) is dict and _WRITTEN.encode(value) == text else None
    except (ValueError, RecursionError):
        return None


def _depth(value):
    if type(value) is dict:
        return 1 + max(map(_depth, value.values()), default=0)
    if type(value) is list:
        return 1 + max(map(_depth, value), default=0)
    return 0


def read_unambiguous(text):
    """The object in this text, in any spelling that only one meaning can be read from, else None."""
    try:
        value = _SINGLE.decode(text)
        if type(value) is not dict:
            return None
        if text.count("{") + text.count("[") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
            return None
        if "\\u" in text:
            _WRITTEN.encode(value).encode("utf-8")  # fails on a lone surrogate
        return value
    except (ValueError, RecursionError):
        return None


def is_text(value):
    return type(value) is str


def is_hash(value):
    return type(value) is str and HASH.fullmatch(value) is not None


def is_count(value):
    return type(value) is int and value >= 0


def _names_hashes(leaf, algorithm):
    """In a log of SHA-256 a leaf names none, in others its own and, where it tells of rows, that of the rows."""
    wanted = {} if algorithm == "SHA-256" else {"hash": algorithm}
    if wanted and "rows" in leaf:
        wanted["rowHash"] = "SHA-256"
    return {name: leaf[name] for name in ("hash", "rowHash") if name in leaf} == wanted


def read_leaf(text, algorithm):
    """(index, act, whether refused, digest, rows or None, whether it names the log's hashes); None: cannot be read."""
    leaf = read_unambiguous(text)
    if leaf is None or not all(is_text(leaf.get(name)) for name in ("index", "recordedAt", "act", "outcome")):
        return None
    if leaf["outcome"] not in ("accepted", "refused") or not is_hash(leaf.get("digest")):
        return None
    if "rows" in leaf and not is_hash(leaf["rows"]):
        return None
    named = _names_hashes(leaf, algorithm)
    return leaf["index"], leaf["act"], leaf["outcome"] == "refused", leaf["digest"], leaf.get("rows"), named
