import { allPermissions } from '@guanyun/api/router.ts';
import { expect, test } from 'vitest';
import { administrationTexts } from '../../texts/administration.ts';
import { codeTexts } from '../../texts/codes.ts';
import { contractCodeTexts } from '../../texts/codes-contracts.ts';
import { securityTexts } from '../../texts/security.ts';
import { webhookTexts } from '../../texts/webhooks.ts';
import {
  accountsWith,
  areaOf,
  mayCall,
  NOBODY,
  placesFor,
  postsWith,
  procedureAreas,
  type Wanted,
} from './administration-data.ts';

const procedures = [
  { name: 'setup.state', type: 'query', posts: 'anyone' },
  { name: 'session.signOut', type: 'mutation', posts: 'signed_in' },
  { name: 'matters.accept', type: 'mutation', posts: ['committee_reviewer'] },
] as const;

test('a post may what is for it by name or for everyone; who is not signed in, what is for anyone', () => {
  expect(procedures.map((one) => mayCall(one, 'auditor'))).toEqual([true, true, false]);
  expect(procedures.map((one) => mayCall(one, 'committee_reviewer'))).toEqual([true, true, true]);
  expect(procedures.map((one) => mayCall(one, NOBODY))).toEqual([true, false, false]);
  expect(procedures.map((one) => mayCall(one, 'company_director'))).toEqual([true, false, false]);
});

test('procedures stand by area: those of the caller, acts only if asked, found by all words in name or text', () => {
  const texts: Record<string, string> = { 'matters.accept': '受理 事项' };
  const shown = (wanted: Partial<Wanted>) =>
    procedureAreas(
      procedures,
      { caller: undefined, actsOnly: false, words: '', ...wanted },
      (name) => texts[name] ?? '',
    ).map(({ area, procedures: found }) => [area, found.map((one) => one.name)]);
  expect(shown({}).map(([area]) => area)).toEqual(['setup', 'session', 'matters']);
  expect(shown({ caller: 'auditor', actsOnly: true })).toEqual([['session', ['session.signOut']]]);
  expect(shown({ words: '受理 Matters' })).toEqual([['matters', ['matters.accept']]]);
  expect(shown({ words: '受理 用印' })).toEqual([]);
});

test('every area of the router has a name in words', () => {
  for (const { name } of allPermissions())
    expect({ ...administrationTexts, ...securityTexts, ...webhookTexts }).toHaveProperty([
      `area.${areaOf(name)}`,
    ]);
});

test('accounts are found by login, holder and organisation', () => {
  const one = {
    account: 'Zhang.San',
    person: { name: '张三' },
    posts: [{ organization: { name: '管委会' } }],
  };
  expect(['zhang', '三', '委会', ''].map((words) => accountsWith([one], words).length)).toEqual([1, 1, 1, 1]);
  expect(accountsWith([one], '李四')).toEqual([]);
});

test('every procedure has a name in words', () => {
  const named = {
    ...codeTexts,
    ...contractCodeTexts,
    ...administrationTexts,
    ...securityTexts,
    ...webhookTexts,
  };
  for (const { name } of allPermissions())
    expect(
      [`act.${name}`, `procedure.${name}`].some((key) => Object.hasOwn(named, key)),
      name,
    ).toBe(true);
});

test('a company’s post is offered in companies, the others elsewhere', () => {
  const places = [
    { id: 'GWH', company: false },
    { id: 'GF', company: true },
  ];
  expect(placesFor(places, 'company_legal').map((one) => one.id)).toEqual(['GF']);
  expect(placesFor(places, 'audit_admin').map((one) => one.id)).toEqual(['GWH']);
});

test('posts are found by holder and organisation', () => {
  const posts = [{ person: { name: '林晓舟' }, organization: { name: '高发集团' } }];
  expect(postsWith(posts, ' 林 ')).toEqual(posts);
  expect(postsWith(posts, '高发')).toEqual(posts);
  expect(postsWith(posts, '管委会')).toEqual([]);
});
