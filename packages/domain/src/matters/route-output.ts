import { z } from 'zod';
import { zAmount, zReasons, zRulebook } from '../kernel/wire.ts';
import { matterSlugs, stepCodes } from './matter-slug.ts';
import { blockCodes, warningCodes } from './route-codes.ts';

const zInstrument = z.enum(['reply', 'vote_instruction', 'filing_receipt', 'forward', 'none']);

/** The output of `matter-route`. */
export const zRouteOutput = z.strictObject({
  level: z.enum(['file', 'committee', 'sasac', 'gov', 'party', 'report', 'blocked']),
  decision: z.enum(['approve', 'verify', 'file', 'report']),
  instrument: zInstrument,
  finalInstrument: zInstrument.exclude(['forward']),
  aggregate: z
    .strictObject({ amount: zAmount, items: z.array(z.string()), raised: z.boolean() })
    .exactOptional(),
  prerequisites: z.array(
    z.strictObject({ code: z.enum(stepCodes), need: z.enum(['required', 'conditional']) }),
  ),
  materials: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  timeLimit: z.strictObject({ days: z.int().min(1), unit: z.literal('working') }),
  validity: z.strictObject({
    months: z.int().min(1).exactOptional(),
    endOfYear: z.boolean().exactOptional(),
  }),
  linked: z.array(z.enum(matterSlugs)),
  blocks: z.array(z.strictObject({ code: z.enum(blockCodes), because: z.string() })),
  warnings: z.array(z.strictObject({ code: z.enum(warningCodes), because: z.string() })),
  catalogueVersion: z.string(),
  reasons: zReasons,
  rulebook: zRulebook,
});

/** What `matter-route` answers, as it stands on the wire. */
export type RouteOutput = z.infer<typeof zRouteOutput>;
