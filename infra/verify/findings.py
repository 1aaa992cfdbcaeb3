"""What a check found, one line each."""
MOST = 100
LONGEST = 120
# What could move the cursor, turn the writing direction or end the line is written as an escape.
UNSEEN = ((0x00, 0x1F), (0x7F, 0x9F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2066, 0x2069), (0xFEFF, 0xFEFF))


def _show_sign(sign):
    code = ord(sign)
    return "\\u%04x" % code if any(first <= code <= last for first, last in UNSEEN) else sign


def shown(text):
    """A text from the file in a line of ours: at most 120 characters of it, none that the reader cannot see."""
    return "".join(map(_show_sign, text[:LONGEST])) + ("…" if len(text) > LONGEST else "")


class Stop(Exception):
    """Raised when reading on would say nothing more."""


class Findings:
    def __init__(self):
        self.lines = []

    def _add(self, *fields):
        self.lines.append("\t".join(map(str, fields)))
        if len(self.lines) == MOST:
            raise Stop

    def entry(self, index, why):
        self._add("entry", index, why)

    def row(self, table, key, writer, why):
        self._add("row", shown(table), shown(key), writer, why)

    def checkpoint(self, size, why):
        self._add("checkpoint", size, why)

    def file(self, line, why):
        self._add("file", line, why)
