import { statementText } from '@guanyun/domain/evidence/approval.ts';
import { startRegistration } from '@simplewebauthn/browser';
import { challengeOf } from '../../sign-approval.ts';

type NewKey = { id: string; clientDataJSON: string; attestationObject: string };

/** Asks the device for a new key for this account and address; the person is verified by the device. */
export async function makeKey(asked: { requestId: string; name: string; account: string }): Promise<NewKey> {
  const { requestId, name, account } = asked;
  const { id, response } = await startRegistration({
    optionsJSON: {
      challenge: await challengeOf(statementText('signing.add', { requestId, name })),
      rp: { id: window.location.hostname, name: '管运' },
      user: { id: btoa(account).replaceAll('=', ''), name: account, displayName: account },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ alg, type: 'public-key' as const })),
      authenticatorSelection: { userVerification: 'required', residentKey: 'discouraged' },
      attestation: 'none',
    },
  });
  return { id, clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject };
}
