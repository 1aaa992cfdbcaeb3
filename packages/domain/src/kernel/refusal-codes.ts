/**
 * Every way in which the system refuses an act, by slice and, within a slice, in order of precedence:
 * when several apply, the first in this list is the one shown first. The list is closed; the sentences
 * belong to the web, and a code without a sentence does not compile there.
 */
export const refusalCodes = {
  kernel: ['STALE', 'REQUEST_REUSED'],
  organizations: [
    'NOT_YOUR_ORGANIZATION',
    'POST_NOT_IN_FORCE',
    'PERSON_UNKNOWN',
    'SAME_PERSON_BOTH_SIDES',
    'DELEGATION_NOT_ONWARD',
    'SAME_PERSON',
    'ADMINISTRATORS_EXCLUDE',
    'DELEGATION_NOT_FOR_THIS',
    'DELEGATION_ACROSS_SIDES',
    'DELEGATION_BEYOND_OWN',
    'DELEGATION_TOO_LONG',
    'DELEGATION_DOCUMENT_MISSING',
    'DELEGATION_OVERLAPS',
    'POST_NOT_OF_ORGANIZATION',
    'POST_TERM_WRONG',
    'POST_HELD_ALREADY',
    'LAST_ADMINISTRATOR',
    'ACCOUNT_NAME_TAKEN',
    'PASSWORD_TOO_WEAK',
    'ZONE_ALREADY_SET_UP',
  ],
  evidence: [
    'DOCUMENT_UNKNOWN',
    'DOCUMENT_TOO_LARGE',
    'DOCUMENT_TYPE',
    'WORKBOOK_UNREADABLE',
    'WORKBOOK_HAS_BAD_CELLS',
  ],
  matters: [
    'WRONG_STATE',
    'CONTENT_CHANGED',
    'ROUTE_BLOCKED',
    'MATERIAL_MISSING',
    'PRECHECK_FAILED',
    'SIGNATURE_MISSING',
    'DUTIES_NOT_SEPARATE',
    'MANDATE_MISSING',
    'MANDATE_DELIBERATE_ONLY',
    'NOT_EXPECTED',
    'RECUSED',
    'ALREADY_VOTED',
    'VOTES_OUTSTANDING',
    'NO_QUORUM',
    'CANNOT_DECIDE',
    'EXTERNAL_DECISION_MISSING',
    'EXTERNAL_DECISION_NEGATIVE',
    'NO_WARRANT',
    'WARRANT_OF_OTHER_COMPANY',
    'WARRANT_OF_OTHER_KIND',
    'WARRANT_SPENT',
    'WARRANT_EXPIRED',
    'WARRANT_NOT_IN_FORCE',
    'WARRANT_CONTENT_DIFFERS',
    'AMOUNT_EXCEEDS_WARRANT',
  ],
  equity: ['HOLDER_UNKNOWN', 'SAME_HOLDER', 'SHARE_EXCEEDS_HOLDING', 'DATE_BEFORE_LAST_EVENT'],
  contracts: [
    'CLASSIFICATION_BLOCKED',
    'NOT_ON_LIST',
    'LIST_NOT_AGREED',
    'LIST_REVIEW_MISSING',
    'LISTS_OVERLAP',
    'LIST_NOT_IN_FORCE',
    'AMOUNT_EXCEEDS_CAP',
  ],
  assets: [
    'ASSET_NOT_OWNED',
    'ASSET_IN_OPEN_ORDER',
    'ASSET_NOT_TRANSFERABLE',
    'CLUSTER_NOT_OPERATED',
    'COUNT_MISSING',
    'COUNT_DIFFERS',
    'SIGN_BOTH_SIDES',
    'COST_BELOW_DEPRECIATION',
  ],
  accounting: ['VOUCHER_UNBALANCED'],
} as const satisfies Record<string, readonly string[]>;

/** The slices, in the order of the house. */
export type RefusalSlice = keyof typeof refusalCodes;

/** The closed union of refusal codes. */
export type RefusalCode = (typeof refusalCodes)[RefusalSlice][number];

/** Every code with its slice, in order of precedence across the house. */
export const refusalCodeList: readonly { readonly code: RefusalCode; readonly slice: RefusalSlice }[] = (
  Object.keys(refusalCodes) as RefusalSlice[]
).flatMap((slice) => refusalCodes[slice].map((code) => ({ code, slice })));
