import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { both, type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { signIn } from './support/client.ts';
import { pressed } from './support/page-acts.ts';
import { type Stack, startStack } from './support/stack.ts';

let stack: Stack;
let browser: Browser;
let desk: Desk;
const page = (): Page => desk.page;

const GROUP = '重庆綦江高新技术产业发展集团有限公司';
const FUHUAN = '綦江扶欢园区建设开发有限公司';
const PERIOD = '2026-06-30';

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  // 示例: 80% of one developer has come to the group.
  await stack.sql(`
    INSERT INTO equity_events (id, act_id, kind, target_id, from_id, to_id, subscribed, paid, decided_on, register_on, registration_on, exemption, source, recorded_at)
    SELECT x.id, x.id, 'free_transfer', c.id, yn.id, gf.id, 80000000, 80000000, '2026-03-01', '2026-03-02', '2026-03-03', 'opening', 'illustrative', '2026-03-03'
    FROM (SELECT gen_random_uuid() AS id) x, organizations c, organizations yn, organizations gf
    WHERE c.code = 'FHGS' AND yn.code = 'YN' AND gf.code = 'GF'`);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

type Rows = readonly (readonly string[])[];
const linesOf = (company: string, lines: Record<string, string>): Rows =>
  Object.entries(lines).map(([line, amount]) => [company, PERIOD, line, amount]);

/** 示例 statements of the group and of one subsidiary, which has sold it goods. */
function workbook(cash: string): Promise<Buffer> {
  const sheets: Record<string, Rows> = {
    报表: [
      ['公司编码', '期末日', '项目', '金额(元)'],
      ...linesOf('GF', {
        ...{ 货币资金: '1200000000', 存货: '1200000', 长期股权投资: '90000000', 应付款项: '51200000' },
        ...{ 实收资本: '1200000000', 未分配利润: '40000000' },
        ...{ 营业收入: '60000000', 营业成本: '30000000', 管理费用: '8000000', 所得税费用: '5500000' },
      }),
      ...linesOf('FHGS', {
        ...{
          货币资金: cash,
          应收款项: '11200000',
          存货: '30000000',
          在建工程: '75000000',
          长期借款: '40000000',
        },
        ...{ 实收资本: '100000000', 资本公积: '6200000', 未分配利润: '10000000' },
        ...{ 营业收入: '21200000', 营业成本: '15000000', 财务费用: '1200000', 所得税费用: '1250000' },
      }),
    ],
    内部投资: [
      ['投资方编码', '被投资方编码', '期末日', '账面价值(元)', '商誉(元)', '本期内部投资收益(元)'],
      ['GF', 'FHGS', PERIOD, '90000000', '', ''],
    ],
    内部往来: [
      ['债权方编码', '债务方编码', '期末日', '余额(元)', '坏账准备(元)', '年初坏账准备(元)', '所得税率'],
      ['FHGS', 'GF', PERIOD, '1200000', '', '', ''],
    ],
    内部存货: [
      ['销售方编码', '购买方编码', '期末日', '售价(元)', '成本(元)', '未售比例', '所得税率'],
      ['FHGS', 'GF', PERIOD, '1200000', '1000000', '1', '0.25'],
    ],
    内部固定资产: [
      ['出售方编码', '购入方编码', '期末日', '出售日', '售价(元)', '账面价值(元)', '剩余月数', '所得税率'],
    ],
  };
  return writeXlsxFile(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String }))),
    })),
  ).toBuffer();
}

async function hand(name: string, buffer: Buffer): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page().locator('input[type="file"]').first().setInputFiles({ name, mimeType, buffer });
}

test('finance of the group brings the statements in: a balance sheet that does not balance is named, then mended', async () => {
  await signInAt(stack, desk, 'gf.caiwu');
  await page().goto(`${stack.url}/equity/accounts`);
  await page().getByText('还没有集团报表').waitFor();
  await page().getByRole('link', { name: '导入报表' }).click();
  await hand('集团报表（示例）.xlsx', await workbook('39999999.99'));
  await page().getByText(`${FUHUAN} ${PERIOD} 的资产负债表不平`).waitFor();
  expect(await page().getByRole('button', { name: '确认导入' }).count()).toBe(0);
  await hand('集团报表（示例）.xlsx', await workbook('40000000'));
  await pressed(page(), '确认导入');
});

test('a consolidated figure is drilled down to the cells and the entries it is made of', async () => {
  await page().goto(`${stack.url}/equity`);
  await page().getByRole('link', { name: '集团报表' }).click();
  await page().getByText('资产 = 负债 + 所有者权益，分厘不差').waitFor();
  expect(await page().getByText('合并报表不完整').count()).toBe(0);
  const line = (code: string) => page().getByTestId(`line-${code}`);
  expect(await line('investment').getByRole('button').textContent()).toBe('0.00');
  await both(page(), 'group-accounts');
  // 1 200 000 sold within the group for a profit of 200 000, all of it still in stock.
  await line('inventory').getByRole('button', { name: '31,000,000.00' }).click();
  const parts = page().getByTestId('parts');
  await parts.getByRole('row', { name: FUHUAN }).first().waitFor();
  const [file] = await Promise.all([
    page().waitForEvent('download'),
    parts.getByRole('link', { name: '报表!D14' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('集团报表（示例）.xlsx');
  await parts.getByText('未实现损益抵销').waitFor();
  await parts.getByRole('link', { name: '内部存货!A2' }).waitFor();
  await both(page(), 'group-accounts-parts');
  await page().keyboard.press('Escape');
  await line('minority_profit').getByRole('button').click();
  // A fifth of 3 750 000 less the 150 000 after tax that are not realised.
  await page().getByText('少数股东损益：720,000.00 元').waitFor();
  await picture(page(), 'group-accounts-minority');
  expect(desk.errors).toEqual([]);
});

test('the auditor reads the same, another company nothing', async () => {
  const auditor = await signIn(stack, 'gwh.shenji');
  type Groups = { id: string; name: string; periods: string[] }[];
  const groups = await auditor.query<Groups>('equity.groupAccountsList');
  expect(groups).toMatchObject({ ok: true, value: [{ name: GROUP, periods: [PERIOD] }] });
  const groupId = groups.ok ? groups.value[0]?.id : '';
  const asked = { groupId, periodEnd: PERIOD };
  expect(await auditor.query('equity.groupAccounts', asked)).toMatchObject({ value: { complete: true } });
  const other = await signIn(stack, 'fh.caiwu');
  expect(await other.query('equity.groupAccounts', asked)).toMatchObject({ failure: { kind: 'not_found' } });
  const legal = await signIn(stack, 'gf.fawu');
  expect(await legal.query('equity.groupAccounts', asked)).toMatchObject({ failure: { kind: 'forbidden' } });
});
