import { randomUUID } from 'node:crypto';
import { postVoucher } from '@guanyun/application/accounting/post-voucher.ts';
import { openOrder } from '@guanyun/application/assets/open-order.ts';
import { someDecision, transferZone } from '@guanyun/application/crossings/testing/transfers.ts';
import { executeTransfer } from '@guanyun/application/equity/execute-transfer.ts';
import { act } from '@guanyun/application/evidence/act.ts';
import { digestOf } from '@guanyun/application/evidence/digest.ts';
import { createMeeting } from '@guanyun/application/matters/convene.ts';
import { vote } from '@guanyun/application/matters/meet.ts';
import { revise } from '@guanyun/application/matters/propose.ts';
import { spendByReport } from '@guanyun/application/matters/spend-by-report.ts';
import { sign, withdraw } from '@guanyun/application/matters/submit.ts';
import {
  contentFor as caseContent,
  foundZone,
  gather,
  someCase,
} from '@guanyun/application/matters/testing/race-zone.ts';
import { saveVoucher } from '@guanyun/db/accounting/voucher.store.ts';
import { query } from '@guanyun/db/kernel/transaction.ts';
import { creditLine, debitLine, someAsset, someVoucher } from '@guanyun/db/testing/asset-builders.ts';
import { someCompany, somePerson, unique } from '@guanyun/db/testing/builders.ts';
import { contentFor, someMeeting, someWarrant } from '@guanyun/db/testing/matter-builders.ts';
import { smallZone, someHolding } from '@guanyun/db/testing/zone-builders.ts';
import { voucherOf } from '@guanyun/domain/accounting/voucher.ts';
import { accept } from '@guanyun/domain/kernel/decision.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { fen } from '@guanyun/domain/kernel/money.ts';
import type { Proposal, ProposalOf } from '@guanyun/domain/matters/proposal.ts';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { type Ground, type Race, type Racer, request, runRace, times } from './race.ts';
import { countOf, number, random, seed, tell } from './runs.ts';

/**
 * Acts that meet at once, and what may never come of it. Each race is also run without the application's locks and without
 * the database's checks: then it must go wrong soon, or it would show nothing.
 */
// The full count is two thousand rounds of each: GUANYUN_RACES=2000.
const ROUNDS = countOf('GUANYUN_RACES', 10);
/** Within so many rounds a race without locks and checks must go wrong. */
const MUTANT_ROUNDS = 50;
const IN_TURN_ROUNDS = 2;
const HOUR = 3_600_000;
// What Sequelize says of commits that the database refused.
vi.spyOn(console, 'warn').mockImplementation(() => undefined);
afterAll(() => vi.restoreAllMocks());

const about = { kind: 'voucher', id: null, title: '示例' };

const company = (ground: Ground) => ground.work((tx) => someCompany(tx));
const person = (ground: Ground) => ground.work((tx) => somePerson(tx));
const actorOf = (personId: string, organizationId: string) => ({
  ...{ accountId: randomUUID(), account: 'x', person: { id: personId, name: '示例' }, onBehalfOf: null },
  post: { id: randomUUID(), kind: 'company_handler', organizationId, side: 'company' } as const,
});

/** Every act waits for the journal from its entry to its commit, which shields what is checked at the commit. */
const JOURNAL_WITHOUT_KEY = 'ALTER TABLE journal DROP CONSTRAINT journal_pkey CASCADE';
/** The next place in the journal as it would be given without waiting for whoever took the one before. */
const journalWithoutLock = (sql: string): string =>
  sql.includes('INSERT INTO counters') && sql.includes('greatest')
    ? `SELECT coalesce(max(index), -1) + 1 + $2::bigint AS value FROM journal WHERE ($1 || $3::text) IS NOT NULL`
    : sql;

