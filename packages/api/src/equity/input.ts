import { z } from 'zod';
import { zDay, zId, zRequestId, zShareText } from '../kernel/input.ts';

const zReading = z.enum(['register', 'registration', 'decision']);
export const zStructure = z.strictObject({
  asOf: zDay,
  basis: zReading.default('register'),
  knownOn: zDay.optional(),
});
export const zCapTable = zStructure.extend({ companyId: zId });
export const zExecuteTransfer = z.strictObject({
  requestId: zRequestId,
  warrantId: zId,
  targetId: zId,
  fromId: zId,
  toId: zId,
  share: zShareText,
  registerOn: zDay,
  registrationOn: zDay.optional(),
});
