import { type AskedCapital, type Opening, openingOf } from './bods-capital.ts';
import type { StatedHolding } from './bods-openings.ts';
import type { BodsProblem, EntityDetails, Statement } from './bods-read.ts';
import { codeScheme, USCC_SCHEME } from './bods-register.ts';

/** An organisation of the zone, as far as it matters to who is meant. */
export type KnownBody = {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly form: string | null;
  readonly uscc: string | null;
  readonly name: string | null;
  readonly nameStatus: 'known' | 'tentative' | 'unknown';
};
export type KnownZone = {
  readonly name: string;
  readonly bodies: readonly KnownBody[];
  /** Companies whose equity is on record. */
  readonly founded: ReadonlySet<string>;
};

/** A company whose register would be opened; `opening` is null while its capital is not known. */
export type CompanyOpening = {
  readonly company: KnownBody;
  readonly opening: Opening | null;
  readonly holders: ReadonlyMap<string, KnownBody>;
};

/** Whom an entity names: by 统一社会信用代码, by the zone's own code, by an established name. All that it gives must agree. */
function recognise(details: EntityDetails, zone: KnownZone): KnownBody | 'unknown' | 'disagree' {
  const ids = details.identifiers ?? [];
  const uscc = ids.find((one) => one.scheme === USCC_SCHEME)?.id;
  const code = ids.find((one) => one.schemeName === codeScheme(zone.name))?.id;
  const named = zone.bodies.filter((one) => one.nameStatus === 'known' && one.name === details.name);
  const found = new Set([
    ...zone.bodies.filter((one) => uscc !== undefined && one.uscc === uscc),
    ...zone.bodies.filter((one) => code !== undefined && one.code === code),
    ...(details.name === undefined || named.length > 1 ? [] : named),
  ]);
  const [body, other] = found;
  if (body === undefined) return 'unknown';
  const disagrees = uscc !== undefined && body.uscc !== null && body.uscc !== uscc;
  return other !== undefined || disagrees ? 'disagree' : body;
}

const messages = {
  unknown: '本区没有这个单位（按统一社会信用代码、本区单位编码、确定的名称均未找到），请先登记单位',
  disagree: '统一社会信用代码、单位编码与名称所指的单位不一致',
};

type Found = { readonly of: (recordId: string) => KnownBody | null; readonly problems: BodsProblem[] };

function recogniser(statements: readonly Statement[], zone: KnownZone): Found {
  const problems: BodsProblem[] = [];
  const last = new Map(statements.map((one, index) => [one.recordId, index]));
  const known = new Map<string, KnownBody | null>();
  const of = (recordId: string): KnownBody | null => {
    const before = known.get(recordId);
    if (before !== undefined) return before;
    const index = last.get(recordId) ?? -1;
    const statement = statements[index];
    const result =
      statement?.recordType === 'entity' ? recognise(statement.recordDetails, zone) : ('unknown' as const);
    const body = typeof result === 'string' ? null : result;
    if (typeof result === 'string') {
      const code = result === 'unknown' ? 'ORGANIZATION_UNKNOWN' : 'ORGANIZATION_DISAGREES';
      problems.push({ statement: index, path: 'recordDetails', code, message: messages[result] });
    }
    known.set(recordId, body);
    return body;
  };
  return { of, problems };
}

type Pair = { readonly held: StatedHolding; readonly company: KnownBody; readonly holder: KnownBody };

function judgeCompany(pairs: readonly Pair[], zone: KnownZone): BodsProblem[] {
  const holders = new Set<string>();
  return pairs.flatMap(({ held, company, holder }, index) => {
    const problems: BodsProblem[] = [];
    const bad = (path: string, code: string, message: string) =>
      problems.push({ statement: held.statement, path: `recordDetails.${path}`, code, message });
    if (index === 0 && company.kind !== 'company') bad('subject', 'NOT_A_COMPANY', '被持有的单位不是公司');
    if (index === 0 && zone.founded.has(company.id))
      bad('subject', 'ALREADY_RECORDED', `系统中已有“${company.name ?? company.code}”的股权，不能以导入覆盖`);
    if (company.id === holder.id) bad('interestedParty', 'CIRCULAR', '公司不能是自己的股东');
    if (holders.has(holder.id)) bad('interestedParty', 'HOLDER_TWICE', '同一公司的同一股东只写一项');
    else if (holders.size > 0 && company.form === 'wholly_state_owned')
      bad('interestedParty', 'ONE_HOLDER_ONLY', '国有独资公司只有一个股东');
    holders.add(holder.id);
    return problems;
  });
}

/**
 * What stated holdings would enter into the register of a zone: an opening for each company, whole. Nobody is made up:
 * whoever is not an organisation of the zone is a problem, and so is a company whose equity is on record.
 * @param capital by company, what files of percentages do not say
 */
export function openingsIn(
  zone: KnownZone,
  statements: readonly Statement[],
  holdings: readonly StatedHolding[],
  capital: ReadonlyMap<string, AskedCapital>,
): { readonly openings: readonly CompanyOpening[]; readonly problems: readonly BodsProblem[] } {
  const found = recogniser(statements, zone);
  const incomplete = new Set<KnownBody>();
  const pairs = holdings.flatMap((held): Pair[] => {
    const [company, holder] = [found.of(held.subject), found.of(held.holder)];
    if (company !== null && holder !== null) return [{ held, company, holder }];
    if (company !== null) incomplete.add(company);
    return [];
  });
  const problems = found.problems;
  const openings = [...Map.groupBy(pairs, (pair) => pair.company)].map(([company, ofCompany]) => {
    problems.push(...judgeCompany(ofCompany, zone));
    const held = ofCompany.map((pair) => pair.held);
    const judged = incomplete.has(company) ? null : openingOf(held, capital.get(company.id));
    problems.push(...(judged?.problems ?? []));
    const holders = new Map(ofCompany.map((pair) => [pair.held.holder, pair.holder]));
    return { company, opening: judged?.opening ?? null, holders };
  });
  return { openings, problems };
}
