import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { recordPapers } from './support/handover.ts';
import { httpPlayer } from './support/http-player.ts';
import { day, idOf, type Player, readCast } from './support/journey.ts';
import { attach, choose, downloaded, press, pressed, seenDone } from './support/page-acts.ts';
import { warranted } from './support/plan-warrant.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
let player: Player;
let today: string;
let order = '';

type Card = { name: string; class: string; cluster: string; holder?: string; particulars?: object };
const cards: Readonly<Record<string, Card>> = {
  plant: { name: '标准厂房 2 号（示例）', class: 'plant', cluster: 'FH' },
  land: {
    ...{ name: '工业用地一宗（示例）', class: 'land', cluster: 'FH' },
    particulars: { acquired: 'granted', invested: '4000000.00', required: '8000000.00' },
  },
  road: { name: '园区主干道（示例）', class: 'road', cluster: 'FH', holder: 'GWH' },
  pipe: { name: '跨片区管网（示例）', class: 'pipe', cluster: 'FH', particulars: { spans: '扶欢、示例二' } },
  lathe: { name: '数控机床（示例）', class: 'equipment', cluster: 'EX' },
  press: { name: '冲压机（示例）', class: 'equipment', cluster: 'EX' },
};
const ids: Record<string, string> = {};
const parts: string[] = [];

/** A card in the register since last year: in the group's custody, and in its book unless it serves the public. */
async function enter(
  key: string,
  { name, class: kind, cluster, holder = 'GF', particulars = {} }: Card,
): Promise<void> {
  const formed = day(today, 400);
  const [row] = await stack.sql<{ id: string }>(`
    INSERT INTO assets (id, code, name, class, cluster_id, monthly_depreciation, charged_through, public_benefit, particulars, formed_on, quantity)
    SELECT gen_random_uuid(), '${cluster}-8' || lpad((random() * 9999)::int::text, 4, '0'), '${name}', '${kind}', id,
      CASE WHEN '${holder}' = 'GF' AND '${kind}' IN ('plant', 'equipment') THEN 1000 END, date_trunc('month', date '${formed}'), '${holder}' <> 'GF',
      '${JSON.stringify(particulars)}', '${formed}', 10 FROM clusters WHERE code = '${cluster}' RETURNING id`);
  const id = row?.id ?? '';
  await stack.sql(`INSERT INTO asset_facts (asset_id, kind, organization_id, valid_from)
    SELECT '${id}', f.fact, o.id, '${formed}' FROM unnest(ARRAY['title', 'book', 'custody']) f (fact)
    JOIN organizations o ON o.code = CASE f.fact WHEN 'custody' THEN 'GF' ELSE '${holder}' END`);
  await stack.sql(`INSERT INTO asset_entries (asset_id, organization_id, kind, entry_on, items, cost, cause_id)
    SELECT id, book_id, 'acquire', formed_on, 1, 1200000, id FROM assets WHERE id = '${id}'`);
  ids[key] = id;
}

const paper = (title: string): Promise<string> =>
  player.upload('gf.caiwu', `${title}.pdf`, `%PDF-1.4\n% ${title} 示例\n%%EOF\n`);

async function encumber(assetId: string, kind: string, over: object): Promise<string> {
  const said = {
    kind,
    holder: '綦江示例银行',
    barsTransfer: false,
    barRegistered: false,
    registered: true,
    ...over,
  };
  const { id } = await player.act<{ id: string }>('gf.caiwu', 'assets.encumber', {
    ...{ assetId, ...said, validFrom: day(today, 30), document: await paper(`${kind} ${assetId}`) },
  });
  return id;
}

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  player = httpPlayer(stack);
  const cast = await readCast(player);
  today = cast.today;
  // A second cluster of the same operating company.
  await stack.sql(`WITH made AS (INSERT INTO clusters (id, code, established_on, source) VALUES (gen_random_uuid(), 'EX', '2020-01-01', 'illustrative') RETURNING id),
    named AS (INSERT INTO cluster_names (cluster_id, name, valid_from) SELECT id, '示例二组团', '2020-01-01' FROM made)
    INSERT INTO cluster_operators (cluster_id, organization_id, valid_from) SELECT made.id, o.id, '2020-01-01' FROM made, organizations o WHERE o.code = 'FHGS'`);
  for (const [key, card] of Object.entries(cards)) await enter(key, card);
  await encumber(ids.plant ?? '', 'seizure', { holder: '綦江区人民法院（示例）' });
  const mortgage = await encumber(ids.land ?? '', 'mortgage', { barsTransfer: true, barRegistered: true });
  const consent = {
    encumbranceId: mortgage,
    kind: 'consented',
    on: day(today, 5),
    document: await paper('同意函'),
  };
  await player.act('gf.caiwu', 'assets.encumbranceStep', consent);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-asset-transfer');
});

