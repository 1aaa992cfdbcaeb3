import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ObligationRow } from '@guanyun/db/matters/execution.model.ts';
import { obligationsOf, obligationsOwed } from '@guanyun/db/matters/execution.store.ts';
import { findMatter, mattersById } from '@guanyun/db/matters/matter.store.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import { type StepName, steps } from '@guanyun/domain/matters/matter-case.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames, personNames, type Ref } from '../organizations/names.ts';

export type ObligationLine = {
  id: string;
  matter: { id: string; number: string | null; title: string };
  owner: Ref;
  kind: string;
  text: string;
  basis: string;
  dueOn: string;
  state: string;
  overdue: boolean;
  report: string | null;
  evidence: { digest: string; name: string }[];
  reported: { on: string; person: Ref } | null;
  confirmed: { on: string; person: Ref } | null;
  opinion: string | null;
  may: string[];
};

/** Obligations as lines, with what this actor can do about each. */
export async function obligationLines(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  rows: readonly ObligationRow[],
): Promise<ObligationLine[]> {
  const on = today(deps);
  const organization = await organizationNames(tx, on);
  const person = await personNames(
    tx,
    rows.flatMap((o) => [o.reportedBy, o.confirmedBy]).filter((id) => id !== null),
  );
  const matters = await mattersById(tx, [...new Set(rows.map((o) => o.matterId))]);
  const lines: ObligationLine[] = [];
  for (const o of rows) {
    const matter = matters.find((m) => m.id === o.matterId);
    if (matter === undefined) continue;
    const can = (step: StepName): boolean =>
      (steps[step].posts as readonly PostKind[]).includes(actor.post.kind) &&
      decideStep(step, matter).outcome === 'accepted';
    const mine = o.ownerId === actor.post.organizationId;
    const owed = o.state === 'open' || o.state === 'reported';
    const may = [
      ...(mine && owed && can('report') ? ['obligations.report'] : []),
      ...(o.state === 'reported' && can('supervise') ? ['obligations.confirm'] : []),
    ];
    const evidence = [];
    for (const digest of o.evidence)
      evidence.push({ digest, name: (await findDocument(tx, digest))?.name ?? '' });
    lines.push({
      id: o.id,
      matter: { id: matter.id, number: matter.number, title: matter.title },
      owner: organization(o.ownerId),
      kind: o.kind,
      text: o.text,
      basis: o.basis,
      dueOn: o.dueOn,
      state: o.state,
      overdue: o.state === 'open' && o.dueOn < on,
      report: o.report,
      evidence,
      reported: o.reportedBy === null ? null : { on: o.reportedOn ?? '', person: person(o.reportedBy) },
      confirmed: o.confirmedBy === null ? null : { on: o.confirmedOn ?? '', person: person(o.confirmedBy) },
      opinion: o.opinion,
      may,
    });
  }
  return lines;
}

/** What is owed in one case, and what was. */
export const listObligations = (deps: Deps, actor: Actor, matterId: string): Promise<ObligationLine[]> =>
  read(deps, actor, async (tx) => {
    found(await findMatter(tx, matterId), 'matter');
    return obligationLines(tx, deps, actor, await obligationsOf(tx, matterId));
  });

/** What this actor's organisation owes, for the committee what all owe: soonest first. */
export async function obligationsFor(tx: Tx, deps: Deps, actor: Actor): Promise<ObligationLine[]> {
  const owners = actor.post.side === 'company' ? [actor.post.organizationId] : null;
  return obligationLines(tx, deps, actor, await obligationsOwed(tx, owners));
}
