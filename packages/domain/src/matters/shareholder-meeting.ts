import { z } from 'zod';
import type { Reason } from '../kernel/basis.ts';
import {
  add,
  compare,
  multiply,
  ONE,
  parseRatio,
  type Ratio,
  ratio,
  showRatio,
  subtract,
  ZERO,
} from '../kernel/ratio.ts';
import { rulebook } from '../kernel/rule.ts';
import { zReasons, zRulebook, zShare, zShownRatio } from '../kernel/wire.ts';
import { companyLaw } from './matter-basis.ts';

/** The input of `shareholder-vote`. Shares are parts of all voting rights and together at most one. */
export const zShareholderInput = z
  .strictObject({
    form: z.enum(['limited', 'joint_stock']),
    resolution: z.enum(['ordinary', 'special']),
    holders: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(200),
          share: zShare,
          vote: z.enum(['for', 'against', 'abstain', 'absent', 'excluded']),
        }),
      )
      .max(10_000),
  })
  .superRefine((input, context) => {
    const ids = input.holders.map((holder) => holder.id);
    const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
    if (twice >= 0) {
      const message = `股东 ${ids[twice]} 重复，每名股东只能列一次`;
      context.addIssue({ code: 'custom', path: ['holders', twice, 'id'], message });
    }
    if (
      compare(
        shareOf(input.holders, () => true),
        ONE,
      ) > 0
    ) {
      context.addIssue({
        code: 'custom',
        path: ['holders'],
        message: '各股东表决权占比（share）之和不得超过 1',
      });
    }
  });

/** The output of `shareholder-vote`. */
export const zShareholderOutput = z.strictObject({
  passed: z.boolean(),
  for: zShownRatio,
  base: zShownRatio,
  reasons: zReasons,
  rulebook: zRulebook,
});

/** What `shareholder-vote` is asked, as it stands on the wire. */
export type ShareholderInput = z.infer<typeof zShareholderInput>;
/** What `shareholder-vote` answers, as it stands on the wire. */
export type ShareholderOutput = z.infer<typeof zShareholderOutput>;

type Holder = { share: string; vote: string };

function shareOf(holders: readonly Holder[], counts: (vote: string) => boolean): Ratio {
  return holders
    .filter((holder) => counts(holder.vote))
    .reduce((sum, holder) => add(sum, parseRatio(holder.share)), ZERO);
}

const twoThirds = ratio(2n, 3n);
const half = ratio(1n, 2n);

/**
 * Whether a shareholders' resolution passes. A limited company counts all voting rights, a joint-stock company
 * those present; the excluded are in neither. Special: two thirds or more. Ordinary: more than half.
 */
export function countShareholderVote(input: ShareholderInput): ShareholderOutput {
  const inFavour = shareOf(input.holders, (vote) => vote === 'for');
  const excluded = shareOf(input.holders, (vote) => vote === 'excluded');
  const present = shareOf(input.holders, (vote) => vote !== 'absent' && vote !== 'excluded');
  // A holder who is not listed is absent: in a limited company he still counts.
  const base = input.form === 'limited' ? subtract(ONE, excluded) : present;
  const special = input.resolution === 'special';
  const threshold = special ? twoThirds : half;
  const reached = compare(inFavour, multiply(base, threshold));
  const passed = base.numerator > 0n && (special ? reached >= 0 : reached > 0);
  const needs = special ? '须三分之二以上表决权(含本数)' : '须过半数表决权(不含半数)';
  const scope = input.form === 'limited' ? '全体股东所持表决权' : '出席会议股东所持表决权';
  const reason: Reason = {
    rule: `shareholder-vote.${input.resolution}`,
    outcome: passed ? 'pass' : 'fail',
    because: `以${scope}为基数(回避者不计)，${needs}`,
    basis: [input.form === 'limited' ? companyLaw('第六十六条') : companyLaw('第一百一十六条')],
  };
  return { passed, for: showRatio(inFavour), base: showRatio(base), reasons: [reason], rulebook };
}
