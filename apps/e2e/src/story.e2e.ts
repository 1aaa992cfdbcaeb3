import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { buildContract } from './support/contract-acts.ts';
import { recordPapers } from './support/handover.ts';
import { httpPlayer } from './support/http-player.ts';
import {
  day,
  decideMatter,
  issueWarrant,
  PAPERS_AHEAD,
  proposeMatter,
  readCast,
  submitMatter,
  todayOf,
} from './support/journey.ts';
import { attach, choose, fill, fillSteps, press, pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';
import { startTour } from './support/tour.ts';

/** One company desk, one committee desk, one finance desk; and the auditor's. */
type Desks = { company: Desk; committee: Desk; finance: Desk; auditor: Desk };

const TITLE = '扶欢公司 100% 股权无偿划转至高发集团（示例）';
const tour = startTour();
let stack: Stack;
let browser: Browser;
let desks: Desks;
let today: string;
let matterUrl: string;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desks = {
    company: await openDesk(browser),
    committee: await openDesk(browser),
    finance: await openDesk(browser),
    auditor: await openDesk(browser),
  };
  today = (await readCast(httpPlayer(stack))).today;
});
afterAll(async () => {
  await tour.write();
  await browser.close();
  await stack.stop();
});

/** What was on the screens when a step failed. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [name, desk] of Object.entries(desks)) await picture(desk.page, `failed-${name}`);
});

const open = (desk: Desk, path: string): Promise<unknown> =>
  desk.page.goto(path.startsWith('http') ? path : `${stack.url}${path}`);

/** A step of the case by one person: signs in, opens the case, acts. */
async function onMatter(desk: Desk, account: string, act: (page: Page) => Promise<void>): Promise<void> {
  await signInAt(stack, desk, account);
  await open(desk, matterUrl);
  await act(desk.page);
}

