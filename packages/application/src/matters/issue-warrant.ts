import { nextNumber } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { ObligationRow } from '@guanyun/db/matters/execution.model.ts';
import {
  instrumentSignatureOf,
  saveInstrumentSignature,
  saveObligations,
  voidObligations,
} from '@guanyun/db/matters/execution.store.ts';
import {
  changeMatter,
  externalOf,
  findContent,
  findMatter,
  lockMatter,
} from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { agendaOfMatter, findMeeting } from '@guanyun/db/matters/meeting.store.ts';
import { changeWarrantsOf, saveWarrant, warrantsOfMatter } from '@guanyun/db/matters/warrant.store.ts';
import { allMandates } from '@guanyun/db/organizations/organization.store.ts';
import { addWorkingDays } from '@guanyun/domain/kernel/calendar.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import { type LocalDate, yearOf } from '@guanyun/domain/kernel/local-date.ts';
import { usesOf } from '@guanyun/domain/matters/carried-out-by.ts';
import { jointShares } from '@guanyun/domain/matters/joint-shares.ts';
import { answeredStates, befalls } from '@guanyun/domain/matters/matter-case.ts';
import type { Motion } from '@guanyun/domain/matters/motion.ts';
import type { ProcedureFigures } from '@guanyun/domain/matters/procedure-figures.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { warrantValidityRule } from '@guanyun/domain/matters/warrant-validity.rule.ts';
import type { Answer } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { ask } from '../kernel/ask.ts';
import { type Deps, found, today } from '../kernel/deps.ts';
import { readCalendar } from '../kernel/read-calendar.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { movedTo, type StepCommand, type Stepped, takeStep } from './case-step.ts';
import { figuresOn } from './figures.ts';
import { keepAnswer } from './keep-answer.ts';
import { openObligation, oweAfter } from './owe-after.ts';

type Instrument = WarrantRow['instrument'];
const series: Record<Instrument, string> = {
  reply: '管委批',
  vote_instruction: '管委示',
  filing_receipt: '管委备',
};

export function validityQuestion(
  row: Pick<MatterRow, 'route'>,
  content: MatterContent,
  on: LocalDate,
  { warningDays, warrantMonths }: ProcedureFigures,
) {
  const route = row.route as RouteOutput;
  const appraisal = content.records.find((r) => r.code === 'APPR')?.baseDate;
  return {
    approvedOn: on,
    warningDays,
    months: route.validity.months ?? warrantMonths,
    ...(appraisal === undefined ? {} : { appraisalBaseDate: appraisal }),
    ...(route.validity.endOfYear === true ? { planYear: yearOf(on) } : {}),
  };
}

/** Until when an instrument issued on that day holds: the question to the rule and its answer. */
export async function termOf(tx: Tx, row: MatterRow, content: MatterContent, on: LocalDate) {
  const asked = validityQuestion(row, content, on, await figuresOn(tx, on, row.acceptedOn));
  return { asked, answered: ask(warrantValidityRule, asked) };
}

/** The motion on which the case was approved, and the day of that meeting; no motion where too few were left to decide. */
export async function resolutionOf(
  tx: Tx,
  row: Pick<MatterRow, 'id' | 'contentDigest'>,
): Promise<{ motion: Motion | null; heldOn: string; mandate: string | undefined } | null> {
  for (const item of await agendaOfMatter(tx, row.id)) {
    const decided = item.result as { step?: string; mandate?: string } | null;
    if (item.contentDigest !== row.contentDigest || !['approve', 'passUp'].includes(decided?.step ?? ''))
      continue;
    const meeting = await findMeeting(tx, item.meetingId);
    const motion = decided?.step === 'approve' ? item.motion : null;
    if (meeting !== null) return { motion, heldOn: meeting.heldOn, mandate: decided?.mandate };
  }
  return null;
}

const owing = (
  deps: Deps,
  row: MatterRow,
  owed: Pick<ObligationRow, 'ownerId' | 'kind' | 'text' | 'basis' | 'dueOn'>,
): ObligationRow => openObligation({ ...owed, id: deps.newId(), matterId: row.id });

/** What is owed from now on: the conditions of the resolution, and the steps to make up after an emergency. */
async function obligationsOf(
  tx: Tx,
  deps: Deps,
  row: MatterRow,
  motion: Motion | null,
  on: LocalDate,
): Promise<ObligationRow[]> {
  const conditions = motion?.kind === 'conditional' ? motion.conditions : [];
  const owed = conditions.map(({ phase, text, ownerId, dueOn }) =>
    owing(deps, row, { ownerId, kind: `condition_${phase}`, text, basis: '批复所附条件', dueOn }),
  );
  if (!row.urgent) return owed;
  const { makeUpDays } = await figuresOn(tx, on, row.acceptedOn);
  const dueOn = addWorkingDays(await readCalendar(tx), on, makeUpDays).due;
  const text = '补办紧急办理时从简的程序';
  return [
    ...owed,
    owing(deps, row, { ownerId: row.companyId, kind: 'make_up', text, basis: '紧急程序', dueOn }),
  ];
}

/** Each company of a joint case has its own warrant over its own share of the amount. */
const sharesOf = (row: MatterRow, content: MatterContent) =>
  jointShares(row.companyId, row.amount, content.participants ?? []);

