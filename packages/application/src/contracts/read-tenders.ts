import {
  dueCount,
  keyHoldersOf,
  objectorsOf,
  openedBidsOf,
  openingKeyOf,
  openingOf,
  sharesOf,
} from '@guanyun/db/contracts/bid.store.ts';
import { allExperts } from '@guanyun/db/contracts/supplier.store.ts';
import {
  answersOf,
  awardOf,
  awardsOf,
  candidatesOf,
  changesOf,
  evaluationOf,
  findTender,
  invitedTo,
  issuedPaper,
  lotsOf,
  objectionsOf,
  panelCommitmentOf,
  panelDrawsOf,
  papersOf,
  suspended,
  tenderClock,
  tendersSeen,
} from '@guanyun/db/contracts/tender.store.ts';
import type { TenderRow } from '@guanyun/db/contracts/tenders.model.ts';
import { inSnapshot, type Tx, withWholeZone } from '@guanyun/db/kernel/transaction.ts';
import { panelDraw } from '@guanyun/domain/contracts/panel-draw.ts';
import type { DocumentFacts } from '../evidence/keep-document.ts';
import { historyOf } from '../evidence/read-journal.ts';
import { type Deps, found, NotFound, today } from '../kernel/deps.ts';
import { type Actor, read, scopeOf } from '../organizations/actor.ts';
import { type OrganizationRef, organizationNames, personNames } from '../organizations/names.ts';
import { nextActs } from './tender-acts.ts';

const lineOf = (row: TenderRow, name: (id: string) => OrganizationRef) => ({
  ...{ id: row.id, number: row.number, title: row.title, project: row.project, state: row.state },
  ...{ tenderer: name(row.tendererId), method: row.method, ceiling: row.ceiling },
  ...{ plannedOn: row.plannedOn, deadline: row.deadline?.toISOString() ?? null },
  publishedAt: row.publishedAt?.toISOString() ?? null,
});

/** The tenders of one's own company; all, for the committee and the auditors. */
export function listTenders(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const name = await organizationNames(tx, today(deps));
    const all = await tendersSeen(tx);
    const own = actor.post.side === 'company' ? actor.post.organizationId : null;
    return all.filter((row) => own === null || row.tendererId === own).map((row) => lineOf(row, name));
  });
}

/** What was opened, as it is read out: every receipt with its bidder, price and what was found of it. */
async function openingRecord(tx: Tx, id: string, name: (id: string) => OrganizationRef) {
  const opening = await openingOf(tx, id);
  if (opening === null) return null;
  return {
    ...{ openedAt: opening.openedAt.toISOString(), receipts: opening.receipts, digest: opening.digest },
    bids: (await openedBidsOf(tx, id)).map(
      ({ bidId, supplierId, digest, outcome, because, price, content }) => ({
        ...{ bidId, supplier: name(supplierId), digest, outcome, because, price },
        termDays: (content as { termDays?: number } | null)?.termDays ?? null,
      }),
    ),
  };
}

/** The panel as it was drawn, with what it takes to draw it again, and the draw done again here. */
async function panelPart(tx: Tx, row: TenderRow, named: boolean) {
  const committed = await panelCommitmentOf(tx, row.id);
  if (committed === null) return null;
  // Their names are the tenderer's and the committee's to know; everybody else has the codes.
  const register = named ? await withWholeZone(tx, () => allExperts(tx)) : [];
  const people = new Map(register.map((one) => [one.code, one]));
  const { commitment, listDigest, experts } = committed;
  const draws = (await panelDrawsOf(tx, row.id)).map((draw) => {
    const { seed, receipts, excluded, seats, drawn, round, because } = draw;
    const again = panelDraw({ seed, commitment, receipts, experts, excluded, seats });
    return {
      ...{ round, seed, receipts, excluded, because, seats, beacon: again.beacon },
      same: again.genuine && again.listDigest === listDigest && again.drawn.join() === drawn.join(),
      drawn: drawn.map((code) => ({
        ...{ code, name: people.get(code)?.name ?? '', specialty: people.get(code)?.specialty ?? '' },
      })),
      drawnAt: draw.drawnAt.toISOString(),
    };
  });
  return { commitment, listDigest, experts, committedAt: committed.committedAt.toISOString(), draws };
}

/** What everyone may read of a tender that was published. */
async function publicPart(tx: Tx, row: TenderRow, name: (id: string) => OrganizationRef) {
  const { id } = row;
  const objections = await objectionsOf(tx, id);
  const answers = new Map((await answersOf(tx, id)).map((answer) => [answer.objectionId, answer]));
  const award = await awardOf(tx, id);
  // Candidates are announced when the publicity period begins.
  const announced = row.publicityFrom === null ? [] : await candidatesOf(tx, id);
  return {
    ...lineOf(row, name),
    ...{ jurisdiction: row.jurisdiction, evaluation: row.evaluation, parameters: row.parameters },
    ...{ documentsFrom: row.documentsFrom, objectionsUntil: row.objectionsUntil },
    ...{ opensAt: row.opensAt?.toISOString() ?? null, endedBecause: row.endedBecause },
    ...{ publicityFrom: row.publicityFrom, publicityEnds: row.publicityEnds },
    lots: (await lotsOf(tx, id)).map(({ id: lotId, code, title, kind }) => ({
      id: lotId,
      code,
      title,
      kind,
    })),
    papers: (await papersOf(tx, id))
      .filter(({ kind }) => kind !== 'report')
      .map(({ kind, digest, name: called, issuedAt }) => ({
        ...{ kind, digest, name: called, issuedAt: issuedAt.toISOString() },
      })),
    changes: (await changesOf(tx, id)).map((change) => ({
      ...{ id: change.id, kind: change.kind, text: change.text, affects: change.affects },
      ...{ issuedAt: change.issuedAt.toISOString(), deadlineAfter: change.deadlineAfter.toISOString() },
    })),
    objections: objections.map(({ id: objectionId, kind, text, raisedAt, answerBy }) => ({
      ...{ id: objectionId, kind, text, raisedAt: raisedAt.toISOString(), answerBy },
      answer: answers.has(objectionId)
        ? { text: answers.get(objectionId)?.text ?? '', upheld: answers.get(objectionId)?.upheld ?? false }
        : null,
    })),
    opening: await openingRecord(tx, id, name),
    candidates: announced.map(({ rank, supplierId, price }) => ({ rank, supplier: name(supplierId), price })),
    award:
      award === null
        ? null
        : {
            ...{ supplier: name(award.supplierId), price: award.price },
            ...{ id: award.id, noticeOn: award.noticeOn, signBy: award.signBy },
          },
    panel: await panelPart(tx, row, false),
    suspended: await suspended(tx, id),
  };
}

