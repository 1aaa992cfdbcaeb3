import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { importPKCS8 } from 'jose';
import * as client from 'openid-client';
import type { OidcSettings } from './oidc-settings.ts';

/** The file of the client's key cannot be used. */
export class BadClientKey extends Error {
  override readonly name = 'BadClientKey';
}

const algorithmOf = (key: KeyObject): string | null => {
  if (key.asymmetricKeyType === 'rsa') return 'RS256';
  return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : null;
};

async function keyIn(file: string): Promise<{ pem: string; algorithm: string }> {
  try {
    const key = createPrivateKey(await readFile(file));
    const algorithm = algorithmOf(key);
    if (algorithm === null) throw new Error('neither RSA nor P-256');
    return { pem: key.export({ type: 'pkcs8', format: 'pem' }) as string, algorithm };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : '';
    throw new BadClientKey(
      `GUANYUN_OIDC_CLIENT_KEY：不是可用的 RSA 或 P-256 私钥文件 / is not a usable file of an RSA or P-256 private key: ${reason}`,
    );
  }
}

/** What both the client's proof and the sealed cookies rest on. */
export const secretOf = async (credential: OidcSettings['credential']): Promise<string> =>
  'secret' in credential ? credential.secret : (await keyIn(credential.keyFile)).pem;

/**
 * How the client proves itself at the token endpoint: `private_key_jwt` with a key; with a secret by the header, or in the body
 * where the provider takes nothing else.
 * @throws BadClientKey
 */
export async function clientAuthOf(credential: OidcSettings['credential']): Promise<client.ClientAuth> {
  if ('keyFile' in credential) {
    const { pem, algorithm } = await keyIn(credential.keyFile);
    return client.PrivateKeyJwt(await importPKCS8(pem, algorithm));
  }
  const [basic, post] = [
    client.ClientSecretBasic(credential.secret),
    client.ClientSecretPost(credential.secret),
  ];
  return (server, ...rest) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (taken.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}
