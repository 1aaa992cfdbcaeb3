import { accept, type Decision, type Refusal, refuse, refuseAll } from '../kernel/decision.ts';
import { namedIn, type PlanItem, type PlanState } from './plan.ts';

/** How many items one plan may have. */
export const PLAN_ITEMS_MAX = 200;

type ContentRefusal = Refusal<'PLAN_COMPANY_UNKNOWN' | 'PLAN_ITEM_TWICE' | 'PLAN_TOO_LONG'>;

/**
 * May a plan say this? Refused: PLAN_TOO_LONG; PLAN_ITEM_TWICE for an id used twice; PLAN_COMPANY_UNKNOWN (`item`, from 1)
 * where an item names somebody whom the zone does not know, or a target that is no company. What an item lacks in law or
 * in shares is no refusal: a plan is on paper, and is judged there.
 */
export function decidePlanContent(
  items: readonly PlanItem[],
  kindOf: (id: string) => string | null,
): Decision<null, ContentRefusal> {
  if (items.length > PLAN_ITEMS_MAX) return refuse('PLAN_TOO_LONG', { max: String(PLAN_ITEMS_MAX) });
  const twice = new Set(items.map((item) => item.id)).size < items.length;
  const unknown = items.flatMap((item, at) => {
    const known = kindOf(item.companyId) === 'company' && namedIn(item).every((id) => kindOf(id) !== null);
    return known ? [] : [{ code: 'PLAN_COMPANY_UNKNOWN' as const, facts: { item: String(at + 1) } }];
  });
  const refused = refuseAll<ContentRefusal>([
    ...(twice ? [{ code: 'PLAN_ITEM_TWICE' as const, facts: {} }] : []),
    ...unknown,
  ]);
  return refused ?? accept(null);
}

/**
 * May whoever saw this revision change the plan? Refused: WRONG_STATE once it is handed in or set aside, STALE when it was
 * changed since.
 */
export function decidePlanChange(
  standing: { readonly state: PlanState; readonly revision: number },
  by: { readonly revision: number; readonly step: 'revise' | 'discard' | 'submit' },
): Decision<null, Refusal<'WRONG_STATE' | 'STALE'>> {
  if (standing.state !== 'draft') return refuse('WRONG_STATE', { state: standing.state, step: by.step });
  return standing.revision === by.revision ? accept(null) : refuse('STALE');
}
