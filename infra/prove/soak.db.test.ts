import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCHEMA } from '../bench/bench-stack.ts';
import { countOf, number, quantile, seed, tell } from './runs.ts';
import {
  BOUND_MS,
  countsOf,
  type Memory,
  p95Of,
  recoveredAfter,
  slopesOf,
  wrongInBurst,
  wrongInLoad,
  wrongInMemory,
} from './soak-judge.ts';
import { type Answered, burst, type Heard, steadyLoad } from './soak-load.ts';
import { administering, auditing, Desk, type Habit, handling, reading, supervising } from './soak-mix.ts';
import { askHealth, underWay, watch } from './soak-watch.ts';
import { type Person, type SoakZone, startSoakZone } from './soak-zone.ts';
import { sqlOnce } from './sql.ts';

/** The full run lasts so many minutes; a build only shows that everything is answered, not how fast. */
const MINUTES = countOf('GUANYUN_SOAK_MINUTES', 0);
const FULL = MINUTES > 0;
const RATE = 100;
const SECONDS = FULL ? MINUTES * 60 : 20;
const [BURST_SECONDS, BURST_CONNECTIONS] = [FULL ? 10 : 5, 400];
/** What the goal gives the server after a burst, and how long it is looked at from then on. */
const [RECOVERY_SECONDS, AFTERWARDS_SECONDS] = [10, 10];
/** Code is compiled, caches and the pool fill: a sixth of the time, five minutes of thirty. */
const WARM_UP_MINUTES = SECONDS / 60 / 6;
const HOUR = 3_600_000;

/** Twenty people of the three groups (companies, committee, administrators and auditors) with five requests a second each. */
const cast: readonly (readonly [account: string, habit: Habit])[] = [
  ...['gf.jingban', 'gf.jingban', 'fh.jingban', 'yn.jingban', 'ct.jingban'].map(
    (a) => [a, handling] as const,
  ),
  ...['gf.fawu', 'gf.caiwu', 'fh.fadai', 'fh.caiwu'].map((account) => [account, reading] as const),
  ...['gwh.shencha', 'gwh.shencha2', 'gwh.mishu'].map((account) => [account, supervising] as const),
  ...['gwh.zhuren', 'gwh.weiyuan1', 'gwh.weiyuan2', 'gwh.fazhi', 'gwh.duban'].map(
    (a) => [a, supervising] as const,
  ),
  ...['gwh.shenji', 'admin.shenji'].map((account) => [account, auditing] as const),
  ['admin.xitong', administering],
];
/** Others than those: how often one account may ask is not what is measured afterwards. */
const crowd = ['gf.fadai', 'fh.fawu', 'yn.fawu', 'yn.fadai', 'ct.fawu', 'ct.fadai'].concat(
  ...['gwh.weiyuan3', 'gwh.weiyuan4', 'gwh.weiyuan5', 'gwh.chengban', 'gwh.yongyin'],
);

let zone: SoakZone;
let people: { person: Person; habit: Habit }[];
beforeAll(async () => {
  zone = await startSoakZone();
  people = [];
  for (const [account, habit] of cast) people.push({ person: await zone.signIn(account), habit });
}, 240_000);
afterAll(() => zone?.remove());

const millis = (answers: readonly Answered[], share: number): string =>
  quantile(
    answers.map((answer) => answer.millis),
    share,
  ).toFixed(0);
const spread = (answers: readonly Answered[]): string =>
  [0.5, 0.95, 0.99].map((share) => millis(answers, share)).join('/');
/** Each time with clean desks: what the end of the last load cut off is unknown to whoever had asked for it. */
const steady = (seconds: number): Promise<Heard> =>
  steadyLoad(
    zone.url,
    people.map(({ person, habit }) => new Desk(person, habit, zone.places)),
    { rate: RATE, seconds },
  );

/** Of the acts that were acknowledged: how many are not in the journal exactly once. */
async function notThereOnce(acts: readonly string[]): Promise<number> {
  let there = 0;
  for (let from = 0; from < acts.length; from += 1000) {
    const ids = acts.slice(from, from + 1000).map((id) => `'${id}'`);
    const rows = await sqlOnce(
      zone.postgres.url,
      `SELECT request_id FROM ${SCHEMA}.journal WHERE outcome = 'accepted' AND request_id IN (${ids.join(',')}) GROUP BY 1 HAVING count(*) = 1`,
    );
    there += rows.length;
  }
  return acts.length - there;
}

