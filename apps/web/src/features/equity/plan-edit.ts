import { useState } from 'react';
import type { PlanShown } from './plan-data.ts';
import { draftOf, type PlanDraft } from './plan-draft.ts';

/** What is typed and not saved, and on which revision. */
export type PlanEdit = PlanDraft & { readonly revision: number };

const startOf = (plan: PlanShown): PlanEdit => ({
  ...{ title: plan.title, basisDate: plan.basisDate, revision: plan.revision },
  items: plan.items.map((item) => draftOf(item, plan.group.id)),
});

function readKept(text: string | null): PlanEdit | null {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    const whole = typeof kept === 'object' && kept !== null && 'items' in kept && Array.isArray(kept.items);
    return whole ? (kept as PlanEdit) : null;
  } catch {
    return null;
  }
}

/** The edit of one plan, kept on this device until it is saved or dropped. */
export function usePlanEdit(plan: PlanShown) {
  const key = `guanyun.plan.${plan.id}`;
  const [kept, setKept] = useState(() => readKept(localStorage.getItem(key)));
  const change = (part: Partial<PlanEdit>): void => {
    const next = { ...(kept ?? startOf(plan)), ...part };
    setKept(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  const forget = (): void => {
    setKept(null);
    localStorage.removeItem(key);
  };
  return { edit: kept ?? startOf(plan), dirty: kept !== null, change, forget };
}
