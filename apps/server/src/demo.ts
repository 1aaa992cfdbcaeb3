import { readFile } from 'node:fs/promises';
import { importForSetUp, type WorkbookToImport } from '@guanyun/application/crossings/import-workbook.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { wholeZone } from '@guanyun/application/organizations/actor.ts';
import { findZone } from '@guanyun/db/evidence/request.store.ts';
import { inSnapshot } from '@guanyun/db/kernel/transaction.ts';
import { type DemoAccount, newDemoAccount, readDemoAccounts, writeDemoAccounts } from './demo-accounts.ts';

const ZONE_NAME = '重庆綦江高新区（演示）';

const templates = [
  { template: 'organizations', file: '01-organizations.xlsx' },
  { template: 'equity', file: '02-equity.xlsx' },
  { template: 'cooperation-list', file: '03-cooperation-list.xlsx' },
] as const;

const workbooks = new URL('../../../packages/casebook/workbooks/', import.meta.url);

async function readCase(deps: Deps): Promise<WorkbookToImport[]> {
  const books: WorkbookToImport[] = [];
  for (const { template, file } of templates) {
    const workbook = await deps.readWorkbook(await readFile(new URL(file, workbooks)));
    if (!workbook.ok) throw new Error(`${file}: ${workbook.code}`);
    books.push({ template, workbook });
  }
  return books;
}

/**
 * Fills a new zone with the example. The passwords are on the disk before the zone and its accounts are committed, in
 * one transaction, so a crash at any moment leaves no zone that nobody can enter. A zone that is there is left alone.
 * @returns the accounts with their passwords; null when the zone is not the example or their file is gone
 */
export async function seedDemo(deps: Deps, home: string): Promise<DemoAccount[] | null> {
  const zone = await inSnapshot(deps.db, wholeZone(deps), findZone);
  if (zone !== null) return zone.illustrative ? readDemoAccounts(home) : null;
  await importForSetUp(deps, await readCase(deps), ZONE_NAME, async (logins) => {
    const cards = logins.map(newDemoAccount);
    await writeDemoAccounts(home, cards);
    return Promise.all(
      logins.map(async ({ login, personId }, index) => ({
        login,
        personId,
        passwordHash: await deps.passwords.hash(cards[index]?.password ?? ''),
      })),
    );
  });
  return readDemoAccounts(home);
}
