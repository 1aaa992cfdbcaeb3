import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { ownershipIn, type Tables } from '@guanyun/domain/equity/plan-compare.ts';
import {
  type PlannedMatter,
  type ProposalContext,
  proposalsOf,
} from '@guanyun/domain/equity/plan-proposals.ts';
import { addWorkingDays } from '@guanyun/domain/kernel/calendar.ts';
import { add, compare, ratio, ZERO } from '@guanyun/domain/kernel/ratio.ts';
import { obligationsAfter } from '@guanyun/domain/matters/after-approval.ts';
import { precheckTypeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { figuresOn } from '../matters/figures.ts';
import { routeCase } from '../matters/route-case.ts';
import { gatherFacts } from './gather-facts.ts';
import type { ReadPlan } from './read-plan.ts';

const half = ratio(1n, 2n);

/** Whether the state's share of a company falls from over a half to a half or less. */
function controlLost({ bodies, judgement }: ReadPlan): (companyId: string) => boolean | null {
  const states = new Set(bodies.filter((body) => body.kind === 'state').map((body) => body.id));
  const over = (tables: Tables) => {
    const { effective } = ownershipIn(bodies, tables);
    return (id: string): boolean => {
      const shares = effective.filter((e) => e.owned === id && states.has(e.owner)).map((e) => e.ratio);
      return compare(shares.reduce(add, ZERO), half) > 0;
    };
  };
  const [before, after] = [over(judgement.before), over(judgement.after.tables)];
  return (id) => (judgement.before.get(id) === undefined ? null : before(id) && !after(id));
}

function contextOf(known: ReadPlan): ProposalContext {
  const { plan, bodies, organizations, judgement, on } = known;
  const byId = new Map(bodies.map((body) => [body.id, body]));
  return {
    plan,
    nameOf: (id) => byId.get(id)?.name ?? id,
    isCompany: (id) => byId.get(id)?.kind === 'company',
    holds: (holder, companyId) =>
      judgement.before.get(companyId)?.holders.some(({ id }) => id === holder) ?? false,
    losesControl: controlLost(known),
    netAssetsOf: (id) => organizations.find((one) => one.id === id)?.netAssets ?? null,
    decidedOn: on,
  };
}

/** The matters of the items that may go, in the order of the plan: what submitting the plan will hand in. */
export function plannedMatters(known: ReadPlan): (PlannedMatter & { itemId: string })[] {
  const going = new Set(
    known.judgement.items
      .filter(({ state }) => state === 'ready' || state === 'incomplete')
      .map(({ id }) => id),
  );
  const context = contextOf(known);
  return known.plan.items
    .filter((item) => going.has(item.id))
    .flatMap((item) => proposalsOf(context, item).map((matter) => ({ ...matter, itemId: item.id })));
}

/**
 * Each matter that the plan becomes: who decides it and within what time, the steps before it, and what is to be registered
 * afterwards, counted from the last day of that time. Routed one by one on the register as it is now.
 */
export async function approvalsOf(tx: Tx, known: ReadPlan) {
  const { on } = known;
  const calendar = await readCalendar(tx);
  const { catalogue } = await figuresOn(tx, on, null);
  const approvals = [];
  for (const { itemId, role, proposal } of plannedMatters(known)) {
    const { route, amount } = await routeCase(tx, { id: null, proposal, on }, gatherFacts);
    const decidedBy = addWorkingDays(calendar, on, route.timeLimit.days).due;
    const after = obligationsAfter(
      proposal.matter,
      precheckTypeOf(proposal),
      decidedBy,
      calendar,
      'decision',
      catalogue,
    );
    approvals.push({
      ...{ itemId, role, matter: proposal.matter, companyId: proposal.companyId, amount },
      subject: proposal.subject ?? '',
      ...{ level: route.level, decision: route.decision, timeLimit: route.timeLimit.days, decidedBy },
      steps: route.prerequisites.filter((step) => step.need === 'required').map((step) => step.code),
      blocks: route.blocks,
      reasons: route.reasons,
      registrations: after.map(({ kind, text, dueOn, provisional, basis }) => ({
        ...{ kind, text, dueOn, provisional, basis: [...basis] },
      })),
    });
  }
  return approvals;
}
