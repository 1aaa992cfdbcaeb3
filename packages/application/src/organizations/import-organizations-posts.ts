import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { AccountRow, PersonRow, PostRow } from '@guanyun/db/organizations/organizations.model.ts';
import { allAccounts, personsById, postsOfOrganization } from '@guanyun/db/organizations/person.store.ts';
import { canSignIn, exclusiveKinds, type PostKind, sideOf } from '@guanyun/domain/organizations/posts.ts';
import type { ImportContext, OpenedWorkbook, WorkbookRow } from '../kernel/workbook-cells.ts';
import { mustOrganizationIn, newCodes, type References } from './import-organizations-references.ts';

const POSTS = {
  经办: 'company_handler',
  法务: 'company_legal',
  法定代表人: 'company_representative',
  财务: 'company_finance',
  董事: 'company_director',
  审查: 'committee_reviewer',
  承办负责人: 'committee_head',
  法治审核: 'committee_legal',
  会签: 'committee_consultant',
  会议秘书: 'committee_secretary',
  用印: 'committee_seal',
  督办: 'committee_supervisor',
  委员: 'committee_member',
  主任: 'committee_director',
  审计: 'auditor',
  系统管理员: 'system_admin',
  安全管理员: 'security_admin',
  审计管理员: 'audit_admin',
  目录管理员: 'catalogue_admin',
} as const satisfies Record<string, PostKind>;
const LOGIN = /^[a-z0-9]+(\.[a-z0-9]+)*$/;
const LOGIN_MAX = 64;

/** A login that a row of 任职 names, for whoever makes the account; `post` and `body` are for people. */
export type ImportedLogin = {
  readonly login: string;
  readonly personId: string;
  readonly personName: string;
  readonly post: string;
  readonly body: string;
};

/** Who is on record: persons, the posts they hold or held, and their accounts. */
export type PersonsOnRecord = {
  readonly persons: readonly PersonRow[];
  readonly posts: readonly PostRow[];
  readonly accounts: readonly AccountRow[];
};

/** Everyone who holds or held a post; without one nobody enters the register. */
export async function personsOnRecord(tx: Tx, recorded: References): Promise<PersonsOnRecord> {
  const posts: PostRow[] = [];
  for (const { id } of recorded.organizations.values()) posts.push(...(await postsOfOrganization(tx, id)));
  const persons = await personsById(tx, [...new Set(posts.map((post) => post.personId))]);
  return { persons, posts, accounts: await allAccounts(tx) };
}

export type CheckedPosts = {
  readonly persons: PersonRow[];
  readonly posts: PostRow[];
  readonly logins: ImportedLogin[];
};

type Person = { readonly id: string; readonly name: string };
type Held = Pick<PostRow, 'personId' | 'organizationId' | 'kind' | 'validFrom' | 'validTo'>;

const isExclusive = (kind: PostKind): boolean => exclusiveKinds.some((one) => one === kind);
const OPEN_END = '9999-12-31';
const overlap = (a: Held, b: Held): boolean =>
  a.validFrom <= (b.validTo ?? OPEN_END) && b.validFrom <= (a.validTo ?? OPEN_END);

function judgeAgainst(row: WorkbookRow, post: Held, others: readonly Held[]): void {
  const sameTime = others.filter((other) => overlap(other, post));
  if (sameTime.some((o) => o.kind === post.kind && o.organizationId === post.organizationId))
    row.bad('岗位', 'ALREADY_RECORDED', '同一人在同一单位的同一岗位，任期重叠');
  // Administrators, and who keeps the catalogue, exclude each other and every other post, by natural person.
  const apart = (o: Held) => o.kind !== post.kind && (isExclusive(o.kind) || isExclusive(post.kind));
  if (sameTime.some(apart)) row.bad('岗位', 'ADMINISTRATORS_EXCLUDE', '各类管理员互斥，且不得兼任其他岗位');
}

function judgeSide(row: WorkbookRow, kind: PostKind, organization: string | null): void {
  if (organization === null || (sideOf(kind) === 'company') === (organization === 'company')) return;
  row.bad('岗位', 'WRONG_KIND', '公司的岗位只设在公司，其他岗位不设在公司');
}

