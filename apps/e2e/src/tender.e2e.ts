import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bid, register, registration, type Supplier, signInAs, someSupplier } from './support/bidders.ts';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { day } from './support/journey.ts';
import { openData } from './support/open-data.ts';
import { attach, choose, press, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let today = '';
let tenderId = '';
let files = '';

const one = someSupplier('示例甲建筑有限公司');
const two = someSupplier('示例乙建筑有限公司');
const three = someSupplier('示例丙建筑有限公司');
const dear = someSupplier('示例高价建筑有限公司');
const sameHead = [
  someSupplier('示例丁建筑有限公司', 'ID-500110'),
  someSupplier('示例戊建筑有限公司', 'ID-500110'),
] as const;
const late = someSupplier('示例迟到建筑有限公司');
const TITLE = '标准厂房一期施工（示例）';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  files = await mkdtemp(join(tmpdir(), 'guanyun-shares-'));
  const handler = await signIn(stack, 'gf.jingban');
  const me = await handler.query<{ today: string }>('session.me');
  today = me.ok ? me.value.today : '';
  for (const supplier of [two, three, dear, ...sameHead, late]) await register(stack, supplier);
  const keeper = await signIn(stack, 'gwh.shencha');
  for (let n = 1; n <= 7; n += 1)
    await keeper.mutate('tenders.addExpert', {
      ...{
        requestId: randomUUID(),
        code: `ZJ0${n}`,
        name: `示例专家${n}`,
        employer: '示例咨询公司',
        specialty: '房建',
      },
    });
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
  await rm(files, { recursive: true, force: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-tender');
});

/** Signs a supplier in through the page. */
async function supplierAt(supplier: Supplier): Promise<void> {
  const { page, context } = desk;
  await page.goto('about:blank');
  await context.clearCookies();
  await page.goto(`${stack.url}/sign-in`);
  await page.getByLabel('账号').fill(supplier.account);
  await page.getByLabel('密码').fill(supplier.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(/\/my-bids/);
}
const tenderPage = async (account: string): Promise<void> => {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}/tenders/${tenderId}`);
  await desk.page.getByRole('heading', { name: TITLE }).waitFor();
};
/** Presses a button that hands out a file, and keeps it. */
async function keep(button: string | RegExp, name: string): Promise<void> {
  const [file] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.getByRole('button', { name: button }).click(),
  ]);
  await file.saveAs(join(files, name));
}
/** Fills the bid form, seals and hands in. */
async function bidInBrowser(price: string): Promise<void> {
  const { page } = desk;
  await page.goto(`${stack.url}/bid/${tenderId}`);
  await page.locator('#price-L01').fill(price);
  await page.locator('#price-L02').fill('100000');
  await page.locator('#termDays').fill('180');
  await page.locator('#signedBy').fill('示例法定代表人');
  await page.locator('#bidPapers').setInputFiles({
    name: '技术标.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 技术标 示例'),
  });
  await page.getByText('技术标.pdf').waitFor();
  await page.getByRole('button', { name: '在本浏览器加密' }).click();
  await page.getByTestId('sealed-digest').waitFor();
}

test('the committee keeps the register of experts', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'gwh.shencha');
  await page.getByRole('link', { name: '评标专家', exact: true }).click();
  for (const [name, value] of Object.entries({
    code: 'ZJ08',
    name: '示例专家8',
    employer: '示例设计院',
    specialty: '结构',
  }))
    await page.locator(`#expert-${name}`).fill(value);
  await pressed(page, '登记专家', false);
  await page.getByText('ZJ08').waitFor();
  await both(page, 'tender-01-experts');
  expect(desk.errors).toEqual([]);
});

