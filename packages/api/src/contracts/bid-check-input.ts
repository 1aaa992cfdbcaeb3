import { bidRoles } from '@guanyun/domain/contracts/bid-check.ts';
import { z } from 'zod';
import { zDay, zId, zRequestId, zText } from '../kernel/input.ts';

/** As people paste it; the rule of credit codes judges it. */
const zCode = z.string().trim().max(40, { error: '最多 40 字' });
const zRole = z
  .strictObject({
    role: z.enum(bidRoles),
    known: z.enum(['none', 'unknown', 'named']),
    name: z.string().trim().max(200, { error: '最多 200 字' }),
    uscc: zCode,
  })
  .refine(({ known, name }) => known !== 'named' || name !== '', { error: '须填名称', path: ['name'] });

/** A lot that somebody else tenders; each role is asked of once. */
export const zCheckBid = z.strictObject({
  requestId: zRequestId,
  title: zText,
  lot: zText,
  tenderer: z.strictObject({ name: zText, uscc: zCode }),
  deadline: zDay,
  roles: z
    .array(zRole)
    .length(bidRoles.length, { error: '每一角色都须填写' })
    .refine((roles) => new Set(roles.map(({ role }) => role)).size === roles.length, {
      error: '每一角色只填一次',
    }),
  others: z
    .array(zId)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, { error: '不得重复' }),
});
