import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { afterAll, expect, test, vi } from 'vitest';
import type { Quest } from './testing/choose-command.ts';
import { nothingChecked } from './testing/model-invariants.ts';
import { openZone } from './testing/model-zone.ts';
import { playCase } from './testing/play-case.ts';
import { chanceOf } from './testing/random-command.ts';

/**
 * Whether the random sequences of procedure-model.db.test.ts would see a fault: faults are planted into the decisions one by
 * one, and each must make the system and the model differ within so many sequences.
 *
 * GUANYUN_MUTANT_RUNS sets how many sequences at most (400), GUANYUN_PROCEDURE_SEED which.
 */
const RUNS = Number(process.env.GUANYUN_MUTANT_RUNS ?? 400);
const SEED = Number(process.env.GUANYUN_PROCEDURE_SEED ?? 2_032_136_932);

const faults = [
  'a signature outlives an edit',
  'duties of one person are not kept apart',
  'the secretary votes',
  'half of the members are a quorum',
  'what was seen is not compared with what there is',
  'a case is withdrawn after it was approved',
  'whoever is related votes',
  'a disabled account goes on',
] as const;
const planted = vi.hoisted(() => ({ fault: '' }));
const has = vi.hoisted(() => (fault: string) => planted.fault === fault);

vi.mock('@guanyun/domain/matters/matter-route.rule.ts', async (original) => {
  const { matterRouteRule } = await original<typeof import('@guanyun/domain/matters/matter-route.rule.ts')>();
  const { withLaidLevels } = await import('./testing/laid-levels.ts');
  return { matterRouteRule: withLaidLevels(matterRouteRule) };
});
vi.mock('@guanyun/db/matters/matter.store.ts', async (original) => {
  const store = await original<typeof import('@guanyun/db/matters/matter.store.ts')>();
  const signaturesOf: typeof store.signaturesOf = async (tx, id) => {
    const rows = await store.signaturesOf(tx, id);
    if (!has('a signature outlives an edit') || typeof id !== 'string') return rows;
    const now = await store.findMatter(tx, id);
    if (now === null) return rows;
    const { contentVersion, contentDigest } = now;
    return rows.map((row) => ({ ...row, contentVersion, contentDigest }));
  };
  return { ...store, signaturesOf };
});
vi.mock('@guanyun/domain/matters/decide-duty.ts', async (original) => {
  const law = await original<typeof import('@guanyun/domain/matters/decide-duty.ts')>();
  const decideDuty: typeof law.decideDuty = (held, person, duty) => {
    const own = held.filter((one) => one.personId === person);
    const secretary = duty === 'member' && own.some((one) => one.duty === 'secretary');
    if (has('duties of one person are not kept apart') || (has('the secretary votes') && secretary))
      return accept({ isNew: own.every((one) => one.duty !== duty) });
    return law.decideDuty(held, person, duty);
  };
  return { ...law, decideDuty };
});
vi.mock('@guanyun/domain/matters/meeting-decision.rule.ts', async (original) => {
  const { meetingDecisionRule } =
    await original<typeof import('@guanyun/domain/matters/meeting-decision.rule.ts')>();
  const run: typeof meetingDecisionRule.run = (input) =>
    meetingDecisionRule.run(has('half of the members are a quorum') ? { ...input, quorum: '49/100' } : input);
  return { meetingDecisionRule: { ...meetingDecisionRule, run } };
});
vi.mock('@guanyun/domain/matters/decide-step.ts', async (original) => {
  const law = await original<typeof import('@guanyun/domain/matters/decide-step.ts')>();
  const decideStep: typeof law.decideStep = (name, standing, seen) => {
    const late = has('a case is withdrawn after it was approved') && name === 'withdraw';
    if (late && standing.state === 'approved') return accept({ state: 'withdrawn', stateBefore: null });
    return law.decideStep(
      name,
      standing,
      has('what was seen is not compared with what there is') ? undefined : seen,
    );
  };
  return { decideStep };
});
vi.mock('@guanyun/domain/matters/recusal.ts', async (original) => {
  const law = await original<typeof import('@guanyun/domain/matters/recusal.ts')>();
  const recusalCauses: typeof law.recusalCauses = (...asked) =>
    has('whoever is related votes') ? [] : law.recusalCauses(...asked);
  return { ...law, recusalCauses };
});
vi.mock('@guanyun/db/organizations/person.store.ts', async (original) => {
  const store = await original<typeof import('@guanyun/db/organizations/person.store.ts')>();
  const setAccountDisabled: typeof store.setAccountDisabled = async (...asked) =>
    has('a disabled account goes on') ? 0 : store.setAccountDisabled(...asked);
  const endSessionsOf: typeof store.endSessionsOf = async (...asked) =>
    has('a disabled account goes on') ? undefined : store.endSessionsOf(...asked);
  return { ...store, setAccountDisabled, endSessionsOf };
});

/** Where every command is tried: at the beginning, and where few sequences come. */
const tried = ['draft', 'approved'];
const db = await cloneTestDatabase();
afterAll(() => db.drop());

test(`each of ${faults.length} planted faults is found within ${RUNS} sequences`, async () => {
  const zone = await openZone(db.app);
  const found = new Map<string, number>();
  for (const fault of faults) {
    planted.fault = fault;
    const quest: Quest = { pairs: new Map(), share: tried, times: 1 };
    for (let run = 0; run < RUNS && !found.has(fault); run += 1) {
      const played = await playCase(zone, chanceOf(SEED + run * 104_729), quest, nothingChecked());
      if (played.divergence !== null) found.set(fault, run + 1);
    }
    if (process.env.GUANYUN_MUTANT_TALK === '1') process.stdout.write(`${fault}: ${found.get(fault)}\n`);
  }
  planted.fault = '';
  const after = [...found.values()];
  process.stdout.write(
    `G1 planted faults: ${found.size} of ${faults.length} found, after ${Math.min(...after)} to ${Math.max(...after)} sequences, seed ${SEED}\n`,
  );
  expect(faults.filter((fault) => !found.has(fault))).toEqual([]);
}, 1_800_000);
