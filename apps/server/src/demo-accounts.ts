import { randomInt } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const zCard = z.strictObject({
  account: z.string(),
  person: z.string(),
  post: z.string(),
  body: z.string(),
  password: z.string(),
});
/** One account of the example: who it is, in which posts, and the password made for this installation. */
export type DemoAccount = z.output<typeof zCard>;

// Letters and digits that are not taken for one another when they are typed off a screen.
const kinds = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '-+=@#%'];
const LENGTH = 16;
const pick = (letters: string): string => letters[randomInt(letters.length)] as string;

/** A random password of 16 characters with all four kinds in it, about 90 bits. */
export function newPassword(): string {
  const letters = kinds.map(pick);
  while (letters.length < LENGTH) letters.push(pick(kinds.join('')));
  for (let i = letters.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    [letters[i], letters[j]] = [letters[j] as string, letters[i] as string];
  }
  return letters.join('');
}

/** What an import knows of a login: who it is for, in which post of which body. */
export type NewLogin = {
  readonly login: string;
  readonly personName: string;
  readonly post: string;
  readonly body: string;
};

/** The account of a login, with a new password. */
export function newDemoAccount({ login, personName, post, body }: NewLogin): DemoAccount {
  return { account: login, person: personName, post, body, password: newPassword() };
}

export const demoAccountsFile = (home: string): string => join(home, 'demo-accounts.json');

/** Writes the accounts for this user's eyes only, whole or not at all, and on the disk when it returns. */
export async function writeDemoAccounts(home: string, accounts: readonly DemoAccount[]): Promise<void> {
  const target = demoAccountsFile(home);
  await mkdir(dirname(target), { recursive: true });
  const file = await open(`${target}.new`, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(`${JSON.stringify(accounts, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${target}.new`, target);
}

/** The accounts written before; null when there is no such file. */
export async function readDemoAccounts(home: string): Promise<DemoAccount[] | null> {
  try {
    return z.array(zCard).parse(JSON.parse(await readFile(demoAccountsFile(home), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Columns a text takes on a terminal: Chinese characters take two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(c) ? 2 : 1), 0);

/** The accounts as a table for a terminal. */
export function demoAccountsTable(accounts: readonly DemoAccount[]): string {
  const rows = [['账号 account', '姓名 person', '岗位 post', '单位 body', '口令 password']];
  for (const card of accounts) rows.push([card.account, card.person, card.post, card.body, card.password]);
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? '')))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
