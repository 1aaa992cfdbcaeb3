import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../paths.ts';

/** How a requirement is answered. `customer`: by whoever runs it. */
export const answers = ['met', 'partly', 'customer', 'not applicable', 'missing'] as const;

/** A row of the sheet; `tests` are the files that show it. */
export type SheetRow = {
  readonly id: string;
  readonly level: string;
  readonly paraphrase: string;
  readonly answer: string;
  readonly how: string;
  readonly tests: readonly string[];
};

export const ASVS = join(ROOT, 'docs/asvs-5.0.tsv');
export const ASVS_PAGE = join(ROOT, 'docs/asvs-5.0.md');

/** @throws when a line has not the six columns of the first */
export function readSheet(text: string): SheetRow[] {
  const [head, ...lines] = text.trimEnd().split('\n');
  if (head !== 'id\tlevel\tparaphrase\tanswer\thow\ttest') throw new Error('not the columns of the sheet');
  return lines.map((line) => {
    const [id, level, paraphrase, answer, how, test, ...more] = line.split('\t');
    if (!id || !level || !paraphrase || !answer || !how || !test || more.length > 0)
      throw new Error(`not six columns: ${line}`);
    return { id, level, paraphrase, answer, how, tests: test === '—' ? [] : test.split(', ') };
  });
}

const chapters: Readonly<Record<string, string>> = {
  1: 'Encoding and sanitization',
  2: 'Validation and business logic',
  3: 'Web frontend',
  4: 'API and web service',
  5: 'File handling',
  6: 'Authentication',
  7: 'Session management',
  8: 'Authorization',
  9: 'Self-contained tokens',
  10: 'OAuth and OIDC',
  11: 'Cryptography',
  12: 'Secure communication',
  13: 'Configuration',
  14: 'Data protection',
  15: 'Secure coding and architecture',
  16: 'Security logging and error handling',
};

const HEAD = `# OWASP ASVS 5.0.0: how each requirement is answered

Every requirement of levels 1 and 2 that applies, and ten of level 3. The standard's own words are at <https://owasp.org/www-project-application-security-verification-standard/>;
here stand its numbers and what each is about, in ours. Written from [asvs-5.0.tsv](asvs-5.0.tsv) by \`node infra/sheets/asvs-page.ts\`;
\`infra/sheets.test.ts\` checks that none is left out and every file named exists.

\`met\`: it is so in the code. \`partly\`: what is lacking is said. \`missing\`: it is not there. \`customer\`: whoever runs the software answers it.

Left out, as there is nothing of the kind in the software: V10.3, 10.4, 10.6 and 10.7 (it is a client of a provider, and neither resource
server nor provider), V17 (WebRTC), V4.3 (GraphQL), V4.4 (WebSocket). \`16.3.2+\` is the part of 16.3.2 that level 3 adds.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');
const linked = (path: string): string => `[${path.split('/').at(-1)}](../${path})`;

/** docs/asvs-5.0.md: the counts, what is open, and a table for each chapter. */
export function asvsPage(rows: readonly SheetRow[]): string {
  const counts = answers.map((one) => `| ${one} | ${rows.filter((row) => row.answer === one).length} |`);
  const line = (row: SheetRow): string =>
    `| ${row.id} | ${row.level} | ${cell(row.paraphrase)} | ${row.answer} | ${cell(row.how)} | ${row.tests.map(linked).join(', ') || '—'} |`;
  const table = (of: readonly SheetRow[]): string =>
    ['| id | level | about | answer | how | test |', '|---|---|---|---|---|---|', ...of.map(line)].join('\n');
  const open = rows
    .filter((row) => row.answer === 'missing')
    .map((row) => `- **${row.id}** ${row.paraphrase}: ${row.how}.`);
  const parts = Object.entries(chapters).map(
    ([chapter, name]) =>
      `## V${chapter} ${name}\n\n${table(rows.filter((row) => row.id.split('.')[0] === chapter))}\n`,
  );
  const shown = rows.filter((row) => row.tests.length > 0).length;
  const sums = [
    '| answer | requirements |',
    '|---|---|',
    ...counts,
    `| **all** | ${rows.length} |`,
    `| shown by a test | ${shown} |`,
  ].join('\n');
  return `${HEAD}\n${sums}\n\n## What is missing\n\n${open.join('\n')}\n\n${parts.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(ASVS_PAGE, asvsPage(readSheet(readFileSync(ASVS, 'utf8'))));
