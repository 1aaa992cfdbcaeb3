import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Seal } from './sealed-cookie.ts';

const zFlow = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The own path to go to afterwards. */
  to: z.string(),
  /** The account that links, while signed in; null: somebody signs in. */
  link: z.string().nullable(),
  /** Digest of the token of the session that the browser has. */
  previous: z.string().nullable(),
});
const zWaiting = z.object({
  account: z.string(),
  identity: z.object({ issuer: z.string(), subject: z.string(), name: z.string() }),
});
const zFarewell = z.object({ session: z.string(), idToken: z.string().nullable() });
const schemas = { flow: zFlow, identity: zWaiting, farewell: zFarewell } as const;
type Kind = keyof typeof schemas;
type Values = { [K in Kind]: z.output<(typeof schemas)[K]> };
/** Each kind's schema, as one that reads its value: so that the kind in hand decides the type. */
const reading: { readonly [K in Kind]: z.ZodType<Values[K]> } = schemas;

const MINUTE = 60_000;
const kept = {
  /** Alone comes back from another site, with the provider's redirect. */
  flow: { milliseconds: 10 * MINUTE, sameSite: 'lax' },
  identity: { milliseconds: 10 * MINUTE, sameSite: 'strict' },
  farewell: { milliseconds: 8 * 60 * MINUTE, sameSite: 'strict' },
} as const;

/** Browsers keep 4096 bytes of a cookie with its name. */
const BYTES_MAX = 3800;

/** What the browser keeps of a sign-in through the provider: sealed, out of reach of scripts, for this host alone. */
export type OidcCookies = {
  read<K extends Kind>(kind: K): Values[K] | null;
  /** @returns whether a browser will keep it */
  set<K extends Kind>(kind: K, value: Values[K]): boolean;
  clear(kind: Kind): void;
};

export function oidcCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  { seal, secure }: { readonly seal: Seal; readonly secure: boolean },
): OidcCookies {
  const nameOf = (kind: Kind) => `${secure ? '__Host-' : ''}guanyun-${kind}`;
  const options = (kind: Kind) =>
    ({ path: '/', httpOnly: true, secure, sameSite: kept[kind].sameSite }) as const;
  return {
    read: (kind) => seal.open(kind, reading[kind], request.cookies[nameOf(kind)]),
    set(kind, value) {
      const { milliseconds } = kept[kind];
      const text = seal.close(kind, value, milliseconds);
      if (text.length > BYTES_MAX) return false;
      reply.setCookie(nameOf(kind), text, { ...options(kind), maxAge: milliseconds / 1000 });
      return true;
    },
    clear: (kind) => void reply.clearCookie(nameOf(kind), options(kind)),
  };
}
