import { describe, expect, test } from 'vitest';
import { type BidCheckInput, bidRoles, decideBidCheck, judgeBid, lotKey } from './bid-check.ts';

const free = { outcome: 'ok', codes: [], because: '未发现' } as const;
const none = bidRoles.map((role) => ({ role, standing: 'none' as const, name: '' }));
const judge = (over: Partial<BidCheckInput>) =>
  judgeBid({ bid: free, roles: none, misnamed: [], alike: [], ...over });
const withRole = (role: (typeof bidRoles)[number], standing: 'self' | 'linked' | 'unknown' | 'other') =>
  judge({ roles: [{ role, standing, name: '示例公司' }] });

describe('whether a company may bid elsewhere', () => {
  test('nothing found: it may', () => {
    expect(judge({})).toEqual({ outcome: 'may', findings: [] });
    expect(withRole('designer', 'other').outcome).toBe('may');
  });

  test('the gravest finding decides, all are listed with their own clause', () => {
    const bid = {
      outcome: 'invalid',
      codes: ['CONTROL', 'INTEREST'],
      because: '与 甲 存在控股关系，相关投标均无效；与 乙 （招标人）有利害关系',
    } as const;
    const { outcome, findings } = judge({ bid, alike: ['丙'] });
    expect(outcome).toBe('must_not');
    expect(findings.map(({ code, outcome: said, because }) => [code, said, because])).toEqual([
      ['CONTROL', 'must_not', '与 甲 存在控股关系，相关投标均无效'],
      ['INTEREST', 'review', '与 乙 （招标人）有利害关系'],
      ['LOT_ALIKE', 'review', '丙 已就同一招标人同日截止的招标作过核查，须确认是否同一标段'],
    ]);
    expect(findings[0]?.basis[0]).toMatchObject({ article: '第三十四条', grade: 'law' });
  });

  test('sisters under one controller are to be reviewed, and told of bidding in concert', () => {
    const bid = {
      outcome: 'review',
      codes: ['COMMON_CONTROLLER'],
      because: '与 甲 受同一控制人控制',
    } as const;
    const { outcome, findings } = judge({ bid });
    expect(outcome).toBe('review');
    expect(findings[0]?.basis.map(({ article }) => article)).toContain('第三十九条');
  });

  test('only what was read of the law forbids; what is remembered is looked at', () => {
    expect(withRole('agent', 'self').outcome).toBe('must_not');
    expect(withRole('base_price', 'self').outcome).toBe('must_not');
    expect(withRole('designer', 'self').outcome).toBe('review');
    expect(withRole('supervisor', 'self').findings[0]?.basis[0]?.grade).toBe('memory');
    expect(withRole('agent', 'linked').outcome).toBe('review');
    expect(withRole('agent', 'unknown').findings.map(({ code }) => code)).toEqual(['ROLE_UNKNOWN']);
  });

  test('a name that does not belong to its code is looked at', () => {
    expect(judge({ misnamed: ['甲'] }).findings.map(({ code }) => code)).toEqual(['NAME_DIFFERS']);
  });
});

test('one lot has one key, however it was typed', () => {
  const key = lotKey('X', '桥河 标准厂房（二期）', 'Ⅰ标段');
  expect(lotKey('X', '桥河标准厂房(二期)', 'i 标段')).toBe(key);
  expect(lotKey('X', '桥河标准厂房（二期）', 'II标段')).not.toBe(key);
  expect(lotKey('Y', '桥河标准厂房（二期）', 'I标段')).not.toBe(key);
});

test('a check is of a lot that somebody else tenders, while bids are taken', () => {
  const asked = {
    ...{ company: 'a', tenderer: 't', others: ['b'], deadline: '2026-12-01', today: '2026-12-01' },
  };
  const code = (over: Partial<typeof asked>): string => {
    const decision = decideBidCheck({ ...asked, ...over });
    return decision.outcome === 'accepted' ? 'accepted' : decision.refusals[0].code;
  };
  expect(code({})).toBe('accepted');
  expect(code({ tenderer: 'a' })).toBe('BID_CHECK_OWN_TENDER');
  expect(code({ today: '2026-12-02' })).toBe('BID_CHECK_TOO_LATE');
  expect(code({ others: ['a'] })).toBe('BID_CHECK_OTHERS_WRONG');
  expect(code({ others: ['t'] })).toBe('BID_CHECK_OTHERS_WRONG');
});
