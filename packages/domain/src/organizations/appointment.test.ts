import { describe, expect, it } from 'vitest';
import type { Decision } from '../kernel/decision.ts';
import { localDate } from '../kernel/local-date.ts';
import { decideEnd, decideGrant } from './appointment.ts';
import type { PostTerm } from './delegation.ts';
import type { PostKind } from './posts.ts';

const term = (kind: PostKind, from = '2026-01-01', to: string | null = null): PostTerm => ({
  kind,
  organizationId: 'GWH',
  validFrom: localDate(from),
  validTo: to === null ? null : localDate(to),
});
const codes = (decision: Decision<null>): string[] =>
  decision.outcome === 'accepted' ? [] : decision.refusals.map((r) => r.code);

describe('granting a post', () => {
  it('a company’s post in a company, the others elsewhere', () => {
    expect(codes(decideGrant(term('company_handler'), true, []))).toEqual([]);
    expect(codes(decideGrant(term('company_handler'), false, []))).toEqual(['POST_NOT_OF_ORGANIZATION']);
    expect(codes(decideGrant(term('committee_reviewer'), true, []))).toEqual(['POST_NOT_OF_ORGANIZATION']);
    expect(codes(decideGrant(term('auditor'), false, []))).toEqual([]);
  });

  it('a bidder’s post is given to nobody, and who bids is given no other, whenever', () => {
    expect(codes(decideGrant(term('supplier_bidder'), false, []))).toEqual(['BIDDER_EXCLUDES']);
    const past = term('supplier_bidder', '2025-01-01', '2025-12-31');
    expect(codes(decideGrant(term('company_handler'), true, [past]))).toEqual(['BIDDER_EXCLUDES']);
  });

  it('an administrator holds no other post at the same time', () => {
    const reviewer = term('committee_reviewer', '2026-01-01', '2026-05-31');
    expect(codes(decideGrant(term('audit_admin', '2026-05-31'), false, [reviewer]))).toEqual([
      'ADMINISTRATORS_EXCLUDE',
    ]);
    expect(codes(decideGrant(term('audit_admin', '2026-06-01'), false, [reviewer]))).toEqual([]);
    expect(codes(decideGrant(reviewer, false, [term('system_admin')]))).toEqual(['ADMINISTRATORS_EXCLUDE']);
    expect(codes(decideGrant(term('committee_member'), false, [reviewer]))).toEqual([]);
  });

  it('once at a time, and forwards', () => {
    const held = [term('committee_reviewer', '2026-01-01', '2026-05-31')];
    expect(codes(decideGrant(term('committee_reviewer', '2026-05-31'), false, held))).toEqual([
      'POST_HELD_ALREADY',
    ]);
    expect(codes(decideGrant(term('committee_reviewer', '2026-06-01'), false, held))).toEqual([]);
    expect(codes(decideGrant(term('committee_member', '2026-06-02', '2026-06-01'), false, []))).toEqual([
      'POST_TERM_WRONG',
    ]);
  });
});

describe('ending a post', () => {
  const today = localDate('2026-05-06');
  const end = (post: PostTerm, last: string, others: PostTerm[] = []) =>
    codes(decideEnd(post, localDate(last), today, others));

  it('from yesterday on, within the term', () => {
    expect(end(term('company_handler'), '2026-05-05')).toEqual([]);
    expect(end(term('company_handler'), '2026-12-31')).toEqual([]);
    expect(end(term('company_handler'), '2026-05-04')).toEqual(['POST_TERM_WRONG']);
    expect(end(term('company_handler', '2026-05-06'), '2026-05-05')).toEqual(['POST_TERM_WRONG']);
    expect(end(term('company_handler', '2026-01-01', '2026-06-30'), '2026-06-30')).toEqual([
      'POST_TERM_WRONG',
    ]);
    expect(end(term('company_handler', '2026-01-01', '2026-05-05'), '2026-05-05')).toEqual([
      'POST_NOT_IN_FORCE',
    ]);
  });

  it('not the last administrator of a kind, without a gap', () => {
    const last = term('audit_admin');
    expect(end(last, '2026-05-31')).toEqual(['LAST_ADMINISTRATOR']);
    expect(end(last, '2026-05-31', [term('audit_admin', '2026-06-01')])).toEqual([]);
    expect(end(last, '2026-05-31', [term('audit_admin', '2026-06-02')])).toEqual(['LAST_ADMINISTRATOR']);
    expect(end(last, '2026-05-31', [term('audit_admin', '2026-01-01', '2026-05-31')])).toEqual([
      'LAST_ADMINISTRATOR',
    ]);
  });
});
