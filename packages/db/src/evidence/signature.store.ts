import { insert, select, selectOne, table, update } from '../kernel/table.ts';
import type { Tx } from '../kernel/transaction.ts';

/** A key that a person signs with: WebAuthn credential id, COSE public key and counter; binary as base64url. */
export type AuthenticatorRow = {
  id: string;
  accountId: string;
  name: string;
  publicKey: string;
  counter: string;
  addedAt: Date;
  endedAt: Date | null;
};
/** What a device answered to the digest of a statement. */
export type SignatureRow = {
  requestId: string;
  authenticatorId: string;
  statement: string;
  clientData: string;
  authenticatorData: string;
  signature: string;
  signedAt: Date;
};

const authenticators = table<AuthenticatorRow>('authenticators', {
  ...{ id: 'text', accountId: 'uuid', name: 'text', publicKey: 'text', counter: 'bigint' },
  ...{ addedAt: 'time', endedAt: 'time' },
});
const signatures = table<SignatureRow>('approval_signatures', {
  ...{ requestId: 'uuid', authenticatorId: 'text', statement: 'text', clientData: 'text' },
  ...{ authenticatorData: 'text', signature: 'text', signedAt: 'time' },
});

/** An account's keys that are in use, the oldest first. */
export const keysOf = (tx: Tx, accountId: string): Promise<AuthenticatorRow[]> =>
  select(tx, authenticators, { accountId, endedAt: null }, { order: [['addedAt', 'ASC']] });

export const findKey = (tx: Tx, id: string): Promise<AuthenticatorRow | null> =>
  selectOne(tx, authenticators, { id }, { lock: true });

export const saveKey = (tx: Tx, row: AuthenticatorRow): Promise<void> => insert(tx, authenticators, row);

export async function endKey(tx: Tx, id: string, endedAt: Date): Promise<void> {
  await update(tx, authenticators, { endedAt }, { id });
}

/** Keeps a signature and how far its key has counted. */
export async function saveSignature(tx: Tx, row: SignatureRow, counter: number): Promise<void> {
  await insert(tx, signatures, row);
  await update(tx, authenticators, { counter: counter.toString() }, { id: row.authenticatorId });
}
