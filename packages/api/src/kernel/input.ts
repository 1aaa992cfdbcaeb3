import { tryEnteredDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { tryParseRatio } from '@guanyun/domain/kernel/ratio.ts';
import { z } from 'zod';

/** The pieces that inputs are made of. Every object is strict: an unknown key is refused. */
export const zId = z.uuid({ error: '须为标识' });
export const zRequestId = z.uuid({ error: '须为请求标识' });
export const zText = z.string().trim().min(1, { error: '必填' }).max(200, { error: '最多 200 字' });
export const zOpinion = z.string().trim().max(2000, { error: '最多 2000 字' });
export const zDay = z.string().refine((text) => tryEnteredDate(text) !== null, {
  error: '须为 1900 年至 2199 年的日期，形如 2026-11-22',
});
/** An amount as it comes in, null on any other text: fifteen digits before the point, so that a column of eighteen holds their sums. */
export const incomingYuan = (text: string): Fen | null =>
  /^-?\d{1,15}\.\d{2}$/.test(text) ? tryParseYuan(text) : null;
export const zYuan = z.string().refine(
  (text) => {
    const amount = incomingYuan(text);
    return amount !== null && amount > 0n;
  },
  { error: '须为大于零的金额，两位小数，形如 "40000000.00"' },
);
export const zShareText = z.string().refine(
  (text) => {
    // Nobody writes a share longer than this, and the columns end there.
    const share = text.length > 40 ? null : tryParseRatio(text);
    return share !== null && share.numerator > 0n && share.numerator <= share.denominator;
  },
  { error: '须为 0 到 1 之间的份额，形如 "1/1"、"0.51"' },
);
export const zDigest = z.string().regex(/^[0-9a-f]{64}$/, { error: '须为 SHA-256 摘要' });
export const zRequest = z.strictObject({ requestId: zRequestId });
export const zIdInput = z.strictObject({ id: zId });
export const zIdRequest = z.strictObject({ requestId: zRequestId, id: zId });
