import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { externalOf, findMatter } from '@guanyun/db/matters/matter.store.ts';
import type { WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { allWarrants, findWarrant, spendingsOf } from '@guanyun/db/matters/warrant.store.ts';
import { findMandate } from '@guanyun/db/organizations/organization.store.ts';
import { fen, formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import { modeOf } from '@guanyun/domain/matters/proposal-terms.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { businessDay, type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames, personNames, type Ref } from '../organizations/names.ts';

export type WarrantState = 'in_force' | 'spent' | 'expired' | 'revoked' | 'suspended';

const isSpent = (row: WarrantRow): boolean =>
  row.usesMax === null ? row.amount !== null && row.spent === row.amount : row.uses >= row.usesMax;

export function warrantState(row: WarrantRow, on: string): WarrantState {
  if (row.revokedOn !== null) return 'revoked';
  if (row.suspendedOn !== null) return 'suspended';
  if (isSpent(row)) return 'spent';
  return on > row.expiresOn ? 'expired' : 'in_force';
}

const remainingOf = (row: WarrantRow): string | null =>
  row.amount === null
    ? null
    : formatYuan(isSpent(row) ? fen(0n) : fen(parseYuan(row.amount) - parseYuan(row.spent)));

export type WarrantLine = {
  id: string;
  number: string;
  title: string;
  kind: string;
  company: Ref;
  amount: string | null;
  remaining: string | null;
  issuedOn: string;
  expiresOn: string;
  state: WarrantState;
  /** The act that spends it; null where the system has none. */
  executedBy: string | null;
};

/** Which act carries out what was decided. Sales and leases, and the other matters, are carried out outside. */
function executedBy(proposal: Proposal): string | null {
  if (proposal.matter === 'equity_transfer')
    return modeOf(proposal) === 'free_transfer' ? 'equity.executeTransfer' : null;
  if (proposal.matter === 'asset_disposal')
    return modeOf(proposal) === 'free_transfer' ? 'assets.createOrder' : null;
  return null;
}

export async function warrantLines(tx: Tx, deps: Deps): Promise<WarrantLine[]> {
  const on = today(deps);
  const organization = await organizationNames(tx, on);
  return (await allWarrants(tx)).map((w) => ({
    id: w.id,
    number: w.number,
    title: w.title,
    kind: w.kind,
    company: organization(w.companyId),
    amount: w.amount,
    remaining: remainingOf(w),
    issuedOn: w.issuedOn,
    expiresOn: w.expiresOn,
    state: warrantState(w, on),
    executedBy: executedBy(w.content.proposal),
  }));
}

export const listWarrants = (deps: Deps, actor: Actor): Promise<WarrantLine[]> =>
  read(deps, actor, (tx) => warrantLines(tx, deps));

/** One warrant with every act that spent it. */
export function readWarrant(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findWarrant(tx, id), 'warrant');
    const on = today(deps);
    const organization = await organizationNames(tx, on);
    const matter = found(await findMatter(tx, row.matterId), 'matter');
    const spendings = await spendingsOf(tx, id);
    const person = await personNames(tx, [...spendings.map((s) => s.personId), row.personId]);
    const external = await externalOf(tx, row.matterId);
    const mandate = row.mandateId === null ? null : await findMandate(tx, row.mandateId);
    const state = warrantState(row, on);
    const act = executedBy(row.content.proposal);
    const own = actor.post.side === 'company' && actor.post.organizationId === row.companyId;
    return {
      id: row.id,
      number: row.number,
      title: row.title,
      kind: row.kind,
      matter: { id: matter.id, number: matter.number, title: matter.title },
      company: organization(row.companyId),
      parties: row.parties.map(organization),
      content: row.content.proposal,
      contentDigest: row.contentDigest,
      amount: row.amount,
      spent: row.spent,
      remaining: remainingOf(row),
      issuedOn: row.issuedOn,
      expiresOn: row.expiresOn,
      boundBy: row.boundBy,
      state,
      signer: person(row.personId),
      basis: (matter.route as RouteOutput).reasons,
      mandate: mandate === null ? null : { number: mandate.number },
      external: external === null ? null : { number: external.number, decidedOn: external.decidedOn },
      spendings: spendings.map((s) => ({
        act: s.act,
        subject: { kind: s.subjectKind, id: s.subjectId, title: s.subjectTitle },
        amount: s.amount,
        on: s.spentOn,
        at: businessDay(s.spentAt),
        person: person(s.personId),
      })),
      may: own && state === 'in_force' && act !== null ? [act] : [],
    };
  });
}
