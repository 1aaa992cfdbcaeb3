import { yuanFromText } from '../../components/yuan-text.ts';
import type { NewTender } from './tender-data.ts';

export const lotKinds = ['works', 'goods', 'survey', 'design', 'supervision', 'other_service'] as const;
export const fundKinds = ['budget', 'state_enterprise', 'foreign_aid', 'private'] as const;
export const evaluations = ['lowest_evaluated', 'composite', 'procurement_low_price'] as const;

/** The form as it is typed. */
export type TenderForm = {
  title: string;
  project: string;
  jurisdiction: 'CN' | 'chongqing';
  method: 'open' | 'invited';
  invited: string[];
  ground?: 'few_bidders' | 'cost_disproportionate' | 'other';
  groundDocument?: string;
  lots: { title: string; kind: (typeof lotKinds)[number]; estimate: string }[];
  funds: { kind: (typeof fundKinds)[number]; amount: string }[];
  ceiling: string;
  evaluation: (typeof evaluations)[number];
  fullScore: string;
  above: string;
  below: string;
  discount: string;
  weight: string;
  members: number;
  representatives: number;
  plannedOn: string;
};

export const emptyTender = (today: string): TenderForm => ({
  ...{ title: '', project: '', jurisdiction: 'chongqing', method: 'open', invited: [] },
  lots: [{ title: '', kind: 'works', estimate: '' }],
  funds: [{ kind: 'state_enterprise', amount: '' }],
  ...{ ceiling: '', evaluation: 'lowest_evaluated', fullScore: '100', above: '1', below: '0.5' },
  ...{ discount: '0', weight: '0.3', members: 5, representatives: 1, plannedOn: today },
});

/** The form as the server takes it; null while something is missing or is no amount. */
export function draftOf(form: TenderForm): NewTender | null {
  const lots = form.lots.map((lot) => ({
    ...lot,
    title: lot.title.trim(),
    estimate: yuanFromText(lot.estimate),
  }));
  const funds = form.funds.map((fund) => ({ ...fund, amount: yuanFromText(fund.amount) }));
  const ceiling = form.ceiling.trim() === '' ? null : yuanFromText(form.ceiling);
  if (form.title.trim() === '' || form.project.trim() === '' || form.plannedOn === '') return null;
  if (lots.some((lot) => lot.title === '' || lot.estimate === null)) return null;
  if (funds.some((fund) => fund.amount === null) || (ceiling === null && form.ceiling.trim() !== ''))
    return null;
  const { fullScore, above, below, discount, weight } = form;
  const parameters = {
    lowest_evaluated: {},
    composite: { fullScore, above, below, discount },
    procurement_low_price: { weight },
  }[form.evaluation];
  const { ground, groundDocument = '' } = form;
  return {
    ...{ title: form.title.trim(), project: form.project.trim(), jurisdiction: form.jurisdiction },
    ...{ method: form.method, invited: form.method === 'invited' ? form.invited : [], ceiling },
    ...(form.method === 'invited' && ground !== undefined && groundDocument !== ''
      ? { ground: { kind: ground, document: groundDocument } }
      : {}),
    lots: lots.map((lot) => ({ ...lot, estimate: lot.estimate ?? '' })),
    funds: funds.map((fund) => ({ ...fund, amount: fund.amount ?? '' })),
    ...{ evaluation: form.evaluation, parameters, plannedOn: form.plannedOn },
    ...{ members: form.members, representatives: form.representatives },
  };
}
