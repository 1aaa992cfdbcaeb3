import type { Standing } from '@guanyun/domain/equity/plan-compare.ts';
import type { PlanJudgement } from '@guanyun/domain/equity/plan-judgement.ts';
import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import { compare, type Ratio, showRatio, ZERO } from '@guanyun/domain/kernel/ratio.ts';
import type { ReadPlan } from './read-plan.ts';

const shown = (ratio: Ratio | null) => (ratio === null ? null : showRatio(ratio));

/** Who is drawn: the group and whoever is tied to it or named by the plan, before or after, through any chain. */
function drawn({ plan, judgement }: ReadPlan): ReadonlySet<string> {
  const ties = [judgement.before, judgement.after.tables].flatMap((tables) =>
    [...tables].flatMap(([company, table]) => table.holders.map(({ id }) => [id, company] as const)),
  );
  const seen = new Set([plan.groupId, ...plan.items.map((item) => item.companyId)]);
  // Downwards all that is held; upwards the holders, whose other companies are not the plan's business.
  for (const id of seen) for (const [holder, company] of ties) if (holder === id) seen.add(company);
  const above = new Set(seen);
  for (const id of above) for (const [holder, company] of ties) if (company === id) above.add(holder);
  return above;
}

/** The structure before or after the plan, in the form of the structure chart. */
export function pictureOf(known: ReadPlan, side: 'before' | 'after') {
  const { plan, organizations, bodies, judgement } = known;
  const tables = side === 'before' ? judgement.before : judgement.after.tables;
  const at = new Map(judgement.comparison.companies.map((company) => [company.id, company]));
  const ids = drawn(known);
  const here = (id: string): boolean =>
    ids.has(id) && (side === 'before' || !judgement.after.absorbed.has(id));
  const nodes = organizations
    .filter(({ id }) => here(id))
    .map(({ id, name, nameStatus, kind }) => {
      const standing = at.get(id)?.[side];
      const held = standing !== undefined && compare(standing.effective, ZERO) > 0 && id !== plan.groupId;
      const drawnAs: 'state' | 'committee' | 'company' | 'other' =
        kind === 'committee' ? kind : (bodies.find((body) => body.id === id)?.kind as 'company');
      return {
        ...{ id, name: name ?? '', nameStatus, kind: drawnAs },
        level: standing?.level ?? null,
        controlled: standing !== undefined && standing.root !== null,
        effective: held ? showRatio(standing.effective) : null,
        violation: standing?.violation ?? false,
        exemption: standing?.exemptUntil ? { until: standing.exemptUntil, document: null } : null,
      };
    });
  return {
    nodes,
    holdings: [...tables]
      .filter(([target]) => here(target))
      .flatMap(([target, table]) =>
        table.holders.map(({ id, vote, subscribed }) => ({
          ...{ holder: id, target, share: shown(vote), subscribed: formatYuan(subscribed) },
        })),
      ),
    duties: [],
    dates: [],
  };
}

const standing = ({ effective, minority, ...rest }: Standing) => ({
  ...rest,
  effective: showRatio(effective),
  minority: shown(minority),
});

const standsAnywhere = ({ root, effective }: Standing): boolean =>
  root !== null || compare(effective, ZERO) > 0;

/** What the plan changes, on the wire: only companies that stand somewhere before or after. */
export function shownComparison({ comparison }: PlanJudgement) {
  const { companies, losses, ...rest } = comparison;
  return {
    ...rest,
    companies: companies
      .filter(({ before, after }) => [before, after].some(standsAnywhere))
      .map(({ before, after, ...company }) => ({
        ...company,
        before: standing(before),
        after: standing(after),
      })),
    losses: losses.map(({ before, after, ...loss }) => ({
      ...loss,
      before: showRatio(before),
      after: showRatio(after),
    })),
  };
}
