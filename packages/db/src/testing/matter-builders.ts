import type { MatterContent } from '@guanyun/domain/matters/proposal.ts';
import type { Tx } from '../kernel/transaction.ts';
import type { SpendingRow } from '../matters/execution.model.ts';
import { saveContent, saveMatter } from '../matters/matter.store.ts';
import type { AgendaRow, MatterRow, MeetingRow, RecusalRow, WarrantRow } from '../matters/matters.model.ts';
import { saveMeeting } from '../matters/meeting.store.ts';
import { saveWarrant } from '../matters/warrant.store.ts';
import { digestLike, newId, unique } from './builders.ts';

export const contentFor = (companyId: string): MatterContent => ({
  title: '划转示例资产',
  proposal: {
    matter: 'asset_disposal',
    companyId,
    assetIds: [],
    toId: companyId,
    basisDate: '2026-03-31',
    decidedOn: '2026-04-01',
  },
  records: [],
  materials: [],
});

export type NewMatter = Omit<MatterRow, 'createdAt' | 'updatedAt'>;
export const matterRow = (companyId: string, over: Partial<NewMatter> = {}): NewMatter => ({
  id: newId(),
  number: unique('事'),
  matter: 'asset_disposal',
  companyId,
  parties: [companyId],
  title: '划转示例资产',
  state: 'on_agenda',
  contentVersion: 1,
  contentDigest: digestLike('a'),
  amount: '1000.00',
  level: 'committee',
  route: {},
  decidedOn: '2026-04-01',
  aggregationKey: null,
  acceptedOn: null,
  dueOn: null,
  dueDays: null,
  dueProvisional: false,
  stateBefore: null,
  urgent: false,
  predecessorId: null,
  mainId: null,
  firstTierId: null,
  supplements: 0,
  deferred: 0,
  deferredUntil: null,
  endedOn: null,
  flaggedBy: null,
  ...over,
});

/** A case with its first content, written by the named person. */
export async function someMatter(
  tx: Tx,
  companyId: string,
  personId: string,
  over: Partial<NewMatter> = {},
): Promise<string> {
  const row = matterRow(companyId, over);
  await saveMatter(tx, row);
  await saveContent(tx, {
    matterId: row.id,
    version: 1,
    content: contentFor(companyId),
    digest: row.contentDigest,
    personId,
  });
  return row.id;
}

export const warrantRow = (
  over: Pick<WarrantRow, 'matterId' | 'companyId' | 'personId'> & Partial<WarrantRow>,
): WarrantRow => ({
  id: newId(),
  number: unique('批'),
  parties: [over.companyId],
  kind: 'asset_disposal',
  title: '划转示例资产',
  content: contentFor(over.companyId),
  contentDigest: digestLike('a'),
  proposalDigest: digestLike('b'),
  amount: '1000.00',
  spent: '0.00',
  uses: 0,
  usesMax: 1,
  instrument: 'reply',
  suspendedOn: null,
  resolution: null,
  issuedOn: '2026-05-01',
  expiresOn: '2026-12-31',
  boundBy: 'content',
  revokedOn: null,
  mandateId: null,
  finishedOn: null,
  ...over,
});

/** A warrant in force from 2026-05-01 to 2026-12-31, over 1000.00 yuan once unless said otherwise, with its case. */
export async function someWarrant(
  tx: Tx,
  companyId: string,
  personId: string,
  over: Partial<WarrantRow> = {},
  ofCase: Partial<NewMatter> = {},
): Promise<WarrantRow> {
  const parties = over.parties ?? [companyId];
  const matterId = await someMatter(tx, companyId, personId, { state: 'issued', parties, ...ofCase });
  const row = warrantRow({ matterId, companyId, personId, ...over });
  await saveWarrant(tx, row);
  return row;
}

export const spendingRow = (
  warrant: WarrantRow,
  over: Partial<SpendingRow> = {},
): Omit<SpendingRow, 'spentAt'> => ({
  id: newId(),
  warrantId: warrant.id,
  act: 'assets.book',
  subjectKind: 'transfer_order',
  subjectId: newId(),
  subjectTitle: '划转单',
  amount: '1000.00',
  proposalDigest: warrant.proposalDigest,
  spentOn: '2026-06-01',
  counterparty: null,
  documents: [],
  personId: warrant.personId,
  ...over,
});

/** A meeting on these cases, everybody named being expected and present. */
export async function someMeeting(
  tx: Tx,
  on: {
    secretaryId: string;
    members: readonly string[];
    matterIds: readonly string[];
    state?: MeetingRow['state'];
    recused?: readonly string[];
    contentDigest?: string;
  },
): Promise<string> {
  const { secretaryId, members, matterIds } = on;
  const meetingId = newId();
  await saveMeeting(tx, {
    meeting: {
      id: meetingId,
      title: '主任办公会',
      heldOn: '2026-04-20',
      mode: 'collective_vote',
      state: on.state ?? 'open',
      secretaryId,
      papersOn: null,
      observers: [],
    },
    expected: members.map((personId, i) => ({ meetingId, personId, chief: i === 0, present: true })),
    agenda: matterIds.map(
      (matterId): AgendaRow => ({
        meetingId,
        matterId,
        contentDigest: on.contentDigest ?? digestLike('a'),
        motion: { kind: 'approve' },
        motionVersion: 1,
        result: null,
        reason: null,
      }),
    ),
    recusals: (on.recused ?? []).flatMap((personId) =>
      matterIds.map((matterId): RecusalRow => ({ meetingId, matterId, personId, because: ['示例'] })),
    ),
  });
  return meetingId;
}
