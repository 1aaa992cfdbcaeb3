import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '@guanyun/application/evidence/digest.ts';
import { HOME } from '../paths.ts';
import { asOwner, type BenchStack, SCHEMA } from './bench-stack.ts';
import { type Spread, showSpread, spreadOf } from './figures.ts';
import { secondsOf } from './side-by-side.ts';
import { type Speaker, signIn } from './speaker.ts';

const READY = 'booking_ready';
/** What a booking adds to, and how many rows of the order's size it adds to each. */
const TABLES = ['asset_entries', 'asset_facts'] as const;

export type BookingReport = {
  readonly lines: number;
  readonly openSeconds: number;
  readonly booking: Spread;
  readonly inserts: Spread;
  readonly updates: Spread;
  /** To plain INSERT … SELECT of the rows that the booking added; and to that with the same rows changed. */
  readonly toInserts: Spread;
  readonly toAll: Spread;
  /** Memory of the server before the booking, and the most it had in use until its end; null where the system does not tell. */
  readonly megabytes: readonly [before: number, peak: number] | null;
};

function memoryOf(pid: number, name: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const line = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line === null ? null : Number(line[1]) / 1024;
  } catch {
    return null;
  }
}

const inZone = (...statements: string[]): string =>
  `SET search_path = ${SCHEMA}, public; ${statements.join('; ')}`;

/** Cards of the group's book in every class that has accounts, charged through a month three years ago. */
const cards = (count: number): string[] => [
  `INSERT INTO assets (id, code, name, class, cluster_id, monthly_depreciation, charged_through, formed_on)
   SELECT gen_random_uuid(), 'BENCH-' || n, '示例资产 ' || n || ' 号', (ARRAY['plant', 'equipment', 'pipe', 'intangible'])[1 + n % 4], c.id,
     1 + n % 7, '2023-01-01', '2020-01-15' FROM clusters c, generate_series(1, ${count}) n WHERE c.code = 'FH'`,
  `INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from)
   SELECT a.id, k.kind, o.id, '2020-01-15' FROM assets a, organizations o, unnest(ARRAY['title', 'book', 'custody']) AS k (kind)
   WHERE a.code LIKE 'BENCH-%' AND o.code = 'GF'`,
  `INSERT INTO asset_entries (asset_id, organization_id, kind, entry_on, items, cost, depreciation, cause_id)
   SELECT id, book_id, 'acquire', formed_on, 1, 100000, 5000, id FROM assets WHERE code LIKE 'BENCH-%'`,
];

/** The committee has decided on what was drafted. */
const warranted = (matterId: string, digest: string): string[] => [
  `UPDATE matters SET state = 'ready_to_seal', number = left(id::text, 8) WHERE id = '${matterId}'`,
  `UPDATE matters SET state = 'issued' WHERE id = '${matterId}'`,
  `INSERT INTO warrants (id, number, matter_id, company_id, parties, kind, title, content, content_digest, proposal_digest, amount, uses_max, issued_on, expires_on, bound_by, person_id)
   SELECT gen_random_uuid(), '示例' || left(m.id::text, 8), m.id, m.company_id, m.parties, m.matter, m.title, c.content, c.digest, '${digest}', m.amount, NULL, m.decided_on, m.decided_on + 180, 'content', c.person_id
   FROM matters m JOIN matter_contents c ON c.matter_id = m.id WHERE m.id = '${matterId}'`,
];

type Desks = { readonly handler: Speaker; readonly giver: Speaker; readonly receiver: Speaker };

async function desksOf(stack: BenchStack): Promise<Desks> {
  const passwords = stack.passwords();
  const at = (account: string) => signIn(stack.url, account, passwords.get(account) ?? '');
  return { handler: await at('gf.jingban'), giver: await at('gf.caiwu'), receiver: await at('fh.caiwu') };
}

async function recordPapers({ giver, receiver }: Desks, orderId: string, on: string): Promise<void> {
  const kinds = [
    [giver, 'agreement'],
    [giver, 'creditors_notice'],
    [receiver, 'transferee_decision'],
  ] as const;
  for (const [desk, kind] of kinds) {
    const document = await desk.upload(`${kind}.pdf`, `%PDF-1.4\n% ${kind} 示例\n%%EOF\n`);
    await desk.act('assets.orderPaper', { orderId, kind, on, document });
  }
}

