import type { Basis } from '../kernel/basis.ts';
import { formatYuan } from '../kernel/money.ts';
import { formatFraction } from '../kernel/ratio.ts';
import { afterApprovals, windowKey } from './after-approval-data.ts';
import { type CatalogueLine, catalogueStart } from './catalogue-shape.ts';
import * as basis from './matter-basis.ts';
import { type LadderLevel, type MatterSlug, type StepCode, stepCodes } from './matter-slug.ts';
import { NO_TERM, optionsOf, type Parameter, type ParameterKind } from './parameter.ts';
import { stepTitles } from './step-titles.ts';

// What stands on published practice or is remembered, and not on this system's own default.
const figureBasis: Readonly<Record<string, Basis>> = {
  'asset_disposal.band.committee': basis.qijiang306,
  'asset_disposal.band.sasac': basis.qijiang306,
  'donation.band.gov': basis.donationExample,
  // The law itself gives six months for paying out.
  'profit_distribution.validity_months': basis.companyLaw('第二百一十二条'),
};

// Steps that a law asks for; the others of the matrix are defaults.
const board = basis.companyLaw('第六十七条');
const appraised = basis.stateAssetsLaw('第四十七条');
const traded = basis.stateAssetsLaw('第五十四条');
const audited = basis.companyLaw('第二百零八条');
const stepBasis: Readonly<Record<string, Basis>> = {
  'investment_plan.step.BOARD': board,
  'capital_change.step.BOARD': board,
  'reorganization.step.BOARD': board,
  'bond_financing.step.BOARD': board,
  'profit_distribution.step.BOARD': board,
  'equity_transfer.step.APPR': basis.stateAssetsLaw('第五十五条'),
  'equity_transfer.step.PUB': traded,
  'asset_disposal.step.APPR': appraised,
  'asset_disposal.step.PUB': traded,
  'reorganization.step.APPR': appraised,
  'reorganization.step.SWC': basis.stateAssetsLaw('第三十七条'),
  'reorganization.step.CRED': basis.companyLaw('第二百二十条'),
  'capital_change.decrease.step.CRED': basis.companyLaw('第二百二十四条'),
  'capital_change.decrease.step.PUB': basis.registrationRules('第三十六条'),
  'profit_distribution.step.AUDIT': audited,
  'budget_accounts.step.AUDIT': audited,
};
const partyStudies = basis.companyLaw('第一百七十条');

/** The steps of the matrix, which the zone may ask for or not. */
export const matrixSteps = stepCodes.filter((code) => code !== 'MGMT' && code !== 'DD' && code !== 'FS');

/** The key of a step in a matter, or in one kind or mode of it. */
export const stepKey = (slug: MatterSlug, variant: string | null, code: StepCode): string =>
  variant === null ? `${slug}.step.${code}` : `${slug}.${variant}.step.${code}`;

/** What a line says of itself, and may say otherwise of one kind or mode of it. */
type LineFigure =
  | 'time_limit'
  | 'urgent_time_limit'
  | 'validity_months'
  | 'validity_end_of_year'
  | 'decision'
  | 'retention'
  | 'large_quorum'
  | 'materials';

/** The key of a figure of a line, or of one kind or mode of it. */
export const lineKey = (slug: MatterSlug, variant: string | null, figure: LineFigure): string =>
  variant === null ? `${slug}.${figure}` : `${slug}.${variant}.${figure}`;

type Figure = { key: string; kind: ParameterKind; value: string; zh: string; en: string; basis?: Basis };

type Own = Partial<
  Pick<
    CatalogueLine,
    'timeLimit' | 'urgentTimeLimit' | 'validity' | 'decision' | 'retention' | 'largeQuorum' | 'materials'
  >
>;

const lineTitles = {
  time_limit: { kind: 'working_days', zh: '办理时限', en: 'Time limit' },
  urgent_time_limit: { kind: 'working_days', zh: '紧急时限', en: 'Time limit when urgent' },
  validity_months: { kind: 'term', zh: '批复有效期', en: 'Validity' },
  validity_end_of_year: { kind: 'switch', zh: '有效期不过年末', en: 'Not beyond the end of the year' },
  decision: { kind: 'decision', zh: '决定方式', en: 'How it is decided' },
  retention: { kind: 'retention', zh: '档案保管期限', en: 'File kept for' },
  large_quorum: { kind: 'switch', zh: '须达重大事项法定人数', en: 'Needs the large quorum' },
  materials: { kind: 'names', zh: '专项材料', en: 'Papers of its own' },
} as const satisfies Record<LineFigure, Omit<Figure, 'key' | 'value'>>;

