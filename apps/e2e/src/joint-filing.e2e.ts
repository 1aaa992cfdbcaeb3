import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { httpPlayer } from './support/http-player.ts';
import { type Cast, day, decideMatter, idOf, type Player, readCast } from './support/journey.ts';
import { answer, attach, choose, fill, fillSteps, press, pressed, seenDone } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { wordText } from './support/word-text.ts';

const TITLE = '扶欢共建标准厂房投资（联合申报，示例）';
let stack: Stack;
let browser: Browser;
let lead: Desk;
let participant: Desk;
let player: Player;
let cast: Cast;
let path: string;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  [lead, participant] = [await openDesk(browser), await openDesk(browser)];
  player = httpPlayer(stack);
  cast = await readCast(player);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(lead.page, 'failed-joint-lead');
  await picture(participant.page, 'failed-joint-participant');
});

async function at(desk: Desk, account: string, where: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}${where}`);
  return desk.page;
}
const refused = (page: Page, text: string): Promise<void> =>
  page.getByRole('alert').filter({ hasText: text }).first().waitFor();

describe('two companies file jointly, in the browser', () => {
  test('the lead drafts and names the participant; parts that exceed the amount are refused, and nothing is lost', async () => {
    const page = await at(lead, 'gf.jingban', '/matters/new');
    await page.getByRole('button', { name: '投资计划' }).click();
    await fill(page, '事项内容', '扶欢组团标准厂房（示例）');
    await fill(page, '理由和用途', '两家公司共建，分别出资');
    await fill(page, '投资额（元）', '30000000');
    await fill(page, '公司决定日', day(cast.today, 10));
    await answer(page, '是否列入年度计划', '是');
    await answer(page, '是否主业', '是');
    await answer(page, '是否列入负面清单禁止类', '否');
    await page.getByRole('button', { name: '预审', exact: true }).click();
    await page.getByTestId('route-answer').getByText('管委会决定').first().waitFor();
    await fill(page, '事项名称', TITLE);
    await fillSteps(page, cast.today);
    await page.getByText('联合申报', { exact: true }).click();
    await page.getByRole('button', { name: '增加参与方' }).click();
    await page.getByText('每个参与方须填公司、分担金额和董事会决议日').waitFor();
    expect(await page.getByRole('button', { name: '提出', exact: true }).isDisabled()).toBe(true);
    await choose(page, '参与公司', '扶欢园区');
    const row = page.getByTestId('participant-1');
    await row.getByLabel('董事会决议日').fill(day(cast.today, 9));
    await row.getByLabel('分担金额（元）').fill('31000000');
    await page.getByTestId('lead-share').getByText('超出总额 1,000,000.00 元').waitFor();
    await press(page, '提出', false);
    await refused(page, '现分担合计 31000000.00 元，总额 30000000.00 元');
    await row.scrollIntoViewIfNeeded();
    await both(page, 'joint-01-draft');
    await row.getByLabel('分担金额（元）').fill('12000000');
    await page.getByTestId('lead-share').getByText('本公司（牵头）分担 18,000,000.00 元').waitFor();
    await press(page, '提出', false);
    await page.waitForURL(/\/matters\/[0-9a-f-]{36}$/);
    path = new URL(page.url()).pathname;
    await page.getByTestId('joint-participant').getByText('1,200.00').waitFor();
    await page.getByTestId('joint-lead').getByText('1,800.00').waitFor();
  });

  test('signed by the lead alone it is not taken: whose signature lacks is said by name', async () => {
    for (const account of ['gf.fawu', 'gf.fadai']) await pressed(await at(lead, account, path), '签署');
    const page = await at(lead, 'gf.jingban', path);
    await press(page, '提交');
    await refused(page, '綦江扶欢园区建设开发有限公司 公司·法定代表人');
    await both(page, 'joint-02-unsigned');
    await page.getByText('已签署').first().waitFor();
  });

  test('the participant finds it on the front door, sees its own part and signs for its own company', async () => {
    let page = await at(participant, 'fh.jingban', path);
    await page.getByTestId('my-part').waitFor();
    expect(await page.getByRole('button', { name: '作为参与方签署' }).count()).toBe(0);
    page = await at(participant, 'fh.fadai', '/');
    await page.getByText('联合申报，待参与方签署').waitFor();
    await page.getByRole('link', { name: TITLE }).first().click();
    await page.getByTestId('joint-participant').getByText(day(cast.today, 9)).waitFor();
    await page.getByTestId('joint-participant').getByText('未签署').waitFor();
    await both(page, 'joint-03-participant');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'M2.pdf' }).first().click();
    expect((await download).suggestedFilename()).toBe('M2.pdf');
    await onlyOfTheCase(page);
    await pressed(page, '作为参与方签署');
    await page.getByTestId('joint-participant').getByText('已签署').waitFor();
    expect(await page.getByRole('button', { name: '作为参与方签署' }).count()).toBe(0);
  });

  test('the participant leaves: the whole case comes back without it, and no signature counts any more', async () => {
    let page = await at(participant, 'fh.fadai', path);
    await page.getByText('退出联合申报…').click();
    await page.getByLabel('退出理由').fill('出资计划有变');
    await pressed(page, '退出联合申报');
    await page.waitForURL(/\/matters$/);
    await page.goto(`${stack.url}${path}`);
    await refused(page, '不在您的范围内');
    page = await at(lead, 'gf.jingban', path);
    await page.getByText('已退回').first().waitFor();
    await page.getByTestId('signature-company_representative').getByText('内容已变，签署失效').waitFor();
    expect(await page.getByTestId('joint-participant').count()).toBe(0);
    await both(page, 'joint-04-left');
  });

  test('taken in again by the lead, both sign the new content', async () => {
    const page = await at(lead, 'gf.jingban', path);
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.waitForURL(/\/matters\/new/);
    await page.getByText('联合申报', { exact: true }).click();
    await page.getByRole('button', { name: '增加参与方' }).click();
    await choose(page, '参与公司', '扶欢园区');
    const row = page.getByTestId('participant-1');
    await row.getByLabel('董事会决议日').fill(day(cast.today, 9));
    await row.getByLabel('分担金额（元）').fill('12000000');
    await press(page, '保存修改', false);
    await page.waitForURL(/\/matters\/[0-9a-f-]{36}$/);
    for (const account of ['gf.fawu', 'gf.fadai']) await pressed(await at(lead, account, path), '签署');
    await pressed(await at(participant, 'fh.fadai', path), '作为参与方签署');
  });

  test('submitted and decided once, each company has its own warrant over its own part', async () => {
    await pressed(await at(lead, 'gf.jingban', path), '提交');
    const condition = {
      ...{ phase: 'during', text: '每季度报告工程进度', ownerId: idOf(cast.companies, 'FHGS') },
      dueOn: day(cast.today, -100),
    };
    await decideMatter(player, path.slice('/matters/'.length), '管委会会议（联合申报，示例）', {
      kind: 'conditional',
      conditions: [condition],
    });
    await pressed(await at(lead, 'gwh.zhuren', path), '签发');
    let page = await at(lead, 'gwh.yongyin', path);
    await pressed(page, '用印并印发');
    await page.getByText('已批复').first().waitFor();
    await both(page, 'joint-05-issued');
    const replies = await page
      .getByTestId('paper-reply')
      .getByRole('link', { name: 'Word' })
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(replies).toHaveLength(2);
    const reader = await signIn(stack, 'gwh.shencha');
    const [first, second] = await Promise.all(
      replies.map(async (href) => wordText(await reader.download(href))),
    );
    expect(first).toMatch(/重庆綦江高新技术产业发展集团有限公司：.*实施金额以1800万元/);
    expect(second).toMatch(/綦江扶欢园区建设开发有限公司：.*实施金额以1200万元/);
    expect(second).toMatch(/参与方：綦江扶欢园区建设开发有限公司，分担1200万元/);
    expect(second).toMatch(/附条件.*每季度报告工程进度，由綦江扶欢园区建设开发有限公司负责/);
    page = await at(lead, 'gf.jingban', '/warrants');
    await page.getByRole('row', { name: /1,800\.00/ }).waitFor();
    page = await at(participant, 'fh.jingban', '/warrants');
    await page
      .getByRole('row', { name: /1,200\.00/ })
      .getByRole('link')
      .first()
      .click();
    await spend(page, '12000001');
    await refused(page, '金额超过批复');
    await spend(page, '12000000');
    await seenDone(page);
    await page.getByRole('row', { name: /扶欢厂房首期出资/ }).waitFor();
    await both(page, 'joint-06-warrant');
    expect([...lead.errors, ...participant.errors]).toEqual([]);
  });
});

/** What the lead handed in is open to the participant as part of the case, and nothing else of the lead's. */
async function onlyOfTheCase(page: Page): Promise<void> {
  const href = (await page.getByRole('link', { name: 'M2.pdf' }).first().getAttribute('href')) ?? '';
  const [own, other] = [await signIn(stack, 'gf.jingban'), await signIn(stack, 'fh.fadai')];
  const elsewhere = await own.upload('other.pdf', '%PDF-1.4\n% 不属于本件 示例\n%%EOF\n');
  const statusOf = async (where: string): Promise<number> => (await other.download(where)).status;
  expect(await statusOf(href)).toBe(200);
  expect(await statusOf(href.replace(/\?.*/, ''))).toBe(404);
  expect(await statusOf(href.replace(/[0-9a-f]{64}/, elsewhere))).toBe(404);
}

/** What the participant did under its warrant, with its paper. */
async function spend(page: Page, yuan: string): Promise<void> {
  const form = page.getByTestId('spend-form');
  await form.getByLabel('办理内容').fill('扶欢厂房首期出资');
  await form.getByLabel('相对方').fill('示例项目公司');
  await form.getByLabel('金额').fill(yuan);
  await form.getByLabel('办理日').fill(day(cast.today, -14));
  if ((await form.getByRole('link', { name: '出资协议.pdf' }).count()) === 0) await attach(form, '出资协议');
  await press(page, '登记并占用额度', false);
}
