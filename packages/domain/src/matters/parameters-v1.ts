import { catalogueStart } from './catalogue-shape.ts';
import { catalogueV1 } from './catalogue-v1.ts';
import { type LadderLevel, matterSlugs } from './matter-slug.ts';
import { optionsOf, type Parameter, type ParameterKind, type ParameterRow } from './parameter.ts';
import { governanceParameters } from './parameters-governance.ts';
import { parametersOfLine } from './parameters-lines.ts';
import { paperParameters } from './parameters-papers.ts';
import { procedureParameters } from './parameters-procedure.ts';
import { transactionParameters } from './parameters-transactions.ts';

const matterParameters = [...governanceParameters, ...transactionParameters];

type Row =
  | (typeof matterParameters)[number]
  | (typeof procedureParameters)[number]
  | (typeof paperParameters)[number];

/** The keys of one kind of figure that the code asks for by name. */
export type KeyOf<K extends ParameterKind> = Extract<Row, { kind: K }>['key'];
/** The levels that may also be a mere report. */
export type ReportableKey = Extract<Row, { value: 'report' }>['key'];
export type LevelKey = Exclude<KeyOf<'level'>, ReportableKey>;
export type PlaceLevel = LadderLevel | 'report';

const built = (row: ParameterRow): Parameter => ({
  key: row.key,
  matter: matterSlugs.find((slug) => row.key.startsWith(`${slug}.`)) ?? null,
  variant: null,
  title: { zh: row.zh, en: row.en },
  kind: row.kind,
  value: row.value,
  basis: row.basis,
  options: optionsOf(row),
  effectiveFrom: catalogueStart,
});

/** Every figure of catalogue v1 and of the procedure, in the order in which they are shown. */
export const parametersV1: readonly Parameter[] = [
  ...matterSlugs.flatMap((slug) => [
    ...matterParameters.filter((row) => row.key.startsWith(`${slug}.`)).map(built),
    ...parametersOfLine(catalogueV1.lines[slug]),
  ]),
  ...procedureParameters.map(built),
  ...paperParameters.map(built),
];

const byKey: ReadonlyMap<string, Parameter> = new Map(parametersV1.map((one) => [one.key, one]));

/** The figure of a key; null for a key that there is not. */
export const parameterOf = (key: string): Parameter | null => byKey.get(key) ?? null;
