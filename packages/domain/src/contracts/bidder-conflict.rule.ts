import { z } from 'zod';
import { defineRule, rulebook } from '../kernel/rule.ts';
import { zFinding, zReasons, zRulebook } from '../kernel/wire.ts';
import {
  readShareholdings,
  zEntities,
  zEntityId,
  zHoldings,
  zTreasury,
} from '../organizations/shareholding-wire.ts';
import { bidderConflict, conflictCodes, conflictOutcomes } from './bidder-conflict.ts';

const zInput = z
  .strictObject({
    tenderer: zEntityId,
    bidders: z.array(zEntityId).max(1000),
    entities: zEntities.default([]),
    holdings: zHoldings,
    treasury: zTreasury.optional(),
    management: z
      .array(z.strictObject({ from: zEntityId, to: zEntityId }))
      .max(100_000)
      .optional(),
    heads: z
      .array(z.strictObject({ entity: zEntityId, person: zEntityId }))
      .max(100_000)
      .optional(),
  })
  .superRefine(({ tenderer, bidders }, context) => {
    const seen = new Set<string>();
    for (const [at, id] of bidders.entries()) {
      const message = id === tenderer ? '招标人不得同时是投标人' : seen.has(id) ? '投标人不得重复' : null;
      if (message !== null) context.addIssue({ code: 'custom', path: ['bidders', at], message });
      seen.add(id);
    }
  });

/** Who may not bid together. */
export const bidderConflictRule = defineRule({
  name: 'bidder-conflict',
  title: { zh: '投标人利害关系审查', en: 'Conflicts between bidders' },
  slice: 'contracts',
  input: zInput,
  output: z.strictObject({
    bids: z.array(
      z.strictObject({
        id: z.string(),
        outcome: z.enum(conflictOutcomes),
        codes: z.array(z.enum(conflictCodes)),
        with: z.array(z.string()),
        because: z.string(),
      }),
    ),
    blocks: z.array(zFinding),
    warnings: z.array(zFinding),
    reasons: zReasons,
    rulebook: zRulebook,
  }),
  example: {
    tenderer: '管委会',
    bidders: ['高发集团', '建设公司', '产城公司', '外部建筑'],
    entities: [
      { id: '区国资委', kind: 'state' },
      { id: '高发集团', kind: 'company' },
    ],
    holdings: [
      { owner: '区国资委', owned: '高发集团', share: '1' },
      { owner: '高发集团', owned: '建设公司', share: '0.6' },
      { owner: '高发集团', owned: '产城公司', share: '0.51' },
    ],
    management: [{ from: '管委会', to: '高发集团' }],
    heads: [{ entity: '外部建筑', person: '王某（示例）' }],
  },
  run: (wire) => {
    const result = bidderConflict({ ...wire, ...readShareholdings(wire) });
    return {
      bids: result.bids.map((bid) => ({ ...bid, codes: [...bid.codes], with: [...bid.with] })),
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook,
    };
  },
});