/** Many orders want one asset. */
const doubleTransfer: Race = {
  name: 'double transfer',
  unbuckle: 'DROP INDEX transfer_lines_one_open',
  async ready(ground) {
    const t = await transferZone(ground.db);
    return async (racers) => {
      const [assetId, warrants] = await ground.work(async (tx) => {
        const id = await someAsset(tx, t.zone.ofSub, t.zone.group);
        const made = [];
        for (let n = 0; n < racers; n += 1)
          made.push(await someDecision(tx, t.zone, t.giver.person.id, [id], {}));
        return [id, made] as const;
      });
      const lines = 'SELECT 1 FROM transfer_lines WHERE asset_id = $1 AND open';
      return {
        racers: warrants.map(
          ({ id }): Racer =>
            () =>
              openOrder(t.deps, t.giver, { ...request(), warrantId: id }),
        ),
        violated: async (accepted) => accepted !== 1 || (await ground.count(lines, [assetId])) !== 1,
      };
    };
  },
};

/** Many spend one warrant over 1000.00 yuan, each less than it, together more. */
const warrantSum: Race = {
  name: 'warrant sum',
  unbuckle: `ALTER TABLE warrants DROP CONSTRAINT warrants_not_overspent;
    CREATE OR REPLACE FUNCTION spend_warrant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = zone_test, public, pg_temp AS $$
    BEGIN
      UPDATE warrants SET uses = uses + 1, spent = spent + coalesce(NEW.amount, 0) WHERE id = NEW.warrant_id;
      RETURN NEW;
    END $$;`,
  async ready(ground) {
    const zone = await ground.work((tx) => smallZone(tx));
    const who = await person(ground);
    const actor = actorOf(who, zone.group);
    return async (racers) => {
      const proposal = {
        matter: 'donation',
        companyId: zone.group,
        decidedOn: '2026-04-01',
      } as unknown as Proposal;
      const warrant = await ground.work((tx) =>
        someWarrant(tx, zone.group, who, {
          ...{ kind: 'donation', usesMax: null, proposalDigest: digestOf(proposal) },
          content: { ...contentFor(zone.group), proposal },
        }),
      );
      const spend = (): Racer => {
        const amount = `${501 + random.below(499)}.00`;
        const asked = { warrantId: warrant.id, title: '捐赠', counterparty: '示例学校', amount };
        return () =>
          spendByReport(ground.deps, actor, {
            ...{ ...request(), ...asked, on: localDate('2026-06-10'), documents: [zone.digest] },
          });
      };
      const over = `SELECT 1 FROM warrants w WHERE id = $1 AND (spent > amount OR uses <> 1
        OR spent <> (SELECT coalesce(sum(s.amount), 0) FROM warrant_spendings s WHERE s.warrant_id = w.id))`;
      return {
        racers: times(racers, spend),
        violated: async (accepted) => accepted !== 1 || (await ground.count(over, [warrant.id])) > 0,
      };
    };
  },
};

/** One member votes from many places at once. */
const doubleVote: Race = {
  name: 'quorum, double vote',
  unbuckle:
    'DROP TRIGGER votes_lawful ON votes; ALTER TABLE votes DROP CONSTRAINT votes_pkey; ALTER TABLE matter_duties DROP CONSTRAINT matter_duties_pkey',
  async ready(ground) {
    const zone = await foundZone(ground.db);
    return async (racers) => {
      const { a, b, c, secretary } = zone.persons;
      const made = await ground.work(async (tx) => {
        const one = await someCase(zone, tx, zone.one, { state: 'on_agenda', level: 'committee' });
        const of = { secretaryId: secretary, members: [a, b, c], matterIds: [one.id] };
        return { ...one, meetingId: await someMeeting(tx, { ...of, contentDigest: one.contentDigest }) };
      });
      const of = { meetingId: made.meetingId, matterId: made.id, contentDigest: made.contentDigest };
      const cast = (n: number): Racer => {
        const said = {
          motionVersion: 1,
          vote: n % 2 === 0 ? ('for' as const) : ('against' as const),
          opinion: '',
        };
        return () => vote(zone.deps, zone.as('c', 'committee_member'), { ...request(), ...of, ...said });
      };
      const votes = 'SELECT 1 FROM votes WHERE meeting_id = $1';
      return {
        racers: times(racers, cast),
        violated: async (accepted) => accepted !== 1 || (await ground.count(votes, [made.meetingId])) !== 1,
      };
    };
  },
};

