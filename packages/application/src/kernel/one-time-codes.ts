/** Makes and judges one-time codes (TOTP, RFC 6238): six digits, a step of thirty seconds, one step early or late. */
export type OneTimeCodes = {
  /** A new secret of 160 bits, in base32. */
  secret(): string;
  /** What an authenticator reads from a picture: `otpauth://totp/…`. */
  address(secret: string, account: string, zone: string): string;
  /** @returns the step whose code this is, by the machine's own clock; null: no code of now */
  stepOf(secret: string, code: string): number | null;
};
