import type { Passkeys } from '@guanyun/application/kernel/passkeys.ts';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';

/** ES256, EdDSA, RS256: what devices have. */
const ALGORITHMS = [-7, -8, -257];

/** WebAuthn by SimpleWebAuthn. What cannot be read is no signature. */
export function createPasskeys(): Passkeys {
  return {
    async registered({ id, clientDataJSON, attestationObject }, { challenge, origin }) {
      try {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response: {
            ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
            response: { clientDataJSON, attestationObject },
          },
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: new URL(origin).hostname,
          requireUserVerification: true,
          supportedAlgorithmIDs: ALGORITHMS,
        });
        if (!verified || registrationInfo.credential.id !== id) return null;
        const { publicKey, counter } = registrationInfo.credential;
        return { publicKey: Buffer.from(publicKey).toString('base64url'), counter };
      } catch {
        return null;
      }
    },
    async verified(
      { id, clientDataJSON, authenticatorData, signature },
      { challenge, origin, publicKey, counter },
    ) {
      try {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: {
            ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
            response: { clientDataJSON, authenticatorData, signature },
          },
          expectedChallenge: challenge,
          expectedOrigin: origin,
          expectedRPID: new URL(origin).hostname,
          requireUserVerification: true,
          credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter },
        });
        return verified ? authenticationInfo.newCounter : null;
      } catch {
        return null;
      }
    },
  };
}
