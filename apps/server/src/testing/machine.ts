import { randomUUID } from 'node:crypto';
import { machineScopes } from '@guanyun/api/machines.ts';
import type { MachinePost } from '@guanyun/domain/organizations/machines.ts';
import type { HostileServer } from './hostile-server.ts';

/** What an administrator asks for on our own page, under a request of its own. */
export async function asked<T>(
  server: HostileServer,
  kind: 'system_admin' | 'security_admin',
  name: string,
  input: object,
): Promise<T> {
  const body = JSON.stringify({ requestId: randomUUID(), ...input });
  const answer = await server.post(name, body, await server.cookieOf(kind));
  if (answer.statusCode !== 200) throw new Error(`${name}: ${answer.body}`);
  return answer.json().result.data as T;
}

export const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export type Machine = { readonly accountId: string; readonly keyId: string; readonly key: string };

/** A machine in this post with one key, of the whole scope unless it is said, made as the two administrators make it. */
export async function machineIn(
  server: HostileServer,
  kind: MachinePost,
  scope: readonly string[] = machineScopes.filter((one) => !one.includes('.')),
  more: object = {},
): Promise<Machine> {
  const organizationId = kind.startsWith('company_') ? server.zone.group : server.zone.committee;
  const account = `jk-${randomUUID().slice(0, 8)}`;
  const of = { account, name: '示例财务软件', organizationId };
  const { id: accountId } = await asked<{ id: string }>(server, 'system_admin', 'services.create', of);
  await asked(server, 'security_admin', 'services.grant', { accountId, kind });
  const key = { accountId, name: '示例', scope, addresses: [], endsOn: dayIn(30), ...more };
  const made = await asked<{ id: string; key: string }>(server, 'security_admin', 'services.createKey', key);
  return { accountId, keyId: made.id, key: made.key };
}
