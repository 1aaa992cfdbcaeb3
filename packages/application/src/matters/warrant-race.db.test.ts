import { createHash, randomUUID } from 'node:crypto';
import { saveDocument } from '@guanyun/db/evidence/request.store.ts';
import { inTransaction, query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { contentFor, someWarrant } from '@guanyun/db/testing/matter-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { parseYuan } from '@guanyun/domain/kernel/money.ts';
import type { Proposal } from '@guanyun/domain/matters/proposal.ts';
import { afterAll, expect, test, vi } from 'vitest';
import { digestOf } from '../evidence/digest.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { spendByReport } from './spend-by-report.ts';
import { carries, useWarrant } from './spend-warrant.ts';

/** Taken away, the use case reads the case and the warrant without locking them. */
const locks = vi.hoisted(() => ({ held: true }));
vi.mock('@guanyun/db/matters/warrant.store.ts', async (original) => {
  const store = await original<typeof import('@guanyun/db/matters/warrant.store.ts')>();
  return {
    ...store,
    lockWarrant: (tx: Tx, id: string) => (locks.held ? store.lockWarrant : store.findWarrant)(tx, id),
  };
});
vi.mock('@guanyun/db/matters/matter.store.ts', async (original) => {
  const store = await original<typeof import('@guanyun/db/matters/matter.store.ts')>();
  return {
    ...store,
    lockMatter: (tx: Tx, id: string) => (locks.held ? store.lockMatter : store.findMatter)(tx, id),
  };
});

const ROUNDS = 500;
const AT_ONCE = 6;
const paper = createHash('sha256').update('合同').digest('hex');

type Zone = Awaited<ReturnType<typeof makeZone>>;
/** A database with one company, its handler, and warrants over 1000.00 yuan each. */
async function makeZone(warrants: number) {
  const db = await cloneTestDatabase();
  const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
  return work(async (tx) => {
    const company = await someCompany(tx);
    const person = await somePerson(tx);
    const proposal = {
      matter: 'donation',
      companyId: company,
      decidedOn: '2026-04-01',
    } as unknown as Proposal;
    const content = { ...contentFor(company), proposal };
    await someWarrant(tx, company, person, {
      kind: 'donation',
      usesMax: null,
      content,
      proposalDigest: digestOf(proposal),
    });
    await query(
      tx,
      `INSERT INTO matters SELECT (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'number', 'M' || g))).*
       FROM matters m, generate_series(2, $1::int) g RETURNING id`,
      [warrants],
    );
    const rows = await query<{ id: string }>(
      tx,
      `INSERT INTO warrants SELECT (jsonb_populate_record(w, jsonb_build_object('id', gen_random_uuid(), 'number', 'W' || m.number, 'matter_id', m.id))).*
       FROM warrants w JOIN matters m ON m.id <> w.matter_id RETURNING id`,
    );
    await saveDocument(tx, {
      digest: paper,
      name: '合同.pdf',
      size: '6',
      mediaType: 'application/pdf',
      organizationId: company,
      uploadedBy: person,
    });
    const post = {
      id: randomUUID(),
      kind: 'company_handler',
      organizationId: company,
      side: 'company',
    } as const;
    const actor: Actor = {
      accountId: randomUUID(),
      account: 'a',
      person: { id: person, name: '' },
      post,
      onBehalfOf: null,
    };
    return { db, work, actor, warrants: rows.map((w) => w.id) };
  });
}
const depsOf = (zone: Zone): Deps => ({
  db: zone.db.app,
  zone: TEST_ZONE,
  now: () => new Date('2026-06-15T02:00:00Z'),
  newId: randomUUID,
  passwords: { hash: async () => '', verify: async () => false },
  files: { has: async () => true, read: async () => new Uint8Array() },
  readWorkbook: async () => ({ ok: true, sheets: [] }),
});

/** Takes the database's own belts off: no lock, no check, no sum that is bound. */
const unbuckle = async ({ db }: Zone): Promise<void> => {
  await db.owner.sequelize.query(`
    SET search_path = zone_${TEST_ZONE}, public;
    ALTER TABLE warrants DROP CONSTRAINT warrants_not_overspent;
    CREATE OR REPLACE FUNCTION spend_warrant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = zone_${TEST_ZONE}, public, pg_temp AS $$
    BEGIN
      UPDATE warrants SET uses = uses + 1, spent = spent + coalesce(NEW.amount, 0) WHERE id = NEW.warrant_id;
      RETURN NEW;
    END $$;`);
};

type Spend = (zone: Zone, warrantId: string, amount: string) => Promise<unknown>;
const on = localDate('2026-06-10');

/** The whole act, with request, papers and journal. */
const reported: Spend = (zone, warrantId, amount) =>
  spendByReport(depsOf(zone), zone.actor, {
    requestId: randomUUID(),
    warrantId,
    title: '捐赠',
    counterparty: '示例学校',
    amount,
    on,
    documents: [paper],
  });

/** The spending alone, as every act that spends does it. */
const bare: Spend = (zone, warrantId, amount) =>
  zone.work(async (tx) => {
    const { organizationId: companyId } = zone.actor.post;
    const spending = { kind: 'donation', companyId, proposalDigest: null, amount: parseYuan(amount), on };
    const checked = await carries(tx, warrantId, () => spending);
    if (checked.outcome === 'refused') return;
    const id = randomUUID();
    await useWarrant(tx, depsOf(zone), zone.actor, checked.effects, {
      act: 'warrants.spend',
      subjectKind: 'example',
      subjectId: id,
      subjectTitle: '捐赠',
      amount,
      spentOn: on,
    });
  });

/** Two at once want more than half of each warrant; how many warrants carried both, and how many neither. */
async function race(zone: Zone, spend: Spend): Promise<{ violations: number; unspent: number }> {
  const waiting = [...zone.warrants];
  // What the database refuses to overspend fails: that is a refusal too.
  const tried = (id: string, amount: string) => spend(zone, id, amount).catch(() => undefined);
  const runner = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      await Promise.all([tried(next, '500.01'), tried(next, '600.00')]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runner));
  const spent = await zone.work((tx) =>
    query<{ spent: string; sum: string }>(
      tx,
      `SELECT w.spent, (SELECT coalesce(sum(s.amount), 0) FROM warrant_spendings s WHERE s.warrant_id = w.id)::numeric(20,2)::text AS sum
       FROM warrants w WHERE w.id = ANY ($1::uuid[])`,
      [zone.warrants],
    ),
  );
  expect(spent.length).toBe(zone.warrants.length);
  for (const row of spent) expect(row.sum).toBe(row.spent);
  return {
    violations: spent.filter((w) => parseYuan(w.spent) > parseYuan('1000.00')).length,
    unspent: spent.filter((w) => w.spent === '0.00').length,
  };
}

async function raced(rounds: number, spend: Spend, { held = true, belts = true } = {}) {
  const zone = await makeZone(rounds + 1);
  locks.held = held;
  try {
    if (!belts) await unbuckle(zone);
    return await race(zone, spend);
  } finally {
    locks.held = true;
    await zone.db.drop();
  }
}

afterAll(() => vi.restoreAllMocks());

const lawful = { violations: 0, unspent: 0 };

test(`two at once over more than half of a warrant: one of them, in ${ROUNDS} rounds`, async () => {
  expect(await raced(ROUNDS, bare)).toEqual(lawful);
}, 180_000);

test('so it is when each is a whole act of its own', async () => {
  expect(await raced(50, reported)).toEqual(lawful);
});

test("the use case's own locks suffice", async () => {
  expect(await raced(50, bare, { belts: false })).toEqual(lawful);
});

test("the database's own checks suffice", async () => {
  expect(await raced(50, bare, { held: false })).toEqual(lawful);
});

test('without either both are spent, so the race is one', async () => {
  const { violations } = await raced(50, bare, { held: false, belts: false });
  expect(violations).toBeGreaterThan(0);
});
