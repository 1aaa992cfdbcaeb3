import { z } from 'zod';
import { showRatio } from '../kernel/ratio.ts';
import { defineRule, rulebook } from '../kernel/rule.ts';
import { zReasons, zRulebook, zShownRatio } from '../kernel/wire.ts';
import {
  readShareholdings,
  zEntities,
  zEntityId,
  zHoldings,
  zTreasury,
} from '../organizations/shareholding-wire.ts';
import { type OwnershipInput, ownership } from './ownership.ts';

const zNamed = z.strictObject({
  entities: zEntities,
  holdings: zHoldings,
  root: zEntityId.optional(),
  treasury: zTreasury.optional(),
  duties: z
    .array(z.strictObject({ from: zEntityId, to: zEntityId, kind: z.literal('mandate') }))
    .max(20_000)
    .optional(),
  levels: z
    .strictObject({
      limit: z.int().min(1).max(100).default(2),
      basis: z.enum(['nearest', 'largest']).default('nearest'),
    })
    .optional(),
});

/** Whoever is asked about is somebody: a name that stands nowhere is a slip of the pen and not a company without holdings. */
const zInput = zNamed.superRefine(({ entities, holdings, root, treasury = [] }, context) => {
  const known = new Set([
    ...entities.map(({ id }) => id),
    ...holdings.flatMap(({ owner, owned }) => [owner, owned]),
  ]);
  const message = '既不在主体中，也不在持股中';
  if (root !== undefined && !known.has(root)) context.addIssue({ code: 'custom', path: ['root'], message });
  for (const [at, { company }] of treasury.entries())
    if (!known.has(company)) context.addIssue({ code: 'custom', path: ['treasury', at, 'company'], message });
});

const zOutput = z.strictObject({
  effective: z.array(z.strictObject({ owner: z.string(), owned: z.string(), ratio: zShownRatio })),
  integrated: z
    .array(
      z.strictObject({ owner: z.string(), owned: z.string(), naive: zShownRatio, corrected: zShownRatio }),
    )
    .exactOptional(),
  control: z.array(z.string()),
  levels: z.array(
    z.strictObject({
      id: z.string(),
      controlled: z.boolean(),
      level: z.int().nullable(),
      violation: z.boolean(),
    }),
  ),
  loops: z.array(z.array(z.string())),
  problems: z.array(
    z.strictObject({
      code: z.enum(['NO_ULTIMATE_OWNER', 'OVER_100', 'INCOMPLETE', 'UNKNOWN_ENTITY']),
      ids: z.array(z.string()),
      because: z.string(),
    }),
  ),
  reasons: zReasons,
  rulebook: zRulebook,
});

function readInput(wire: z.infer<typeof zInput>): OwnershipInput {
  return { ...wire, ...readShareholdings(wire) };
}

const example: z.input<typeof zInput> = {
  entities: [
    { id: 'G', kind: 'company' },
    { id: 'A', kind: 'company' },
    { id: 'B', kind: 'company' },
    { id: 'a', kind: 'other' },
    { id: 'b', kind: 'other' },
  ],
  holdings: [
    { owner: 'G', owned: 'A', share: '0.7' },
    { owner: 'G', owned: 'B', share: '0.5' },
    { owner: 'A', owned: 'B', share: '0.3' },
    { owner: 'B', owned: 'A', share: '0.2' },
    { owner: 'a', owned: 'A', share: '0.1' },
    { owner: 'b', owned: 'B', share: '0.2' },
  ],
  root: 'G',
};

/** Effective ownership, control by majority, and the levels of a group. */
export const ownershipRule = defineRule({
  name: 'ownership',
  title: { zh: '穿透持股、控制与层级', en: 'Effective ownership, control and levels' },
  slice: 'equity',
  input: zInput,
  output: zOutput,
  example,
  run: (wire) => {
    const result = ownership(readInput(wire));
    const { integrated } = result;
    return {
      effective: result.effective.map(({ owner, owned, ratio }) => ({
        owner,
        owned,
        ratio: showRatio(ratio),
      })),
      ...(integrated === undefined
        ? {}
        : {
            integrated: integrated.map(({ owner, owned, naive, corrected }) => ({
              owner,
              owned,
              naive: showRatio(naive),
              corrected: showRatio(corrected),
            })),
          }),
      control: [...result.control],
      levels: result.levels.map((level) => ({ ...level })),
      loops: result.loops.map((loop) => [...loop]),
      problems: result.problems.map((problem) => ({ ...problem, ids: [...problem.ids] })),
      reasons: [...result.reasons],
      rulebook,
    };
  },
});
