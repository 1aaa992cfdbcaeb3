import type {
  ContractHalt,
  ContractLayer,
  ContractOrigin,
  ContractPaperKind,
  ContractState,
  ContractStep,
} from '@guanyun/domain/contracts/contract-state.ts';
import type { PaymentKind } from '@guanyun/domain/contracts/payment-bound.ts';
import { table } from '../kernel/table.ts';

/** Percentages are numbers of two places, amounts yuan. */
export type ContractRow = {
  id: string;
  number: string;
  title: string;
  origin: ContractOrigin;
  layer: ContractLayer;
  mode: 'entrusted' | 'purchased' | null;
  listId: string | null;
  itemId: string | null;
  parentId: string | null;
  entityId: string;
  counterpartyId: string | null;
  clusterId: string | null;
  project: string | null;
  scope: string;
  amount: string;
  question: unknown;
  result: unknown;
  questionDigest: string;
  awardId: string | null;
  mustTender: boolean;
  directCause: string | null;
  directText: string | null;
  directDocument: string | null;
  separateReason: string | null;
  approvedEstimate: string | null;
  taxRate: string | null;
  sme: boolean;
  advancePercent: string;
  progressPercent: string;
  retentionPercent: string;
  performanceBond: string;
  payDueDays: number | null;
  wageAccount: string | null;
  wageCycleDays: number | null;
  warrantyMonths: number;
  lateRate: string | null;
  lprAtSigning: string | null;
  document: string | null;
  decidedOn: string;
  signedOn: string;
  completionDue: string;
  completedOn: string | null;
  deliveredOn: string | null;
  warrantyTo: string | null;
  endedOn: string | null;
  state: ContractState;
  halt: ContractHalt | null;
  agencyFee: string | null;
  feeCap: string | null;
  feeBinding: boolean;
  feeQuestion: unknown;
  feeResult: unknown;
  personId: string;
} & ContractSums;

/** Written by the database alone, from what is certified, paid, changed and settled. */
export type ContractSums = {
  currentAmount: string;
  additions: string;
  certified: string;
  paid: string;
  advancePaid: string;
  feePaid: string;
  bonusPaid: string;
  settlement: string | null;
  retention: string | null;
  finalAccounts: string | null;
};

export const contracts = table<ContractRow>('contracts', {
  ...{
    id: 'uuid',
    number: 'text',
    title: 'text',
    origin: 'text',
    layer: 'text',
    mode: 'text',
    listId: 'uuid',
  },
  ...{ itemId: 'uuid', parentId: 'uuid', entityId: 'uuid', counterpartyId: 'uuid', clusterId: 'uuid' },
  ...{ project: 'text', scope: 'text', amount: 'money', question: 'json', result: 'json' },
  ...{
    questionDigest: 'text',
    awardId: 'uuid',
    mustTender: 'boolean',
    directCause: 'text',
    directText: 'text',
  },
  ...{ directDocument: 'text', separateReason: 'text', approvedEstimate: 'money', taxRate: 'money' },
  ...{ sme: 'boolean', advancePercent: 'money', progressPercent: 'money', retentionPercent: 'money' },
  ...{ performanceBond: 'money', payDueDays: 'integer', wageAccount: 'text', wageCycleDays: 'integer' },
  ...{
    warrantyMonths: 'integer',
    lateRate: 'text',
    lprAtSigning: 'text',
    document: 'text',
    decidedOn: 'date',
  },
  ...{
    signedOn: 'date',
    completionDue: 'date',
    completedOn: 'date',
    deliveredOn: 'date',
    warrantyTo: 'date',
  },
  ...{
    endedOn: 'date',
    state: 'text',
    halt: 'text',
    agencyFee: 'money',
    feeCap: 'money',
    feeBinding: 'boolean',
  },
  ...{ feeQuestion: 'json', feeResult: 'json', personId: 'uuid', currentAmount: 'money', additions: 'money' },
  ...{ certified: 'money', paid: 'money', advancePaid: 'money', feePaid: 'money', bonusPaid: 'money' },
  ...{ settlement: 'money', retention: 'money', finalAccounts: 'money' },
} as const);

