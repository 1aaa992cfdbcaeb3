import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import type { RuleAnswerRow } from '@guanyun/db/matters/examination.model.ts';
import { ruleAnswersOf } from '@guanyun/db/matters/examination.store.ts';
import { findContent, findMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import { type Difference, differences } from '@guanyun/domain/kernel/differences.ts';
import { type DeskRule, rulebook } from '@guanyun/domain/kernel/rule.ts';
import { type Deps, found, NotFound } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { personNames } from '../organizations/names.ts';
import { type Again, askedInCases } from './ask-again.ts';
import { handsIn } from './joint-case.ts';
import type { Gather } from './route-case.ts';

/** What a rule says when it is asked again: where its answer differs from the one that was given, or why it has none. */
export type Verdict = {
  /** What the rule takes no more in the question, or that the record no longer has; null where it answers. */
  readonly unanswered: string | null;
  readonly answer: unknown;
  readonly differences: readonly Difference[];
};

/** One question of a past case, decided again. */
export type Replayed = {
  readonly rule: string;
  readonly title: DeskRule['title'];
  readonly occasion: RuleAnswerRow['occasion'];
  readonly asOf: string;
  readonly recordedAt: string;
  readonly contentVersion: number;
  readonly answered: unknown;
  /** The edition of the rules that answered. */
  readonly rulebook: string;
  /** Asked with the facts that were put down: differs only where the rules themselves were changed. */
  readonly sameFacts: Verdict;
  /** Asked with what the registers now say of that day, and which of the facts that changes. */
  readonly registers: Verdict & { readonly facts: readonly Difference[] };
};

export type Replay = {
  readonly rulebook: string;
  readonly same: boolean;
  readonly answers: readonly Replayed[];
  /** Whoever the questions name by id. */
  readonly names: Readonly<Record<string, string>>;
};

/** Which edition answered is no part of the answer, nor is what a case keeps beside its route. */
const substance = (output: unknown): unknown => ({
  ...(output as object),
  rulebook: undefined,
  withinGroupWholly: undefined,
});

const nothing = (unanswered: string): Verdict => ({ unanswered, answer: null, differences: [] });

function verdictOn(rule: DeskRule, asked: unknown, answered: unknown): Verdict {
  const again = rule.answer(asked);
  if (!again.ok) return nothing(again.problems.map((p) => p.message).join(';'));
  const differ = differences(substance(answered), substance(again.output));
  return { unanswered: null, answer: again.output, differences: differ };
}

const fromRegisters = (rule: DeskRule, { asked, answered }: RuleAnswerRow, again: Again | null) =>
  again === null
    ? { ...nothing('record'), facts: [] }
    : {
        ...verdictOn(rule, again.asked, answered),
        facts: [...differences(asked, again.asked), ...differences(again.beside?.was, again.beside?.is)],
      };

/** `row` is the case as it stood before; what comes back with the answer is the case as it goes on. */
async function replayed(
  tx: Tx,
  row: MatterRow,
  answer: RuleAnswerRow,
  gather: Gather,
): Promise<{ one: Replayed; row: MatterRow }> {
  const { rule, askAgain } = found(askedInCases.find((one) => one.rule.name === answer.rule) ?? null, 'rule');
  const { occasion, asOf, asked, answered, contentVersion } = answer;
  const { content, digest } = found(await findContent(tx, row.id, contentVersion), 'content');
  const then = { ...row, contentVersion, contentDigest: digest };
  const again = await askAgain(tx, { row: then, answer, content, gather });
  const one = {
    ...{ rule: rule.name, title: rule.title, occasion, asOf, answered, contentVersion },
    recordedAt: answer.recordedAt.toISOString(),
    rulebook: (answered as { rulebook: { version: string } }).rulebook.version,
    sameFacts: verdictOn(rule, asked, answered),
    registers: fromRegisters(rule, answer, again),
  };
  return { one, row: again?.row ?? then };
}

/** The members of the meetings; a question names its members by id. */
async function namesIn(tx: Tx, answers: readonly RuleAnswerRow[]): Promise<Record<string, string>> {
  const ids = answers.flatMap(({ asked }) =>
    ((asked as { members?: { id: string }[] }).members ?? []).map((member) => member.id),
  );
  const name = await personNames(tx, ids);
  return Object.fromEntries(ids.map((id) => [id, name(id).name]));
}

const isSame = ({ unanswered, differences: found }: Verdict): boolean =>
  unanswered === null && found.length === 0;

/**
 * Decides a past case again, question by question: once with the facts that were put down, and once with what the registers
 * now say of that day (holdings, mandates, posts, relations, catalogue, calendar) and of the other cases at that moment.
 * What comes out is the same answer, or exactly what differs. Nothing is written.
 */
export function replayCase(deps: Deps, actor: Actor, id: string, gather: Gather): Promise<Replay> {
  return read(deps, actor, async (tx) => {
    const seen = found(await findMatter(tx, id), 'matter');
    const { content } = found(await findContent(tx, id, seen.contentVersion), 'content');
    if (!handsIn(actor, seen, content)) throw new NotFound('matter');
    // A question rests on registers that not everybody sees who sees the case.
    const replay = await withWholeZone(tx, () => decideAgain(tx, seen, gather));
    return actor.post.side === 'company' ? withoutOthers(replay) : replay;
  });
}

async function decideAgain(tx: Tx, seen: MatterRow, gather: Gather): Promise<Replay> {
  let row = seen;
  const answers: Replayed[] = [];
  const asked = await ruleAnswersOf(tx, seen.id);
  for (const answer of asked) {
    const next = await replayed(tx, row, answer, gather);
    answers.push(next.one);
    row = next.row;
  }
  const same = answers.every((one) => isSame(one.sameFacts) && isSame(one.registers));
  return { rulebook: rulebook.version, same, answers, names: await namesIn(tx, asked) };
}

/** What a company is shown: neither the members of a meeting nor the cases of others. */
function withoutOthers(replay: Replay): Replay {
  const own = ({ path }: Difference): boolean => !path.startsWith('members') && !path.startsWith('history');
  const answers = replay.answers.map((one) => ({
    ...one,
    registers: { ...one.registers, facts: one.registers.facts.filter(own) },
  }));
  return { ...replay, answers, names: {} };
}
