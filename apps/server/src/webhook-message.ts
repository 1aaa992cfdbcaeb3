import { createHmac } from 'node:crypto';
import type { Notice } from '@guanyun/application/evidence/send-notices.ts';

/** One request, ready to be sent. */
export type Message = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const clock = new Intl.DateTimeFormat('zh-CN', {
  ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai', hour12: false },
});

/** Bytes that a signature of Standard Webhooks is made with. */
const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** `webhook-signature` of Standard Webhooks 1.0: one signature for each secret, so that a receiver may hold either. */
export const standardSignature = (
  secrets: readonly string[],
  id: string,
  seconds: number,
  body: string,
): string =>
  secrets
    .map((secret) => createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64'))
    .map((signature) => `v1,${signature}`)
    .join(' ');

/** `sign` of a DingTalk robot: over the milliseconds and the secret, with the secret. */
export const dingtalkSign = (secret: string, ms: number): string =>
  createHmac('sha256', secret).update(`${ms}\n${secret}`).digest('base64');

const TITLE_MAX = 200;
/** A title is other people's text: nothing in it becomes a link, a picture or a mention. */
export const harmless = (title: string): string =>
  [...title.replace(/[[\]()<>`*_#!@\\\s|~]+/g, ' ').replaceAll('://', '：//')]
    .slice(0, TITLE_MAX)
    .join('')
    .trim();

const linkOf = (notice: Notice, origin: string): string => `${origin}${notice.path}`;

function markdown(notice: Notice, origin: string): string {
  const title = harmless(notice.title);
  return [
    `### 管运通知：${notice.name}`,
    ...(title === '' ? [] : [`> ${title}`]),
    `时间：${clock.format(new Date(notice.at))}`,
    `[打开页面](${linkOf(notice, origin)})`,
  ].join('\n\n');
}

const json = { 'content-type': 'application/json; charset=utf-8' };

function plain(notice: Notice, origin: string, now: Date): Message {
  const seconds = Math.floor(now.getTime() / 1000);
  const { id, act, name, title, at } = notice;
  const data = { name, title, link: linkOf(notice, origin) };
  const body = JSON.stringify({ type: act, timestamp: at, data });
  const headers = {
    ...json,
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': standardSignature(notice.secrets, id, seconds, body),
  };
  return { url: new URL(notice.address), headers, body };
}

function dingtalk(notice: Notice, origin: string, now: Date): Message {
  const url = new URL(notice.address);
  const ms = now.getTime();
  url.searchParams.set('timestamp', String(ms));
  url.searchParams.set('sign', dingtalkSign(notice.secrets[0] ?? '', ms));
  const text = { title: `管运通知：${notice.name}`, text: markdown(notice, origin) };
  return { url, headers: json, body: JSON.stringify({ msgtype: 'markdown', markdown: text }) };
}

function wecom(notice: Notice, origin: string): Message {
  const text = { content: markdown(notice, origin) };
  return {
    ...{ url: new URL(notice.address), headers: json },
    body: JSON.stringify({ msgtype: 'markdown', markdown: text }),
  };
}

/** What is sent for a notice. A receiver that gets an id twice keeps one. */
export function messageOf(notice: Notice, origin: string, now: Date): Message {
  if (notice.kind === 'dingtalk') return dingtalk(notice, origin, now);
  return notice.kind === 'wecom' ? wecom(notice, origin) : plain(notice, origin, now);
}

/** Too fast, says the robot: how long it is left alone. DingTalk shuts one out for ten minutes. */
const tooFast: Readonly<Record<string, number>> = { 'dingtalk 130101': 600, 'wecom 45009': 60 };

function errcodeOf(answer: string): number | null {
  try {
    const told = JSON.parse(answer) as { errcode?: unknown } | null;
    return typeof told?.errcode === 'number' ? told.errcode : null;
  } catch {
    return null;
  }
}

const RETRY_AFTER_MAX = 3600;

/** Whether an answer is a yes: any 2xx of a plain receiver, errcode 0 of a robot; and whether it asks for a pause. */
export function judgeAnswer(
  kind: Notice['kind'],
  answer: { readonly status: number; readonly text: string; readonly retryAfter: string | null },
): { delivered: boolean; waitSeconds: number | null } {
  const well = answer.status >= 200 && answer.status < 300;
  if (kind === 'plain') {
    const asked =
      answer.status === 429 || answer.status === 503 ? Number(answer.retryAfter ?? Number.NaN) : 0;
    const waits = Number.isFinite(asked) && asked > 0;
    return { delivered: well, waitSeconds: waits ? Math.min(asked, RETRY_AFTER_MAX) : null };
  }
  const errcode = errcodeOf(answer.text);
  return { delivered: well && errcode === 0, waitSeconds: tooFast[`${kind} ${errcode}`] ?? null };
}
