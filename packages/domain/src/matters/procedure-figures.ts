import type { Ratio } from '../kernel/ratio.ts';
import type { Parameters } from './parameter-lookup.ts';

/** The procedure's own figures as the catalogue in force has them; working days unless the name says otherwise. */
export type ProcedureFigures = {
  /** 补正 must be answered within. */
  readonly supplementDays: number;
  /** 会签 is asked to answer within; silence is no answer. */
  readonly consultationDays: number;
  /** Papers go out so long before the meeting. */
  readonly papersLeadDays: number;
  /** 容缺: what is lacking comes within. */
  readonly deficiencyDays: number;
  readonly deferMaxDays: number;
  readonly deferMaxTimes: number;
  /** An objection to a filing must come within. */
  readonly filingObjectionDays: number;
  /** Steps left out in an emergency are made up within. */
  readonly makeUpDays: number;
  readonly resubmissionBarMonths: number;
  readonly recusalYears: number;
  /** A warrant may once be extended, by at most. */
  readonly warrantExtensionMonths: number;
  /** Calendar days before a warrant lapses from which it warns. */
  readonly warningDays: number;
  readonly quorum: Ratio;
  readonly largeQuorum: Ratio;
  readonly minimumMembers: number;
};

export const figuresFrom = (parameters: Parameters): ProcedureFigures => ({
  supplementDays: parameters.whole('procedure.supplement_days'),
  consultationDays: parameters.whole('procedure.consultation_days'),
  papersLeadDays: parameters.whole('procedure.papers_lead_days'),
  deficiencyDays: parameters.whole('procedure.deficiency_days'),
  deferMaxDays: parameters.whole('procedure.defer_max_days'),
  deferMaxTimes: parameters.whole('procedure.defer_max_times'),
  filingObjectionDays: parameters.whole('procedure.filing_objection_days'),
  makeUpDays: parameters.whole('procedure.make_up_days'),
  resubmissionBarMonths: parameters.whole('procedure.resubmission_bar_months'),
  recusalYears: parameters.whole('procedure.recusal_years'),
  warrantExtensionMonths: parameters.whole('procedure.warrant_extension_months'),
  warningDays: parameters.whole('procedure.warning_days'),
  quorum: parameters.ratio('meeting.quorum'),
  largeQuorum: parameters.ratio('meeting.large_quorum'),
  minimumMembers: parameters.whole('meeting.minimum_members'),
});