/** One account for a natural person, one person for a login. */
function loginChecks(accounts: readonly AccountRow[]) {
  const byLogin = new Map(accounts.map((account) => [account.login, account.personId]));
  const byPerson = new Map(accounts.map((account) => [account.personId, account.login]));
  return (row: WorkbookRow, kind: PostKind, person: Person): string | null => {
    const login = row.raw('登录账号');
    if (login === '') return null;
    if (!canSignIn(kind)) {
      row.mustBeEmpty('登录账号', '岗位为“董事”时');
      return null;
    }
    if (!LOGIN.test(login) || login.length > LOGIN_MAX)
      return row.bad('登录账号', 'NOT_A_LOGIN', `只用小写字母、数字和点，不超过 ${LOGIN_MAX} 个字`);
    const holder = byLogin.get(login);
    if (holder !== undefined && holder !== person.id)
      return row.bad('登录账号', 'DUPLICATE', '该账号已属于另一人');
    const earlier = byPerson.get(person.id);
    if (earlier === login) return null;
    if (earlier !== undefined)
      return row.bad('登录账号', 'ALREADY_RECORDED', `此人的账号是“${earlier}”，一人一个账号`);
    byLogin.set(login, person.id);
    byPerson.set(person.id, login);
    return login;
  };
}

type PostReading = {
  readonly references: References;
  readonly persons: ReadonlyMap<string, Person>;
  readonly newId: () => string;
};

function readPost(row: WorkbookRow, { references, persons, newId }: PostReading) {
  const code = row.raw('人员编码');
  const person = persons.get(code) ?? null;
  if (code === '') row.required('人员编码');
  else if (person === null) row.bad('人员编码', 'UNKNOWN_CODE', `“人员”表和系统中都没有编码“${code}”`);
  const organization = mustOrganizationIn(references, row, '单位编码');
  const kind = row.mustChoice<PostKind>('岗位', POSTS);
  const [validFrom, validTo, source] = [row.mustDate('起始日期'), row.date('截止日期'), row.origin()];
  row.inOrder('起始日期', '截止日期');
  if (person === null || organization === null || kind === null || validFrom === null || source === null)
    return null;
  judgeSide(row, kind, organization.kind);
  const held = { personId: person.id, organizationId: organization.id, kind, validFrom, validTo };
  return { person, body: organization.name, post: { id: newId(), ...held, source } };
}

/** Reads the sheets 人员 and 任职. */
export function checkPosts(
  opened: OpenedWorkbook,
  references: References,
  recorded: PersonsOnRecord,
  context: ImportContext,
): CheckedPosts {
  const checked: CheckedPosts = { persons: [], posts: [], logins: [] };
  const known = new Map<string, Person>(
    recorded.persons.flatMap((p) => (p.code === null ? [] : [[p.code, p]])),
  );
  const personRows = opened.rows('人员');
  const codes = newCodes(personRows, known, context.newId);
  const persons = new Map(known);
  const appointed = new Set(opened.rows('任职').map((row) => row.raw('人员编码')));
  for (const row of personRows) {
    const [name, source, key] = [row.mustText('姓名'), row.origin(), codes.get(row)];
    if (key === undefined) continue;
    if (!appointed.has(key.code)) row.bad('编码', 'REQUIRED', '“任职”表中须至少有此人的一行');
    persons.set(key.code, { id: key.id, name: name ?? '' });
    if (name !== null && source !== null) checked.persons.push({ id: key.id, code: key.code, name, source });
  }
  const held = Map.groupBy<string, Held>(recorded.posts, (post) => post.personId);
  const loginOf = loginChecks(recorded.accounts);
  for (const row of opened.rows('任职')) {
    const read = readPost(row, { references, persons, newId: context.newId });
    if (read === null) continue;
    const others = held.get(read.person.id) ?? [];
    judgeAgainst(row, read.post, others);
    held.set(read.person.id, [...others, read.post]);
    checked.posts.push(read.post);
    const login = loginOf(row, read.post.kind, read.person);
    const { id: personId, name: personName } = read.person;
    if (login !== null)
      checked.logins.push({ login, personId, personName, post: row.raw('岗位'), body: read.body ?? '' });
  }
  return checked;
}
