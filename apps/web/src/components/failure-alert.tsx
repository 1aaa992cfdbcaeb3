import { Alert } from 'antd';
import { refusalTexts } from '../texts/refusals.ts';
import { type Sentence, say, type TextKey, useCode, useLanguage, useText } from '../texts/text.ts';
import { type Failure, failureOf, isOverloaded } from '../trpc.ts';

const plain: Partial<Record<Failure['kind'], TextKey>> = {
  not_found: 'failure.notFound',
  forbidden: 'failure.forbidden',
  busy: 'failure.busy',
  full: 'failure.full',
};

const lost = (error: unknown): boolean =>
  error instanceof Error && /fetch|network|load failed/i.test(error.message);

/** Facts that are codes: people read the names. */
const coded = ['post', 'duty'] as const;
/** Facts that are several codes, and what they are codes of. */
const codedLists = {
  papers: 'orderPaper',
  kinds: 'succession',
  contractPapers: 'contractPaper',
} as const;

/** The sentences of a failure in the language chosen. */
export function useFailureSentences(): (error: unknown) => string[] {
  const t = useText();
  const code = useCode();
  const named = (facts: Readonly<Record<string, string>>): Record<string, string> => ({
    ...facts,
    ...Object.fromEntries(
      coded.flatMap((kind) => (facts[kind] === undefined ? [] : [[kind, code(kind, facts[kind])]])),
    ),
    ...Object.fromEntries(
      Object.entries(codedLists).flatMap(([fact, kind]) =>
        facts[fact] === undefined
          ? []
          : [
              [
                fact,
                facts[fact]
                  .split('、')
                  .map((each) => code(kind, each))
                  .join('、'),
              ],
            ],
      ),
    ),
  });
  const language = useLanguage();
  return (error) => {
    const failure = failureOf(error);
    if (isOverloaded(error)) return [t('failure.overloaded')];
    if (failure === null) return [t(lost(error) ? 'failure.lost' : 'failure.bug')];
    if (failure.kind === 'refused' || failure.kind === 'stale')
      return (
        ('refusals' in failure ? failure.refusals : undefined) ?? [{ code: 'STALE' as const, facts: {} }]
      ).map(({ code: of, facts }) => {
        const sentence = say(refusalTexts[of] as Sentence, language, named(facts));
        return facts.planItem === undefined
          ? sentence
          : t('failure.planItem', { n: facts.planItem, sentence });
      });
    if (failure.kind === 'bad_input') return failure.problems.map((problem) => problem.message);
    return [t(plain[failure.kind] ?? 'failure.bug')];
  };
}

/** What went wrong and what to do, beside the thing that was done. Nothing when nothing failed. */
export function FailureAlert({ error }: { readonly error: unknown }) {
  const t = useText();
  const sentences = useFailureSentences();
  if (error === null || error === undefined) return null;
  const kind = failureOf(error)?.kind;
  const title =
    kind === 'refused' || kind === 'stale'
      ? t('failure.refused')
      : kind === 'bad_input'
        ? t('failure.badInput')
        : null;
  const lines = sentences(error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={title ?? lines[0]}
      {...(title === null ? {} : { description: lines.map((line) => <div key={line}>{line}</div>) })}
    />
  );
}
