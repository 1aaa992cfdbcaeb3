import { randomUUID } from 'node:crypto';
import { type Called, type Client, signIn } from './client.ts';
import type { Player } from './journey.ts';
import type { Stack } from './stack.ts';

/** Somebody's refusal or failure, for tests to look into. */
export class CallFailed extends Error {
  readonly called: Extract<Called<unknown>, { ok: false }>;
  constructor(procedure: string, called: Extract<Called<unknown>, { ok: false }>) {
    super(`${procedure}: ${called.status} ${JSON.stringify(called.failure)}`);
    this.called = called;
  }
}

/** Plays over HTTP, one session for each account, as long as its server lives and its day lasts. */
export function httpPlayer(
  stack: Stack,
  onActed: (acted: { requestId: string; procedure: string }) => void = () => {},
): Player {
  const clients = new Map<string, Promise<Client>>();
  const clientOf = (account: string): Promise<Client> => {
    const key = `${account}@${stack.daysPassed()}`;
    const known = clients.get(key) ?? signIn(stack, account);
    clients.set(key, known);
    return known;
  };
  const open = <T>(procedure: string, called: Called<T>): T => {
    if (called.ok) return called.value;
    throw new CallFailed(procedure, called);
  };
  return {
    query: async (account, procedure, input) =>
      open(procedure, await (await clientOf(account)).query(procedure, input)),
    act: async (account, procedure, input) => {
      const requestId = randomUUID();
      const value = open(
        procedure,
        await (await clientOf(account)).mutate(procedure, { requestId, ...input }),
      );
      onActed({ requestId, procedure });
      return value as never;
    },
    passDays: (days) => stack.passDays(days),
    upload: async (account, name, content) => (await clientOf(account)).upload(name, content),
  };
}
