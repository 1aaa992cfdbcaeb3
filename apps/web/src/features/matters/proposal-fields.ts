import type { TextKey } from '../../texts/text.ts';
import type { Field } from './field.ts';
import type { Proposal } from './matter-data.ts';
import { reorganizationTerms } from './reorganization-fields.ts';

export type MatterSlug = Proposal['matter'];

const to: Field = { path: 'toId', kind: 'receiver', label: 'matters.to', help: 'matters.toOperators' };
const yesNo = (path: string, label: TextKey, more: Partial<Field> = {}): Field => ({
  path,
  kind: 'yesno',
  label,
  ...more,
});
const choice = (
  path: string,
  label: TextKey,
  options: readonly string[],
  more: Partial<Field> = {},
): Field => ({
  path,
  kind: 'choice',
  label,
  options,
  ...more,
});
const amount = (label: TextKey, more: Partial<Field> = {}): Field => ({
  path: 'amount',
  kind: 'amount',
  label,
  ...more,
});
const other = (label: TextKey, more: Partial<Field> = {}): Field => ({
  path: 'counterparty',
  kind: 'other',
  label,
  help: 'proposal.counterparty.help',
  ...more,
});
const optional = { optional: true } as const;
const aside = { optional: true, aside: true } as const;
const only = (path: string, ...is: string[]) => ({ when: { path, is } });

const subject: Field = { path: 'subject', kind: 'text', label: 'proposal.subject' };
const purpose: Field = { path: 'purpose', kind: 'long', label: 'proposal.purpose' };
const decidedOn: Field = { path: 'decidedOn', kind: 'date', label: 'matters.decidedOn' };
const resettled = yesNo('resettled', 'proposal.resettled', { help: 'proposal.resettled.help' });
const rare: readonly Field[] = [
  { path: 'project', kind: 'text', label: 'proposal.project', help: 'proposal.project.help', ...aside },
  { path: 'planYear', kind: 'year', label: 'proposal.planYear', ...aside },
  yesNo('relatedParty', 'proposal.relatedParty', { help: 'proposal.relatedParty.help', ...aside }),
  { path: 'urgent.cause', kind: 'text', label: 'proposal.urgent', help: 'proposal.urgent.help', ...aside },
];
const described = (...own: Field[]): readonly Field[] => [subject, ...own, purpose, decidedOn, ...rare];
const registered = (...own: Field[]): readonly Field[] => [
  ...own,
  { path: 'basisDate', kind: 'date', label: 'matters.basisDate' },
  decidedOn,
  { ...subject, ...aside },
  { ...purpose, ...aside },
  { ...resettled, ...aside },
  ...rare,
];
const planned = yesNo('planned', 'proposal.planned', { help: 'proposal.planned.help' });
const free = { start: 'free_transfer' };

