import { resolve } from 'node:path';
import { z } from 'zod';

/** A provider of identities (OpenID Connect) that the zone trusts to say who somebody is. */
export type OidcSettings = {
  /** Exactly as the provider writes it: `https://…`, or `http://` on this machine. */
  readonly issuer: string;
  readonly clientId: string;
  /** What the client proves itself with: a secret, or the PEM file (absolute) of a private key. */
  readonly credential: { readonly secret: string } | { readonly keyFile: string };
  /** What people call the provider. */
  readonly name: string;
  readonly scopes: string;
  /** Whether administrators may come in through it. */
  readonly administrators: boolean;
};

/** A text has a bounded length so that it fits on a button. */
const NAME_MAX = 20;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Tokens and names go over TLS, or do not leave the machine. */
export function isProtected(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, search, hash } = new URL(address);
  if (username !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}

/** The variables of single sign-on; all optional, since a zone may have none. */
export const oidcEnvironment = {
  GUANYUN_OIDC_ISSUER: z
    .string()
    .refine(
      isProtected,
      '须为 https:// 地址（本机可用 http://），不带账号、参数 / must be an https:// address (http:// on this machine) without user or query',
    )
    .optional(),
  GUANYUN_OIDC_CLIENT_ID: z.string().max(255).optional(),
  GUANYUN_OIDC_CLIENT_SECRET: z.string().optional(),
  GUANYUN_OIDC_CLIENT_KEY: z.string().optional(),
  GUANYUN_OIDC_NAME: z
    .string()
    .max(NAME_MAX, `最多 ${NAME_MAX} 字 / must have ${NAME_MAX} characters at most`)
    .default('统一身份'),
  GUANYUN_OIDC_SCOPES: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
    .refine((scopes) => scopes.includes('openid'), '须含 openid / must contain openid')
    .default(['openid', 'profile']),
  GUANYUN_OIDC_ADMINISTRATORS: z
    .enum(['on', 'off', '1', '0'], '须为 on、off、1、0 之一 / must be on, off, 1 or 0')
    .default('off')
    .transform((word) => word === 'on' || word === '1'),
};
type Given = z.output<z.ZodObject<typeof oidcEnvironment>> & {
  readonly GUANYUN_PUBLIC_URL?: string | undefined;
};

/** The provider that the environment names, or what is wrong with it, one line a variable; null: it names none. */
export function oidcOf(env: Given): OidcSettings | null | { readonly problems: readonly string[] } {
  const { GUANYUN_OIDC_ISSUER: issuer, GUANYUN_OIDC_CLIENT_ID: clientId } = env;
  const { GUANYUN_OIDC_CLIENT_SECRET: secret, GUANYUN_OIDC_CLIENT_KEY: keyFile } = env;
  if ([issuer, clientId, secret, keyFile].every((value) => value === undefined)) return null;
  const problems: string[] = [];
  const want = (name: string, missing: boolean): void => {
    if (missing)
      problems.push(`${name}：与其他 GUANYUN_OIDC_* 一并必填 / is required with the other GUANYUN_OIDC_*`);
  };
  want('GUANYUN_OIDC_ISSUER', issuer === undefined);
  want('GUANYUN_OIDC_CLIENT_ID', clientId === undefined);
  want('GUANYUN_OIDC_CLIENT_SECRET', secret === undefined && keyFile === undefined);
  if (secret !== undefined && keyFile !== undefined)
    problems.push(
      'GUANYUN_OIDC_CLIENT_KEY：与 GUANYUN_OIDC_CLIENT_SECRET 只能填一个 / cannot go with GUANYUN_OIDC_CLIENT_SECRET',
    );
  if (env.GUANYUN_PUBLIC_URL === undefined || !isProtected(new URL(env.GUANYUN_PUBLIC_URL).origin))
    problems.push(
      'GUANYUN_PUBLIC_URL：使用统一身份时必填，须为 https:// 地址 / must be an https:// address where GUANYUN_OIDC_* are set',
    );
  if (problems.length > 0 || issuer === undefined || clientId === undefined) return { problems };
  return {
    issuer,
    clientId,
    credential: keyFile === undefined ? { secret: secret ?? '' } : { keyFile: resolve(keyFile) },
    name: env.GUANYUN_OIDC_NAME,
    scopes: env.GUANYUN_OIDC_SCOPES.join(' '),
    administrators: env.GUANYUN_OIDC_ADMINISTRATORS,
  };
}
