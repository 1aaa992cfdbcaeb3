import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { dutiesOf, findMatter } from '@guanyun/db/matters/matter.store.ts';
import {
  agendaOfMatter,
  expectedAt,
  findMeeting,
  saveVote,
  votesAt,
} from '@guanyun/db/matters/meeting.store.ts';
import { someMeeting } from '@guanyun/db/testing/matter-builders.ts';
import { TEST_ZONE } from '@guanyun/db/testing/test-database.ts';
import type { Motion } from '@guanyun/domain/matters/motion.ts';
import { expect, test, vi } from 'vitest';
import type { Answer } from '../evidence/act.ts';
import { NotFound } from '../kernel/deps.ts';
import { closeMeeting } from './close-meeting.ts';
import { createMeeting } from './convene.ts';
import { recordExternalDecision } from './examine.ts';
import { moveMotion, recordAttendance, vote } from './meet.ts';
import { revise } from './propose.ts';
import { sign, submit, withdraw } from './submit.ts';
import { contentFor, gather, makeZone, someCase, type Zone } from './testing/race-zone.ts';

/**
 * Acts that meet at once, and what may never come of it. Each race is run three ways: as the house runs it, without the
 * database's own checks, and without the locks either: then it must go wrong, or it would show nothing.
 */
const ROUNDS = 500;
/** Rounds of a race that is to go wrong, or to show that one of the two guards is enough. */
const FEW = 60;
const AT_ONCE = 4;

const locks = vi.hoisted(() => ({ held: true, slow: 0 }));
vi.mock('@guanyun/db/matters/matter.store.ts', async (original) => {
  const store = await original<typeof import('@guanyun/db/matters/matter.store.ts')>();
  return {
    ...store,
    lockMatter: (tx: Tx, id: string) => (locks.held ? store.lockMatter : store.findMatter)(tx, id),
    lockKey: (tx: Tx, key: string) => (locks.held ? store.lockKey(tx, key) : Promise.resolve()),
    // A little longer between what is read and what is written, the same with locks and without.
    changeMatter: async (...change: Parameters<typeof store.changeMatter>) => {
      await pause(locks.slow);
      return store.changeMatter(...change);
    },
  };
});
vi.mock('@guanyun/db/matters/meeting.store.ts', async (original) => {
  const store = await original<typeof import('@guanyun/db/matters/meeting.store.ts')>();
  return {
    ...store,
    lockMeeting: (tx: Tx, id: string) => (locks.held ? store.lockMeeting : store.findMeeting)(tx, id),
  };
});

const req = () => ({ requestId: randomUUID() });
type Act = () => Promise<Answer<unknown>>;
/** One round: acts that meet at once, and whether what came of it may not be. */
type Round = { readonly acts: readonly Act[]; readonly violated: () => Promise<boolean> };
type Race = {
  readonly rounds: (zone: Zone, tx: Tx, n: number) => Promise<Round>;
  /** Takes the database's own checks off. */
  readonly unbuckle: string;
};

/** How many of so many rounds went wrong, and what was thrown besides that something is gone. */
async function raced(race: Race, rounds: number, { held = true, belts = true, slow = 0 } = {}) {
  const zone = await makeZone();
  try {
    if (!belts)
      await zone.db.owner.sequelize.query(`SET search_path = zone_${TEST_ZONE}, public; ${race.unbuckle}`);
    const waiting: Round[] = [];
    for (let n = 0; n < rounds; n += 50)
      await zone.work(async (tx) => {
        for (let i = n; i < Math.min(n + 50, rounds); i += 1) waiting.push(await race.rounds(zone, tx, i));
      });
    Object.assign(locks, { held, slow });
    let violations = 0;
    const thrown: string[] = [];
    const runner = async (): Promise<void> => {
      for (let round = waiting.pop(); round !== undefined; round = waiting.pop()) {
        const { acts, violated } = round;
        // They do not always come in the same order.
        const order = waiting.length % 2 === 0 ? acts : [...acts].reverse();
        for (const one of await Promise.allSettled(order.map((act) => act())))
          if (one.status === 'rejected' && !(one.reason instanceof NotFound)) thrown.push(String(one.reason));
        if (await violated()) violations += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, runner));
    return { violations, thrown: [...new Set(thrown)] };
  } finally {
    Object.assign(locks, { held: true, slow: 0 });
    await zone.db.drop();
  }
}
const lawful = { violations: 0, thrown: [] };

// ------------------------------------------------------------------------------------------------ threshold

const levelOf = async (zone: Zone, id: string) => (await zone.work((tx) => findMatter(tx, id)))?.level;
const bothLow = async (zone: Zone, ids: readonly string[]): Promise<boolean> =>
  (await Promise.all(ids.map((id) => levelOf(zone, id)))).every((level) => level === 'file');