test('the company plans a tender, holds the key ceremony and publishes: no day against the rule', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'gf.jingban');
  await page.getByRole('link', { name: '招标', exact: true }).click();
  await page.getByRole('button', { name: '拟定招标' }).click();
  await page.getByLabel('招标名称').fill(TITLE);
  await page.getByLabel('所属项目').fill('标准厂房一期（示例）');
  await page.getByLabel('标段名称').first().fill('土建施工');
  await page.getByLabel('估算价（元）').first().fill('9800000');
  await page.getByRole('button', { name: '增加标段' }).click();
  await page.getByLabel('标段名称').nth(1).fill('附属工程');
  await page.getByLabel('估算价（元）').nth(1).fill('200000');
  await page.getByLabel('资金金额（元）').first().fill('10000000');
  await page.getByLabel('最高限价（元）').fill('10000000');
  await both(page, 'tender-02-plan');
  await pressed(page, '保存招标', false);
  await page.waitForURL(/\/tenders\/[0-9a-f-]{36}$/);
  tenderId = page.url().split('/').at(-1) ?? '';
  const ceremony = page.getByTestId('ceremony');
  for (const [role, name] of [
    ['招标人', '林晓舟'],
    ['监督人', '傅行之'],
    ['第三方', '钟明理'],
  ] as const) {
    await choose(page, `${role}持有人`, name);
    await ceremony.getByLabel(`${role}的口令（至少 8 位）`).fill(`口令-${name}-2026`);
  }
  await both(page, 'tender-03-ceremony');
  await page.getByRole('button', { name: '生成密钥' }).click();
  for (const role of ['招标人', '监督人', '第三方'])
    await keep(new RegExp(`^${role} .*保存份额文件$`), `${role}.json`);
  await pressed(page, '登记公钥与份额摘要', false);
  const publish = page.getByTestId('publish');
  await publish.locator('#deadlineOn').fill(day(today, -10));
  await publish.getByText('早于规则允许的最早日期').waitFor();
  await attach(publish, '招标文件');
  expect(await publish.getByRole('button', { name: '发布公告' }).isDisabled()).toBe(true);
  await publish.locator('#deadlineOn').fill(day(today, -26));
  await publish.locator('#time').fill('00:30');
  await both(page, 'tender-04-publish', publish);
  await pressed(page, '发布公告');
  await page.getByText('在此之前投标人名称和数量对任何人保密').waitFor();
  const early = await (await signIn(stack, 'gf.jingban')).mutate('tenders.open', {
    requestId: randomUUID(),
    id: tenderId,
  });
  expect(early.ok ? '' : early.failure?.refusals?.[0]?.code).toBe('TENDER_DEADLINE_NOT_COME');
  expect(desk.errors).toEqual([]);
});

test('the supervisor commits to a seed before anything is in', async () => {
  await tenderPage('gwh.duban');
  await keep('生成并保存种子文件', 'seed.json');
  await both(desk.page, 'tender-05-commit');
  await pressed(desk.page, '公布承诺', false);
  await desk.page.getByTestId('panel').waitFor();
  expect(desk.errors).toEqual([]);
});

test('everyone reads the notice and its documents; a supplier registers, seals a bid in the browser and gets its receipt', async () => {
  const { page, context } = desk;
  await page.goto('about:blank');
  await context.clearCookies();
  await page.goto(`${stack.url}/notices`);
  await page.getByRole('link', { name: TITLE }).waitFor();
  await both(page, 'tender-06-notices');
  await page.getByRole('link', { name: TITLE }).click();
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '招标文件.pdf' }).click(),
  ]);
  expect(paper.suggestedFilename()).toBe('招标文件.pdf');
  await both(page, 'tender-07-notice');
  await page.getByRole('link', { name: '供应商注册' }).click();
  for (const [name, value] of Object.entries(registration(one)))
    await page.locator(`#supplier-${name}`).fill(value);
  await both(page, 'tender-08-register');
  await pressed(page, '供应商注册', false);
  await page.getByText('已注册，请用账号').waitFor();
  await supplierAt(one);
  await bidInBrowser('9200000');
  await both(page, 'tender-09-sealed');
  await pressed(page, '递交密文', false);
  await page.waitForURL(/\/my-bids/);
  await page.getByText('有效', { exact: true }).waitFor();
  await both(page, 'tender-10-receipt');
  expect(desk.errors).toEqual([]);
});

