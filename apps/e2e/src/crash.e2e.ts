import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Called, type Client, signIn } from './support/client.ts';
import type { Player } from './support/journey.ts';
import { type Stack, startStack } from './support/stack.ts';
import { playStory } from './support/story.ts';

// The full count is fifty: GUANYUN_KILLS=50.
const KILLS = Number(process.env.GUANYUN_KILLS ?? '12');
const seed = Number(process.env.GUANYUN_SEED ?? Date.now() % 2 ** 31);

/** A small generator with a seed (mulberry32), so that a failing run can be played again. */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Acknowledged = { requestId: string; procedure: string; value: unknown };

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(async () => {
  await stack.stop();
});

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const answerOf = (procedure: string, called: Called<unknown>): unknown => {
  if (called.ok) return called.value;
  throw new Error(`${procedure}: ${called.status} ${JSON.stringify(called.failure)}`);
};

/** Plays on through kills: an act in flight is asked again under its own id, and must answer as it did if it had answered. */
function stubbornPlayer(
  random: () => number,
  acknowledged: Acknowledged[],
): { player: Player; kills: () => number } {
  const clients = new Map<string, Promise<Client>>();
  let kills = 0;
  const clientOf = (account: string): Promise<Client> => {
    const key = `${account}@${stack.daysPassed()}`;
    const known = clients.get(key) ?? signIn(stack, account);
    clients.set(key, known);
    return known;
  };
  const killed = async (client: Client, procedure: string, body: unknown): Promise<unknown> => {
    const first = client.mutate(procedure, body).catch(() => null);
    await pause(random() * 25);
    await stack.kill();
    kills += 1;
    const before = await first;
    await stack.start();
    const after = answerOf(procedure, await client.mutate(procedure, body));
    if (before?.ok === true) expect(after).toEqual(before.value);
    return after;
  };
  const player: Player = {
    query: async (account, procedure, input) =>
      answerOf(procedure, await (await clientOf(account)).query(procedure, input)) as never,
    act: async (account, procedure, input) => {
      const client = await clientOf(account);
      const requestId = randomUUID();
      const body = { requestId, ...input };
      const value =
        kills < KILLS
          ? await killed(client, procedure, body)
          : answerOf(procedure, await client.mutate(procedure, body));
      acknowledged.push({ requestId, procedure, value });
      return value as never;
    },
    passDays: (days) => stack.passDays(days),
    upload: async (account, name, content) => {
      const client = await clientOf(account);
      if (kills >= KILLS || random() < 0.7) return client.upload(name, content);
      const first = client.upload(name, content).catch(() => null);
      await pause(random() * 25);
      await stack.kill();
      kills += 1;
      await first;
      await stack.start();
      return client.upload(name, content);
    },
  };
  return { player, kills: () => kills };
}

test(`kill -9 of the server ${KILLS} times during the story loses nothing acknowledged and leaves nothing half (seed ${seed})`, async () => {
  const acknowledged: Acknowledged[] = [];
  const { player, kills } = stubbornPlayer(randomOf(seed), acknowledged);
  const told = await playStory(player);
  expect(kills()).toBe(KILLS);
  const accepted = await stack.sql<{ request_id: string; entries: number }>(
    // One request may be told of several subjects, of each once.
    `SELECT request_id, max(times)::int AS entries FROM (
       SELECT request_id, count(*) AS times FROM journal WHERE outcome = 'accepted' GROUP BY request_id, act, subject_id) AS told
     GROUP BY request_id`,
  );
  const entries = new Map(accepted.map((row) => [row.request_id, row.entries]));
  for (const { requestId, procedure } of acknowledged)
    expect([procedure, entries.get(requestId)]).toEqual([procedure, 1]);
  const [gaps] = await stack.sql<{ gaps: number }>(
    'SELECT (max(index) + 1 - count(*))::int AS gaps FROM journal',
  );
  expect(gaps?.gaps).toBe(0);
  const halves = await stack.sql(`
    SELECT 'warrant' AS kind, w.id FROM warrants w WHERE w.uses <> (SELECT count(*) FROM warrant_spendings s WHERE s.warrant_id = w.id)
    UNION ALL SELECT 'event', e.id FROM equity_events e WHERE e.warrant_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM warrant_spendings s WHERE s.subject_id = e.id)
    UNION ALL SELECT 'order', o.id FROM transfer_orders o WHERE o.state = 'booked' AND (SELECT count(*) FROM vouchers v WHERE v.order_id = o.id) <> 2
    UNION ALL SELECT 'voucher', v.id FROM vouchers v WHERE (SELECT sum(debit) - sum(credit) FROM voucher_lines l WHERE l.voucher_id = v.id) <> 0`);
  expect(halves).toEqual([]);
  const [counts] = await stack.sql<{
    transfers: number;
    contracts: number;
    assets: number;
    vouchers: number;
  }>(`
    SELECT (SELECT count(*) FROM equity_events WHERE kind = 'free_transfer')::int AS transfers, (SELECT count(*) FROM contracts)::int AS contracts,
      (SELECT count(*) FROM assets)::int AS assets, (SELECT count(*) FROM vouchers)::int AS vouchers`);
  expect(counts).toEqual({ transfers: 1, contracts: 1, assets: 1, vouchers: 2 });
  expect(told.voucherIds).toHaveLength(2);
  const auditor = await signIn(stack, 'gwh.shenji');
  const verified = await auditor.query<{ intact: boolean }>('evidence.verify');
  expect(verified.ok && verified.value.intact).toBe(true);
}, 600_000);