/** 300,000 yuan each under one key: either alone is filed, both together are not. */
const threshold: Race = {
  unbuckle: '',
  rounds: async (zone, tx, n) => {
    const key = `object:${randomUUID()}`;
    const at = gather('300000.00', key);
    const over = { aggregationKey: key, amount: '300000.00', level: 'file' };
    const second = await someCase(zone, tx, zone.two, { ...over, state: 'signed' });
    const submitSecond: Act = () =>
      submit(
        zone.deps,
        zone.as('other', 'company_handler', zone.two),
        { ...req(), id: second.id, contentDigest: second.contentDigest },
        at,
      );
    const handler = zone.as('handler', 'company_handler');
    if (n % 3 === 0) {
      // One is accepted over less, and grows in its supplement.
      const held = {
        stateBefore: 'accepted',
        supplements: 1,
        acceptedOn: '2026-07-10',
        dueOn: '2026-07-31',
        dueDays: 5,
      };
      const first = await someCase(zone, tx, zone.one, {
        ...{ ...over, ...held, amount: '100000.00', state: 'supplementing', stateBefore: 'accepted' },
      });
      const content = contentFor(zone.one, zone.two);
      const grow: Act = () =>
        revise(zone.deps, handler, { ...req(), id: first.id, contentVersion: 1, ...content }, at);
      return { acts: [grow, submitSecond], violated: () => bothLow(zone, [first.id, second.id]) };
    }
    const first = await someCase(zone, tx, zone.one, { ...over, state: 'signed' });
    const asked = { id: first.id, contentDigest: first.contentDigest };
    const submitFirst: Act = () => submit(zone.deps, handler, { ...req(), ...asked }, at);
    return { acts: [submitFirst, submitSecond], violated: () => bothLow(zone, [first.id, second.id]) };
  },
};

test(`two companies under one key never both pass below the threshold, in ${ROUNDS} rounds`, async () => {
  expect(await raced(threshold, ROUNDS)).toEqual(lawful);
}, 180_000);

test('without the lock of the key they do', async () => {
  expect((await raced(threshold, FEW, { held: false })).violations).toBeGreaterThan(0);
});

// ------------------------------------------------------------------------------------------------ quorum

type Result = { votesFor: number; effectivePresent: number; motion: Motion };

/** Whether a closed item says anything else than what its votes, its motion and its attendance say. */
async function miscounted(zone: Zone, meetingId: string, matterId: string): Promise<boolean> {
  return zone.work(async (tx) => {
    const [item] = await agendaOfMatter(tx, matterId);
    const meeting = await findMeeting(tx, meetingId);
    const present = (await expectedAt(tx, meetingId)).filter((e) => e.present).map((e) => e.personId);
    const cast = await votesAt(tx, meetingId);
    if (cast.some((v) => !present.includes(v.personId))) return true;
    if (item === undefined || meeting?.state !== 'closed') return false;
    const votes = cast.filter((v) => v.motionVersion === item.motionVersion);
    const { votesFor, effectivePresent, motion } = item.result as Result;
    return (
      votesFor !== votes.filter((v) => v.vote === 'for').length ||
      effectivePresent !== present.length ||
      votes.length !== present.length ||
      motion.kind !== item.motion.kind
    );
  });
}

/** Two of three have voted; the third votes, is struck out, a motion is changed, and the meeting is closed. */
const quorum: Race = {
  unbuckle: 'DROP TRIGGER votes_lawful ON votes',
  rounds: async (zone, tx, n) => {
    const { persons, deps } = zone;
    const { id, contentDigest } = await someCase(zone, tx, zone.one, {
      state: 'on_agenda',
      level: 'committee',
    });
    const meetingId = await someMeeting(tx, {
      ...{ secretaryId: persons.secretary, members: [persons.a, persons.b, persons.c], matterIds: [id] },
      contentDigest,
    });
    const secretary = zone.as('secretary', 'committee_secretary');
    const about = { meetingId, matterId: id };
    for (const personId of [persons.a, persons.b])
      await saveVote(tx, { ...about, contentDigest, motionVersion: 1, personId, vote: 'for', opinion: '' });
    const third = zone.as('c', 'committee_member');
    const cast: Act = () =>
      vote(deps, third, { ...req(), ...about, contentDigest, motionVersion: 1, vote: 'for', opinion: '' });
    const close: Act = () => closeMeeting(deps, secretary, { ...req(), id: meetingId });
    // Closing may come too early, and then comes again.
    const closeTwice: Act = async () => {
      const answer = await close();
      return answer.outcome === 'accepted' ? answer : close();
    };
    const strike: Act = () =>
      recordAttendance(deps, secretary, { ...req(), id: meetingId, present: [persons.a, persons.b] });
    const move: Act = () =>
      moveMotion(deps, secretary, { ...req(), ...about, motion: { kind: 'return', reason: '改' } });
    return {
      acts: [cast, n % 2 === 0 ? strike : move, closeTwice],
      violated: () => miscounted(zone, meetingId, id),
    };
  },
};

test(`no decision counts a vote cast after closing, and none is lost, in ${ROUNDS} rounds`, async () => {
  expect(await raced(quorum, ROUNDS)).toEqual(lawful);
}, 180_000);

