import { expect, test } from 'vitest';
import { commonPasswords, guessedWords, strongEnough } from './password-policy.ts';

test('ten characters of three kinds are enough, and a hundred and twenty-eight are allowed', () => {
  expect(strongEnough('Kx7-mmpqrs', 'zhang')).toBe(true);
  expect(strongEnough(`Kx7-${'长'.repeat(124)}`, 'zhang')).toBe(true);
  expect(strongEnough(`Kx7-${'长'.repeat(125)}`, 'zhang')).toBe(false);
  expect(strongEnough('Kx7-mmpqr', 'zhang')).toBe(false);
});

test.each(['kxmmpqrstu', 'kxmmpqrst7', 'KXMMPQRST7', '1357924680'])('%s has too few kinds', (password) => {
  expect(strongEnough(password, 'zhang')).toBe(false);
});

test('the login is no part of it, however it is written', () => {
  expect(strongEnough('7-ZhangSan-mmpqrs', 'zhangsan')).toBe(false);
});

test.each([
  'Password123456',
  'P@ssw0rd2026',
  'Guanyun@2026',
  'Admin@123456',
  '1qaz@WSX3edc',
  'Qwerty12345!',
  'Gaoxin-888888',
])('%s is made of what everybody guesses', (password) => {
  expect(strongEnough(password, 'zhang')).toBe(false);
});

test('a guessed word inside of a long password does no harm', () => {
  expect(strongEnough('Kx7-mmpqrs-admin', 'zhang')).toBe(true);
});

test('a guessed word is written as it is looked for, and none twice', () => {
  expect(guessedWords.filter((word) => word !== word.toLowerCase())).toEqual([]);
  expect(new Set(guessedWords).size).toBe(guessedWords.length);
});

test('no common password becomes a good one by capitals, or by digits and signs around it', () => {
  const passed = [...commonPasswords].flatMap((word) => {
    const capital = `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
    return [`${capital}1!`, `${capital}@2026`, `2026-${capital}!`, `!1${word.toUpperCase()}`].filter(
      (password) => strongEnough(password, 'zhang'),
    );
  });
  expect(passed).toEqual([]);
  expect(commonPasswords.size).toBeGreaterThanOrEqual(3000);
});

test('a common word inside of a long random password does no harm', () => {
  expect(commonPasswords.has('dragon')).toBe(true);
  expect(strongEnough('Dragon1!20', 'zhang')).toBe(false);
  expect(strongEnough('Dragon-7#92+4471%8', 'zhang')).toBe(true);
});
