const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** What a device signs of a statement: its SHA-256, base64url. */
export const challengeOf = async (statement: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(statement))));

/** Has one of these keys sign the statement on the person's device; the header that carries it. */
export async function signApproval(statement: string, keys: readonly string[]): Promise<string> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const { id, response } = await startAuthentication({
    optionsJSON: {
      challenge: await challengeOf(statement),
      rpId: window.location.hostname,
      allowCredentials: keys.map((key) => ({ id: key, type: 'public-key' as const })),
      userVerification: 'required',
    },
  });
  const { clientDataJSON, authenticatorData, signature } = response;
  return base64url(
    new TextEncoder().encode(JSON.stringify({ id, clientDataJSON, authenticatorData, signature })),
  );
}
