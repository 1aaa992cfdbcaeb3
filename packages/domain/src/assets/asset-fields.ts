import type { AssetClass } from './asset-class.ts';

/** How a particular is written: what may stand in it, and how it is shown. */
export type FieldKind = 'text' | 'date' | 'amount' | 'area' | 'share' | 'choice' | 'yes_no' | 'co_owners';

/** One term of a closed list. */
export type FieldChoice = { readonly code: string; readonly zh: string; readonly en: string };

/** Under which heading a page shows it. */
export const fieldGroups = ['identity', 'right', 'use', 'money', 'dealing'] as const;
export type FieldGroup = (typeof fieldGroups)[number];

/** What the register asks for of an asset beside its card; `requiredIn` are the classes that cannot do without. */
export type AssetField = {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: FieldKind;
  readonly group: FieldGroup;
  readonly classes: readonly AssetClass[];
  readonly requiredIn: readonly AssetClass[];
  readonly choices: readonly FieldChoice[];
};

type Written = readonly [key: string, zh: string, en: string, kind: FieldKind, ...choices: FieldChoice[]];
const choice = (code: string, zh: string, en: string): FieldChoice => ({ code, zh, en });

const fields = (
  group: FieldGroup,
  classes: readonly AssetClass[],
  written: readonly Written[],
  requiredIn: readonly AssetClass[] = [],
): AssetField[] =>
  written.map(([key, zh, en, kind, ...choices]) => ({
    ...{ key, zh, en, kind, group, classes, requiredIn, choices },
  }));

const immovable: readonly AssetClass[] = ['land', 'plant', 'road', 'pipe', 'cip'];
const physical: readonly AssetClass[] = [...immovable, 'equipment'];
const claims: readonly AssetClass[] = ['receivable', 'payable'];

const uses = [choice('own', '自用', 'Own use'), choice('leased', '出租', 'Leased')];
const conditions = [
  choice('good', '完好', 'Good'),
  choice('worn', '带病可用', 'Usable with defects'),
  choice('damaged', '损坏', 'Damaged'),
  choice('scrap', '待报废', 'To be scrapped'),
];
/** How the right to a parcel came about; reserve land stays outside any company. */
const acquired = [
  choice('granted', '出让', 'Granted for a fee'),
  choice('allocated', '划拨', 'Allocated'),
  choice('contributed', '作价出资', 'Contributed at value'),
  choice('reserve', '储备', 'Land reserve'),
];
const opinions = [
  choice('clean', '标准无保留', 'Unqualified'),
  choice('emphasis', '带强调事项段无保留', 'Emphasis of matter'),
  choice('qualified', '保留', 'Qualified'),
  choice('adverse', '否定', 'Adverse'),
  choice('disclaimer', '无法表示', 'Disclaimer'),
];
const forms = [
  choice('wholly_state_owned', '国有独资', 'Wholly state-owned'),
  choice('limited', '有限责任公司', 'Limited company'),
  choice('joint_stock', '股份有限公司', 'Joint-stock company'),
];
const settlements = [
  choice('none', '不涉及', 'None'),
  choice('passed', '职代会已通过', 'Passed by the workers’ congress'),
  choice('not_passed', '职代会未通过', 'Not passed'),
];
const settling = [
  choice('none', '没有', 'None'),
  choice('settled', '已有方案', 'Settled'),
  choice('open', '未决', 'Open'),
];

/**
 * Every particular of the register with the classes that have it (domain file 3.2), in the order in which sheets and pages
 * show them. A key never changes its meaning: it stands in what is stored.
 */
