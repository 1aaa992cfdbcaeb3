import type { Matter } from './matter-data.ts';

type Step = { key: string; state: string; on: string | null };
const shanghai = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: 'Asia/Shanghai' });
const actOf: Readonly<Record<string, string>> = {
  notify: 'matters.submit',
  review: 'matters.review',
  reply: 'matters.issue',
  archive: 'matters.archive',
};

/** The day on which the act that ends a step was last done. */
function dayOf(history: Matter['history'], act: string | undefined): string | null {
  const entry = history.filter((one) => one.act === act && one.outcome === 'accepted').at(-1);
  return entry === undefined ? null : shanghai.format(new Date(entry.at));
}

/** The chain of steps with the days on which they came. */
export function progressOf(matter: Pick<Matter, 'steps' | 'history' | 'meeting'>): Step[] {
  return matter.steps.map(({ key, state, on }) => ({
    key,
    state,
    on:
      state === 'todo'
        ? null
        : (on ??
          (key === 'circulate' || key === 'decide'
            ? (matter.meeting?.heldOn ?? null)
            : dayOf(matter.history, actOf[key]))),
  }));
}