describe('the reform of Qijiang, played in the browser', () => {
  test('1. a company manager asks the rules first, proposes, has it signed and submits', async () => {
    const { page } = desks.company;
    await signInAt(stack, desks.company, 'gf.jingban');
    await tour.stop(
      page,
      'company-front-door',
      'The company’s front door',
      'A manager of the group sees what waits, the warrants that are left, and starts a new matter.',
    );
    await open(desks.company, '/matters/new');
    await page.getByRole('button', { name: '股权转让' }).click();
    await choose(page, '标的公司', '扶欢');
    await choose(page, '划出方', '渝南');
    await choose(page, '划入方', '高新技术产业发展集团');
    await fill(page, '划转份额', '1/1');
    await fill(page, '金额（元）', '112000000');
    await fill(page, '划转基准日', day(today, 90));
    await fill(page, '公司决定日', day(today, 10));
    await page.getByRole('button', { name: '预审' }).click();
    await page.getByText('区国资委决定').first().waitFor();
    await tour.stop(
      page,
      'preflight',
      'Pre-flight before forms',
      'A few facts give the decider, the steps that come first, the materials and the expected date; the law is one click away.',
    );
    await fill(page, '事项名称', TITLE);
    await fillSteps(page, today);
    await page.getByRole('button', { name: '提出', exact: true }).click();
    await page.waitForURL(/\/matters\/[0-9a-f-]{36}$/);
    matterUrl = page.url();
    await onMatter(desks.company, 'gf.fawu', (at) => pressed(at, '签署'));
    await onMatter(desks.company, 'gf.fadai', (at) => pressed(at, '签署'));
    await onMatter(desks.company, 'gf.jingban', (at) => pressed(at, '提交'));
    await page.getByText('待受理').first().waitFor();
  });

  test('2. the committee accepts, reviews, meets; the director of the company is recused; SASAC agrees; the reply is issued', async () => {
    const { page } = desks.committee;
    await signInAt(stack, desks.committee, 'gwh.shencha');
    await page.getByText(TITLE).first().waitFor();
    await tour.stop(
      page,
      'supervision-front-door',
      'What waits for the supervisor',
      'Sorted by working days left, each with the reason why it is here.',
    );
    await open(desks.committee, matterUrl);
    await pressed(page, '受理', false);
    await page.getByLabel('审查意见').fill('前置程序和材料齐全，同意上会。');
    await tour.stop(
      page,
      'matter',
      'One page for the case',
      'Every prior step with what the rules say of it, who decides and why, the due date day by day.',
    );
    await pressed(page, '审查通过', false);
    await onMatter(desks.committee, 'gwh.fazhi', async (at) => {
      await at.getByLabel('法治审核意见').fill('未见违反法律规定。');
      await pressed(at, '审核通过', false);
    });
    await signInAt(stack, desks.committee, 'gwh.mishu');
    await open(desks.committee, '/meetings/new');
    await page.getByLabel('会议名称').fill('党工委会议（示例）');
    await page.getByLabel('会议日期').fill(day(today, -PAPERS_AHEAD));
    await page.getByRole('checkbox', { name: new RegExp(TITLE.slice(0, 8)) }).check();
    await page.getByRole('button', { name: '发起会议', exact: true }).click();
    await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
    const meeting = page.url();
    await page.getByText('现任').first().waitFor();
    await stack.passDays(PAPERS_AHEAD);
    today = day(today, -PAPERS_AHEAD);
    await signInAt(stack, desks.committee, 'gwh.mishu');
    await open(desks.committee, meeting);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await pressed(page, '登记到会', false);
    await signInAt(stack, desks.committee, 'gwh.weiyuan1');
    await open(desks.committee, meeting);
    await page.getByText('已回避本项').waitFor();
    expect(await page.getByRole('button', { name: '赞成' }).count()).toBe(0);
    await tour.stop(
      page,
      'recused',
      'Recused by the record',
      'The member who is a director of the company is found from the posts, and has no vote.',
    );
    for (const account of ['gwh.zhuren', 'gwh.weiyuan2', 'gwh.weiyuan3', 'gwh.weiyuan4', 'gwh.weiyuan5']) {
      await signInAt(stack, desks.committee, account);
      await open(desks.committee, meeting);
      await pressed(page, '赞成');
    }
    await signInAt(stack, desks.committee, 'gwh.mishu');
    await open(desks.committee, meeting);
    await pressed(page, '结束会议并计票');
    await tour.stop(
      page,
      'meeting',
      'The meeting',
      'Who was there, who stood aside and why, each vote, and the count by the rule.',
    );
    await onMatter(desks.committee, 'gwh.shencha', (at) => pressed(at, '报送'));
    await page.getByLabel('文号').fill('示例国资〔2026〕1号');
    await page.getByLabel('决定日期').fill(today);
    await page.getByText('同意', { exact: true }).click();
    await pressed(page, '登记上级决定', false);
    await onMatter(desks.committee, 'gwh.zhuren', (at) => pressed(at, '签发'));
    await onMatter(desks.committee, 'gwh.yongyin', (at) => pressed(at, '用印并印发'));
    await page.getByText('已批复').first().waitFor();
  });

  test('3. the equity act spends the warrant, and the chart shows before and after', async () => {
    const { page } = desks.company;
    await signInAt(stack, desks.company, 'gf.jingban');
    await open(desks.company, '/warrants');
    await page
      .getByRole('link', { name: /管委批/ })
      .first()
      .click();
    await page.getByText('去办理').waitFor();
    await tour.stop(
      page,
      'warrant',
      'The reply is a warrant',
      'What may be done, by whom, up to what amount, until when, bound to the digest of what was decided.',
    );
    const warrant = page.url();
    await open(desks.company, '/equity');
    await page.getByText('扶欢').first().waitFor();
    await tour.stop(
      page,
      'equity-before',
      'Who holds whom: before',
      'Holdings and control on any date; the entrusted duty is drawn as a duty, never as a holding.',
    );
    await open(desks.company, warrant);
    await page.getByText('去办理').click();
    await pressed(page, '执行划转');
    await page.getByText('100').first().waitFor();
    await tour.stop(
      page,
      'equity-after',
      'Who holds whom: after',
      'The developer stands under the group, on its second level.',
    );
    await open(desks.company, warrant);
    await page.getByText('已用完').first().waitFor();
    expect(await page.getByText('去办理').count()).toBe(0);
  });

  test('4. the list is agreed and published; the workshops are on it and entrusted; what is off it goes to the market', async () => {
    const { page } = desks.company;
    await signInAt(stack, desks.company, 'gf.fadai');
    await open(desks.company, '/lists');
    await page.locator('tr[data-testid^="row-"] a').first().click();
    await page.waitForURL(/\/lists\/[0-9a-f-]{36}$/);
    const list = page.url();
    await pressed(page, '同意清单');
    await signInAt(stack, desks.committee, 'gwh.zhuren');
    await open(desks.committee, list);
    await pressed(desks.committee.page, '同意清单');
    await signInAt(stack, desks.committee, 'gwh.shencha');
    await open(desks.committee, list);
    await pressed(desks.committee.page, '公布清单');
    await tour.stop(
      desks.committee.page,
      'list',
      'The cooperation list',
      'Agreed by both sides, its fair-competition review on file, in force between two dates.',
    );
    await signInAt(stack, desks.company, 'gf.jingban');
    await open(desks.company, '/contracts/new');
    await askGate(page, '示例咨询（清单外）', null);
    await page.getByTestId('gate-answer').getByText('市场').first().waitFor();
    await open(desks.company, '/contracts/new');
    await askGate(page, '扶欢组团标准厂房一期（示例）', '标准厂房');
    await page.getByRole('button', { name: '签订委托' }).waitFor();
    await tour.stop(
      page,
      'gate',
      'The gate',
      'On the list, entrusted: with the item, the version, the reasons and what must happen next.',
    );
    await page.getByLabel('签订日期').fill(today);
    await page.getByLabel('约定完工日期').fill(day(today, -300));
    await press(page, '签订委托');
    await page.waitForURL(/\/contracts\/[0-9a-f-]{36}$/);
  });

  test('5. the workshop becomes an asset, both sides count and sign, two vouchers balance, the statement moves', async () => {
    const { page } = desks.company;
    const player = httpPlayer(stack);
    const contract = page.url().split('/').at(-1) ?? '';
    await buildContract(player, contract, today, '32000000.00');
    await page.reload();
    await page.getByRole('tab', { name: '编报竣工决算' }).click();
    const accounts = page.getByTestId('accounts-form');
    await accounts.getByLabel('资产名称').fill('扶欢标准厂房 1 号（示例）');
    await choose(page, '资产类别', '厂房');
    await accounts.getByLabel('直接成本').fill('32000000');
    await attach(accounts, '竣工决算');
    await pressed(page, '编报竣工决算', false);
    await player.act('gwh.shencha', 'contracts.decideAccounts', {
      id: contract,
      approve: true,
      opinion: '同意',
    });
    await page.reload();
    await page.getByRole('tab', { name: '交付形成资产' }).click();
    await attach(page.getByTestId('hand-over-form'), '资产交接单');
    await pressed(page, '交付形成资产');
    const cast = await readCast(player);
    const { items } = await player.query<{ items: { id: string }[] }>('gf.caiwu', 'assets.list', {});
    const proposal = {
      matter: 'asset_disposal',
      companyId: cast.companies.get('GF')?.id,
      assetIds: items.map((a) => a.id),
      toId: cast.companies.get('FHGS')?.id,
      basisDate: today,
      decidedOn: day(today, 10),
    };
    const id = await proposeMatter(player, today, '扶欢标准厂房一期划转至扶欢公司（示例）', proposal);
    await submitMatter(player, id);
    await decideMatter(player, id, '党工委会议（示例二）');
    const warrantId = await issueWarrant(player, id, '示例府批〔2026〕2号');
    today = await todayOf(player);
    const finance = desks.finance.page;
    await signInAt(stack, desks.finance, 'gf.caiwu');
    await tour.stop(
      finance,
      'finance-front-door',
      'The finance front door',
      'By cluster: formed, to transfer, in transfer, transferred.',
    );
    await open(desks.finance, `/orders?warrant=${warrantId}`);
    await press(finance, '建立划转单', false);
    await finance.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
    const order = finance.url();
    for (const account of ['gf.caiwu', 'fh.caiwu']) {
      await signInAt(stack, desks.finance, account);
      await finance.setViewportSize({ width: 390, height: 844 });
      await open(desks.finance, order);
      await finance.getByText('其余都在').first().waitFor();
      await tour.stop(
        finance,
        `count-${account.slice(0, 2)}`,
        'Counted on a phone',
        'Each side counts line by line where the things are.',
      );
      await pressed(finance, '提交，其余都在', false);
      await finance.setViewportSize({ width: 1440, height: 900 });
    }
    for (const account of ['gf.caiwu', 'fh.caiwu']) {
      await signInAt(stack, desks.finance, account);
      await open(desks.finance, order);
      await pressed(finance, '签字确认');
    }
    const orderId = order.split('/').at(-1) ?? '';
    await recordPapers(player, orderId, { giver: 'gf.caiwu', receiver: 'fh.caiwu' });
    await signInAt(stack, desks.finance, 'gf.caiwu');
    await open(desks.finance, order);
    await pressed(finance, '确认入账');
    await tour.stop(
      finance,
      'order',
      'The transfer order',
      'Lines, both counts, both signatures, and the vouchers of the two books.',
    );
    await finance.getByRole('link', { name: /转-/ }).first().click();
    await finance.getByText('借贷相等').first().waitFor();
    await tour.stop(finance, 'voucher', 'A voucher', 'Debits equal credits, or it is not booked.');
    await open(desks.finance, '/clusters');
    await finance.getByText('3,200.00').first().waitFor();
    await tour.stop(
      finance,
      'clusters',
      'The cluster statement',
      'Fuhuan’s workshop stands with Fuhuan’s company.',
    );
    await signInAt(stack, desks.finance, 'fh.caiwu');
    await open(desks.finance, `/assets/${items[0]?.id}`);
    await finance.getByText('三者不一致').first().waitFor();
    const title = finance.getByTestId('title-form');
    await title.getByLabel('权属登记日期').fill(today);
    await attach(title, '不动产权证（示例）');
    await both(finance, 'asset-title');
    await pressed(finance, '保存权属登记', false);
    await finance.getByText('三者不一致').waitFor({ state: 'detached' });
    await finance.getByRole('link', { name: '不动产权证（示例）.pdf' }).waitFor();
    await both(finance, 'asset-titled');
  });

  test('6. an auditor reads the whole chain from the asset back to the vote', async () => {
    const { page } = desks.auditor;
    await signInAt(stack, desks.auditor, 'gwh.shenji');
    await open(desks.auditor, '/assets');
    await page.locator('tr[data-testid^="row-"] a').first().click();
    await page.waitForURL(/\/assets\/[0-9a-f-]{36}$/);
    await page
      .getByRole('link', { name: /来龙去脉/ })
      .first()
      .click();
    await page.getByText('表决').first().waitFor();
    await page.getByText('管委批').first().waitFor();
    await tour.stop(
      page,
      'chain',
      'From the asset back to the vote',
      'Order, warrant, the higher decision, meeting, votes, proposal; contract and list; each with its entries of the journal.',
    );
    await page.getByRole('button', { name: '校验' }).click();
    await page
      .getByText(/完整|未被改动|无改动/)
      .first()
      .waitFor();
    expect([desks.company, desks.committee, desks.finance, desks.auditor].flatMap((d) => d.errors)).toEqual(
      [],
    );
  });
});

