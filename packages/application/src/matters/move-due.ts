import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { changeMatter, lockMatter, mattersDue } from '@guanyun/db/matters/matter.store.ts';
import type { Also } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { readClock } from './case-clock.ts';
import { aboutMatter } from './case-step.ts';
import { running } from './read-waiting.ts';

/** The due days of open cases under the calendar as it now is; what moves is told in the case's own history, with both days. */
export async function moveDue(tx: Tx, deps: Deps): Promise<Also[]> {
  const calendar = await readCalendar(tx);
  const also: Also[] = [];
  for (const id of await mattersDue(tx, running)) {
    const row = await lockMatter(tx, id);
    const account = row === null ? null : await readClock(tx, row, calendar, today(deps));
    // While the clock stands the day is open; whoever lets it go on reckons it anew.
    if (row === null || account === null || account.stopped) continue;
    const { due: dueOn, provisional: dueProvisional } = account;
    if (row.dueOn === dueOn && row.dueProvisional === dueProvisional) continue;
    await changeMatter(tx, id, { dueOn, dueProvisional }, deps.now());
    const content = {
      from: row.dueOn,
      to: dueOn,
      wasProvisional: row.dueProvisional,
      isProvisional: dueProvisional,
    };
    also.push({ act: 'matters.moveDue', subject: aboutMatter(row), content });
  }
  return also;
}
