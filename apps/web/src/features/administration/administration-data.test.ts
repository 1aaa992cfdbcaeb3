import { allPermissions } from '@guanyun/api/router.ts';
import { expect, test } from 'vitest';
import { administrationTexts } from '../../texts/administration.ts';
import { codeTexts } from '../../texts/codes.ts';
import { contractCodeTexts } from '../../texts/codes-contracts.ts';
import { accountsWith, mayCall, placesFor, postsWith, procedureRows } from './administration-data.ts';

const procedures = [
  { name: 'setup.state', type: 'query', posts: 'anyone' },
  { name: 'session.signOut', type: 'mutation', posts: 'signed_in' },
  { name: 'matters.accept', type: 'mutation', posts: ['committee_reviewer'] },
] as const;

test('a post may what is for it by name or for everyone', () => {
  expect(procedures.map((one) => mayCall(one, 'auditor'))).toEqual([true, true, false]);
  expect(procedures.map((one) => mayCall(one, 'committee_reviewer'))).toEqual([true, true, true]);
});

test('rows are those of the post, acts only if asked', () => {
  expect(procedureRows(procedures, undefined, false)).toHaveLength(3);
  expect(procedureRows(procedures, 'auditor', true).map((one) => one.name)).toEqual(['session.signOut']);
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
  const named = { ...codeTexts, ...contractCodeTexts, ...administrationTexts };
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
