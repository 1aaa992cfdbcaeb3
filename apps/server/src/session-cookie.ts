import type { FastifyReply, FastifyRequest } from 'fastify';

/** As long as a session can last at most; the server ends it earlier when it idles. */
const SECONDS_MAX = 8 * 3600;

/** `__Host-` ties the cookie to this very host and to TLS; browsers refuse that name over plain HTTP. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-guanyun' : 'guanyun');

/** The session's token in the browser: out of reach of scripts, never sent along from another site. */
export type SessionCookie = { readonly token: string | null; set(token: string): void; clear(): void };

export function sessionCookie(request: FastifyRequest, reply: FastifyReply, secure: boolean): SessionCookie {
  const name = cookieName(secure);
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;
  const token = request.cookies[name];
  return {
    token: token === undefined || token === '' ? null : token,
    set: (fresh) => void reply.setCookie(name, fresh, { ...options, maxAge: SECONDS_MAX }),
    clear: () => void reply.clearCookie(name, options),
  };
}
