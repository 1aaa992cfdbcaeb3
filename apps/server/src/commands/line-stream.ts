/** One line of a stream, without its line end; `tooLong` when it passed the limit, and then its bytes are dropped. */
export type Line = { readonly bytes: Uint8Array; readonly tooLong: boolean };

const lineFeed = 0x0a;

/**
 * Splits a byte stream at line feeds, chunk by chunk: all lines that end in a chunk come together, so that the caller
 * can answer them with one write. Holds no more than one chunk and one unfinished line of at most `limit` bytes.
 */
export async function* linesByChunk(
  source: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Line[]> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  const keep = (piece: Uint8Array): void => {
    size += piece.length;
    if (size <= limit) pieces.push(piece);
    else pieces = [];
  };
  const take = (): Line => {
    const line = { bytes: Buffer.concat(pieces), tooLong: size > limit };
    pieces = [];
    size = 0;
    return line;
  };
  for await (const chunk of source) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      lines.push(take());
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (size > 0) yield [take()];
}
