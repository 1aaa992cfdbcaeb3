import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  changeDeficiency,
  deficiencyOf,
  saveDeficiency,
  saveUrgentConsent,
  urgentConsentsOf,
} from '@guanyun/db/matters/examination.store.ts';
import type { ObligationRow } from '@guanyun/db/matters/execution.model.ts';
import { obligationsOf, saveObligations } from '@guanyun/db/matters/execution.store.ts';
import { findContent } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { addWorkingDays } from '@guanyun/domain/kernel/calendar.ts';
import {
  accept,
  type Decision,
  type Refusal,
  type Refused,
  refuse,
  refuseAll,
} from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { workingDaysRule } from '@guanyun/domain/kernel/working-days.rule.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { enteredCalendar, readCalendar } from '../kernel/read-calendar.ts';
import type { Actor } from '../organizations/actor.ts';
import { limitOf } from './case-clock.ts';
import { type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { figuresOn } from './figures.ts';
import { participantsDiffer } from './joint-case.ts';
import { keepAnswer } from './keep-answer.ts';
import { openObligation } from './owe-after.ts';
import { flagEarlier, type Gather, routeCase, routedColumns } from './route-case.ts';
import { missingMaterials, overdueRefusals } from './submit.ts';

/** The emergency procedure needs the director and one deputy in writing (the zone's default). */
async function consentMissing(tx: Tx, row: MatterRow): Promise<boolean> {
  if (!row.urgent) return false;
  const given = (await urgentConsentsOf(tx, row.id))
    .filter((c) => c.contentVersion === row.contentVersion)
    .map((c) => c.postKind);
  return !['committee_director', 'committee_member'].every((kind) => given.includes(kind));
}

/** What was accepted as lacking and is still owed. */
export const owedAsLacking = async (tx: Tx, matterId: string): Promise<ObligationRow[]> =>
  (await obligationsOf(tx, matterId)).filter(
    (o) => o.kind === 'deficiency' && (o.state === 'open' || o.state === 'reported'),
  );

/** A participant's overdue conditions stop the joint case too; the lead, which handed it in, does not see them. */
async function participantsOwe(
  tx: Tx,
  { participants = [] }: MatterContent,
  on: LocalDate,
): Promise<Refused<Refusal> | null> {
  if (participants.length === 0) return null;
  const ids = participants.map((p) => p.companyId);
  return refuseAll(await overdueRefusals(tx, ids, on));
}

/** Starts the clock; the catalogue in force today decides the route for good. `promised` may come later. */
async function startClock(
  tx: Tx,
  deps: Deps,
  row: MatterRow,
  gather: Gather,
  promised: readonly string[],
): Promise<Decision<{ set: Partial<MatterRow>; content: Record<string, unknown> }, Refusal>> {
  const on = today(deps);
  const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const { proposal } = content;
  const routed = await routeCase(
    tx,
    { id: row.id, proposal, on, acceptedOn: on, urgent: row.urgent, binding: true },
    gather,
  );
  const { route } = routed;
  if (route.blocks.length > 0)
    return refuse('ROUTE_BLOCKED', { blocks: route.blocks.map((b) => b.because).join(';') });
  const missing = missingMaterials(route, content).filter((m) => !promised.includes(m.code));
  if (missing.length > 0)
    return refuse('MATERIAL_MISSING', { materials: missing.map((m) => m.name).join('、') });
  const differs =
    (await participantsDiffer(tx, content, routed.amount, on)) ?? (await participantsOwe(tx, content, on));
  if (differs) return differs;
  if (await consentMissing(tx, row)) return refuse('URGENT_CONSENT_MISSING');
  await flagEarlier(tx, row.id, routed);
  const kept = { occasion: 'acceptance', asOf: on } as const;
  await keepAnswer(
    tx,
    deps,
    row,
    { ...kept, rule: 'matter-route' },
    { asked: routed.asked, answered: route },
  );
  const days = limitOf(route, await figuresOn(tx, on, on));
  const period = { from: on, days, calendar: await enteredCalendar(tx) };
  const counted = ask(workingDaysRule, period);
  await keepAnswer(
    tx,
    deps,
    row,
    { ...kept, rule: workingDaysRule.name },
    { asked: period, answered: counted },
  );
  const { due, provisional } = counted;
  const set = {
    acceptedOn: on,
    dueOn: due,
    dueDays: days,
    dueProvisional: provisional,
    ...routedColumns(content, routed),
  };
  return accept({ set, content: { due, days, level: route.level, catalogue: route.catalogueVersion } });
}

/**
 * Accepts: the clock starts. What is still lacking goes the other way, by two signatures (MATERIAL_MISSING); an emergency
 * needs its consents first (URGENT_CONSENT_MISSING).
 */
export const acceptCase = (deps: Deps, actor: Actor, asked: StepCommand, gather: Gather): Stepped =>
  takeStep(deps, actor, { ...asked, act: 'matters.accept', body: asked }, { name: 'accept' }, (tx, row) =>
    startClock(tx, deps, row, gather, []),
  );

/** Not the committee's: said at once, and where to go instead. */
export const refuseCase = (
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { reason: string; goTo: string },
): Stepped =>
  takeStep(deps, actor, { ...asked, act: 'matters.refuse', body: asked }, { name: 'refuse' }, async () =>
    accept({ content: { reason: asked.reason, goTo: asked.goTo } }),
  );

/** Proposes to accept with what the company promised to bring; in force once the head of the office signs too. */
export const proposeDeficient = (deps: Deps, actor: Actor, asked: StepCommand & { dueOn: string }): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.proposeDeficient', body: asked },
    { name: 'proposeDeficient' },
    async (tx, row) => {
      const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
      const promised = content.lacking?.codes ?? [];
      const items = missingMaterials(row.route as RouteOutput, content)
        .map((m) => m.code)
        .filter((code) => promised.includes(code));
      if (content.lacking === undefined || items.length === 0)
        return refuse('DEFICIENCY_NOT_ALLOWED', { materials: '' });
      const on = today(deps);
      const figures = await figuresOn(tx, on, on);
      const latest = addWorkingDays(await readCalendar(tx), on, figures.deficiencyDays).due;
      if (asked.dueOn > latest || asked.dueOn <= on) return refuse('DEFICIENCY_TOO_LATE', { latest });
      const proposed = {
        items,
        promise: content.lacking.promise,
        dueOn: asked.dueOn,
        proposedBy: actor.person.id,
        confirmedBy: null,
      };
      const before = await deficiencyOf(tx, row.id);
      if (before === null) await saveDeficiency(tx, { matterId: row.id, ...proposed });
      else await changeDeficiency(tx, row.id, proposed);
      return accept({ content: { items: proposed.items, dueOn: asked.dueOn } });
    },
  );

