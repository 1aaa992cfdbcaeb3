import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import { day, todayOf } from './support/journey.ts';
import { attach, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { publishList } from './support/story.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let old: string;
let next: string;

const idOf = async (version: string): Promise<string> => {
  const [row] = await stack.sql<{ id: string }>(
    `SELECT id FROM cooperation_lists WHERE version = '${version}'`,
  );
  return row?.id ?? '';
};

beforeAll(async () => {
  stack = await startStack();
  const player = httpPlayer(stack);
  await publishList(player);
  const today = await todayOf(player);
  old = await idOf('2026-1');
  // The next version: one item's cap raised, one item left out.
  await stack.sql(`INSERT INTO cooperation_lists (id, version, name, state, effective_from, effective_to, fair_competition)
    SELECT gen_random_uuid(), '2026-2', name, 'draft', '${day(today, -10)}', '${day(today, -900)}', 'missing' FROM cooperation_lists WHERE id = '${old}'`);
  next = await idOf('2026-2');
  await stack.sql(`INSERT INTO cooperation_items (id, list_id, code, category, mode, scope, procurement_code, eligible, clusters, cap_single, cap_annual, term_max, price_basis)
    SELECT gen_random_uuid(), '${next}', code, category, mode, scope, procurement_code, eligible, clusters,
      CASE code WHEN 'XM01' THEN 250000000 ELSE cap_single END, cap_annual, term_max, price_basis
    FROM cooperation_items WHERE list_id = '${old}' AND code <> 'QY01'`);
  await player.act('gf.fadai', 'contracts.agreeList', { id: next });
  await player.act('gwh.zhuren', 'contracts.agreeList', { id: next });
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-list-versions');
});

async function at(account: string, id: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}/lists/${id}`);
  return desk.page;
}

test('the review is filed by the legal office, then the new version takes the place of the old one, item by item', async () => {
  let page = await at('gwh.fazhi', next);
  const review = page.getByTestId('review-form');
  await review.getByLabel('审查文号').fill('示例公竞审〔2026〕9号');
  await attach(review, '公平竞争审查表');
  await pressed(page, '归档', false);
  await page.getByRole('link', { name: '示例公竞审〔2026〕9号' }).waitFor();
  page = await at('gwh.shencha', next);
  await page.getByTestId('publish-form').getByText('2026-1').first().waitFor();
  await pressed(page, '公布清单');
  const compare = page.getByTestId('compare');
  await compare.getByText('200000000.00 → 250000000.00').waitFor();
  await compare.getByText('删除').waitFor();
  await both(page, 'list-versions-01-difference', compare);
  await page.goto(`${stack.url}/lists/${old}`);
  await page.getByText('已替代').first().waitFor();
  expect(desk.errors).toEqual([]);
});

test('the director revokes the version in force, with the reason and its paper', async () => {
  const page = await at('gwh.zhuren', next);
  const form = page.getByTestId('revoke-form');
  await form.getByLabel('撤销理由').fill('上位政策调整（示例）');
  await attach(form, '撤销决定');
  await pressed(page, '撤销');
  await page.getByText(/撤销于 .*上位政策调整（示例）/).waitFor();
  await both(page, 'list-versions-02-revoked');
  expect(desk.errors).toEqual([]);
});
