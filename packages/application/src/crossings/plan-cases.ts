import { casesOfPlan, overtakenRegisters, type PlanCaseRow } from '@guanyun/db/equity/plan-case.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { mattersById } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { isEnded, steps } from '@guanyun/domain/matters/matter-case.ts';
import { businessDay } from '../kernel/deps.ts';
import { type WarrantState, warrantState } from '../matters/warrant-of.ts';
import type { Actor } from '../organizations/actor.ts';

/** How far a case of a plan has come: `lapsed` 失效 once its warrant, or the case without one, is over. */
export type PlanCaseState = 'executed' | 'overtaken' | 'lapsed' | 'agreed' | 'warranted' | 'open';

const over: readonly WarrantState[] = ['expired', 'revoked', 'closed', 'spent'];

function stateOf(
  row: PlanCaseRow,
  matter: MatterRow,
  { warrant, overtaken }: { warrant: WarrantState | null; overtaken: boolean },
): PlanCaseState {
  if (row.executedAt !== null) return 'executed';
  if (overtaken) return 'overtaken';
  if (warrant === null ? isEnded(matter.state) : over.includes(warrant)) return 'lapsed';
  if (warrant === null) return 'open';
  return row.agreedAt !== null || row.companyId === row.groupId ? 'agreed' : 'warranted';
}

/** The cases that a plan became, as far as they have come; only those that the actor sees by itself lead anywhere. */
export async function shownCases(tx: Tx, actor: Actor, on: string, planId: string) {
  // Whoever reads the plan reads how far all of it has come.
  const rows = await withWholeZone(tx, () => casesOfPlan(tx, planId));
  const ids = rows.map(({ matterId }) => matterId);
  const seen = new Set((await mattersById(tx, ids)).map(({ id }) => id));
  const own = actor.post.organizationId;
  const acts = (steps.spend.posts as readonly string[]).includes(actor.post.kind);
  return withWholeZone(tx, async () => {
    const matters = new Map((await mattersById(tx, ids)).map((matter) => [matter.id, matter]));
    const overtaken = await overtakenRegisters(tx, planId);
    const shown = [];
    for (const row of rows) {
      const matter = matters.get(row.matterId);
      if (matter === undefined) continue;
      const warrants: WarrantRow[] = await warrantsOfMatter(tx, matter.id);
      const found = warrants.find(({ companyId }) => companyId === row.companyId);
      const warrant = found === undefined ? null : warrantState(found, on, matter.state);
      const main = row.registerOf !== null;
      const late = row.registers.some((id) => overtaken.includes(id));
      const state = main ? stateOf(row, matter, { warrant, overtaken: late }) : null;
      shown.push({
        ...{ matterId: matter.id, itemId: row.itemId, main, separable: row.separable, state },
        ...{ matter: matter.matter, matterState: matter.state, companyId: row.companyId },
        ...{ number: matter.number, expiresOn: found?.expiresOn ?? null, visible: seen.has(matter.id) },
        agreedOn: row.agreedAt === null ? null : businessDay(row.agreedAt),
        executedOn: row.executedAt === null ? null : businessDay(row.executedAt),
        mayJoin: acts && own === row.companyId && state === 'warranted',
      });
    }
    return shown;
  });
}
