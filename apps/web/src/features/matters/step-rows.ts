import { stepCodes } from '@guanyun/domain/matters/matter-slug.ts';
import type { Matter } from './matter-data.ts';

type Finding = Matter['precheck']['findings'][number];
/** One step before the matter: what is asked, what was recorded, what the rules say of it. */
export type StepRow = {
  code: (typeof stepCodes)[number];
  need: 'required' | 'conditional' | null;
  record: Matter['records'][number] | null;
  finding: Finding | null;
};

const stepOf = (finding: Pick<Finding, 'code'>): string => finding.code.split('_')[0] ?? '';

/** Steps in the order of the catalogue: those asked for, those recorded and those the rules speak of. */
export function stepRows(matter: Pick<Matter, 'route' | 'records' | 'precheck'>): StepRow[] {
  return stepCodes.flatMap((code): StepRow[] => {
    const need = matter.route.prerequisites.find((step) => step.code === code)?.need ?? null;
    const record = matter.records.findLast((one) => one.code === code) ?? null;
    const finding = matter.precheck.findings.find((one) => stepOf(one) === code) ?? null;
    return need === null && record === null && finding === null ? [] : [{ code, need, record, finding }];
  });
}
