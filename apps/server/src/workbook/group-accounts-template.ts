import { accountLines } from '@guanyun/domain/equity/account-lines.ts';
import type { ImportTemplate, TemplateColumn } from './write-template.ts';

const must = (header: string, meaning: string): TemplateColumn => ({ header, required: true, meaning });
const may = (header: string, meaning: string): TemplateColumn => ({ header, required: false, meaning });

const YUAN = '以元计,最多两位小数';
const CODE = '“单位”表中的编码;期末日或现在受本集团控制,或列入本集团的整合方案';
const period = must('期末日', '季末,如 2026-06-30;金额为年初至期末日');
const tax = may('所得税率', '0 至 1 之间的数,如 0.25;空白为 0');
const lines = accountLines.filter(({ joint }) => !joint).map(({ zh }) => zh);

const unknown = '空白为未知,页面会列出还缺什么';
const fourParts = '四项同时填写或同时空白';
const combinationSheet: ImportTemplate['sheets'][number] = {
  name: '企业合并',
  columns: [
    must('合并方编码', `${CODE}。本期或以前取得的公司,每期各写一行;没有可不要这张表`),
    must('被合并方编码', CODE),
    period,
    must('合并日', '取得控制权的日期,不晚于期末日'),
    must('合并类型', '同一控制、非同一控制、无偿划转之一;仅同受国家控制不足以认定为同一控制'),
    must('认定依据', '认定合并类型的依据,如最终控制方及控制起止、批复文号'),
    may('现金对价(元)', YUAN),
    may('土地对价账面(元)', YUAN),
    may('土地对价公允(元)', `${YUAN};非同一控制必需`),
    may('固定资产对价账面(元)', YUAN),
    may('固定资产对价公允(元)', `${YUAN};非同一控制必需`),
    may('发行股权面值(元)', YUAN),
    may('发行股权公允(元)', `${YUAN};非同一控制必需`),
    may(
      '被合并方实收资本(元)',
      `${YUAN};合并日的,同一控制为最终控制方合并报表中的账面;${fourParts},空白则取该日的报表`,
    ),
    may('被合并方资本公积(元)', fourParts),
    may('被合并方盈余公积(元)', fourParts),
    may('被合并方未分配利润(元)', fourParts),
    may('公允价值调整(元)', `${YUAN};购买日公允价值高于账面的部分,税前;没有则填 0,${unknown}`),
    may('原商誉(元)', `${YUAN};最终控制方合并报表中的;空白为没有`),
    may('所得税率', `0 至 1 之间的数,如 0.25;${unknown}`),
    may('合并方实收资本(元)', `${YUAN};合并前的;${fourParts}`),
    may('合并方资本溢价(元)', `资本公积中的资本(股本)溢价;${fourParts}`),
    may('合并方盈余公积(元)', fourParts),
    may('合并方未分配利润(元)', fourParts),
    may('划出方账面价值(元)', `${YUAN};无偿划转时划出方长期股权投资的账面价值;${unknown}`),
    may('批复金额(元)', `${YUAN};无偿划转时划入方的入账金额;${unknown}`),
    may('批复计入', '资本公积或实收资本;空白为资本公积'),
    may('划出方资本公积(元)', '三项同时填写或同时空白'),
    may('划出方盈余公积(元)', '三项同时填写或同时空白'),
    may('划出方未分配利润(元)', '三项同时填写或同时空白'),
  ],
};

/** Statements of a group's companies, and what they have between them. */
export const groupAccountsTemplate: ImportTemplate = {
  file: 'group-accounts.xlsx',
  title: '集团报表',
  sheets: [
    {
      name: '报表',
      columns: [
        must('公司编码', `${CODE}。同一公司同一期再次导入,以后一版为准,前一版保留`),
        period,
        must('项目', `${lines.join('、')}之一;其他综合收益、专项储备并入资本公积;没有的项目不写`),
        must('金额(元)', `${YUAN};收入和费用都写正数,资产负债表须分厘不差`),
      ],
    },
    {
      name: '内部投资',
      columns: [
        must('投资方编码', `${CODE}。下面四张表中同一期的各行再次导入时整体替换前一版`),
        must('被投资方编码', CODE),
        period,
        must('账面价值(元)', `${YUAN};投资方账面的长期股权投资`),
        may('商誉(元)', `${YUAN};非同一控制下取得时确认的商誉,同一控制下没有`),
        may('本期内部投资收益(元)', `${YUAN};投资方已计入投资收益的`),
      ],
    },
    {
      name: '内部往来',
      columns: [
        must('债权方编码', CODE),
        must('债务方编码', CODE),
        period,
        must('余额(元)', YUAN),
        may('坏账准备(元)', `${YUAN};债权方期末已提的`),
        may('年初坏账准备(元)', YUAN),
        tax,
      ],
    },
    {
      name: '内部存货',
      columns: [
        must('销售方编码', CODE),
        must('购买方编码', CODE),
        period,
        must('售价(元)', YUAN),
        must('成本(元)', `${YUAN};销售方的成本`),
        must('未售比例', '期末购买方尚未对外出售的部分,0 至 1 之间的数'),
        tax,
      ],
    },
    {
      name: '内部固定资产',
      columns: [
        must('出售方编码', CODE),
        must('购入方编码', CODE),
        period,
        must('出售日', '年-月-日,不晚于期末日'),
        must('售价(元)', YUAN),
        must('账面价值(元)', `${YUAN};出售日出售方的账面价值`),
        must('剩余月数', '出售日尚可使用的月数'),
        tax,
      ],
    },
    combinationSheet,
  ],
};
