/**
 * The procedure's own figures. All are defaults of the zone (no statute sets them for an investor's approval); working
 * days unless the name says months or years.
 */
export type ProcedureFigures = {
  /** 补正 must be answered within. */
  readonly supplementDays: number;
  /** 会签 is asked to answer within; silence is no answer. */
  readonly consultationDays: number;
  /** Papers go out so long before the meeting. */
  readonly papersLeadDays: number;
  /** 容缺: what is lacking comes within, and so long before the meeting. */
  readonly deficiencyDays: number;
  readonly deficiencyBeforeMeetingDays: number;
  readonly deferMaxDays: number;
  readonly deferMaxTimes: number;
  /** An objection to a filing must come within. */
  readonly filingObjectionDays: number;
  /** The committee may once take longer, by at most. */
  readonly extensionDays: number;
  /** Steps left out in an emergency are made up within. */
  readonly makeUpDays: number;
  readonly resubmissionBarMonths: number;
  readonly recusalYears: number;
  /** A warrant may once be extended, by at most. */
  readonly warrantExtensionMonths: number;
  readonly archiveDays: number;
};

export const builtInFigures: ProcedureFigures = {
  supplementDays: 10,
  consultationDays: 5,
  papersLeadDays: 3,
  deficiencyDays: 10,
  deficiencyBeforeMeetingDays: 3,
  deferMaxDays: 20,
  deferMaxTimes: 2,
  filingObjectionDays: 5,
  extensionDays: 10,
  makeUpDays: 5,
  resubmissionBarMonths: 3,
  recusalYears: 3,
  warrantExtensionMonths: 12,
  archiveDays: 30,
};
