import {
  type BidCheckRow,
  bidChecksSeen,
  endOfBidCheck,
  findBidCheck,
  lockLot,
  type StandingCheck,
  saveBidCheckEnd,
  standingChecks,
} from '@guanyun/db/contracts/bid-check.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import type { BidFinding, RoleStanding } from '@guanyun/domain/contracts/bid-check.ts';
import { accept, refuse } from '@guanyun/domain/kernel/decision.ts';
import { bidCheckers } from '@guanyun/domain/organizations/permissions.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { personNames } from '../organizations/names.ts';

const LIST = 200;

async function namesOf(tx: Tx, on: string, ids: readonly string[]) {
  const rows = new Map(
    (await organizationsById(tx, on, [...new Set(ids)])).map((o) => [o.id, o.name ?? o.code]),
  );
  return (id: string) => ({ id, name: rows.get(id) ?? '' });
}

/**
 * The checks of one's own company; all, for the committee and the auditors, but those of tenders of the zone only from the day
 * after the deadline. The newest two hundred.
 */
export function listBidChecks(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const own = actor.post.side === 'company' ? actor.post.organizationId : null;
    const rows = await bidChecksSeen(tx, own, LIST);
    const name = await namesOf(
      tx,
      today(deps),
      rows.map(({ companyId }) => companyId),
    );
    return rows.map(({ companyId, ...row }) => ({ ...row, company: name(companyId) }));
  });
}

/**
 * Checks of the same lot by others with whom something was found, then or by them since: each of two that stand in each
 * other's way sees the other, and nobody sees anybody else.
 */
async function relatedTo(tx: Tx, row: BidCheckRow): Promise<StandingCheck[]> {
  return (await standingChecks(tx, row.lotKey)).filter(
    (one) =>
      one.companyId !== row.companyId &&
      (row.related.includes(one.companyId) || one.related.includes(row.companyId)),
  );
}

/** One check with what it was judged by, and who else of the group has asked of the same lot. */
export function readBidCheck(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const row = found(await findBidCheck(tx, id), 'bid check');
    const own = row.companyId === actor.post.organizationId;
    if (actor.post.side === 'company' && !own) throw new NotFound('bid check');
    const [related, end] = [await relatedTo(tx, row), await endOfBidCheck(tx, id)];
    const on = today(deps);
    const name = await namesOf(tx, on, [
      ...[row.companyId, ...row.others, ...related.map(({ companyId }) => companyId)],
    ]);
    const person = await personNames(tx, [row.personId, ...(end === null ? [] : [end.personId])]);
    const standing = (await standingChecks(tx, row.lotKey)).some((one) => one.id === id);
    const { outcome, title, lot, deadline, checkedOn, digest } = row;
    return {
      ...{ id, outcome, title, lot, deadline, checkedOn, digest, company: name(row.companyId) },
      tenderer: { name: row.tendererName, uscc: row.tendererUscc, inRegister: row.tendererId !== null },
      checkedAt: row.checkedAt.toISOString(),
      by: person(row.personId),
      roles: row.parties as { role: string; standing: RoleStanding; name: string; uscc: string | null }[],
      others: row.others.map(name),
      findings: (row.result as { findings: BidFinding[] }).findings,
      related: related.map((one) => ({
        ...{ company: name(one.companyId), checkedOn: one.checkedOn, outcome: one.outcome },
      })),
      end:
        end === null
          ? null
          : { because: end.because, at: end.endedAt.toISOString(), by: person(end.personId) },
      history: await historyOf(tx, id),
      may: { drop: own && standing && bidCheckers.includes(actor.post.kind) },
    };
  });
}

/**
 * A company says that it will not bid for a lot that it asked of: its check no longer stands in another's way. Refused:
 * BID_CHECK_ENDED where it does not stand.
 */
export function dropBid(
  deps: Deps,
  actor: Actor,
  asked: { requestId: string; id: string; because: string },
): Promise<Answer<{ done: true }>> {
  const { requestId, ...body } = asked;
  const about = { kind: 'bid_check', id: asked.id, title: '' };
  // Why is in the row that is kept: the journal says no more of it than of the check.
  const command = { requestId, act: 'tenders.dropBid', body: { commitment: digestOf(body) }, about };
  return act(deps, actor, command, async (tx): Promise<Outcome<{ done: true }>> => {
    const row = found(await findBidCheck(tx, asked.id), 'bid check');
    if (row.companyId !== actor.post.organizationId) throw new NotFound('bid check');
    await lockLot(tx, row.lotKey);
    if (!(await standingChecks(tx, row.lotKey)).some(({ id }) => id === row.id))
      return refuse('BID_CHECK_ENDED');
    await saveBidCheckEnd(tx, { checkId: row.id, because: asked.because, personId: actor.person.id });
    return accept({ subject: about, content: { check: row.digest }, answer: { done: true } });
  });
}
