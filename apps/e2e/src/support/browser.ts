import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import type { Stack } from './stack.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Pictures of the story go here; `GUANYUN_TOUR=docs/tour` renews those of the documentation. */
export const pictures = resolve(
  import.meta.dirname,
  '../../../..',
  process.env.GUANYUN_TOUR ?? '.guanyun/tour',
);

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.GUANYUN_CHROMIUM ?? '/usr/bin/chromium',
    args: flags,
  });
}

/** One person at one computer. Errors of the page are collected: a test ends with none. */
export type Desk = { readonly page: Page; readonly errors: string[]; readonly context: BrowserContext };

export async function openDesk(browser: Browser): Promise<Desk> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  // Long enough for a machine that stands still for a while; nothing is waited for that does not come at once on a quiet one.
  page.setDefaultTimeout(45_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors, context };
}

/** Signs in through the page as a case account. */
export async function signInAt(stack: Stack, desk: Desk, account: string): Promise<void> {
  const password = stack.accounts.find((a) => a.account === account)?.password ?? '';
  // The page left behind would go to the sign-in page by itself once its session is gone, and abort our going there.
  await desk.page.goto('about:blank');
  await desk.context.clearCookies();
  await desk.page.goto(`${stack.url}/sign-in`);
  await desk.page.getByLabel('账号').fill(account);
  await desk.page.getByLabel('密码').fill(password);
  await desk.page.getByRole('button', { name: '登录' }).click();
  await desk.page.getByRole('button', { name: '退出' }).waitFor();
  await desk.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Whether anybody will look at pictures; a build that nobody watches takes none. */
const wanted = process.env.GUANYUN_PICTURES !== 'off';

/** A picture of the page as it stands. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!wanted) return;
  const path = join(pictures, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path });
}

const SETTLES = 50;

/** A picture wide and as a phone shows it, of the place that is named; nothing may stand out at the side. */
export async function both(page: Page, name: string, place?: Locator): Promise<void> {
  const scroll = () => place?.evaluate((element) => element.scrollIntoView());
  await scroll();
  await picture(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await scroll();
  await picture(page, `${name}-phone`);
  const measured = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  let beyond = await measured();
  // The page may still be on its way from wide to narrow.
  for (let tried = 0; beyond > 0 && tried < SETTLES; tried += 1) {
    await page.waitForTimeout(100);
    beyond = await measured();
  }
  if (beyond > 0) {
    // What reaches beyond the edge and is not inside something that scrolls.
    const who = await page.evaluate<string>(`[...document.querySelectorAll('#content *')]
      .filter((e) => e.getBoundingClientRect().right > innerWidth && !e.closest('.ant-table-content, .ant-table-body'))
      .slice(0, 6).map((e) => e.tagName + '.' + e.className).join(' | ')`);
    throw new Error(`${name} stands out by ${beyond} pixels on a phone: ${who}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
