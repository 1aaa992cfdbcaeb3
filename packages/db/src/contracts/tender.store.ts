import { insert, insertMany, select, selectOne, update } from '../kernel/table.ts';
import { query, type Tx } from '../kernel/transaction.ts';
import {
  type AnswerRow,
  type AwardRow,
  answers,
  awards,
  type CandidateRow,
  candidates,
  type EvaluationRow,
  evaluations,
  type LotRow,
  lots,
  type ObjectionRow,
  objections,
  type PanelCommitmentRow,
  type PanelDrawRow,
  panelCommitments,
  panelDraws,
  type TenderChangeRow,
  type TenderPaperRow,
  type TenderRow,
  tenderChanges,
  tenderInvitations,
  tenderPapers,
  tenders,
} from './tenders.model.ts';

/**
 * The database's moment, by which alone a tender goes. The example's clock may be some days ahead, as `now` is; a real zone
 * pays that no attention.
 */
export async function tenderClock(tx: Tx, now: Date): Promise<Date> {
  await query(
    tx,
    `SELECT set_config('guanyun.days_ahead', round(extract(epoch FROM $1::timestamptz - clock_timestamp()) / 86400)::int::text, true)`,
    [now.toISOString()],
  );
  const [row] = await query<{ at: Date }>(tx, 'SELECT tender_clock() AS at');
  if (row === undefined) throw new Error('the database has no clock');
  return row.at;
}

export const lockTender = (tx: Tx, id: string): Promise<TenderRow | null> =>
  selectOne(tx, tenders, { id }, { lock: true });
export const findTender = (tx: Tx, id: string): Promise<TenderRow | null> => selectOne(tx, tenders, { id });
/** Those that the scope sees, the newest first. */
export const tendersSeen = (tx: Tx): Promise<TenderRow[]> =>
  select(tx, tenders, {}, { order: [['number', 'DESC']], limit: 500 });
export const changeTender = (tx: Tx, id: string, set: Partial<TenderRow>): Promise<number> =>
  update(tx, tenders, set, { id });

export async function saveTender(
  tx: Tx,
  row: TenderRow,
  lotRows: readonly LotRow[],
  invited: readonly string[],
): Promise<void> {
  await insert(tx, tenders, row);
  await insertMany(tx, lots, lotRows);
  await insertMany(
    tx,
    tenderInvitations,
    invited.map((supplierId) => ({ tenderId: row.id, supplierId })),
  );
}
export const lotsOf = (tx: Tx, tenderId: string): Promise<LotRow[]> =>
  select(tx, lots, { tenderId }, { order: [['code', 'ASC']] });
export const invitedTo = async (tx: Tx, tenderId: string): Promise<string[]> =>
  (await select(tx, tenderInvitations, { tenderId })).map(({ supplierId }) => supplierId);

export const saveTenderPapers = (tx: Tx, rows: readonly TenderPaperRow[]): Promise<void> =>
  insertMany(tx, tenderPapers, rows);
export const papersOf = (tx: Tx, tenderId: string): Promise<TenderPaperRow[]> =>
  select(tx, tenderPapers, { tenderId }, { order: [['issuedAt', 'ASC']] });
/** A paper that some tender in sight has issued. */
export const issuedPaper = (tx: Tx, digest: string): Promise<TenderPaperRow | null> =>
  selectOne(tx, tenderPapers, { digest, kind: ['documents', 'change'] });

export const saveTenderChange = (tx: Tx, row: TenderChangeRow): Promise<void> =>
  insert(tx, tenderChanges, row);
export const changesOf = (tx: Tx, tenderId: string): Promise<TenderChangeRow[]> =>
  select(tx, tenderChanges, { tenderId }, { order: [['issuedAt', 'ASC']] });

export const saveObjection = (tx: Tx, row: ObjectionRow): Promise<void> => insert(tx, objections, row);
export const findObjection = (tx: Tx, id: string): Promise<ObjectionRow | null> =>
  selectOne(tx, objections, { id });
export const objectionsOf = (tx: Tx, tenderId: string): Promise<ObjectionRow[]> =>
  select(tx, objections, { tenderId }, { order: [['raisedAt', 'ASC']] });
export const saveAnswer = (tx: Tx, row: AnswerRow): Promise<void> => insert(tx, answers, row);
export const answersOf = (tx: Tx, tenderId: string): Promise<AnswerRow[]> =>
  select(tx, answers, { tenderId });
/** Whether an objection or a complaint waits for its answer. */
export async function suspended(tx: Tx, tenderId: string): Promise<boolean> {
  const [row] = await query<{ so: boolean }>(tx, 'SELECT tender_suspended($1) AS so', [tenderId]);
  return row?.so ?? false;
}

export const savePanelCommitment = (tx: Tx, row: PanelCommitmentRow): Promise<void> =>
  insert(tx, panelCommitments, row);
export const panelCommitmentOf = (tx: Tx, tenderId: string): Promise<PanelCommitmentRow | null> =>
  selectOne(tx, panelCommitments, { tenderId });
export const savePanelDraw = (tx: Tx, row: PanelDrawRow): Promise<void> => insert(tx, panelDraws, row);
export const panelDrawsOf = (tx: Tx, tenderId: string): Promise<PanelDrawRow[]> =>
  select(tx, panelDraws, { tenderId }, { order: [['round', 'ASC']] });

export async function saveEvaluation(
  tx: Tx,
  row: EvaluationRow,
  candidateRows: readonly CandidateRow[],
): Promise<void> {
  await insert(tx, evaluations, row);
  await insertMany(tx, candidates, candidateRows);
}
export const evaluationOf = (tx: Tx, tenderId: string): Promise<EvaluationRow | null> =>
  selectOne(tx, evaluations, { tenderId });
export const candidatesOf = (tx: Tx, tenderId: string): Promise<CandidateRow[]> =>
  select(tx, candidates, { tenderId }, { order: [['rank', 'ASC']] });
export const saveAward = (tx: Tx, row: AwardRow): Promise<void> => insert(tx, awards, row);
/** An award with the tender that it ended, and the contract signed on it. */
export type SignableAward = Pick<AwardRow, 'id' | 'supplierId' | 'price' | 'noticeOn' | 'signBy'> & {
  tenderId: string;
  tendererId: string;
  number: string;
  title: string;
  contractId: string | null;
};
const signable = `SELECT a.id, a.supplier_id AS "supplierId", a.price, a.notice_on AS "noticeOn", a.sign_by AS "signBy", t.id AS "tenderId",
  t.tenderer_id AS "tendererId", t.number, t.title, (SELECT c.id FROM contracts c WHERE c.award_id = a.id) AS "contractId"
  FROM tender_awards a JOIN tenders t ON t.id = a.tender_id`;
export const awardsOf = (tx: Tx, tendererId: string): Promise<SignableAward[]> =>
  query(tx, `${signable} WHERE t.tenderer_id = $1 ORDER BY a.sign_by, a.id`, [tendererId]);
export const findAward = async (tx: Tx, id: string): Promise<SignableAward | null> =>
  (await query<SignableAward>(tx, `${signable} WHERE a.id = $1`, [id]))[0] ?? null;
export const awardOf = (tx: Tx, tenderId: string): Promise<AwardRow | null> =>
  selectOne(tx, awards, { tenderId });
