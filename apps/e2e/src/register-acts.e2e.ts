import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { answer, choose, fill, press, pressed } from './support/page-acts.ts';
import { warranted } from './support/plan-warrant.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
const ids = new Map<string, string>();
const idOf = (code: string): string => ids.get(code) ?? '';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  await stack.sql(`
    WITH o AS (INSERT INTO organizations (id, code, kind, form, tier, established_on, source)
      VALUES (gen_random_uuid(), 'FHXS', 'company', 'limited', 2, '2026-11-01', 'illustrative') RETURNING id)
    INSERT INTO organization_names (organization_id, name, status, valid_from)
    SELECT id, '${NEW}', 'known', '2026-11-01' FROM o`);
  for (const { code, id } of await stack.sql<{ code: string; id: string }>(
    'SELECT code, id FROM organizations',
  ))
    ids.set(code, id);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-register-acts');
});

const NEW = '綦江扶欢新设公司（示例）';
const GROUP = '重庆綦江高新技术产业发展集团有限公司';
const YN = '渝南';

const holders = (page: Page) => page.locator('.ant-card', { hasText: '持股比例' });
const ask = (page: Page): Promise<void> => page.getByRole('button', { name: '预审', exact: true }).click();

/** Proposes what stands in the form, and has it decided: the id of its warrant. */
async function decided(title: string): Promise<string> {
  const { page } = desk;
  await fill(page, '事项名称', title);
  await page.getByRole('button', { name: '提出', exact: true }).click();
  await page.waitForURL(/\/matters\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { name: title }).first().waitFor();
  return warranted(stack, page.url().split('/').at(-1) ?? '');
}

async function begin(account: string, type: string): Promise<Page> {
  const { page } = desk;
  await signInAt(stack, desk, account);
  await page.goto(`${stack.url}/matters/new`);
  await page.getByRole('button', { name: /重组/ }).click();
  await choose(page, '重组类型', type);
  await fill(page, '事项内容', '优化园区公司布局');
  await fill(page, '理由和用途', '整合园区公司（示例）');
  await answer(page, '职工', '否');
  return page;
}

test('a division is proposed with whose capital passes, and entered into both registers at once', async () => {
  const page = await begin('fh.jingban', '分立');
  await choose(page, '分立新设的公司', NEW);
  await fill(page, '分出的注册资本（元）', '40000000');
  await page.getByRole('button', { name: '添加股东' }).click();
  await page.getByLabel('第 1 名股东分出的金额').fill('四千万');
  await ask(page);
  await page.getByText('每行须选股东、填金额（元）').waitFor();
  await both(page, 'register-acts-01-portions-wrong');
  await choose(page, '第 1 名股东', YN);
  await page.getByLabel('第 1 名股东分出的金额').fill('40000000');
  await ask(page);
  await page.getByTestId('route-answer').waitFor();
  await both(page, 'register-acts-02-division-terms');
  const warrantId = await decided('扶欢公司存续分立（示例）');
  await page.reload();
  await page.getByText(NEW).first().waitFor();
  await both(page, 'register-acts-03-division-case');
  await page.goto(`${stack.url}/warrants/${warrantId}`);
  await page.getByRole('button', { name: '去办理' }).click();
  await page.getByText('按批复分立').waitFor();
  await both(page, 'register-acts-04-division-enter');
  await pressed(page, '记入各方股东名册');
  await page.goto(`${stack.url}/equity/${idOf('FHXS')}`);
  await holders(page).getByText('4,000.00').first().waitFor();
  await page.goto(`${stack.url}/equity/${idOf('FHGS')}`);
  await holders(page).getByText('6,000.00').first().waitFor();
  await page.getByRole('link', { name: NEW }).waitFor();
  await both(page, 'register-acts-05-divided');
  expect(desk.errors).toEqual([]);
});

