import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { voidObligations } from '@guanyun/db/matters/execution.store.ts';
import { changeMatter, findContent, lockMatter, mattersConcerned } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { agendaOfMatter, leaveAgenda } from '@guanyun/db/matters/meeting.store.ts';
import { changeWarrantsOf } from '@guanyun/db/matters/warrant.store.ts';
import { befalls, type MatterState } from '@guanyun/domain/matters/matter-case.ts';
import type { Also } from '../evidence/act.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { endStops } from './case-clock.ts';
import { aboutMatter, movedTo } from './case-step.ts';
import { goBackWithout } from './leave-case.ts';

const pending: readonly MatterState[] = befalls.transfer.from;
const answered: readonly MatterState[] = befalls.suspendForInvestor.from;

async function offAgenda(tx: Tx, row: MatterRow): Promise<void> {
  for (const item of await agendaOfMatter(tx, row.id))
    if (item.result === null) await leaveAgenda(tx, item.meetingId, row.id, 'transferred');
}

/** Not decided yet: the new investor decides it. It leaves the agenda, its clock stops, it owes nothing. */
async function transfer(tx: Tx, deps: Deps, row: MatterRow): Promise<void> {
  await offAgenda(tx, row);
  await endStops(tx, deps, row.id);
  await voidObligations(tx, row.id);
  const to = { state: befalls.transfer.to, stateBefore: null };
  await changeMatter(tx, row.id, movedTo(deps, to), deps.now());
}

/** Decided, and not carried out yet: nothing is spent until the new investor confirms. */
async function suspend(tx: Tx, deps: Deps, row: MatterRow): Promise<void> {
  if (row.state === befalls.suspendForInvestor.to) return;
  await changeWarrantsOf(tx, row.id, { suspendedOn: today(deps) });
  const to = { state: befalls.suspendForInvestor.to, stateBefore: row.state };
  await changeMatter(tx, row.id, movedTo(deps, to), deps.now());
}

/** What becomes of one case: the lead's goes with its company; a participant only leaves what is not decided yet. */
async function follow(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  row: MatterRow,
  companyIds: readonly string[],
): Promise<Also[]> {
  const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const leads = companyIds.includes(row.companyId);
  const parting = (content.participants ?? [])
    .map((p) => p.companyId)
    .filter((id) => companyIds.includes(id));
  if (!leads && parting.length === 0) return [];
  const told = (act: string, to: MatterState): Also => ({
    act,
    subject: aboutMatter(row),
    content: { from: row.state, to },
  });
  if (answered.includes(row.state)) {
    await suspend(tx, deps, row);
    return [told('matters.suspendForInvestor', befalls.suspendForInvestor.to)];
  }
  if (leads) {
    await transfer(tx, deps, row);
    return [told('matters.transfer', befalls.transfer.to)];
  }
  await offAgenda(tx, row);
  let left = row;
  for (const companyId of parting) {
    await goBackWithout(tx, deps, left, companyId, actor.person.id);
    left = found(await lockMatter(tx, row.id), 'matter');
  }
  return [told('matters.leaveForInvestor', befalls.participantLeaves.to)];
}

/**
 * The cases of companies whose investor has changed: those not decided are handed over, or go back where the company only
 * takes part; those decided and not carried out are suspended. They may be cases that whoever entered the change does not
 * see.
 * @param except the cases under whose warrants the change itself is made
 * @returns what each case's own history says of it
 */
export function followInvestor(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  companyIds: readonly string[],
  except: readonly string[],
): Promise<Also[]> {
  return withWholeZone(tx, async () => {
    const states = [...pending, ...answered];
    const ids = (await mattersConcerned(tx, companyIds, states)).filter((id) => !except.includes(id));
    const also: Also[] = [];
    for (const id of ids) {
      // It may have gone on while this waited for it.
      const row = await lockMatter(tx, id);
      if (row === null || !states.includes(row.state)) continue;
      also.push(...(await follow(tx, deps, actor, row, companyIds)));
    }
    return also;
  });
}
