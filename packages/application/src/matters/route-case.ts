import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { type Commitment, commitmentsOfKey, flagMatters, lockKey } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { allMandates, organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, parseYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { answeredStates, type MatterState } from '@guanyun/domain/matters/matter-case.ts';
import { matterRouteRule } from '@guanyun/domain/matters/matter-route.rule.ts';
import type { MatterContent, Proposal } from '@guanyun/domain/matters/proposal.ts';
import { balanceKeyOf, routeTermsOf } from '@guanyun/domain/matters/proposal-terms.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { type Mandate, mandateFor } from '@guanyun/domain/organizations/mandate.ts';
import { ask } from '../kernel/ask.ts';
import { found } from '../kernel/deps.ts';
import { readCatalogueVersions } from './catalogue-versions.ts';

/** What a proposal's own slice knows of it: the facts that the level depends on, its amount, everyone it concerns. */
export type ProposalFacts = {
  readonly facts: Record<string, unknown>;
  /** Yuan; null where nobody knows, which blocks. */
  readonly amount: string | null;
  readonly parties: readonly string[];
  readonly aggregationKey: string;
  /** Share of the state in the proposing company, a fraction. */
  readonly stateShare: string;
  /** The first-tier company through which a subsidiary hands its matters up; null where it hands up itself. */
  readonly firstTierId: string | null;
  /** Both sides wholly of one group, where that is asked: some steps then need not be taken. */
  readonly withinGroupWholly?: boolean | undefined;
};
/** From where the other cases are seen, which add up with this one. */
export type Standpoint = {
  /** The case itself, which no sum of earlier ones may hold; null before there is one. */
  readonly ownId: string | null;
  /** The moment whose knowledge counts, for a question that is asked again; null for what is known now. */
  readonly known: Date | null;
};
export type Gather = (
  tx: Tx,
  on: LocalDate,
  proposal: Proposal,
  standpoint: Standpoint,
) => Promise<ProposalFacts>;

/** The route as a case keeps it, with what the register knew for judging the steps before. */
export type CaseRoute = RouteOutput & { readonly withinGroupWholly?: boolean };

export type Routed = {
  readonly route: CaseRoute;
  readonly amount: string | null;
  readonly parties: readonly string[];
  readonly aggregationKey: string;
  readonly firstTierId: string | null;
  /** What the rule was asked, kept with its answer. */
  readonly asked: unknown;
};

export async function mandatesOf(tx: Tx): Promise<Mandate[]> {
  return (await allMandates(tx)).map((m) => ({
    ...m,
    limit: m.limitAmount === null ? null : parseYuan(m.limitAmount),
    validFrom: localDate(m.validFrom),
    validTo: localDate(m.validTo),
  }));
}

type Counted = 'filed' | 'approved' | 'pending' | 'rejected' | 'withdrawn' | 'expired';
const ends: Partial<Record<MatterState, Counted>> = {
  rejected: 'rejected',
  externally_rejected: 'rejected',
  withdrawn: 'withdrawn',
  not_accepted: 'withdrawn',
  transferred: 'withdrawn',
  not_passed: 'expired',
};
/** Answered, and then ended early: what was spent by then was approved. */
const answered: readonly MatterState[] = [...answeredStates, 'expired', 'revoked', 'superseded'];

function countedAs({ state, level }: Commitment): Counted {
  if (answered.includes(state)) return level === 'file' ? 'filed' : 'approved';
  return ends[state] ?? 'pending';
}

const amountOf = (amount: string | null): Fen | null => (amount === null ? null : tryParseYuan(amount));

const earlierCases = (rows: readonly Commitment[], ownId: string | null, key: string): unknown[] =>
  rows
    .filter((row) => row.id !== ownId)
    .map((row) => ({
      id: row.number ?? row.id,
      company: row.companyId,
      aggregationKey: key,
      amount: row.amount,
      decidedOn: row.decidedOn,
      status: countedAs(row),
    }));

/** Whether a case counts in the sums of later ones: handed in, and neither refused nor withdrawn. */
export const standsInSum = (row: Commitment): boolean =>
  ['filed', 'approved', 'pending'].includes(countedAs(row));

/** Where the sum raised the level, the earlier cases under the key are marked to be looked at again. */
export async function flagEarlier(tx: Tx, matterId: string, routed: Routed): Promise<void> {
  const { aggregate } = routed.route;
  if (aggregate?.raised !== true) return;
  const earlier = (await commitmentsOfKey(tx, routed.aggregationKey)).filter(
    (row) => row.id !== matterId && aggregate.items.includes(row.number ?? row.id),
  );
  await flagMatters(
    tx,
    earlier.map((row) => row.id),
    matterId,
  );
}

/** The first-tier company that endorses a case; one that takes part in it has put its name to it already. */
export const handedUpThrough = (
  { participants = [] }: MatterContent,
  { firstTierId }: Pick<Routed, 'firstTierId'>,
): string | null => (participants.some((p) => p.companyId === firstTierId) ? null : firstTierId);

/** What the route settles on the case. */
export const routedColumns = (content: MatterContent, routed: Routed) =>
  ({
    parties: [
      ...new Set([
        ...routed.parties,
        ...(content.participants ?? []).map((p) => p.companyId),
        ...(routed.firstTierId === null ? [] : [routed.firstTierId]),
      ]),
    ],
    amount: routed.amount,
    level: routed.route.level,
    route: routed.route,
    aggregationKey: routed.aggregationKey,
    firstTierId: handedUpThrough(content, routed),
  }) satisfies Partial<MatterRow>;

/**
 * Asks `matter-route` with everything that is known on that day. Where the answer is `binding`, cases under the same key
 * and those whose level hangs on the same running sum wait for each other first: two do not pass below one threshold.
 */
export async function routeCase(
  tx: Tx,
  asked: {
    id: string | null;
    proposal: Proposal;
    on: LocalDate;
    acceptedOn?: LocalDate;
    /** As it was accepted; otherwise as the proposal says. */
    urgent?: boolean;
    binding?: boolean;
    known?: Date;
  },
  gather: Gather,
): Promise<Routed> {
  const { proposal, on, binding = false, known = null } = asked;
  const balance = balanceKeyOf(proposal);
  if (binding && balance !== null) await lockKey(tx, balance);
  const gathered = await gather(tx, on, proposal, { ownId: asked.id, known });
  if (binding) await lockKey(tx, gathered.aggregationKey);
  const company = found((await organizationsById(tx, on, [proposal.companyId]))[0], 'company');
  const mandate = mandateFor(
    await mandatesOf(tx),
    on,
    proposal.matter,
    company.id,
    amountOf(gathered.amount),
  );
  const history = earlierCases(
    await commitmentsOfKey(tx, gathered.aggregationKey, known),
    asked.id,
    gathered.aggregationKey,
  );
  const question = {
    matter: proposal.matter,
    decidedOn: proposal.decidedOn,
    ...routeTermsOf(proposal),
    ...(asked.urgent === undefined ? {} : { urgent: asked.urgent }),
    catalogueVersions: await readCatalogueVersions(tx, on),
    ...(asked.acceptedOn === undefined ? {} : { acceptedOn: asked.acceptedOn }),
    ...(mandate === null
      ? {}
      : {
          mandate: {
            from: mandate.validFrom,
            to: mandate.validTo,
            deliberateOnly: [...mandate.deliberateOnly],
          },
          meetingOn: on,
        }),
    company: {
      id: company.code,
      tier: company.tier ?? 2,
      form: company.form ?? 'limited',
      stateShare: gathered.stateShare,
      important: company.important,
      keySubsidiary: company.important,
      netAssets: company.netAssets,
      ...(company.netAssetsOn === null ? {} : { netAssetsAuditedOn: company.netAssetsOn }),
      inMandate: mandate !== null,
    },
    amount: gathered.amount,
    aggregationKey: gathered.aggregationKey,
    history,
    facts: gathered.facts,
  };
  const { withinGroupWholly } = gathered;
  const route = ask(matterRouteRule, question);
  return {
    route: withinGroupWholly === undefined ? route : { ...route, withinGroupWholly },
    asked: question,
    amount: gathered.amount,
    parties: gathered.parties,
    aggregationKey: gathered.aggregationKey,
    firstTierId: gathered.firstTierId,
  };
}
