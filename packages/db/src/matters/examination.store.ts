import { insert, insertMany, select, selectOne, update } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';
import {
  type ClearanceRow,
  type ClockStopRow,
  type ConsultationRow,
  clearances,
  clockStops,
  consultations,
  type DeficiencyRow,
  declaredRelations,
  deficiencies,
  type RelationRow,
  type RuleAnswerRow,
  ruleAnswers,
  type SupplementRow,
  supplements,
  type UrgentConsentRow,
  urgentConsents,
} from './examination.model.ts';

export const stopsOf = (tx: Tx, matterId: string): Promise<ClockStopRow[]> =>
  select(tx, clockStops, { matterId }, { order: [['fromOn', 'ASC']] });
export const saveStop = (tx: Tx, row: ClockStopRow): Promise<void> => insert(tx, clockStops, row);
export const endStop = (tx: Tx, id: string, toOn: string): Promise<number> =>
  update(tx, clockStops, { toOn }, { id });

export const supplementsOf = (tx: Tx, matterId: string): Promise<SupplementRow[]> =>
  select(tx, supplements, { matterId }, { order: [['round', 'ASC']] });
export const saveSupplement = (tx: Tx, row: SupplementRow): Promise<void> => insert(tx, supplements, row);
export const answerSupplementRow = (
  tx: Tx,
  matterId: string,
  round: number,
  answeredOn: string,
): Promise<number> => update(tx, supplements, { answeredOn }, { matterId, round });

export const deficiencyOf = (tx: Tx, matterId: string): Promise<DeficiencyRow | null> =>
  selectOne(tx, deficiencies, { matterId });
export const saveDeficiency = (tx: Tx, row: DeficiencyRow): Promise<void> => insert(tx, deficiencies, row);
export const changeDeficiency = (tx: Tx, matterId: string, set: Partial<DeficiencyRow>): Promise<number> =>
  update(tx, deficiencies, set, { matterId });

export const urgentConsentsOf = (tx: Tx, matterId: string): Promise<UrgentConsentRow[]> =>
  select(tx, urgentConsents, { matterId });
export const saveUrgentConsent = (tx: Tx, row: Omit<UrgentConsentRow, 'givenAt'>): Promise<void> =>
  insert(tx, urgentConsents, row);

export const consultationsOf = (tx: Tx, matterId: string): Promise<ConsultationRow[]> =>
  select(tx, consultations, { matterId }, { order: [['askedOn', 'ASC']] });
export const consultationsAsked = (tx: Tx, organizationId: string): Promise<ConsultationRow[]> =>
  select(tx, consultations, { organizationId, answer: null }, { order: [['dueOn', 'ASC']] });
export const lockConsultation = (tx: Tx, id: string): Promise<ConsultationRow | null> =>
  selectOne(tx, consultations, { id }, { lock: true });
export const saveConsultations = (tx: Tx, rows: readonly ConsultationRow[]): Promise<void> =>
  insertMany(tx, consultations, rows);
export const answerConsultationRow = (
  tx: Tx,
  id: string,
  answer: Pick<ConsultationRow, 'answer' | 'opinion' | 'document' | 'answeredOn' | 'answeredBy'>,
): Promise<number> => update(tx, consultations, answer, { id });

export const saveClearance = (tx: Tx, row: Omit<ClearanceRow, 'clearedAt'>): Promise<void> =>
  insert(tx, clearances, row);
export const clearanceOf = (tx: Tx, matterId: string): Promise<ClearanceRow | null> =>
  selectOne(tx, clearances, { matterId }, { order: [['contentVersion', 'DESC']] });
/** Every legal clearance of the case, by version of its content. */
export const clearancesOf = (tx: Tx, matterId: string): Promise<ClearanceRow[]> =>
  select(tx, clearances, { matterId }, { order: [['contentVersion', 'ASC']] });

export const relationsOf = (tx: Tx, personIds: readonly string[]): Promise<RelationRow[]> =>
  select(tx, declaredRelations, { personId: personIds });
export const saveRelation = (tx: Tx, row: RelationRow): Promise<void> => insert(tx, declaredRelations, row);

export const saveRuleAnswer = (tx: Tx, row: Omit<RuleAnswerRow, 'saidAs'>): Promise<void> =>
  insert(tx, ruleAnswers, row);
export const ruleAnswersOf = (tx: Tx, matterId: string): Promise<RuleAnswerRow[]> =>
  select(tx, ruleAnswers, { matterId }, { order: [['saidAs', 'ASC']] });
