import type { CaseWorkbook } from './case-sheet.ts';
import { listItems, listVersions } from './cooperation-list-data.ts';
import { equity } from './equity-data.ts';
import { clusters, mandates, organizations } from './organizations-data.ts';
import { people, posts } from './people-data.ts';

const ORIGIN_NOTE =
  '来源一列:source 表示本行取自《重庆日报》2024 年 1 月 21 日关于綦江高新区改革的报道;示例表示为演示虚构,与真实的人和单位无关。';

/** The case as workbooks, in the order they are to be imported. */
export const caseWorkbooks: readonly CaseWorkbook[] = [
  {
    file: '01-organizations.xlsx',
    sheets: [clusters, organizations, people, posts, mandates],
    notes: [
      ORIGIN_NOTE,
      '来源为 source 的行,取自报道的是名称与负责组团;起始日期、层级、上级编码、净资产及其基准日为示例;企业类型按名称判断,集团、渝南公司、城投公司的“国有独资”为示例。',
      '组团与公司按报道“分别负责”的次序对应;国家网络安全产业园对应的公司报道未写名称,名称留空、状态未知,不作推断。',
      '报道只给简称的公司,名称照录简称,名称状态记为暂定;扶欢公司的“暂定名”出自报道。',
      '统一社会信用代码报道未载,全部留空。',
    ],
  },
  {
    file: '02-equity.xlsx',
    sheets: [equity],
    notes: [ORIGIN_NOTE, '报道未载任何出资额与持股比例,本簿全部为示例;名称未知的公司不列股权。'],
  },
  {
    file: '03-cooperation-list.xlsx',
    sheets: [listVersions, listItems],
    notes: [
      ORIGIN_NOTE,
      '报道只载三类合作事项(招商引资、项目建设、企业服务)与两种方式(代建、购买服务),其余为示例。',
    ],
  },
];

/** Folder of the written workbooks, as a URL ending in "/". */
export const workbooksFolder = new URL('../workbooks/', import.meta.url);