function tellLoad(
  { answers, acts }: Heard,
  memory: readonly Memory[],
  connections: number,
  lost: number,
): void {
  const slopes = slopesOf(memory, WARM_UP_MINUTES);
  const most = Math.max(...memory.map(({ resident }) => resident));
  for (const [kind, some] of Map.groupBy(answers, (answer) => answer.kind))
    process.stdout.write(`    ${kind}: ${number(some.length)} answers, p50/p95/p99 ${spread(some)} ms\n`);
  tell(
    'G36 load',
    `${number(answers.length)} requests of ${cast.length} people in ${SECONDS} s (${number(acts.length)} acts)`,
    `${answers.filter(({ status }) => status !== 200).length} errors`,
    `p50/p95/p99 ${spread(answers)} ms`,
    `${lost} acknowledged acts lost`,
    `memory ${most.toFixed(0)} MB at most`,
    FULL
      ? `${slopes.resident.toFixed(2)} MB a minute resident and ${slopes.heap.toFixed(2)} of heap after ${WARM_UP_MINUTES.toFixed(1)} minutes`
      : 'slope not measured',
    `${connections} connections to PostgreSQL at most`,
  );
}

test(
  `${RATE} requests a second for ${SECONDS} s are all answered (seed ${seed})`,
  async () => {
    const seen = await watch(zone);
    const heard = await steady(SECONDS);
    await seen.stop();
    const lost = await notThereOnce(heard.acts);
    tellLoad(heard, seen.memory, seen.connections, lost);
    // A build's machine may be too busy to send them all, which says nothing of the server.
    expect(wrongInLoad(heard.answers, FULL ? RATE * SECONDS : 1)).toEqual([]);
    expect(lost).toBe(0);
    expect(heard.acts.length).toBeGreaterThan(heard.answers.length * 0.1);
    // Ten for the work, one for its health, and those that ask after one that fell silent.
    expect(seen.connections).toBeLessThanOrEqual(20);
    if (!FULL) return;
    expect(p95Of(heard.answers)).toBeLessThan(BOUND_MS);
    expect(wrongInMemory(slopesOf(seen.memory, WARM_UP_MINUTES))).toEqual([]);
  },
  HOUR,
);

test(
  `${BURST_CONNECTIONS} connections as fast as they go for ${BURST_SECONDS} s: served or told to come back, and then all is as before (seed ${seed})`,
  async () => {
    const others = await Promise.all(crowd.map((account) => zone.signIn(account)));
    const many = Array.from({ length: BURST_CONNECTIONS }, (_, i) => {
      const person = others[i % others.length];
      if (person === undefined) throw new Error('nobody is there');
      return new Desk(person, reading, zone.places);
    });
    const health = askHealth(zone.url);
    const heard = await burst(zone.url, many, BURST_SECONDS);
    const said = await health();
    const afterwards = await steady(RECOVERY_SECONDS + AFTERWARDS_SECONDS);
    const lost = await notThereOnce([...heard.acts, ...afterwards.acts]);
    const served = heard.answers.filter(({ status }) => status === 200);
    const recovered = recoveredAfter(afterwards.answers, FULL ? BOUND_MS : undefined);
    const late = afterwards.answers.filter(({ at }) => at >= RECOVERY_SECONDS);
    tell(
      'G36 burst',
      `${BURST_CONNECTIONS} connections for ${BURST_SECONDS} s: ${countsOf(heard.answers.map(({ status }) => status))}`,
      `served within ${millis(served, 1)} ms`,
      `health ${countsOf(said.map(({ status }) => status))} within ${Math.max(...said.map((one) => one.millis)).toFixed(0)} ms`,
      `${number(heard.acts.length)} acknowledged and ${lost} lost`,
      `recovered after ${recovered} s`,
      `then p95 ${p95Of(late).toFixed(0)} ms`,
    );
    expect(wrongInBurst(heard.answers, said)).toEqual([]);
    expect(lost).toBe(0);
    expect(heard.acts.length).toBeGreaterThan(0);
    expect(wrongInLoad(late, 1)).toEqual([]);
    expect(recovered).toBeLessThanOrEqual(RECOVERY_SECONDS);
    // What the end of the load cut off is done with soon, and nothing keeps its place.
    await expect.poll(() => underWay(zone), { timeout: 10_000 }).toBe(0);
    if (FULL) expect(p95Of(late)).toBeLessThan(BOUND_MS);
  },
  HOUR,
);
