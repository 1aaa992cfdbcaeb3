import { readFile, writeFile } from 'node:fs/promises';
import { refusalCodeList, refusalCodes } from '@guanyun/domain/kernel/refusal-codes.ts';
import { type RefusalTexts, readRefusalTexts } from '../refusal-texts.ts';

const target = new URL('../../../../docs/refusals.md', import.meta.url);

/** docs/refusals.md: every refusal code by slice in order of precedence, with its two sentences. */
export function refusalsPage(texts: RefusalTexts): string {
  const cell = (text: string | undefined): string =>
    (text ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ');
  const sections = Object.entries(refusalCodes).map(([slice, codes]) => {
    const rows = codes.map((code) => `| \`${code}\` | ${cell(texts[code]?.zh)} | ${cell(texts[code]?.en)} |`);
    return `## ${slice}\n\n| code | 中文 | English |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  const head = [
    '# Refusals',
    '',
    'Every reason for which the system refuses an act. When several apply, the one that stands first in its slice is',
    'shown first. Words in braces are filled in with the facts of the case. Written by `guanyun docs`; do not edit.',
    '',
  ];
  return `${head.join('\n')}\n${sections.join('\n')}`;
}

/** `guanyun docs` writes docs/refusals.md; with `--check` it only compares, and exits 1 when they differ. */
export async function run(words: readonly string[]): Promise<number> {
  const check = words.length === 1 && words[0] === '--check';
  if (words.length > 0 && !check) {
    process.stderr.write('用法：guanyun docs [--check]\n');
    return 2;
  }
  const refusalTexts = await readRefusalTexts();
  const missing = refusalCodeList.filter((row) => refusalTexts[row.code] === undefined);
  if (missing.length > 0) {
    process.stderr.write(`no sentence for: ${missing.map((row) => row.code).join(', ')}\n`);
    return 1;
  }
  const page = refusalsPage(refusalTexts);
  if (!check) {
    await writeFile(target, page);
    return 0;
  }
  const current = await readFile(target, 'utf8').catch(() => '');
  if (current === page) return 0;
  process.stderr.write('docs/refusals.md is not what the refusal codes say: run `guanyun docs`\n');
  return 1;
}
