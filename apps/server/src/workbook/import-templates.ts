import { assetClassesTemplate, assetsTemplate } from './assets-template.ts';
import { groupAccountsTemplate } from './group-accounts-template.ts';
import type { ImportTemplate, TemplateColumn } from './write-template.ts';

const must = (header: string, meaning: string): TemplateColumn => ({ header, required: true, meaning });
const may = (header: string, meaning: string): TemplateColumn => ({ header, required: false, meaning });

const DATE = '年-月-日,如 2026-01-01';
const YUAN = '两位小数,如 40000000.00';
const LIST = '多个编码用顿号(、)隔开';
const ORIGIN = may('来源', '这一行的出处,如文件名;示例数据写“示例”');

/** Workbook 01: clusters, bodies and companies, natural persons, posts, mandates. Column order is the file's order. */
export const organizationsTemplate: ImportTemplate = {
  file: '01-organizations.xlsx',
  title: '组织、人员与委托',
  sheets: [
    {
      name: '组团',
      columns: [
        must('编码', '组团的短编码,本簿内唯一,其他表用它引用'),
        must('名称', '组团名称'),
        must('起始日期', DATE),
        ORIGIN,
      ],
    },
    {
      name: '单位',
      columns: [
        must('编码', '单位的短编码,本簿内唯一,其他表用它引用'),
        may('名称', '单位全称;名称状态为“未知”时留空,不要代拟'),
        must('类别', '管委会、管委会内设机构、区国资委、区政府、党工委、公司之一'),
        may('上级编码', '上级单位或控股公司的编码'),
        may('企业类型', '公司填国有独资、有限责任公司、股份有限公司之一;不明或不是公司的留空'),
        may('层级', '公司填 1、2、3;不明或不是公司的留空'),
        must('名称状态', '已知、暂定、未知之一'),
        may('统一社会信用代码', '18 位;不明的留空'),
        may('净资产(元)', `公司的净资产,${YUAN};不明或不是公司的留空`),
        may('净资产基准日', `净资产的截止日,${DATE};与净资产同填同空`),
        may('负责组团编码', '负责建设、开发、资产运营的组团'),
        must('起始日期', DATE),
        ORIGIN,
      ],
    },
    {
      name: '人员',
      columns: [must('编码', '人员的短编码,本簿内唯一'), must('姓名', '自然人姓名'), ORIGIN],
    },
    {
      name: '任职',
      columns: [
        must('人员编码', '“人员”表中的编码'),
        must('单位编码', '“单位”表中的编码'),
        must(
          '岗位',
          '经办、法务、法定代表人、财务、审查、承办负责人、法治审核、会签、会议秘书、用印、督办、委员、主任、审计、系统管理员、安全管理员、审计管理员、目录管理员、董事之一',
        ),
        must('起始日期', DATE),
        may('截止日期', `${DATE};仍在任的留空`),
        may('登录账号', '小写字母、数字和点;只任职不登录的留空'),
        ORIGIN,
      ],
    },
    {
      name: '委托书',
      columns: [
        must('文号', '委托书文号'),
        must('委托方编码', '“单位”表中的编码'),
        must('受托方编码', '“单位”表中的编码'),
        must('事项', '委托的事项代号,多个用顿号(、)隔开'),
        may('只审议事项', '受托方只审议、仍由委托方决定的事项代号,须在“事项”之内'),
        must('公司编码', `适用的公司,${LIST};所有公司写“全部”`),
        may('金额上限(元)', `${YUAN};不设上限的留空`),
        must('起始日期', DATE),
        must('截止日期', DATE),
        ORIGIN,
      ],
    },
  ],
};

/** Workbook 02: what each register starts from. */
export const equityTemplate: ImportTemplate = {
  file: '02-equity.xlsx',
  title: '股权',
  sheets: [
    {
      name: '股权',
      columns: [
        must('公司编码', '被持股公司,“单位”表中的编码'),
        must('股东编码', '设立、增资、实缴、受让的股东,减资的股东;“单位”表中的编码'),
        must('事件', '设立、增资、减资、转让、无偿划转、实缴之一;每家公司先有“设立”'),
        may('认缴出资(元)', `${YUAN};“实缴”留空,其他必填`),
        must('实缴出资(元)', `${YUAN};除“实缴”外不大于认缴出资(元)`),
        must('决定日期', DATE),
        must('股东名册日期', DATE),
        may('登记日期', `市场监管登记完成日,${DATE};未登记的留空`),
        ORIGIN,
        may('转出方编码', '转让、无偿划转的转出方;其他留空'),
        may('每元价格', '增资时每元注册资本的价格,如 1.25;其他留空'),
      ],
    },
  ],
};

/** Workbook 03: one version of the cooperation list and its items. */
export const cooperationListTemplate: ImportTemplate = {
  file: '03-cooperation-list.xlsx',
  title: '合作事项清单',
  sheets: [
    {
      name: '清单',
      columns: [
        must('版本', '清单版本号'),
        must('名称', '清单名称'),
        must('生效日期', DATE),
        must('失效日期', DATE),
        must('公平竞争审查', '通过、未通过、未审查之一'),
        may('审查文件号', '公平竞争审查文件号'),
        ORIGIN,
      ],
    },
    {
      name: '事项',
      columns: [
        must('编码', '事项的短编码,清单内唯一'),
        must('类别', '招商引资、项目建设、企业服务之一'),
        must('方式', '代建、购买服务之一'),
        must('范围', '事项的内容与边界'),
        may('采购编码', '采购目录或购买服务目录中的编码'),
        must('承接主体编码', `可承接的公司,${LIST}`),
        must('组团编码', `适用的组团,${LIST};所有组团写“全部”`),
        may('单项上限(元)', `单个合同的金额上限,${YUAN}`),
        may('年度上限(元)', `同一年度合同金额合计上限,${YUAN}`),
        may('期限上限(月)', '合同期限上限,整数'),
        must('价格依据', '价格如何确定'),
        ORIGIN,
      ],
    },
  ],
};

/** All import workbooks, in the order they are to be imported. */
/** A year's notice on days off. */
export const calendarTemplate: ImportTemplate = {
  file: 'calendar.xlsx',
  title: '放假与调休日历',
  sheets: [
    {
      name: '日历',
      columns: [
        must('日期', DATE),
        must('类型', '放假、调休上班之一；周末在放假期间的也写'),
        must('通知文号', '国务院办公厅通知的文号'),
      ],
    },
  ],
};

export const importTemplates: readonly ImportTemplate[] = [
  organizationsTemplate,
  equityTemplate,
  cooperationListTemplate,
  calendarTemplate,
  groupAccountsTemplate,
  assetsTemplate,
  assetClassesTemplate,
];