/** A holder gives all it has to many at once. */
const wholeEquity: Race = {
  name: 'equity = 100 %',
  // What is given away is counted by the database alone, at the commit: the check stays and takes a little longer, its lock goes.
  unbuckle: `${JOURNAL_WITHOUT_KEY}; DO $$ BEGIN
    EXECUTE replace(replace(pg_get_functiondef('check_equity_of(uuid)'::regprocedure), 'pg_advisory_xact_lock(', 'abs('),
      E'END IF;\\nEND', E'END IF;\\n  PERFORM pg_sleep(0.02);\\nEND'); END $$`,
  unlock: journalWithoutLock,
  async ready(ground) {
    const zone = await ground.work((tx) => smallZone(tx));
    const who = await person(ground);
    const [actor, body] = [actorOf(who, zone.group), { form: null, tier: null } as const];
    const on = '2026-06-15';
    return async (racers) => {
      const made = await ground.work(async (tx) => {
        const targetId = await someCompany(tx, { tier: 2, form: 'limited' });
        await someHolding(tx, { targetId, toId: zone.group });
        const warrants = [];
        for (let n = 0; n < racers; n += 1) {
          const toId = await someCompany(tx, { ...body, kind: 'sasac' });
          const proposal: ProposalOf<'equity_transfer'> = {
            ...{ matter: 'equity_transfer', companyId: zone.group, targetId, fromId: zone.group, toId },
            ...{ share: '1/1', amount: '0.00', decidedOn: '2026-05-01', basisDate: '2026-03-31' },
            mode: 'free_transfer',
          };
          const warrant = await someWarrant(tx, zone.group, who, {
            ...{ kind: 'equity_transfer', amount: '0.00', proposalDigest: digestOf(proposal) },
            content: { ...contentFor(zone.group), proposal },
          });
          warrants.push({ warrantId: warrant.id, toId });
        }
        return { targetId, warrants };
      });
      const { targetId } = made;
      const off = `SELECT 1 FROM (SELECT sum(amount) AS held FROM equity_moves($1) GROUP BY holder) h HAVING min(held) < 0 OR sum(held) <> 1000`;
      return {
        racers: made.warrants.map(
          (of): Racer =>
            () => {
              const asked = { ...of, targetId, fromId: zone.group, share: '1/1', registerOn: on };
              return executeTransfer(ground.deps, actor, { ...request(), ...asked });
            },
        ),
        violated: async (accepted) => accepted !== 1 || (await ground.count(off, [targetId])) > 0,
      };
    };
  },
};

