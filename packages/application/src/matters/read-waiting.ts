import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { consultationsAsked } from '@guanyun/db/matters/examination.store.ts';
import { contentsNow, mattersById, signaturesOf } from '@guanyun/db/matters/matter.store.ts';
import type { ContentRow, SignatureRow } from '@guanyun/db/matters/matters.model.ts';
import { type MatterListed, mattersPage, unfiltered } from '@guanyun/db/matters/worklist.store.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { workingDaysLeft } from '@guanyun/domain/matters/clock.ts';
import { type MatterState, type Step, type StepName, steps } from '@guanyun/domain/matters/matter-case.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { mayOn, procedureOf } from './case-progress.ts';
import { joinable, mayJoin } from './join-case.ts';
import { lineContext, lineOf } from './read-matters.ts';

/** Something that waits for an actor. */
export type WaitingFor<Kind extends string> = {
  kind: Kind;
  id: string;
  title: string;
  organization: string;
  amount: string | null;
  /** Why it is this actor's: a code that the web has a sentence for. */
  why: string;
  stage: string;
  remaining: number | null;
  due: string | null;
};
type WaitingMatter = WaitingFor<'matter'>;

const whyOf: Record<string, string> = {
  'matters.sign': 'SIGN',
  'matters.submit': 'SUBMIT',
  'matters.endorse': 'ENDORSE',
  'matters.answerSupplement': 'ANSWER_SUPPLEMENT',
  'matters.consentUrgent': 'CONSENT_URGENT',
  'matters.accept': 'ACCEPT',
  'matters.proposeDeficient': 'ACCEPT',
  'matters.confirmDeficient': 'CONFIRM_DEFICIENT',
  'matters.review': 'REVIEW',
  'matters.clear': 'CLEAR',
  'matters.receive': 'RECEIVE',
  'matters.acknowledge': 'ACKNOWLEDGE',
  'matters.forward': 'FORWARD',
  'matters.recordExternalDecision': 'RECORD_EXTERNAL',
  'matters.signInstrument': 'SIGN_INSTRUMENT',
  'matters.issue': 'ISSUE',
  'matters.resume': 'RESUME',
  'matters.complete': 'COMPLETE',
  'matters.revise': 'REVISE',
};
/** The clock runs, or stands for a supplement: not yet answered. */
export const running: readonly MatterState[] = [
  'supplementing',
  'accepted',
  'reviewed',
  'cleared',
  'on_agenda',
  'approved',
  'deferred',
  'forwarded',
  'externally_approved',
  'ready_to_seal',
];
/** The most cases that are looked through for one person. */
const LOOKED_AT = 200;
/** Where a revision is waited for; a draft is revised at will. */
const toRevise: readonly MatterState[] = ['returned', 'filing_objected', 'supplementing'];
const toConvene: readonly MatterState[] = ['cleared', 'deferred'];

/** The states in which this post may have something to do. */
function statesFor(kind: Actor['post']['kind']): readonly MatterState[] {
  if (kind === 'committee_secretary') return toConvene;
  const asked = (Object.entries(steps) as [StepName, Step][]).flatMap(([name, { posts, from }]) => {
    const act = procedureOf[name];
    if (!posts.includes(kind) || act === undefined || whyOf[act] === undefined) return [];
    return act === 'matters.revise' ? toRevise : from;
  });
  return [...new Set([...asked, ...(kind === 'company_representative' ? joinable : [])])];
}

type Around = {
  readonly signatures: readonly SignatureRow[];
  /** The contents of cases of other companies that this one may have to join. */
  readonly contents: readonly Pick<ContentRow, 'matterId' | 'content'>[];
};

function whyMine(row: MatterListed, actor: Actor, { signatures, contents }: Around): string | null {
  const signed = signatures
    .filter((s) => s.matterId === row.id && s.contentVersion === row.contentVersion)
    .map((s) => ({ post: s.postKind, organizationId: s.organizationId }));
  const foreign = contents.find((c) => c.matterId === row.id);
  if (foreign !== undefined && mayJoin(row, actor, foreign.content, signed)) return 'JOIN';
  const endorses = row.state === 'with_first_tier';
  if (
    actor.post.kind === 'company_representative' &&
    !endorses &&
    !signed.some((s) => s.post === 'company_legal')
  )
    return null;
  if (actor.post.kind === 'committee_secretary')
    return toConvene.includes(row.state) ? 'PUT_ON_AGENDA' : null;
  const act = mayOn(row, actor, signed, false).find(
    (name) => whyOf[name] !== undefined && (name !== 'matters.revise' || toRevise.includes(row.state)),
  );
  if (act === 'matters.sign')
    return actor.post.kind === 'company_legal' ? 'SIGN_LEGAL' : 'SIGN_REPRESENTATIVE';
  return act === undefined ? null : (whyOf[act] ?? null);
}

/** Of other companies' cases, those that the actor's company may have to join. */
const toJoin = (rows: readonly MatterListed[], { post }: Actor): string[] =>
  post.kind !== 'company_representative'
    ? []
    : rows
        .filter((row) => row.companyId !== post.organizationId && joinable.includes(row.state))
        .map((row) => row.id);

/** The cases in which this actor has the next step, least time left first. */
export async function waitingMatters(tx: Tx, deps: Deps, actor: Actor): Promise<WaitingMatter[]> {
  const states = statesFor(actor.post.kind);
  if (states.length === 0) return [];
  const rows = await mattersPage(tx, { ...unfiltered, states }, 'due', null, LOOKED_AT);
  const ids = rows.map((row) => row.id);
  const joins = toJoin(rows, actor);
  const around = {
    signatures: await signaturesOf(tx, ids),
    contents: joins.length === 0 ? [] : await contentsNow(tx, joins),
  };
  const context = await lineContext(tx, deps);
  return rows.flatMap((row) => {
    const why = whyMine(row, actor, around);
    if (why === null) return [];
    const { id, title, company, amount, state, remaining, due } = lineOf(row, context);
    return {
      kind: 'matter' as const,
      id,
      title,
      organization: company.name,
      amount,
      why,
      stage: state,
      remaining,
      due,
    };
  });
}

/** What this office is asked about and has not answered, one line for each case. */
export async function waitingConsultations(tx: Tx, deps: Deps, actor: Actor): Promise<WaitingMatter[]> {
  if (actor.post.kind !== 'committee_consultant') return [];
  const asked = await consultationsAsked(tx, actor.post.organizationId);
  const rows = await mattersById(tx, [...new Set(asked.map((c) => c.matterId))]);
  const context = await lineContext(tx, deps);
  return rows.flatMap((row) => {
    const first = asked.find((c) => c.matterId === row.id);
    if (first === undefined) return [];
    return {
      kind: 'matter' as const,
      id: row.id,
      title: row.title,
      organization: context.organization(row.companyId).name,
      amount: row.amount,
      why: 'ANSWER_CONSULTATION',
      stage: row.state,
      remaining: workingDaysLeft(context.calendar, context.on, localDate(first.dueOn)),
      due: first.dueOn,
    };
  });
}