async function open(account: string, path: string): Promise<Page> {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}${path}`);
  return desk.page;
}
const sheetTo = (page: Page, company: string): Locator =>
  page.locator('[data-testid^="sheet-"]', { hasText: company }).first();
const line = (page: Page, id: string): Locator => page.getByTestId(`row-${id}`).first();

describe('assets of two clusters, from the choice to the title', () => {
  test('each is answered may, may not or warn with the law while it is chosen; a pipe across two clusters is split first', async () => {
    const page = await open('gf.jingban', '/matters/new');
    await page.getByRole('button', { name: '资产处置' }).click();
    for (const { name } of Object.values(cards)) await page.getByText(name).first().waitFor();
    await page.getByRole('button', { name: '全选列出的' }).click();
    const verdicts = page.getByTestId('verdicts');
    await verdicts.getByText('资产被查封或扣押').waitFor();
    await verdicts.getByText('只移交管护').waitFor();
    await verdicts.getByText('抵押权随资产转移').waitFor();
    await verdicts.getByText('须先按分割协议拆分').waitFor();
    await both(page, 'asset-transfer-01-verdicts', verdicts);
    const { clusters } = await readCast(player);
    await player.act('gf.caiwu', 'assets.split', {
      ...{ assetId: ids.pipe, on: today, basis: 'quantity', document: await paper('分割协议') },
      parts: [
        { name: '管网扶欢段（示例）', measure: '7', clusterId: idOf(clusters, 'FH') },
        { name: '管网示例二段（示例）', measure: '3', clusterId: idOf(clusters, 'EX') },
      ],
    });
    const rows = await stack.sql<{ id: string; cost: string }>(
      `SELECT id, cost FROM assets WHERE name LIKE '管网%段（示例）' ORDER BY cost DESC`,
    );
    expect(rows.map(({ cost }) => cost)).toEqual(['840000.00', '360000.00']);
    parts.push(...rows.map(({ id }) => id));
  });

  test('the order parks the seized workshop and sends the rest of both clusters to their operating company', async () => {
    const { companies } = await readCast(player);
    const assetIds = [...Object.entries(ids).flatMap(([key, id]) => (key === 'pipe' ? [] : [id])), ...parts];
    const proposal = {
      ...{ matter: 'asset_disposal', companyId: idOf(companies, 'GF'), assetIds },
      ...{ basisDate: day(today, 30), decidedOn: day(today, 10) },
    };
    const draft = { title: '扶欢、示例二组团资产划转（示例）', proposal, records: [], materials: [] };
    const { id } = await player.act<{ id: string }>('gf.jingban', 'matters.propose', draft);
    await stack.sql(
      `UPDATE matters SET parties = parties || ARRAY(SELECT id FROM organizations WHERE code IN ('FHGS')) WHERE id = '${id}'`,
    );
    const warrantId = await warranted(stack, id, 'NULL');
    const page = await open('gf.caiwu', `/orders?warrant=${warrantId}`);
    await page.getByText('各组团运营公司').waitFor();
    await press(page, '建立划转单', false);
    await page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
    order = new URL(page.url()).pathname;
    const parked = page.getByTestId('parked');
    await parked.getByText('标准厂房 2 号（示例）').waitFor();
    await parked.getByText('资产被查封或扣押').waitFor();
    await line(page, ids.land ?? '')
      .getByText('抵押权随资产转移')
      .waitFor();
    await line(page, ids.road ?? '')
      .getByText('只移交管护')
      .waitFor();
    await page.getByText('扶欢组团').first().waitFor();
    await page.getByText('示例二组团').first().waitFor();
    await both(page, 'asset-transfer-02-order');
    await press(page, '重新判断', false);
    await page.getByText('仍不能划转').waitFor();
  });

  test('both sides count on a phone; two differences hold their own lines, the rest is signed', async () => {
    const differing = [
      ['fh.caiwu', ids.lathe ?? '', '毁损', '主轴损坏'],
      ['fh.caiwu', ids.press ?? '', '实物不在', '车间未见'],
    ] as const;
    for (const account of ['gf.caiwu', 'fh.caiwu']) {
      const page = await open(account, order);
      await page.setViewportSize({ width: 390, height: 844 });
      for (const [who, id, what, note] of differing) {
        if (who !== account) continue;
        const row = page.getByTestId(`count-${id}`);
        await row.getByRole('combobox').click();
        await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: what }).click();
        await row.getByRole('textbox').fill(note);
      }
      await page.getByRole('button', { name: '提交，其余都在' }).first().waitFor();
      await picture(page, `asset-transfer-03-count-${account.slice(0, 2)}`);
      for (
        let left = await page.getByRole('button', { name: '提交，其余都在' }).count();
        left > 0;
        left -= 1
      ) {
        await page
          .getByRole('button', { name: '提交，其余都在' })
          .nth(left - 1)
          .click();
        await seenDone(page);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    for (const account of ['gf.caiwu', 'fh.caiwu']) {
      const page = await open(account, order);
      await page.getByRole('button', { name: '签字确认' }).first().waitFor();
      for (let left = await page.getByRole('button', { name: '签字确认' }).count(); left > 0; left -= 1)
        await pressed(page, '签字确认');
    }
    const page = await open('fh.caiwu', order);
    await page.getByTestId('differences').getByText('主轴损坏').waitFor();
    await both(page, 'asset-transfer-04-differences', page.getByTestId('differences'));
  });

  test('a difference goes on or out when both sides say the same', async () => {
    for (const account of ['fh.caiwu', 'gf.caiwu']) {
      const page = await open(account, order);
      for (const [kind, outcome] of [
        ['damaged', '继续划转'],
        ['missing', '移出本单'],
      ] as const) {
        const row = page.getByTestId(`difference-${kind}`);
        await row.getByRole('radio', { name: outcome }).check();
        await row.getByLabel('处理情况').fill('已核实');
        await row.getByRole('button', { name: '提交意见' }).click();
        await seenDone(page);
      }
    }
    await desk.page.getByText('清点差异（未了结 0 项）').waitFor();
    await sheetTo(desk.page, '第 2 轮').waitFor();
  });

  test('with papers, a successor and balances each sheet is booked in one act, and both books balance', async () => {
    const orderId = order.split('/').at(-1) ?? '';
    await recordPapers(player, orderId, { giver: 'gf.caiwu', receiver: 'fh.caiwu' });
    const page = await open('gf.caiwu', order);
    const booking = sheetTo(page, '第 1 轮');
    const book = async (at: Locator) => {
      await at.getByText('一般性税务处理').click();
      for (const [label, value] of [
        ['资本公积余额', '90000000'],
        ['盈余公积余额', '0'],
        ['未分配利润余额', '0'],
      ] as const)
        await at.getByLabel(label).fill(value);
      await at.getByRole('button', { name: '确认入账', exact: true }).click();
      await page.locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
    };
    await book(booking);
    await page.getByText('附有抵押').waitFor();
    const form = page.getByTestId('succession-form');
    await choose(page, '哪项资产', '工业用地');
    await choose(page, '承接什么', '抵押');
    await form.getByLabel('对方').fill('綦江示例银行');
    await attach(form, '抵押承接协议');
    await both(page, 'asset-transfer-05-succession', form);
    await pressed(page, '登记承接', false);
    await page.goto(`${stack.url}${order}`);
    await book(sheetTo(page, '第 1 轮'));
    await seenDone(page);
    await page.getByTestId('after').waitFor();
    await both(page, 'asset-transfer-06-booked');
    for (const account of ['gf.caiwu', 'fh.caiwu']) {
      await open(account, order);
      await pressed(page, '提交，其余都在', false);
    }
    for (const account of ['gf.caiwu', 'fh.caiwu']) {
      await open(account, order);
      await pressed(page, '签字确认');
    }
    await open('gf.caiwu', order);
    await book(sheetTo(page, '第 2 轮'));
    await seenDone(page);
    const sums = await stack.sql<{ company: string; apart: string }>(`
      SELECT o.code AS company, sum(l.debit - l.credit) AS apart FROM vouchers v JOIN voucher_lines l ON l.voucher_id = v.id
      JOIN organizations o ON o.id = v.organization_id WHERE v.order_id = '${orderId}' GROUP BY 1 ORDER BY 1`);
    expect(sums.map(({ company, apart }) => [company, Number(apart)])).toEqual([
      ['FHGS', 0],
      ['GF', 0],
    ]);
    const [road] = await stack.sql<{ book: string; custody: string }>(
      `SELECT b.code AS book, c.code AS custody FROM assets a JOIN organizations b ON b.id = a.book_id JOIN organizations c ON c.id = a.custody_id WHERE a.id = '${ids.road}'`,
    );
    expect(road).toEqual({ book: 'GWH', custody: 'FHGS' });
  });

  test('title is registered by the receiver and the duty discharged; the seized workshop still waits', async () => {
    const page = await open('fh.caiwu', `/assets/${ids.land}`);
    const title = page.getByTestId('title-form');
    await title.getByLabel('权属登记日期').fill(today);
    await attach(title, '不动产权证（示例）');
    await pressed(page, '保存权属登记', false);
    await page.goto(`${stack.url}${order}`);
    const duty = page.getByTestId('duty-title');
    await duty.getByLabel('办结日期').fill(today);
    await attach(duty, '登记回执');
    await duty.getByRole('button', { name: '登记办结' }).click();
    await seenDone(page);
    await duty.getByText(`${today} 办结`).waitFor();
    await page.getByTestId('parked').getByText('标准厂房 2 号（示例）').waitFor();
    await both(page, 'asset-transfer-07-after', page.getByTestId('after'));
  });

  test('what was moved is reconciled, and the statement goes out as Excel with the figures of the page', async () => {
    const { page } = desk;
    await stack.passDays(40);
    await signInAt(stack, desk, 'fh.caiwu');
    await page.goto(`${stack.url}/reconciliation`);
    for (const check of ['count', 'transfer_pairs', 'cluster_membership', 'cluster_net'])
      await page.locator(`[data-testid=light-${check}][data-state=green]`).waitFor();
    await both(page, 'asset-transfer-08-reconciled');
    await page.goto(`${stack.url}/clusters`);
    const total = page.getByTestId('statement').getByTestId('sum-total-assets');
    await total.waitFor();
    const shown = (await total.locator('td').allInnerTexts()).map((text) => text.replace(/[,\s]/g, ''));
    const book = await downloaded(page, '导出 Excel');
    expect(book.rows('合计')[1]?.slice(1).map(Number)).toEqual(shown.slice(2).map(Number));
    // The parcel, both parts of the pipe and the lathe stand in the receiver's book; the missing press does not.
    const [booked] = await stack.sql<{ items: number }>(
      `SELECT count(*)::int AS items FROM assets a JOIN organizations o ON o.id = a.book_id
       WHERE o.code = 'FHGS' AND a.id = ANY ('{${[...Object.values(ids), ...parts].join()}}')`,
    );
    expect(booked?.items).toBe(4);
    expect(desk.errors).toEqual([]);
  });
});
