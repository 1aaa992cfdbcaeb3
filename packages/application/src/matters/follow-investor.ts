import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { voidObligations } from '@guanyun/db/matters/execution.store.ts';
import { changeMatter, lockMatter, mattersOfCompanies } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { agendaOfMatter, leaveAgenda } from '@guanyun/db/matters/meeting.store.ts';
import { changeWarrantsOf } from '@guanyun/db/matters/warrant.store.ts';
import { befalls, type MatterState } from '@guanyun/domain/matters/matter-case.ts';
import type { Also } from '../evidence/act.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { endStops } from './case-clock.ts';
import { aboutMatter, movedTo } from './case-step.ts';

const pending: readonly MatterState[] = befalls.transfer.from;
const answered: readonly MatterState[] = befalls.suspendForInvestor.from;

/** Not decided yet: the new investor decides it. It leaves the agenda, its clock stops, it owes nothing. */
async function transfer(tx: Tx, deps: Deps, row: MatterRow): Promise<void> {
  for (const item of await agendaOfMatter(tx, row.id))
    if (item.result === null) await leaveAgenda(tx, item.meetingId, row.id, 'transferred');
  await endStops(tx, deps, row.id);
  await voidObligations(tx, row.id);
  const to = { state: befalls.transfer.to, stateBefore: null };
  await changeMatter(tx, row.id, movedTo(deps, to), deps.now());
}

/** Decided, and not carried out yet: nothing is spent until the new investor confirms. */
async function suspend(tx: Tx, deps: Deps, row: MatterRow): Promise<void> {
  await changeWarrantsOf(tx, row.id, { suspendedOn: today(deps) });
  const to = { state: befalls.suspendForInvestor.to, stateBefore: row.state };
  await changeMatter(tx, row.id, movedTo(deps, to), deps.now());
}

/**
 * The cases of companies whose investor has changed: those not decided are handed over, those decided and not carried out
 * are suspended. They may be cases that whoever entered the change does not see.
 * @param except the case under whose warrant the change itself was made
 * @returns what each case's own history says of it
 */
export function followInvestor(
  tx: Tx,
  deps: Deps,
  companyIds: readonly string[],
  except: string,
): Promise<Also[]> {
  return withWholeZone(tx, async () => {
    const states = [...pending, ...answered];
    const ids = (await mattersOfCompanies(tx, companyIds, states)).filter((id) => id !== except);
    const also: Also[] = [];
    for (const id of ids) {
      // It may have gone on while this waited for it.
      const row = await lockMatter(tx, id);
      if (row === null || !states.includes(row.state)) continue;
      const handedOver = pending.includes(row.state);
      await (handedOver ? transfer(tx, deps, row) : suspend(tx, deps, row));
      also.push({
        act: handedOver ? 'matters.transfer' : 'matters.suspendForInvestor',
        subject: aboutMatter(row),
        content: { from: row.state, to: handedOver ? 'transferred' : 'suspended' },
      });
    }
    return also;
  });
}
