import { z } from 'zod';
import { zId } from '../kernel/input.ts';

const zBinary = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/);
const zKeyId = zBinary(1400).min(16);
const zPassword = z.string().min(1).max(200);

export const zNewKey = z.strictObject({
  requestId: zId,
  name: z.string().trim().min(1).max(40),
  password: zPassword,
  key: z.strictObject({ id: zKeyId, clientDataJSON: zBinary(4000), attestationObject: zBinary(20_000) }),
});
export const zOldKey = z.strictObject({ requestId: zId, id: zKeyId, password: zPassword });

/** What comes in the header of an act that is signed. */
export const zAssertion = z.strictObject({
  id: zKeyId,
  clientDataJSON: zBinary(4000),
  authenticatorData: zBinary(4000),
  signature: zBinary(4000),
});
