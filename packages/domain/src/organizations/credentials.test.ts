import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  decideAskReset,
  decideReleaseReset,
  hoursAfter,
  mustFirst,
  RESET_OPEN_HOURS,
} from './credentials.ts';

const codesOf = (decision: { outcome: string; refusals?: readonly { code: string }[] }): string[] =>
  decision.refusals?.map((one) => one.code) ?? [];
const now = Date.UTC(2026, 10, 23);

describe('what comes before anything else', () => {
  const required = { secondFactor: 'required', idleMinutes: 15 } as const;
  const offered = { ...required, secondFactor: 'offered' } as const;
  test.each([
    [{ vouched: false, temporary: true, codes: false }, required, 'password'],
    [{ vouched: false, temporary: true, codes: true }, offered, 'password'],
    [{ vouched: false, temporary: false, codes: false }, required, 'codes'],
    [{ vouched: false, temporary: false, codes: false }, offered, null],
    [{ vouched: false, temporary: false, codes: true }, required, null],
    // The provider vouched: no password was shown here, and the factors are its own.
    [{ vouched: true, temporary: true, codes: false }, required, null],
  ])('%o under %o: %s', (session, policy, must) => {
    expect(mustFirst(session, policy)).toBe(must);
  });
});

describe('resets of passwords', () => {
  test('one’s own is changed, not reset; one waits at a time, until it lapses', () => {
    expect(codesOf(decideAskReset({ own: true, openSince: null, now }))).toEqual(['RESET_OWN']);
    expect(codesOf(decideAskReset({ own: false, openSince: now, now }))).toEqual(['RESET_ASKED_ALREADY']);
    const lapsed = hoursAfter(now, RESET_OPEN_HOURS);
    expect(codesOf(decideAskReset({ own: false, openSince: now, now: lapsed }))).toEqual([
      'RESET_ASKED_ALREADY',
    ]);
    expect(decideAskReset({ own: false, openSince: now, now: lapsed + 1 }).outcome).toBe('accepted');
  });

  const who = fc.constantFrom('asker', 'owner', 'other');
  test.prop([who, who, who, fc.boolean(), fc.integer({ min: 0, max: 2 * RESET_OPEN_HOURS * 3_600_000 })])(
    'whoever releases is a third person, in time, once',
    (releaser, askedBy, account, closed, later) => {
      const decision = decideReleaseReset({
        ...{ releaser, askedBy, account, closed, askedAt: now, now: now + later },
      });
      const alone = releaser === askedBy || releaser === account;
      const over = closed || later > RESET_OPEN_HOURS * 3_600_000;
      expect(codesOf(decision)).toEqual(alone ? ['RESET_ALONE'] : over ? ['RESET_OVER'] : []);
    },
  );
});
