import { assetsById } from '@guanyun/db/assets/asset.store.ts';
import { lastEntryOf } from '@guanyun/db/evidence/journal.store.ts';
import { findDocument } from '@guanyun/db/evidence/request.store.ts';
import { inSnapshot, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { supplementsOf } from '@guanyun/db/matters/examination.store.ts';
import { externalOf, findContent, findMatter } from '@guanyun/db/matters/matter.store.ts';
import type { MatterRow, WarrantRow } from '@guanyun/db/matters/matters.model.ts';
import { findWarrant } from '@guanyun/db/matters/warrant.store.ts';
import { findMandate, organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { composeNotice } from '@guanyun/domain/matters/compose-notice.ts';
import { composeFilingReceipt, composeReply } from '@guanyun/domain/matters/compose-reply.ts';
import { composeRequest } from '@guanyun/domain/matters/compose-request.ts';
import { composeVoteInstruction } from '@guanyun/domain/matters/compose-vote-instruction.ts';
import { describeProposal } from '@guanyun/domain/matters/describe-proposal.ts';
import { jointShares } from '@guanyun/domain/matters/joint-shares.ts';
import { levelNames } from '@guanyun/domain/matters/matter-slug.ts';
import type { Motion } from '@guanyun/domain/matters/motion.ts';
import type { OfficialPaper } from '@guanyun/domain/matters/official-paper.ts';
import { amountInFull, citable, stepName } from '@guanyun/domain/matters/paper-words.ts';
import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { RouteOutput } from '@guanyun/domain/matters/route-output.ts';
import { resolutionOn } from '@guanyun/domain/matters/shareholder-resolution.ts';
import { business, committeeSide, permits } from '@guanyun/domain/organizations/permissions.ts';
import type { DocumentFacts } from '../evidence/keep-document.ts';
import { businessDay, type Deps, Forbidden, found, today } from '../kernel/deps.ts';
import { type Actor, read, wholeZone } from '../organizations/actor.ts';
import { organizationNames, personNames } from '../organizations/names.ts';
import type { Objection } from './file-case.ts';
import { resolutionOf } from './issue-warrant.ts';
import { handsIn } from './joint-case.ts';
import { minutesOf, paperMotion } from './minutes-of-meeting.ts';
import { receiptCode } from './receipt-code.ts';
import { validSignatures } from './signatures.ts';

/**
 * What is asked for, and whose id names it: of a case 请示 or 报告, 一次性告知, 补正通知 and 备案异议; of a warrant its
 * instrument (批复, 表决指示 or 备案回执, whichever it was issued as); of a meeting its 纪要.
 */
export const paperKinds = ['request', 'notice', 'supplement', 'objection', 'reply', 'minutes'] as const;
export type AskedPaper = { readonly kind: (typeof paperKinds)[number]; readonly id: string };

const readers: Readonly<Record<AskedPaper['kind'], Parameters<typeof permits>[0]>> = {
  request: business,
  notice: business,
  supplement: business,
  objection: business,
  reply: business,
  minutes: [...committeeSide, 'auditor'],
};

async function committeeOn(tx: Tx, on: string): Promise<string> {
  return (await organizationsOn(tx, on)).find((o) => o.kind === 'committee')?.name ?? '';
}

const routeOf = (row: MatterRow): RouteOutput => row.route as RouteOutput;

/** Who bears what, where several companies ask together. */
function partsOf(row: MatterRow, { participants = [] }: MatterContent, nameOf: (id: string) => string) {
  if (participants.length === 0) return [];
  return jointShares(row.companyId, row.amount, participants).map(
    ({ companyId, amount }) =>
      `${companyId === row.companyId ? '牵头方' : '参与方'}：${nameOf(companyId)}${amount === null ? '' : `，分担${amountInFull(amount)}`}`,
  );
}

/** What every paper of a case says of it to `companyId`, with the names of `on`. */
async function aboutCase(
  tx: Tx,
  row: MatterRow,
  content: MatterContent,
  on: string,
  companyId = row.companyId,
) {
  const organization = await organizationNames(tx, on);
  const { proposal } = content;
  const assets = 'assetIds' in proposal ? await assetsById(tx, on, proposal.assetIds ?? []) : [];
  const nameOf = (id: string): string =>
    assets.find((asset) => asset.id === id)?.name ?? organization(id).name;
  return {
    committee: await committeeOn(tx, on),
    company: organization(companyId).name,
    subject: row.title,
    caseNumber: row.number,
    basis: citable(routeOf(row).reasons),
    content: [...describeProposal(proposal, row.amount, nameOf), ...partsOf(row, content, nameOf)],
    code: { path: `/matters/${row.id}`, digest: row.contentDigest },
  };
}

/** The request that the legal representative signed, on this very content and dated that day; before there is none. */
async function requestOf(tx: Tx, row: MatterRow): Promise<OfficialPaper> {
  const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const signed = (await validSignatures(tx, row)).filter((s) => s.organizationId === row.companyId);
  const person = await personNames(
    tx,
    signed.map((s) => s.personId),
  );
  const signature = found(
    signed.find((s) => s.postKind === 'company_representative'),
    'paper',
  );
  const issuedOn = businessDay(signature.signedAt);
  const about = await aboutCase(tx, row, content, issuedOn);
  const { decision } = routeOf(row);
  return composeRequest({
    ...about,
    number: row.number === null ? null : `编号${row.number}`,
    issuedOn,
    filing: decision === 'file' || decision === 'report',
    addressee: about.committee,
    steps: content.records,
    materials: content.materials.filter((m) => m.code !== 'M1').map((m) => m.name),
    signatory: person(signature.personId).name,
  });
}

/** 一次性告知 of what the route asks for, as of today; it carries no number, so it is a draft. */
async function noticeOf(tx: Tx, row: MatterRow, on: string): Promise<OfficialPaper> {
  const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const route = routeOf(row);
  return composeNotice({
    ...(await aboutCase(tx, row, content, on)),
    notice: 'list',
    number: null,
    issuedOn: on,
    decider: levelNames[route.level],
    steps: route.prerequisites.map(({ code, need }) => ({
      name: stepName(code),
      required: need === 'required',
    })),
    materials: route.materials.map(({ code, name }) => ({
      name,
      present: content.materials.some((has) => has.code === code),
    })),
    workingDays: route.timeLimit.days,
  });
}

/** 补正通知 of the latest round; of a case that was asked for nothing there is none. */
async function supplementOf(tx: Tx, row: MatterRow): Promise<OfficialPaper> {
  const asked = found((await supplementsOf(tx, row.id)).at(-1) ?? null, 'paper');
  const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const { items, dueOn, askedOn, stopsClock } = asked;
  return composeNotice({
    ...(await aboutCase(tx, row, content, askedOn)),
    ...{ notice: 'supplement', number: null, issuedOn: askedOn, items, dueOn, suspendsClock: stopsClock },
  });
}

/** 备案异议 of a filing that was objected to, as it was said last. */
async function objectionOf(tx: Tx, row: MatterRow): Promise<OfficialPaper> {
  const said = found(await lastEntryOf(tx, row.id, 'matters.object'), 'paper');
  const { reason, number, receivedOn } = said.content as Objection;
  const { content } = found(await findContent(tx, row.id, row.contentVersion), 'content');
  const issuedOn = businessDay(said.recordedAt);
  const about = await aboutCase(tx, row, content, issuedOn);
  return composeFilingReceipt({ ...about, number, issuedOn, receivedOn, objections: [reason] });
}

/** Where too few were left to decide, no motion was carried. */
const approve: Motion = { kind: 'approve' };

/** The paper that a warrant was issued as. Who holds less than all never gets a 批复: only the shareholders' meeting decides. */
async function instrumentOf(tx: Tx, warrant: WarrantRow): Promise<OfficialPaper> {
  const row = found(await findMatter(tx, warrant.matterId), 'matter');
  const { contentDigest, instrument, issuedOn, expiresOn: validUntil } = warrant;
  const external = await externalOf(tx, row.id);
  const mandate = warrant.mandateId === null ? null : await findMandate(tx, warrant.mandateId);
  const facts = {
    ...(await aboutCase(tx, row, warrant.content, issuedOn, warrant.companyId)),
    number: warrant.number,
    issuedOn,
    code: {
      ...(await receiptCode(tx, row.id, 'matters.issue', `/matters/${row.id}`)),
      digest: contentDigest,
    },
  };
  if (instrument === 'filing_receipt')
    return composeFilingReceipt({ ...facts, receivedOn: row.acceptedOn ?? issuedOn, objections: [] });
  const resolution = await resolutionOf(tx, { id: row.id, contentDigest });
  const organization = await organizationNames(tx, issuedOn);
  const motion = paperMotion(resolution?.motion ?? approve, organization);
  const conditions = motion.kind === 'conditional' ? motion.conditions : [];
  if (instrument === 'vote_instruction')
    return composeVoteInstruction({
      ...facts,
      ...{ conditions, validUntil, vote: 'for', shareholdersMeetOn: null, shareOfVotes: null },
      // Nobody keeps who represents the shareholder yet.
      representatives: [],
      needed:
        resolutionOn(row.matter) === 'special' ? '代表三分之二以上表决权的股东' : '代表过半数表决权的股东',
    });
  return composeReply({
    ...{ ...facts, conditions, validUntil, amount: warrant.amount },
    meetingOn: resolution?.heldOn ?? null,
    mandate: mandate?.number ?? null,
    external: external === null ? null : { number: external.number, decidedOn: external.decidedOn },
  });
}

const ofCase = {
  request: requestOf,
  notice: noticeOf,
  supplement: supplementOf,
  objection: objectionOf,
} as const;

/**
 * One paper as it stands in the registers, as this actor may see it: a company its own, minutes only the committee's
 * side and the auditors, and only of a closed meeting. Throws Forbidden and NotFound.
 */
export function readPaper(deps: Deps, actor: Actor, { kind, id }: AskedPaper): Promise<OfficialPaper> {
  if (!permits(readers[kind], actor.post.kind)) throw new Forbidden(kind);
  return read(deps, actor, async (tx) => {
    if (kind === 'minutes') return minutesOf(tx, id, (on) => committeeOn(tx, on));
    if (kind === 'reply') return instrumentOf(tx, found(await findWarrant(tx, id), 'warrant'));
    const row = found(await findMatter(tx, id), 'matter');
    return ofCase[kind](tx, row, today(deps));
  });
}

/**
 * A document that a case consists of, for whoever puts the case forward or examines it: a participant and a first-tier company put their names to
 * what another company handed in. Null otherwise, whether or not there is one.
 */
export async function openMaterial(
  deps: Deps,
  actor: Actor,
  { matterId, digest }: { matterId: string; digest: string },
): Promise<DocumentFacts | null> {
  if (!permits(business, actor.post.kind)) return null;
  const belongs = await read(deps, actor, async (tx) => {
    const row = await findMatter(tx, matterId);
    const kept = row === null ? null : await findContent(tx, row.id, row.contentVersion);
    if (row === null || kept === null || !handsIn(actor, row, kept.content)) return false;
    const { materials, records, participants = [] } = kept.content;
    const steps = [records, ...participants.map((one) => one.records)].flat();
    return [...materials.map((one) => one.digest), ...steps.map((one) => one.document)].includes(digest);
  });
  if (!belongs) return null;
  const row = await inSnapshot(deps.db, wholeZone(deps), (tx) => findDocument(tx, digest));
  if (row === null) return null;
  return { digest, name: row.name, size: Number(row.size), mediaType: row.mediaType };
}
