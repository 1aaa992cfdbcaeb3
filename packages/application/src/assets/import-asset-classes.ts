import { allClassCodes, type ClassCodeRow, saveClassCodes } from '@guanyun/db/assets/class-code.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type {
  CheckedImport,
  ImportContext,
  OpenedWorkbook,
  SheetLayout,
  WorkbookRow,
} from '../kernel/workbook-cells.ts';

const SHEET = '分类代码';
export const assetClassesLayout: readonly SheetLayout[] = [
  { name: SHEET, columns: ['编码', '名称', '上级编码', '施行日期', '截止日期', '标准'] },
];

type Version = Pick<ClassCodeRow, 'code' | 'parent' | 'validFrom' | 'validTo'>;
type Written = { readonly row: WorkbookRow; readonly version: ClassCodeRow };

const inForce = ({ validFrom, validTo }: Version, day: string): boolean =>
  validFrom <= day && (validTo === null || validTo >= day);

function readVersion(row: WorkbookRow, context: ImportContext): ClassCodeRow | null {
  const code = row.raw('编码');
  if (code === '') row.required('编码');
  else if (!/^[A-Z0-9]{1,20}$/.test(code)) row.bad('编码', 'NOT_A_CODE', '分类代码只用大写字母和数字');
  const [name, standard] = [row.mustText('名称'), row.mustText('标准')];
  if (name !== null && name.length > 200) row.bad('名称', 'NOT_TEXT', '名称不超过 200 个字');
  const [validFrom, validTo] = [row.mustDate('施行日期'), row.date('截止日期')];
  row.inOrder('施行日期', '截止日期');
  if (code === '' || name === null || standard === null || validFrom === null || context.document === null)
    return null;
  return {
    ...{ id: context.newId(), code, name, parent: row.raw('上级编码') || null, standard, validFrom, validTo },
    ...{ grade: 'entered', document: context.document, personId: context.personId },
    recordedAt: context.now(),
  };
}

/** What stands once these are in: an open version of the same code ends the day before the new one begins. */
function standing(recorded: readonly ClassCodeRow[], written: readonly Written[]): Map<string, Version[]> {
  const all = Map.groupBy<string, Version>(recorded, ({ code }) => code);
  for (const { version } of written) {
    const same = (all.get(version.code) ?? []).map((before) =>
      before.validFrom < version.validFrom && inForce(before, version.validFrom)
        ? { ...before, validTo: version.validFrom }
        : before,
    );
    all.set(version.code, [...same, version]);
  }
  return all;
}

function judgeOverlaps(recorded: readonly ClassCodeRow[], written: readonly Written[]): void {
  const before = Map.groupBy(recorded, ({ code }) => code);
  const seen = new Map<string, Written[]>();
  const overlap = (a: Version, b: Version): boolean =>
    (a.validTo === null || a.validTo >= b.validFrom) && (b.validTo === null || b.validTo >= a.validFrom);
  for (const one of written) {
    const { row, version } = one;
    const twin = (seen.get(version.code) ?? []).find((other) => overlap(other.version, version));
    if (twin !== undefined) row.bad('编码', 'DUPLICATE', `与第 ${twin.row.number} 行的日期重叠`);
    const later = (before.get(version.code) ?? []).some(
      (other) => other.validFrom >= version.validFrom && overlap(other, version),
    );
    if (later) row.bad('施行日期', 'ALREADY_RECORDED', `“${version.code}”在这些日子已有分类`);
    seen.set(version.code, [...(seen.get(version.code) ?? []), one]);
  }
}

/** Every class above is in force on the day, and none is above itself. */
function judgeParents(recorded: readonly ClassCodeRow[], written: readonly Written[]): void {
  const all = standing(recorded, written);
  for (const { row, version } of written) {
    let above = version.parent;
    for (const passed = new Set<string>(); above !== null && !passed.has(above); ) {
      passed.add(above);
      if (above === version.code) row.bad('上级编码', 'CIRCULAR', `“${version.code}”成了自己的上级`);
      const parent: Version | undefined = (all.get(above) ?? []).find((one) =>
        inForce(one, version.validFrom),
      );
      if (parent === undefined && above === version.parent)
        row.bad('上级编码', 'UNKNOWN_CODE', `“${above}”在施行日期不是适用的分类代码`);
      above = parent?.parent ?? null;
    }
  }
}

/** Checks classes of assets with their days of effect: nothing that is on record is changed but the day on which it ends. */
export async function checkAssetClasses(
  tx: Tx,
  opened: OpenedWorkbook,
  context: ImportContext,
): Promise<CheckedImport> {
  const recorded = await allClassCodes(tx);
  const written = opened.rows(SHEET).flatMap((row): Written[] => {
    const version = readVersion(row, context);
    return version === null ? [] : [{ row, version }];
  });
  judgeOverlaps(recorded, written);
  judgeParents(recorded, written);
  const rows = written.map(({ version }) => version);
  return {
    summary: [{ zh: '资产分类代码', en: 'Classes of assets', count: rows.length }],
    save: (saving) => saveClassCodes(saving, rows),
  };
}
