/** The files of the write-ahead log: named by timeline and place, all of one size. */
export const SEGMENT = /^[0-9A-F]{24}$/;
/** What says where a timeline left another one. */
export const HISTORY = /^[0-9A-F]{8}\.history$/;

const HIGH = 0x1_0000_0000;

/** A place in the log as PostgreSQL writes it (`0/3000028`), in bytes from its beginning. */
export function placeOfLsn(lsn: string): bigint {
  const [high, low] = lsn.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** The running number of a segment, on whatever timeline. */
export function segmentNumber(name: string, size: number): number {
  const [high, low] = [name.slice(8, 16), name.slice(16)].map((part) => Number.parseInt(part, 16));
  return (high ?? 0) * (HIGH / size) + (low ?? 0);
}

/** The numbers of the segments that hold the log from one place to before the other. */
export function segmentsBetween(start: string, stop: string, size: number): { first: number; last: number } {
  const whole = BigInt(size);
  return {
    first: Number(placeOfLsn(start) / whole),
    last: Number((placeOfLsn(stop) - 1n) / whole),
  };
}

export function segmentName(timeline: number, number: number, size: number): string {
  const each = HIGH / size;
  const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');
  return `${hex(timeline)}${hex(Math.floor(number / each))}${hex(number % each)}`;
}

/** What the first page of a segment says of itself; only written on machines whose lowest byte comes first. */
export function segmentHead(head: Buffer): { system: string; number: number; size: number } {
  const [size, place] = [head.readUInt32LE(32), head.readBigUInt64LE(8)];
  return {
    system: head.readBigUInt64LE(24).toString(),
    size,
    number: size === 0 ? -1 : Number(place / BigInt(size)),
  };
}
export const SEGMENT_HEAD = 40;

/** A path within the double quotes of a shell, and within a command in which PostgreSQL replaces `%p` and `%f`. */
const quoted = (folder: string, name = ''): string =>
  `"${folder.replace(/(["\\$`])/g, '\\$1').replaceAll('%', '%%')}${name}"`;

/**
 * The `archive_command` that keeps each finished segment in `folder`, compressed and flushed. A segment that is there already is
 * kept when it is the same, and refused when it is another: two servers never mix their logs in one folder.
 */
export function archiveCommand(folder: string): string {
  const [kept, part] = [quoted(folder, '/%f.gz'), quoted(folder, '/.%f.part')];
  const same = `gzip -dc ${kept} | cmp -s - "%p"`;
  const keep = `gzip -nc "%p" > ${part} && sync ${part} && mv ${part} ${kept} && sync ${quoted(folder)}`;
  return `if test -e ${kept}; then ${same}; else ${keep}; fi`;
}

/** The `restore_command` for it. What is not there ends the log; what is there and damaged ends the recovery. */
export function restoreCommand(folder: string): string {
  const kept = quoted(folder, '/%f.gz');
  return `test -e ${kept} || exit 1; gzip -dc ${kept} > "%p" || exit 255`;
}
