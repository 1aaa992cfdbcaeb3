import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { httpPlayer } from './support/http-player.ts';
import { type Cast, day, type Player, readCast } from './support/journey.ts';
import { openData } from './support/open-data.ts';
import { attach, choose, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { publishList, workshopQuestion } from './support/story.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let player: Player;
let cast: Cast;
let contract: string;
let lot: string;

beforeAll(async () => {
  stack = await startStack();
  player = httpPlayer(stack);
  cast = await readCast(player);
  const item = await publishList(player);
  const signed = day(cast.today, 20);
  await stack.sql(`UPDATE cooperation_lists SET published_on = '${day(cast.today, 60)}'`);
  const question = workshopQuestion(cast, item, signed);
  const terms = { advancePercent: '10.00', approvedEstimate: '40000000.00', wageCycleDays: 30 };
  const asked = { question, signedOn: signed, completionDue: day(cast.today, -200), terms };
  contract = (await player.act<{ id: string }>('gf.jingban', 'contracts.entrust', asked)).id;
  browser = await launch();
  desk = await openDesk(browser);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-contract-life');
});

/** Signs in as somebody and opens a contract at the form of one act. */
async function at(account: string, id: string, act: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}/contracts/${id}`);
  await tab(act);
  return desk.page;
}
const tab = (act: string): Promise<void> => desk.page.getByRole('tab', { name: act, exact: true }).click();
const form = (id: string) => desk.page.getByTestId(id);

test('the company files what must be there before the start, and the fee is set under its cap with the arithmetic', async () => {
  const page = await at('gf.jingban', contract, '核定代建费');
  const fee = form('fee-form');
  await fee.getByLabel('批准总投资').fill('36000000');
  await fee.getByLabel('代建费（元）').fill('600000');
  await attach(fee, '代建费核定');
  await page.getByRole('button', { name: '核定代建费', exact: true }).click();
  await page.getByText(/超过可列支限额 590000.00 元/).waitFor();
  await fee.getByLabel('代建费（元）').fill('590000');
  await pressed(page, '核定代建费', false);
  await page.getByTestId('fee').getByText('计费基数').waitFor();
  await both(page, 'contract-life-01-fee', page.getByTestId('money'));
  await tab('文件归档');
  for (const kind of ['代建授权文件', '预算文件', '资金落实证明', '农民工工资专用账户', '工程款支付担保']) {
    const papers = form('paper-form');
    await page.getByText(kind).first().waitFor();
    await papers.getByLabel('文号或编号').fill(`示例 ${kind}`);
    await attach(papers, kind);
    await pressed(page, '文件归档', false);
  }
  expect(await page.getByText('开工前还缺').count()).toBe(0);
  await both(page, 'contract-life-02-papers', page.getByTestId('papers'));
  expect(desk.errors).toEqual([]);
});

test('the committee lets the works begin and certifies the first period', async () => {
  const page = await at('gwh.shencha', contract, '批准开工');
  await form('step-start').getByLabel('日期').fill(day(cast.today, 18));
  await attach(form('step-start'), '开工批复');
  await pressed(page, '批准开工');
  await tab('确认工程量');
  const certify = form('certify-form');
  await certify.getByLabel('计量截止日').fill(day(cast.today, 10));
  await certify.getByLabel('本期确认价款').fill('3000000');
  await attach(certify, '计量确认单');
  await pressed(page, '确认工程量', false);
  await page.getByText('下次人工费不晚于').waitFor();
  await both(page, 'contract-life-03-begun');
  expect(desk.errors).toEqual([]);
});

test('a lot below must be tendered: refused; below the threshold it is let to a supplier entered here', async () => {
  const page = desk.page;
  await signInAt(stack, desk, 'gf.jingban');
  await page.goto(`${stack.url}/contracts/${contract}`);
  await page.getByTestId('below').getByRole('link', { name: '签订清单外或下游合同' }).click();
  await page.waitForURL(/contracts\/sign/);
  await page.getByLabel('名称', { exact: true }).fill('厂房场平工程（示例）');
  await page.getByLabel('金额（元）').first().fill('4000000');
  await page.getByLabel('直接发包理由').fill('工程量小，经三家比选确定');
  await page.getByLabel('决定日期').fill(day(cast.today, 17));
  await page.getByLabel('签订日期').fill(day(cast.today, 16));
  await page.getByLabel('约定完工日期').fill(day(cast.today, -30));
  await page.getByText('对方还没有登记').click();
  await page.getByLabel('对方名称').fill('綦江示例建设有限公司');
  await page.getByLabel('统一社会信用代码').fill('91110000100003962X');
  await page.getByRole('button', { name: '登记对方' }).click();
  await page.getByText(/统一社会信用代码不正确/).waitFor();
  await page.getByLabel('统一社会信用代码').fill(code('91500110MA5UQ4XJ7'));
  await pressed(page, '登记对方', false);
  const text = page
    .locator('.ant-card', { has: page.getByRole('button', { name: '签订', exact: true }) })
    .last();
  await attach(text, '合同文本');
  await page.getByRole('button', { name: '签订', exact: true }).click();
  await page.locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
  await page.getByText(/这个标段必须招标/).waitFor();
  await both(page, 'contract-life-04-must-tender');
  await page.getByLabel('金额（元）').first().fill('3000000');
  await page.getByRole('button', { name: '签订', exact: true }).click();
  await page.locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
  await page.waitForURL(/\/contracts\/[0-9a-f-]{36}$/);
  lot = page.url().split('/').at(-1) ?? '';
  await page.getByText('未达到招标标准').first().waitFor();
  await both(page, 'contract-life-05-lot');
  expect(desk.errors).toEqual([]);
});

/** An identity code with its check digit. */
function code(first17: string): string {
  const places = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  let [sum, weight] = [0, 1];
  for (const place of first17) {
    sum += places.indexOf(place) * weight;
    weight = (weight * 3) % 31;
  }
  return first17 + places.charAt((31 - (sum % 31)) % 31);
}

test('a payment beyond what is due is refused, one within is applied for, approved by the committee and paid', async () => {
  const page = await at('gf.jingban', contract, '申请付款');
  const apply = form('apply-form');
  await choose(page, '款项', '进度款');
  await apply.getByLabel('金额（元）').fill('6600000.01');
  await attach(apply, '付款申请');
  await page.getByRole('button', { name: '申请付款', exact: true }).click();
  await page.getByText(/付款超过上限/).waitFor();
  await both(page, 'contract-life-06-over-bound', page.getByTestId('turn'));
  await apply.getByLabel('金额（元）').fill('2400000');
  await pressed(page, '申请付款', false);
  await at('gwh.shencha', contract, '审批付款');
  await page.getByLabel('意见').fill('计量与合同一致，同意支付');
  await both(page, 'contract-life-07-decide', page.getByTestId('turn'));
  await pressed(page, '批准');
  await tab('登记已付');
  const paid = page.locator('[data-testid^="paid-"]');
  await attach(paid, '支付凭证');
  await pressed(page, '登记已付', false);
  await page.getByTestId('payments').getByText('已支付').waitFor();
  await both(page, 'contract-life-08-paid', page.getByTestId('payments'));
  expect(desk.errors).toEqual([]);
});

test('an amendment is refused at the limit of the approved estimate, and stands beside what was before when it is within', async () => {
  const page = await at('gf.jingban', contract, '提出变更');
  const amend = form('amend-form');
  await amend.getByLabel('变更后合同价').fill('40000000.01');
  await amend.getByLabel('理由').fill('地基处理加深');
  await attach(amend, '变更审批表');
  await page.getByRole('button', { name: '提出变更', exact: true }).click();
  await page.getByText(/超过批准概算对应项 40000000.00 元/).waitFor();
  await both(page, 'contract-life-09-limit', page.getByTestId('turn'));
  await amend.getByLabel('变更后合同价').fill('38000000');
  await pressed(page, '提出变更', false);
  await at('gwh.shencha', contract, '审批变更');
  await page.getByLabel('意见').fill('同意');
  await pressed(page, '批准');
  const row = page.getByTestId('amendments');
  await row.getByText('36000000.00').waitFor();
  await row.getByText('38000000.00').waitFor();
  await both(page, 'contract-life-10-amended', row);
  expect(desk.errors).toEqual([]);
});

/** The lot below is built and settled by the company's own people. */
async function settleLot(): Promise<void> {
  const document = await player.upload('gf.jingban', 'lot.pdf', '%PDF-1.4\n% 标段文件 示例\n%%EOF\n');
  const ofFinance = await player.upload('gf.caiwu', 'lot-2.pdf', '%PDF-1.4\n% 财务文件 示例\n%%EOF\n');
  const step = { id: lot, note: '' };
  for (const kind of ['wage_account', 'payment_guarantee'])
    await player.act('gf.jingban', 'contracts.recordPaper', {
      ...{ id: lot, kind, on: cast.today, reference: '示例', document },
    });
  await player.act('gf.caiwu', 'contracts.step', {
    ...{ ...step, step: 'start', on: day(cast.today, 15), document: ofFinance },
  });
  await player.act('gf.jingban', 'contracts.step', {
    ...step,
    step: 'complete',
    on: day(cast.today, 2),
    document,
  });
  await player.act('gf.jingban', 'contracts.submitSettlement', {
    ...{ id: lot, amount: '2900000.01', retention: '87000.00', guaranteed: false, on: cast.today, document },
  });
  await player.act('gf.caiwu', 'contracts.decideSettlement', { id: lot, approve: true, opinion: '同意' });
}

test('finished and settled as the lots below, not a fen apart', async () => {
  await settleLot();
  const page = await at('gf.jingban', contract, '登记完工');
  await attach(form('step-complete'), '竣工验收报告');
  await pressed(page, '登记完工');
  await page.getByText('竣工决算期限').waitFor();
  await tab('报送结算');
  const settle = form('settle-form');
  await settle.getByLabel('结算价款').fill('2900000');
  await attach(settle, '结算书');
  await page.getByRole('button', { name: '报送结算', exact: true }).click();
  await page.getByText(/与下游合同结算合计 2900000.01 元不一致/).waitFor();
  await settle.getByLabel('结算价款').fill('2900000.01');
  await pressed(page, '报送结算', false);
  await page.getByText('结算审核期限').waitFor();
  await at('gwh.shencha', contract, '审批结算');
  await both(page, 'contract-life-11-settlement');
  await pressed(page, '批准');
  expect(desk.errors).toEqual([]);
});

/** The agent's fee is paid before the accounts are drawn up. */
async function payFee(): Promise<void> {
  const document = await player.upload('gf.jingban', 'fee.pdf', '%PDF-1.4\n% 代建费申请 示例\n%%EOF\n');
  const asked = { id: contract, kind: 'agency_fee', amount: '590000.00', note: '', document };
  const { id: paymentId } = await player.act<{ id: string }>(
    'gf.jingban',
    'contracts.applyForPayment',
    asked,
  );
  await player.act('gwh.shencha', 'contracts.decidePayment', {
    ...{ id: contract, paymentId, approve: true, opinion: '同意' },
  });
}

test('accounted for with the shared cost allocated, approved, and handed over to the register of the cluster', async () => {
  await payFee();
  const page = await at('gf.jingban', contract, '编报竣工决算');
  await page.getByRole('button', { name: '增加一项资产' }).click();
  const accounts = form('accounts-form');
  await accounts.getByLabel('待摊共同费用').fill('590000');
  const items = [
    ['扶欢标准厂房（示例）', '2000000'],
    ['厂房进场道路（示例）', '900000.01'],
  ] as const;
  for (const [n, [name, direct]] of items.entries()) {
    await accounts.getByLabel('资产名称').nth(n).fill(name);
    await accounts.getByLabel('直接成本').nth(n).fill(direct);
  }
  await accounts.getByRole('combobox', { name: '资产类别' }).nth(1).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '道路' }).click();
  await accounts.getByRole('checkbox', { name: '公益性资产（权属归管委会）' }).nth(1).check();
  await attach(accounts, '竣工财务决算');
  await page.getByText('3,490,000.01').first().waitFor();
  await both(page, 'contract-life-12-accounts', page.getByTestId('turn'));
  await pressed(page, '编报竣工决算', false);
  await at('gwh.shencha', contract, '审批竣工决算');
  await page.getByTestId('accounts').getByText('3490000.01').waitFor();
  await both(page, 'contract-life-13-allocation', page.getByTestId('accounts'));
  await pressed(page, '批准');
  await at('gf.jingban', contract, '交付形成资产');
  await attach(form('hand-over-form'), '资产交接单');
  await pressed(page, '交付形成资产');
  await page.getByText('已交付').first().waitFor();
  await both(page, 'contract-life-14-line');
  await page.getByRole('link', { name: '厂房进场道路（示例）' }).click();
  await page.waitForURL(/\/assets\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { name: /厂房进场道路（示例）/ }).waitFor();
  await page.locator('#content').getByText('重庆綦江高新区管委会').first().waitFor();
  await both(page, 'contract-life-15-public-asset');
  expect(desk.errors).toEqual([]);
});

test('what the committee entrusted is open data, from its signing to its delivery', async () => {
  const { problems, processes } = await openData(stack);
  expect(problems).toEqual([]);
  const [process] = processes.filter(({ compiledRelease }) =>
    JSON.stringify(compiledRelease).includes('扶欢组团标准厂房一期（示例）'),
  );
  const tags = process?.releases.flatMap(({ tag }) => tag) ?? [];
  expect(tags.slice(0, 3)).toEqual(['tender', 'award', 'contract']);
  expect(tags).toContain('contractAmendment');
  expect(tags).toContain('implementation');
  const { page } = desk;
  await page.goto(`${stack.url}/contracts/${contract}`);
  await page.getByTestId('releases').getByText('合同变更').first().waitFor();
  await both(page, 'contract-life-17-open-data', page.getByTestId('releases'));
  expect(desk.errors).toEqual([]);
});

test('the list of contracts is filtered by layer and project, and the address holds the filter', async () => {
  const { page } = desk;
  await page.goto(`${stack.url}/contracts`);
  await page.getByRole('link', { name: '厂房场平工程（示例）' }).waitFor();
  await choose(page, '层次', '上游委托');
  await page.waitForURL(/level=upstream/);
  await page.getByRole('link', { name: '厂房场平工程（示例）' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: '扶欢组团标准厂房一期（示例）' }).waitFor();
  await both(page, 'contract-life-16-list');
  await page.goto(`${stack.url}/contracts?text=${encodeURIComponent('没有这个项目')}`);
  await page.getByText('还没有合同').waitFor();
  expect(desk.errors).toEqual([]);
});
