import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addressOf } from './mail-address.ts';
import { BadSettings, readSettings } from './settings.ts';

const needed = { DATABASE_URL: 'postgres://owner:s3cret@127.0.0.1:5432/guanyun' };
const mail = {
  GUANYUN_LOG_HOLDERS: 'file:///srv/notes.txt,mailto:inspectors@example.cn',
  GUANYUN_SMTP: 'smtps://guanyun%40zone:s3cret%2Fof%3A@mail.example.cn',
  GUANYUN_SMTP_FROM: 'guanyun@zone.example.cn',
};
const smtpOf = (over: Record<string, string>) => readSettings({ ...needed, ...mail, ...over }).smtp;
const problemsOf = (over: Record<string, string>): readonly string[] => {
  try {
    smtpOf(over);
    return [];
  } catch (error) {
    if (error instanceof BadSettings) return error.problems;
    throw error;
  }
};
const namesOf = (over: Record<string, string>) => problemsOf(over).map((line) => line.split('：')[0]);

test('a mail server is TLS from the first byte, or STARTTLS, or this machine', () => {
  const login = { user: 'guanyun@zone', password: 's3cret/of:' };
  const from = 'guanyun@zone.example.cn';
  expect(smtpOf({})).toEqual({ host: 'mail.example.cn', port: 465, tls: 'implicit', login, from });
  const cases: [string, string, number, string][] = [
    ['smtp://mail.example.cn', 'mail.example.cn', 587, 'starttls'],
    ['smtp://mail.example.cn:25/', 'mail.example.cn', 25, 'starttls'],
    ['smtp://localhost:25', 'localhost', 25, 'starttls'],
    ['smtp://10.0.0.7:25', '10.0.0.7', 25, 'starttls'],
    ['smtp://127.0.0.1:1025', '127.0.0.1', 1025, 'none'],
    ['smtp://[::1]:1025', '::1', 1025, 'none'],
    ['smtps://127.0.0.1', '127.0.0.1', 465, 'implicit'],
    ['smtps://[2001:db8::7]:465', '2001:db8::7', 465, 'implicit'],
  ];
  for (const [GUANYUN_SMTP, host, port, tls] of cases)
    expect(smtpOf({ GUANYUN_SMTP })).toEqual({ host, port, tls, login: null, from });
});

test.each([
  'mail.example.cn:465',
  'https://mail.example.cn',
  'smtps://',
  'smtps://mail.example.cn:0',
  'smtps://mail.example.cn:70000',
  'smtps://mail.example.cn/in',
  'smtps://mail.example.cn?tls.rejectUnauthorized=false',
  'smtps://mail.example.cn#x',
  'smtps://guanyun@mail.example.cn',
  'smtps://:s3cret@mail.example.cn',
  'smtps://guanyun:s3cret%@mail.example.cn',
  'smtps://guanyun:s3cret%0d%0aRSET@mail.example.cn',
])('%s is no mail server, and is not repeated', (GUANYUN_SMTP) => {
  expect(namesOf({ GUANYUN_SMTP })).toEqual(['GUANYUN_SMTP']);
  expect(problemsOf({ GUANYUN_SMTP }).join()).not.toContain('s3cret');
});

const hostile = [
  'mailto:',
  'mailto:inspectors',
  'mailto:inspectors@',
  'mailto:@example.cn',
  'mailto:inspectors@example.cn?bcc=thief@example.com',
  'mailto:inspectors@example.cn#x',
  'mailto:inspectors@example.cn%0d%0aBcc:thief@example.com',
  'mailto:a%0aBcc:thief@example.com',
  'mailto:a\r\nBcc:thief@example.com',
  'mailto:a@example.cn;thief@example.com',
  'mailto:a@example.cn,thief@example.com',
  'mailto:Inspectors<a@example.cn>',
  'mailto:"a b"@example.cn',
  'mailto:a@b@example.cn',
  'mailto:a@example..cn',
  'mailto:.a@example.cn',
  'mailto:a@-example.cn',
  'mailto:a@[127.0.0.1]',
  'mailto:纪检@example.cn',
  'mailto:a@example.cn ',
  `mailto:${'a'.repeat(65)}@example.cn`,
  `mailto:a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}`,
];
test.each(hostile)('%j is no mailbox', (address) => {
  expect(addressOf(address)).toBeNull();
  // What stands after a comma or a space is an address of its own, and no better one.
  if (address.trim() === address)
    expect(namesOf({ GUANYUN_LOG_HOLDERS: address })).toEqual(['GUANYUN_LOG_HOLDERS']);
  const from = address.slice('mailto:'.length);
  if (from !== '') expect(namesOf({ GUANYUN_SMTP_FROM: from })).toEqual(['GUANYUN_SMTP_FROM']);
});

test('a plain mailbox is one', () => {
  for (const mailbox of ['inspectors@example.cn', 'a.b+log_1@mail-2.gov.cn', 'A@b'])
    expect(addressOf(`mailto:${mailbox}`)).toBe(mailbox);
  expect(readSettings({ ...needed, ...mail }).logHolders).toHaveLength(2);
});

test('who is to be written to needs a mail server and a sender, and nobody else does', () => {
  expect(problemsOf({ GUANYUN_SMTP: '', GUANYUN_SMTP_FROM: '' })).toEqual(
    ['GUANYUN_SMTP', 'GUANYUN_SMTP_FROM'].map(
      (name) =>
        `${name}：GUANYUN_LOG_HOLDERS 含 mailto: 时必填 / is required where GUANYUN_LOG_HOLDERS has a mailto: address`,
    ),
  );
  expect(namesOf({ GUANYUN_SMTP_FROM: '' })).toEqual(['GUANYUN_SMTP_FROM']);
  expect(smtpOf({ GUANYUN_LOG_HOLDERS: 'https://a.example', GUANYUN_SMTP: '' })).toBeNull();
  expect(readSettings(needed).smtp).toBeNull();
});

test('the password may stand in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guanyun-mail-'));
  try {
    const path = join(folder, 'smtp');
    await writeFile(path, `${mail.GUANYUN_SMTP}\n`);
    const { GUANYUN_SMTP: _, ...others } = mail;
    expect(readSettings({ ...needed, ...others, GUANYUN_SMTP_FILE: path }).smtp).toEqual(smtpOf({}));
  } finally {
    await rm(folder, { recursive: true });
  }
});
