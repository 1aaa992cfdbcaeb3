import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  demoAccountsFile,
  demoAccountsTable,
  newDemoAccount,
  newPassword,
  readDemoAccounts,
  writeDemoAccounts,
} from './demo-accounts.ts';

const accounts = [
  { login: 'gwh.zhuren', personName: '梁正川', post: '主任', body: '重庆綦江高新区管委会' },
  { login: 'a', personName: '石景行', post: '委员', body: 'GWH' },
].map(newDemoAccount);
let home = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'guanyun-demo-'));
});
afterAll(() => rm(home, { recursive: true }));

describe('the accounts of the example', () => {
  it('have passwords of four kinds, none of them twice', () => {
    const made = Array.from({ length: 500 }, newPassword);
    expect(new Set(made).size).toBe(made.length);
    for (const password of made) {
      expect(password.length).toBeGreaterThanOrEqual(14);
      for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]) expect(password).toMatch(kind);
    }
  });

  it('are written for this user only and read back', async () => {
    expect(await readDemoAccounts(home)).toBeNull();
    await writeDemoAccounts(home, accounts);
    await writeDemoAccounts(home, accounts);
    expect(await readDemoAccounts(home)).toEqual(accounts);
    expect((await stat(demoAccountsFile(home))).mode & 0o777).toBe(0o600);
  });

  it('line up in the table, Chinese or not', () => {
    const [, ...lines] = demoAccountsTable(accounts).split('\n');
    expect(lines.map((line) => line.slice(0, 12).trimEnd())).toEqual(['gwh.zhuren', 'a']);
    const width = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0);
    const before = lines.map((line, index) =>
      width(line.slice(0, line.lastIndexOf(accounts[index]?.password ?? ''))),
    );
    expect(new Set(before).size).toBe(1);
  });
});
