import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  allMandates,
  organizationsOn,
  saveClusters,
  saveMandate,
  saveNames,
  saveOrganizations,
} from '@guanyun/db/organizations/organization.store.ts';
import { savePersons, savePosts } from '@guanyun/db/organizations/person.store.ts';
import type { CheckedImport, ImportContext, OpenedWorkbook, SheetLayout } from '../kernel/workbook-cells.ts';
import { checkBodies } from './import-organizations-bodies.ts';
import { checkMandates } from './import-organizations-mandates.ts';
import { checkPosts, type ImportedLogin, personsOnRecord } from './import-organizations-posts.ts';
import { referencesOnRecord } from './import-organizations-references.ts';

/** The workbook of clusters, bodies and companies, persons, posts and mandates. */
export const organizationsLayout: readonly SheetLayout[] = [
  { name: '组团', columns: ['编码', '名称', '起始日期', '来源'] },
  {
    name: '单位',
    columns: [
      ...['编码', '名称', '类别', '上级编码', '企业类型', '层级', '名称状态', '统一社会信用代码'],
      ...['净资产(元)', '净资产基准日', '负责组团编码', '起始日期', '来源'],
    ],
  },
  { name: '人员', columns: ['编码', '姓名', '来源'] },
  {
    name: '任职',
    columns: ['人员编码', '单位编码', '岗位', '起始日期', '截止日期', '登录账号', '来源'],
  },
  {
    name: '委托书',
    columns: [
      ...['文号', '委托方编码', '受托方编码', '事项', '只审议事项', '公司编码', '金额上限(元)'],
      ...['起始日期', '截止日期', '来源'],
    ],
  },
];

const LATEST = '9999-12-31';

/**
 * Checks the workbook against itself and against what is on record. An import only adds: what a code on record stands
 * for is never changed by it. Logins are named, their accounts are made elsewhere.
 */
export async function checkOrganizations(
  tx: Tx,
  opened: OpenedWorkbook,
  context: ImportContext,
): Promise<CheckedImport & { readonly logins: readonly ImportedLogin[] }> {
  const recorded = await referencesOnRecord(tx);
  const usccs = (await organizationsOn(tx, LATEST)).flatMap(({ uscc, code }): [string, string][] =>
    uscc === null ? [] : [[uscc, code]],
  );
  const bodies = checkBodies(opened, recorded, new Map(usccs), context);
  const people = checkPosts(opened, bodies.references, await personsOnRecord(tx, recorded), context);
  const numbers = new Set((await allMandates(tx)).map((mandate) => mandate.number));
  const mandates = checkMandates(opened, bodies.references, numbers, context);
  return {
    summary: [
      { zh: '组团', en: 'Clusters', count: bodies.clusters.length },
      { zh: '单位', en: 'Bodies and companies', count: bodies.organizations.length },
      { zh: '人员', en: 'Persons', count: people.persons.length },
      { zh: '任职', en: 'Posts', count: people.posts.length },
      { zh: '委托书', en: 'Mandates', count: mandates.length },
    ],
    logins: people.logins,
    async save(saving) {
      await saveOrganizations(saving, bodies.organizations);
      await saveNames(saving, bodies.names);
      await saveClusters(saving, {
        clusters: bodies.clusters,
        names: bodies.clusterNames,
        operators: bodies.operators,
      });
      await savePersons(saving, people.persons);
      await savePosts(saving, people.posts);
      for (const mandate of mandates) await saveMandate(saving, mandate);
    },
  };
}
