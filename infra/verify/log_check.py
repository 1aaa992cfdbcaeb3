"""Reads an export line by line and compares it with its checkpoints."""
import re

from exact_json import is_count, is_hash, is_text, read_exact, read_leaf
from findings import Stop, shown
from merkle_tree import Leaves, sha256
from signed_note import check_note

MAX_LINE = 2**28
CHANGE = re.compile(r"([IUDA])\t([^\t\n]+)\t([^\t\n]+)\t([0-9a-f]{64}|-)\n")
MEMBERS = {
    "header": ["type", "format", "origin", "hash", "tables", "entries"],
    "entry": ["type", "index", "leaf", "hash", "content", "rows"],
    "row": ["type", "table", "key", "hash", "text"],
    "checkpoint": ["type", "note"],
    "end": ["type", "rows", "checkpoints"],
}


def _is_table(table):
    return (
        type(table) is dict
        and list(table) == ["name", "sealed"]
        and is_text(table["name"])
        and type(table["sealed"]) is bool
    )


def _is_header(line):
    if line["format"] != "guanyun-log/1" or line["hash"] != "SHA-256" or not is_text(line["origin"]):
        return False
    tables = line["tables"]
    if not is_count(line["entries"]) or type(tables) is not list or not all(map(_is_table, tables)):
        return False
    names = [""] + [table["name"] for table in tables]  # code points sort as UTF-8 bytes do
    return all(before < name for before, name in zip(names, names[1:]))


def _fits(line):
    kind = line["type"]
    if kind == "header":
        return _is_header(line)
    if kind == "entry":
        texts = is_text(line["leaf"]) and is_text(line["content"]) and (line["rows"] is None or is_text(line["rows"]))
        return texts and is_count(line["index"]) and is_hash(line["hash"])
    if kind == "row":
        texts = is_text(line["table"]) and is_text(line["key"]) and (line["text"] is None or is_text(line["text"]))
        return texts and is_hash(line["hash"])
    if kind == "checkpoint":
        return is_text(line["note"])
    return is_count(line["rows"]) and is_count(line["checkpoints"])


