#!/usr/bin/env python3
"""Checks an export of the log, or a receipt, without trusting the server that gave it: docs/log-format.md."""
import hashlib
import re
import sys

sys.dont_write_bytecode = True  # the folder of an auditor stays as it was handed over

from exact_json import is_count, is_hash, is_text, read_exact, read_leaf  # noqa: E402
from findings import Findings, Stop  # noqa: E402
from log_check import check_log  # noqa: E402
from merkle_tree import root_from_proof, sha256  # noqa: E402
from signed_note import check_note, part_notes, read_key  # noqa: E402

USAGE = (
    "usage: verify EXPORT --key FILE [--checkpoint FILE]... [--printed SIZE:ROOT]... | verify --receipt FILE --key FILE |"
    " verify --batch FILE"
)
RECEIPT = ["format", "index", "leaf", "proof", "checkpoint"]
PRINTED = re.compile("([1-9][0-9]{0,14}):([0-9a-f]{64})")  # a checkpoint as a paper bears it
LONGEST_PROOF = 53  # a tree of as many leaves as a number can count is no deeper


class Refused(Exception):
    """What keeps a check from being made at all: exit 2."""


def bytes_of(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        raise Refused("cannot read " + path)


def text_of(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def read_arguments(given):
    """(export or None, key, receipt or None, checkpoints, printed sizes with their roots)."""
    single, checkpoints, printed, rest = {}, [], [], list(given)
    while rest:
        one = rest.pop(0)
        name = "export"
        if one in ("--key", "--receipt", "--checkpoint", "--printed"):
            name, one = one[2:], rest.pop(0) if rest else ""
        elif one.startswith("-"):
            raise Refused(USAGE)
        if one == "" or name in single:
            raise Refused(USAGE)
        if name == "printed":
            match = PRINTED.fullmatch(one)
            if match is None:
                raise Refused(USAGE)
            printed.append((int(match[1]), bytes.fromhex(match[2])))
        elif name == "checkpoint":
            checkpoints.append(one)
        else:
            single[name] = one
    if "key" not in single or ("export" in single) == ("receipt" in single):
        raise Refused(USAGE)
    if "receipt" in single and (checkpoints or printed):
        raise Refused(USAGE)
    return single.get("export"), single["key"], single.get("receipt"), checkpoints, printed


def read_receipt(data):
    text = text_of(data)
    receipt = None if text is None else read_exact(text[:-1] if text.endswith("\n") else text)
    if receipt is None or list(receipt) != RECEIPT or receipt["format"] != "guanyun-receipt/1":
        return None
    proof = receipt["proof"]
    if not is_count(receipt["index"]) or not is_text(receipt["leaf"]) or not is_text(receipt["checkpoint"]):
        return None
    if type(proof) is not list or len(proof) > LONGEST_PROOF or not all(map(is_hash, proof)):
        return None
    return receipt


def check_receipt(data, key, findings):
    receipt = read_receipt(data)
    if receipt is None:
        findings.file(1, "not a receipt")
        return []
    index, leaf = receipt["index"], receipt["leaf"]
    size, root, wrong = check_note(receipt["checkpoint"], key)
    if wrong:
        findings.checkpoint(size, wrong)
    told = read_leaf(leaf)
    if told is None:
        findings.entry(index, "the leaf cannot be read")
    elif told[0] != str(index):
        findings.entry(index, "the leaf has another index")
    if root is not None:
        proof = [bytes.fromhex(node) for node in receipt["proof"]]
        if root_from_proof(sha256(b"\x00" + leaf.encode("utf-8")), index, size, proof) != root:
            findings.entry(index, "not in the tree of the checkpoint")
    return ["VALID entry %d" % index]


def check(given, findings):
    export, key_path, receipt, checkpoints, printed = read_arguments(given)
    try:
        key = read_key(text_of(bytes_of(key_path)) or "")
    except ValueError:
        raise Refused("no verifier key in " + key_path)
    if receipt is not None:
        return check_receipt(bytes_of(receipt), key, findings)
    notes = [note for path in checkpoints for note in part_notes(text_of(bytes_of(path)))]
    try:
        with open(export, "rb") as file:
            return check_log(file, key, notes, printed, findings)
    except OSError:
        raise Refused("cannot read " + export)


def verdict(given):
    """Exit code and lines of one check."""
    findings = Findings()
    try:
        lines = check(given, findings)
        if not findings.lines:
            return 0 if lines[-1].startswith("VALID ") else 1, lines
    except Refused as refused:
        return 2, [str(refused)]
    except Stop:
        pass
    return 1, findings.lines + ["INVALID"]


def batch(path):
    """A line for each line of arguments, parted by tabs: exit code, digest of all it would print, its last line."""
    for line in bytes_of(path).decode("utf-8").split("\n")[:-1]:
        code, lines = verdict(line.split("\t"))
        digest = hashlib.sha256(("\n".join(lines) + "\n").encode("utf-8")).hexdigest()
        sys.stdout.buffer.write(("%d\t%s\t%s\n" % (code, digest, lines[-1])).encode("utf-8"))


def main(given):
    if len(given) == 2 and given[0] == "--batch":
        batch(given[1])
        return 0
    code, lines = verdict(given)
    stream = sys.stderr if code == 2 else sys.stdout
    stream.buffer.write(("\n".join(lines) + "\n").encode("utf-8", "surrogateescape"))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
