import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { addMonths, type LocalDate } from '../kernel/local-date.ts';

/** Where a contract stands between committee and market: entrusted above, what is passed on below. */
export const contractLayers = [
  'upstream',
  'works',
  'survey',
  'design',
  'supervision',
  'goods',
  'service',
] as const;
export type ContractLayer = (typeof contractLayers)[number];
/** How a contract came about: on the list, won or let by tender, let directly on a legal ground, won on the market. */
export const contractOrigins = ['list', 'award', 'direct', 'market'] as const;
export type ContractOrigin = (typeof contractOrigins)[number];

/** From signing to the end; one way. */
export const contractStates = [
  'signed',
  'in_force',
  'completed',
  'settled',
  'accounted',
  'delivered',
  'warranty',
  'released',
  'closed',
  'terminated',
  'void',
] as const;
export type ContractState = (typeof contractStates)[number];
/** What stands still, and can go on. */
export const contractHalts = ['suspended', 'disputed'] as const;
export type ContractHalt = (typeof contractHalts)[number];

export const contractSteps = [
  'start',
  'complete',
  'warrant',
  'release',
  'close',
  'suspend',
  'dispute',
  'resume',
  'terminate',
  'annul',
] as const;
export type ContractStep = (typeof contractSteps)[number];

export const contractPaperKinds = [
  'authorisation',
  'budget',
  'funds',
  'payment_guarantee',
  'wage_account',
  'wage_guarantee',
  'performance_bond',
  'other',
] as const;
export type ContractPaperKind = (typeof contractPaperKinds)[number];

/** What a step is judged by. */
export type ContractStanding = {
  readonly layer: ContractLayer;
  readonly origin: ContractOrigin;
  readonly mode: 'entrusted' | 'purchased' | null;
  readonly state: ContractState;
  readonly halt: ContractHalt | null;
  readonly signedOn: LocalDate;
  readonly completedOn: LocalDate | null;
  readonly deliveredOn: LocalDate | null;
  readonly warrantyTo: LocalDate | null;
  readonly warrantyMonths: number;
  readonly bonded: boolean;
  readonly papers: readonly ContractPaperKind[];
  /** The state of the contract above, where there is one. */
  readonly parentState: ContractState | null;
  /** Payment applications not yet decided or not yet paid. */
  readonly openPayments: number;
};

type Change = {
  readonly state?: ContractState;
  readonly halt?: ContractHalt | null;
  readonly completedOn?: LocalDate;
  readonly warrantyTo?: LocalDate;
  readonly endedOn?: LocalDate;
};

/**
 * What must be on file before the works begin: for entrusted construction who authorised the agent, budget and funds
 * (政府投资条例第二十二条), for construction at large the wage account and the guarantee of payment (保障农民工工资支付条例).
 */
export function papersToStart(
  of: Pick<ContractStanding, 'layer' | 'mode' | 'origin' | 'bonded'>,
): ContractPaperKind[] {
  const bond: ContractPaperKind[] = of.bonded ? ['performance_bond'] : [];
  if (of.layer === 'upstream' && of.mode === 'entrusted')
    return ['authorisation', 'budget', 'funds', 'wage_account', 'payment_guarantee', ...bond];
  if (of.layer === 'works' && of.origin !== 'market') return ['wage_account', 'payment_guarantee', ...bond];
  return bond;
}

const formsAssets = (of: ContractStanding): boolean => of.layer === 'upstream' && of.mode === 'entrusted';

/** Which steps the state leaves open, whatever else they need. */
export function stepsOpen(c: ContractStanding): ContractStep[] {
  if (c.halt !== null) return ['resume', 'terminate'];
  switch (c.state) {
    case 'signed':
      return ['start', 'annul', 'terminate'];
    case 'in_force':
      return ['complete', 'suspend', 'dispute', 'terminate'];
    case 'completed':
      return ['suspend', 'dispute', 'terminate'];
    case 'settled':
      if (formsAssets(c)) return [];
      return c.warrantyMonths > 0 ? ['warrant'] : ['close'];
    case 'delivered':
      return c.warrantyMonths > 0 ? ['warrant'] : ['close'];
    case 'warranty':
      return ['release'];
    case 'released':
      return ['close'];
    default:
      return [];
  }
}

function changeOf(c: ContractStanding, step: ContractStep, on: LocalDate): Change {
  switch (step) {
    case 'start':
      return { state: 'in_force' };
    case 'complete':
      return { state: 'completed', completedOn: on };
    case 'warrant':
      return { state: 'warranty', warrantyTo: addMonths(c.completedOn ?? on, c.warrantyMonths) };
    case 'release':
      return { state: 'released' };
    case 'close':
      return { state: 'closed', endedOn: on };
    case 'suspend':
      return { halt: 'suspended' };
    case 'dispute':
      return { halt: 'disputed' };
    case 'resume':
      return { halt: null };
    case 'terminate':
      return { state: 'terminated', halt: null, endedOn: on };
    case 'annul':
      return { state: 'void', endedOn: on };
  }
}

/** One step of a contract's life. Refused: WRONG_STATE, CONTRACT_DAY_WRONG, CONTRACT_PAPER_MISSING, PARENT_NOT_STARTED, WARRANTY_RUNNING, PAYMENT_OPEN. */
export function decideStep(
  c: ContractStanding,
  step: ContractStep,
  at: { readonly on: LocalDate; readonly today: LocalDate },
): Decision<Change, Refusal> {
  if (!stepsOpen(c).includes(step)) return refuse('WRONG_STATE', { state: c.halt ?? c.state, step });
  if (at.on > at.today || at.on < c.signedOn)
    return refuse('CONTRACT_DAY_WRONG', { from: c.signedOn, to: at.today });
  if (step === 'start') {
    const missing = papersToStart(c).filter((kind) => !c.papers.includes(kind));
    if (missing.length > 0) return refuse('CONTRACT_PAPER_MISSING', { contractPapers: missing.join('、') });
    if (c.parentState !== null && c.parentState !== 'in_force')
      return refuse('PARENT_NOT_STARTED', { state: c.parentState });
  }
  if (step === 'release' && c.warrantyTo !== null && at.on < c.warrantyTo)
    return refuse('WARRANTY_RUNNING', { to: c.warrantyTo });
  if (step === 'close' && c.openPayments > 0)
    return refuse('PAYMENT_OPEN', { count: String(c.openPayments) });
  return accept(changeOf(c, step, at.on));
}
