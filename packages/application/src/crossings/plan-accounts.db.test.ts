import { randomUUID } from 'node:crypto';
import { saveStatements } from '@guanyun/db/equity/statement.store.ts';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { digestLike, everything, someCompany, somePerson } from '@guanyun/db/testing/builders.ts';
import { cloneTestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type SmallZone, smallZone, someHolding } from '@guanyun/db/testing/zone-builders.ts';
import type { PlanItem } from '@guanyun/domain/equity/plan.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { draftPlan } from '../equity/draft-plan.ts';
import { NotFound } from '../kernel/deps.ts';
import { testDeps } from '../kernel/testing/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { readPlanAccounts } from './read-plan-accounts.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, everything, body);
const deps = testDeps(db.app, '2026-06-16T02:00:00Z');

let zone: SmallZone;
let person: string;
/** Wholly owned by another first-tier company: one to come with a statement, one without. */
let rival: string;
let coming: string;
let silent: string;
beforeEach(async () => {
  [zone, person] = await work(async (tx) => [await smallZone(tx), await somePerson(tx)]);
  [rival, coming, silent] = await work(async (tx) => {
    const assets = { netAssets: '1000000.00', netAssetsOn: '2025-12-31', tier: 2, form: 'limited' } as const;
    const top = await someCompany(tx, { ...assets, tier: 1 });
    const [one, other] = [await someCompany(tx, assets), await someCompany(tx, assets)];
    await someHolding(tx, { targetId: top, toId: zone.sasac });
    for (const targetId of [one, other]) await someHolding(tx, { targetId, toId: top });
    return [top, one, other];
  });
});

const actor = (organizationId: string, kind: PostKind = 'company_handler'): Actor => ({
  accountId: randomUUID(),
  account: kind,
  person: { id: person, name: '示例' },
  post: {
    ...{ id: randomUUID(), kind, organizationId },
    side: kind.startsWith('company') ? 'company' : 'committee',
  },
  onBehalfOf: null,
});
const facts = {
  ...{ title: 'clear', mainBusiness: 'fits', auditOpinion: 'clean', employees: 'none' },
  ...{ contingentLiabilities: 'none', transferorDebts: 'none', creditors: 'notified' },
} as const;
const free = (companyId: string) =>
  ({
    ...{ id: randomUUID(), method: 'free_transfer', companyId, fromId: rival, toId: zone.group },
    ...{ share: '0.8', separable: true, note: '', facts },
  }) as PlanItem;
async function draft(items: PlanItem[]): Promise<string> {
  const said = { requestId: randomUUID(), title: '整合方案（示例）', basisDate: '2026-03-31', items };
  const answer = await draftPlan(deps, actor(zone.group), said);
  if (answer.outcome === 'refused') throw new Error(JSON.stringify(answer.refusals));
  return answer.answer.id;
}
const report = (
  companyId: string,
  periodEnd: string,
  figures: Record<string, string>,
  groupId = zone.group,
) =>
  work(async (tx) => {
    const id = randomUUID();
    const marks = {
      document: digestLike('a'),
      personId: person,
      recordedAt: new Date('2026-06-01T00:00:00Z'),
    };
    const lines = Object.entries(figures).map(([line, amount], index) => ({
      ...{ statementId: id, line, amount, sheet: '报表', cell: `D${index + 2}` },
    }));
    await saveStatements(tx, [{ id, groupId, companyId, periodEnd, version: 1, ...marks }], lines);
  });
const amountOf = (shown: Awaited<ReturnType<typeof readPlanAccounts>>, code: string) => {
  const line = shown.balance.find((one) => one.code === code);
  return [line?.before, line?.amount];
};

test('the group with what is to come, before and after, from the newest statements up to the basis date', async () => {
  const id = await draft([free(coming), free(silent)]);
  expect(await readPlanAccounts(deps, actor(zone.group), { id })).toMatchObject({ statements: [] });
  await report(zone.group, '2025-12-31', { cash: '500.00', capital: '500.00' });
  await report(coming, '2025-12-31', { cash: '100.00', capital: '100.00' });
  await report(coming, '2026-03-31', { cash: '300.00', capital: '200.00', retained: '100.00' });
  await report(coming, '2026-06-30', { cash: '999.00', capital: '999.00' });
  const shown = await readPlanAccounts(deps, actor(zone.group), { id });
  expect(shown).toMatchObject({ balanced: true, complete: false, basisDate: '2026-03-31', undetermined: [] });
  expect(shown.statements.map((one) => [one.id, one.periodEnd]).sort()).toEqual(
    [
      [zone.group, '2025-12-31'],
      [coming, '2026-03-31'],
    ].sort(),
  );
  // Its own three subsidiaries reported nothing either.
  expect(shown.missing.map((one) => one.id)).toContain(silent);
  expect(amountOf(shown, 'cash')).toEqual(['500.00', '800.00']);
  expect(amountOf(shown, 'capital_reserve')).toEqual(['0.00', '240.00']);
  expect(amountOf(shown, 'minority_equity')).toEqual(['0.00', '60.00']);
  expect(shown.totals.assets).toMatchObject({ before: '500.00', amount: '800.00' });
  const reserve = shown.balance.find((one) => one.code === 'capital_reserve')?.parts[0];
  expect(reserve).toMatchObject({ kind: 'entry', amount: '240.00' });
  expect(shown.entries[0]).toMatchObject({ step: { zh: '整合方案测算分录' }, company: { id: coming } });
});

test('the committee sees it; another company neither the plan nor statements of the group', async () => {
  const id = await draft([free(coming)]);
  await report(zone.group, '2026-03-31', { cash: '500.00', capital: '500.00' });
  const reviewer = await readPlanAccounts(deps, actor(zone.group, 'committee_reviewer'), { id });
  expect(amountOf(reviewer, 'cash')).toEqual(['500.00', '500.00']);
  await expect(readPlanAccounts(deps, actor(rival), { id })).rejects.toThrow(NotFound);
});

test('a statement that another group reported is the committee’s to see, not the group’s', async () => {
  const id = await draft([free(coming)]);
  await report(coming, '2026-03-31', { cash: '300.00', capital: '300.00' }, rival);
  const own = await readPlanAccounts(deps, actor(zone.group), { id });
  expect(own.missing.map((one) => one.id)).toContain(coming);
  const reviewer = await readPlanAccounts(deps, actor(zone.group, 'committee_reviewer'), { id });
  expect(reviewer.missing.map((one) => one.id)).not.toContain(coming);
});
