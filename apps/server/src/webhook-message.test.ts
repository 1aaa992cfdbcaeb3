import { createHmac } from 'node:crypto';
import type { Notice } from '@guanyun/application/evidence/send-notices.ts';
import { noticeNames } from '@guanyun/domain/evidence/webhooks.ts';
import { expect, test } from 'vitest';
import { dingtalkSign, judgeAnswer, messageOf, standardSignature } from './webhook-message.ts';

const ORIGIN = 'https://guanyun.example.cn';
const at = new Date('2026-11-23T02:00:00.500Z');
const notice = (over: Partial<Notice> = {}): Notice => ({
  ...{ id: '0b9e1d1c-0d3c-4c49-8ad6-9f24f8a56a11', kind: 'plain', address: 'https://in.example.cn/hook' },
  ...{ secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], act: 'matters.accept', name: '受理' },
  ...{ title: '管运集团增资', at: '2026-11-23T01:59:00.000Z', path: '/matters/x', ...over },
});

test('the signature of the vector of Standard Webhooks', () => {
  const body = '{"test": 2432232314}';
  expect(
    standardSignature(
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      body,
    ),
  ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('during a rotation a receiver with either secret finds its signature', () => {
  const secrets = [
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  ];
  const { headers, body } = messageOf(notice({ secrets }), ORIGIN, at);
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = secrets.map(
    (one) =>
      `v1,${createHmac('sha256', Buffer.from(one.slice(6), 'base64'))
        .update(signed)
        .digest('base64')}`,
  );
  expect(headers['webhook-signature']).toBe(expected.join(' '));
  expect(JSON.parse(body)).toEqual({
    type: 'matters.accept',
    timestamp: '2026-11-23T01:59:00.000Z',
    data: { name: '受理', title: '管运集团增资', link: `${ORIGIN}/matters/x` },
  });
});

test('a DingTalk robot is signed in its address, and the sign survives it', () => {
  const address = 'https://oapi.dingtalk.com/robot/send?access_token=abc';
  const { url, body } = messageOf(notice({ kind: 'dingtalk', address, secrets: ['SECabc'] }), ORIGIN, at);
  const ms = at.getTime();
  expect(url.searchParams.get('access_token')).toBe('abc');
  expect(url.searchParams.get('timestamp')).toBe(String(ms));
  expect(url.searchParams.get('sign')).toBe(dingtalkSign('SECabc', ms));
  expect(url.search).not.toMatch(/sign=[^&]*[+/ ]/);
  // Computed with Python's hmac for the example secret of the robots' documentation.
  expect(dingtalkSign('this is secret', 1700000000000)).toBe('sSFWELbV2YwjdDQhWZwTcWlX5BWUx5J6TPpsZmuPii0=');
  expect(JSON.parse(body)).toMatchObject({ msgtype: 'markdown', markdown: { title: '管运通知：受理' } });
});

test('a WeCom message stays within 4096 bytes, and a title brings no link, picture or mention', () => {
  const hostile = `[点此](http://evil.example) ![x](https://evil.example/a.png) <@all> @所有人 \n# 大字 ${'长'.repeat(9000)}`;
  const address = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k';
  const { body } = messageOf(notice({ kind: 'wecom', address, secrets: [], title: hostile }), ORIGIN, at);
  const { content } = (JSON.parse(body) as { markdown: { content: string } }).markdown;
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4096);
  expect(content.match(/\]\(/g)).toHaveLength(1);
  expect(content).not.toMatch(/https?:\/\/evil|@|!\[|<|\n# /);
});

test('every name fits into a message', () => {
  for (const name of Object.values(noticeNames)) expect(name.length).toBeLessThan(20);
});

const answer = (status: number, text = '', retryAfter: string | null = null) => ({
  status,
  text,
  retryAfter,
});
test.each([
  ['plain', answer(204), true, null],
  ['plain', answer(302), false, null],
  ['plain', answer(500), false, null],
  ['plain', answer(429, '', '120'), false, 120],
  ['plain', answer(429, '', 'Wed, 21 Oct 2026 07:28:00 GMT'), false, null],
  ['plain', answer(429, '', '999999999'), false, 3600],
  ['dingtalk', answer(200, '{"errcode":0,"errmsg":"ok"}'), true, null],
  ['dingtalk', answer(200, '{"errcode":310000,"errmsg":"sign not match"}'), false, null],
  ['dingtalk', answer(200, '{"errcode":130101}'), false, 600],
  ['dingtalk', answer(200, 'ok'), false, null],
  ['dingtalk', answer(200, 'null'), false, null],
  ['wecom', answer(200, '{"errcode":0}'), true, null],
  ['wecom', answer(200, '{"errcode":45009}'), false, 60],
] as const)('%s answers %o: delivered %s, pause %s', (kind, given, delivered, waitSeconds) => {
  expect(judgeAnswer(kind, given)).toEqual({ delivered, waitSeconds });
});