test('a merger is entered as one act into every register that it changes; the absorbed company is shown as dissolved', async () => {
  const page = await begin('yn.jingban', '合并');
  await choose(page, '吸收方（本企业并入）', GROUP);
  await fill(page, '换股比例', '0.5');
  await ask(page);
  await page.getByText('请填写不小于 1 的数').waitFor();
  await fill(page, '换股比例', '2');
  await ask(page);
  await page.getByTestId('route-answer').waitFor();
  await both(page, 'register-acts-06-merger-terms');
  const warrantId = await decided('高发集团吸收合并渝南公司（示例）');
  await page.goto(`${stack.url}/equity?warrant=${warrantId}`);
  await page.getByText('按批复吸收合并').waitFor();
  await both(page, 'register-acts-07-merger-enter');
  await pressed(page, '记入各方股东名册');
  await page.getByText('已按这份批复记入股东名册').waitFor();
  await both(page, 'register-acts-08-structure');
  await page.getByText('已注销（被吸收）').first().waitFor();
  await page.goto(`${stack.url}/equity/${idOf('YN')}`);
  await page.getByText('起已注销：被').waitFor();
  await page.getByText('这一天该公司没有在册股东').waitFor();
  await both(page, 'register-acts-09-absorbed');
  await page.getByText(/同一次办理的另 \d+ 家公司/).click();
  await page.getByRole('link', { name: GROUP }).first().click();
  await holders(page).getByText('250,000.00').first().waitFor();
  await both(page, 'register-acts-10-absorber');
  await page.goto(`${stack.url}/equity/${idOf('QHGS')}`);
  await holders(page).getByText(GROUP).waitFor();
  // The day before, the absorbed company still had its holder.
  await page.goto(`${stack.url}/equity/${idOf('YN')}?asOf=2026-01-01`);
  await holders(page).getByText('100,000.00').first().waitFor();
  expect(await page.getByText('已注销（被吸收）').count()).toBe(0);
  expect(desk.errors).toEqual([]);
});

test('an amendment turns an earlier entry back under a warrant of its own; both readings stand', async () => {
  const { page } = desk;
  const handler = await signIn(stack, 'ct.jingban');
  const me = await handler.query<{ today: string }>('session.me');
  const today = me.ok ? me.value.today : '';
  /** A transfer between the same two of a part of QF, decided. */
  const transfer = async (share: string, title: string): Promise<string> => {
    const made = await handler.mutate<{ id: string }>('matters.propose', {
      ...{ requestId: crypto.randomUUID(), title, records: [], materials: [] },
      proposal: {
        ...{ matter: 'equity_transfer', companyId: idOf('CT'), targetId: idOf('QF'), fromId: idOf('CT') },
        ...{ toId: idOf('GF'), share, mode: 'free_transfer', amount: '1000.00' },
        ...{ basisDate: '2026-06-30', decidedOn: today },
      },
    });
    if (!made.ok) throw new Error(JSON.stringify(made));
    return warranted(stack, made.value.id);
  };
  const [first, second] = [
    await transfer('1/4', '划转四分之一（示例）'),
    await transfer('1/5', '改为五分之一（示例）'),
  ];
  await signInAt(stack, desk, 'ct.jingban');
  await page.goto(`${stack.url}/equity?warrant=${first}`);
  await pressed(page, '执行划转');
  await page.goto(`${stack.url}/equity/${idOf('QF')}`);
  await holders(page).getByText('1,250.00').first().waitFor();
  await page
    .getByRole('row', { name: /无偿划转/ })
    .getByRole('button', { name: '变更', exact: true })
    .click();
  await page.getByText('笔误更正，还是变更？').waitFor();
  await both(page, 'register-acts-11-amend-guide');
  // The day after, the parties have agreed on less.
  await stack.passDays(1);
  await signInAt(stack, desk, 'ct.jingban');
  await page.goto(`${stack.url}/equity?warrant=${second}`);
  await page.getByRole('checkbox', { name: /对先前一项登记的变更/ }).check();
  expect(await page.getByRole('button', { name: '执行划转' }).isDisabled()).toBe(true);
  await choose(page, '被变更的登记', '无偿划转');
  await page.getByLabel('变更原因').fill('双方改签协议，只划转五分之一（示例）');
  await both(page, 'register-acts-12-amend');
  await press(page, '执行划转');
  await page.getByText('划转已登记').waitFor();
  await page.goto(`${stack.url}/equity/${idOf('QF')}`);
  await holders(page).getByText('1,000.00').first().waitFor();
  await page.getByText('已变更').waitFor();
  await page.getByText('双方改签协议，只划转五分之一（示例）').waitFor();
  await both(page, 'register-acts-13-amended');
  // What was known the day before, and what counts of that day.
  await page.goto(`${stack.url}/equity/${idOf('QF')}?knownOn=${today}`);
  await holders(page).getByText('1,250.00').first().waitFor();
  expect(await page.getByText('已变更').count()).toBe(0);
  await both(page, 'register-acts-14-known-before');
  await page.goto(`${stack.url}/equity/${idOf('QF')}?asOf=${today}`);
  await holders(page).getByText('1,250.00').first().waitFor();
  await page.getByText('已变更').waitFor();
  expect(desk.errors).toEqual([]);
});
