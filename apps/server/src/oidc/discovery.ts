import { createRemoteJWKSet } from 'jose';
import * as client from 'openid-client';
import { clientAuthOf } from './client-credential.ts';
import { isProtected, type OidcSettings } from './oidc-settings.ts';

/** The provider does not answer, or answers what is none. */
export class ProviderAway extends Error {
  override readonly name = 'ProviderAway';
}

/** What is known of a provider that has answered: the client for it, and its public keys, fetched when they are needed. */
export type Found = {
  readonly config: client.Configuration;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
};
export type Discovery = {
  /** Whether its metadata could be had lately; asks again where that is longer ago. */
  reachable(): Promise<boolean>;
  /** @throws ProviderAway where it never answered */
  here(): Promise<Found>;
};

const TIMEOUT_SECONDS = 5;
/** Clocks of two machines may differ by so much. */
export const SKEW_SECONDS = 30;
const FRESH_MS = 30_000;

/** What happened, without a token: the error's code, else its kind. */
export const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
};

/** The provider is exactly the one that was set, and every address that it names is as protected as its issuer. */
function checkMetadata(config: client.Configuration, issuer: string): void {
  const meta = config.serverMetadata();
  if (meta.issuer !== issuer) throw new ProviderAway('another issuer');
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const)
    if (!isProtected((meta[name] ?? '').split('?')[0] ?? '')) throw new ProviderAway(`bad ${name}`);
}

/**
 * Finds the provider out from its issuer and keeps what it said; what it said once holds on while it is away.
 * @param report told why it cannot be reached
 */
export async function keepDiscovered(
  settings: OidcSettings,
  report: (reason: string) => void,
  freshMilliseconds = FRESH_MS,
): Promise<Discovery> {
  const auth = await clientAuthOf(settings.credential);
  // The issuer is on this machine then: see its setting.
  const local = settings.issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  let known: Found | null = null;
  let tried = { at: Number.NEGATIVE_INFINITY, right: false };
  let asking: Promise<boolean> | null = null;

  async function ask(): Promise<boolean> {
    let right = true;
    try {
      const metadata = { [client.clockTolerance]: SKEW_SECONDS };
      const config = await client.discovery(new URL(settings.issuer), settings.clientId, metadata, auth, {
        timeout: TIMEOUT_SECONDS,
        execute: [client.enableNonRepudiationChecks, ...local],
      });
      checkMetadata(config, settings.issuer);
      const address = new URL(config.serverMetadata().jwks_uri ?? '');
      const same = known?.config.serverMetadata().jwks_uri === address.href ? known.keys : null;
      known = {
        config,
        keys: same ?? createRemoteJWKSet(address, { timeoutDuration: TIMEOUT_SECONDS * 1000 }),
      };
    } catch (error) {
      right = false;
      report(error instanceof ProviderAway ? error.message : codeOf(error));
    }
    tried = { at: Date.now(), right };
    asking = null;
    return right;
  }
  async function reachable(): Promise<boolean> {
    if (Date.now() - tried.at < freshMilliseconds) return tried.right;
    // One question at a time, whoever asks.
    asking ??= ask();
    return asking;
  }
  return {
    reachable,
    async here() {
      if (known === null) await reachable();
      if (known === null) throw new ProviderAway('discovery');
      return known;
    },
  };
}
