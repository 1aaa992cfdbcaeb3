import { describe, expect, it } from 'vitest';
import { createPasswords } from './passwords.ts';
import { TooBusy, turnstile } from './turnstile.ts';

describe('passwords', () => {
  it('are argon2id with the agreed cost, and salted', async () => {
    const passwords = await createPasswords();
    const [a, b] = await Promise.all([passwords.hash('Correct-Horse-1'), passwords.hash('Correct-Horse-1')]);
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(a).not.toBe(b);
    expect(await passwords.verify(a, 'Correct-Horse-1')).toBe(true);
    expect(await passwords.verify(a, 'correct-horse-1')).toBe(false);
  });

  it('are never right for an unknown account, and take as long', async () => {
    const passwords = await createPasswords();
    const kept = await passwords.hash('x');
    const time = async (hash: string | null): Promise<number> => {
      const start = performance.now();
      for (let i = 0; i < 8; i += 1) expect(await passwords.verify(hash, 'no')).toBe(false);
      return performance.now() - start;
    };
    await time(kept);
    const [known, unknown] = [await time(kept), await time(null)];
    expect(unknown / known).toBeGreaterThan(0.4);
    expect(unknown / known).toBeLessThan(2.5);
  });
});

describe('the turnstile', () => {
  it('lets two in, some wait in order, and turns the rest away', async () => {
    const pass = turnstile(2, 3);
    const done: number[] = [];
    let inside = 0;
    let most = 0;
    const work = (n: number) =>
      pass(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((go) => setTimeout(go, 5));
        inside -= 1;
        done.push(n);
      });
    const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(work));
    expect(most).toBe(2);
    expect(done).toEqual([1, 2, 3, 4, 5]);
    const last = results[5];
    expect(last?.status === 'rejected' && last.reason).toBeInstanceOf(TooBusy);
    await expect(pass(async () => 'again')).resolves.toBe('again');
  });

  it('goes on after a failure', async () => {
    const pass = turnstile(1, 1);
    await expect(pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(pass(async () => 1)).resolves.toBe(1);
  });
});
