import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { type Client, signIn } from './support/client.ts';
import { answer, choose, fill, pressed } from './support/page-acts.ts';
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

/** A company that makes a loss: barred, had the zone not lifted the bar. */
const gift = [
  ['是否预算内', '是'],
  ['本企业是否亏损', '是'],
  ['是否拖欠职工工资', '否'],
  ['是否抢险救灾', '否'],
] as const;
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
  await page.getByRole('button', { name: '14 大额捐赠与赞助' }).click();
  const papers = figure('donation.materials').getByLabel('专项材料');
  await papers.fill('捐赠协议\n受赠人资质\n捐赠协议');
  await figure('donation.materials').getByText('每行一项，不得重复').waitFor();
  await papers.fill('捐赠协议\n受赠人资质\n受赠现场照片（示例）');
  await choose(page, '亏损或欠薪不得捐赠(救灾除外)', '否');
  await pictures('catalogue-papers');
  // Another page and back: what was typed is still there.
  await page.goto(`${stack.url}/rules`);
  await page.goBack();
  await page.getByRole('button', { name: /^10 重大资产处置/ }).click();
  expect(await page.getByLabel('办理时限').inputValue()).toBe('12');
  await pictures('catalogue-draft');
  await pressed(page, '保存草案', false);
  await page.getByTestId('change-donation.materials').getByText('受赠人资质；受赠现场照片（示例）').waitFor();
  await page.getByTestId('change-donation.bar.poor').getByText('否').waitFor();
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
  // Whoever proposes is judged by what the version says, and asked for the papers that it names.
  await page.goto(`${stack.url}/matters/new`);
  await page.getByRole('button', { name: '捐赠' }).click();
  await fill(page, '事项内容', '图书一批');
  await fill(page, '理由和用途', '支持示例小学建设图书室');
  await choose(page, '受赠人', '示例小学');
  await fill(page, '捐赠额（元）', '40000');
  await fill(page, '本年此前累计捐赠', '0');
  for (const [question, said] of gift) await answer(page, question, said);
  await page.getByRole('button', { name: '预审', exact: true }).click();
  await page.getByTestId('route-answer').getByText('企业自主决策，备案').first().waitFor();
  await page.getByTestId('route-answer').getByText('受赠现场照片（示例）').waitFor();
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
  await page.goto(`${stack.url}/catalogue?tab=asset_disposal`);
  await figure('asset_disposal.time_limit').getByText('2030-01-01 起 10 个工作日').waitFor();
  await figure('asset_disposal.time_limit').getByText('12 个工作日').first().waitFor();
});
