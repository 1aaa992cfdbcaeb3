import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { attach, fill, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const [matterId, warrantId] = [randomUUID(), randomUUID()];

/** A lease of the Gaofa group, approved up to 1 000 000.00 yuan on a condition, as the committee would have issued it. */
async function issued(): Promise<void> {
  const route = {
    level: 'committee',
    decision: 'approve',
    instrument: 'reply',
    finalInstrument: 'reply',
    prerequisites: [],
    materials: [],
    timeLimit: { days: 15, unit: 'working' },
    validity: { months: 12 },
    linked: [],
    blocks: [],
    warnings: [],
    catalogueVersion: 'v1',
    reasons: [],
    rulebook: { version: '2026.11', asOf: '2026-11-22' },
  };
  await stack.sql(`
    WITH gf AS (SELECT id FROM organizations WHERE code = 'GF'), who AS (SELECT id FROM persons WHERE code = 'P14'),
    content AS (SELECT jsonb_build_object('title', '示例厂房出租', 'records', '[]'::jsonb, 'materials', '[]'::jsonb, 'proposal',
      jsonb_build_object('matter', 'asset_disposal', 'mode', 'lease', 'companyId', gf.id, 'assetIds', '[]'::jsonb, 'toId', gf.id,
        'basisDate', '2026-09-30', 'decidedOn', '2026-10-12')) AS json FROM gf),
    m AS (INSERT INTO matters (id, number, matter, company_id, parties, title, state, content_version, content_digest, amount, level, route, decided_on)
      SELECT '${matterId}', '2026-901', 'asset_disposal', gf.id, ARRAY[gf.id], '示例厂房出租', 'issued', 1, repeat('a', 64), 1000000, 'committee',
        '${JSON.stringify(route)}', '2026-10-12' FROM gf RETURNING id),
    c AS (INSERT INTO matter_contents (matter_id, version, content, digest, person_id)
      SELECT '${matterId}', 1, content.json, repeat('a', 64), who.id FROM content, who RETURNING version),
    w AS (INSERT INTO warrants (id, number, matter_id, company_id, parties, kind, title, content, content_digest, proposal_digest, amount, uses_max, issued_on, expires_on, bound_by, person_id)
      SELECT '${warrantId}', '管委批〔2026〕901号', m.id, gf.id, ARRAY[gf.id], 'asset_disposal', '示例厂房出租', content.json, repeat('a', 64), repeat('b', 64),
        1000000, NULL, '2026-11-02', '2026-12-15', 'term', who.id FROM m, gf, who, content RETURNING id)
    INSERT INTO obligations (id, matter_id, owner_id, kind, text, basis, due_on, state)
    SELECT gen_random_uuid(), '${matterId}', gf.id, 'condition_before', '承租方资信调查报告报管委会', '批复所附条件', '2026-11-16', 'open' FROM gf`);
}

const at = async (account: string, path: string): Promise<Page> => {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}${path}`);
  return desk.page;
};
const onPhone = async (page: Page, name: string): Promise<void> => {
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, name);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
};

test('a condition is met and confirmed, the warrant is spent, given back and extended, the case is completed and archived', async () => {
  await issued();

  let page = await at('gf.jingban', `/warrants/${warrantId}`);
  await page.getByText('执行前条件未满足，不得据此办理：承租方资信调查报告报管委会').waitFor();
  expect(await page.getByTestId('spend-form').count()).toBe(0);
  await page.getByText('逾期').first().waitFor();
  await picture(page, 'carrying-out-01-condition');
  const [owed] = await stack.sql<{ id: string }>(
    `SELECT id FROM obligations WHERE matter_id = '${matterId}'`,
  );
  await fill(page, '履行情况', '已完成资信调查，报告附后');
  await attach(page.getByTestId(`obligation-${owed?.id}`), '资信调查报告');
  await pressed(page, '报告履行情况', false);

  page = await at('gwh.duban', '/supervision');
  await page.getByText('承租方资信调查报告报管委会').waitFor();
  await picture(page, 'carrying-out-02-supervision');
  await onPhone(page, 'carrying-out-02-supervision-phone');
  await fill(page, '督办意见', '报告属实');
  await pressed(page, '确认已履行', false);
  await page.getByText('没有待履行的事项').waitFor();

  page = await at('gf.jingban', `/warrants/${warrantId}`);
  await fill(page, '办理内容', '签订一号厂房租赁合同');
  await fill(page, '相对方', '示例制造公司');
  await page.getByTestId('spend-form').getByLabel('金额').fill('1200000');
  await page.getByTestId('spend-form').getByLabel('办理日').fill('2026-11-20');
  await attach(page.getByTestId('spend-form'), '租赁合同');
  await page.getByRole('button', { name: '登记并占用额度' }).click();
  await page.getByText('金额超过批复').waitFor();
  await page.getByTestId('spend-form').getByLabel('金额').fill('600000');
  await pressed(page, '登记并占用额度', false);
  await page.getByRole('row', { name: /签订一号厂房租赁合同/ }).waitFor();
  const form = page.getByTestId('release-form');
  await form.getByLabel('金额').fill('100000');
  await form.getByLabel('办理日').fill('2026-11-21');
  await form.getByLabel('释放原因').fill('租赁面积核减');
  await attach(page.getByTestId('release-form'), '补充协议');
  await pressed(page, '释放额度', false);
  await page.getByText('释放 100000.00 元：租赁面积核减').waitFor();
  await fill(page, '延至', '2027-06-30');
  await fill(page, '延期原因', '二号厂房尚未交付');
  await pressed(page, '申请延期', false);
  await page.evaluate('window.scrollTo(0, 0)');
  await picture(page, 'carrying-out-03-spent');
  await onPhone(page, 'carrying-out-03-spent-phone');

  page = await at('gwh.zhuren', '/supervision');
  await page.getByText('延至 2027-06-30：二号厂房尚未交付').waitFor();
  await page
    .getByRole('link', { name: /管委批〔2026〕901号/ })
    .first()
    .click();
  await fill(page, '答复意见', '同意延期');
  await pressed(page, '同意延期', false);
  await page.getByText('2027-06-30').first().waitFor();

  page = await at('gwh.duban', `/matters/${matterId}`);
  await picture(page, 'carrying-out-04-complete');
  await pressed(page, '确认办结');

  page = await at('gwh.mishu', `/matters/${matterId}`);
  await pressed(page, '立卷归档');
  await page.getByText(/已核验：\d+ 件与归档时一致/).waitFor();
  await page.getByText(/管委档〔2026〕1号/).waitFor();
  await page.getByTestId('archive').scrollIntoViewIfNeeded();
  await picture(page, 'carrying-out-05-archive');
  await onPhone(page, 'carrying-out-05-archive-phone');
  expect(desk.errors).toEqual([]);
});
