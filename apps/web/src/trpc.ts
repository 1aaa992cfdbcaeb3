import type { AppRouter } from '@guanyun/api/router.ts';
import { signedProcedures, statementText } from '@guanyun/domain/evidence/approval.ts';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  splitLink,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { askCode } from './ask-code.ts';
import { signApproval } from './sign-approval.ts';

export type Failure = NonNullable<NonNullable<TRPCClientError<AppRouter>['data']>['failure']>;

/** What a failed call says for itself; null for a lost connection or a bug. */
export function failureOf(error: unknown): Failure | null {
  return error instanceof TRPCClientError
    ? ((error as TRPCClientError<AppRouter>).data?.failure ?? null)
    : null;
}

/** The answer's status, also where it was turned away before it came to a procedure; undefined: there was no answer. */
export function httpStatusOf(error: unknown): number | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const { data, meta } = error as TRPCClientError<AppRouter>;
  const response = meta?.response;
  return data?.httpStatus ?? (response instanceof Response ? response.status : undefined);
}
const OVERLOADED = 503;
const TRIES_WHEN_OVERLOADED = 4;

function leaveIfSignedOut(error: unknown): void {
  if (httpStatusOf(error) !== 401 || ['/sign-in', '/setup'].includes(window.location.pathname)) return;
  window.location.assign(
    `/sign-in?to=${encodeURIComponent(window.location.pathname + window.location.search)}`,
  );
}

/** A refusal is an answer: only lost connections, and questions for which the server had no time, are tried again. Acts never are. */
function retry(count: number, error: unknown): boolean {
  const status = httpStatusOf(error);
  return status === OVERLOADED ? count < TRIES_WHEN_OVERLOADED : count < 2 && status === undefined;
}
export const isOverloaded = (error: unknown): boolean => httpStatusOf(error) === OVERLOADED;

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveIfSignedOut }),
  // After any act everything shown may have changed; the pages are small enough to ask again.
  mutationCache: new MutationCache({
    onError: leaveIfSignedOut,
    // But after signing out nothing is left to ask for, and asking would send elsewhere than where the answer leads.
    onSuccess: (_answer, _input, _before, { meta }) =>
      meta?.signsOut === true ? undefined : queryClient.invalidateQueries(),
  }),
  defaultOptions: { queries: { retry, staleTime: 5_000 } },
});

/** Endless lists say in which direction they turn the page; the server's strict inputs know only the cursor. */
const cursorOnly: TRPCLink<AppRouter> = () => (call) => {
  const { input } = call.op;
  if (typeof input !== 'object' || input === null || !('direction' in input)) return call.next(call.op);
  const { direction: _direction, ...rest } = input;
  return call.next({ ...call.op, input: rest });
};

/** What an act that answers with a name bears besides the session: a signature of the device, or a one-time code. */
async function proofOf(path: string, input: unknown): Promise<object> {
  const { keys, codes } = await queryClient.fetchQuery(trpc.signing.means.queryOptions());
  if (keys.length > 0) {
    const approval = await signApproval(statementText(path, input), keys).catch(() => null);
    return approval === null ? {} : { approval };
  }
  const code = codes ? await askCode() : null;
  return code === null ? {} : { code };
}

/** Who does not sign, or gives no code, is told so by the server. */
const signed: TRPCLink<AppRouter> = () => (call) => {
  const { op, next } = call;
  if (op.type !== 'mutation' || !signedProcedures.has(op.path)) return next(op);
  return observable((observer) => {
    let gone = false;
    let inner: { unsubscribe(): void } | null = null;
    const send = (context: object): void => {
      if (!gone)
        inner = next({ ...op, context: { ...op.context, alone: true, ...context } }).subscribe(observer);
    };
    void proofOf(op.path, op.input).then(send, () => send({}));
    return () => {
      gone = true;
      inner?.unsubscribe();
    };
  });
};

let answeredAt = Date.now();
/** When the server last answered something that the person, and not the page by itself, asked for. */
export const lastAnswerAt = (): number => answeredAt;
const noted: TRPCLink<AppRouter> = () => (call) =>
  observable((observer) =>
    call.next(call.op).subscribe({
      next(answer) {
        if (call.op.context.quiet !== true) answeredAt = Date.now();
        observer.next(answer);
      },
      error: (error) => observer.error(error),
      complete: () => observer.complete(),
    }),
  );

/** What goes beside the body: the proof of who answers for an act, and that the page asked by itself, which is no use of a session. */
const headersOf = ({ approval, code, quiet }: Readonly<Record<string, unknown>>): Record<string, string> => ({
  ...server.headers,
  ...(typeof approval === 'string' ? { 'x-guanyun-approval': approval } : {}),
  ...(typeof code === 'string' ? { 'x-guanyun-code': code } : {}),
  ...(quiet === true ? { 'x-guanyun-quiet': '1' } : {}),
});

// A question may carry thousands of ids, more than an address holds.
const server = { url: '/trpc', methodOverride: 'POST', headers: { 'x-guanyun': '1' } } as const;
const client = createTRPCClient<AppRouter>({
  links: [
    cursorOnly,
    noted,
    signed,
    splitLink({
      // What must not wait for what happens to be asked at the same moment.
      condition: ({ context }) => context.alone === true,
      true: httpLink({
        ...server,
        headers: ({ op: { context } }) => headersOf(context),
      }),
      false: httpBatchLink({ ...server, maxItems: 10 }),
    }),
  ],
});

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });

/** Asks, without using the session, whether it goes on; the sign-in page follows if not. */
export const askStillSignedIn = (): Promise<void> =>
  client.session.me.query(undefined, { context: { alone: true, quiet: true } }).then(
    () => undefined,
    (error: unknown) => leaveIfSignedOut(error),
  );