/** What was awarded in this company's tenders and waits for its contract, the most pressing first. */
export function listUnsignedAwards(deps: Deps, actor: Actor) {
  return read(deps, actor, async (tx) => {
    const name = await organizationNames(tx, today(deps));
    const open = (await awardsOf(tx, actor.post.organizationId)).filter(
      ({ contractId }) => contractId === null,
    );
    return open.map(({ id, number, title, price, signBy, supplierId }) => ({
      ...{ id, number, title, price, signBy, supplier: name(supplierId) },
    }));
  });
}

/** Notices in force and past, for everyone; an invitation for the invited. */
export function listNotices(deps: Deps, actor: Actor | null) {
  return inSnapshot(deps.db, scopeOf(deps, actor), async (tx) => {
    const name = await organizationNames(tx, today(deps));
    const published = (await tendersSeen(tx)).filter((row) => row.publishedAt !== null);
    return published.map((row) => lineOf(row, name));
  });
}

export function readNotice(deps: Deps, actor: Actor | null, id: string) {
  return inSnapshot(deps.db, scopeOf(deps, actor), async (tx) => {
    const at = await tenderClock(tx, deps.now());
    const row = found(await findTender(tx, id), 'tender');
    if (row.publishedAt === null) throw new NotFound('tender');
    const name = await organizationNames(tx, today(deps));
    const open = row.state === 'published' && row.deadline !== null && at < row.deadline;
    return { ...(await publicPart(tx, row, name)), open };
  });
}

/** A paper that was issued with a tender in sight: for everyone, where the notice is. */
export async function openIssuedPaper(
  deps: Deps,
  actor: Actor | null,
  digest: string,
): Promise<DocumentFacts | null> {
  return inSnapshot(deps.db, scopeOf(deps, actor), async (tx) => {
    const row = await issuedPaper(tx, digest);
    if (row === null) return null;
    return { digest: row.digest, name: row.name, size: Number(row.size), mediaType: row.mediaType };
  });
}

async function keyPart(tx: Tx, row: TenderRow) {
  const key = await openingKeyOf(tx, row.id);
  if (key === null) return null;
  const [holders, given] = [await keyHoldersOf(tx, row.id), await sharesOf(tx, row.id)];
  const person = await personNames(
    tx,
    holders.map(({ personId }) => personId),
  );
  return {
    ...{ publicKey: key.publicKey, needed: key.needed, total: key.total },
    holders: holders.map(({ place, role, personId }) => ({
      ...{ place, role, person: person(personId) },
      given: given.some((share) => share.place === place),
    })),
  };
}

/** One tender with its whole line: for the tenderer, the committee and the auditors. */
export function readTender(deps: Deps, actor: Actor, id: string) {
  return read(deps, actor, async (tx) => {
    const at = await tenderClock(tx, deps.now());
    const row = found(await findTender(tx, id), 'tender');
    const own = row.tendererId === actor.post.organizationId;
    if (actor.post.side === 'company' && !own) throw new NotFound('tender');
    const name = await organizationNames(tx, today(deps));
    const evaluation = await evaluationOf(tx, id);
    const objectors = new Map((await objectorsOf(tx, id)).map((o) => [o.objectionId, name(o.supplierId)]));
    const shown = await publicPart(tx, row, name);
    const [key, panel, due] = [
      await keyPart(tx, row),
      await panelPart(tx, row, true),
      await dueCount(tx, id),
    ];
    const ended = row.deadline !== null && at >= row.deadline;
    return {
      ...shown,
      estimates: (await lotsOf(tx, id)).map(({ code, estimate }) => ({ code, estimate })),
      objections: shown.objections.map((one) => ({ ...one, by: objectors.get(one.id) ?? null })),
      ...{ judged: row.judged as object, judgedDigest: row.judgedDigest, question: row.question as object },
      ...{ members: row.members, representatives: row.representatives },
      invited: (await invitedTo(tx, id)).map(name),
      ...{ key, panel, ended, bids: shown.opening === null && ended ? due : null },
      evaluationRecord:
        evaluation === null
          ? null
          : {
              ...{ input: evaluation.input as object, result: evaluation.result as object },
              conflicts: evaluation.conflicts as object,
              report: evaluation.report,
            },
      history: await historyOf(tx, id),
      may: nextActs(actor, row, {
        ...{ own, ended, suspended: shown.suspended, key, bids: due },
        panel: panel === null ? 'none' : panel.draws.length === 0 ? 'committed' : 'drawn',
        asked: shown.objections.filter((one) => one.answer === null).map(({ kind }) => kind),
      }),
    };
  });
}