def read_line(data, kinds):
    """The line as an object of one of these kinds, else None."""
    try:
        line = read_exact(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    if line is None or not is_text(line.get("type")) or line["type"] not in kinds:
        return None
    return line if list(line) == MEMBERS[line["type"]] and _fits(line) else None


class RowState:
    """What the log says the tables hold: of each row its hash and the entry that last wrote it."""

    def __init__(self, tables, findings):
        self.tables = {table["name"]: {} for table in tables}
        self._findings = findings

    def replay(self, text, index):
        at, number = 0, 0
        while at < len(text):
            number += 1
            change = CHANGE.match(text, at)
            if change and (change.group(1) == "D") == (change.group(4) == "-"):
                self._apply(change.groups(), index, number)
            else:
                self._findings.entry(index, "rows line %d cannot be read" % number)
            at = change.end() if change else text.find("\n", at) + 1 or len(text)

    def _apply(self, change, index, number):
        operation, table, key, digest = change
        rows = self.tables.get(table)
        if rows is None:
            self._findings.entry(index, "rows line %d names a table that is not in the header" % number)
            return
        there = key in rows
        if operation == "I" and there:
            self._refused(table, key, index, "inserts it, but it is there")
        elif operation == "U" and not there:
            self._refused(table, key, index, "changes it, but it is not there")
        elif operation == "D" and not there:
            self._refused(table, key, index, "deletes it, but it is not there")
        if operation == "D":
            rows.pop(key, None)
        else:
            rows[key] = bytes.fromhex(digest) + index.to_bytes(8, "big")

    def _refused(self, table, key, index, why):
        self._findings.row(table, key, self.writer_of(table, key), "entry %d %s" % (index, why))

    def writer_of(self, table, key):
        """The entry that last wrote the row, `-` when the log has none."""
        row = self.tables.get(table, {}).get(key)
        return "-" if row is None else int.from_bytes(row[32:40], "big")

    def compare(self, table, key, digest):
        rows = self.tables.get(table)
        row = None if rows is None else rows.get(key)
        if rows is None:
            self._findings.row(table, key, "-", "the table is not in the header")
        elif row is None:
            self._findings.row(table, key, "-", "the log knows no such row")
        else:
            if len(row) == 40:
                rows[key] = row + b"s"  # seen
            if row[:32].hex() != digest:
                self._findings.row(table, key, self.writer_of(table, key), "not as the log has it")

    def report_missing(self):
        for table in sorted(self.tables):
            rows = self.tables[table]
            for key in sorted(key for key, row in rows.items() if len(row) == 40):
                self._findings.row(table, key, self.writer_of(table, key), "missing")


class LogReading:
    """One reading of an export."""

    def __init__(self, file, key, findings):
        self._file, self._key, self._findings = file, key, findings
        self._line = 0
        self.leaves, self.rows, self.hidden, self.checkpoints = Leaves(), 0, {}, []

    def _stop(self, why):
        self._findings.file(self._line, why)
        raise Stop

    def _next(self, *kinds):
        self._line += 1
        data = self._file.readline(MAX_LINE + 1)
        if not data:
            self._stop("the file ends before its end line")
        ended = data.endswith(b"\n")
        content = data[:-1] if ended else data
        line = read_line(content, kinds) if len(content) <= MAX_LINE else None
        if line is None:
            self._stop("not a line of its kind")
        if not ended:
            self._stop("the line is not ended")
        return line

    def read(self):
        header = self._next("header")
        if header["origin"] != self._key.name:
            self._findings.file(1, "the origin is not the name of the key")
        self.state = RowState(header["tables"], self._findings)
        self.sealed = {table["name"]: table["sealed"] for table in header["tables"]}
        for index in range(header["entries"]):
            self._entry(self._next("entry"), index)
        line, before = self._next("row", "checkpoint", "end"), None
        while line["type"] == "row":
            before = self._row(line, before)
            line = self._next("row", "checkpoint", "end")
        while line["type"] == "checkpoint":
            self._checkpoint(line["note"])
            line = self._next("checkpoint", "end")
        if (line["rows"], line["checkpoints"]) != (self.rows, len(self.checkpoints)):
            self._findings.file(self._line, "the counts are not those of the file")
        self._line += 1
        if self._file.read(1):
            self._stop("something follows the end line")

    def _entry(self, line, expected):
        index, rows, report = line["index"], line["rows"], self._findings.entry
        if index != expected:
            report(expected, "missing: line %d has index %d" % (self._line, index))
            raise Stop
        own = sha256(b"\x00" + line["leaf"].encode("utf-8"))
        self.leaves.append(own)
        if own.hex() != line["hash"]:
            report(index, "the leaf does not have the hash")
        leaf = read_leaf(line["leaf"])
        if leaf is None:
            report(index, "the leaf cannot be read")
        else:
            told, refused, digest, rows_digest = leaf
            if told != str(index):
                report(index, "the leaf has another index")
            if sha256(line["content"].encode("utf-8")).hex() != digest:
                report(index, "the content does not have the digest of the leaf")
            if (None if rows is None else sha256(rows.encode("utf-8")).hex()) != rows_digest:
                report(index, "the rows do not have the digest of the leaf")
            if refused and rows is not None:
                report(index, "a refused entry has rows")
        if rows is not None:
            self.state.replay(rows, index)

    def _row(self, line, before):
        table, key, digest, text = line["table"], line["key"], line["hash"], line["text"]
        if before is not None and before >= (table, key):
            self._findings.file(self._line, "the rows are not in order")
        self.rows += 1
        self.state.compare(table, key, digest)
        sealed = self.sealed.get(table)
        if sealed is not None and sealed != (text is None):
            why = "the table is sealed, but the text is shown" if sealed else "the text is not shown"
            self._findings.row(table, key, self.state.writer_of(table, key), why)
        if text is None:
            self.hidden[table] = self.hidden.get(table, 0) + 1
        elif sha256(text.encode("utf-8")).hex() != digest:
            self._findings.row(table, key, self.state.writer_of(table, key), "the text does not have the hash")
        return table, key

    def _checkpoint(self, note):
        size, root, wrong = check_note(note, self._key)
        before = self.checkpoints[-1] if self.checkpoints else None
        self.checkpoints.append((size, root))
        if wrong:
            self._findings.checkpoint(size, wrong)
        elif before and before[1] and before[0] >= size:
            self._findings.checkpoint(size, "not in growing size")


def _compare_roots(checkpoints, leaves, findings):
    by_size, agreed = {}, 0
    for size, root in checkpoints:
        by_size.setdefault(size, {})[root] = True
    own = leaves.roots_at(by_size)
    for size in sorted(by_size):
        for root in by_size[size]:
            if size not in own:
                findings.checkpoint(size, "only %d entries are here" % len(leaves))
            elif own[size] == root:
                agreed = size
            else:
                findings.checkpoint(size, "another root: the change lies in [%d, %d)" % (agreed, size))
        if len(by_size[size]) > 1:
            findings.checkpoint(size, "shown in two versions")


def check_log(file, key, notes, printed, findings):
    """Reports into `findings`; the lines to print when nothing was found are given back."""
    outside = list(printed)
    for note in notes:
        size, root, wrong = check_note(note, key)
        if wrong:
            findings.checkpoint(size, wrong)
        else:
            outside.append((size, root))
    reading = LogReading(file, key, findings)
    reading.read()
    reading.state.report_missing()
    signed = [(size, root) for size, root in reading.checkpoints if root is not None]
    _compare_roots(outside + signed, reading.leaves, findings)
    lines = ["note\tsealed\t%s\t%d rows" % (shown(table), rows) for table, rows in reading.hidden.items()]
    if not notes and not printed:
        return lines + ["NOT PROVEN: no checkpoint from outside"]
    size, length = max([size for size, _ in outside], default=0), len(reading.leaves)
    if size < length:
        lines.append("note\tnewer\t%d entries are newer than the checkpoint" % (length - size))
    return lines + ["VALID %d entries, %d rows, checkpoint %d" % (length, reading.rows, size)]
