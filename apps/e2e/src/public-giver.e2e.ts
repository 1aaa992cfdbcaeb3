import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { recordPapers } from './support/handover.ts';
import { httpPlayer } from './support/http-player.ts';
import { day, type Player, todayOf } from './support/journey.ts';
import { choose, fill, press, pressed, seenDone } from './support/page-acts.ts';
import { warranted } from './support/plan-warrant.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let player: Player;
let today: string;
let order = '';
const ids: Record<string, string> = {};

/** What the committee has on its own book in a cluster. */
async function enter(name: string, kind: string, cluster: string): Promise<void> {
  const [row] = await stack.sql<{ id: string }>(`
    INSERT INTO assets (id, code, name, class, cluster_id, charged_through, public_benefit, formed_on)
    SELECT gen_random_uuid(), '${cluster}-7' || lpad((random() * 9999)::int::text, 4, '0'), '${name}', '${kind}', id,
      date_trunc('month', date '${day(today, 0)}'), '${kind}' = 'road', '${day(today, 400)}' FROM clusters WHERE code = '${cluster}' RETURNING id`);
  const id = row?.id ?? '';
  await stack.sql(`INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from)
    SELECT '${id}', f.fact, o.id, '${day(today, 400)}' FROM unnest(ARRAY['title', 'book', 'custody']) f (fact), organizations o WHERE o.code = 'GWH'`);
  await stack.sql(`INSERT INTO asset_entries (asset_id, organization_id, kind, entry_on, items, cost, cause_id)
    SELECT id, book_id, 'acquire', formed_on, 1, 2500000, id FROM assets WHERE id = '${id}'`);
  ids[name] = id;
}

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  player = httpPlayer(stack);
  today = await todayOf(player);
  await enter('指挥部厂房（示例）', 'plant', 'FH');
  await enter('园区次干道（示例）', 'road', 'FH');
  await enter('桥河泵站（示例）', 'plant', 'QH');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-public-giver');
});

test('an operating company asks for what the committee has in its cluster, and is told what may go and what is upkeep only', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'fh.jingban');
  await page.goto(`${stack.url}/matters/new`);
  await page.getByRole('button', { name: '资产处置' }).click();
  await choose(page, '划出方（公共机构）', '管委会');
  await page.getByText('指挥部厂房（示例）').first().waitFor();
  expect(await page.getByText('桥河泵站（示例）').count()).toBe(0);
  await page.getByRole('button', { name: '全选列出的' }).click();
  await page.getByTestId('verdicts').getByText('只移交管护').waitFor();
  await fill(page, '基准日', day(today, 30));
  await fill(page, '公司决定日', day(today, 10));
  expect(await page.getByText('划入方').count()).toBe(0);
  await press(page, '预审', false);
  await page.getByText('批复').nth(1).waitFor();
  await both(page, 'public-giver-01-proposal');
  expect(desk.errors).toEqual([]);
});

test('committee staff counts and signs for the giver, the company for itself, and both books carry it', async () => {
  const { page } = desk;
  const companyId = (await stack.sql<{ id: string }>(`SELECT id FROM organizations WHERE code = 'FHGS'`))[0]
    ?.id;
  const fromId = (await stack.sql<{ id: string }>(`SELECT id FROM organizations WHERE code = 'GWH'`))[0]?.id;
  const proposal = {
    ...{ matter: 'asset_disposal', companyId, fromId, mode: 'free_transfer' },
    assetIds: [ids['指挥部厂房（示例）'], ids['园区次干道（示例）']],
    ...{ basisDate: day(today, 30), decidedOn: day(today, 10) },
  };
  const draft = { title: '管委会资产划入（示例）', proposal, records: [], materials: [] };
  const { id } = await player.act<{ id: string }>('fh.jingban', 'matters.propose', draft);
  const warrantId = await warranted(stack, id, 'NULL');
  await signInAt(stack, desk, 'fh.caiwu');
  await page.goto(`${stack.url}/orders?warrant=${warrantId}`);
  await press(page, '建立划转单', false);
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
  order = new URL(page.url()).pathname;
  for (const account of ['gwh.shencha', 'fh.caiwu']) {
    await signInAt(stack, desk, account);
    await page.goto(`${stack.url}${order}`);
    await page.getByRole('button', { name: '提交，其余都在' }).click();
    await seenDone(page);
  }
  for (const account of ['gwh.shencha', 'fh.caiwu']) {
    await signInAt(stack, desk, account);
    await page.goto(`${stack.url}${order}`);
    await pressed(page, '签字确认');
  }
  await recordPapers(player, order.split('/').at(-1) ?? '', { giver: 'gwh.shencha', receiver: 'fh.caiwu' });
  await page.goto(`${stack.url}${order}`);
  await both(page, 'public-giver-02-to-book');
  await page.getByText('一般性税务处理').click();
  await page.getByRole('button', { name: '确认入账', exact: true }).click();
  await page.locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
  await seenDone(page);
  await both(page, 'public-giver-03-booked');
  const standing = await stack.sql<{ name: string; book: string; custody: string }>(
    `SELECT a.name, b.code AS book, c.code AS custody FROM assets a JOIN organizations b ON b.id = a.book_id
     JOIN organizations c ON c.id = a.custody_id WHERE b.code IN ('GWH', 'FHGS') AND a.code LIKE 'FH-7%' ORDER BY a.class`,
  );
  expect(standing).toEqual([
    { name: '指挥部厂房（示例）', book: 'FHGS', custody: 'FHGS' },
    { name: '园区次干道（示例）', book: 'GWH', custody: 'FHGS' },
  ]);
  expect(desk.errors).toEqual([]);
});
