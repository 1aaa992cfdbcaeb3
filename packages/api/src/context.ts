import type { Deps } from '@guanyun/application/kernel/deps.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';
import type { ProvenIdentity } from '@guanyun/application/organizations/identities.ts';

/** The provider of identities as one browser meets it. */
export type ProviderDesk = {
  /** What people call it. */
  readonly name: string;
  /** Whether administrators may come in through it. */
  readonly administrators: boolean;
  reachable(): Promise<boolean>;
  /** The identity that it has just proven in this browser, for this account to link; null: none, or too long ago. */
  waitingFor(accountId: string): ProvenIdentity | null;
  forget(): void;
  /** Where to leave at the provider too; null for a session that did not come from there. */
  farewell(token: string): Promise<string | null>;
};

/** What the host hands to every procedure. */
export type Context = {
  readonly deps: Deps;
  readonly actor: Actor | null;
  readonly session: { readonly token: string | null; set(token: string): void; clear(): void };
  /** Counts one attempt at a procedure under a key; false: too many. */
  readonly attempt: (procedure: string, key: string) => Promise<boolean>;
  readonly resetAttempts: (procedure: string, key: string) => Promise<void>;
  /** Under which origin the client reached the server, and what came as a signature of the person's own key: not yet judged. */
  readonly origin?: string | undefined;
  readonly assertion?: unknown;
  /** A one-time code that came in its place. */
  readonly code?: string | null | undefined;
  /** Absent: the zone has none. */
  readonly provider?: ProviderDesk | undefined;
  /** Address of the client, for limits. */
  readonly client: string;
};
