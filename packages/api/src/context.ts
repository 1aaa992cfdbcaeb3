import type { Deps } from '@guanyun/application/kernel/deps.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';

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
  /** Address of the client, for limits. */
  readonly client: string;
};
