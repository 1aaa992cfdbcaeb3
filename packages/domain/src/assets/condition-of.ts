import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';
import type { AssetClass } from './asset-class.ts';
import type { AssetToTransfer, EquityCondition, Mortgage } from './asset-condition.ts';
import type { EncumbranceStanding } from './encumbrance-standing.ts';
import { type CoOwner, type ParticularValue, readParticulars } from './read-particulars.ts';

/** What the register keeps of an asset that bears on a transfer; particulars as they are kept. */
export type ConditionCard = {
  readonly class: AssetClass;
  readonly publicBenefit: boolean;
  readonly particulars: Readonly<Record<string, string>>;
};

type Values = Readonly<Record<string, ParticularValue>>;

const yes = (values: Values, key: string): boolean | undefined => values[key] as boolean | undefined;
const money = (values: Values, key: string): Fen | undefined => values[key] as Fen | undefined;
const term = <T extends string>(values: Values, key: string): T | undefined => values[key] as T | undefined;

/** Of several mortgages and pledges the strictest counts: a registered bar without consent, then one that nobody was told of. */
function mortgageOf(encumbrances: readonly EncumbranceStanding[]): Mortgage | undefined {
  const liens = encumbrances.filter(({ kind }) => kind === 'mortgage' || kind === 'pledge');
  if (liens.length === 0) return undefined;
  const barring = liens.filter((lien) => lien.barsTransfer);
  const registered = barring.filter((lien) => lien.barRegistered);
  const deciding = registered.length > 0 ? registered : liens;
  return {
    transferBarred: barring.length > 0,
    barRegistered: registered.length > 0,
    lenderConsents: deciding.every(({ consentedOn }) => consentedOn !== null),
    lenderNotified: liens.every(({ notifiedOn, consentedOn }) => notifiedOn !== null || consentedOn !== null),
  };
}

function equityOf(values: Values): EquityCondition | undefined {
  const form = term<EquityCondition['form']>(values, 'held_form');
  if (form === undefined) return undefined;
  return {
    form,
    auditOpinion: term(values, 'audit_opinion'),
    fitsMainBusiness: yes(values, 'main_business'),
    employees: term(values, 'employees'),
    contingentLiabilities: term(values, 'contingent'),
    transferorDebts: term(values, 'transferor_debts'),
  };
}

/**
 * What the rule `asset-transferable` asks of an asset, from its card and the burdens that stand on it. Nothing is supposed that is
 * not on record. A particular that cannot be read counts as not recorded.
 * @param on the day of the question: land idle from a later day on is not idle yet.
 */
export function conditionOf(
  card: ConditionCard,
  encumbrances: readonly EncumbranceStanding[],
  on: LocalDate,
): AssetToTransfer {
  const { values } = readParticulars(card.class, card.particulars);
  const burdened = (kind: EncumbranceStanding['kind']): boolean =>
    encumbrances.some((one) => one.kind === kind);
  const idleSince = term(values, 'idle_since');
  const unpaid = money(values, 'unpaid_works');
  const coOwners = values.co_owners as readonly CoOwner[] | undefined;
  return {
    class: card.class,
    publicBenefit: card.publicBenefit,
    titled: yes(values, 'titled'),
    landAcquired: term(values, 'acquired'),
    allocationApproved: yes(values, 'allocation_approved'),
    invested: money(values, 'invested'),
    required: money(values, 'required'),
    idle: idleSince !== undefined && idleSince <= on,
    seized: burdened('seizure'),
    disputed: burdened('dispute') || yes(values, 'dispute') === true,
    resettlementOpen: burdened('settlement'),
    governmentDebt: yes(values, 'government_debt') === true,
    leased: burdened('lease') || values.use === 'leased',
    unpaidWorks: burdened('priority_claim') || (unpaid !== undefined && unpaid > 0n),
    mortgage: mortgageOf(encumbrances),
    coOwners: coOwners?.map(({ share, consents }) => ({ share, consents })),
    jointly: yes(values, 'jointly'),
    equity: card.class === 'equity' ? equityOf(values) : undefined,
  };
}
