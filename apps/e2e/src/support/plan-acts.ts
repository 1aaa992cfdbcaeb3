import type { Locator, Page } from 'playwright-core';

/** What nothing speaks against. */
const clean = [
  ['权属', '清楚，无纠纷'],
  ['与划入方主业', '相符'],
  ['审计意见', '无保留'],
  ['职工安置', '不涉及分流安置'],
  ['或有负债', '没有'],
  ['划出方债务', '已有处置方案'],
  ['债权人通知', '已通知'],
] as const;

/** What a person does on the workbench of a plan; items count from 1. */
export function planActs(page: Page) {
  const item = (at: number): Locator => page.getByTestId(`item-${at}`);
  const pick = async (at: number, label: string, option: string): Promise<void> => {
    const box = item(at).getByRole('combobox', { name: label, exact: true });
    await box.click();
    if ((await box.getAttribute('readonly')) === null) await box.fill(option);
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option })
      .first()
      .click();
  };
  return {
    item,
    pick,
    /** The row of a company in the table of changes; another company's row names it too, where it controls it. */
    change: (company: string): Locator =>
      page
        .locator('tr[data-testid^="change-"]')
        .filter({ has: page.locator('td:first-child', { hasText: company }) }),
    head: (company: string): Locator => page.locator('.ant-collapse-header', { hasText: company }),
    /** Adds a free transfer of the whole share that its holder has, with nothing against it. */
    addFree: async (at: number, company: string, over: Record<string, string> = {}): Promise<void> => {
      await page.getByRole('button', { name: '添加事项' }).click();
      await pick(at, '公司', company);
      if (over.from !== undefined) await pick(at, '转出方', over.from);
      if (over.share !== undefined) await item(at).getByLabel('份额').fill(over.share);
      for (const [fact, value] of clean) await pick(at, fact, value);
      if (over.others !== undefined) await pick(at, '其他股东的优先权', over.others);
    },
    /** Adds an acquisition for value that was appraised and filed. */
    addBought: async (at: number, company: string, terms: Record<string, string>): Promise<void> => {
      await page.getByRole('button', { name: '添加事项' }).click();
      await pick(at, '公司', company);
      await pick(at, '方式', '有偿受让');
      await pick(at, '转出方', terms.from ?? '');
      await item(at)
        .getByLabel('份额')
        .fill(terms.share ?? '');
      await item(at)
        .getByLabel('价款（元）')
        .fill(terms.price ?? '');
      await pick(at, '权属', '清楚，无纠纷');
      await pick(at, '评估', '已核准或备案');
      await item(at)
        .getByLabel('评估基准日')
        .fill(terms.appraisedOn ?? '');
      await item(at)
        .getByLabel('评估结果（元）')
        .fill(terms.appraised ?? '');
    },
  };
}
