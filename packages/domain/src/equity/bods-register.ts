import type { LocalDate } from '../kernel/local-date.ts';
import type { CapTableBasis, ShareTransaction } from './share-transaction.ts';

/** The name of an organisation between two days, both included; `validTo` null while it lasts. */
export type DatedName = {
  readonly name: string | null;
  readonly status: 'known' | 'tentative' | 'unknown';
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** Whoever holds, is held, or has a duty. */
export type RegisteredBody = {
  readonly id: string;
  readonly code: string;
  readonly kind: 'company' | 'sasac' | 'government' | 'committee' | 'other';
  /** Null where it is not on record. */
  readonly uscc: string | null;
  readonly names: readonly DatedName[];
};

/** The events of one company, as known by the end of a day: what was recorded later is not yet in it. */
export type CompanyBook = {
  readonly recordedOn: readonly LocalDate[];
  readonly knownOn: (day: LocalDate) => readonly ShareTransaction[];
};

/** The duty of an investor, entrusted and not owned; it covers these companies, or where null all that the giver holds. */
export type EntrustedDuty = {
  readonly fromId: string;
  readonly toId: string;
  readonly number: string;
  readonly companies: readonly string[] | null;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
};

/** All that an export says something about. */
export type EquityRegister = {
  /** Who publishes: the zone. Codes of organisations are its own. */
  readonly publisher: string;
  readonly illustrative: boolean;
  readonly basis: CapTableBasis;
  readonly bodies: readonly RegisteredBody[];
  /** By company. A company without events has none. */
  readonly books: ReadonlyMap<string, CompanyBook>;
  readonly duties: readonly EntrustedDuty[];
};

/** org-id.guide: 统一社会信用代码. */
export const USCC_SCHEME = 'CN-USCI';
/** The scheme of the publisher's own codes, which org-id.guide does not list. */
export const codeScheme = (publisher: string): string => `${publisher}-单位编码`;

/** The name of a body on a day; null before it had any entry. */
export const nameOn = (body: RegisteredBody, day: string): DatedName | null =>
  body.names.find((one) => one.validFrom <= day && (one.validTo === null || day <= one.validTo)) ?? null;
