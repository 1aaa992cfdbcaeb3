import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, pictures, signInAt } from './support/browser.ts';
import { attach, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  // The case has no company too deep: one is put below a company of the second level, another half below it.
  for (const [held, yuan] of [
    ['DK', 51_000_000],
    ['FHGS', 150_000_000],
  ] as const)
    await stack.sql(
      `INSERT INTO equity_events (id, kind, target_id, to_id, act_id, subscribed, paid, decided_on, register_on, exemption, source)
       SELECT x.id, 'establish', held.id, holder.id, x.id, ${yuan}, 0, '2020-01-01', '2020-01-03', 'opening', 'illustrative'
       FROM (SELECT gen_random_uuid() AS id) x, organizations held, organizations holder
       WHERE held.code = '${held}' AND holder.code = 'SZ'`,
    );
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-levels');
});

const card = () => desk.page.getByTestId('level-check');
const found = (code: string) => card().getByTestId(`level-${code}`);
const node = (text: string) => desk.page.locator('.react-flow__node', { hasText: text });
/** The business date, chosen in the bar at the top. */
/** Types a business date; a picker that is still closing takes no day, and is asked again as a person would. */
async function show(day: string): Promise<void> {
  const { page } = desk;
  const input = page.getByLabel('业务日期');
  const there = (url: URL): boolean => url.searchParams.get('asOf')?.includes(day) === true;
  for (let tries = 0; tries < 5 && !there(new URL(page.url())); tries += 1) {
    await input.click();
    await input.fill(day);
    await input.press('Enter');
    await page.waitForURL(there, { timeout: 4_000 }).catch(() => input.blur());
  }
  expect(there(new URL(page.url()))).toBe(true);
  await page.locator('.ant-picker-dropdown:visible').waitFor({ state: 'hidden' });
  await page.waitForLoadState('networkidle');
}
const view = (name: '图' | '表') =>
  desk.page.locator('.ant-segmented-item', { hasText: new RegExp(`^${name}$`) }).click();

test('the state-assets staff finds who is too deep, in both readings, and records an exemption on its paper', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'gwh.shencha');
  await page.goto(`${stack.url}/equity`);
  await card().getByText('现行口径：按最近的持有人。上限 2 级').waitFor();
  await card().getByRole('button', { name: '为何' }).click();
  await page.getByText('集团与子公司两级管理（改革方案）').waitFor();
  await page.keyboard.press('Escape');
  await found('DK').getByText('层级超限：第 3 级，上限 2 级').waitFor();
  await found('FHGS').getByText('现行口径未超限，另一口径为第 3 级').waitFor();
  await node('层级超限').waitFor();
  await both(page, 'levels-01-found');
  await found('DK').getByRole('button', { name: '记录豁免' }).click();
  const form = page.getByTestId('exemption-form');
  await form.getByLabel('豁免起始日').fill('2026-07-01');
  await form.getByLabel('豁免截止日').fill('2026-06-30');
  await form.getByText('截止日不得早于起始日').waitFor();
  expect(await form.getByRole('button', { name: '记录', exact: true }).isDisabled()).toBe(true);
  await form.getByLabel('豁免截止日').fill('2027-06-30');
  await form.getByLabel('豁免理由').fill('资质承接期内暂留（示例）');
  await attach(form, '豁免批复');
  await form.scrollIntoViewIfNeeded();
  await both(page, 'levels-02-form');
  await pressed(page, '记录');
  await show('2026-07-01');
  await found('DK').getByText('豁免至 2027-06-30').waitFor();
  await node('豁免至 2027-06-30').waitFor();
  const link = node('豁免至 2027-06-30').getByRole('link', { name: '豁免至 2027-06-30' });
  expect((await page.request.get(stack.url + (await link.getAttribute('href')))).status()).toBe(200);
  await both(page, 'levels-03-exempt');
  await view('表');
  await page.locator('.ant-table').first().getByText('豁免至 2027-06-30').waitFor();
  await both(page, 'levels-04-table');
  await view('图');
  expect(desk.errors).toEqual([]);
});

test('it holds from its first day to its last; the day after, the violation is back by itself', async () => {
  for (const [day, verdict] of [
    ['2026-06-30', '层级超限：第 3 级'],
    ['2027-06-30', '豁免至 2027-06-30'],
    ['2027-07-01', '层级超限：第 3 级'],
  ] as const) {
    await show(day);
    await found('DK').getByText(verdict).waitFor();
  }
  await node('层级超限').waitFor();
  await picture(desk.page, 'levels-05-back');
  expect(desk.errors).toEqual([]);
});