test('the others bid, one replaces its bid; an objection suspends until it is answered; nobody sees who or how many', async () => {
  const { page } = desk;
  const first = await signInAs(stack, two);
  await bid(first, tenderId, '9500000.00');
  await bid(first, tenderId, '9400000.00');
  await bid(await signInAs(stack, three), tenderId, '9350000.00');
  await bid(await signInAs(stack, dear), tenderId, '10000000.01');
  for (const supplier of sameHead) await bid(await signInAs(stack, supplier), tenderId, '9100000.00');
  await supplierAt(three);
  await page.goto(`${stack.url}/bid/${tenderId}`);
  await page.getByTestId('object').locator('#objection').fill('资质要求中的业绩年限不合理');
  await pressed(page, '提出', false);
  for (const account of ['gf.jingban', 'gwh.duban', 'gwh.shenji']) {
    const client = await signIn(stack, account);
    const seen = await client.query<object>('tenders.get', { id: tenderId });
    const journal = await (await signIn(stack, 'gwh.shenji')).query<object>('evidence.journal', {});
    const text = JSON.stringify(seen) + JSON.stringify(journal);
    for (const supplier of [one, two, three, dear, ...sameHead]) {
      expect(JSON.stringify(seen)).not.toContain(supplier.name);
      expect(text).not.toMatch(new RegExp(`${supplier.name}经办`));
    }
    expect(seen.ok && (seen.value as { bids: unknown }).bids).toBeNull();
  }
  await tenderPage('gf.jingban');
  await page.getByText('招标暂停').first().waitFor();
  await page.getByLabel('答复').fill('业绩年限按规定设置，维持不变。');
  await both(page, 'tender-11-objection', page.getByTestId('objections'));
  await pressed(page, '提交答复', false);
  const change = page.getByTestId('change');
  await change.locator('#changeText').fill('补充图纸说明');
  await pressed(page, '发出', false);
  await page.getByText('补充图纸说明').waitFor();
  expect(desk.errors).toEqual([]);
});

test('after the deadline a bid is refused by the database’s clock', async () => {
  const { page } = desk;
  await stack.passDays(27);
  await supplierAt(late);
  await bidInBrowser('8800000');
  await press(page, '递交密文', false);
  await page.getByText('投标截止时间已过').waitFor();
  await both(page, 'tender-12-late');
  expect(desk.errors).toEqual([]);
});

/** A holder's share out of its file. */
async function share(account: string, role: string, holder: string): Promise<void> {
  const { page } = desk;
  await tenderPage(account);
  const card = page.getByTestId('give-share');
  await card.getByLabel('份额文件').setInputFiles(join(files, `${role}.json`));
  await card.getByLabel('口令').fill('不对的口令');
  await card.getByRole('button', { name: '解开份额' }).click();
  await card.getByText('文件或口令不对').waitFor();
  await card.getByLabel('口令').fill(`口令-${holder}-2026`);
  await card.getByRole('button', { name: '解开份额' }).click();
  await card.getByRole('button', { name: '提交份额' }).waitFor();
  await both(page, `tender-13-share-${account}`, card);
  await pressed(page, '提交份额', false);
}

test('one share does not open, two do: every receipt is listed', async () => {
  const { page } = desk;
  await share('gf.jingban', '招标人', '林晓舟');
  expect(await page.getByRole('button', { name: '开标', exact: true }).count()).toBe(0);
  const tried = await (await signIn(stack, 'gf.jingban')).mutate('tenders.open', {
    requestId: randomUUID(),
    id: tenderId,
  });
  expect(tried.ok ? '' : tried.failure?.refusals?.[0]?.code).toBe('TENDER_SHARES_MISSING');
  await share('gwh.duban', '监督人', '傅行之');
  await tenderPage('gf.jingban');
  await page.getByText('截止时有效递交 6 份投标').waitFor();
  await pressed(page, '开标');
  const record = page.getByTestId('opening');
  await record.getByText('共 7 份回执').waitFor();
  for (const supplier of [one, two, three, dear, ...sameHead])
    await record.getByText(supplier.name).first().waitFor();
  await record.getByText('截止前撤回').first().waitFor();
  expect(await record.getByText(late.name).count()).toBe(0);
  const row = record.locator('tr', { hasText: one.name });
  await row.getByRole('button', { name: '查看投标文件' }).click();
  await row.getByRole('button', { name: '技术标.pdf' }).waitFor();
  await both(page, 'tender-14-opened', record);
  expect(desk.errors).toEqual([]);
});

