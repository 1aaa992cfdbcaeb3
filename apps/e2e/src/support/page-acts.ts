import type { Locator, Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { day } from './journey.ts';

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

const TRIES = 3;
const ANSWER_MS = 10_000;

/** Presses a button and answers its question with yes; a question that a page drawn anew took away is asked for again. */
export async function press(page: Page, name: string, confirm = true): Promise<void> {
  const yes = page.locator('.ant-popconfirm:visible').getByRole('button', { name: '确定' });
  for (let tried = 1; ; tried += 1) {
    await page.getByRole('button', { name, exact: true }).first().click();
    if (!confirm) return;
    try {
      return await yes.click({ timeout: ANSWER_MS });
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}

/** Presses, and waits for the word that says it was done. */
export async function pressed(page: Page, name: string, confirm = true): Promise<void> {
  await press(page, name, confirm);
  await seenDone(page);
}

/** Waits for the word that says it was done, and marks it as seen, so that the next act waits for its own. */
export async function seenDone(page: Page): Promise<void> {
  const done = page.locator('.ant-message-notice-title:not([data-seen])', { hasText: '已办理' }).first();
  await done.waitFor();
  await done.evaluate((notice) => notice.setAttribute('data-seen', ''));
  await page.waitForLoadState('networkidle');
}

export const pdf = (title: string) => ({
  name: `${title}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4\n% ${title} 示例\n%%EOF\n`),
});

/** Hands in a paper at a form's own field, and waits until it stands there. */
export async function attach(form: Locator, title: string): Promise<void> {
  const button = form.getByRole('button', { name: '添加文件' });
  const [chooser] = await Promise.all([form.page().waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles(pdf(title));
  await form.getByRole('link', { name: `${title}.pdf` }).waitFor();
}

/** A workbook that a link of the page gives. */
export async function downloaded(page: Page, link: string) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ]);
  const sheets = await readXlsxFile(await file.path());
  return {
    name: file.suggestedFilename(),
    rows: (sheet: string) => sheets.find((each) => each.sheet === sheet)?.data ?? [],
  };
}

/** Fills the steps before a proposal, in their lawful order, and hands in a paper for each material. */
export async function fillSteps(page: Page, today: string): Promise<void> {
  const days: Record<string, number> = { PARTY: 12, SWC: 11, BOARD: 10, SH: 9 };
  for (const row of await page.locator('tr[data-testid^="row-"]').all()) {
    const code = (await row.getAttribute('data-testid'))?.slice('row-'.length) ?? '';
    const upload = row.locator('input[type="file"]');
    if ((await upload.count()) > 0) {
      await upload.setInputFiles(pdf(code));
      await row.getByRole('link').first().waitFor();
      continue;
    }
    if ((await row.getByText('必须').count()) === 0) continue;
    const dates = row.locator('input[type="date"]');
    await dates.first().fill(day(today, days[code] ?? 14));
    if ((await dates.count()) > 1) await dates.nth(1).fill(day(today, 90));
    const outcome = row.getByRole('combobox');
    if ((await outcome.count()) > 0) {
      await outcome.click();
      await page
        .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: '通过' })
        .first()
        .click();
    }
  }
}

/** Answers a question of the form. */
export const answer = (page: Page, question: string, said: string): Promise<void> =>
  page
    .locator('.ant-form-item', { hasText: question })
    .first()
    .getByRole('radio', { name: said, exact: true })
    .check();