export const assetFields: readonly AssetField[] = [
  ...fields('right', ['land'], [['acquired', '取得方式', 'How acquired', 'choice', ...acquired]], ['land']),
  ...fields(
    'right',
    ['land'],
    [
      ['allocation_approved', '划拨转让已批准', 'Transfer of allocation approved', 'yes_no'],
      ['land_use', '土地用途', 'Land use', 'text'],
      ['right_ends', '使用权到期日', 'End of the right of use', 'date'],
    ],
  ),
  ...fields('right', immovable, [
    ['titled', '已确权', 'Title registered', 'yes_no'],
    ['certificate', '不动产单元号', 'Real-estate unit no.', 'text'],
    ['certified_area', '证载面积', 'Certified area', 'area'],
    ['measured_area', '实测面积', 'Measured area', 'area'],
  ]),
  ...fields(
    'right',
    [...physical, 'intangible'],
    [
      ['co_owners', '共有人', 'Co-owners', 'co_owners'],
      ['jointly', '共同共有', 'Owned jointly', 'yes_no'],
      ['dispute', '权属争议', 'Title in dispute', 'yes_no'],
    ],
  ),
  ...fields('identity', ['equipment'], [['serial', '序列号', 'Serial no.', 'text']]),
  ...fields('identity', ['intangible'], [['right_no', '权利证号', 'No. of the right', 'text']]),
  ...fields('use', physical, [
    ['location', '坐落', 'Location', 'text'],
    ['condition', '现状', 'Condition', 'choice', ...conditions],
  ]),
  ...fields('use', ['pipe', 'road'], [['spans', '跨组团(组团名称)', 'Spans clusters', 'text']]),
  ...fields('use', [...physical, 'intangible', 'archive'], [['manager', '管理人', 'Managed by', 'text']]),
  ...fields('use', physical, [['user', '使用人', 'Used by', 'text']]),
  ...fields('use', ['land', 'plant', 'equipment'], [['use', '用途', 'Use', 'choice', ...uses]]),
  ...fields(
    'use',
    ['land', 'plant', 'cip'],
    [
      ['idle_since', '闲置起始日', 'Idle since', 'date'],
      ['invested', '已投资开发额(元)', 'Development invested', 'amount'],
      ['required', '应投资开发额(元)', 'Development required', 'amount'],
    ],
  ),
  ...fields(
    'money',
    ['cip'],
    [
      ['budget', '批准概算(元)', 'Approved estimate', 'amount'],
      ['unpaid_works', '未付工程款(元)', 'Works not paid', 'amount'],
    ],
  ),
  ...fields(
    'money',
    [...physical, 'intangible'],
    [
      ['tax_basis', '计税基础(元)', 'Tax basis', 'amount'],
      ['input_vat_left', '未抵扣进项税额(元)', 'Input VAT left', 'amount'],
    ],
  ),
  ...fields('dealing', ['receivable'], [['debtor', '债务人', 'Debtor', 'text']], ['receivable']),
  ...fields('dealing', ['payable'], [['creditor', '债权人', 'Creditor', 'text']], ['payable']),
  ...fields('dealing', claims, [['due', '到期日', 'Due date', 'date']]),
  ...fields('dealing', ['payable'], [['government_debt', '政府债务', 'Government debt', 'yes_no']]),
  ...fields('dealing', ['contract'], [['counterparty', '合同相对方', 'Counterparty', 'text']], ['contract']),
  ...fields(
    'dealing',
    ['receivable', 'payable', 'contract', 'cip'],
    [['contract_no', '合同编号', 'Contract no.', 'text']],
  ),
  ...fields('dealing', ['contract'], [['ends', '合同终止日', 'Contract ends', 'date']]),
  ...fields('dealing', ['equity'], [['held', '被投资公司', 'Company held', 'text']], ['equity']),
  ...fields('dealing', ['equity'], [['share', '持股比例', 'Share held', 'share']], ['equity']),
  ...fields(
    'dealing',
    ['equity'],
    [
      ['held_form', '企业类型', 'Form of the company', 'choice', ...forms],
      ['audit_opinion', '审计意见', 'Audit opinion', 'choice', ...opinions],
      ['main_business', '符合主业', 'Fits the main business', 'yes_no'],
      ['employees', '职工安置', 'Settlement of employees', 'choice', ...settlements],
      ['contingent', '或有负债', 'Contingent liabilities', 'choice', ...settling],
      ['transferor_debts', '划出方债务处置', 'Debts of the transferor', 'choice', ...settling],
    ],
  ),
  ...fields('identity', ['archive'], [['fonds', '全宗号', 'Fonds no.', 'text']], ['archive']),
];

const byClass = new Map<AssetClass, readonly AssetField[]>();

/** The particulars a class has, in the order they are shown. */
export function fieldsOf(assetClass: AssetClass): readonly AssetField[] {
  const known = byClass.get(assetClass);
  if (known !== undefined) return known;
  const own = assetFields.filter(({ classes }) => classes.includes(assetClass));
  byClass.set(assetClass, own);
  return own;
}

/** Sheets of a workbook for the particulars of several classes at a time. */
const sheets: readonly (readonly [name: string, ...AssetClass[]])[] = [
  ['土地', 'land'],
  ['厂房道路管网', 'plant', 'road', 'pipe'],
  ['在建工程', 'cip'],
  ['设备与无形资产', 'equipment', 'intangible'],
  ['债权债务与合同', 'receivable', 'payable', 'contract'],
  ['股权', 'equity'],
  ['档案', 'archive'],
];

/** A sheet of particulars: the classes it serves, and its fields in order. */
export type ParticularSheet = {
  readonly name: string;
  readonly classes: readonly AssetClass[];
  readonly fields: readonly AssetField[];
};

export const particularSheets: readonly ParticularSheet[] = sheets.map(([name, ...classes]) => ({
  name,
  classes,
  fields: assetFields.filter((field) => field.classes.some((one) => classes.includes(one))),
}));
