import { openApiDocument } from '../open-api/document.ts';
import { readRefusalTexts } from '../refusal-texts.ts';

/** `guanyun openapi`: the interface for other systems as OpenAPI 3.1, with the sentences of every refusal. */
export async function run(words: readonly string[]): Promise<number> {
  if (words.length > 0) {
    process.stderr.write('用法：guanyun openapi\n');
    return 2;
  }
  process.stdout.write(`${JSON.stringify(openApiDocument(await readRefusalTexts()), null, 2)}\n`);
  return 0;
}