/** An order of so many lines up to the moment before it is booked, in a database of its own; how long opening it took. */
async function prepare(
  stack: BenchStack,
  lines: number,
): Promise<{ sheetId: string; today: string; openSeconds: number }> {
  await stack.createDatabase(READY);
  const server = await stack.serve(READY);
  try {
    const url = stack.databaseUrl(READY);
    const desks = await desksOf(stack);
    const { today } = await desks.giver.query<{ today: string }>('session.me');
    await asOwner(url, inZone(...cards(lines)));
    await asOwner(url, 'VACUUM ANALYZE');
    const [row] = await asOwner<{ ids: string[]; giver: string; receiver: string }>(
      url,
      `SELECT (SELECT array_agg(id) FROM ${SCHEMA}.assets WHERE code LIKE 'BENCH-%') AS ids,
         (SELECT id FROM ${SCHEMA}.organizations WHERE code = 'GF') AS giver, (SELECT id FROM ${SCHEMA}.organizations WHERE code = 'FHGS') AS receiver`,
    );
    const proposal = {
      ...{ matter: 'asset_disposal', companyId: row?.giver, assetIds: row?.ids, toId: row?.receiver },
      ...{ basisDate: today, decidedOn: today },
    };
    const draft = { title: '十万项划转（示例）', proposal, records: [], materials: [] };
    const { id } = await desks.handler.act<{ id: string }>('matters.propose', draft);
    await asOwner(url, inZone(...warranted(id, digestOf(proposal))));
    const [warrant] = await asOwner<{ id: string }>(
      url,
      `SELECT id FROM ${SCHEMA}.warrants WHERE matter_id = '${id}'`,
    );
    let orderId = '';
    const openSeconds = await secondsOf(async () => {
      ({ id: orderId } = await desks.giver.act<{ id: string }>('assets.createOrder', {
        warrantId: warrant?.id,
      }));
    });
    const { sheets } = await desks.giver.query<{ sheets: { id: string }[] }>('assets.order', { id: orderId });
    const sheetId = sheets[0]?.id ?? '';
    for (const desk of [desks.giver, desks.receiver])
      await desk.act('assets.count', { sheetId, lines: [], rest: true });
    for (const desk of [desks.giver, desks.receiver]) await desk.act('assets.signOrder', { sheetId });
    await recordPapers(desks, orderId, today);
    await asOwner(url, 'VACUUM ANALYZE');
    return { sheetId, today, openSeconds };
  } finally {
    await server.stop();
  }
}

const balances = { capitalReserve: '100000000000.00', surplusReserve: '0.00', retained: '0.00' };
const tax = { claims: 'ordinary', administrativeOrder: true, approvalSays: 'silent', businessPurpose: true };

