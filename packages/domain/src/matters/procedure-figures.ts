import type { Ratio } from '../kernel/ratio.ts';
import type { Parameters } from './parameter-lookup.ts';
import { generalPapers } from './parameters-papers.ts';

/** The procedure's own figures as the catalogue in force has them; working days unless the name says otherwise. */
export type ProcedureFigures = {
  /** The whole catalogue in force, for what is asked by its key. */
  readonly catalogue: Parameters;
  /** 容缺: the general papers that may never come later. */
  readonly neverLacking: readonly string[];
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
  readonly majority: Ratio;
  /** Left at a meeting once the recused stand aside. */
  readonly minimum: { readonly members: number; readonly share: Ratio };
  /** Of a warrant without a term of its own. */
  readonly warrantMonths: number;
  readonly secondSupplementStops: boolean;
};

export const figuresFrom = (parameters: Parameters): ProcedureFigures => ({
  catalogue: parameters,
  neverLacking: generalPapers
    .map(({ code }) => code)
    .filter((code) => parameters.isOn(`procedure.never_lacking.${code}`)),
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
  majority: parameters.ratio('meeting.majority'),
  minimum: {
    members: parameters.whole('meeting.minimum_members'),
    share: parameters.ratio('meeting.minimum_share'),
  },
  warrantMonths: parameters.whole('procedure.warrant_months'),
  secondSupplementStops: parameters.isOn('procedure.second_supplement_stops'),
});
