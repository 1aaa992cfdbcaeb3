import type {
  ClusterNameRow,
  ClusterOperatorRow,
  ClusterRow,
  NameStatus,
  OrganizationNameRow,
  OrganizationRow,
} from '@guanyun/db/organizations/organizations.model.ts';
import { normalizeUscc, usccProblem } from '@guanyun/domain/kernel/uscc.ts';
import type { ImportContext, OpenedWorkbook, WorkbookRow } from '../kernel/workbook-cells.ts';
import { clustersIn, newCodes, organizationIn, type References } from './import-organizations-references.ts';

const KINDS = {
  管委会: 'committee',
  管委会内设机构: 'committee_office',
  区国资委: 'sasac',
  区政府: 'government',
  党工委: 'party_committee',
  公司: 'company',
} as const satisfies Record<string, OrganizationRow['kind']>;
const FORMS = {
  国有独资: 'wholly_state_owned',
  有限责任公司: 'limited',
  股份有限公司: 'joint_stock',
} as const satisfies Record<string, OrganizationRow['form']>;
const NAME_STATUSES: Readonly<Record<string, NameStatus>> = {
  已知: 'known',
  暂定: 'tentative',
  未知: 'unknown',
};
/** A body has a credit code too; these are of companies. */
const COMPANY_ONLY = ['企业类型', '层级', '净资产(元)', '净资产基准日', '负责组团编码'];

/** Rows to save, and the references with what the workbook itself defines. */
export type CheckedBodies = {
  readonly clusters: ClusterRow[];
  readonly clusterNames: ClusterNameRow[];
  readonly operators: ClusterOperatorRow[];
  readonly organizations: OrganizationRow[];
  readonly names: OrganizationNameRow[];
  readonly references: References;
};

type Codes = ReturnType<typeof newCodes>;

function withClusters(
  rows: readonly WorkbookRow[],
  codes: Codes,
  checked: CheckedBodies,
): CheckedBodies['references'] {
  const clusters = new Map(checked.references.clusters);
  for (const row of rows) {
    const [name, since, source] = [row.mustText('名称'), row.mustDate('起始日期'), row.origin()];
    const key = codes.get(row);
    if (key === undefined) continue;
    clusters.set(key.code, { id: key.id, since: since ?? '', operated: false });
    if (name === null || since === null || source === null) continue;
    checked.clusters.push({ id: key.id, code: key.code, establishedOn: since, source });
    checked.clusterNames.push({ clusterId: key.id, name, validFrom: since, validTo: null });
  }
  return { ...checked.references, clusters };
}

function withOrganizations(rows: readonly WorkbookRow[], codes: Codes, references: References): References {
  const organizations = new Map(references.organizations);
  for (const row of rows) {
    const key = codes.get(row);
    const [term, form] = [row.raw('类别'), row.raw('企业类型')];
    const kind = Object.hasOwn(KINDS, term) ? KINDS[term as keyof typeof KINDS] : null;
    const known = Object.hasOwn(FORMS, form) ? FORMS[form as keyof typeof FORMS] : null;
    if (key) organizations.set(key.code, { id: key.id, kind, form: known, name: row.text('名称') });
  }
  return { ...references, organizations };
}

function usccOf(row: WorkbookRow, taken: Map<string, string>): string | null {
  const written = row.raw('统一社会信用代码');
  if (written === '') return null;
  const uscc = normalizeUscc(written);
  const problem = usccProblem(uscc);
  const why = { LENGTH: '须为 18 位', CHARACTER: '含不允许的字符', CHECK_DIGIT: '第 18 位校验码不符' };
  if (problem !== null) return row.bad('统一社会信用代码', 'NOT_A_USCC', `统一社会信用代码${why[problem]}`);
  const holder = taken.get(uscc);
  if (holder !== undefined)
    return row.bad('统一社会信用代码', 'DUPLICATE', `该统一社会信用代码已属于“${holder}”`);
  taken.set(uscc, row.raw('编码'));
  return uscc;
}

function nameOf(row: WorkbookRow): { name: string | null; status: NameStatus } | null {
  const status = row.mustChoice('名称状态', NAME_STATUSES);
  const name = row.text('名称');
  if (status === 'unknown') row.mustBeEmpty('名称', '名称状态为“未知”时');
  else if (status !== null && row.raw('名称') === '') row.required('名称');
  return status === null ? null : { name, status };
}