/** A changed case takes the place of the one it takes up: what was answered before holds no more. */
async function supersede(tx: Tx, deps: Deps, row: MatterRow): Promise<void> {
  const earlier = row.predecessorId === null ? null : await lockMatter(tx, row.predecessorId);
  if (earlier === null || !answeredStates.includes(earlier.state) || earlier.state === 'completed') return;
  await changeWarrantsOf(tx, earlier.id, { revokedOn: today(deps) });
  await voidObligations(tx, earlier.id);
  const to = { state: befalls.supersede.to, stateBefore: null };
  await changeMatter(tx, earlier.id, movedTo(deps, to), deps.now());
}

/**
 * Issues the instrument, which is the warrant: bound to the digest of what was decided, numbered without gaps, until the
 * earliest of its own term, the appraisal's year and the plan year (WARRANT_EXPIRED if that is over already). A joint
 * case yields one for each company.
 */
export async function issueInstruments(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  row: MatterRow,
  instrument: Instrument,
): Promise<Decision<{ content: unknown }, Refusal>> {
  const on = today(deps);
  const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const resolution = await resolutionOf(tx, row);
  // The one decided under: another may have been recorded since.
  const mandate = (await allMandates(tx)).find(({ number }) => number === resolution?.mandate) ?? null;
  if (instrument !== 'filing_receipt' && mandate === null) return refuse('MANDATE_MISSING', { on });
  const term = await termOf(tx, row, content, on);
  const { expiresOn, boundBy } = term.answered;
  // What it rests on has lapsed before it could be issued.
  if (expiresOn < on) return refuse('WARRANT_EXPIRED', { number: row.number ?? '', expiresOn });
  const kept = { rule: 'warrant-validity', occasion: 'warrant', asOf: on } as const;
  await keepAnswer(tx, deps, row, kept, term);
  const numbers: string[] = [];
  for (const share of sharesOf(row, content)) {
    const year = yearOf(on);
    const number = `${series[instrument]}〔${year}〕${await nextNumber(tx, `${instrument}-${year}`)}号`;
    numbers.push(number);
    await saveWarrant(tx, {
      id: deps.newId(),
      number,
      matterId: row.id,
      companyId: share.companyId,
      parties: row.parties,
      kind: row.matter,
      title: row.title,
      content,
      contentDigest: row.contentDigest,
      proposalDigest: digestOf(content.proposal),
      amount: share.amount,
      spent: '0.00',
      uses: 0,
      usesMax: usesOf(content.proposal),
      finishedOn: null,
      instrument,
      suspendedOn: null,
      resolution: instrument === 'vote_instruction' ? 'awaited' : null,
      issuedOn: on,
      expiresOn,
      boundBy,
      revokedOn: null,
      mandateId: mandate?.id ?? null,
      personId: actor.person.id,
    });
  }
  await saveObligations(tx, await obligationsOf(tx, deps, row, resolution?.motion ?? null, on));
  // Under an instruction to vote the windows open with the shareholders' resolution.
  const ownerIds = sharesOf(row, content).map((share) => share.companyId);
  const after = { matter: row, proposal: content.proposal, ownerIds, on };
  if (instrument !== 'vote_instruction') await oweAfter(tx, deps, after, 'decision');
  await supersede(tx, deps, row);
  return accept({ content: { numbers, instrument, expiresOn, boundBy } });
}

/**
 * The director signs what is to be issued, on the digest that was decided. What another body decides only after that
 * body agreed; what follows a main case only after the main one is answered (MAIN_CASE_FIRST).
 */
export const signInstrument = (
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { contentDigest: string },
): Stepped =>
  takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.signInstrument', body: asked },
    {
      name: (row) => (row.state === 'externally_approved' ? 'signAfterHigher' : 'signInstrument'),
      seenDigest: asked.contentDigest,
    },
    async (tx, row) => {
      const external = await externalOf(tx, row.id);
      if (row.state === 'externally_approved' && external?.outcome !== 'approved')
        return refuse('EXTERNAL_DECISION_MISSING');
      const main = row.mainId === null ? null : await findMatter(tx, row.mainId);
      if (main !== null && !answeredStates.includes(main.state))
        return refuse('MAIN_CASE_FIRST', { title: main.title });
      await saveInstrumentSignature(tx, {
        matterId: row.id,
        contentDigest: row.contentDigest,
        personId: actor.person.id,
        signedOn: today(deps),
      });
      return accept({});
    },
  );

/**
 * Seals and issues what the director signed: reply, or vote instruction to the shareholder's representative. Whoever seals
 * names the digest that was seen, so that a key signs what goes out and not only its number.
 */
export async function issueWarrant(
  deps: Deps,
  actor: Actor,
  asked: StepCommand & { contentDigest: string },
): Promise<Answer<{ warrantId: string; number: string }>> {
  const answer = await takeStep(
    deps,
    actor,
    { ...asked, act: 'matters.issue', body: asked },
    { name: 'issue', seenDigest: asked.contentDigest },
    async (tx, row) => {
      const signature = found(await instrumentSignatureOf(tx, row.id), 'signature');
      if (signature.contentDigest !== row.contentDigest) return refuse('CONTENT_CHANGED');
      const { finalInstrument } = row.route as RouteOutput;
      return issueInstruments(
        tx,
        deps,
        actor,
        row,
        finalInstrument === 'vote_instruction' ? 'vote_instruction' : 'reply',
      );
    },
  );
  if (answer.outcome === 'refused') return answer;
  const [warrant] = await read(deps, actor, (tx) => warrantsOfMatter(tx, asked.id));
  const { id, number } = found(warrant, 'warrant');
  return { outcome: 'accepted', answer: { warrantId: id, number } };
}
