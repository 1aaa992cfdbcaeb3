import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, launch, openDesk, picture, signInAt } from './support/browser.ts';
import { type Called, type Client, signIn } from './support/client.ts';
import {
  decideMatter,
  issueWarrant,
  type Player,
  proposeMatter,
  readCast,
  submitMatter,
} from './support/journey.ts';
import { type Stack, startStack } from './support/stack.ts';
import { fuhuanTransfer } from './support/story.ts';
import { wordText } from './support/word-text.ts';

const TITLE = '扶欢公司 100% 股权无偿划转至高发集团（示例）';
const MEETING = '党工委会议（示例一）';
const clients = new Map<string, Promise<Client>>();
let stack: Stack;
let browser: Browser;
let desk: Desk;
const papers = { request: '', minutes: '', reply: '' };

const clientOf = (account: string): Promise<Client> => {
  const key = `${account}@${stack.daysPassed()}`;
  const known = clients.get(key) ?? signIn(stack, account);
  clients.set(key, known);
  return known;
};
const given = (called: Called<unknown>): never => {
  if (called.ok) return called.value as never;
  throw new Error(`${called.status} ${JSON.stringify(called.failure)}`);
};
const player: Player = {
  query: async (account, procedure, input) => given(await (await clientOf(account)).query(procedure, input)),
  act: async (account, procedure, input) =>
    given(await (await clientOf(account)).mutate(procedure, { requestId: randomUUID(), ...input })),
  passDays: (days) => stack.passDays(days),
  upload: async (account, name, content) => (await clientOf(account)).upload(name, content),
};

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  desk = await openDesk(browser);
  const cast = await readCast(player);
  papers.request = await proposeMatter(player, cast.today, TITLE, fuhuanTransfer(cast));
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const get = async (account: string, path: string): Promise<Response> =>
  (await clientOf(account)).download(`/papers/${path}`);

const textOf = async (account: string, path: string): Promise<string> =>
  wordText(await get(account, `${path}.docx`));

test('a draft has no request yet, but the list of what is asked for', async () => {
  expect((await get('gf.jingban', `request/${papers.request}.pdf`)).status).toBe(404);
  const notice = await textOf('gf.jingban', `notice/${papers.request}`);
  expect(notice).toContain('关于扶欢公司100%股权无偿划转至高发集团的一次性告知书');
  expect(notice).toContain('（草稿，未编号）');
  expect(notice).toContain('党委前置研究讨论');
});

test('each side gets the papers of the procedure as it goes on', async () => {
  await submitMatter(player, papers.request);
  papers.minutes = await decideMatter(player, papers.request, MEETING);
  papers.reply = await issueWarrant(player, papers.request, '示例国资〔2026〕1号');

  const request = await textOf('gf.jingban', `request/${papers.request}`);
  expect(request).toContain('签发人：');
  expect(request).toContain('100%股权无偿划转至');
  expect(request).toMatch(/11200万元（大写：人民币壹亿壹仟贰佰万元整）.*妥否，请批示。/);

  const reply = await textOf('gf.jingban', `reply/${papers.reply}`);
  expect(reply).toMatch(/管委批〔\d{4}〕1号/);
  expect(reply).toContain('并报经上级以示例国资〔2026〕1号');
  expect(reply).toContain('根据《企业国有产权无偿划转管理暂行办法》（239号）、');

  const minutes = await textOf('gwh.shenji', `minutes/${papers.minutes}`);
  expect(minutes).toContain(`召开${MEETING}`);
  expect(minutes).toContain('依法回避');
  // The share transfer is the state-assets office’s to decide: the meeting only agrees to report it.
  expect(minutes).toMatch(/赞成\d票，反对0票，弃权0票，须\d票赞成方为通过。会议决定：同意上报区国资委决定。/);
});

test('a PDF comes under its own name, and nothing comes to whom it does not concern', async () => {
  const answer = await get('gf.jingban', `reply/${papers.reply}.pdf`);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const name = decodeURIComponent(answer.headers.get('content-disposition')?.split("UTF-8''")[1] ?? '');
  expect(name).toMatch(/^管委批〔\d{4}〕1号 .+关于扶欢公司100%股权无偿划转至高发集团的批复（示例）\.pdf$/);
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString('latin1'),
  ).toBe('%PDF-');

  const statusOf = async (account: string, path: string) => (await get(account, path)).status;
  expect(await statusOf('gf.jingban', `minutes/${papers.minutes}.pdf`)).toBe(403);
  expect(await statusOf('admin.xitong', `reply/${papers.reply}.pdf`)).toBe(403);
  expect(await statusOf('gwh.shencha', `reply/${randomUUID()}.pdf`)).toBe(404);
  expect(await statusOf('gwh.shencha', `reply/${papers.reply}.odt`)).toBe(404);
  expect(await statusOf('gwh.shencha', `letter/${papers.reply}.pdf`)).toBe(404);
  expect((await fetch(`${stack.url}/papers/reply/${papers.reply}.pdf`)).status).toBe(401);
});

test.each([
  ['gf.jingban', 'matters', 'request', ['request', 'reply']],
  ['gf.jingban', 'warrants', 'reply', ['reply']],
  ['gwh.mishu', 'meetings', 'minutes', ['minutes']],
] as const)('%s finds them on the page of %s', async (account, section, paper, kinds) => {
  await signInAt(stack, desk, account);
  await desk.page.goto(`${stack.url}/${section}/${papers[paper]}`);
  for (const kind of kinds) {
    const links = desk.page.getByTestId(`paper-${kind}`).getByRole('link');
    await links.first().waitFor();
    expect(await links.allTextContents()).toEqual(['Word', 'PDF']);
    const download = desk.page.waitForEvent('download');
    await links.last().click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  }
  await picture(desk.page, `papers-${section}`);
  await desk.page.setViewportSize({ width: 390, height: 844 });
  await picture(desk.page, `papers-${section}-phone`);
  await desk.page.setViewportSize({ width: 1440, height: 900 });
  expect(desk.errors).toEqual([]);
});
