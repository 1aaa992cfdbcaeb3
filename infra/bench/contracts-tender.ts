import { randomUUID } from 'node:crypto';
import { openBids } from '@guanyun/application/contracts/open-bids.ts';
import { openEnvelope, openingKeyFrom } from '@guanyun/application/contracts/open-envelope.ts';
import { evaluateTender } from '@guanyun/application/crossings/evaluate-tender.ts';
import type { Answer } from '@guanyun/application/evidence/act.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';
import { appUrl, connect, type Database } from '@guanyun/db/kernel/connection.ts';
import { bidEvaluationRule } from '@guanyun/domain/contracts/bid-evaluation.rule.ts';
import { readBid } from '@guanyun/domain/contracts/sealed-bid.ts';
import { askRule } from '@guanyun/domain/kernel/rule.ts';
import pg from 'pg';
import { type BenchStack, SCHEMA } from './bench-stack.ts';
import { type Spread, showSpread, spreadOf } from './figures.ts';
import { type Cast, type Made, makeSuppliers, makeTender } from './sealed-tender.ts';
import { timed } from './side-by-side.ts';

const ZONE = SCHEMA.replace(/^zone_/, '');
/** Tenders before the first that counts. */
const WARM_UP = 1;
const SCORES = { otherScore: '30' } as const;

export type TenderReport = {
  readonly bidders: number;
  readonly sealMs: Spread;
  readonly openMs: Spread;
  readonly evaluateMs: Spread;
  readonly memoryMs: Spread;
  readonly ratio: Spread;
};

const unused = async (): Promise<never> => {
  throw new Error('a tender asks for nothing of the kind');
};
const depsOf = (db: Database): Deps => ({
  ...{ db, zone: ZONE, now: () => new Date(), newId: randomUUID },
  ...{ passwords: { hash: unused, verify: unused }, files: { has: unused, read: unused } },
  readWorkbook: unused,
});

type Handler = { person: string; account: string; post: string; organization: string };
const handlerSql = `
SELECT p.person_id AS person, a.id AS account, p.id AS post, p.organization_id AS organization
FROM posts p JOIN accounts a ON a.person_id = p.person_id JOIN organizations o ON o.id = p.organization_id
WHERE p.kind = 'company_handler' ORDER BY o.tier, o.code LIMIT 1`;

async function handlerOf(client: pg.Client): Promise<Actor> {
  const [row] = (await client.query<Handler>(handlerSql)).rows;
  if (row === undefined) throw new Error('nobody handles a tender');
  return {
    ...{ accountId: row.account, account: 'bench', person: { id: row.person, name: '' }, onBehalfOf: null },
    post: { id: row.post, kind: 'company_handler', organizationId: row.organization, side: 'company' },
  };
}

async function accepted<T>(answer: Promise<Answer<T>>): Promise<T> {
  const done = await answer;
  if (done.outcome === 'refused') throw new Error(`refused: ${done.refusals[0].code}`);
  return done.answer;
}

/** The same bids decrypted, read and scored with nothing kept: no database, no journal, no conflicts looked for. */
function inMemory({ id, lotId, publicKey, shares, bids }: Made): string {
  const key = openingKeyFrom(shares.slice(0, 2), publicKey);
  if (key === null) throw new Error('the shares give no key');
  const read = bids.map(({ supplierId, envelope }) => {
    const opened = openEnvelope(key, envelope, { tenderId: id, supplierId });
    const bid = readBid(opened?.text ?? '', { tenderId: id, supplierId, lotIds: [lotId] });
    if ('fault' in bid) throw new Error(`a bid cannot be read: ${bid.fault}`);
    return { id: supplierId, price: bid.bid.total, ...SCORES };
  });
  const parameters = { fullScore: '60', above: '1', below: '0.5', trimFrom: 5, discount: '0' };
  const asked = { method: 'composite', jurisdiction: 'chongqing', bids: read, parameters };
  const answer = askRule(bidEvaluationRule, { ...asked, ceiling: '100000000.00' });
  if (!answer.ok || answer.output.winner === null) throw new Error('nobody won');
  return answer.output.winner;
}

