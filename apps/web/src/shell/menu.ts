import {
  importers,
  logReaders,
  splitReaders,
  webhookReaders,
} from '@guanyun/domain/organizations/permissions.ts';
import { administratorKinds } from '@guanyun/domain/organizations/posts.ts';
import type { TextKey } from '../texts/text.ts';

export type Side = 'company' | 'committee' | 'oversight' | 'administration' | 'supplier';
type Entry = {
  readonly to: string;
  readonly label: TextKey;
  readonly sides: readonly Side[];
  readonly posts?: readonly string[];
};

const everyone: readonly Side[] = ['company', 'committee', 'oversight'];
const seesAll: readonly Side[] = ['committee', 'oversight'];

/** Where each side can go; the post decides within. */
export const workEntries: readonly Entry[] = [
  { to: '/', label: 'nav.workbench', sides: [...everyone, 'administration'] },
  { to: '/matters', label: 'nav.matters', sides: everyone },
  {
    to: '/consultations',
    label: 'nav.consultations',
    sides: ['committee'],
    posts: ['committee_consultant'],
  },
  { to: '/meetings', label: 'nav.meetings', sides: seesAll },
  { to: '/warrants', label: 'nav.warrants', sides: everyone },
  { to: '/supervision', label: 'nav.supervision', sides: ['company', 'oversight'] },
  {
    to: '/supervision',
    label: 'nav.supervision',
    sides: ['committee'],
    posts: ['committee_supervisor', 'committee_director', 'committee_reviewer'],
  },
  { to: '/equity', label: 'nav.equity', sides: everyone },
  { to: '/contracts', label: 'nav.contracts', sides: everyone },
  { to: '/splits', label: 'nav.splits', sides: seesAll, posts: splitReaders },
  { to: '/tenders', label: 'nav.tenders', sides: everyone },
  { to: '/bid-checks', label: 'nav.bidChecks', sides: everyone },
  {
    to: '/experts',
    label: 'nav.experts',
    sides: ['committee'],
    posts: ['committee_reviewer', 'committee_supervisor'],
  },
  { to: '/notices', label: 'nav.notices', sides: ['supplier'] },
  { to: '/my-bids', label: 'nav.myBids', sides: ['supplier'] },
  { to: '/clusters', label: 'nav.clusters', sides: everyone },
  { to: '/assets', label: 'nav.assets', sides: everyone },
  { to: '/land', label: 'nav.land', sides: everyone },
  { to: '/depreciation', label: 'nav.depreciation', sides: everyone },
  { to: '/orders', label: 'nav.orders', sides: everyone },
  { to: '/ageing', label: 'nav.ageing', sides: everyone },
  { to: '/lock-ups', label: 'nav.lockUps', sides: everyone },
  { to: '/reconciliation', label: 'nav.reconciliation', sides: everyone },
  { to: '/vouchers', label: 'nav.vouchers', sides: everyone },
  { to: '/organizations', label: 'nav.organizations', sides: everyone },
  { to: '/delegations', label: 'nav.delegations', sides: everyone },
  { to: '/journal', label: 'nav.journal', sides: seesAll },
  { to: '/journal', label: 'nav.journal', sides: ['administration'], posts: ['audit_admin'] },
  { to: '/log', label: 'nav.log', sides: ['oversight', 'administration'], posts: logReaders },
  { to: '/accounts', label: 'nav.accounts', sides: ['administration'], posts: administratorKinds },
  { to: '/posts', label: 'nav.posts', sides: ['administration'], posts: ['security_admin'] },
  { to: '/mandates', label: 'nav.mandates', sides: ['administration'], posts: ['security_admin'] },
  {
    to: '/webhooks',
    label: 'nav.webhooks',
    sides: ['company', 'committee', 'administration'],
    posts: webhookReaders,
  },
  { to: '/services', label: 'nav.services', sides: ['administration'], posts: administratorKinds },
  { to: '/permissions', label: 'nav.permissions', sides: ['administration'], posts: administratorKinds },
];

export const ruleEntries: readonly Entry[] = [
  { to: '/lists', label: 'nav.lists', sides: everyone },
  { to: '/catalogue', label: 'nav.catalogue', sides: everyone },
  { to: '/catalogue', label: 'nav.catalogue', sides: ['administration'], posts: ['catalogue_admin'] },
  { to: '/rules', label: 'nav.rules', sides: [...everyone, 'administration'] },
  {
    to: '/imports',
    label: 'nav.imports',
    sides: ['committee', 'administration'],
    posts: ['committee_reviewer', 'security_admin'],
  },
  { to: '/imports', label: 'nav.imports', sides: ['company'], posts: importers['group-accounts'] },
];

export const visibleTo = (entries: readonly Entry[], side: Side, post: string): readonly Entry[] =>
  entries.filter(
    (entry) => entry.sides.includes(side) && (entry.posts === undefined || entry.posts.includes(post)),
  );