const pick = (page: Page, item: string, option: string): Promise<void> =>
  page.locator('.ant-form-item', { hasText: item }).getByText(option, { exact: true }).first().click();

/** The short flow of the gate, as a manager fills it in. */
async function askGate(page: Page, title: string, item: string | null): Promise<void> {
  await fill(page, '事项名称', title);
  if (item !== null) await choose(page, '对应清单事项', item);
  await pick(page, '是否含工程', item === null ? '不含工程' : '含工程');
  await pick(page, '拟用方式', item === null ? '购买服务' : '代建');
  await choose(page, '拟承接公司', '高新技术产业发展集团');
  await choose(page, '所在组团', '扶欢');
  await page.getByLabel('金额（元）').first().fill('36000000');
  await pick(page, '是否含税', '含税');
  await fill(page, '立项编号', item === null ? '清单外' : '扶欢标准厂房一期');
  await fill(page, '期限（月）', '12');
  await fill(page, '决定日期', today);
  if (item !== null) await pick(page, '代建单位来源', '政府授权');
  await choose(page, '来源', '财政预算');
  await fill(page, '资金数额（元）', '36000000');
  await fill(page, '预算文件号', '示例预算〔2026〕1号');
  await page.getByRole('button', { name: '判定', exact: true }).click();
  await page.getByTestId('gate-answer').waitFor();
}
