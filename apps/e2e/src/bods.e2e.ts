import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
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

type Statement = {
  recordType: string;
  recordStatus: string;
  recordDetails: {
    name?: string;
    identifiers?: { id: string; schemeName: string }[];
    interests?: { type: string; details?: string }[];
  };
  declarationSubject: string;
};

/** What the menu of the page hands out. */
async function exported(page: Page, item: string | RegExp): Promise<Statement[]> {
  await page.getByRole('button', { name: /导出$/ }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: item }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^股权-BODS-0\.4-.*\.json$/);
  return JSON.parse(await readFile(await file.path(), 'utf8')) as Statement[];
}

const upload = async (page: Page, content: unknown): Promise<void> => {
  const buffer = Buffer.from(JSON.stringify(content));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择 BODS 文件' }).click();
  await (await chooser).setFiles({ name: '股权.json', mimeType: 'application/json', buffer });
};

/** The card of BODS, wide and on a phone. */
async function look(page: Page, name: string): Promise<void> {
  for (const [suffix, width, height] of [
    ['', 1440, 900],
    ['-phone', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate(`[...document.querySelectorAll('.ant-card')].at(-1).scrollIntoView()`);
    await picture(page, `${name}${suffix}`);
  }
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The network of a company with one holder, told of the company that has no equity yet, in percentages only. */
function toldOfTheSeventh(file: readonly Statement[]): Statement[] {
  const codeOf = (one: Statement) => one.recordDetails.identifiers?.[0]?.id;
  const subject = file.find((one) => codeOf(one) === 'SZ')?.declarationSubject;
  const text = JSON.stringify(file.filter((one) => one.declarationSubject === subject));
  const network = JSON.parse(text.replaceAll('"SZ"', '"WAGS"')) as Statement[];
  for (const { recordDetails } of network) {
    if (recordDetails.identifiers?.[0]?.id === 'WAGS') delete recordDetails.name;
    for (const interest of recordDetails.interests ?? []) delete interest.details;
  }
  return network;
}

describe('equity as BODS', () => {
  let file: Statement[];

  test('goes out as it is shown, and as every change', async () => {
    const { page } = desk;
    await signInAt(stack, desk, 'gwh.shencha');
    await page.goto(`${stack.url}/equity`);
    await page.getByText('股权结构图').waitFor();
    file = await exported(page, /截至.*BODS/);
    const holdings = file.filter((one) =>
      one.recordDetails.interests?.some((interest) => interest.type === 'shareholding'),
    );
    expect(holdings).toHaveLength(19);
    expect((await exported(page, '全部变动历史')).every((one) => one.recordStatus !== undefined)).toBe(true);
    await page.getByRole('button', { name: /导出$/ }).click();
    await page.getByRole('link', { name: '全部变动历史' }).waitFor();
    await both(page, 'bods-export');
  });

  test('what is on record is not taken in again, and every place is named', async () => {
    const { page } = desk;
    await page.goto(`${stack.url}/imports`);
    await upload(page, file);
    await page.getByText('有 16 处问题，未导入任何数据').waitFor();
    await page.getByText('系统中已有“城投公司”的股权').first().waitFor();
    await look(page, 'bods-refused');
  });

  test('opens the register of a company that has none, once its capital is told', async () => {
    const { page, errors } = desk;
    await page.goto(`${stack.url}/imports`);
    await upload(page, toldOfTheSeventh(file));
    await page.getByText('文件只有比例，请填写公司的资本').waitFor();
    await look(page, 'bods-capital');
    await page.getByLabel('注册资本').fill('50000000');
    await page.getByLabel('实缴资本').fill('20000000.5');
    await page.getByRole('button', { name: '按所填资本核对' }).click();
    await page.getByText('将建立 1 家公司的股东名册').waitFor();
    await look(page, 'bods-ready');
    await page.getByRole('button', { name: '确认导入' }).click();
    await page.locator('.ant-popconfirm').getByRole('button', { name: '确定' }).click();
    await page.getByText('已导入 股权.json').waitFor();
    const [row] = await stack.sql(
      `SELECT subscribed, paid FROM equity_events e JOIN organizations o ON o.id = e.target_id WHERE o.code = 'WAGS'`,
    );
    expect(row).toEqual({ subscribed: '50000000.00', paid: '20000000.50' });
    expect(errors).toEqual([]);
  });
});
