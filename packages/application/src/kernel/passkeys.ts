/** What a device answers when it signs; binary as base64url (WebAuthn). */
export type Assertion = {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
};
/** What a browser hands over of a new key. */
export type NewPasskey = {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
};
type Expected = { readonly challenge: string; readonly origin: string };

/** Judges what devices answer: only with the person verified by the device (PIN, finger, face), only for this origin. */
export type Passkeys = {
  /** @returns the key, or null where it is not one for this challenge and origin */
  registered(key: NewPasskey, expected: Expected): Promise<{ publicKey: string; counter: number } | null>;
  /** @returns how far the key has counted, or null where the signature is not the key's over the challenge */
  verified(
    assertion: Assertion,
    expected: Expected & { readonly publicKey: string; readonly counter: number },
  ): Promise<number | null>;
};

/** What came with an act that asks for a signature; `statement` is what must be signed, `code` a one-time code in its place. */
export type Approval = {
  readonly statement: () => string;
  readonly assertion: Assertion | null;
  readonly code: string | null;
  readonly origin: string;
};
