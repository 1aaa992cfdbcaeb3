import { compare, parseRatio } from '../kernel/ratio.ts';

/** Who owns a part of whom through every chain, as the rule `ownership` says it. */
type Owned = {
  readonly owner: string;
  readonly owned: string;
  readonly ratio: { readonly fraction: string };
};

/**
 * Who stands behind each company as its investor 出资人: the body that nobody owns and that owns most of it in the end; where
 * two own the same, both.
 */
function investors(effective: readonly Owned[]): Map<string, string> {
  const held = new Set(effective.map((one) => one.owned));
  const ultimate = effective.filter((one) => !held.has(one.owner));
  return new Map(
    [...Map.groupBy(ultimate, (one) => one.owned)].map(([company, owners]) => {
      const most = owners
        .map((one) => parseRatio(one.ratio.fraction))
        .reduce((a, b) => (compare(a, b) >= 0 ? a : b));
      const behind = owners.filter((one) => compare(parseRatio(one.ratio.fraction), most) === 0);
      return [
        company,
        behind
          .map((one) => one.owner)
          .sort()
          .join(','),
      ];
    }),
  );
}

/** The companies behind which another investor stands than before; a company that had none gets its first, which is no change. */
export function investorChanged(before: readonly Owned[], after: readonly Owned[]): string[] {
  const now = investors(after);
  return [...investors(before)]
    .filter(([company, was]) => now.get(company) !== was)
    .map(([company]) => company);
}
