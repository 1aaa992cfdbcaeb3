import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ObligationRow } from '@guanyun/db/matters/execution.model.ts';
import { extensionOf, obligationsOf, releasesOf } from '@guanyun/db/matters/execution.store.ts';
import { externalOf, findMatter, mattersById } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { allWarrants, findWarrant, spendingsOf } from '@guanyun/db/matters/warrant.store.ts';
import { findMandate } from '@guanyun/db/organizations/organization.store.ts';
import { carriedOutBy } from '@guanyun/domain/matters/carried-out-by.ts';
import { decideStep } from '@guanyun/domain/matters/decide-step.ts';
import { type StepName, steps } from '@guanyun/domain/matters/matter-case.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { businessDay, type Deps, found, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { organizationNames, personNames, type Ref } from '../organizations/names.ts';
import { latestOf } from './extend-warrant.ts';
import { obligationLines } from './read-obligations.ts';
import { remainingOf, type WarrantState, warrantOf, warrantState } from './warrant-of.ts';

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
  /** The act that spends it; null: it is done outside and reported. */
  executedBy: string | null;
};

/** Warrants as lines of a list, in the order given. */
export async function linesOfWarrants(
  tx: Tx,
  deps: Deps,
  rows: readonly WarrantRow[],
): Promise<WarrantLine[]> {
  const on = today(deps);
  const organization = await organizationNames(tx, on);
  const cases = new Map(
    (
      await mattersById(
        tx,
        rows.map((w) => w.matterId),
      )
    ).map((m) => [m.id, m.state]),
  );
  return rows.map((w) => ({
    id: w.id,
    number: w.number,
    title: w.title,
    kind: w.kind,
    company: organization(w.companyId),
    amount: w.amount,
    remaining: remainingOf(w),
    issuedOn: w.issuedOn,
    expiresOn: w.expiresOn,
    state: warrantState(w, on, cases.get(w.matterId)),
    executedBy: carriedOutBy(w.content.proposal),
  }));
}

export const warrantLines = async (tx: Tx, deps: Deps): Promise<WarrantLine[]> =>
  linesOfWarrants(tx, deps, await allWarrants(tx));

export const listWarrants = (deps: Deps, actor: Actor): Promise<WarrantLine[]> =>
  read(deps, actor, (tx) => warrantLines(tx, deps));

type Standing = { row: WarrantRow; matter: MatterRow; owed: readonly ObligationRow[]; on: string };

/** The acts on it that this actor can call now. */
function mayOn(
  { row, matter, owed, on }: Standing,
  actor: Actor,
  extension: { granted: boolean | null } | null,
): string[] {
  const can = (step: StepName): boolean =>
    (steps[step].posts as readonly PostKind[]).includes(actor.post.kind) &&
    decideStep(step, matter).outcome === 'accepted';
  const own = actor.post.organizationId === row.companyId;
  const state = warrantState(row, on, matter.state);
  const free = state === 'in_force' && warrantOf(row, owed).openConditions.length === 0;
  const may: [boolean, string][] = [
    [own && free && can('spend'), carriedOutBy(row.content.proposal) ?? 'warrants.spend'],
    [own && row.uses > 0 && can('release'), 'warrants.release'],
    [
      own && extension === null && row.revokedOn === null && on <= row.expiresOn && can('askExtension'),
      'warrants.askExtension',
    ],
    [extension?.granted === null && can('answerExtension'), 'warrants.answerExtension'],
  ];
  return may.filter(([yes]) => yes).map(([, act]) => act);
}

/** Every act that spent it, with what was given back of each. */
async function spendingLines(tx: Tx, warrantId: string) {
  const spendings = await spendingsOf(tx, warrantId);
  const releases = await releasesOf(
    tx,
    spendings.map((s) => s.id),
  );
  const person = await personNames(
    tx,
    [...spendings, ...releases].map((s) => s.personId),
  );
  return spendings.map((s) => ({
    id: s.id,
    act: s.act,
    subject: { kind: s.subjectKind, id: s.subjectId, title: s.subjectTitle },
    amount: s.amount,
    on: s.spentOn,
    at: businessDay(s.spentAt),
    counterparty: s.counterparty,
    documents: s.documents,
    person: person(s.personId),
    releases: releases
      .filter((r) => r.spendingId === s.id)
      .map((r) => ({
        id: r.id,
        amount: r.amount,
        reason: r.reason,
        document: r.document,
        on: r.releasedOn,
        person: person(r.personId),
      })),
  }));
}

async function extensionView(tx: Tx, deps: Deps, row: WarrantRow, matter: MatterRow) {
  const extension = await extensionOf(tx, row.id);
  const latest = (await latestOf(tx, deps, row, matter)).expiresOn;
  if (extension === null) return { latest, asked: null };
  const { askedBy, answeredBy } = extension;
  const person = await personNames(tx, answeredBy === null ? [askedBy] : [askedBy, answeredBy]);
  const { askedOn, until, reason, granted, opinion, answeredOn } = extension;
  return {
    latest,
    asked: {
      askedOn,
      until,
      reason,
      granted,
      opinion,
      answeredOn,
      askedBy: person(askedBy),
      answeredBy: answeredBy === null ? null : person(answeredBy),
    },
  };
}

/** One warrant: what may be done and until when, what bars it, every act that spent it, its longer term. */
export function readWarrant(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findWarrant(tx, id), 'warrant');
    const matter = found(await findMatter(tx, row.matterId), 'matter');
    const on = today(deps);
    const organization = await organizationNames(tx, on);
    const person = await personNames(tx, [row.personId]);
    const external = await externalOf(tx, row.matterId);
    const mandate = row.mandateId === null ? null : await findMandate(tx, row.mandateId);
    const owed = await obligationsOf(tx, row.matterId);
    const extension = await extensionView(tx, deps, row, matter);
    return {
      ...found((await linesOfWarrants(tx, deps, [row]))[0], 'warrant'),
      matter: { id: matter.id, number: matter.number, title: matter.title, state: matter.state },
      parties: row.parties.map(organization),
      content: row.content.proposal,
      contentDigest: row.contentDigest,
      instrument: row.instrument,
      spent: row.spent,
      boundBy: row.boundBy,
      suspendedOn: row.suspendedOn,
      revokedOn: row.revokedOn,
      resolution: row.resolution,
      signer: person(row.personId),
      basis: (matter.route as RouteOutput).reasons,
      mandate: mandate === null ? null : { number: mandate.number },
      external: external === null ? null : { number: external.number, decidedOn: external.decidedOn },
      openConditions: warrantOf(row, owed).openConditions,
      obligations: await obligationLines(
        tx,
        deps,
        actor,
        owed.filter((o) => o.kind !== 'deficiency'),
      ),
      extension,
      spendings: await spendingLines(tx, id),
      may: mayOn({ row, matter, owed, on }, actor, extension.asked),
    };
  });
}