test('the panel is drawn by the committed seed, and drawn again in the browser', async () => {
  const { page } = desk;
  await tenderPage('gwh.duban');
  await page.getByTestId('draw').getByLabel('种子文件').setInputFiles(join(files, 'seed.json'));
  await pressed(page, '抽取评标专家', false);
  const panel = page.getByTestId('panel');
  await panel.getByRole('button', { name: '在本浏览器复算' }).click();
  await panel.getByText('复算一致').waitFor();
  expect(await panel.locator('ol li').count()).toBe(4);
  await both(page, 'tender-15-panel', panel);
  expect(desk.errors).toEqual([]);
});

test('bids over the ceiling and of one head are out, the others are ranked by the method', async () => {
  const { page } = desk;
  await tenderPage('gf.jingban');
  const form = page.getByTestId('evaluate');
  await form.getByText('投标无效').first().waitFor();
  await attach(form, '评标报告');
  await both(page, 'tender-16-evaluate', form);
  await pressed(page, '提交评标结果');
  const result = page.getByTestId('evaluation');
  await result.getByText('超过最高限价').waitFor();
  expect(await result.getByText('投标无效').count()).toBe(2);
  const ranked = await result.locator('tbody tr.ant-table-row').allInnerTexts();
  expect(ranked.map((line) => [one, two, three].find(({ name }) => line.includes(name)))).toEqual([
    one,
    three,
    two,
  ]);
  await both(page, 'tender-17-evaluated', result);
  expect(desk.errors).toEqual([]);
});

test('candidates are published, an objection holds the award up, and the award is public', async () => {
  const { page, context } = desk;
  await pressed(page, '公示候选人', false);
  await page.getByTestId('candidates').waitFor();
  await supplierAt(two);
  await page.goto(`${stack.url}/bid/${tenderId}`);
  const objection = page.getByTestId('object');
  await objection.getByRole('radio', { name: '对评标结果的异议' }).check();
  await objection.locator('#objection').fill('第一候选人业绩存疑');
  await pressed(page, '提出', false);
  await stack.passDays(8);
  await tenderPage('gf.jingban');
  await page.getByText(two.name).first().waitFor();
  expect(await page.getByRole('button', { name: '发出中标通知' }).count()).toBe(0);
  await page.getByLabel('答复').fill('经核查，业绩属实。');
  await pressed(page, '提交答复', false);
  await both(page, 'tender-18-award', page.getByTestId('award-panel'));
  await pressed(page, '发出中标通知');
  await page.getByTestId('award').getByText(one.name).waitFor();
  const [award] = await stack.sql<{ price: string; days: number }>(
    'SELECT price, sign_by - notice_on AS days FROM tender_awards',
  );
  expect(award?.price).toBe('9300000.00');
  expect(award?.days).toBeGreaterThanOrEqual(30);
  await page.goto('about:blank');
  await context.clearCookies();
  await page.goto(`${stack.url}/notices/${tenderId}`);
  await page.getByTestId('award').waitFor();
  // Whoever reads the notice draws the panel again.
  await page.getByTestId('panel').getByRole('button', { name: '在本浏览器复算' }).click();
  await page.getByText('复算一致').waitFor();
  await both(page, 'tender-19-public-award');
  expect(desk.errors).toEqual([]);
});

