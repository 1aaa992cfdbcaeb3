import type { Stack } from './stack.ts';

/** The answer of a call: what it gave, or the failure as the client sees it. */
export type Called<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly status: number;
      readonly failure: {
        kind: string;
        refusals?: { code: string; facts: Record<string, string> }[];
        problems?: unknown[];
      } | null;
    };

/** Somebody signed in, speaking HTTP as a browser of the same origin does. */
export type Client = {
  query<T>(procedure: string, input?: unknown): Promise<Called<T>>;
  mutate<T>(procedure: string, input: unknown, headers?: Record<string, string>): Promise<Called<T>>;
  upload(name: string, content: string): Promise<string>;
  download(path: string): Promise<Response>;
};

type Answer = { result?: { data: unknown }; error?: { data: { httpStatus: number; failure: never } } };

async function read<T>(response: Response): Promise<Called<T>> {
  const body = (await response.json()) as Answer;
  if (body.error !== undefined)
    return { ok: false, status: body.error.data.httpStatus, failure: body.error.data.failure };
  return { ok: true, value: body.result?.data as T };
}

const headersOf = (cookie: string): Record<string, string> => ({
  'content-type': 'application/json',
  'x-guanyun': '1',
  cookie,
});

/** Signs in with a case account. */
export async function signIn(stack: Stack, account: string): Promise<Client> {
  const password = stack.accounts.find((a) => a.account === account)?.password;
  if (password === undefined) throw new Error(`no account ${account}`);
  return signInWith(stack, account, password);
}

export async function signInWith(stack: Stack, account: string, password: string): Promise<Client> {
  const response = await fetch(`${stack.url}/trpc/session.signIn`, {
    method: 'POST',
    headers: headersOf(''),
    body: JSON.stringify({ account, password }),
  });
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  if (!response.ok)
    throw new Error(`sign-in of ${account} answered ${response.status}: ${await response.text()}`);
  return {
    query: async (procedure, input) => {
      const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return read(await fetch(`${stack.url}/trpc/${procedure}${search}`, { headers: headersOf(cookie) }));
    },
    mutate: async (procedure, input, headers = {}) =>
      read(
        await fetch(`${stack.url}/trpc/${procedure}`, {
          method: 'POST',
          headers: { ...headersOf(cookie), ...headers },
          body: JSON.stringify(input),
        }),
      ),
    download: (path) => fetch(`${stack.url}${path}`, { headers: { cookie } }),
    upload: async (name, content) => {
      const form = new FormData();
      form.append('file', new File([content], name, { type: 'application/pdf' }));
      const answer = await fetch(`${stack.url}/documents`, {
        method: 'POST',
        headers: { 'x-guanyun': '1', cookie },
        body: form,
      });
      if (!answer.ok) throw new Error(`upload answered ${answer.status}: ${await answer.text()}`);
      return ((await answer.json()) as { digest: string }).digest;
    },
  };
}
