import { readFileSync } from 'node:fs';
import { guessedWords } from '@guanyun/application/organizations/password-policy.ts';
import { HOURS_MAX } from '@guanyun/application/organizations/sign-in.ts';
import { documentQuota } from '@guanyun/domain/evidence/document-quota.ts';
import { signInPolicy } from '@guanyun/domain/organizations/credentials.ts';
import { expect, test } from 'vitest';
import { endingsTaken } from './document-type.ts';
import { DOCUMENT_MAX } from './documents.ts';
import { BATCH_MAX, BODY_MAX } from './http.ts';
import { limitsOf } from './limits.ts';
import { largeLimits } from './workbook/large-workbook.ts';
import { workbookLimits } from './workbook/read-workbook.ts';

const page = readFileSync(new URL('../../../docs/security.md', import.meta.url), 'utf8');
/** As it is read: the columns of a table may be wider. */
const plain = page.replaceAll(/\s+/g, ' ');
const MEGABYTE = 1024 * 1024;

test('the limits that are written down are those that are kept', () => {
  const minutes = limitsOf.windowSeconds / 60;
  expect(limitsOf.callSeconds).toBe(60);
  for (const sentence of [
    `One request: ${BODY_MAX / MEGABYTE} MB, ${BATCH_MAX} procedures at most.`,
    `wrong passwords of one account | ${limitsOf.account} in ${minutes} minutes`,
    `wrong passwords of one address | ${limitsOf.client} in ${minutes} minutes`,
    `acts, uploads, exports | ${limitsOf.calls} a minute of one account`,
    `questions | ${limitsOf.questions} a minute of one account`,
    `files of one account | ${documentQuota.files} and ${documentQuota.bytes / MEGABYTE} MB;`,
    `It ends after ${signInPolicy.idleMinutes} minutes without use, ${HOURS_MAX} hours at the latest`,
  ])
    expect(plain).toContain(sentence);
});

test('so are the files', () => {
  expect(plain).toContain(
    `${endingsTaken.replaceAll('、', ', ')} | ${DOCUMENT_MAX / MEGABYTE} MB; kept as they are`,
  );
  for (const { maxBytes, maxEntries, maxInflatedBytes, maxRatio, maxCells } of [workbookLimits, largeLimits])
    expect(plain).toContain(
      `${maxBytes / MEGABYTE} MB, ${maxEntries} entries, ${maxInflatedBytes / MEGABYTE} MB unpacked, ratio ${maxRatio}, ${maxCells} cells`,
    );
});

test('and the words that a password is not made of', () => {
  const [, words = ''] = /<!-- guessed words -->([\s\S]*)<!-- end of guessed words -->/.exec(page) ?? [];
  expect([...words.matchAll(/`([^`]+)`/g)].map(([, word]) => word)).toEqual(guessedWords);
});