/** One company's vouchers are posted at once; every fourth does not balance and goes back at its commit, and one line comes late. */
const voucherNumbers: Race = {
  name: 'voucher balance and number',
  unbuckle: 'ALTER TABLE vouchers DROP CONSTRAINT vouchers_organization_id_book_number_key',
  unlock: (sql) =>
    sql.includes('INSERT INTO counters') && sql.includes('($1, 1)')
      ? `SELECT count(*) + 1 AS value FROM vouchers WHERE $1 LIKE 'voucher-' || organization_id || '%'`
      : sql,
  refusedBy: ['GY011'],
  async ready(ground) {
    return async (racers) => {
      const organizationId = await company(ground);
      const on = localDate('2026-06-01');
      const amount = fen(100n);
      const entry = { debit: [{ account: '1601', amount }], credit: [{ account: '4002', amount }] };
      const post = (n: number): Racer => {
        const asked = { ...request(), act: 'prove.post', body: {}, about };
        return () =>
          act(ground.deps, null, asked, async (tx) => {
            const at = { organizationId, on, summary: '示例', orderId: null };
            const posted = await postVoucher(tx, ground.deps, voucherOf('enterprise', entry, '示例'), at);
            if (posted.outcome === 'refused') return posted;
            const of = {
              organizationId,
              book: 'financial',
              voucherOn: on,
              summary: '',
              orderId: null,
            } as const;
            if (n % 4 === 3)
              await saveVoucher(tx, { ...of, id: randomUUID(), number: unique('错') }, [
                debitLine(1, '1.00'),
                creditLine(2, '2.00'),
              ]);
            return accept({ subject: about, content: {}, answer: posted.effects.number });
          });
      };
      const late: Racer = async () => {
        const line = `INSERT INTO voucher_lines (voucher_id, line, account, memo, debit) SELECT id, 9, '1601', '', 1 FROM vouchers WHERE id = $1 RETURNING 1`;
        const answer = await ground.work((tx) => query(tx, line, [earlier]));
        return { outcome: answer.length > 0 ? 'accepted' : 'refused' };
      };
      const other = await company(ground);
      const earlier = await ground.work((tx) => someVoucher(tx, other));
      const wrong = `SELECT 1 FROM vouchers WHERE organization_id = $1 HAVING count(*) > 0 AND (count(*) <> max(split_part(number, '-', 3)::int) OR count(DISTINCT number) <> count(*))
        UNION ALL SELECT 1 FROM voucher_lines l JOIN vouchers v ON v.id = l.voucher_id WHERE v.organization_id IN ($1, $2) GROUP BY l.voucher_id HAVING sum(debit) <> sum(credit)`;
      return {
        racers: [...times(racers, post), ...(random.chance(0.3) ? [late] : [])],
        violated: async () => (await ground.count(wrong, [organizationId, other])) > 0,
      };
    };
  },
};

/** Acts are entered in the journal at once; every fourth goes back at its commit with the place it had. */
const gapless: Race = {
  name: 'series without gaps',
  unbuckle: JOURNAL_WITHOUT_KEY,
  unlock: journalWithoutLock,
  refusedBy: ['GY011'],
  async ready(ground) {
    const organizationId = await company(ground);
    return async (racers) => {
      const enter = (n: number): Racer => {
        const asked = { ...request(), act: 'prove.enter', body: {}, about };
        return () =>
          act(ground.deps, null, asked, async (tx) => {
            const of = {
              organizationId,
              book: 'financial',
              voucherOn: '2026-06-01',
              summary: '',
              orderId: null,
            } as const;
            if (n % 4 === 3)
              await saveVoucher(tx, { ...of, id: randomUUID(), number: unique('错') }, [
                debitLine(1, '1.00'),
                creditLine(2, '2.00'),
              ]);
            return accept({ subject: about, content: {}, answer: null });
          });
      };
      const gap = `SELECT 1 FROM journal HAVING count(*) <> max(index) + 1 OR count(DISTINCT index) <> count(*)
        UNION ALL SELECT 1 FROM journal j WHERE NOT EXISTS (SELECT 1 FROM requests r WHERE r.id = j.request_id)`;
      return {
        racers: times(racers, enter),
        violated: async (accepted) =>
          accepted !== racers - Math.floor(racers / 4) || (await ground.count(gap)) > 0,
      };
    };
  },
};

