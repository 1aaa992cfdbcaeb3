import type { Random } from './random.ts';
import { type Lies, type Subject, withExport } from './subject.ts';

/** Bytes changed without a thought. */
function flipped(random: Random, bytes: Buffer, count: number): Buffer {
  const other = Buffer.from(bytes);
  for (let left = count; left > 0; left -= 1) {
    const at = random.below(other.length);
    other[at] = (other[at] ?? 0) ^ (1 << random.below(8));
  }
  return other;
}

const splice = (bytes: Buffer, at: number, out: number, put: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + out)]);

function byLine(subject: Subject, change: (lines: Buffer[]) => readonly Buffer[]): Buffer {
  const lines: Buffer[] = [];
  for (let from = 0; from < subject.bytes.length; ) {
    const end = subject.bytes.indexOf(10, from) + 1;
    lines.push(subject.bytes.subarray(from, end));
    from = end;
  }
  return Buffer.concat([...change(lines)]);
}

export const byteLies: Lies = {
  'a bit is flipped': (random, subject) => withExport(subject, flipped(random, subject.bytes, 1)),
  'a bit is flipped in the first or last bytes': (random, subject) => {
    const at = random.chance(0.5) ? random.below(150) : subject.bytes.length - 1 - random.below(150);
    const part = subject.bytes.subarray(at, at + 1);
    return withExport(subject, splice(subject.bytes, at, 1, flipped(random, part, 1)));
  },
  'bits are flipped': (random, subject) =>
    withExport(subject, flipped(random, subject.bytes, 2 + random.below(8))),
  'a byte is put in': (random, subject) =>
    withExport(subject, splice(subject.bytes, random.below(subject.bytes.length + 1), 0, random.bytes(1))),
  'bytes are taken out': (random, subject) =>
    withExport(
      subject,
      splice(subject.bytes, random.below(subject.bytes.length), 1 + random.below(9), Buffer.alloc(0)),
    ),
  'bytes are written over': (random, subject) =>
    withExport(subject, splice(subject.bytes, random.below(subject.bytes.length), 4, random.bytes(4))),
  'the file is cut': (random, subject) =>
    withExport(subject, subject.bytes.subarray(0, random.below(subject.bytes.length))),
  'the last line end is cut': (_, subject) => withExport(subject, subject.bytes.subarray(0, -1)),
  'the file is there twice': (_, subject) =>
    withExport(subject, Buffer.concat([subject.bytes, subject.bytes])),
  'a part is there twice': (random, subject) => {
    const at = random.below(subject.bytes.length);
    return withExport(
      subject,
      splice(subject.bytes, at, 0, subject.bytes.subarray(at, at + 1 + random.below(200))),
    );
  },
  'a line is taken out': (random, subject) =>
    withExport(
      subject,
      byLine(subject, (lines) => lines.toSpliced(random.below(lines.length), 1)),
    ),
  'a line is there twice': (random, subject) =>
    withExport(
      subject,
      byLine(subject, (lines) => {
        const at = random.below(lines.length);
        return lines.toSpliced(at, 0, lines[at] ?? Buffer.alloc(0));
      }),
    ),
  'two lines change places': (random, subject) =>
    withExport(
      subject,
      byLine(subject, (lines) => {
        const [one, two] = [random.below(lines.length), random.below(lines.length)];
        const [first, second] = [lines[one] ?? Buffer.alloc(0), lines[two] ?? Buffer.alloc(0)];
        return lines.with(one, second).with(two, first);
      }),
    ),
  'an empty line is put in': (random, subject) =>
    withExport(
      subject,
      byLine(subject, (lines) => lines.toSpliced(random.below(lines.length + 1), 0, Buffer.from('\n'))),
    ),
  'the lines end as on Windows': (random, subject) =>
    withExport(
      subject,
      byLine(subject, (lines) => {
        const all = random.chance(0.5);
        const one = random.below(lines.length);
        return lines.map((line, at) =>
          all || at === one ? Buffer.concat([line.subarray(0, -1), Buffer.from('\r\n')]) : line,
        );
      }),
    ),
  'a byte order mark is put before': (_, subject) =>
    withExport(subject, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), subject.bytes])),
};