test('the contract is signed as awarded: another price is refused, and a second contract has nothing to stand on', async () => {
  const { page } = desk;
  await tenderPage('gf.jingban');
  await page.getByRole('link', { name: '签订合同' }).click();
  await page.waitForURL(/contracts\/sign/);
  expect(await page.getByLabel('金额（元）').first().inputValue()).toBe('9300000.00');
  await page.getByLabel('金额（元）').first().fill('9300000.01');
  await page.getByLabel('项目资金总额（元）').fill('20000000');
  await page.getByLabel('约定完工日期').fill(day(new Date().toISOString().slice(0, 10), -400));
  const text = page
    .locator('.ant-card', { has: page.getByRole('button', { name: '签订', exact: true }) })
    .last();
  await attach(text, '合同文本');
  await press(page, '签订');
  await page.getByText(/合同须与 .* 的中标结果一致/).waitFor();
  await both(page, 'tender-20-not-as-awarded');
  await page.getByLabel('金额（元）').first().fill('9300000');
  await press(page, '签订');
  await page.waitForURL(/\/contracts\/[0-9a-f-]{36}$/);
  await page.getByText(one.name).first().waitFor();
  await both(page, 'tender-21-contract');
  const signed = await stack.sql<{ origin: string; amount: string }>(
    'SELECT c.origin, c.amount FROM contracts c JOIN tender_awards a ON a.id = c.award_id',
  );
  expect(signed).toEqual([{ origin: 'award', amount: '9300000.00' }]);
  await tenderPage('gf.jingban');
  await page.getByTestId('award').waitFor();
  expect(await page.getByRole('link', { name: '签订合同' }).count()).toBe(0);
  expect(desk.errors).toEqual([]);
});

test('anybody reads and takes away the whole process as open data, valid by the official schema', async () => {
  const { page, context } = desk;
  const { problems, processes } = await openData(stack);
  expect(problems).toEqual([]);
  const [process] = processes.filter(({ compiledRelease }) =>
    JSON.stringify(compiledRelease).includes(TITLE),
  );
  expect(process?.compiledRelease).toMatchObject({
    tender: { status: 'complete', procurementMethod: 'open', numberOfTenderers: 6 },
    awards: [{ status: 'active', value: { amount: 9_300_000, currency: 'CNY' } }],
    contracts: [{ status: 'active', value: { amount: 9_300_000 } }],
  });
  const opening = process?.releases.findIndex(
    (release) => 'numberOfTenderers' in (Object(release).tender ?? {}),
  );
  expect(opening).toBeGreaterThan(0);
  // Before the opening no release named anybody who bid.
  expect(JSON.stringify(process?.releases.slice(0, opening))).not.toMatch(/示例[甲乙丙丁戊高]/);
  await page.goto('about:blank');
  await context.clearCookies();
  await page.goto(`${stack.url}/notices`);
  await page.getByTestId('processes').getByText(TITLE).waitFor();
  await both(page, 'tender-22-public-processes');
  await page.goto(`${stack.url}/notices/${tenderId}`);
  await page.getByTestId('releases').getByText('定标', { exact: true }).first().waitFor();
  await both(page, 'tender-23-open-data', page.getByTestId('releases'));
  expect(desk.errors).toEqual([]);
});

test('supervision sees the late answer with its ground, goes to the tender, and sees who looked at it', async () => {
  const { page } = desk;
  await signInAt(stack, desk, 'gwh.duban');
  await page.getByRole('link', { name: '合同监督', exact: true }).click();
  const late = page.getByTestId('risk-ANSWER_OVERDUE');
  await late.getByText('第五十四条').waitFor();
  await page.getByTestId('risk-AWARD_AT_CEILING').getByText('未命中').waitFor();
  await late.locator('.ant-table-row-expand-icon').click();
  await both(page, 'tender-24-signs-of-risk', page.getByTestId('risks'));
  await page.getByTestId('risks').getByRole('link', { name: TITLE }).click();
  const readings = page.getByTestId('readings');
  await readings.getByText('林晓舟').first().waitFor();
  await both(page, 'tender-25-who-looked', readings);
  await tenderPage('gf.jingban');
  await page.getByText('办理记录').first().waitFor();
  expect(await page.getByTestId('readings').count()).toBe(0);
  expect(desk.errors).toEqual([]);
});
