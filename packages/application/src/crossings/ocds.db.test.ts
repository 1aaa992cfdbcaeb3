import { inSnapshot, query } from '@guanyun/db/kernel/transaction.ts';
import { rowsOf } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { decideOnAmendment, proposeAmendment } from '../contracts/amend-contract.ts';
import { recordPaid } from '../contracts/contract-money.ts';
import { listProcesses, readReleases, recordPackage, releasePackage } from '../contracts/read-ocds.ts';
import { contractActs, contractZone, request } from './testing/contracts.ts';
import { released } from './testing/released.ts';
import { done } from './testing/transfers.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const z = await contractZone(db);
const { deps, digest, handler, finance, reviewer } = z;
const acts = contractActs(z);

test('what is entrusted and what is passed on are two processes, each with one line from its first release to its end', async () => {
  const above = await acts.started();
  const { id } = await done(acts.sign({ parentId: above }));
  for (const kind of ['wage_account', 'payment_guarantee'] as const) await done(acts.paper(id, kind));
  await done(acts.step(finance, id, 'start', '2026-03-07'));
  await done(acts.measure(finance, id, '1000000.00', '2026-05-31'));
  const asked = await done(acts.apply(id, 'progress', '900000.00'));
  await done(acts.approve(finance, id, asked.id));
  const paid = { ...request(), id, paymentId: asked.id, on: '2026-06-16', document: digest };
  await done(recordPaid(deps, finance, paid));
  const change = { kind: 'value', amount: '3200000.00' } as const;
  const amendment = await done(
    proposeAmendment(deps, handler, {
      ...{ ...request(), id, change, cause: 'design_change', on: '2026-06-01', reason: '增加面积' },
      document: digest,
    }),
  );
  await done(
    decideOnAmendment(deps, finance, {
      ...{ ...request(), id, amendmentId: amendment.id, approve: true, opinion: '' },
    }),
  );
  await done(acts.step(finance, id, 'terminate', '2026-06-16'));
  const line = await released(z, id);
  expect([line.problems, line.left]).toEqual([[], 0]);
  expect(line.releases.map(({ tag }) => tag)).toEqual([
    ['tender', 'award', 'contract'],
    ['implementation'],
    ['implementationUpdate'],
    ['implementationUpdate'],
    ['contractAmendment'],
    ['contractTermination', 'implementationUpdate'],
  ]);
  const dates = line.releases.map(({ date }) => date);
  expect(dates).toEqual([...new Set(dates)].toSorted());
  const upper = await released(z, above);
  expect(upper.ocid).not.toBe(line.ocid);
  expect(line.compiled).toMatchObject({
    tender: { procurementMethod: 'direct', mainProcurementCategory: 'works' },
    awards: [{ status: 'active', value: { amount: 3_000_000, currency: 'CNY' } }],
    contracts: [
      {
        ...{ status: 'terminated', value: { amount: 3_200_000 } },
        amendments: [{ rationale: '增加面积' }],
        implementation: { transactions: [{ value: { amount: 900_000 } }] },
      },
    ],
    relatedProcesses: [{ relationship: ['parent'], identifier: upper.ocid }],
  });
  expect(upper.compiled).toMatchObject({ tender: { procurementMethodDetails: '清单内委托代建' } });
});

test('what the list carries is public; what a company let is for itself and the committee; the market elsewhere is not ours', async () => {
  const above = await acts.started();
  const below = (await done(acts.sign({ parentId: above }))).id;
  const upper = await released(z, above);
  const lower = await released(z, below);
  const uri = 'https://example.org/';
  const seen = (actor: typeof handler | null, ocid: string) =>
    recordPackage(deps, actor, ocid, uri).then(
      ({ records }) => records.length,
      () => 0,
    );
  const sister = await z.actorOf(z.zone.sub, 'company_handler');
  const readers = [null, sister, handler, reviewer];
  const of = (ocid: string) => Promise.all(readers.map((reader) => seen(reader, ocid)));
  expect(await of(upper.ocid)).toEqual([1, 1, 1, 1]);
  expect(await of(lower.ocid)).toEqual([0, 0, 1, 1]);
  expect(await readReleases(deps, null, below)).toBeNull();
  const shown = await listProcesses(deps, null);
  expect(shown.processes.map(({ ocid }) => ocid)).toContain(upper.ocid);
  expect(shown.processes.map(({ ocid }) => ocid)).not.toContain(lower.ocid);
  const bulk = await releasePackage(deps, null, uri);
  expect(new Set(bulk.package.releases.map(({ ocid }) => ocid)).has(lower.ocid)).toBe(false);
  const market = await done(acts.sign({ origin: 'market' }));
  expect(await readReleases(deps, reviewer, market.id)).toBeNull();
});

test('a refused act releases nothing', async () => {
  const id = await acts.started();
  const before = (await released(z, id)).releases.length;
  expect((await acts.measure(reviewer, id, '99999999.00', '2026-05-31')).outcome).toBe('refused');
  expect((await released(z, id)).releases).toHaveLength(before);
});

test('twenty acts at once on one contract: one line without a gap', async () => {
  const id = await acts.started();
  await Promise.all(Array.from({ length: 20 }, () => acts.paper(id, 'other')));
  await done(acts.measure(reviewer, id, '10000000.00', '2026-05-31'));
  const asked = [];
  for (let n = 0; n < 10; n += 1) asked.push(await done(acts.apply(id, 'wages', '1000.00')));
  for (const one of asked) await done(acts.approve(reviewer, id, one.id));
  await Promise.all(
    asked.map((one) =>
      done(
        recordPaid(deps, reviewer, {
          ...request(),
          id,
          paymentId: one.id,
          on: '2026-06-16',
          document: digest,
        }),
      ),
    ),
  );
  const line = await released(z, id);
  expect([line.problems, line.left]).toEqual([[], 0]);
  const numbers = await inSnapshot(db.app, rowsOf(z.zone.group), (tx) =>
    query<{ number: number }>(tx, 'SELECT number FROM ocds_releases WHERE ocid = $1 ORDER BY 1', [line.ocid]),
  );
  expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, at) => at + 1));
});
