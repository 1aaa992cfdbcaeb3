import { type CaseSheet, EXAMPLE } from './case-sheet.ts';

/** A founding contribution: yuan with two places, decided, entered in the register of members, registered. */
const founding = (
  company: string,
  holder: string,
  subscribed: string,
  paid: string,
  dates: readonly string[],
) => [company, holder, '设立', subscribed, paid, ...dates, EXAMPLE, '', ''];

const OLD = ['2020-01-01', '2020-01-03', '2020-01-10'];
const NEW = ['2023-09-01', '2023-09-04', '2023-09-11'];

/**
 * Holdings before the developers move to the group. The report gives no capital and no shares: every row is made up.
 * The unnamed seventh developer has no rows. A company limited by shares has two holders.
 */
export const equity: CaseSheet = {
  name: '股权',
  columns: [
    '公司编码',
    '股东编码',
    '事件',
    '认缴出资(元)',
    '实缴出资(元)',
    '决定日期',
    '股东名册日期',
    '登记日期',
    '来源',
    '转出方编码',
    '每元价格',
  ],
  rows: [
    founding('GF', 'SASAC', '2000000000.00', '1200000000.00', NEW),
    founding('YN', 'SASAC', '1000000000.00', '1000000000.00', OLD),
    founding('CT', 'SASAC', '800000000.00', '800000000.00', OLD),
    founding('QHGS', 'YN', '240000000.00', '240000000.00', OLD),
    founding('QHGS', 'CT', '60000000.00', '60000000.00', OLD),
    founding('BDGS', 'YN', '140000000.00', '140000000.00', OLD),
    founding('BDGS', 'CT', '60000000.00', '60000000.00', OLD),
    founding('FHGS', 'YN', '100000000.00', '100000000.00', OLD),
    founding('THGS', 'YN', '120000000.00', '120000000.00', OLD),
    founding('QJGS', 'CT', '80000000.00', '80000000.00', OLD),
    founding('AWGS', 'YN', '30000000.00', '30000000.00', OLD),
    founding('AWGS', 'CT', '20000000.00', '20000000.00', OLD),
    founding('SZ', 'YN', '50000000.00', '50000000.00', OLD),
    founding('QR', 'YN', '50000000.00', '50000000.00', OLD),
    founding('NZ', 'YN', '50000000.00', '30000000.00', OLD),
    founding('QF', 'CT', '50000000.00', '50000000.00', OLD),
    founding('ZC', 'CT', '50000000.00', '50000000.00', OLD),
    founding('DK', 'CT', '50000000.00', '50000000.00', OLD),
    founding('THJS', 'CT', '50000000.00', '50000000.00', OLD),
  ],
};