/** The company takes a case back while the committee puts it before a meeting. */
const withdrawOrOpen: Race = {
  name: 'withdraw or open',
  unbuckle: 'DROP TRIGGER matters_procedure ON matters',
  async ready(ground) {
    const zone = await foundZone(ground.db);
    return async (racers) => {
      const { a, b, c } = zone.persons;
      const { id } = await ground.work((tx) =>
        someCase(zone, tx, zone.one, { state: 'cleared', level: 'committee' }),
      );
      const takeBack: Racer = () =>
        withdraw(zone.deps, zone.as('handler', 'company_handler'), { ...request(), id, reason: '撤回' });
      const of = { title: '会', heldOn: '2026-07-31', mode: 'collective_vote', matterIds: [id] } as const;
      const convene: Racer = () =>
        createMeeting(zone.deps, zone.as('secretary', 'committee_secretary'), {
          ...request(),
          ...of,
          expected: [a, b, c],
        });
      const both = `SELECT 1 FROM matters m WHERE m.id = $1 AND (SELECT count(*) FROM agenda_items i WHERE i.matter_id = m.id AND i.result IS NULL)
        <> CASE m.state WHEN 'on_agenda' THEN 1 ELSE 0 END`;
      return {
        racers: times(racers, (n) => (n % 2 === 0 ? takeBack : convene)),
        violated: async () => (await ground.count(both, [id])) > 0,
      };
    };
  },
};

/** The handler edits while the representative signs what was there before. */
const editOrApprove: Race = {
  name: 'edit or approve',
  unbuckle:
    'DROP TRIGGER matters_procedure ON matters; ALTER TABLE matter_contents DROP CONSTRAINT matter_contents_pkey CASCADE',
  async ready(ground) {
    const zone = await foundZone(ground.db);
    return async (racers) => {
      const { id, contentDigest } = await ground.work((tx) =>
        someCase(zone, tx, zone.one, { state: 'draft', level: 'committee' }, 1),
      );
      const at = gather('300000.00', `object:${id}`);
      const edit: Racer = () => {
        const content = caseContent(zone.one, zone.two);
        return revise(
          zone.deps,
          zone.as('handler', 'company_handler'),
          { ...request(), id, contentVersion: 1, ...content },
          at,
        );
      };
      const approve: Racer = () =>
        sign(zone.deps, zone.as('b', 'company_representative'), { ...request(), id, contentDigest });
      const unsigned = `SELECT 1 FROM matters m WHERE m.id = $1 AND (m.content_version > 2 OR (m.state = 'signed')
        <> ((SELECT count(*) FROM matter_signatures s WHERE s.matter_id = m.id AND s.content_digest = m.content_digest AND s.content_version = m.content_version) = 2)
        OR (SELECT count(*) FROM matter_contents c WHERE c.matter_id = m.id) <> m.content_version)`;
      return {
        racers: times(racers, (n) => (n % 2 === 0 ? edit : approve)),
        violated: async () => (await ground.count(unsigned, [id])) > 0,
      };
    };
  },
};

const races = [
  doubleTransfer,
  warrantSum,
  doubleVote,
  wholeEquity,
  voucherNumbers,
  gapless,
  withdrawOrOpen,
  editOrApprove,
];

describe.each(races)('$name', (race) => {
  test(
    `${ROUNDS} rounds of 2 to 40 racers, and without locks it goes wrong (seed ${seed})`,
    async () => {
      const raced = await runRace(race, ROUNDS);
      const mutant = await runRace(race, MUTANT_ROUNDS, 'without locks');
      const inTurn = await runRace(race, IN_TURN_ROUNDS, 'without locks, in turn');
      tell(
        `G2 ${race.name}`,
        `${number(raced.rounds)} rounds with ${number(raced.racers)} racers (${number(raced.accepted)} accepted)`,
        `${raced.violations} violations`,
        mutant.violations > 0
          ? `without locks and checks caught in round ${mutant.rounds}`
          : 'MUTANT NOT CAUGHT',
      );
      expect({ violations: raced.violations, thrown: raced.thrown }).toEqual({ violations: 0, thrown: [] });
      expect(mutant.violations).toBe(1);
      // What went wrong came of the race: one after the other the same acts are lawful.
      expect(inTurn.violations).toBe(0);
    },
    HOUR,
  );
});
