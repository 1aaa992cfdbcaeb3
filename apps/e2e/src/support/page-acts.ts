import type { Page } from 'playwright-core';

/** Picks an option of a select by part of its text; searchable ones are typed into. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  if ((await box.getAttribute('readonly')) === null) await box.fill(option);
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option })
    .first()
    .click();
}

/** Fills a field of the page's content, found by its label. */
export const fill = (page: Page, label: string, value: string): Promise<void> =>
  page.locator('#content').getByLabel(label, { exact: false }).first().fill(value);

/** Presses a button, answers its question with yes, and waits until the act is done. */
export async function press(page: Page, name: string, confirm = true): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  if (confirm) await page.locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' }).click();
}

/** Presses, and waits for the word that says it was done. */
export async function pressed(page: Page, name: string, confirm = true): Promise<void> {
  await press(page, name, confirm);
  await page.getByText('已办理').first().waitFor();
  await page.getByText('已办理').first().waitFor({ state: 'hidden' });
}

export const pdf = (title: string) => ({
  name: `${title}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4\n% ${title} 示例\n%%EOF\n`),
});
