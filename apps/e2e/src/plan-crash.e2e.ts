import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signIn } from './support/client.ts';
import { httpPlayer } from './support/http-player.ts';
import { todayOf } from './support/journey.ts';
import { warranted } from './support/plan-warrant.ts';
import { type Stack, startStack } from './support/stack.ts';

const KILLS = 12;
const COMPANIES = ['FHGS', 'THGS', 'QJGS', 'AWGS'] as const;

let stack: Stack;
let today = '';
beforeAll(async () => {
  stack = await startStack();
  today = await todayOf(httpPlayer(stack));
});
afterAll(async () => {
  await stack.stop();
});

type Shown = { bodies: { id: string; name: string }[]; cases: { matterId: string; main: boolean }[] };
const open = async <T>(answer: ReturnType<Client['mutate']>): Promise<T> => {
  const called = await answer;
  if (!called.ok) throw new Error(JSON.stringify(called.failure));
  return called.value as T;
};

/** A plan by which the group puts new capital into four companies at once, with every warrant there and handed over. */
async function readyPlan(client: Client): Promise<string> {
  const companies = await stack.sql<{ id: string; code: string }>(
    `SELECT id, code FROM organizations WHERE code IN ('GF', '${COMPANIES.join("', '")}')`,
  );
  const idOf = (code: string): string => companies.find((one) => one.code === code)?.id ?? '';
  const items = COMPANIES.map((code) => ({
    ...{ id: randomUUID(), method: 'capital_increase', companyId: idOf(code), toId: idOf('GF') },
    ...{ invested: '1000000.00', perYuan: '1', separable: false, note: '' },
    facts: { appraisal: 'filed', appraisedOn: today, otherHolders: 'waived' },
  }));
  const draft = { requestId: randomUUID(), title: '增资方案（示例）', basisDate: today, items };
  const { id } = await open<{ id: string }>(client.mutate('equity.draftPlan', draft));
  await open(client.mutate('equity.submitPlan', { requestId: randomUUID(), id, revision: 1 }));
  const seen = await client.query<Shown>('equity.plan', { id });
  if (!seen.ok) throw new Error('the plan is not there');
  for (const { matterId, main } of seen.value.cases) if (main) await warranted(stack, matterId);
  await stack.sql(`UPDATE equity_plan_cases c SET agreed_by = p.submitted_by, agreed_at = now() FROM equity_plans p
    WHERE p.id = c.plan_id AND p.id = '${id}' AND c.register_of IS NOT NULL`);
  return id;
}

/** How much of a plan is in the registers, in its cases, in its warrants and in the journal. */
async function traces(id: string): Promise<number[]> {
  const [row] = await stack.sql<{ events: number; executed: number; spent: number; told: number }>(`
    WITH cases AS (SELECT c.*, w.id AS warrant_id, w.uses FROM equity_plan_cases c JOIN warrants w USING (matter_id)
      WHERE c.plan_id = '${id}' AND c.register_of IS NOT NULL)
    SELECT (SELECT count(*)::int FROM equity_events e JOIN cases ON e.warrant_id = cases.warrant_id) AS events,
      (SELECT count(executed_at)::int FROM cases) AS executed, (SELECT sum(uses)::int FROM cases) AS spent,
      (SELECT count(*)::int FROM journal j JOIN cases ON j.subject_id = cases.matter_id
        WHERE j.act = 'equity.executePlan' AND j.outcome = 'accepted') AS told`);
  return Object.values(row ?? {});
}

test(`kill -9 of the server ${KILLS} times while a plan is executed leaves all of it or nothing`, async () => {
  const all = COMPANIES.map(() => COMPANIES.length);
  let client = await signIn(stack, 'gf.jingban');
  const first = await readyPlan(client);
  const began = Date.now();
  const body = { requestId: randomUUID(), id: first, registerOn: today };
  await open(client.mutate('equity.executePlan', body));
  const lasts = Date.now() - began;
  expect(await traces(first)).toEqual(all);
  const found = new Set<string>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const id = await readyPlan(client);
    const asked = { requestId: randomUUID(), id, registerOn: today };
    const answer = client.mutate('equity.executePlan', asked).catch(() => null);
    // Spread over the whole of the act, from before it begins to after it has ended.
    const moment = new Promise((done) => setTimeout(done, (lasts * kill) / (KILLS - 1)));
    await (kill === KILLS - 1 ? answer : moment);
    await stack.kill();
    const acknowledged = (await answer)?.ok === true;
    const left = await traces(id);
    found.add(left.join());
    expect([all, [0, 0, 0, 0]]).toContainEqual(left);
    if (acknowledged) expect(left).toEqual(all);
    await stack.start();
    client = await signIn(stack, 'gf.jingban');
    // Asked again under its own id it is done, and done once.
    await open(client.mutate('equity.executePlan', asked));
    expect(await traces(id)).toEqual(all);
  }
  // Both have been met: kills that came before the end, and kills that came after.
  expect(found.size).toBe(2);
}, 300_000);
