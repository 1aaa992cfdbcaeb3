import { randomUUID } from 'node:crypto';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { saveAccount, savePersons, savePosts } from '@guanyun/db/organizations/person.store.ts';
import { everything, postRow, unique } from '@guanyun/db/testing/builders.ts';
import type { PostKind } from '@guanyun/domain/organizations/posts.ts';
import { Secret, TOTP } from 'otpauth';
import { type HostileServer, ours } from './hostile-server.ts';

/** A password that the policy takes. */
export const PASSWORD = 'Wu7-kites-over-Qi';

export type Answered<T = unknown> = {
  status: number;
  data: T;
  refusal: string | null;
  cookie: string | null;
};
type Sent = { cookie?: string | null; code?: string; headers?: Record<string, string> };

/** A call as our own page makes it, with what came back. */
export async function asks<T = unknown>(
  server: HostileServer,
  procedure: string,
  input: object | undefined,
  { cookie = null, code, headers = {} }: Sent = {},
): Promise<Answered<T>> {
  const reply = await server.app.inject({
    ...{ method: input === undefined ? 'GET' : 'POST', url: `/trpc/${procedure}` },
    headers: {
      ...{ ...ours, ...headers },
      ...(input === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === null ? {} : { cookie }),
      ...(code === undefined ? {} : { 'x-guanyun-code': code }),
    },
    ...(input === undefined ? {} : { payload: JSON.stringify(input) }),
  });
  const body = reply.json();
  const given = reply.cookies.find((one) => one.name === 'guanyun');
  return {
    status: reply.statusCode,
    data: body.result?.data as T,
    refusal: body.error?.data?.failure?.refusals?.[0]?.code ?? null,
    cookie: given === undefined ? null : `guanyun=${given.value}`,
  };
}

/** Somebody new in this post with an account and the password. */
export async function newcomer(
  server: HostileServer,
  kind: PostKind,
): Promise<{ login: string; accountId: string; personId: string }> {
  const [personId, accountId, login] = [randomUUID(), randomUUID(), unique('u')];
  const organizationId = kind.startsWith('company') ? server.zone.group : server.zone.committee;
  const passwordHash = await server.host.deps.passwords.hash(PASSWORD);
  await inTransaction(server.database.owner, everything, async (tx) => {
    await savePersons(tx, [{ id: personId, code: null, name: '示例', source: 'illustrative' }]);
    await savePosts(tx, [postRow({ personId, organizationId, kind })]);
    const account = { id: accountId, login, personId, passwordHash };
    await saveAccount(tx, { ...account, disabledAt: null, disabledReason: null });
  });
  return { login, accountId, personId };
}

export const enters = (server: HostileServer, login: string, password: string, code?: string) =>
  asks<{ must: string | null }>(server, 'session.signIn', {
    ...{ account: login, password },
    ...(code === undefined ? {} : { code }),
  });

/** What the person's authenticator shows at a moment. */
export const codeOf = (secret: string, at: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

export const rowsOf = <T extends object>(
  server: HostileServer,
  sql: string,
  bind: unknown[] = [],
): Promise<T[]> => inTransaction(server.database.owner, everything, (tx) => query<T>(tx, sql, bind));
/** The SQLSTATE with which the database refuses a statement. */
export const stateOf = (server: HostileServer, sql: string, bind: unknown[] = []): Promise<unknown> =>
  rowsOf(server, sql, bind).then(
    () => 'accepted',
    (error: { original?: { code?: string } }) => error.original?.code,
  );
