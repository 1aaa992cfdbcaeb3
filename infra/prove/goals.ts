/** One promise that is shown by a number. */
export type Goal = {
  readonly id: string;
  /** What is promised, with the count that a full run reaches. */
  readonly target: string;
  /** The test files that measure it; none: see `instead`. */
  readonly tests: readonly string[];
  /** What a full run sets in the environment; without it the counts are those of every build. */
  readonly full?: Readonly<Record<string, string>>;
  /** Why nothing measures it, or how it is shown otherwise. */
  readonly instead?: string;
};

export type Figures = Readonly<Record<string, { readonly figure: string; readonly on: string }>>;

const goal = (
  id: string,
  target: string,
  tests: readonly string[],
  full: Record<string, string> = {},
): Goal => ({
  ...{ id, target, tests, full },
});
export const goals: readonly Goal[] = [
  goal(
    'G13',
    '10,000 edits of history, all found with the export and a checkpoint from outside; 0 false alarms',
    ['infra/prove/tampering.db.test.ts'],
    { GUANYUN_EDITS: '10000' },
  ),
  goal(
    'G14',
    '100,000 lies of a server, none accepted by either verifier, verdicts identical',
    ['infra/verify'],
    { GUANYUN_LIES: '100000' },
  ),
  goal(
    'G32',
    'every requirement of ASVS 5.0.0 that applies at levels 1 and 2, and ten of level 3, answered; 140 and more shown by a test',
    ['infra/sheets.test.ts'],
  ),
  goal('G33', 'every clause of MLPS level 3 on the application’s side answered', ['infra/sheets.test.ts']),
  {
    id: 'G34',
    target: 'no cleaning removes entries of the log; security logs for three years and more',
    tests: [],
    instead:
      'there is no cleaning job, and the role of the server deletes and truncates nowhere in a zone (packages/db/src/migrations/migrate.db.test.ts); docs/security.md, Logs',
  },
  goal('G35', 'exact versions with digests, none below a floor; a bill of materials', [
    'infra/supply-chain.test.ts',
  ]),
];

/** The figure of a goal in a line of a test's output. */
export function figureIn(line: string): { id: string; figure: string } | null {
  const [, id, figure] = /^\s*(G\d+): (.+)$/.exec(line) ?? [];
  return id === undefined || figure === undefined ? null : { id, figure };
}

export const withFigure = (figures: Figures, id: string, figure: string, on: string): Figures =>
  Object.fromEntries(
    goals.flatMap((one) => {
      const kept = one.id === id ? { figure, on } : figures[one.id];
      return kept === undefined ? [] : [[one.id, kept]];
    }),
  );

const lastOf = (one: Goal, figures: Figures): string => {
  const last = figures[one.id];
  if (last !== undefined) return `${last.figure} (${last.on})`;
  return one.instead ?? 'not run in full yet';
};

/** One line a goal: what is promised, and what the last full run showed. */
export const listed = (figures: Figures): string[] =>
  goals.map((one) => `${one.id.padEnd(4)} ${one.target}\n     ${lastOf(one, figures)}`);

export const trustTable = (figures: Figures): string =>
  [
    '| goal | promised | last full run |',
    '|---|---|---|',
    ...goals.map((one) => `| ${one.id} | ${one.target} | ${lastOf(one, figures)} |`),
  ].join('\n');