test('days that are taken are refused with what was typed kept; ended early, the violation is back from that day', async () => {
  const { page } = desk;
  await found('DK').getByRole('button', { name: '记录豁免' }).click();
  const form = page.getByTestId('exemption-form');
  await form.getByLabel('豁免起始日').fill('2027-06-30');
  await form.getByLabel('豁免截止日').fill('2028-06-30');
  await form.getByLabel('豁免理由').fill('再延一年（示例）');
  await attach(form, '再次批复');
  await form.getByRole('button', { name: '记录', exact: true }).click();
  await page.locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
  await form.getByText('2026-07-01 至 2027-06-30 已有豁免').waitFor();
  expect(await form.getByLabel('豁免理由').inputValue()).toBe('再延一年（示例）');
  await form.getByRole('button', { name: '取消' }).click();
  await card().getByRole('button', { name: '提前终止' }).click();
  await form.getByLabel('自哪一天起不再豁免').fill('2027-01-01');
  await form.getByLabel('终止理由').fill('已压减到位（示例）');
  await attach(form, '终止通知');
  await form.getByRole('button', { name: '提前终止' }).click();
  await page.locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
  await card().getByText('自 2027-01-01 起提前终止').waitFor();
  await show('2027-01-01');
  await found('DK').getByText('层级超限').waitFor();
  await show('2026-12-31');
  await found('DK').getByText('豁免至 2026-12-31').waitFor();
  await card().scrollIntoViewIfNeeded();
  await both(page, 'levels-06-ended');
  expect(desk.errors).toEqual([]);
});

test('a company sees the exemption and cannot record one', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'gf.jingban');
  await page.goto(`${stack.url}/equity?asOf=2026-12-01`);
  await found('DK').getByText('豁免至 2026-12-31').waitFor();
  expect(
    await card()
      .getByRole('button', { name: /记录豁免|提前终止/ })
      .count(),
  ).toBe(0);
  expect(desk.errors).toEqual([]);
});

type Looked = { width: number; height: number; drawn: number; colours: number };
/** What is in a picture: its size, how many pixels are not background, and how many colours there are. */
const looked = (page: Page, png: Buffer): Promise<Looked> =>
  page.evaluate<Looked>(`(async () => {
    const bytes = Uint8Array.from(atob('${png.toString('base64')}'), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const colours = new Set();
    let drawn = 0;
    for (const colour of new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)) {
      colours.add(colour);
      if (colour !== 0xffffffff) drawn += 1;
    }
    return { width: image.width, height: image.height, drawn, colours: colours.size };
  })()`);

test('the whole chart is handed out as a picture, larger than what is in view; the duty is in it and in print', async () => {
  const { page } = desk;
  await page.goto(`${stack.url}/equity?asOf=2026-12-01`);
  await page.locator('.ownership-duty').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出图片' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('股权结构图-2026-12-01.png');
  const path = `${pictures}/levels-07-export.png`;
  await download.saveAs(path);
  const seen = await looked(page, await readFile(path));
  // The boxes' own places, in the chart's pixels; the picture has two for each.
  const wide = await page.evaluate<number>(`(() => {
    const at = [...document.querySelectorAll('.react-flow__node')].map((one) => new DOMMatrix(one.style.transform).e);
    return Math.max(...at) - Math.min(...at) + 208;
  })()`);
  expect(seen.width).toBeGreaterThanOrEqual(2 * wide);
  expect(seen.width).toBeLessThan(2 * wide + 400);
  expect(seen.height).toBeGreaterThan(800);
  expect(seen.drawn).toBeGreaterThan(50_000);
  expect(seen.colours).toBeGreaterThan(50);
  await page.emulateMedia({ media: 'print' });
  const printed = page.getByRole('img', { name: '股权结构图' });
  expect(await page.locator('.ownership-canvas').isVisible()).toBe(false);
  expect(await printed.evaluate((image) => image.naturalWidth * 2)).toBe(seen.width);
  const drawing = decodeURIComponent((await printed.getAttribute('src')) ?? '');
  expect(drawing.match(/data-edge="duty"/g)).toHaveLength(1);
  expect(drawing).toMatch(/data-edge="duty"><path[^>]*stroke-dasharray/);
  await picture(page, 'levels-08-print');
  await page.pdf({ path: `${pictures}/levels-08-print.pdf`, preferCSSPageSize: true });
  await page.emulateMedia({ media: 'screen' });
  expect(desk.errors).toEqual([]);
});
