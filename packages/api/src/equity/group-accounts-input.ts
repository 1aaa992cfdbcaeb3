import { z } from 'zod';
import { zDay, zId } from '../kernel/input.ts';

/** A group's accounts at the end of a period, as known on a day. */
export const zGroupAccounts = z.strictObject({ groupId: zId, periodEnd: zDay, knownOn: zDay.optional() });
