import type { NewMotion } from './matter-data.ts';
import type { Motion } from './motion-text.tsx';

export type ConditionDraft = { phase: 'before' | 'during'; text: string; ownerId: string; dueOn: string };
/** A motion while it is being written: every kind's fields side by side, so that changing the kind loses nothing. */
export type MotionDraft = {
  kind: Motion['kind'];
  conditions: ConditionDraft[];
  until: string;
  reason: string;
};

/** A first condition is the company's to meet, before it carries out. */
export const emptyCondition = (ownerId: string): ConditionDraft => ({
  phase: 'before',
  text: '',
  ownerId,
  dueOn: '',
});

export const draftOfMotion = (motion: Motion, ownerId: string): MotionDraft => ({
  kind: motion.kind,
  conditions: motion.kind === 'conditional' ? [...motion.conditions] : [emptyCondition(ownerId)],
  until: motion.kind === 'defer' ? motion.until : '',
  reason: motion.kind === 'defer' || motion.kind === 'return' ? motion.reason : '',
});

/** The motion that the draft makes; null while something is missing. */
export function motionOf(draft: MotionDraft): NewMotion | null {
  const { kind, until } = draft;
  const reason = draft.reason.trim();
  if (kind === 'approve') return { kind };
  if (kind === 'defer') return until === '' || reason === '' ? null : { kind, until, reason };
  if (kind === 'return') return reason === '' ? null : { kind, reason };
  const conditions = draft.conditions.map((one) => ({ ...one, text: one.text.trim() }));
  const whole = conditions.every(({ text, ownerId, dueOn }) => text !== '' && ownerId !== '' && dueOn !== '');
  return whole && conditions.length > 0 ? { kind, conditions } : null;
}
