import type { LocalDate } from '../kernel/local-date.ts';

/** A burden that stands on an asset on the day of the question. */
export type EncumbranceStanding = {
  readonly kind: 'mortgage' | 'pledge' | 'seizure' | 'lease' | 'priority_claim' | 'settlement' | 'dispute';
  /** The contract bars the transfer, and the bar is registered: of mortgages and pledges. */
  readonly barsTransfer: boolean;
  readonly barRegistered: boolean;
  /** When its holder consented to a transfer, or was told of it; null where that has not happened. */
  readonly consentedOn: LocalDate | null;
  readonly notifiedOn: LocalDate | null;
};
