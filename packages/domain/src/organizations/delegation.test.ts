import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../kernel/local-date.ts';
import {
  type AskedDelegation,
  barToStandIn,
  canBeDelegated,
  decideDelegation,
  delegationLimit,
  needsDocument,
  type PostTerm,
  refuseOutside,
  refusePersonal,
} from './delegation.ts';
import { type PostKind, postKinds, sideOf } from './posts.ts';

const [may, on] = [localDate('2026-05-01'), localDate('2026-04-20')];
const term = (kind: PostKind, over: Partial<PostTerm> = {}): PostTerm => ({
  kind,
  organizationId: 'GF',
  validFrom: localDate('2026-01-01'),
  validTo: null,
  ...over,
});
const asked = (over: Partial<AskedDelegation> = {}): AskedDelegation => ({
  giverId: '张三',
  receiverId: '李四',
  post: term('company_handler'),
  receiverPosts: [term('company_finance')],
  from: may,
  to: localDate('2026-05-31'),
  on,
  hasDocument: false,
  onward: false,
  running: [],
  ...over,
});
const codes = (over: Partial<AskedDelegation>): string[] => {
  const decision = decideDelegation(asked(over));
  return decision.outcome === 'accepted' ? [] : decision.refusals.map((r) => r.code);
};

describe('giving a post to somebody for a time', () => {
  it('is accepted within one’s own limits, and keeps the longest period that applied', () => {
    expect(decideDelegation(asked())).toEqual({ outcome: 'accepted', effects: { daysMax: 90 } });
    expect(codes({ from: on, to: on })).toEqual([]);
  });

  it('lasts ninety days at most, both ends counted', () => {
    const { days } = delegationLimit(on);
    expect(codes({ to: addDays(may, days - 1) })).toEqual([]);
    expect(codes({ to: addDays(may, days) })).toEqual(['DELEGATION_TOO_LONG']);
  });

  it('stays within the term of the post, and does not reach back', () => {
    const post = term('company_handler', { validFrom: may, validTo: localDate('2026-05-31') });
    expect(codes({ post })).toEqual([]);
    expect(codes({ post, to: localDate('2026-06-01') })).toEqual(['DELEGATION_BEYOND_OWN']);
    expect(codes({ post, from: localDate('2026-04-30') })).toEqual(['DELEGATION_BEYOND_OWN']);
    expect(codes({ from: localDate('2026-04-19') })).toEqual(['DELEGATION_BEYOND_OWN']);
    expect(codes({ to: localDate('2026-04-30') })).toEqual(['DELEGATION_BEYOND_OWN']);
  });

  it('is not passed on, and not given to oneself', () => {
    expect(codes({ onward: true })).toEqual(['DELEGATION_NOT_ONWARD']);
    expect(codes({ receiverId: '张三' })).toEqual(['SAME_PERSON']);
  });

  it.each(postKinds.filter((kind) => sideOf(kind) === 'administration'))(
    '%s neither gives nor receives',
    (kind) => {
      expect(codes({ post: term(kind), receiverPosts: [term(kind)] })).toContain('ADMINISTRATORS_EXCLUDE');
      expect(codes({ receiverPosts: [term('company_finance'), term(kind)] })).toEqual([
        'ADMINISTRATORS_EXCLUDE',
      ]);
      expect(canBeDelegated(kind)).toBe(false);
    },
  );

  it.each(['committee_member', 'company_director', 'auditor'] as const)('%s is personal', (kind) => {
    expect(codes({ post: term(kind), receiverPosts: [term(kind)] })).toContain('DELEGATION_NOT_FOR_THIS');
    expect(canBeDelegated(kind)).toBe(false);
  });

  it.each(['committee_director', 'company_representative'] as const)('%s is given in writing', (kind) => {
    const with_ = { post: term(kind), receiverPosts: [term(kind)] };
    expect(codes(with_)).toEqual(['DELEGATION_DOCUMENT_MISSING']);
    expect(codes({ ...with_, hasDocument: true })).toEqual([]);
    expect(needsDocument(kind)).toBe(true);
  });

  it('is given once to one person for the same days', () => {
    const running = [{ validFrom: '2026-05-31', validTo: '2026-06-30' }];
    expect(codes({ running })).toEqual(['DELEGATION_OVERLAPS']);
    expect(codes({ running, to: localDate('2026-05-30') })).toEqual([]);
  });

  it('names every reason, the gravest first', () => {
    expect(
      codes({ onward: true, receiverPosts: [], to: localDate('2027-05-01'), from: localDate('2026-04-01') }),
    ).toEqual([
      'DELEGATION_NOT_ONWARD',
      'DELEGATION_ACROSS_SIDES',
      'DELEGATION_BEYOND_OWN',
      'DELEGATION_TOO_LONG',
    ]);
  });
});

describe('who may stand in', () => {
  const bar = (...own: PostTerm[]) =>
    barToStandIn(term('company_handler'), own, may, localDate('2026-05-31'));

  it('a colleague of the same side', () => {
    expect(bar(term('company_legal'))).toBeNull();
    expect(bar(term('company_legal', { organizationId: 'FHGS' }))).toBe('DELEGATION_ACROSS_SIDES');
    expect(bar(term('company_director'))).toBe('DELEGATION_ACROSS_SIDES');
    expect(bar()).toBe('DELEGATION_ACROSS_SIDES');
  });

  it('nobody who holds a post on another side in these days, anywhere', () => {
    const member = (over: Partial<PostTerm>) => term('committee_member', { organizationId: 'GWH', ...over });
    expect(bar(term('company_legal'), member({}))).toBe('DELEGATION_ACROSS_SIDES');
    expect(bar(term('company_legal'), member({ validFrom: localDate('2026-05-31') }))).toBe(
      'DELEGATION_ACROSS_SIDES',
    );
    expect(bar(term('company_legal'), member({ validTo: localDate('2026-04-30') }))).toBeNull();
    expect(bar(term('company_legal'), term('auditor', { organizationId: 'GWH' }))).toBe(
      'DELEGATION_ACROSS_SIDES',
    );
  });

  it('nobody whose own post begins later', () => {
    expect(bar(term('company_legal', { validFrom: localDate('2026-05-02') }))).toBe(
      'DELEGATION_ACROSS_SIDES',
    );
    expect(bar(term('company_legal', { validTo: may }))).toBeNull();
  });
});

describe('acting under a delegation', () => {
  it('a vote is cast in person', () => {
    expect(refusePersonal('meetings.vote')?.refusals[0].code).toBe('DELEGATION_NOT_FOR_THIS');
    expect(refusePersonal('matters.accept')).toBeNull();
  });

  it('for some matters only, everything else is outside; handing in a document is not', () => {
    const limit = ['equity_transfer', 'donation'];
    const outside = (matters?: string[], act = 'matters.accept') =>
      refuseOutside(limit, act, matters) !== null;
    expect(outside(['equity_transfer'])).toBe(false);
    expect(outside(['equity_transfer', 'donation'])).toBe(false);
    expect(outside(['equity_transfer', 'capital_change'])).toBe(true);
    expect(outside()).toBe(true);
    expect(outside(undefined, 'evidence.keepDocument')).toBe(false);
    expect(refuseOutside(null, 'contracts.entrust', undefined)).toBeNull();
  });
});