/** What is asked of each of the fourteen. What the zone knows itself is not asked. */
export const forms: Readonly<Record<MatterSlug, readonly Field[]>> = {
  party_building: described(
    choice('kind', 'proposal.kind', ['preresearch_list', 'party_articles', 'annual_report']),
  ),
  business_policy: described(
    choice('facts.kind', 'proposal.kind', [
      'five_year_plan',
      'main_business',
      'annual_policy',
      'implementation_report',
    ]),
  ),
  investment_plan: described(
    choice('kind', 'proposal.kind', ['project', 'annual_plan', 'adjustment'], { start: 'project' }),
    amount('proposal.investment', only('kind', 'project')),
    amount('proposal.planTotal', { ...optional, ...only('kind', 'annual_plan', 'adjustment') }),
    {
      path: 'facts.change',
      kind: 'ratio',
      label: 'proposal.change',
      help: 'proposal.change.help',
      ...only('kind', 'adjustment'),
    },
    { ...planned, ...only('kind', 'project') },
    yesNo('mainBusiness', 'proposal.mainBusiness', only('kind', 'project')),
    yesNo('prohibited', 'proposal.prohibited', only('kind', 'project')),
    {
      path: 'special',
      kind: 'many',
      label: 'proposal.special',
      options: ['overseas', 'finance', 'fund', 'controlling_acquisition'],
      ...optional,
      ...only('kind', 'project'),
    },
    other('proposal.partner', { ...optional, ...only('kind', 'project') }),
  ),
  equity_transfer: registered(
    choice('mode', 'proposal.mode', ['free_transfer', 'public', 'non_public'], free),
    { path: 'targetId', kind: 'company', label: 'matters.target' },
    { path: 'fromId', kind: 'holder', label: 'matters.from' },
    { path: 'toId', kind: 'holder', label: 'matters.to', ...only('mode', 'free_transfer') },
    other('proposal.buyer', only('mode', 'non_public')),
    { path: 'share', kind: 'share', label: 'matters.share', help: 'matters.shareHint', start: '1/1' },
    amount('matters.yuan', { help: 'matters.yuanHint' }),
  ),
  articles_amendment: described(
    yesNo('facts.registrationItemsOnly', 'proposal.registrationItemsOnly', {
      help: 'proposal.registrationItemsOnly.help',
    }),
  ),
  capital_change: described(
    choice('facts.direction', 'proposal.direction', ['increase', 'decrease']),
    amount('proposal.capital'),
    {
      path: 'capital.holderId',
      kind: 'holder',
      label: 'proposal.capital.holder',
      help: 'proposal.capital.help',
      ...optional,
    },
    { path: 'capital.subscribed', kind: 'amount', label: 'proposal.capital.subscribed', ...optional },
    {
      path: 'capital.price',
      kind: 'price',
      label: 'proposal.capital.price',
      ...optional,
      ...only('facts.direction', 'increase'),
    },
    yesNo('facts.newShareholder', 'proposal.newShareholder'),
    other('proposal.investor', { ...optional, ...only('facts.newShareholder', 'yes') }),
    yesNo('facts.losesControl', 'proposal.losesControl', { help: 'proposal.losesControl.help' }),
  ),
  reorganization: described(
    choice('facts.type', 'proposal.type', [
      'merger',
      'division',
      'conversion',
      'dissolution',
      'liquidation',
      'bankruptcy',
    ]),
    ...reorganizationTerms,
    other('proposal.merged', { help: 'proposal.merged.help', ...optional, ...only('facts.type', 'merger') }),
    resettled,
    amount('proposal.price', optional),
  ),
  bond_financing: described(
    choice('kind', 'proposal.kind', ['single', 'annual_plan'], { start: 'single' }),
    amount('proposal.financing'),
    choice(
      'facts.instrument',
      'proposal.instrument',
      ['loan', 'bond', 'non_standard'],
      only('kind', 'single'),
    ),
    {
      path: 'facts.leverageAfter',
      kind: 'ratio',
      label: 'proposal.leverageAfter',
      help: 'proposal.ratio.help',
      ...only('kind', 'single'),
    },
    { ...planned, ...only('kind', 'single') },
    other('proposal.lender', { ...optional, ...only('kind', 'single') }),
  ),
  external_guarantee: described(
    other('proposal.debtor'),
    choice(
      'facts.relation',
      'proposal.relation',
      ['wholly', 'controlled', 'participation', 'other_state', 'outside'],
      { help: 'proposal.relation.help' },
    ),
    {
      path: 'facts.shareRatio',
      kind: 'share',
      label: 'proposal.shareRatio',
      help: 'proposal.ratio.help',
      ...only('facts.relation', 'controlled', 'participation'),
    },
    choice('facts.form', 'proposal.form', ['guarantee', 'liquidity_support', 'lending'], {
      help: 'proposal.form.help',
    }),
    amount('proposal.guaranteed'),
    { path: 'facts.debt', kind: 'amount', label: 'proposal.debt' },
    {
      path: 'facts.balanceBefore',
      kind: 'balance',
      label: 'proposal.balanceBefore',
      help: 'proposal.balance.help',
    },
    {
      path: 'facts.singleBalanceBefore',
      kind: 'balance',
      label: 'proposal.singleBalanceBefore',
      help: 'proposal.balance.help',
    },
    yesNo('facts.distressed', 'proposal.distressed', { help: 'proposal.distressed.help' }),
    planned,
  ),
  asset_disposal: registered(
    choice('mode', 'proposal.mode', ['free_transfer', 'public', 'non_public', 'lease'], free),
    {
      path: 'fromId',
      kind: 'giver',
      label: 'matters.giver',
      help: 'matters.giver.help',
      ...optional,
      ...only('mode', 'free_transfer'),
    },
    { path: 'assetIds', kind: 'assets', label: 'matters.assets' },
    { ...to, ...optional, ...only('mode', 'free_transfer'), without: 'fromId' },
    other('proposal.buyer', only('mode', 'non_public')),
    other('proposal.tenant', { ...optional, ...only('mode', 'lease') }),
    { path: 'leaseYears', kind: 'years', label: 'proposal.leaseYears', ...only('mode', 'lease') },
    { path: 'annualRent', kind: 'amount', label: 'proposal.annualRent', ...only('mode', 'lease') },
  ),
  profit_distribution: described(
    amount('proposal.profit'),
    yesNo('facts.lossUncovered', 'proposal.lossUncovered'),
    yesNo('facts.reserveBarred', 'proposal.reserveBarred', { help: 'proposal.reserveBarred.help' }),
    yesNo('facts.accountsVerified', 'proposal.accountsVerified'),
  ),
  budget_accounts: described(
    choice('kind', 'proposal.kind', ['budget', 'accounts', 'board_report', 'adjustment', 'monthly_report']),
    {
      path: 'facts.change',
      kind: 'ratio',
      label: 'proposal.change',
      help: 'proposal.change.help',
      ...only('kind', 'adjustment'),
    },
  ),
  remuneration: described(
    choice('facts.kind', 'proposal.kind', ['executive_pay', 'appraisal', 'payroll_total', 'incentive']),
    choice(
      'facts.class',
      'proposal.class',
      ['commercial_1', 'commercial_2', 'public'],
      only('facts.kind', 'payroll_total'),
    ),
    amount('proposal.payroll', {
      ...optional,
      ...only('facts.kind', 'executive_pay', 'payroll_total', 'incentive'),
    }),
  ),
  donation: described(
    other('proposal.recipient'),
    amount('proposal.gift'),
    {
      path: 'facts.yearTotalBefore',
      kind: 'balance',
      label: 'proposal.yearTotalBefore',
      help: 'proposal.balance.help',
    },
    yesNo('facts.budgeted', 'proposal.budgeted'),
    yesNo('facts.lossMaking', 'proposal.lossMaking'),
    yesNo('facts.wagesOwed', 'proposal.wagesOwed'),
    yesNo('facts.disasterRelief', 'proposal.disasterRelief'),
  ),
};
