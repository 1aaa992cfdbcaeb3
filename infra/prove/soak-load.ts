import autocannon from 'autocannon';
import type { Desk } from './soak-mix.ts';

/** One answer. `status` is 0 where there was none: refused or broken connections, and what took longer than the wait. */
export type Answered = {
  readonly kind: string;
  readonly status: number;
  readonly millis: number;
  /** Seconds since the load began. */
  readonly at: number;
  readonly retryAfter: string | undefined;
};
/** What a load brought back, and the ids of the acts that were acknowledged. */
export type Heard = { readonly answers: Answered[]; readonly acts: string[] };

/** Longer than the pool lets anybody wait for a connection (10 s), shorter than the server's own end of a request. */
const HANG_SECONDS = 15;

type Run = {
  readonly url: string;
  readonly seconds: number;
  readonly rate?: number;
  readonly hangSeconds?: number;
};

/** One connection of one person: what it asks is made when it is its turn, and what comes back is heard. */
function listen(client: autocannon.Client, desk: Desk, heard: Heard, began: number): void {
  let asked = desk.next();
  let answer: Omit<Answered, 'millis'> | null = null;
  client.setRequests([
    {
      setupRequest(request) {
        asked = desk.next();
        const { method, path, body } = asked;
        const json = body === undefined ? {} : { 'content-type': 'application/json' };
        return {
          ...request,
          method,
          path,
          body,
          headers: { cookie: desk.cookie, 'x-guanyun': '1', ...json },
        };
      },
      onResponse(status, body, _, headers) {
        const retryAfter = Object.entries(headers ?? {}).find(
          ([name]) => name.toLowerCase() === 'retry-after',
        );
        const at = (performance.now() - began) / 1000;
        answer = { kind: asked.kind, status, at, retryAfter: retryAfter?.[1] as string | undefined };
        if (status !== 200) return;
        if (asked.act !== undefined) heard.acts.push(asked.act);
        asked.take?.(body);
      },
    },
  ]);
  // Comes right after `onResponse` of the same answer, with the time it took.
  client.on('response', (_, __, millis) => {
    if (answer !== null) heard.answers.push({ ...answer, millis });
    answer = null;
  });
}

function cannon(
  desks: readonly Desk[],
  heard: Heard,
  { url, seconds, rate, hangSeconds = HANG_SECONDS }: Run,
  began: number,
) {
  let next = 0;
  return new Promise<void>((done, failed) => {
    const running = autocannon(
      {
        ...{ url, duration: seconds, connections: desks.length, timeout: hangSeconds },
        // Its correction takes the interval between requests for a millisecond; what was left out is seen by the rate reached.
        ...(rate === undefined ? {} : { overallRate: rate, ignoreCoordinatedOmission: true }),
        setupClient(client) {
          const desk = desks[next];
          next += 1;
          if (desk !== undefined) listen(client, desk, heard, began);
        },
      },
      (error) => (error ? failed(error) : done()),
    );
    running.on('reqError', (error) =>
      heard.answers.push({
        ...{ kind: error.message, status: 0, millis: hangSeconds * 1000, retryAfter: undefined },
        at: (performance.now() - began) / 1000,
      }),
    );
  });
}

/**
 * So many requests a second in all, for so long. A connection asks for its share of each second one request after the other, so the
 * connections begin spread over a second: all at once they would be a burst.
 */
export async function steadyLoad(
  url: string,
  desks: readonly Desk[],
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Heard> {
  const heard: Heard = { answers: [], acts: [] };
  const began = performance.now();
  const share = rate / desks.length;
  if (!Number.isInteger(share)) throw new Error(`${rate} a second cannot be shared by ${desks.length} alike`);
  await Promise.all(
    desks.map(async (desk, at) => {
      await new Promise((go) => setTimeout(go, (at * 1000) / desks.length));
      await cannon([desk], heard, { url, seconds, rate: share }, began);
    }),
  );
  return heard;
}

/** All of them at once, each as fast as it goes. */
export async function burst(
  url: string,
  desks: readonly Desk[],
  seconds: number,
  hangSeconds?: number,
): Promise<Heard> {
  const heard: Heard = { answers: [], acts: [] };
  const patience = hangSeconds === undefined ? {} : { hangSeconds };
  await cannon(desks, heard, { url, seconds, ...patience }, performance.now());
  return heard;
}