/** The rows that a booking added and changed, kept aside in the database as it was before, then written plainly: keys and checks hold, no trigger of ours is asked. */
async function plainly(
  stack: BenchStack,
  booked: string,
  before: string,
  sheetId: string,
): Promise<[inserts: number, updates: number]> {
  const [from, to] = [stack.databaseUrl(booked), stack.databaseUrl(before)];
  const file = (table: string): string => join(HOME, 'bench', `${table}.copy`);
  const added: Record<(typeof TABLES)[number], string> = {
    asset_entries: `cause_id = '${sheetId}'`,
    asset_facts: `valid_from > '2020-01-15'`,
  };
  for (const table of TABLES) {
    await asOwner(from, inZone(`COPY (SELECT * FROM ${table} WHERE ${added[table]}) TO '${file(table)}'`));
    const staged = [
      `CREATE TABLE staged_${table} AS SELECT * FROM ${table} LIMIT 0`,
      `COPY staged_${table} FROM '${file(table)}'`,
    ];
    await asOwner(to, inZone(...staged, `ANALYZE staged_${table}`));
  }
  const quiet = [
    'BEGIN',
    ...['assets', 'transfer_lines', ...TABLES].map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`),
  ];
  const moved = `SELECT asset_id FROM transfer_lines WHERE sheet_id = '${sheetId}'`;
  // Facts are closed before others begin: the exclusion constraint holds either way.
  const updates = await secondsOf(() =>
    asOwner(
      to,
      inZone(
        ...quiet,
        `UPDATE asset_facts SET valid_to = current_date - 1 WHERE kind <> 'title' AND valid_to IS NULL AND asset_id IN (${moved})`,
        `UPDATE assets SET depreciation = depreciation + 1, charged_through = charged_through + interval '1 month', book_id = (SELECT to_id FROM transfer_sheets WHERE id = '${sheetId}') WHERE id IN (${moved})`,
        `UPDATE transfer_lines SET state = 'booked', open = false WHERE sheet_id = '${sheetId}'`,
        'COMMIT',
      ),
    ),
  );
  const inserts = await secondsOf(() =>
    asOwner(
      to,
      inZone(
        ...quiet,
        ...TABLES.map((table) => `INSERT INTO ${table} SELECT * FROM staged_${table}`),
        'COMMIT',
      ),
    ),
  );
  return [inserts, updates];
}

/** Booking an order of so many lines through the server, against plain INSERT … SELECT of the rows that it added. */
export async function measureBooking(
  stack: BenchStack,
  { rows: lines, rounds }: { readonly rows: number; readonly rounds: number },
  _signal: AbortSignal,
  say: (line: string) => void,
): Promise<BookingReport> {
  say(`正在准备 ${lines} 项的划转单 / preparing an order of ${lines} lines`);
  const { sheetId, today, openSeconds } = await prepare(stack, lines);
  const [bookings, inserts, updates]: [number[], number[], number[]] = [[], [], []];
  let megabytes: [number, number] | null = null;
  for (let round = 0; round < rounds; round += 1) {
    const [booked, before] = [`booked${round}`, `unbooked${round}`];
    await stack.createDatabase(booked, READY);
    await stack.createDatabase(before, READY);
    const server = await stack.serve(booked);
    const { giver } = await desksOf(stack);
    const resident = memoryOf(server.pid, 'VmRSS');
    say(`正在入账，第 ${round + 1} 轮 / booking, round ${round + 1}`);
    bookings.push(
      await secondsOf(() => giver.act('assets.book', { sheetId, deliveredOn: today, balances, tax })),
    );
    const peak = memoryOf(server.pid, 'VmHWM');
    if (resident !== null && peak !== null) megabytes = [resident, peak];
    await server.stop();
    const [plainInserts, plainUpdates] = await plainly(stack, booked, before, sheetId);
    inserts.push(plainInserts);
    updates.push(plainUpdates);
    await stack.dropDatabase(booked);
    await stack.dropDatabase(before);
  }
  const ratio = (floor: (round: number) => number) =>
    spreadOf(bookings.map((value, round) => value / floor(round)));
  return {
    ...{
      lines,
      openSeconds,
      booking: spreadOf(bookings),
      inserts: spreadOf(inserts),
      updates: spreadOf(updates),
    },
    toInserts: ratio((round) => inserts[round] ?? Number.NaN),
    toAll: ratio((round) => (inserts[round] ?? Number.NaN) + (updates[round] ?? Number.NaN)),
    megabytes,
  };
}

export function showBooking(report: BookingReport): string[] {
  const { lines, openSeconds, booking, inserts, updates, toInserts, toAll, megabytes } = report;
  const memory =
    megabytes === null
      ? 'memory unknown'
      : `server ${megabytes[0].toFixed(0)} MB before, ${megabytes[1].toFixed(0)} MB at most`;
  return [
    `booking of ${lines} lines (opened in ${openSeconds.toFixed(1)} s): ${showSpread(booking, 2)} s, ${memory}`,
    `  plain INSERT … SELECT of the same rows ${showSpread(inserts, 2)} s: ${showSpread(toInserts, 2)} ×`,
    `  and with the same rows changed (${showSpread(updates, 2)} s): ${showSpread(toAll, 2)} ×`,
  ];
}
