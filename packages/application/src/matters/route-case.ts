import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { mattersOfKey } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { allMandates, organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { addWorkingDays, type Calendar } from '@guanyun/domain/kernel/calendar.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, parseYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import type { MatterState } from '@guanyun/domain/matters/matter-case.ts';
import { matterRouteRule } from '@guanyun/domain/matters/matter-route.rule.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
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
};
export type Gather = (tx: Tx, on: LocalDate, proposal: Proposal) => Promise<ProposalFacts>;

export type Routed = {
  readonly route: RouteOutput;
  readonly amount: string | null;
  readonly parties: readonly string[];
  readonly aggregationKey: string;
};

export async function mandatesOf(tx: Tx): Promise<Mandate[]> {
  return (await allMandates(tx)).map((m) => ({
    ...m,
    limit: m.limitAmount === null ? null : parseYuan(m.limitAmount),
    validFrom: localDate(m.validFrom),
    validTo: localDate(m.validTo),
  }));
}

const countedAs = (state: MatterState): 'filed' | 'approved' | 'pending' | 'rejected' | 'withdrawn' => {
  if (state === 'issued' || state === 'executed') return 'approved';
  if (state === 'rejected' || state === 'externally_rejected') return 'rejected';
  return state === 'withdrawn' ? 'withdrawn' : 'pending';
};

const amountOf = (amount: string | null): Fen | null => (amount === null ? null : tryParseYuan(amount));

function earlierCases(rows: readonly MatterRow[], ownId: string | null, key: string): unknown[] {
  return rows
    .filter(
      (row) => row.id !== ownId && row.amount !== null && row.state !== 'draft' && row.state !== 'signed',
    )
    .map((row) => ({
      id: row.number ?? row.id,
      company: row.companyId,
      aggregationKey: key,
      amount: row.amount,
      decidedOn: row.decidedOn,
      status: countedAs(row.state),
    }));
}

/** Asks `matter-route` with everything that is known on that day. */
export async function routeCase(
  tx: Tx,
  asked: { id: string | null; proposal: Proposal; on: LocalDate; acceptedOn?: LocalDate },
  gather: Gather,
): Promise<Routed> {
  const { proposal, on } = asked;
  const gathered = await gather(tx, on, proposal);
  const company = found((await organizationsById(tx, on, [proposal.companyId]))[0], 'company');
  const mandate = mandateFor(
    await mandatesOf(tx),
    on,
    proposal.matter,
    company.id,
    amountOf(gathered.amount),
  );
  const history = earlierCases(
    await mattersOfKey(tx, gathered.aggregationKey),
    asked.id,
    gathered.aggregationKey,
  );
  const route = ask(matterRouteRule, {
    matter: proposal.matter,
    decidedOn: proposal.decidedOn,
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
  });
  return {
    route,
    amount: gathered.amount,
    parties: gathered.parties,
    aggregationKey: gathered.aggregationKey,
  };
}

/** When an answer is due if the case is accepted on that day: working days, the first day not counted. */
export function dueFrom(
  calendar: Calendar,
  acceptedOn: LocalDate,
  days: number,
): { due: LocalDate; provisional: boolean; counted: LocalDate[] } {
  return addWorkingDays(calendar, acceptedOn, days);
}
