import { accept, type Decision, refuse } from '../kernel/decision.ts';

/** How many files, and how many bytes in all, one account may hand in. */
export type DocumentQuota = { readonly files: number; readonly bytes: number };

const GIGABYTE = 1024 ** 3;
/** Grade `default`: what a handler of one company hands in over ten years, with room; no law gives a figure. */
export const documentQuota: DocumentQuota = { files: 20_000, bytes: 20 * GIGABYTE };

/** Refused: DOCUMENT_QUOTA where one more file of this size is more than the account may hand in. */
export function decideQuota(handedIn: DocumentQuota, size: number, quota: DocumentQuota): Decision<null> {
  if (handedIn.files < quota.files && handedIn.bytes + size <= quota.bytes) return accept(null);
  const megabytes = `${Math.floor(quota.bytes / 1024 ** 2)}`;
  return refuse('DOCUMENT_QUOTA', { files: `${quota.files}`, megabytes });
}
