import { migrate, schemaVersion } from '@guanyun/db/kernel/migrate.ts';
import { BadSettings, readSettings } from '../settings.ts';

/** `guanyun migrate` brings the zone's schema up to date, as the server does at its start. */
export async function run(words: readonly string[]): Promise<number> {
  if (words.length > 0) {
    process.stderr.write('用法：guanyun migrate\n');
    return 2;
  }
  try {
    const { databaseUrl, zone } = readSettings();
    await migrate(databaseUrl, zone);
    process.stdout.write(`${zone} ${schemaVersion}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof BadSettings ? 2 : 1;
  }
}
