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

/** One run of the model shows three goals: what is done, by whom, and on which approvals. */
const modelled = [
  'packages/application/src/matters/procedure-model.db.test.ts',
  'packages/application/src/matters/procedure-mutants.db.test.ts',
  'packages/application/src/organizations/persons-apart.db.test.ts',
];
export const goals: readonly Goal[] = [
  goal(
    'G1',
    '10,000 random sequences of 25 commands and more against an independent model on real PostgreSQL, every pair of state and command 50 times, 0 divergences; planted faults found',
    modelled,
    { GUANYUN_PROCEDURE_RUNS: '10000', GUANYUN_SECOND_ACCOUNTS: '1000' },
  ),
  goal(
    'G2',
    '2,000 rounds of racers on eight invariants, 0 violations; without locks and checks each is caught',
    ['infra/prove/races.db.test.ts'],
    { GUANYUN_RACES: '2000' },
  ),
  goal(
    'G3',
    '100,000 transactions that meet, judged from what their clients saw: strictly serializable while connections are killed; 1,000 of each planted anomaly found',
    ['infra/prove/history.test.ts', 'infra/prove/lists.db.test.ts'],
    { GUANYUN_TRANSACTIONS: '100000', GUANYUN_HISTORIES: '1000' },
  ),
  goal(
    'G4',
    '3,000 kills of API, backend and postmaster: no acknowledged write lost, none half, none twice; the planted bug caught',
    ['infra/prove/kills.db.test.ts'],
    { GUANYUN_FAULTS: '1000' },
  ),
  goal(
    'G5',
    '500 commits whose answer never came, each there exactly once after asking again',
    ['infra/prove/ambiguous.db.test.ts'],
    { GUANYUN_AMBIGUOUS: '500' },
  ),
  goal(
    'G6',
    '1,000 faults of the network: no request hangs above 15 s, the pool whole within 5 s, no wrong result',
    ['infra/prove/network.db.test.ts'],
    { GUANYUN_CUTS: '1000' },
  ),
  goal(
    'G7',
    '20 rounds of a full disk: refused by kind, read on, nothing acknowledged lost, working again by itself',
    ['infra/prove/disk-full.db.test.ts'],
    { GUANYUN_FILLS: '20' },
  ),
  goal(
    'G8',
    'after the postmaster is killed writes are answered within 5 s',
    ['infra/prove/kills.db.test.ts'],
    { GUANYUN_FAULTS: '1000' },
  ),
  goal(
    'G9',
    'all lost under load, 5 times: the restored root is the outside checkpoint, to any moment; RPO 5 min, RTO 30 min on 1 GB; false backups refused',
    ['infra/prove/restore.db.test.ts'],
    { GUANYUN_DRILLS: '5' },
  ),
  goal(
    'G10',
    '1,000 bids and 1,000 objections around their deadline, ±1 ms, clocks off by hours: none wrong; no day in an uncovered year given as certain',
    [
      'packages/application/src/contracts/deadlines.db.test.ts',
      'packages/db/src/contracts/sealed-bid.db.test.ts',
    ],
    { GUANYUN_DEADLINE_TRIALS: '1000' },
  ),
  goal(
    'G11',
    'migrations killed at their statements and run again: nothing half',
    ['infra/prove/migrations.db.test.ts'],
    { GUANYUN_MIGRATION_KILLS: 'all' },
  ),
  goal(
    'G12',
    'a proof of inclusion for every entry: approvals, bid receipts, transfers, exports, permissions; 21 hashes at most in a log of a million',
    ['infra/prove/inclusion.db.test.ts'],
    { GUANYUN_INCLUSIONS: '200' },
  ),
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
    'G15',
    'every entry outside with two holders within 60 s or 100 entries, final acts at once',
    ['apps/server/src/log-keeper.db.test.ts'],
    { GUANYUN_CHECKPOINTS: '3000' },
  ),
  goal(
    'G16',
    'every mutation with made inputs: what changed has its entry in the same transaction, what was refused and who was turned away are told',
    ['apps/server/src/log-completeness.db.test.ts', 'infra/prove/inclusion.db.test.ts'],
    { GUANYUN_COMPLETE: '100', GUANYUN_INCLUSIONS: '200' },
  ),
  goal('G17', 'every procedure by every post: all cells as reviewed, all denials denied', [
    'apps/server/src/permission-matrix.db.test.ts',
  ]),
  goal(
    'G18',
    '200 ids of others in every procedure that takes one: told apart from unknown ones never; row-level security alone shows nothing',
    ['apps/server/src/foreign-objects.db.test.ts'],
    { GUANYUN_FOREIGN_IDS: '200' },
  ),
  goal(
    'G19',
    'no natural person with two duties or on both sides in any sequence of G1, no second account, the three administrators apart',
    modelled,
    { GUANYUN_PROCEDURE_RUNS: '10000', GUANYUN_SECOND_ACCOUNTS: '1000' },
  ),
  goal('G20', 'a right that is taken away is gone at the next request', [
    'apps/server/src/permission-matrix.db.test.ts',
  ]),
  {
    id: 'G21',
    target: 'mutation score of 90 % in authorization, states, ledger, thresholds',
    tests: [],
    instead: 'not built',
  },
  goal(
    'G22',
    'every approval that counts is of what was carried out, in every sequence of G1; every edit voids the signatures',
    modelled,
    { GUANYUN_PROCEDURE_RUNS: '10000', GUANYUN_SECOND_ACCOUNTS: '1000' },
  ),
  goal(
    'G23',
    '10,000 forgeries by whoever has the server, none accepted; all signatures verified offline',
    ['infra/prove/approvals.test.ts'],
    { GUANYUN_FORGERIES: '10000' },
  ),
  goal('G24', '100 canary bids in five encodings, found nowhere before the opening', [
    'apps/e2e/src/sealed-canary.e2e.ts',
  ]),
  goal(
    'G25',
    'opening early, with few, late, changed, missing or twice: all refused; the record made again from the log',
    ['packages/application/src/contracts/opening-rules.db.test.ts'],
    { GUANYUN_OPENINGS: '200' },
  ),
  {
    id: 'G26',
    target: 'planted rings of bidders flagged',
    tests: [],
    instead: 'not built; signs of risk are shown, none on likeness of texts',
  },
  goal(
    'G27',
    '2,000 hostile inputs for each procedure: no failure, no leak, no hang',
    ['apps/server/src/hostile-input.db.test.ts'],
    { GUANYUN_FUZZ: '2000' },
  ),
  goal(
    'G28',
    'hostile uploads refused or inert, 64 MB each at most',
    ['apps/server/src/hostile-upload.db.test.ts'],
    { GUANYUN_FUZZ: '2000' },
  ),
  goal('G29', 'texts that begin like formulas are texts in every export', [
    'apps/server/src/hostile-export.db.test.ts',
  ]),
  goal('G30', 'every mutation by five bodies from three places: refused, nothing done', [
    'apps/server/src/cross-site.db.test.ts',
  ]),
  goal('G31', '10,000 guesses: five reach the hash', ['apps/server/src/guessing.db.test.ts'], {
    GUANYUN_TRIES: '10000',
  }),
  goal(
    'G32',
    'every requirement of ASVS 5.0.0 that applies at levels 1 and 2, and ten of level 3, answered; 140 and more shown by a test',
    ['infra/sheets.test.ts'],
  ),
  goal('G33', 'every clause of MLPS level 3 on the application’s side answered', ['infra/sheets.test.ts']),
  goal(
    'G34',
    'no role of the server and no cleaning of backups takes entries of the log away; the log of who was refused stays for three years and more',
    ['packages/application/src/evidence/retention.db.test.ts', 'apps/server/src/backup/keep-newest.test.ts'],
    { GUANYUN_YEARS: '30' },
  ),
  goal('G35', 'exact versions with digests, none below a floor; a bill of materials', [
    'infra/supply-chain.test.ts',
  ]),
  goal(
    'G36',
    '100 mixed requests a second for 30 minutes: p95 under 300 ms, 0 errors, memory slope under 1 MB a minute; a burst is answered by 200, 429 or 503, and all is as before within 10 s',
    ['infra/prove/soak.db.test.ts'],
    { GUANYUN_SOAK_MINUTES: '30' },
  ),
];

/** The figure of a goal in a line of a test's output. */
export function figureIn(line: string): { id: string; figure: string } | null {
  const [, id, part, figure] = /^\s*(G\d+)( [^:]+)?: (.+)$/.exec(line) ?? [];
  if (id === undefined || figure === undefined) return null;
  return { id, figure: part === undefined ? figure : `${part.trim()}: ${figure}` };
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
