import { describe, expect, it } from 'vitest';
import { judgeGate, type Knock, SERVER_CALL } from './gate.ts';

const good: Knock = {
  method: 'POST',
  path: '/trpc/matters.propose',
  headers: {
    host: '127.0.0.1:8080',
    origin: 'http://127.0.0.1:8080',
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json; charset=utf-8',
    'x-guanyun': '1',
  },
};
const withHeaders = (headers: Knock['headers'], path = good.path): Knock => ({
  ...good,
  path,
  headers: { ...good.headers, ...headers },
});
const types = [
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  undefined,
];
const foreign: Knock['headers'][] = [
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { 'sec-fetch-site': 'same-site', origin: 'http://other.localhost:8080' },
  { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
  { 'sec-fetch-site': undefined, origin: 'null' },
  { 'sec-fetch-site': undefined, origin: 'http://127.0.0.1:9090' },
  { 'sec-fetch-site': 'cross-site', origin: undefined },
];

describe('the gate', () => {
  it('lets our own page through, and a client that is no browser but names itself', () => {
    expect(judgeGate(good, null)).toBeNull();
    expect(judgeGate(withHeaders({ origin: undefined, 'sec-fetch-site': undefined }), null)).toBeNull();
    expect(
      judgeGate(withHeaders({ 'content-type': 'multipart/form-data; boundary=x' }, '/documents'), null),
    ).toBeNull();
  });

  it('lets reads pass from anywhere: they change nothing and their answers cannot be read there', () => {
    expect(judgeGate({ ...withHeaders({ 'sec-fetch-site': 'cross-site' }), method: 'GET' }, null)).toBeNull();
  });

  it.each(foreign)('refuses another site: %j', (headers) => {
    for (const type of ['application/json', ...types])
      expect(judgeGate(withHeaders({ ...headers, 'content-type': type }), null)).not.toBeNull();
  });

  it.each(types)('refuses the type %s for /trpc, whoever sends it', (type) => {
    for (const path of ['/trpc', '/trpc/a.b', '/trpc/a.b,c.d'])
      expect(judgeGate(withHeaders({ 'content-type': type }, path), null)).toEqual({
        status: 415,
        code: 'CONTENT_TYPE',
      });
  });

  it.each(types)('refuses the type %s without the header, even with no Origin at all', (type) => {
    const bare = {
      origin: undefined,
      'sec-fetch-site': undefined,
      'x-guanyun': undefined,
      'content-type': type,
    };
    expect(judgeGate(withHeaders(bare), null)).toEqual({ status: 403, code: 'CROSS_SITE' });
    expect(judgeGate(withHeaders(bare, '/documents'), null)).toEqual({ status: 403, code: 'CROSS_SITE' });
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('has no use for %s', (method) => {
    expect(judgeGate({ ...good, method }, null)?.status).toBe(405);
  });

  it('compares with the public address when there is one, not with the Host a proxy passes on', () => {
    const through = withHeaders({ origin: 'https://zone.example', host: '10.0.0.5:8080' });
    expect(judgeGate(through, 'https://zone.example')).toBeNull();
    expect(judgeGate(through, null)).toEqual({ status: 403, code: 'CROSS_SITE' });
    expect(
      judgeGate(withHeaders({ host: 'zone.example', origin: 'http://zone.example' }), 'https://zone.example'),
    ).not.toBeNull();
  });

  it('lets the identity provider’s server in at its one address, and no browser there', () => {
    const called: Knock = {
      method: 'POST',
      path: SERVER_CALL,
      headers: { host: '127.0.0.1:8080', 'content-type': 'application/x-www-form-urlencoded' },
    };
    expect(judgeGate(called, null)).toBeNull();
    expect(judgeGate({ ...called, path: '/trpc/session.signOut' }, null)?.status).toBe(403);
    for (const type of types.filter((one) => one !== called.headers['content-type'])) {
      const headers = { ...called.headers, 'content-type': type };
      expect(judgeGate({ ...called, headers }, null)?.status).toBe(415);
    }
    for (const from of [...foreign, { origin: 'http://127.0.0.1:8080' }])
      expect(judgeGate({ ...called, headers: { ...called.headers, ...from } }, null)?.status).toBe(403);
  });
});
