import {
  alikeChecks,
  type BidCheckRow,
  lockLot,
  saveBidCheck,
  standingChecks,
} from '@guanyun/db/contracts/bid-check.store.ts';
import { tenderClock } from '@guanyun/db/contracts/tender.store.ts';
import { type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import {
  allMandates,
  type NamedOrganization,
  organizationsOn,
} from '@guanyun/db/organizations/organization.store.ts';
import { holdersOf } from '@guanyun/db/organizations/person.store.ts';
import { decideBidCheck, judgeBid, lotKey } from '@guanyun/domain/contracts/bid-check.ts';
import { bidderConflictRule } from '@guanyun/domain/contracts/bidder-conflict.rule.ts';
import { accept, type Decision, type Refusal, refuse } from '@guanyun/domain/kernel/decision.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatFraction } from '@guanyun/domain/kernel/ratio.ts';
import { type Answer, act, type Outcome } from '../evidence/act.ts';
import { digestOf } from '../evidence/digest.ts';
import { ask } from '../kernel/ask.ts';
import { businessDay, type Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { findParty, findRoles, type NamedParty, type PartyFound, type RoleAsked } from './bid-parties.ts';
import { registerAround } from './linked-parties.ts';
import { stateKinds } from './tender-conflicts.ts';

export type BidCheckAsked = {
  readonly requestId: string;
  readonly title: string;
  readonly lot: string;
  readonly tenderer: NamedParty;
  readonly deadline: string;
  readonly roles: readonly RoleAsked[];
  /** Companies of the zone that are known to bid for the same lot. */
  readonly others: readonly string[];
};

type Lot = {
  readonly companyId: string;
  readonly tenderer: PartyFound;
  readonly bidders: readonly string[];
  readonly all: readonly NamedOrganization[];
};

/** Who exercises the investor's duties in whom by a mandate, as far as these are concerned: 管理关系. */
async function managementOf(tx: Tx, on: string, { tenderer, bidders }: Lot) {
  const inForce = (await allMandates(tx)).filter((one) => one.validFrom <= on && on <= one.validTo);
  const pairs = inForce.flatMap(({ fromId, toId, companies }) =>
    [fromId, toId].flatMap((from) =>
      bidders
        .filter((to) => to !== from && (companies === null || companies.includes(to)))
        .map((to) => ({ from, to })),
    ),
  );
  return pairs.filter(({ from }) => from === tenderer.key || bidders.includes(from));
}

/** What the rule is asked of a lot on a day; people are named by their number. */
async function questionOf(tx: Tx, on: LocalDate, lot: Lot) {
  const { tenderer, bidders, all } = lot;
  const parties = [...bidders, ...(tenderer.organizationId === null ? [] : [tenderer.organizationId])];
  const { holdings, linked } = await registerAround(tx, on, parties);
  const kinds = new Map(all.map(({ id, kind }) => [id, kind as string]));
  const named = new Set([tenderer.key, ...bidders, ...holdings.flatMap((one) => [one.owner, one.owned])]);
  const kindOf = (id: string): string => {
    const kind = kinds.get(id);
    if (kind === undefined) return id === tenderer.key ? 'company' : 'person';
    return stateKinds.has(kind) ? 'state' : 'company';
  };
  const heads = (await holdersOf(tx, ['company_representative'], on))
    .filter(({ organizationId }) => bidders.includes(organizationId))
    .map(({ organizationId, personId }) => ({ entity: organizationId, person: personId }));
  const question = {
    ...{ tenderer: tenderer.key, bidders },
    entities: [...named].sort().map((id) => ({ id, kind: kindOf(id) })),
    holdings: holdings.map(({ owner, owned, share }) => ({ owner, owned, share: formatFraction(share) })),
    ...{ management: await managementOf(tx, on, lot), heads },
  };
  return { question, linked: linked.get(lot.companyId) ?? new Set([lot.companyId]) };
}

/** The rule's answer on the company's own bid, in names. */
function ownBid(question: object, { companyId, tenderer, all }: Lot) {
  const answer = ask(bidderConflictRule, question);
  const own = answer.bids.find(({ id }) => id === companyId);
  if (own === undefined) throw new Error('the rule said nothing of the company');
  const inWords = all.reduce((said, { id, name, code }) => said.replaceAll(id, name ?? code), own.because);
  return { ...own, because: inWords.replaceAll(tenderer.key, tenderer.name) };
}

/**
 * What is judged of a lot: with all who asked of it before, and then again with those alone with whom something was found.
 * Whoever else bids is nobody's business.
 */
async function judgeLot(tx: Tx, on: LocalDate, lot: Lot, named: readonly string[]) {
  const first = await questionOf(tx, on, lot);
  const { with: concerned } = ownBid(first.question, lot);
  const bidders = lot.bidders.filter(
    (id) => id === lot.companyId || named.includes(id) || concerned.includes(id),
  );
  const narrowed = { ...lot, bidders };
  const { question } = await questionOf(tx, on, narrowed);
  const bid = ownBid(question, narrowed);
  return { question, bid, linked: first.linked, related: bid.with.filter((id) => bidders.includes(id)) };
}

type Judged = Pick<BidCheckRow, 'question' | 'result' | 'related' | 'outcome' | 'parties' | 'seen'>;

async function judgeFor(
  tx: Tx,
  on: LocalDate,
  asked: BidCheckAsked,
  of: Omit<Lot, 'bidders'> & { key: string },
): Promise<Decision<Judged, Refusal>> {
  const { companyId, tenderer, all, key } = of;
  await lockLot(tx, key);
  const standing = (await standingChecks(tx, key)).filter((one) => one.companyId !== companyId);
  const bidders = [...new Set([companyId, ...asked.others, ...standing.map((one) => one.companyId)])].filter(
    (id) => id !== tenderer.organizationId,
  );
  const lot = { companyId, tenderer, all, bidders };
  const { question, bid, linked, related } = await judgeLot(tx, on, lot, asked.others);
  const roles = await findRoles(tx, on, all, asked.roles, { id: companyId, linked });
  if (roles.outcome === 'refused') return roles;
  const { organizationId: tendererId, uscc: tendererUscc } = tenderer;
  const { deadline } = asked;
  const alike = (await alikeChecks(tx, { tendererId, tendererUscc, deadline, lotKey: key })).filter(
    (id) => id !== companyId && linked.has(id),
  );
  const name = (id: string): string => all.find((one) => one.id === id)?.name ?? '';
  const misnamed = [tenderer, ...roles.effects].filter((one) => one.misnamed).map((one) => one.name);
  const { outcome, findings } = judgeBid({
    ...{ bid, roles: roles.effects, misnamed, alike: alike.map(name) },
  });
  return accept({
    ...{ question: { ...question, on }, result: { outcome, findings, with: bid.with }, outcome, related },
    ...{ parties: roles.effects, seen: standing.map(({ id }) => id) },
  });
}

/**
 * Tells a company whether it may bid for a lot that somebody else tenders: by the register, the mandates and the heads of the
 * day of asking, and by what companies linked with it have asked of the same lot. What it is told is kept with what it was
 * judged by; it is not a leave to bid. Who means to bid is nobody's business before the deadline: the journal keeps a
 * commitment to what was asked and answered, and no tender. Refused: USCC_WRONG, BID_CHECK_TENDERER_UNKNOWN and what `decideBidCheck` says.
 */
export function checkBid(
  deps: Deps,
  actor: Actor,
  asked: BidCheckAsked,
): Promise<Answer<{ id: string; outcome: BidCheckRow['outcome'] }>> {
  const { requestId, ...body } = asked;
  const id = deps.newId();
  const companyId = actor.post.organizationId;
  const about = { kind: 'bid_check', id, title: '' };
  const command = { requestId, act: 'tenders.checkBid', body: { commitment: digestOf(body) }, about };
  type Told = { id: string; outcome: BidCheckRow['outcome'] };
  return act(deps, actor, command, async (tx): Promise<Outcome<Told>> => {
    const today = businessDay(await tenderClock(tx, deps.now()));
    const all = await organizationsOn(tx, today);
    const party = await findParty(tx, today, all, asked.tenderer);
    if (party.outcome === 'refused') return party;
    const tenderer = party.effects;
    if (tenderer.organizationId === null && tenderer.uscc === null)
      return refuse('BID_CHECK_TENDERER_UNKNOWN', { name: tenderer.name });
    const { title, lot, deadline, others } = asked;
    const may = decideBidCheck({ company: companyId, tenderer: tenderer.key, others, deadline, today });
    if (may.outcome === 'refused') return may;
    const companies = new Set(all.filter(({ kind }) => kind === 'company').map((one) => one.id));
    if (others.some((one) => !companies.has(one))) return refuse('BID_CHECK_OTHERS_WRONG');
    const key = lotKey(tenderer.uscc ?? tenderer.key, title, lot);
    // The group is seen whole, whoever of it asks; what is kept names only those with whom something was found.
    const judged = await withWholeZone(tx, () =>
      judgeFor(tx, today, asked, { companyId, tenderer, all, key }),
    );
    if (judged.outcome === 'refused') return judged;
    const { question, result, outcome } = judged.effects;
    const digest = digestOf({ question, result });
    await saveBidCheck(tx, {
      ...{ id, companyId, title, lot, lotKey: key, deadline, checkedOn: today, others: [...others] },
      ...{ tendererId: tenderer.organizationId, tendererName: tenderer.name, tendererUscc: tenderer.uscc },
      ...{ ...judged.effects, digest, personId: actor.person.id },
    });
    const content = { commitment: digestOf(body), digest };
    return accept({ subject: about, content, answer: { id, outcome } });
  });
}