test('without the lock of the meeting votes are lost', async () => {
  const { violations } = await raced(quorum, FEW, { held: false, belts: false });
  expect(violations).toBeGreaterThan(0);
});

// ------------------------------------------------------------------------------------------------ withdraw

/** The company takes back what is being decided: by the meeting, by being put before one, by the higher body. */
const withdrawal: Race = {
  unbuckle: 'DROP TRIGGER matters_procedure ON matters',
  rounds: async (zone, tx, n) => {
    const { persons, deps } = zone;
    const state = (['on_agenda', 'cleared', 'forwarded'] as const)[n % 3] ?? 'cleared';
    const { id, contentDigest } = await someCase(zone, tx, zone.one, { state, level: 'committee' });
    const secretary = zone.as('secretary', 'committee_secretary');
    const done: string[] = [];
    const told =
      (name: string, act: Act): Act =>
      async () => {
        const answer = await act();
        if (answer.outcome === 'accepted') done.push(name);
        return answer;
      };
    const handler = zone.as('handler', 'company_handler');
    // Without consent nothing is taken back that the meeting has meanwhile sent to the higher body.
    const consent = state === 'forwarded' ? '同意' : undefined;
    const takeBack = told('withdrawn', () =>
      withdraw(deps, handler, { ...req(), id, reason: '撤回', consent }),
    );
    const members = [persons.a, persons.b, persons.c];
    const convened = { title: '会', heldOn: '2026-07-31', mode: 'collective_vote', matterIds: [id] } as const;
    const convene: Act = () => createMeeting(deps, secretary, { ...req(), ...convened, expected: members });
    const answered: Act = () =>
      recordExternalDecision(deps, zone.as('reviewer', 'committee_reviewer'), {
        ...{ ...req(), id, outcome: 'approved', number: '示例', decidedOn: '2026-07-15' },
      });
    const other = state === 'forwarded' ? answered : convene;
    let decide = told('decided', other);
    if (state === 'on_agenda') {
      const meetingId = await someMeeting(tx, {
        ...{ secretaryId: persons.secretary, members, matterIds: [id], state: 'planned', contentDigest },
        // Too few are left to decide: the case goes up at once, without a vote.
        recused: members,
      });
      const opened: Act = () => recordAttendance(deps, secretary, { ...req(), id: meetingId, present: [] });
      decide = async () => {
        await opened();
        const closed = await closeMeeting(deps, secretary, { ...req(), id: meetingId });
        if (closed.outcome === 'accepted' && closed.answer.results.length > 0) done.push('decided');
        return closed;
      };
    }
    const violated = async (): Promise<boolean> => {
      const row = await zone.work((t) => findMatter(t, id));
      const withdrawn = row?.state === 'withdrawn';
      // What is put before a meeting may still be taken back; never is it taken back and stands decided or on an agenda.
      const open = (await zone.work((t) => agendaOfMatter(t, id))).some((item) => item.result === null);
      if (withdrawn && open) return true;
      return done.includes('withdrawn') !== withdrawn || (state !== 'cleared' && done.length > 1);
    };
    return { acts: [takeBack, decide], violated };
  },
};

test(`what is withdrawn is not decided, in ${ROUNDS} rounds`, async () => {
  expect(await raced(withdrawal, ROUNDS)).toEqual(lawful);
}, 180_000);

test('without the lock of the case it is both', async () => {
  const { violations } = await raced(withdrawal, FEW, { held: false, belts: false, slow: 3 });
  expect(violations).toBeGreaterThan(0);
});

// ------------------------------------------------------------------------------------------------ duty

/** One person is legal counsel and handler in one case at once. */
const dutyTwice: Race = {
  unbuckle: 'ALTER TABLE matter_duties DROP CONSTRAINT matter_duties_apart',
  rounds: async (zone, tx) => {
    const { id, contentDigest } = await someCase(zone, tx, zone.one, { state: 'draft', level: 'committee' });
    const legal = zone.as('both', 'company_legal');
    const handler = zone.as('both', 'company_handler');
    const signs: Act = () => sign(zone.deps, legal, { ...req(), id, contentDigest });
    const takes: Act = () => withdraw(zone.deps, handler, { ...req(), id, reason: '撤回' });
    const violated = async (): Promise<boolean> => {
      const held = await zone.work((t) => dutiesOf(t, id));
      return new Set(held.filter((d) => d.personId === zone.persons.both).map((d) => d.duty)).size > 1;
    };
    return { acts: [signs, takes], violated };
  },
};

test(`one person has one duty, in ${ROUNDS} rounds`, async () => {
  expect(await raced(dutyTwice, ROUNDS)).toEqual(lawful);
}, 180_000);

test("the use case's own lock suffices", async () => {
  expect(await raced(dutyTwice, FEW, { belts: false })).toEqual(lawful);
});

test("the database's own checks suffice", async () => {
  expect((await raced(dutyTwice, FEW, { held: false })).violations).toBe(0);
});

test('without either one person has both', async () => {
  expect((await raced(dutyTwice, FEW, { held: false, belts: false })).violations).toBeGreaterThan(0);
});
