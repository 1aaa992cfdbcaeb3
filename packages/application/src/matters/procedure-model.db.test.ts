import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { befalls, matterStates, steps } from '@guanyun/domain/matters/matter-case.ts';
import type { RouteInput } from '@guanyun/domain/matters/route-input.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { afterAll, expect, test, vi } from 'vitest';
import { type Quest, unmet } from './testing/choose-command.ts';
import { openZone } from './testing/model-zone.ts';
import { playCase } from './testing/play-case.ts';
import { names } from './testing/procedure-law.ts';
import { chanceOf } from './testing/random-command.ts';

/**
 * Random sequences of commands through the whole procedure, each command put both to the use cases on PostgreSQL and to
 * a model that is written from the text of the law (testing/procedure-law.ts) and knows nothing of the table of steps. Both
 * must say the same: accepted, and where the case then stands, or refused, and why; at the end the rows must say what the
 * model says. What the model cannot reach, the system may not reach either; what it can reach is met with every command.
 *
 * GUANYUN_PROCEDURE_RUNS sets how many sequences (2,000), GUANYUN_PROCEDURE_SEED which: the same seed is the same run.
 */
const RUNS = Number(process.env.GUANYUN_PROCEDURE_RUNS ?? 2_000);
const SEED = Number(process.env.GUANYUN_PROCEDURE_SEED ?? 2_032_136_932);
/** Sequences beyond those, as long as some command was not yet met in some state. */
const MORE = 1_000;
/** Sequences at the same time on the one database. */
const LANES = 6;

vi.mock('@guanyun/domain/matters/matter-route.rule.ts', async (original) => {
  const { matterRouteRule } = await original<typeof import('@guanyun/domain/matters/matter-route.rule.ts')>();
  const { laidOn } = await import('./testing/model-content.ts');
  const run = (input: RouteInput): RouteOutput => {
    const output = matterRouteRule.run(input);
    const level = laidOn.get(input.aggregationKey ?? '');
    return level === undefined || output.level === 'blocked' ? output : { ...output, level };
  };
  return { matterRouteRule: { ...matterRouteRule, run } };
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

const db = await cloneTestDatabase();
afterAll(() => db.drop());

/** Every state to which a step leads or what befalls a case. A command can be put in any of them: no pair is left out. */
const led: readonly string[] = [...Object.values(steps), ...Object.values(befalls)].map(({ to }) => to);
const states = matterStates.filter((state) => led.includes(state));
const isState = (state: string): boolean => (states as readonly string[]).includes(state);

test(`in ${RUNS} random sequences the procedure does what the law says (seed ${SEED})`, async () => {
  const zone = await openZone(db.app);
  const divergences: string[] = [];
  let [sequences, commands] = [0, 0];
  // Each lane is to meet its share of the commands, so that what one has met does not hang on how fast another was.
  const lanes = Array.from({ length: LANES }, (_, lane): Quest => {
    return { pairs: new Map(), share: names.filter((_name, n) => n % LANES === lane) };
  });
  const missing = (quest: Quest): string[] =>
    states.flatMap((state) => unmet(quest, state).map((name) => `${state} × ${name}`));
  const goesOn = (run: number, quest: Quest): boolean =>
    divergences.length < 5 && (run < RUNS || (run < RUNS + MORE && missing(quest).length > 0));
  await Promise.all(
    lanes.map(async (quest, lane) => {
      for (let run = lane; goesOn(run, quest); run += LANES) {
        const played = await playCase(zone, chanceOf(SEED + run * 7919), quest, run >= RUNS);
        sequences += 1;
        commands += played.commands;
        if (played.divergence !== null) divergences.push(played.divergence);
      }
    }),
  );
  const missed = lanes.flatMap(missing);
  const pairs = states.length * names.length;
  const ratio = `${pairs - missed.length} of ${pairs} pairs met`;
  console.log(`${sequences} sequences, ${commands} commands, ${ratio}, seed ${SEED}`);
  expect(divergences.join('\n\n')).toBe('');
  expect(lanes.flatMap(({ pairs }) => [...pairs.keys()]).filter((met) => !isState(met))).toEqual([]);
  expect(missed).toEqual([]);
  // Each begins with the first step, which asks nothing of the table.
  expect(Object.keys(steps).filter((name) => !taken.has(name))).toEqual(['propose']);
}, 1_200_000);
