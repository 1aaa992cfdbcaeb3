import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

/** A provider that says whatever a test wants, rightly signed unless it is asked otherwise. */
export type EvilProvider = {
  readonly issuer: string;
  /** What the next token endpoint answers with; a number: that status without a token. */
  answer: Forged | number;
  /** What its metadata says besides, or otherwise. */
  metadata: Readonly<Record<string, unknown>>;
  /** How often a code was brought to it. */
  readonly brought: string[];
  sign(forged: Forged): Promise<string>;
  /** Stops and starts answering. */
  away(is: boolean): void;
  stop(): Promise<void>;
};
/** A token: its claims, of which `undefined` ones are left out, and how it is signed. */
export type Forged = {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly signed?: 'rightly' | 'by another' | 'by nobody' | 'with the secret';
};

const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

export async function startEvilProvider(secret: string): Promise<EvilProvider> {
  const [own, other] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const keys = [{ ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }];
  let [isAway, issuer] = [false, ''];
  const sign = async ({ claims, header = {}, signed = 'rightly' }: Forged): Promise<string> => {
    const told = JSON.parse(JSON.stringify(claims)) as JWTPayload;
    if (signed === 'by nobody') return new UnsecuredJWT(told).encode();
    if (signed === 'with the secret')
      return new SignJWT(told)
        .setProtectedHeader({ alg: 'HS256', ...header })
        .sign(new TextEncoder().encode(secret));
    const key = signed === 'rightly' ? own.privateKey : other.privateKey;
    return new SignJWT(told).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key);
  };
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (isAway) request.socket.destroy();
    else if (path === '/.well-known/openid-configuration')
      json(response, {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        // It would sign with anything, and says so.
        id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
        authorization_response_iss_parameter_supported: true,
        ...evil.metadata,
      });
    else if (path === '/jwks') json(response, { keys });
    else if (path === '/token') {
      evil.brought.push(request.url ?? '');
      if (typeof evil.answer === 'number') json(response, { error: 'invalid_grant' }, evil.answer);
      else
        sign(evil.answer).then(
          (id_token) => json(response, { access_token: 'x', token_type: 'Bearer', id_token }),
          (error: unknown) => json(response, { error: String(error) }, 500),
        );
    } else json(response, {}, 404);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const evil: EvilProvider = {
    ...{ issuer, answer: 400, metadata: {}, brought: [], sign },
    away(is) {
      isAway = is;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return evil;
}
