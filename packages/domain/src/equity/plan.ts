import type { LocalDate } from '../kernel/local-date.ts';
import type { MatterSlug } from '../matters/matter-slug.ts';
import type { ShareTransaction } from './share-transaction.ts';

/** How a company comes into the group on paper. */
export const planMethods = [
  'free_transfer',
  'acquisition',
  'contribution_in_kind',
  'capital_increase',
  'merger',
] as const;
export type PlanMethod = (typeof planMethods)[number];

/** What is known of an item and no register says. Absent is unknown, and unknown is never passed. */
export const planFactValues = {
  title: ['clear', 'disputed'],
  mainBusiness: ['fits', 'differs'],
  auditOpinion: ['clean', 'emphasis', 'qualified', 'adverse', 'disclaimer'],
  employees: ['none', 'heard', 'passed', 'not_passed'],
  contingentLiabilities: ['none', 'settled', 'open'],
  transferorDebts: ['none', 'settled', 'open'],
  creditors: ['none', 'notified', 'not_notified'],
  otherHolders: ['waived', 'not_asked', 'exercised'],
  appraisal: ['filed', 'not_filed', 'exempt'],
} as const;
export type PlanFactName = keyof typeof planFactValues;
export type PlanFacts = {
  readonly [K in PlanFactName]?: (typeof planFactValues)[K][number] | undefined;
} & {
  /** The base date of the appraisal 评估基准日, and what it came to in yuan. */
  readonly appraisedOn?: string | undefined;
  readonly appraised?: string | undefined;
};

type Item = {
  readonly id: string;
  /** The target. */
  readonly companyId: string;
  /** May be carried out, or lapse, without the others. */
  readonly separable: boolean;
  readonly note: string;
  readonly facts: PlanFacts;
};

/**
 * One step of a plan. Shares are fractions of the target's whole capital as it stands when the step comes; amounts are yuan
 * with two places.
 * - `acquisition`: `price` is paid for the whole share;
 * - `contribution_in_kind`: `fromId` puts its share into the group and gets the group's own new capital for it;
 * - `capital_increase`: `toId` puts new money into the target;
 * - `merger`: `toId` takes the target in; its other holders get capital of `toId`.
 * `perYuan` is what one yuan of new registered capital costs; `exchange` the target's capital given up for one yuan of it.
 */
export type PlanItem = Item &
  (
    | {
        readonly method: 'free_transfer';
        readonly fromId: string;
        readonly toId: string;
        readonly share: string;
      }
    | {
        readonly method: 'acquisition';
        readonly fromId: string;
        readonly toId: string;
        readonly share: string;
        readonly price: string;
      }
    | {
        readonly method: 'contribution_in_kind';
        readonly fromId: string;
        readonly share: string;
        readonly invested: string;
        readonly perYuan: string;
      }
    | {
        readonly method: 'capital_increase';
        readonly toId: string;
        readonly invested: string;
        readonly perYuan: string;
      }
    | { readonly method: 'merger'; readonly toId: string; readonly exchange: string }
  );
export type PlanItemOf<M extends PlanMethod> = Extract<PlanItem, { readonly method: M }>;

/** A consolidation plan 整合方案 on paper. `groupId` is the root, from which control and levels are seen. */
export type Plan = {
  readonly title: string;
  readonly groupId: string;
  readonly basisDate: LocalDate;
  readonly items: readonly PlanItem[];
};

/** On paper; handed in as the cases that it became; set aside. */
export type PlanState = 'draft' | 'submitted' | 'withdrawn' | 'discarded';

/** The events of each company. */
export type Register = ReadonlyMap<string, readonly ShareTransaction[]>;

/** Whose capital an item changes, and who holds it afterwards. */
export const takerOf = (item: PlanItem, groupId: string): string =>
  item.method === 'contribution_in_kind' ? groupId : item.toId;

/** Everybody whom an item names. */
export const namedIn = (item: PlanItem): string[] => [
  item.companyId,
  ...('fromId' in item ? [item.fromId] : []),
  ...('toId' in item ? [item.toId] : []),
];

/** The main matters that a method becomes. */
export const mattersOf: Readonly<Record<PlanMethod, readonly MatterSlug[]>> = {
  free_transfer: ['equity_transfer'],
  acquisition: ['equity_transfer'],
  contribution_in_kind: ['equity_transfer', 'capital_change'],
  capital_increase: ['capital_change'],
  merger: ['reorganization'],
};

const appraisal = ['appraisal', 'appraisedOn', 'appraised'] as const;
/** Which facts an item of a method is judged by. */
export const factsOf: Readonly<Record<PlanMethod, readonly (keyof PlanFacts)[]>> = {
  free_transfer: [
    ...(['title', 'mainBusiness', 'auditOpinion', 'employees'] as const),
    ...(['contingentLiabilities', 'transferorDebts', 'creditors', 'otherHolders'] as const),
  ],
  acquisition: ['title', ...appraisal, 'otherHolders'],
  contribution_in_kind: ['title', ...appraisal, 'otherHolders'],
  capital_increase: ['appraisal', 'appraisedOn', 'otherHolders'],
  merger: ['employees', 'creditors', 'appraisal', 'appraisedOn'],
};
