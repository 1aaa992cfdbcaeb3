import type { matterRouteRule } from '@guanyun/domain/matters/matter-route.rule.ts';
import type { RouteInput } from '@guanyun/domain/matters/route-input.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';

/** By aggregation key: levels that no figure of a disposal or a transfer reaches, laid on from outside the rule. */
export const laidOn = new Map<string, 'report' | 'party'>();

/** The rule, and over what it says the levels that are laid on. */
export function withLaidLevels(rule: typeof matterRouteRule): typeof matterRouteRule {
  const run = (input: RouteInput): RouteOutput => {
    const output = rule.run(input);
    const level = laidOn.get(input.aggregationKey ?? '');
    return level === undefined || output.level === 'blocked' ? output : { ...output, level };
  };
  return { ...rule, run };
}
