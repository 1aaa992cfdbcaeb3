import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';

/** What supervision says of a flag: seen, explained and so closed, or handed on for correction and so closed. */
export const splitRemarkKinds = ['acknowledged', 'explained', 'referred'] as const;
export type SplitRemarkKind = (typeof splitRemarkKinds)[number];

const closing: readonly SplitRemarkKind[] = ['explained', 'referred'];

/** How a flag stands by what was said of it. */
export function splitFlagState(remarks: readonly SplitRemarkKind[]): 'open' | SplitRemarkKind {
  return closing.find((kind) => remarks.includes(kind)) ?? remarks[0] ?? 'open';
}

/**
 * May this be said of the flag? Refused: SPLIT_FLAG_CONTINUED once a larger flag has taken its place; SPLIT_FLAG_CLOSED once
 * it was explained or referred; SPLIT_FLAG_ACKNOWLEDGED for acknowledging it twice.
 */
export function decideSplitRemark(
  flag: { readonly continued: boolean; readonly remarks: readonly SplitRemarkKind[] },
  kind: SplitRemarkKind,
): Decision<null, Refusal<'SPLIT_FLAG_CONTINUED' | 'SPLIT_FLAG_CLOSED' | 'SPLIT_FLAG_ACKNOWLEDGED'>> {
  if (flag.continued) return refuse('SPLIT_FLAG_CONTINUED');
  if (flag.remarks.some((said) => closing.includes(said))) return refuse('SPLIT_FLAG_CLOSED');
  return flag.remarks.includes(kind) ? refuse('SPLIT_FLAG_ACKNOWLEDGED') : accept(null);
}
