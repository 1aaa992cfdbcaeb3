import { randomUUID } from 'node:crypto';
import { sqlState } from '../kernel/connection.ts';
import type { Scope, Tx } from '../kernel/transaction.ts';
import { saveDelegation } from '../organizations/delegation.store.ts';
import { saveClusters, saveNames, saveOrganizations } from '../organizations/organization.store.ts';
import type { DelegationRow, OrganizationRow, PostRow } from '../organizations/organizations.model.ts';
import { savePersons, savePosts } from '../organizations/person.store.ts';
import { TEST_ZONE } from './test-database.ts';

/** Sees every row of the test zone. */
export const everything: Scope = { zone: TEST_ZONE, organizations: '*' };
/** Sees the rows of these organisations only; of none when there is none. */
export const rowsOf = (...organizations: readonly string[]): Scope => ({ zone: TEST_ZONE, organizations });

export const newId = (): string => randomUUID();
/** A number or code nobody else in the file has. */
export const unique = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 8)}`;
export const digestLike = (letter: string): string => letter.repeat(64);

/** The SQLSTATE with which the database refused the work, or 'accepted'. Any other failure is thrown on. */
export async function verdict(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    const state = sqlState(error);
    if (state === undefined) throw error;
    return state;
  }
}

export async function someCompany(tx: Tx, over: Partial<OrganizationRow> = {}): Promise<string> {
  const row: OrganizationRow = {
    id: newId(),
    code: unique('C'),
    kind: 'company',
    parentId: null,
    form: 'wholly_state_owned',
    tier: 1,
    uscc: null,
    usccOverride: null,
    important: false,
    netAssets: null,
    netAssetsOn: null,
    establishedOn: '2020-01-01',
    source: 'illustrative',
    ...over,
  };
  await saveOrganizations(tx, [row]);
  await saveNames(tx, [
    {
      organizationId: row.id,
      name: `${row.code}有限公司`,
      status: 'known',
      validFrom: '2020-01-01',
      validTo: null,
    },
  ]);
  return row.id;
}

export async function somePerson(tx: Tx, name = '示例甲'): Promise<string> {
  const id = newId();
  await savePersons(tx, [{ id, code: null, name, source: 'illustrative' }]);
  return id;
}

export async function someCluster(tx: Tx): Promise<string> {
  const id = newId();
  const code = unique('K');
  await saveClusters(tx, {
    clusters: [{ id, code, establishedOn: '2020-01-01', source: 'illustrative' }],
    names: [{ clusterId: id, name: `${code}组团`, validFrom: '2020-01-01', validTo: null }],
    operators: [],
  });
  return id;
}

export const postRow = (
  over: Pick<PostRow, 'personId' | 'organizationId' | 'kind'> & Partial<PostRow>,
): PostRow => ({
  id: newId(),
  validFrom: '2026-01-01',
  validTo: null,
  source: 'illustrative',
  ...over,
});

/** Two people of one company, the first's handler post given to the second from 2026-05-01 to 2026-05-31. */
export async function someDelegation(
  tx: Tx,
  organizationId: string,
  over: Partial<DelegationRow> = {},
): Promise<DelegationRow> {
  const [giverId, receiverId] = [await somePerson(tx, '示例张'), await somePerson(tx, '示例李')];
  const post = postRow({ personId: giverId, organizationId, kind: 'company_handler' });
  await savePosts(tx, [post, postRow({ personId: receiverId, organizationId, kind: 'company_finance' })]);
  const row: DelegationRow = {
    id: newId(),
    postId: post.id,
    organizationId,
    giverId,
    receiverId,
    matters: null,
    document: null,
    validFrom: '2026-05-01',
    validTo: '2026-05-31',
    daysMax: 90,
    givenOn: '2026-05-01',
    givenAt: new Date('2026-05-01T01:00:00.000Z'),
    revokedAt: null,
    ...over,
  };
  await saveDelegation(tx, row);
  return row;
}