function netAssetsOf(row: WorkbookRow): Pick<OrganizationRow, 'netAssets' | 'netAssetsOn'> {
  const [netAssets, netAssetsOn] = [row.amount('净资产(元)', 'any'), row.date('净资产基准日')];
  if (row.raw('净资产(元)') === '' && netAssetsOn !== null) row.required('净资产(元)');
  if (row.raw('净资产基准日') === '' && netAssets !== null) row.required('净资产基准日');
  return { netAssets, netAssetsOn };
}

/** The codes whose chain of parents comes back to them. Each code is walked over once. */
function circular(rows: readonly WorkbookRow[]): ReadonlySet<string> {
  const parents = new Map(rows.map((row) => [row.raw('编码'), row.raw('上级编码')]));
  const [settled, loops] = [new Set<string>(), new Set<string>()];
  for (const start of parents.keys()) {
    const path = new Set<string>();
    let at = start;
    while (at !== '' && !settled.has(at) && !path.has(at)) {
      path.add(at);
      at = parents.get(at) ?? '';
    }
    const walked = [...path];
    if (path.has(at)) for (const code of walked.slice(walked.indexOf(at))) loops.add(code);
    for (const code of walked) settled.add(code);
  }
  return loops;
}

function readOrganization(
  row: WorkbookRow,
  key: { code: string; id: string } | undefined,
  references: References,
  taken: Map<string, string>,
): { organization: OrganizationRow; name: OrganizationNameRow } | null {
  const kind = row.mustChoice('类别', KINDS);
  const named = nameOf(row);
  const parentId = organizationIn(references, row, '上级编码')?.id ?? null;
  const form = row.choice('企业类型', FORMS);
  const tier = row.integer('层级', 1, 3);
  const uscc = usccOf(row, taken);
  const worth = netAssetsOf(row);
  const establishedOn = row.mustDate('起始日期');
  const source = row.origin();
  if (kind !== null && kind !== 'company')
    for (const header of COMPANY_ONLY) row.mustBeEmpty(header, '不是公司的单位');
  if (key === undefined || kind === null || named === null || establishedOn === null || source === null)
    return null;
  const { id, code } = key;
  const fixed = { usccOverride: null, important: false };
  return {
    organization: { id, code, kind, parentId, form, tier, uscc, ...fixed, ...worth, establishedOn, source },
    name: { organizationId: id, ...named, validFrom: establishedOn, validTo: null },
  };
}

function operatorsOf(
  row: WorkbookRow,
  organization: OrganizationRow,
  references: References,
  operated: Map<string, string>,
): ClusterOperatorRow[] {
  return clustersIn(references, row, '负责组团编码').map((cluster) => {
    const other = operated.get(cluster.id) ?? (cluster.operated ? '系统中已有的公司' : undefined);
    if (other !== undefined) row.bad('负责组团编码', 'ALREADY_RECORDED', `该组团已由“${other}”负责`);
    operated.set(cluster.id, organization.code);
    // Nobody operates a cluster before it or the company exists.
    const [, validFrom = organization.establishedOn] = [cluster.since, organization.establishedOn].sort();
    return { clusterId: cluster.id, organizationId: organization.id, validFrom, validTo: null };
  });
}

/** Reads the sheets 组团 and 单位. `usccs` are the credit codes on record with their holders' codes. */
export function checkBodies(
  opened: OpenedWorkbook,
  recorded: References,
  usccs: ReadonlyMap<string, string>,
  context: ImportContext,
): CheckedBodies {
  const [clusterRows, bodyRows] = [opened.rows('组团'), opened.rows('单位')];
  const empty = { clusters: [], clusterNames: [], operators: [], organizations: [], names: [] };
  const checked: CheckedBodies = { ...empty, references: recorded };
  const clusterCodes = newCodes(clusterRows, recorded.clusters, context.newId);
  const bodyCodes = newCodes(bodyRows, recorded.organizations, context.newId);
  const references = withOrganizations(bodyRows, bodyCodes, withClusters(clusterRows, clusterCodes, checked));
  const [taken, operated, loops] = [new Map(usccs), new Map<string, string>(), circular(bodyRows)];
  for (const row of bodyRows) {
    if (loops.has(row.raw('编码'))) row.bad('上级编码', 'CIRCULAR', '上级关系绕回了自己');
    const read = readOrganization(row, bodyCodes.get(row), references, taken);
    if (read === null) continue;
    checked.organizations.push(read.organization);
    checked.names.push(read.name);
    checked.operators.push(...operatorsOf(row, read.organization, references, operated));
  }
  return { ...checked, references };
}