/** The second signature. Each thing lacking becomes an obligation of the company with its day. */
export const confirmDeficient = (deps: Deps, actor: Actor, asked: StepCommand, gather: Gather): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.confirmDeficient', body: asked },
    { name: 'confirmDeficient' },
    async (tx, row) => {
      const deficiency = found(await deficiencyOf(tx, row.id), 'deficiency');
      const started = await startClock(tx, deps, row, gather, deficiency.items);
      if (started.outcome === 'refused') return started;
      if (deficiency.dueOn <= today(deps)) return refuse('DEFICIENCY_TOO_LATE', { latest: deficiency.dueOn });
      await changeDeficiency(tx, row.id, { confirmedBy: actor.person.id });
      const { materials } = row.route as RouteOutput;
      await saveObligations(
        tx,
        deficiency.items.map((code) =>
          openObligation({
            id: deps.newId(),
            matterId: row.id,
            ownerId: row.companyId,
            kind: 'deficiency',
            text: `补齐 ${code} ${materials.find((m) => m.code === code)?.name ?? ''}`.trim(),
            basis: '容缺受理',
            dueOn: deficiency.dueOn,
          }),
        ),
      );
      return started;
    },
  );

export const refuseDeficient = (deps: Deps, actor: Actor, asked: StepCommand & { reason: string }): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.refuseDeficient', body: asked },
    { name: 'refuseDeficient' },
    async () => accept({ content: { reason: asked.reason } }),
  );

/** Agrees in writing to the emergency procedure: the director, and one member as deputy. */
export const consentUrgent = (deps: Deps, actor: Actor, asked: StepCommand & { note: string }): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.consentUrgent', body: asked },
    { name: 'consentUrgent' },
    async (tx, row) => {
      if (!row.urgent) return refuse('WRONG_STATE', { state: row.state, step: 'consentUrgent' });
      const given = await urgentConsentsOf(tx, row.id);
      const again = (c: (typeof given)[number]): boolean =>
        c.personId === actor.person.id && c.contentVersion === row.contentVersion;
      if (given.some(again)) return accept({});
      await saveUrgentConsent(tx, {
        matterId: row.id,
        contentVersion: row.contentVersion,
        personId: actor.person.id,
        postKind: actor.post.kind,
        note: asked.note,
      });
      return accept({ content: { note: asked.note, post: actor.post.kind } });
    },
  );
