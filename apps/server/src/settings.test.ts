import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BadSettings, readSettings } from './settings.ts';

const DATABASE_URL = 'postgres://owner:s3cret@127.0.0.1:5432/guanyun';

const problemsOf = (environment: Record<string, string | undefined>): readonly string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof BadSettings) return error.problems;
    throw error;
  }
};

describe('settings', () => {
  it('need nothing but the database', () => {
    expect(readSettings({ DATABASE_URL })).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      demo: false,
      zone: 'zone',
      web: null,
      ocidPrefix: null,
      logHash: 'sha256',
      publicOrigin: null,
      unsafeDatabase: false,
      s3: null,
    });
  });

  it('let the clock of the example alone go ahead', () => {
    const GUANYUN_HOME = '/srv/home';
    expect(readSettings({ DATABASE_URL, GUANYUN_HOME, GUANYUN_DEMO: 'on' }).clockFile).toBe(
      '/srv/home/days-ahead',
    );
    expect(readSettings({ DATABASE_URL, GUANYUN_HOME }).clockFile).toBeNull();
  });

  it.each([
    ['1', true, 'qijiang'],
    ['on', true, 'qijiang'],
    ['0', false, 'zone'],
    ['off', false, 'zone'],
    ['', false, 'zone'],
  ])('GUANYUN_DEMO=%s', (word, demo, zone) => {
    expect(readSettings({ DATABASE_URL, GUANYUN_DEMO: word })).toMatchObject({ demo, zone });
  });

  it('keep a named zone in the demo too', () => {
    expect(readSettings({ DATABASE_URL, GUANYUN_DEMO: 'on', GUANYUN_ZONE: 'east' }).zone).toBe('east');
  });

  it('know networks of proxies and the address of the metrics', () => {
    expect(readSettings({ DATABASE_URL })).toMatchObject({ trustedProxies: [], metrics: null });
    const GUANYUN_TRUSTED_PROXY = '10.2.0.0/16, ::1';
    expect(
      readSettings({ DATABASE_URL, GUANYUN_TRUSTED_PROXY, GUANYUN_METRICS: '[::1]:9464' }),
    ).toMatchObject({ trustedProxies: ['10.2.0.0/16', '::1'], metrics: { host: '::1', port: 9464 } });
    for (const wrong of ['proxy.example', '10.2.0.0/33', '0.0.0.0/0', '::/0', '10.2.0.0/8/8', '10.2.0.0/'])
      expect(problemsOf({ DATABASE_URL, GUANYUN_TRUSTED_PROXY: wrong })).toHaveLength(1);
    for (const wrong of ['9464', 'localhost:9464', '127.0.0.1:70000', '127.0.0.1'])
      expect(problemsOf({ DATABASE_URL, GUANYUN_METRICS: wrong })).toHaveLength(1);
  });

  it('keep only the origin of the public address', () => {
    expect(readSettings({ DATABASE_URL, GUANYUN_PUBLIC_URL: 'https://zone.example/x?y' }).publicOrigin).toBe(
      'https://zone.example',
    );
  });

  it('name every problem, one line each, without repeating a value', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://owner:s3cret@x/y',
      PORT: '70000',
      HOST: 'not a host',
      GUANYUN_DEMO: 'maybe',
      GUANYUN_ZONE: 'A"; DROP',
      GUANYUN_PUBLIC_URL: 'javascript:1',
    });
    expect(problems.map((line) => line.split('：')[0])).toEqual([
      'DATABASE_URL',
      'PORT',
      'HOST',
      'GUANYUN_DEMO',
      'GUANYUN_ZONE',
      'GUANYUN_PUBLIC_URL',
    ]);
    expect(problems.join()).not.toContain('s3cret');
  });

  it('name the hash of a new log', () => {
    expect(readSettings({ DATABASE_URL, GUANYUN_LOG_HASH: 'sm3' }).logHash).toBe('sm3');
    expect(problemsOf({ DATABASE_URL, GUANYUN_LOG_HASH: 'md5' })).toEqual([
      'GUANYUN_LOG_HASH：须为 sha256、sm3 之一 / must be sha256 or sm3',
    ]);
  });

  it('name a scanner and what an account may hand in', () => {
    const { scanner, quota } = readSettings({
      ...{ DATABASE_URL, GUANYUN_SCANNER: 'tcp://clamd.local:3310' },
      ...{ GUANYUN_QUOTA_FILES: '7', GUANYUN_QUOTA_MB: '2' },
    });
    expect([scanner, quota]).toEqual(['tcp://clamd.local:3310', { files: 7, bytes: 2 * 1024 ** 2 }]);
    for (const address of [
      'http://clamd:3310',
      'tcp://clamd',
      'tcp://clamd:3310/x',
      'tcp://u@clamd:1',
      'clamd:3310',
    ])
      expect(problemsOf({ DATABASE_URL, GUANYUN_SCANNER: address })).toHaveLength(1);
    expect(problemsOf({ DATABASE_URL, GUANYUN_QUOTA_MB: '-1', GUANYUN_QUOTA_FILES: '0' })).toHaveLength(2);
  });

  it('take secrets from files, and say which file is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guanyun-settings-'));
    try {
      const path = join(folder, 'url');
      await writeFile(path, `${DATABASE_URL}\n`);
      expect(readSettings({ DATABASE_URL_FILE: path }).databaseUrl).toBe(DATABASE_URL);
      expect(problemsOf({ DATABASE_URL_FILE: path, DATABASE_URL })).toHaveLength(1);
      expect(problemsOf({ DATABASE_URL_FILE: join(folder, 'none') })).toEqual([
        'DATABASE_URL_FILE：无法读取 / cannot be read',
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('say that the database is missing', () => {
    expect(problemsOf({})).toEqual(['DATABASE_URL：必填 / is required']);
  });

  it('want all of an S3 store or none of it', () => {
    const s3 = { GUANYUN_S3_ENDPOINT: 'http://127.0.0.1:9000/', GUANYUN_S3_BUCKET: 'documents' };
    expect(problemsOf({ DATABASE_URL, ...s3 }).map((line) => line.split('：')[0])).toEqual([
      'GUANYUN_S3_KEY',
      'GUANYUN_S3_SECRET',
    ]);
    expect(readSettings({ DATABASE_URL, ...s3, GUANYUN_S3_KEY: 'k', GUANYUN_S3_SECRET: 's' }).s3).toEqual({
      endpoint: 'http://127.0.0.1:9000',
      bucket: 'documents',
      region: 'us-east-1',
      key: 'k',
      secret: 's',
    });
  });

  const oidc = {
    GUANYUN_PUBLIC_URL: 'https://zone.example',
    GUANYUN_OIDC_ISSUER: 'https://id.example/realms/zone',
    GUANYUN_OIDC_CLIENT_ID: 'guanyun',
    GUANYUN_OIDC_CLIENT_SECRET: 's3cret-of-the-client',
  };

  it('name a provider of identities, or none', () => {
    expect(readSettings({ DATABASE_URL }).oidc).toBeNull();
    expect(readSettings({ DATABASE_URL, ...oidc }).oidc).toEqual({
      issuer: 'https://id.example/realms/zone',
      clientId: 'guanyun',
      credential: { secret: 's3cret-of-the-client' },
      name: '统一身份',
      scopes: 'openid profile',
      administrators: false,
    });
    const { GUANYUN_OIDC_CLIENT_SECRET: _, ...keyed } = oidc;
    const more = { GUANYUN_OIDC_CLIENT_KEY: '/srv/key.pem', GUANYUN_OIDC_SCOPES: 'openid' };
    expect(readSettings({ DATABASE_URL, ...keyed, ...more }).oidc).toMatchObject({
      credential: { keyFile: '/srv/key.pem' },
      scopes: 'openid',
    });
  });

  it.each<[string, Record<string, string>, string[]]>([
    [
      'half of it',
      { GUANYUN_OIDC_CLIENT_ID: '', GUANYUN_OIDC_CLIENT_SECRET: '' },
      ['GUANYUN_OIDC_CLIENT_ID', 'GUANYUN_OIDC_CLIENT_SECRET'],
    ],
    ['a secret and a key', { GUANYUN_OIDC_CLIENT_KEY: 'key.pem' }, ['GUANYUN_OIDC_CLIENT_KEY']],
    ['no public address', { GUANYUN_PUBLIC_URL: '' }, ['GUANYUN_PUBLIC_URL']],
    ['a public address without TLS', { GUANYUN_PUBLIC_URL: 'http://zone.example' }, ['GUANYUN_PUBLIC_URL']],
    ['an issuer without TLS', { GUANYUN_OIDC_ISSUER: 'http://id.example' }, ['GUANYUN_OIDC_ISSUER']],
    ['an issuer with a user', { GUANYUN_OIDC_ISSUER: 'https://u:p@id.example' }, ['GUANYUN_OIDC_ISSUER']],
    ['scopes without openid', { GUANYUN_OIDC_SCOPES: 'profile' }, ['GUANYUN_OIDC_SCOPES']],
    ['a name that fits no button', { GUANYUN_OIDC_NAME: '长'.repeat(21) }, ['GUANYUN_OIDC_NAME']],
    ['a word for a switch', { GUANYUN_OIDC_ADMINISTRATORS: 'yes' }, ['GUANYUN_OIDC_ADMINISTRATORS']],
  ])('refuse a provider with %s', (_, over, names) => {
    const problems = problemsOf({ DATABASE_URL, ...oidc, ...over });
    expect(problems.map((line) => line.split('：')[0])).toEqual(names);
    expect(problems.join()).not.toContain('s3cret');
  });

  it('take an issuer and a public address on this machine without TLS', () => {
    const local = {
      GUANYUN_PUBLIC_URL: 'http://localhost:8080',
      GUANYUN_OIDC_ISSUER: 'http://127.0.0.1:9000',
    };
    expect(readSettings({ DATABASE_URL, ...oidc, ...local }).oidc?.issuer).toBe('http://127.0.0.1:9000');
  });
});
