import { permits } from '@guanyun/domain/organizations/permissions.ts';
import { postKinds, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { describe, expect, test } from 'vitest';
import { permissionTable } from './permission-table.ts';
import { allPermissions, appRouter } from './router.ts';

describe('the table of permissions', () => {
  test('has a row for every procedure of the router', () => {
    const names = Object.keys(appRouter._def.procedures);
    expect(allPermissions().map((row) => row.name)).toEqual(names);
    expect(names.length).toBeGreaterThan(50);
  });

  test('a procedure that declares nothing is found out', () => {
    expect(() => permissionTable({ 'x.y': { _def: { type: 'query' } } })).toThrow(
      'x.y declares no permission',
    );
  });

  test('administrators have no business rights', () => {
    const administrators = postKinds.filter((kind) => sideOf(kind) === 'administration');
    const theirs = new Set(
      allPermissions()
        .filter((row) => administrators.some((kind) => permits(row.posts, kind)))
        .map((row) => row.name.split('.')[0]),
    );
    expect([...theirs].sort()).toEqual([
      // Everybody's own account.
      'account',
      'administration',
      'catalogue',
      'evidence',
      // Everybody's own identity.
      'identity',
      'imports',
      'mandates',
      // What is published, and registration: open to everyone.
      'notices',
      'rules',
      'services',
      'session',
      'setup',
      // Everybody's own keys.
      'signing',
      'webhooks',
    ]);
  });

  test('only sign-in, set-up, notices with their open data and registration are open to whoever is not signed in', () => {
    const open = allPermissions().filter((row) => permits(row.posts, null));
    expect(open.map((row) => row.name)).toEqual([
      'session.signIn',
      'setup.state',
      'setup.createAdministrators',
      'identity.provider',
      'notices.list',
      'notices.get',
      'notices.processes',
      'notices.releases',
      'notices.register',
    ]);
  });

  test('a supplier bids and reads notices, and has no business in the zone', () => {
    const theirs = allPermissions().filter((row) => permits(row.posts, 'supplier_bidder'));
    expect(new Set(theirs.map((row) => row.name.split('.')[0]))).toEqual(
      new Set(['session', 'account', 'identity', 'signing', 'setup', 'rules', 'notices', 'sealed']),
    );
    for (const row of allPermissions())
      if (row.name.startsWith('sealed.')) expect(row.posts).toEqual(['supplier_bidder']);
  });

  test('an auditor reads and changes nothing', () => {
    const changing = allPermissions().filter(
      (row) => row.type === 'mutation' && permits(row.posts, 'auditor'),
    );
    // How somebody likes to see a list is their own, and no record.
    const ofSession = [
      'session.signIn',
      'session.signOut',
      'session.switchPost',
      'setup.createAdministrators',
      'notices.register',
      'account.addCodes',
      'account.beginCodes',
      'account.changePassword',
      'account.endSessions',
      'account.removeCodes',
      'identity.link',
      'identity.unlink',
      'signing.add',
      'signing.remove',
    ];
    expect(changing.map((row) => row.name).sort()).toEqual(
      [...ofSession, 'views.remove', 'views.save'].sort(),
    );
  });

  test('equity comes in and is exempted by the committee’s reviewer alone, and is seen by everyone with business', () => {
    const posts = (name: string) =>
      postKinds.filter((kind) =>
        allPermissions().some((row) => row.name === name && permits(row.posts, kind)),
      );
    const imported = ['equity.previewBods', 'equity.importBods'];
    for (const name of [...imported, 'equity.exemptLevel', 'equity.endExemption'])
      expect(posts(name)).toEqual(['committee_reviewer']);
    expect(posts('equity.structure')).toEqual(
      postKinds.filter((kind) => !['administration', 'supplier'].includes(sideOf(kind))),
    );
  });

  test('no company post may decide, no committee post may propose', () => {
    const deciding = ['matters.accept', 'matters.review', 'meetings.vote', 'meetings.close', 'matters.issue'];
    const proposing = [
      ...['matters.propose', 'matters.submit', 'equity.executeTransfer', 'assets.book'],
      ...['equity.draftPlan', 'equity.revisePlan', 'equity.discardPlan'],
    ];
    for (const row of allPermissions()) {
      if (deciding.includes(row.name))
        expect(postKinds.filter((k) => sideOf(k) === 'company' && permits(row.posts, k))).toEqual([]);
      if (proposing.includes(row.name))
        expect(postKinds.filter((k) => sideOf(k) === 'committee' && permits(row.posts, k))).toEqual([]);
    }
  });

  test('a consolidation plan is drafted by the company’s hands and read by everybody with business', () => {
    const postsOf = (name: string) =>
      postKinds.filter((kind) =>
        allPermissions().some((row) => row.name === name && permits(row.posts, kind)),
      );
    for (const name of ['equity.draftPlan', 'equity.revisePlan', 'equity.discardPlan'])
      expect(postsOf(name)).toEqual(['company_handler', 'company_representative', 'company_finance']);
    for (const name of ['equity.plans', 'equity.plan']) {
      expect(postsOf(name)).toEqual(
        expect.arrayContaining(['company_legal', 'committee_reviewer', 'auditor']),
      );
      expect(postsOf(name)).not.toContain('system_admin');
    }
  });
});
