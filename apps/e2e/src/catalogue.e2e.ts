import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { type Client, signIn } from './support/client.ts';
import { choose, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let first: Client;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  first = await signIn(stack, 'mulu.guanli1');
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const figure = (key: string) => desk.page.getByTestId(`figure-${key}`);
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** The page as a desk and as a phone show it. */
async function pictures(name: string): Promise<void> {
  await picture(desk.page, name);
  await desk.page.setViewportSize(phone);
  await picture(desk.page, `${name}-phone`);
  await desk.page.setViewportSize(wide);
}

test('the administrator of the catalogue drafts a version: bad input is said at its field, and nothing is lost', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'mulu.guanli1');
  await page.getByRole('link', { name: '事项目录' }).first().click();
  await page.getByLabel('版本名').fill('2027版（示例）');
  await pressed(page, '起草', false);
  await page.getByText('修改草案').waitFor();
  await page.getByRole('button', { name: '10 重大资产处置' }).click();
  await page.getByLabel('办理时限').fill('一周');
  await figure('asset_disposal.time_limit').getByText('请填写 1 至 999 的整数').waitFor();
  expect(await page.getByRole('button', { name: '保存草案' }).isDisabled()).toBe(true);
  await page.getByLabel('办理时限').fill('12');
  await page.getByLabel('金额起点：区国资委', { exact: true }).fill('40');
  await figure('asset_disposal.band.sasac').getByText('较高层级的起点须高于较低层级的起点').waitFor();
  await page.getByLabel('金额起点：区国资委', { exact: true }).fill('300');
  await choose(page, '金额起点：区国资委：达到还是超过', '达到');
  // Another page and back: what was typed is still there.
  await page.goto(`${stack.url}/rules`);
  await page.goBack();
  await page.getByRole('button', { name: /^10 重大资产处置/ }).click();
  expect(await page.getByLabel('办理时限').inputValue()).toBe('12');
  await pictures('catalogue-draft');
  await pressed(page, '保存草案', false);
  await page.getByTestId('change-asset_disposal.band.sasac').getByText('达到 300 万元').waitFor();
  expect(await page.getByRole('button', { name: '发布' }).isDisabled()).toBe(true);
  await page.getByText('起草人不能发布自己的草案').waitFor();
  expect(desk.errors).toEqual([]);
});

test('what law fixes cannot be typed over, in the page or past it', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: '9 对外担保与资金出借' }).click();
  const cap = figure('external_guarantee.group_cap');
  await cap.getByText('40%').waitFor();
  expect(await cap.getByRole('textbox').count()).toBe(0);
  const refused = await first.mutate('catalogue.draft', {
    ...{ requestId: crypto.randomUUID(), version: '越权版', effectiveFrom: '2030-01-01' },
    ...{ retroactive: false, legalText: null, values: { 'external_guarantee.group_cap': '1/2' } },
  });
  expect(refused.ok || refused.failure?.refusals?.[0]?.code).toBe('PARAMETER_IS_LAW');
});

test('it is refused to whoever drafted it, released by the other, and then in force for everyone', async () => {
  const { page } = desk;
  const [draft] = await stack.sql<{ id: string; revision: number }>(
    'SELECT id, revision FROM catalogue_versions',
  );
  const refused = await first.mutate('catalogue.release', { requestId: crypto.randomUUID(), ...draft });
  expect(refused.ok || refused.failure?.refusals?.[0]?.code).toBe('CATALOGUE_SECOND_PERSON');
  await signInAt(stack, desk, 'mulu.guanli2');
  await page.goto(`${stack.url}/catalogue/${draft?.id}`);
  await page.getByTestId('change-asset_disposal.time_limit').getByText('15 个工作日').waitFor();
  await pictures('catalogue-release');
  await pressed(page, '发布');
  await page.getByText('已发布', { exact: true }).waitFor();
  await signInAt(stack, desk, 'gf.jingban');
  await page.goto(`${stack.url}/catalogue?tab=asset_disposal`);
  await figure('asset_disposal.time_limit').getByText('12 个工作日').waitFor();
  await figure('asset_disposal.time_limit').getByText('内置 15 个工作日').waitFor();
  await figure('asset_disposal.band.committee').getByText('超过 50 万元').waitFor();
  expect(await page.getByText('起草新版本').count()).toBe(0);
  await pictures('catalogue');
  await figure('asset_disposal.time_limit').getByRole('button', { name: '为何' }).click();
  await page.getByText('非法律规定，本区可以通过目录版本改变').waitFor();
  await picture(page, 'catalogue-why');
  expect(desk.errors).toEqual([]);
});

test('what is released for a later day is announced until then', async () => {
  const { page } = desk;
  const drafted = await first.mutate<{ id: string; revision: number }>('catalogue.draft', {
    ...{ requestId: crypto.randomUUID(), version: '2030版（示例）', effectiveFrom: '2030-01-01' },
    ...{ retroactive: false, legalText: null, values: { 'asset_disposal.time_limit': '10' } },
  });
  const second = await signIn(stack, 'mulu.guanli2');
  const seen = drafted.ok ? drafted.value : {};
  const released = await second.mutate('catalogue.release', { requestId: crypto.randomUUID(), ...seen });
  expect(released.ok).toBe(true);
  await page.reload();
  await figure('asset_disposal.time_limit').getByText('2030-01-01 起 10 个工作日').waitFor();
  await figure('asset_disposal.time_limit').getByText('12 个工作日').first().waitFor();
});
