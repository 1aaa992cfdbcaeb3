import { assetClassNames } from '@guanyun/domain/assets/asset-class.ts';
import {
  type AssetField,
  type ParticularSheet,
  particularSheets,
} from '@guanyun/domain/assets/asset-fields.ts';
import type { ImportTemplate, TemplateColumn, TemplateSheet } from './write-template.ts';

const must = (header: string, meaning: string): TemplateColumn => ({ header, required: true, meaning });
const may = (header: string, meaning: string): TemplateColumn => ({ header, required: false, meaning });
const DATE = '年-月-日,如 2026-01-01;不能在以后';
const YUAN = '以元计,最多两位小数,不带千分位';
const UNIT = '“单位”的编码';

const cards: TemplateSheet = {
  name: '资产',
  columns: [
    may('编码', '留空则按组团续编;其他各表用它引用,没有编码的资产不能写其他事项'),
    must('名称', '资产名称,不超过 200 个字'),
    must('类别', `${Object.keys(assetClassNames).join('、')}之一`),
    may('分类代码', 'GB/T 14885 的代码,须已导入系统,且在形成日期或今天适用'),
    must('组团编码', '资产所在的组团,恰一个'),
    must('账簿单位编码', `${UNIT};资产在谁的账上。公司财务只能写本公司`),
    may('权属单位编码', `${UNIT};登记的权利人,留空同账簿单位`),
    may('实物单位编码', `${UNIT};实物由谁管护,留空同账簿单位`),
    must('形成日期', DATE),
    may('入账日期', `${DATE};不早于形成日期,留空同形成日期`),
    must('原值(元)', `${YUAN};档案和在执行合同可空`),
    may('累计折旧(元)', `${YUAN};已计提的,含摊销;须与使用年限和折旧已提至的月份相符`),
    may('减值准备(元)', YUAN),
    may('净残值(元)', `${YUAN};折旧不提的部分`),
    may(
      '使用年限(月)',
      '预计使用的总月数;以后各月折旧按剩余价值除以剩余月数。与月折旧只填一项,不折旧的都留空',
    ),
    may('月折旧(元)', `${YUAN};沿用的月折旧额`),
    may('折旧已提至', '已计提折旧的最后一个月,如 2026-10;留空为尚未计提'),
    may('数量', '大于 0,最多四位小数;留空为 1'),
    may('计量单位', '留空为“项”'),
    may('面积(平方米)', '大于 0,最多两位小数'),
    may('公益性', '是、否之一,留空为否;公益性资产只能在行政事业单位账上'),
  ],
};

const kindMeanings: Readonly<Record<AssetField['kind'], string>> = {
  text: '文字',
  date: '年-月-日,如 2026-01-01',
  amount: YUAN,
  area: '平方米,最多两位小数',
  share: '份额,如 1/2、0.51 或 51%',
  choice: '',
  yes_no: '是、否之一',
  co_owners: '写作 甲公司:1/2:同意、乙公司:1/2:不同意;份额合计为 1',
};

function fieldColumn(field: AssetField, { classes }: ParticularSheet): TemplateColumn {
  const names = Object.entries(assetClassNames).flatMap(([zh, code]) =>
    classes.includes(code) && field.classes.includes(code) ? [zh] : [],
  );
  const only = names.length === classes.length ? '' : `;只有${names.join('、')}填写`;
  const terms = field.choices.map(({ zh }) => zh).join('、');
  const meaning = field.kind === 'choice' ? `${terms}之一` : kindMeanings[field.kind];
  const required = classes.every((one) => field.requiredIn.includes(one));
  const needed = !required && field.requiredIn.length > 0 ? ';有此项的类别必填' : '';
  return { header: field.zh, required, meaning: `${meaning}${only}${needed}` };
}

/** The register: cards, and a sheet of particulars for each group of classes. */
export const assetsTemplate: ImportTemplate = {
  file: 'assets.xlsx',
  title: '资产',
  sheets: [
    cards,
    ...particularSheets.map((sheet) => ({
      name: sheet.name,
      columns: [
        must('资产编码', '“资产”表中的编码;不需要的表可以删除'),
        ...sheet.fields.map((field) => fieldColumn(field, sheet)),
      ],
    })),
  ],
};

/** Classes of assets after the national standard, with their days of effect. */
export const assetClassesTemplate: ImportTemplate = {
  file: 'asset-classes.xlsx',
  title: '资产分类代码',
  sheets: [
    {
      name: '分类代码',
      columns: [
        must('编码', '标准中的代码,大写字母和数字'),
        must('名称', '标准中的名称'),
        may('上级编码', '上一级的代码,在施行日期须适用;最上一级留空'),
        must('施行日期', '年-月-日;同一代码的前一版到前一日为止'),
        may('截止日期', '仍适用的留空'),
        must('标准', '标准号和名称,如 GB/T 14885-2022'),
      ],
    },
  ],
};
