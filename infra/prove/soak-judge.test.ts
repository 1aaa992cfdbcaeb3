import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Random } from '../verify/testing/random.ts';
import {
  type Memory,
  recoveredAfter,
  slopeOf,
  slopesOf,
  wrongInBurst,
  wrongInLoad,
  wrongInMemory,
} from './soak-judge.ts';
import { type Answered, burst, steadyLoad } from './soak-load.ts';
import { Desk } from './soak-mix.ts';

const random = new Random(36);

/** Half an hour of a process: a heap that is collected again and again, noise of 20 MB, and what leaks. */
const halfHour = (leak: { resident: number; heap: number }): Memory[] =>
  Array.from({ length: 1800 }, (_, second) => {
    const minute = second / 60;
    const used = (second * 7) % 60;
    // While it warms up it grows by far more.
    const warming = Math.min(minute, 4) * 30;
    return {
      minute,
      resident: 300 + warming + leak.resident * minute + random.below(20),
      heap: 90 + warming / 2 + used + leak.heap * minute,
    };
  });
const judged = (leak: { resident: number; heap: number }) => wrongInMemory(slopesOf(halfHour(leak), 5));

describe('what is said of memory', () => {
  it('is the slope of the line through the points', () => {
    expect(
      slopeOf([
        [0, 1],
        [1, 3],
        [2, 5],
      ]),
    ).toBe(2);
    expect(slopeOf([[1, 5]])).toBe(0);
  });

  it('finds a leak of a little more than a megabyte a minute, in the process or in the heap alone', () => {
    expect(judged({ resident: 0, heap: 0 })).toEqual([]);
    expect(judged({ resident: 0.8, heap: 0.8 })).toEqual([]);
    expect(judged({ resident: 1.3, heap: 0 })).toEqual([
      expect.stringMatching(/^resident memory grows by 1\.\d\d/),
    ]);
    expect(judged({ resident: 0, heap: 1.3 })).toEqual([
      expect.stringMatching(/^heap memory grows by 1\.\d\d/),
    ]);
    expect(judged({ resident: 5, heap: 5 })).toHaveLength(2);
  });

  it('takes a series that says nothing for no proof', () => {
    expect(wrongInMemory({ resident: Number.NaN, heap: 0 })).toHaveLength(1);
  });
});

const answered = (status: number, rest: Partial<Answered> = {}): Answered => ({
  ...{ kind: 'list', status, millis: 20, at: 0, retryAfter: undefined, ...rest },
});
const well = [{ status: 200, millis: 10 }];

describe('what is said of answers', () => {
  it('finds one answer of many that is not 200, and requests that were never sent', () => {
    const many = Array.from({ length: 1000 }, () => answered(200));
    expect(wrongInLoad(many, 1000)).toEqual([]);
    expect(wrongInLoad([...many, answered(500), answered(0)], 1000)).toEqual([
      'list answered 500 × 1',
      'list answered 0 × 1',
    ]);
    expect(wrongInLoad(many, 1100)).toEqual(['1000 answers of 1100 that were due']);
  });

  it('finds in a burst every other answer, a 503 without its time, and a server that turns nobody away', () => {
    const away = answered(503, { retryAfter: '2' });
    expect(wrongInBurst([answered(200), answered(429), away], well)).toEqual([]);
    expect(wrongInBurst([answered(200), away, answered(500)], well)).toEqual(['answered 500 list × 1']);
    expect(wrongInBurst([answered(200), away, answered(503)], well)).toEqual([
      '503 without Retry-After list × 1',
    ]);
    expect(wrongInBurst([answered(200)], well)).toEqual(['nobody was turned away']);
    expect(wrongInBurst([away], well)).toEqual(['nobody was served']);
    expect(wrongInBurst([answered(200), away], [])).toHaveLength(1);
    expect(wrongInBurst([answered(200), away], [...well, { status: 0, millis: 5000 }])).toHaveLength(1);
  });

  it('says from which second on all is well', () => {
    const seconds = Array.from({ length: 10 }, (_, at) => answered(200, { at: at + 0.5 }));
    expect(recoveredAfter(seconds)).toBe(0);
    expect(recoveredAfter([...seconds, answered(503, { at: 3.2 })])).toBe(4);
    expect(recoveredAfter([...seconds, answered(200, { at: 2.4, millis: 400 })], 300)).toBe(3);
    expect(recoveredAfter([...seconds, answered(503, { at: 9.9 })])).toBe(Number.POSITIVE_INFINITY);
    expect(recoveredAfter([])).toBe(Number.POSITIVE_INFINITY);
  });
});

let close: (() => void) | undefined;
afterEach(() => close?.());

/** A server that answers as it is told to, and the desks that ask it. */
async function plainServer(answer: (n: number) => number | 'never'): Promise<{ url: string; desks: Desk[] }> {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    const status = answer(asked);
    if (status !== 'never') response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const speaker = { cookie: 'a=b' } as never;
  const places = { today: '2026-11-23', companies: new Map(), receipts: [] };
  const desks = Array.from(
    { length: 10 },
    () => new Desk({ account: 'gwh.shencha', speaker, cases: [] }, { list: 1, assets: 1 }, places),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, desks };
}

describe('the load itself', () => {
  it('asks so often a second, and tells of an answer that is wrong', async () => {
    const { url, desks } = await plainServer((n) => (n === 50 ? 500 : 200));
    const { answers } = await steadyLoad(url, desks, { rate: 50, seconds: 3 });
    expect(answers.length).toBeGreaterThan(120);
    expect(answers.length).toBeLessThan(170);
    expect(wrongInLoad(answers, 1)).toEqual([expect.stringMatching(/^(list|assets) answered 500 × 1$/)]);
  }, 20_000);

  it('tells in a burst of a server without a door, and of one that leaves somebody without an answer', async () => {
    const { url, desks } = await plainServer((n) => (n === 50 ? 'never' : 200));
    const { answers } = await burst(url, desks, 3, 1);
    const wrong = wrongInBurst(answers, well);
    expect(wrong).toEqual([expect.stringMatching(/^answered 0 .*timed out/), 'nobody was turned away']);
  }, 20_000);
});
