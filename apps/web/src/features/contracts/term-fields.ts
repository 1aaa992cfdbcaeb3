import { type Field, given, type Values } from './fields-form.tsx';

/** Terms of payment, all of them optional. */
export const termFields: readonly Field[] = [
  { key: 'advancePercent', label: 'life.advancePercent', kind: 'percent', optional: true },
  { key: 'progressPercent', label: 'life.progressPercent', kind: 'percent', optional: true },
  { key: 'retentionPercent', label: 'life.retentionPercent', kind: 'percent', optional: true },
  { key: 'performanceBond', label: 'life.performanceBond', kind: 'money', optional: true },
  { key: 'payDueDays', label: 'life.payDueDays', kind: 'count', optional: true },
  { key: 'wageAccount', label: 'life.wageAccount', kind: 'text', optional: true },
  { key: 'wageCycleDays', label: 'life.wageCycleDays', kind: 'count', optional: true },
  { key: 'warrantyMonths', label: 'life.warrantyMonths', kind: 'count', optional: true },
  { key: 'taxRate', label: 'life.taxRate', kind: 'percent', optional: true },
  { key: 'approvedEstimate', label: 'life.estimate', kind: 'money', optional: true },
  { key: 'sme', label: 'life.sme', kind: 'tick' },
  { key: 'backToBack', label: 'life.backToBack', kind: 'tick', when: (v) => v.sme === 'yes' },
  { key: 'lateRate', label: 'life.lateRate', kind: 'rate', optional: true },
  { key: 'lprAtSigning', label: 'life.lpr', kind: 'rate', optional: true, when: (v) => v.lateRate !== '' },
];

const count = <K extends string>(key: K, value: string | undefined): { [k in K]?: number } =>
  value === undefined || value === '' ? {} : ({ [key]: Number(value) } as { [k in K]: number });

/** The terms as the server takes them; what was left empty is absent. */
export const termsFrom = (v: Values) => ({
  ...given('advancePercent', v.advancePercent),
  ...given('progressPercent', v.progressPercent),
  ...given('retentionPercent', v.retentionPercent),
  ...given('performanceBond', v.performanceBond),
  ...given('wageAccount', v.wageAccount),
  ...given('taxRate', v.taxRate),
  ...given('approvedEstimate', v.approvedEstimate),
  ...given('lateRate', v.lateRate),
  ...given('lprAtSigning', v.lprAtSigning),
  ...count('payDueDays', v.payDueDays),
  ...count('wageCycleDays', v.wageCycleDays),
  ...count('warrantyMonths', v.warrantyMonths),
  ...(v.sme === 'yes' ? { sme: true } : {}),
  ...(v.backToBack === 'yes' ? { clauses: ['back_to_back' as const] } : {}),
});
