import { randomUUID } from 'node:crypto';

/** One signed-in account of the example, speaking HTTP as a browser of the same origin does. Failures throw. */
export type Speaker = {
  /** What its browser sends along. */
  readonly cookie: string;
  query<T>(procedure: string, input?: unknown): Promise<T>;
  act<T>(procedure: string, input: Record<string, unknown>): Promise<T>;
  /** Hands in a file and gives its digest. */
  upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string>;
};

const own = { 'x-guanyun': '1' };
const json = { ...own, 'content-type': 'application/json' };

async function answerOf<T>(what: string, response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what} answered ${response.status}: ${text.slice(0, 2000)}`);
  return (JSON.parse(text) as { result: { data: T } }).result.data;
}

/** Signs in; the session outlives a restart of the server on a copy of the same database. */
export async function signIn(url: string, account: string, password: string): Promise<Speaker> {
  const body = JSON.stringify({ account, password });
  const response = await fetch(`${url}/trpc/session.signIn`, { method: 'POST', headers: json, body });
  await answerOf(`sign-in of ${account}`, response);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return {
    cookie,
    async query(procedure, input) {
      const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return answerOf(
        procedure,
        await fetch(`${url}/trpc/${procedure}${search}`, { headers: { ...json, cookie } }),
      );
    },
    async act(procedure, input) {
      const sent = JSON.stringify({ requestId: randomUUID(), ...input });
      const request = { method: 'POST', headers: { ...json, cookie }, body: sent };
      return answerOf(procedure, await fetch(`${url}/trpc/${procedure}`, request));
    },
    async upload(name, content) {
      const form = new FormData();
      form.append('file', new File([content], name, { type: 'application/pdf' }));
      const request = { method: 'POST', headers: { ...own, cookie }, body: form };
      const kept = await fetch(`${url}/documents`, request);
      if (!kept.ok) throw new Error(`upload answered ${kept.status}: ${await kept.text()}`);
      return ((await kept.json()) as { digest: string }).digest;
    },
  };
}
