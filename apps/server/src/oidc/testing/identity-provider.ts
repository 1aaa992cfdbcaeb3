import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import Provider, { type Grant } from 'oidc-provider';

/** A real provider (`oidc-provider`) on this machine: whoever enters a name is that person. */
export type IdentityProvider = {
  readonly issuer: string;
  /** The logout tokens that it sent. */
  readonly sent: string[];
  /** Ends a session of its own, or all of a subject's, and tells the client. @returns what the client answered */
  logOut(subject: string, session: string): Promise<number>;
  /** Answers nobody until it is let again. */
  away(is: boolean): void;
  stop(): Promise<void>;
};
export type ClientAtProvider = {
  readonly id: string;
  /** Where browsers reach the client. */
  readonly origin: string;
} & ({ readonly secret: string } | { readonly publicKey: object });

const FORM = (action: string) =>
  `<!doctype html><meta charset="utf-8"><title>示例统一身份</title><h1>示例统一身份</h1>
   <form method="post" action="${action}"><label>姓名 <input name="login" autofocus></label> <button>确认身份</button></form>
   <form method="post" action="${action}/cancel"><button>取消</button></form>`;

function clientMetadata(client: ClientAtProvider): object {
  const proof =
    'secret' in client
      ? { client_secret: client.secret }
      : { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [client.publicKey] } };
  return {
    client_id: client.id,
    ...proof,
    redirect_uris: [`${client.origin}/oidc/callback`],
    post_logout_redirect_uris: [`${client.origin}/sign-in`],
    backchannel_logout_uri: `${client.origin}/oidc/backchannel-logout`,
    backchannel_logout_session_required: true,
    default_acr_values: ['2'],
  };
}

function providerAt(issuer: string, client: ClientAtProvider, sent: string[]): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider: Provider = new Provider(issuer, {
    clients: [clientMetadata(client)],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    cookies: { keys: ['示例'] },
    acrValues: ['1', '2'],
    claims: { openid: ['sub'], profile: ['name'], acr: null, auth_time: null, sid: null },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    ttl: {
      Interaction: 600,
      Grant: 600,
      Session: 600,
      AccessToken: 600,
      IdToken: 600,
      AuthorizationCode: 60,
    },
    pkce: { required: () => true },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `示例 ${id}` }),
    }),
    async loadExistingGrant({
      oidc,
    }: {
      oidc: { client: { clientId: string }; session: { accountId: string } };
    }) {
      const grant: Grant = new provider.Grant({
        accountId: oidc.session.accountId,
        clientId: oidc.client.clientId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    // Its own way refuses to call this machine.
    fetch: (address: string, { method, headers, body, redirect }: Required<RequestInit>) => {
      sent.push(new URLSearchParams(String(body)).get('logout_token') ?? '');
      return fetch(address, { method, headers, body, redirect });
    },
  });
  return provider;
}

async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url ?? '';
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(FORM(path));
    return;
  }
  const login = new URLSearchParams(await text(request)).get('login') ?? '';
  await provider.interactionFinished(
    request,
    response,
    path.endsWith('/cancel')
      ? { error: 'access_denied', error_description: '示例' }
      : { login: { accountId: login, acr: '2' } },
  );
}

/** `clientOf` is told the issuer, since the client's address may follow from it. */
export async function startIdentityProvider(client: ClientAtProvider): Promise<IdentityProvider> {
  const sent: string[] = [];
  let [isAway, provider]: [boolean, Provider | null] = [false, null];
  const server: Server = createServer((request, response) => {
    if (isAway || provider === null) request.socket.destroy();
    else if (request.url?.startsWith('/interaction/') === true)
      interact(provider, request, response).catch((error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      });
    else provider.callback()(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made = providerAt(issuer, client, sent);
  provider = made;
  return {
    issuer,
    sent,
    async logOut(subject, session) {
      const told = await made.Client.find(client.id);
      try {
        await told?.backchannelLogout(subject, session);
        return 200;
      } catch (error) {
        const { response } = error as { response?: { status: number } };
        if (response === undefined) throw error;
        return response.status;
      }
    },
    away(is) {
      isAway = is;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
