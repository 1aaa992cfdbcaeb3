import { describe, expect, it } from 'vitest';
import { linesByChunk } from './line-stream.ts';

async function split(chunks: readonly string[], limit = 1000): Promise<string[]> {
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const lines: string[] = [];
  for await (const group of linesByChunk(source(), limit)) {
    for (const line of group) lines.push(line.tooLong ? 'too long' : Buffer.from(line.bytes).toString());
  }
  return lines;
}

describe('lines of a stream', () => {
  it.each([
    [[], []],
    [['a\nb\n'], ['a', 'b']],
    [['a\nb'], ['a', 'b']],
    [
      ['a', 'b', '\n', '\n', 'c'],
      ['ab', '', 'c'],
    ],
    [['管', '运\n'], ['管运']],
  ])('%j', async (chunks, lines) => {
    expect(await split(chunks)).toEqual(lines);
  });

  it('drops a line beyond the limit and goes on with the next', async () => {
    expect(await split(['aaa', 'aaa', 'a\nbb\ncccccc\n'], 5)).toEqual(['too long', 'bb', 'too long']);
    expect(await split(['aaaaa\nbbbbbb'], 5)).toEqual(['aaaaa', 'too long']);
  });
});
