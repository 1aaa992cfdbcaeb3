import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;

/** Cases of three stages and two kinds, more than a page holds; the first is due soonest. */
const cases = `
INSERT INTO matters (id, number, matter, company_id, parties, title, state, content_version, content_digest, level, route, decided_on, accepted_on, due_on, due_days)
SELECT gen_random_uuid(), '示例' || n || '号', CASE WHEN n % 2 = 0 THEN 'equity_transfer' ELSE 'asset_disposal' END, o.id, ARRAY[o.id],
  CASE WHEN n % 10 = 0 THEN '鹤鸣湖片区' ELSE '滨江片区' END || '标准厂房（示例' || n || '）', CASE WHEN n % 3 = 0 THEN 'reviewed' ELSE 'accepted' END,
  1, repeat('a', 64), 'committee', '{}', current_date, current_date, current_date + n, 20
FROM generate_series(1, 60) n, organizations o WHERE o.code = 'GF'`;

beforeAll(async () => {
  stack = await startStack();
  await stack.sql(cases);
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const titles = async (page: Page): Promise<string[]> =>
  page.locator('tbody tr[data-testid^="row-"] td:nth-child(2)').allTextContents();
const total = (page: Page, text: string) => page.getByTestId('total').filter({ hasText: text }).waitFor();

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  await page.keyboard.press('Escape');
}

describe('the list of matters', () => {
  test('is narrowed by stage and words, and the address says so', async () => {
    const { page } = desk;
    await signInAt(stack, desk, 'gwh.shencha');
    await page.goto(`${stack.url}/matters`);
    await total(page, '共 60 件');
    expect((await titles(page))[0]).toContain('示例1）');
    expect(await titles(page)).toHaveLength(50);
    await page.getByRole('button', { name: '加载更多' }).click();
    await page.getByText('示例60）').waitFor();
    expect(new Set(await titles(page)).size).toBe(60);
    await choose(page, '按环节筛选', '已审查');
    await total(page, '共 20 件');
    await page.getByRole('searchbox', { name: '按名称或编号查找' }).fill('鹤鸣');
    await page.keyboard.press('Enter');
    await total(page, '共 2 件');
    expect((await titles(page)).map((title) => /示例(\d+)/.exec(title)?.[1])).toEqual(['30', '60']);
    expect(new URL(page.url()).searchParams.get('states')).toBe('reviewed');
    await picture(page, 'worklist');
  });

  test('is kept as a view of one’s own, and found again by name and by link', async () => {
    const { page } = desk;
    const link = page.url();
    await page.getByRole('button', { name: '保存为视图' }).click();
    await page.getByLabel('视图名称').fill('鹤鸣湖待上会');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '删除视图' }).waitFor();
    await page.goto(`${stack.url}/matters`);
    await total(page, '共 60 件');
    await choose(page, '我的视图', '鹤鸣湖待上会');
    await total(page, '共 2 件');
    expect(page.url()).toBe(link);
    await picture(page, 'worklist-view');
  });

  test('is exported as it is shown', async () => {
    const { page } = desk;
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('重大事项.xlsx');
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  test('is read on a phone, and another person has no such view', async () => {
    const { page } = desk;
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'worklist-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
    await signInAt(stack, desk, 'gwh.mishu');
    await page.goto(`${stack.url}/matters`);
    await total(page, '共 60 件');
    await page.getByRole('combobox', { name: '我的视图' }).click();
    await page.getByText('还没有保存的视图').first().waitFor();
    expect(desk.errors).toEqual([]);
  });
});
