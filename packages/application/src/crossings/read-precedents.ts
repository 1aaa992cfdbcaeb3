import { commitmentsOf, findMatter } from '@guanyun/db/matters/matter.store.ts';
import { mattersConcerning, similarMatters } from '@guanyun/db/matters/worklist.store.ts';
import { addMonths, type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { withinMonths } from '@guanyun/domain/matters/aggregation.ts';
import { type Deps, found } from '../kernel/deps.ts';
import { readParameters } from '../matters/catalogue-versions.ts';
import { lineContext, lineOf, type MatterLine } from '../matters/read-matters.ts';
import { standsInSum } from '../matters/route-case.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { groupOf } from './group-of.ts';

export type Precedents = {
  /** Cases of this matter that the company asked for before. */
  readonly ofCompany: readonly MatterLine[];
  /** Cases of this matter, by others, with the same other side. */
  readonly ofCounterparty: readonly MatterLine[];
  /** All cases of this matter that stand in the whole group from that day up to the day of this one, without it. Yuan. */
  readonly group: {
    readonly since: LocalDate;
    readonly companies: number;
    readonly count: number;
    readonly amount: string;
  };
};

/** What went before a case: the same asked for by the company, the same with the same other side, and the group's months before it. */
export function readPrecedents(deps: Deps, actor: Actor, id: string): Promise<Precedents> {
  return read(deps, actor, async (tx) => {
    const row = found(await findMatter(tx, id), 'matter');
    const on = localDate(row.acceptedOn ?? row.decidedOn);
    const months = (await readParameters(tx, on)).whole('procedure.precedent_months');
    const group = await groupOf(tx, on, row.companyId);
    const members = [...new Set([row.companyId, ...(group?.members ?? [])])];
    const standing = (await commitmentsOf(tx, row.matter, members)).filter(
      (one) =>
        one.id !== id &&
        one.decidedOn <= on &&
        withinMonths(localDate(one.decidedOn), on, months) &&
        standsInSum(one),
    );
    const others = row.parties.filter((party) => party !== row.companyId && party !== row.firstTierId);
    const context = await lineContext(tx, deps);
    const concerning = others.length === 0 ? [] : await mattersConcerning(tx, row, others);
    return {
      ofCompany: (await similarMatters(tx, row)).map((other) => lineOf(other, context)),
      ofCounterparty: concerning.map((other) => lineOf(other, context)),
      group: {
        since: addMonths(on, -months),
        companies: members.length,
        count: standing.length,
        amount: formatYuan(sumFen(standing.map((one) => parseYuan(one.amount)))),
      },
    };
  });
}
