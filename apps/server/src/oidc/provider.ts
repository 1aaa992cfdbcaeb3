import { HOURS_MAX } from '@guanyun/application/organizations/sign-in.ts';
import type { ProvenSignIn, ProviderLogout } from '@guanyun/application/organizations/sign-in-by-provider.ts';
import { jwtVerify } from 'jose';
import * as client from 'openid-client';
import { z } from 'zod';
import { codeOf, type Found, keepDiscovered, ProviderAway, SKEW_SECONDS } from './discovery.ts';
import type { OidcSettings } from './oidc-settings.ts';

/** The provider, or whoever speaks in its name, answered what is not to be believed, or said no. `reason` has no token in it. */
export class AnswerRefused extends Error {
  override readonly name = 'AnswerRefused';
  readonly code: 'REFUSED_THERE' | 'ANSWER_BAD';
  readonly reason: string;
  constructor(code: AnswerRefused['code'], reason: string) {
    super(reason);
    this.code = code;
    this.reason = reason;
  }
}

/** What ties an answer to its question, in the browser that asked. */
type Checks = { readonly state: string; readonly nonce: string; readonly verifier: string };
/** A sign-in as the provider vouches for it, with its ID token for the farewell. */
type Vouched = ProvenSignIn & { readonly idToken: string };
export type Provider = {
  readonly settings: OidcSettings;
  reachable(): Promise<boolean>;
  /** @param anew whether the person proves who it is even if the provider knows it still */
  begin(anew: boolean): Promise<Checks & { readonly url: string }>;
  /** @throws AnswerRefused, ProviderAway */
  finish(answer: URL, checks: Checks): Promise<Vouched>;
  /** Where to leave at the provider; null where it offers no such place. */
  farewell(idToken: string | null): Promise<string | null>;
  /** @throws AnswerRefused where the token is no logout token of the provider for us, ProviderAway */
  readLogout(token: string): Promise<ProviderLogout>;
};

/** Who proved itself to the provider longer ago does it anew: a session here is no older either. */
const AGE_SECONDS = HOURS_MAX * 3600;
const LOGOUT_AGE_SECONDS = 300;
/** What a provider signs with; never a shared secret, never nothing. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];

const zName = z.string().min(1).max(255);
const zLogout = z.object({
  iat: z.number(),
  jti: zName,
  sub: zName.optional(),
  sid: zName.optional(),
  events: z.object({ 'http://schemas.openid.net/event/backchannel-logout': z.object({}) }),
});

/** What to make of an error of the client: said no, away, or not to be believed. */
function judged(error: unknown): Error {
  if (error instanceof client.AuthorizationResponseError)
    return new AnswerRefused('REFUSED_THERE', `authorization: ${error.error.slice(0, 60)}`);
  if (error instanceof client.ResponseBodyError)
    return new AnswerRefused('ANSWER_BAD', `token: ${error.error.slice(0, 60)}`);
  const { cause } = error as { cause?: unknown };
  const broken = cause instanceof Response && cause.status >= 500;
  const network = error instanceof TypeError || ['OAUTH_TIMEOUT', 'ERR_JWKS_TIMEOUT'].includes(codeOf(error));
  if (broken || network) return new ProviderAway(codeOf(error));
  return new AnswerRefused('ANSWER_BAD', codeOf(error));
}
const orJudged = (error: unknown): never => {
  throw judged(error);
};

const timeOf = (seconds: number): Date => new Date(seconds * 1000);
const textOf = (value: unknown): string | null => zName.safeParse(value).data ?? null;

function signInOf(claims: client.IDToken, idToken: string): Vouched {
  const subject = textOf(claims.sub);
  if (subject === null) throw new AnswerRefused('ANSWER_BAD', 'no subject');
  return {
    issuer: claims.iss,
    subject,
    name: textOf(claims.name) ?? textOf(claims.preferred_username) ?? subject,
    providerSession: textOf(claims.sid),
    issuedAt: timeOf(claims.iat),
    authTime: claims.auth_time === undefined ? null : timeOf(claims.auth_time),
    acr: textOf(claims.acr),
    idToken,
  };
}

async function logoutOf({ config, keys }: Found, clientId: string, token: string): Promise<ProviderLogout> {
  const { issuer } = config.serverMetadata();
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    typ: 'logout+jwt',
    algorithms: ALGORITHMS,
    clockTolerance: SKEW_SECONDS,
    maxTokenAge: LOGOUT_AGE_SECONDS,
    requiredClaims: ['exp', 'jti', 'events'],
  }).catch(orJudged);
  const claims = zLogout.safeParse(payload).data;
  if (claims === undefined || 'nonce' in payload || (claims.sub ?? claims.sid) === undefined)
    throw new AnswerRefused('ANSWER_BAD', 'not a logout token');
  const { jti, sub, sid, iat } = claims;
  return {
    issuer,
    tokenId: jti,
    subject: sub ?? null,
    providerSession: sid ?? null,
    issuedAt: timeOf(iat),
  };
}

/** The question that the browser takes to the provider. */
async function question(
  config: client.Configuration,
  { scopes }: OidcSettings,
  redirect: string,
  anew: boolean,
): Promise<Checks & { url: string }> {
  const [state, nonce, verifier] = [
    client.randomState(),
    client.randomNonce(),
    client.randomPKCECodeVerifier(),
  ];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: scopes,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    max_age: String(AGE_SECONDS),
    ...(anew ? { prompt: 'login' } : {}),
  });
  return { state, nonce, verifier, url: url.href };
}

/**
 * The provider that the settings name, by `openid-client`; nothing is asked of it before somebody needs it.
 * @param report told why it cannot be reached
 * @throws BadClientKey
 */
export async function createProvider(
  settings: OidcSettings,
  origin: string,
  report: (reason: string) => void,
  freshMilliseconds?: number,
): Promise<Provider> {
  const { reachable, here } = await keepDiscovered(settings, report, freshMilliseconds);
  return {
    settings,
    reachable,
    begin: async (anew) => question((await here()).config, settings, `${origin}/oidc/callback`, anew),
    async finish(answer, { state, nonce, verifier }) {
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
      const tokens = await client
        .authorizationCodeGrant((await here()).config, answer, {
          ...checks,
          idTokenExpected: true,
          maxAge: AGE_SECONDS,
        })
        .catch(orJudged);
      const claims = tokens.claims();
      if (claims === undefined || tokens.id_token === undefined)
        throw new AnswerRefused('ANSWER_BAD', 'no ID token');
      return signInOf(claims, tokens.id_token);
    },
    async farewell(idToken) {
      const { config } = await here();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const hint = idToken === null ? {} : { id_token_hint: idToken };
      const to = { post_logout_redirect_uri: `${origin}/sign-in`, ...hint };
      return client.buildEndSessionUrl(config, to).href;
    },
    readLogout: async (token) => logoutOf(await here(), settings.clientId, token),
  };
}