/** The panel's findings, one for each bid that was opened. */
async function findingsOf(client: pg.Client, tenderId: string) {
  const { rows } = await client.query<{ id: string; supplier: string }>(
    'SELECT bid_id AS id, supplier_id AS supplier FROM tender_opened_bids WHERE tender_id = $1',
    [tenderId],
  );
  const findings = rows.map(({ id }) => ({ bidId: id, because: '', adjustments: [], ...SCORES }));
  return { findings, bidderOf: new Map(rows.map(({ id, supplier }) => [id, supplier])) };
}

type Round = Record<'seal' | 'open' | 'evaluate' | 'memory', number>;

async function oneTender(
  client: pg.Client,
  deps: Deps,
  actor: Actor,
  of: { readonly cast: Cast; readonly report: string },
): Promise<Round> {
  let made: Made | undefined;
  const seal = await timed(async () => {
    made = await makeTender(client, of.cast);
  });
  if (made === undefined) throw new Error('no tender was made');
  const tender = made;
  const { id } = tender;
  const open = await timed(() => accepted(openBids(deps, actor, { requestId: randomUUID(), id })));
  const { findings, bidderOf } = await findingsOf(client, id);
  let winner = '';
  const evaluate = await timed(async () => {
    const asked = { requestId: randomUUID(), id, findings, report: of.report, stillCompetitive: true };
    winner = (await accepted(evaluateTender(deps, actor, asked))).winner;
  });
  let floor = '';
  const memory = await timed(async () => {
    floor = inMemory(tender);
  });
  if (bidderOf.get(winner) !== floor) throw new Error('the two sides award to two bidders');
  return { seal, open, evaluate, memory };
}

/** The report that an evaluation hands in, as if it had been uploaded. */
async function uploaded(client: pg.Client, actor: Actor): Promise<string> {
  const digest = 'b'.repeat(64);
  await client.query(
    `INSERT INTO documents (digest, name, size, media_type, organization_id, uploaded_by) VALUES ($1, '示例.pdf', 1, 'application/pdf', $2, $3)`,
    [digest, actor.post.organizationId, actor.person.id],
  );
  return digest;
}

/** A tender of many bidders, opened and evaluated as the product does it, to the same in memory alone. */
export async function measureTender(
  stack: BenchStack,
  wanted: { readonly bidders: number; readonly rounds: number },
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<TenderReport> {
  const name = 'tender';
  await stack.createDatabase(name);
  await (await stack.serve(name)).stop();
  const url = stack.databaseUrl(name);
  const client = new pg.Client({ connectionString: url });
  const db = connect(appUrl(url), 2);
  await client.connect();
  try {
    await client.query(`SET search_path = ${SCHEMA}, public`);
    const actor = await handlerOf(client);
    const suppliers = await makeSuppliers(client, wanted.bidders);
    const cast = { tendererId: actor.post.organizationId, personId: actor.person.id, suppliers };
    const report = await uploaded(client, actor);
    const rounds: Round[] = [];
    for (let round = -WARM_UP; round < wanted.rounds; round += 1) {
      signal.throwIfAborted();
      say(`第 ${round + WARM_UP + 1} 个招标 / tender ${round + WARM_UP + 1}`);
      const figures = await oneTender(client, depsOf(db), actor, { cast, report });
      if (round >= 0) rounds.push(figures);
    }
    const of = (pick: (round: Round) => number): Spread => spreadOf(rounds.map(pick));
    return {
      bidders: wanted.bidders,
      ...{ sealMs: of(({ seal }) => seal), openMs: of(({ open }) => open) },
      ...{ evaluateMs: of(({ evaluate }) => evaluate), memoryMs: of(({ memory }) => memory) },
      ratio: of(({ open, evaluate, memory }) => (open + evaluate) / memory),
    };
  } finally {
    await client.end();
    await db.close();
    await stack.dropDatabase(name);
  }
}

export const showTender = ({ bidders, ...one }: TenderReport): string[] => [
  `a tender of ${bidders} bidders: every envelope opened and recorded, conflicts looked for, scored, candidates named`,
  `  opened ${showSpread(one.openMs, 0)} ms, evaluated ${showSpread(one.evaluateMs, 0)} ms; decrypted and scored in memory alone ${showSpread(one.memoryMs, 0)} ms, ratio ${showSpread(one.ratio, 2)}`,
  `  (sealed and handed in, which is each bidder's own work: ${showSpread(one.sealMs, 0)} ms)`,
];
