import { particularSheets } from '@guanyun/domain/assets/asset-fields.ts';
import type { SheetLayout } from '../kernel/workbook-cells.ts';

/** The sheet of cards. */
export const CARDS = '资产';
/** The column by which the other sheets name an asset of the workbook. */
export const ASSET_CODE = '资产编码';

/** The workbook of the register: one sheet of cards, and one of particulars for each group of classes, which may be left out. */
export const assetsLayout: readonly SheetLayout[] = [
  {
    name: CARDS,
    columns: [
      ...['编码', '名称', '类别', '分类代码', '组团编码', '账簿单位编码', '权属单位编码', '实物单位编码'],
      ...['形成日期', '入账日期', '原值(元)', '累计折旧(元)', '减值准备(元)', '净残值(元)', '使用年限(月)'],
      ...['月折旧(元)', '折旧已提至', '数量', '计量单位', '面积(平方米)', '公益性'],
    ],
  },
  ...particularSheets.map(({ name, fields }) => ({
    name,
    columns: [ASSET_CODE, ...fields.map(({ zh }) => zh)],
    optional: true,
  })),
];