type OfContract = { id: string; contractId: string; document: string; personId: string };
const ofContract = { id: 'uuid', contractId: 'uuid', document: 'text', personId: 'uuid' } as const;
type Decided = { decidedOn: string | null; decidedBy: string | null; opinion: string };
const decided = { decidedOn: 'date', decidedBy: 'uuid', opinion: 'text' } as const;

export type ContractPaperRow = OfContract & {
  kind: ContractPaperKind;
  paperOn: string;
  reference: string;
  amount: string | null;
};
export const contractPapers = table<ContractPaperRow>('contract_papers', {
  ...ofContract,
  ...{ kind: 'text', paperOn: 'date', reference: 'text', amount: 'money' },
} as const);

export type ContractStepRow = OfContract & {
  step: ContractStep;
  stepOn: string;
  note: string;
  facts: unknown;
};
export const contractSteps = table<ContractStepRow>('contract_steps', {
  ...ofContract,
  ...{ step: 'text', stepOn: 'date', note: 'text', facts: 'json' },
} as const);

export type ContractMeasureRow = OfContract & { number: number; periodTo: string; amount: string };
export const contractMeasures = table<ContractMeasureRow>('contract_measures', {
  ...ofContract,
  ...{ number: 'integer', periodTo: 'date', amount: 'money' },
} as const);

export type ContractPaymentRow = OfContract &
  Decided & {
    number: number;
    kind: PaymentKind;
    amount: string;
    appliedOn: string;
    dueBy: string;
    note: string;
    facts: unknown;
    state: 'applied' | 'approved' | 'rejected' | 'paid';
    paidOn: string | null;
    paidDocument: string | null;
    paidBy: string | null;
  };
export const contractPayments = table<ContractPaymentRow>('contract_payments', {
  ...ofContract,
  ...decided,
  ...{ number: 'integer', kind: 'text', amount: 'money', appliedOn: 'date', dueBy: 'date', note: 'text' },
  ...{ facts: 'json', state: 'text', paidOn: 'date', paidDocument: 'text', paidBy: 'uuid' },
} as const);

export type ContractAmendmentRow = OfContract &
  Decided & {
    number: number;
    kind: 'value' | 'period' | 'scope' | 'party';
    cause: 'design_change' | 'site_visa' | 'claim' | 'policy_price' | 'geology' | 'other';
    before: unknown;
    after: unknown;
    delta: string;
    amendedOn: string;
    reason: string;
    itemId: string | null;
    question: unknown;
    result: unknown;
    questionDigest: string | null;
    state: 'proposed' | 'approved' | 'rejected';
  };
export const contractAmendments = table<ContractAmendmentRow>('contract_amendments', {
  ...ofContract,
  ...decided,
  ...{ number: 'integer', kind: 'text', cause: 'text', before: 'json', after: 'json', delta: 'money' },
  ...{ amendedOn: 'date', reason: 'text', itemId: 'uuid', question: 'json', result: 'json' },
  ...{ questionDigest: 'text', state: 'text' },
} as const);

type Submitted = OfContract & Decided & { number: number; state: 'submitted' | 'approved' | 'rejected' };
export type ContractSettlementRow = Submitted & {
  amount: string;
  retention: string;
  guaranteed: boolean;
  submittedOn: string;
  reviewBy: string;
};
export const contractSettlements = table<ContractSettlementRow>('contract_settlements', {
  ...ofContract,
  ...decided,
  ...{ number: 'integer', state: 'text', amount: 'money', retention: 'money', guaranteed: 'boolean' },
  ...{ submittedOn: 'date', reviewBy: 'date' },
} as const);

export type AccountItem = {
  readonly name: string;
  readonly class: string;
  readonly direct: string;
  readonly allocated: string;
  readonly value: string;
  readonly takesShare: boolean;
  readonly publicBenefit: boolean;
  readonly area: string | null;
  readonly monthlyDepreciation: string | null;
};
export type ContractAccountsRow = Submitted & {
  shared: string;
  total: string;
  items: AccountItem[];
  result: unknown;
  preparedOn: string;
  dueBy: string;
};
export const contractAccounts = table<ContractAccountsRow>('contract_accounts', {
  ...ofContract,
  ...decided,
  ...{ number: 'integer', state: 'text', shared: 'money', total: 'money', items: 'json', result: 'json' },
  ...{ preparedOn: 'date', dueBy: 'date' },
} as const);
