import { type RiskRow, riskSigns } from '@guanyun/db/contracts/risk.store.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { DIRECT_LEAST, riskCodes, riskFiguresOn } from '@guanyun/domain/contracts/contract-risk.ts';
import { formatFraction } from '@guanyun/domain/kernel/ratio.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';

/** How many of a sign are shown. */
const SHOWN = 50;

/** The signs that tenders and contracts of the zone give today, each with its ground and the worst of its cases; they decide nothing. */
export function listRisks(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const on = today(deps);
    const figures = riskFiguresOn(on);
    const found = new Map<string, RiskRow[]>();
    for (const code of riskCodes) {
      const { numerator, denominator } = figures[code].figure;
      const bound = { numerator: numerator.toString(), denominator: denominator.toString() };
      found.set(code, await riskSigns(tx, code, { bound, on, least: DIRECT_LEAST, limit: SHOWN }));
    }
    const ids = [...found.values()].flat().flatMap((row) => [row.organizationId, row.counterpartyId]);
    const rows = await organizationsById(tx, on, [...new Set(ids.filter((id) => id !== null))]);
    const names = new Map(rows.map((o) => [o.id, o.name ?? o.code]));
    const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
    return {
      on,
      indicators: riskCodes.map((code) => {
        const { unit, figure, basis } = figures[code];
        const cases = found.get(code) ?? [];
        return {
          ...{ code, unit, figure: formatFraction(figure), basis: [...basis], total: cases[0]?.total ?? 0 },
          cases: cases.map(({ kind, id, number, title, value, organizationId, counterpartyId }) => ({
            ...{ kind, id, number, title, value },
            ...{ organization: named(organizationId), counterparty: named(counterpartyId) },
          })),
        };
      }),
    };
  });
}
