import { inflateRawSync } from 'node:zlib';

/** The text of a Word file: its main part, without markup. */
export async function wordText(answer: Response): Promise<string> {
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const at = bytes.indexOf('word/document.xml');
  const nameLength = bytes.readUInt16LE(at - 4);
  const extraLength = bytes.readUInt16LE(at - 2);
  return inflateRawSync(bytes.subarray(at + nameLength + extraLength))
    .toString('utf8')
    .replace(/<[^>]+>/g, '');
}