const yesNo = (on: boolean): string => (on ? 'yes' : 'no');

function figuresOf(slug: MatterSlug, variant: string | null, own: Own): Figure[] {
  const { validity } = own;
  const values: Record<LineFigure, string | undefined> = {
    time_limit: own.timeLimit?.toString(),
    urgent_time_limit: own.urgentTimeLimit?.toString(),
    validity_months: validity && (validity.months?.toString() ?? NO_TERM),
    validity_end_of_year: validity && yesNo(validity.endOfYear === true),
    decision: own.decision,
    retention: own.retention,
    large_quorum: own.largeQuorum === undefined ? undefined : yesNo(own.largeQuorum),
    materials: own.materials?.join('\n'),
  };
  return (Object.keys(values) as LineFigure[]).flatMap((figure): Figure[] => {
    const value = values[figure];
    return value === undefined ? [] : [{ key: lineKey(slug, variant, figure), value, ...lineTitles[figure] }];
  });
}

const bandTitles: Readonly<Record<LadderLevel, { zh: string; en: string }>> = {
  file: { zh: '备案', en: 'filed' },
  committee: { zh: '管委会', en: 'committee' },
  sasac: { zh: '区国资委', en: 'SASAC' },
  gov: { zh: '区政府', en: 'government' },
};

const bandsOf = (line: CatalogueLine): Figure[] => [
  ...line.bands.map(
    ({ level, from }): Figure => ({
      key: `${line.slug}.band.${level}`,
      kind: 'amount',
      value: formatYuan(from),
      zh: `金额起点：${bandTitles[level].zh}`,
      en: `From this amount: ${bandTitles[level].en}`,
    }),
  ),
  ...line.shareBands.map(
    ({ level, share }): Figure => ({
      key: `${line.slug}.share_band.${level}`,
      kind: 'share',
      value: formatFraction(share),
      zh: `占净资产起点：${bandTitles[level].zh}`,
      en: `From this share of net assets: ${bandTitles[level].en}`,
    }),
  ),
];

/** When what follows from an approval is owed. */
const windowsOf = (slug: MatterSlug): Parameter[] =>
  afterApprovals
    .filter((line) => line.matter === slug)
    .map((line) => ({
      key: windowKey(line),
      matter: slug,
      variant: line.variants?.length === 1 ? (line.variants[0] ?? null) : null,
      title: { zh: `批后：${line.text}`, en: `Afterwards: ${line.en}` },
      kind: line.window.kind,
      value: line.window.value,
      basis: line.basis[0] ?? basis.systemDefault,
      options: [],
      effectiveFrom: catalogueStart,
    }));

function stepsOf(line: CatalogueLine): Figure[] {
  return matrixSteps.map((code): Figure => {
    const required = line.steps.required.includes(code);
    const value = required ? 'required' : line.steps.conditional.includes(code) ? 'conditional' : 'none';
    const law = code === 'PARTY' && required ? { basis: partyStudies } : {};
    return { key: stepKey(line.slug, null, code), kind: 'need', value, ...stepTitles[code], ...law };
  });
}

function variantSteps(
  slug: MatterSlug,
  variant: string,
  codes: readonly StepCode[],
  value: string,
): Figure[] {
  return codes.map((code) => ({
    key: stepKey(slug, variant, code),
    kind: 'need',
    value,
    ...stepTitles[code],
  }));
}

/** Every figure that a line of the catalogue carries, under a key of its own: periods, bands, steps, papers. */
export function parametersOfLine(line: CatalogueLine): Parameter[] {
  const { slug, effectiveFrom } = line;
  const dated = (variant: string | null, figures: readonly Figure[]): Parameter[] =>
    figures.map(({ key, kind, value, zh, en, basis: source }) => ({
      key,
      matter: slug,
      variant,
      title: { zh, en },
      kind,
      value,
      basis: source ?? stepBasis[key] ?? figureBasis[key] ?? basis.systemDefault,
      options: optionsOf({ kind }),
      effectiveFrom,
    }));
  return [
    ...dated(null, [...figuresOf(slug, null, line), ...bandsOf(line), ...stepsOf(line)]),
    ...Object.entries(line.variants ?? {}).flatMap(([variant, own]) =>
      dated(variant, [
        ...figuresOf(slug, variant, own),
        ...variantSteps(slug, variant, own.require ?? [], 'required'),
        ...variantSteps(slug, variant, own.relax ?? [], 'conditional'),
      ]),
    ),
    ...windowsOf(slug),
  ];
}
