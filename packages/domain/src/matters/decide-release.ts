import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { type Fen, fen, formatYuan } from '../kernel/money.ts';

/** What an act took up of its warrant, and how much of that was given back before. */
export type Released = { readonly amount: Fen | null; readonly released: Fen };

/** Never more is given back than was taken up and not yet given back (RELEASE_EXCEEDS_SPENDING with `rest`, in yuan). */
export function decideRelease(
  spending: Released,
  amount: Fen,
): Decision<null, Refusal<'RELEASE_EXCEEDS_SPENDING'>> {
  const rest = fen((spending.amount ?? 0n) - spending.released);
  return amount > rest ? refuse('RELEASE_EXCEEDS_SPENDING', { rest: formatYuan(rest) }) : accept(null);
}
