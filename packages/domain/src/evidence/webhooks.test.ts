import { expect, test } from 'vitest';
import {
  type AskedEndpoint,
  decideEndpoint,
  noticePath,
  noticeTitle,
  retryAfter,
  TRIES_MAX,
  webhookGroupOf,
} from './webhooks.ts';

test('waits grow from ten seconds to six hours over about a day, then it is given up', () => {
  const waits = Array.from({ length: TRIES_MAX }, (_, i) => retryAfter(i + 1, 0));
  expect(waits.slice(0, 4)).toEqual([10, 30, 90, 270]);
  expect(waits.slice(-3)).toEqual([21_600, 21_600, null]);
  const hours = waits.reduce((sum: number, wait) => sum + (wait ?? 0), 0) / 3600;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(36);
  expect(retryAfter(1, 1)).toBe(12);
  expect(retryAfter(20, 0.5)).toBeNull();
});

test.each([
  ['plain', 'https://receiver.example.cn/in?x=1', null, 'accepted'],
  ['plain', 'http://receiver.example.cn/in', null, 'WEBHOOK_ADDRESS'],
  ['plain', 'https://user:word@receiver.example.cn/', null, 'WEBHOOK_ADDRESS'],
  ['plain', 'https://receiver.example.cn/#part', null, 'WEBHOOK_ADDRESS'],
  ['plain', 'file:///etc/passwd', null, 'WEBHOOK_ADDRESS'],
  ['plain', 'http://127.0.0.1:9/', null, 'WEBHOOK_ADDRESS'],
  ['plain', 'https://receiver.example.cn/in', 'SEC1', 'WEBHOOK_SECRET'],
  ['dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=abc', 'SEC1', 'accepted'],
  ['dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=abc', null, 'WEBHOOK_SECRET'],
  ['dingtalk', 'https://oapi.dingtalk.com/robot/send', 'SEC1', 'WEBHOOK_ADDRESS'],
  ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a-b', null, 'accepted'],
  ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send', null, 'WEBHOOK_ADDRESS'],
] as const)('an endpoint of kind %s at %s with secret %s: %s', (kind, address, secret, expected) => {
  const decision = decideEndpoint({ kind, address, secret, groups: ['matters'] }, false, false);
  expect(decision.outcome === 'accepted' ? 'accepted' : decision.refusals[0].code).toBe(expected);
});

test('a company is not told of accounts, posts and the log; loopback only where it may', () => {
  const asked: AskedEndpoint = {
    ...{ kind: 'plain', address: 'http://127.0.0.1:9/', secret: null, groups: ['permissions'] },
  };
  expect(decideEndpoint(asked, false, true).outcome).toBe('accepted');
  const decision = decideEndpoint(asked, true, true);
  expect(decision.outcome === 'refused' && decision.refusals[0].code).toBe('WEBHOOK_GROUPS');
});

test('sealed acts, drafts and votes are in no group, and of people no title is told', () => {
  const never = [
    'tenders.seal',
    'tenders.giveShare',
    'tenders.drawPanel',
    'tenders.evaluate',
    'tenders.draft',
  ];
  never.push('meetings.vote', 'matters.propose', 'matters.revise', 'session.signIn', 'webhooks.make');
  expect(never.map(webhookGroupOf)).toEqual(never.map(() => null));
  expect(webhookGroupOf('tenders.publish')).toBe('tenders');
  expect([noticeTitle('post', '张三'), noticeTitle('matter', '增资')]).toEqual(['', '增资']);
  expect([noticePath('matter', 'x'), noticePath('post', 'x'), noticePath('checkpoint', null)]).toEqual([
    ...['/matters/x', '/', '/log'],
  ]);
});
