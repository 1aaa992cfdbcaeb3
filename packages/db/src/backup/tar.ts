/** One member of a tar as PostgreSQL writes it: a file or a folder, its path relative and without a dot. */
export type TarMember = { readonly path: string; readonly folder: boolean; readonly size: number };

/** What is read is no tar, or none of the kind that holds a whole cluster. */
export class BadTar extends Error {
  override readonly name = 'BadTar';
}

const BLOCK = 512;
const text = (header: Buffer, from: number, length: number): string => {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
};

/** Reads a stream in pieces of the lengths asked for. */
class Pieces {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next bytes as they come, so many in all. */
  async *upTo(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (this.#rest.length === 0) {
        const { value, done } = await this.#source.next();
        if (done === true) throw new BadTar('it ends too early');
        this.#rest = value;
      }
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  async exactly(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.upTo(length)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Reads to the end, of which nothing is kept: a stream that is checked at its end must be read to it. */
  async drain(): Promise<void> {
    for (;;) if ((await this.#source.next()).done === true) return;
  }
}

function memberOf(header: Buffer): TarMember {
  const kind = text(header, 156, 1);
  const path = text(header, 0, 100).replace(/^\.\//, '').replace(/\/$/, '');
  const size = Number.parseInt(text(header, 124, 12).trim(), 8);
  const sum = header.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (sum !== Number.parseInt(text(header, 148, 8).trim(), 8)) throw new BadTar('a header is damaged');
  // Links lead out of the folder: those of tablespaces, which a zone has none of.
  if (!['0', '', '5'].includes(kind) || text(header, 345, 155) !== '')
    throw new BadTar(`${path} is no plain file`);
  if (path === '' || path.startsWith('/') || path.split('/').includes('..') || !Number.isSafeInteger(size))
    throw new BadTar(`${path} is no path within`);
  return { path, folder: kind === '5', size: kind === '5' ? 0 : size };
}

/** Hands over each member with its bytes, which `take` must read to their end. Rejects with BadTar. */
export async function readTar(
  source: AsyncIterable<Buffer>,
  take: (member: TarMember, bytes: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const pieces = new Pieces(source);
  for (;;) {
    const header = await pieces.exactly(BLOCK);
    if (header.every((byte) => byte === 0)) return pieces.drain();
    const member = memberOf(header);
    await take(member, pieces.upTo(member.size));
    await pieces.exactly((BLOCK - (member.size % BLOCK)) % BLOCK);
  }
}
