import { type SignInPolicy, signInPolicy } from '@guanyun/domain/organizations/credentials.ts';
import { z } from 'zod';

const IDLE_MAX = 480;

/** How people sign in, from the environment. */
export const signInEnvironment = {
  GUANYUN_SECOND_FACTOR: z
    .enum(['offered', 'required'], '须为 offered、required 之一 / must be offered or required')
    .default(signInPolicy.secondFactor),
  GUANYUN_IDLE_MINUTES: z
    .string()
    .regex(/^\d{1,3}$/, '须为 2 到 480 的整数 / must be a whole number from 2 to 480')
    .transform(Number)
    .refine(
      (minutes) => minutes >= 2 && minutes <= IDLE_MAX,
      '须为 2 到 480 的整数 / must be a whole number from 2 to 480',
    )
    .default(signInPolicy.idleMinutes),
};

export const signInOf = (env: {
  readonly GUANYUN_SECOND_FACTOR: SignInPolicy['secondFactor'];
  readonly GUANYUN_IDLE_MINUTES: number;
}): SignInPolicy => ({
  secondFactor: env.GUANYUN_SECOND_FACTOR,
  idleMinutes: env.GUANYUN_IDLE_MINUTES,
});
