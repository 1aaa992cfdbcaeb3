import { dropZones } from '@guanyun/db/kernel/migrate.ts';
import { BadSettings, readSettings } from '../settings.ts';

/** `guanyun reset --yes` removes every zone from the database. There is no way back, so it wants the word. */
export async function run(words: readonly string[]): Promise<number> {
  if (words.length !== 1 || words[0] !== '--yes') {
    process.stderr.write(
      '将删除全部管区的数据，且不可恢复；确认请用：guanyun reset --yes / this removes all zones for good\n',
    );
    return 2;
  }
  try {
    await dropZones(readSettings().databaseUrl);
    process.stdout.write('已清除 / removed\n');
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof BadSettings ? 2 : 1;
  }
}
