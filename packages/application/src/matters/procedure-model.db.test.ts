import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { befalls, matterStates, steps } from '@guanyun/domain/matters/matter-case.ts';
import { afterAll, expect, test, vi } from 'vitest';
import { pairOf, type Quest } from './testing/choose-command.ts';
import { nothingChecked } from './testing/model-invariants.ts';
import { openZone } from './testing/model-zone.ts';
import { playCase, shortened } from './testing/play-case.ts';
import { names } from './testing/procedure-law.ts';
import { chanceOf } from './testing/random-command.ts';

/**
 * Random sequences of commands through the whole procedure, each command put both to the use cases on PostgreSQL and to
 * a model that is written from the text of the law (testing/procedure-law.ts) and knows nothing of the table of steps. Both
 * must say the same: accepted, and where the case then stands, or refused, and why; at the end the rows must say what the
 * model says. What the model cannot reach, the system may not reach either; what it can reach is met with every command.
 * Wrong persons, wrong states, stale content, accounts that are disabled, posts that end and those who stand in for others
 * are among the commands. After each sequence the records are asked whether duties were kept apart by natural person (G19)
 * and whether every approval that counts is one of what the warrant allows (G22).
 *
 * GUANYUN_PROCEDURE_RUNS sets how many sequences (200; a release is shown with 10,000), GUANYUN_PROCEDURE_SEED which: the
 * same seed is the same run. Each pair of state and command is met once in 200 sequences.
 */
const RUNS = Number(process.env.GUANYUN_PROCEDURE_RUNS ?? 200);
const SEED = Number(process.env.GUANYUN_PROCEDURE_SEED ?? 2_032_136_932);
const TIMES = Math.max(1, Math.floor(RUNS / 200));
/** Sequences beyond those, as long as some pair was not met often enough. */
const MORE = Number(process.env.GUANYUN_PROCEDURE_MORE ?? 2_000);
/** Sequences at the same time, each lane in a database of its own. */
const LANES = 4;

vi.mock('@guanyun/domain/matters/matter-route.rule.ts', async (original) => {
  const { matterRouteRule } = await original<typeof import('@guanyun/domain/matters/matter-route.rule.ts')>();
  const { withLaidLevels } = await import('./testing/laid-levels.ts');
  return { matterRouteRule: withLaidLevels(matterRouteRule) };
});

/** The steps of the house's own table that were taken. */
const taken = vi.hoisted(() => new Set<string>());
vi.mock('@guanyun/domain/matters/decide-step.ts', async (original) => {
  const { decideStep } = await original<typeof import('@guanyun/domain/matters/decide-step.ts')>();
  const watched: typeof decideStep = (name, standing, seenDigest) => {
    const decision = decideStep(name, standing, seenDigest);
    if (decision.outcome === 'accepted') taken.add(name);
    return decision;
  };
  return { decideStep: watched };
});

const dbs = await Promise.all(Array.from({ length: LANES }, () => cloneTestDatabase()));
afterAll(() => Promise.all(dbs.map((db) => db.drop())));

/** Every state to which a step leads or what befalls a case. A command can be put in any of them: no pair is left out. */
const led: readonly string[] = [...Object.values(steps), ...Object.values(befalls)].map(({ to }) => to);
const states = matterStates.filter((state) => led.includes(state));
const isState = (state: string): boolean => (states as readonly string[]).includes(state);

const number = (value: number): string => value.toLocaleString('en-US');

test(`in ${RUNS} random sequences the procedure does what the law says (seed ${SEED})`, async () => {
  const began = Date.now();
  const divergences: string[] = [];
  const checked = nothingChecked();
  let [sequences, commands] = [0, 0];
  // Each lane is to meet every command in its share of the states, so that what one has met does not hang on how fast another was.
  const lanes = dbs.map((db, lane) => {
    const share = states.filter((_state, n) => n % LANES === lane);
    return { db, quest: { pairs: new Map(), share, times: TIMES } satisfies Quest };
  });
  const pairs = (quest: Quest): [pair: string, met: number][] =>
    quest.share.flatMap((state) =>
      names.map((name): [string, number] => {
        const pair = pairOf(state, name);
        return [pair, quest.pairs.get(pair) ?? 0];
      }),
    );
  const missing = (quest: Quest): string[] =>
    pairs(quest).flatMap(([pair, met]) => (met < TIMES ? [`${pair}: ${met}`] : []));
  const goesOn = (run: number, quest: Quest): boolean =>
    divergences.length < 3 && (run < RUNS || (run < RUNS + MORE && missing(quest).length > 0));
  await Promise.all(
    lanes.map(async ({ db, quest }, lane) => {
      const zone = await openZone(db.app);
      for (let run = lane; goesOn(run, quest); run += LANES) {
        const played = await playCase(zone, chanceOf(SEED + run * 7919), quest, checked);
        sequences += 1;
        commands += played.commands.length;
        if (played.divergence !== null) divergences.push(await shortened(zone, played));
      }
    }),
  );
  const seconds = Math.round((Date.now() - began) / 1000);
  const all = lanes.flatMap(({ quest }) => pairs(quest));
  const least = Math.min(...all.map(([, met]) => met));
  process.stdout.write(
    `G1: ${number(sequences)} sequences, ${number(commands)} commands (mean ${(commands / sequences).toFixed(1)}), ${divergences.length} divergences, ${number(all.length)} pairs of state and command met ${least} times and more, ${seconds} s, seed ${SEED}\n`,
  );
  process.stdout.write(
    `G19 in those sequences: ${number(checked.cases)} cases, ${number(checked.duties)} duties of persons, ${checked.joined} cases with two duties of one person or one on both sides, seed ${SEED}\n`,
  );
  process.stdout.write(
    `G22 in those sequences: ${number(checked.warrants)} warrants, ${number(checked.approvals)} approvals that count, ${checked.stale} warrants on an approval of something else; ${number(checked.edits)} edits, ${checked.outlived} outlived by a signature, seed ${SEED}\n`,
  );
  expect(divergences.join('\n\n')).toBe('');
  const met = lanes.flatMap(({ quest }) => [...quest.pairs.keys()]);
  expect(met.filter((pair) => !isState(pair.split(' ')[0] ?? ''))).toEqual([]);
  expect(lanes.flatMap(({ quest }) => missing(quest))).toEqual([]);
  expect(commands / sequences).toBeGreaterThanOrEqual(25);
  // Each begins with the first step, which asks nothing of the table.
  expect(Object.keys(steps).filter((name) => !taken.has(name))).toEqual(['propose']);
}, 3_600_000);
