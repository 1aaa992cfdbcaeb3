import type { MandateRow } from '@guanyun/db/organizations/organizations.model.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import type { ImportContext, OpenedWorkbook, WorkbookRow } from '../kernel/workbook-cells.ts';
import { companiesIn, mustOrganizationIn, type References } from './import-organizations-references.ts';

const matters: ReadonlySet<string> = new Set(matterSlugs);

function mattersIn(row: WorkbookRow, header: string): string[] {
  const listed = row.list(header);
  for (const slug of listed)
    if (!matters.has(slug)) row.bad(header, 'UNKNOWN_CODE', `出资人事项清单中没有代号“${slug}”`);
  return [...listed];
}

/** Every company is written 全部 and kept as null. */
function coveredCompanies(references: References, row: WorkbookRow): string[] | null {
  const written = row.raw('公司编码');
  if (written === '') return row.required('公司编码');
  return written === '全部' ? null : [...companiesIn(references, row, '公司编码')];
}

function readMandate(row: WorkbookRow, references: References, id: string): MandateRow | null {
  const number = row.mustText('文号');
  const from = mustOrganizationIn(references, row, '委托方编码');
  const to = mustOrganizationIn(references, row, '受托方编码');
  if (from !== null && from.id === to?.id) row.bad('受托方编码', 'DUPLICATE', '委托方和受托方是同一单位');
  const [entrusted, deliberateOnly] = [mattersIn(row, '事项'), mattersIn(row, '只审议事项')];
  if (entrusted.length === 0) row.required('事项');
  const outside = deliberateOnly.find((slug) => !entrusted.includes(slug));
  if (outside !== undefined) row.bad('只审议事项', 'UNKNOWN_CODE', `“${outside}”不在“事项”之内`);
  const companies = coveredCompanies(references, row);
  const limitAmount = row.amount('金额上限(元)', 'positive');
  const [validFrom, validTo, source] = [row.mustDate('起始日期'), row.mustDate('截止日期'), row.origin()];
  row.inOrder('起始日期', '截止日期');
  if (number === null || from === null || to === null) return null;
  if (validFrom === null || validTo === null || source === null) return null;
  const parties = { fromId: from.id, toId: to.id };
  return {
    id,
    number,
    ...parties,
    matters: entrusted,
    deliberateOnly,
    companies,
    limitAmount,
    validFrom,
    validTo,
    source,
  };
}

/** Reads the sheet 委托书. `numbers` are the document numbers on record. */
export function checkMandates(
  opened: OpenedWorkbook,
  references: References,
  numbers: ReadonlySet<string>,
  context: ImportContext,
): MandateRow[] {
  const seen = new Set<string>();
  return opened.rows('委托书').flatMap((row) => {
    const mandate = readMandate(row, references, context.newId());
    const number = row.raw('文号');
    if (seen.has(number) && number !== '') row.bad('文号', 'DUPLICATE', '本簿中已有此文号');
    else if (numbers.has(number)) row.bad('文号', 'ALREADY_RECORDED', '系统中已有此文号');
    seen.add(number);
    return mandate === null ? [] : [mandate];
  });
}
