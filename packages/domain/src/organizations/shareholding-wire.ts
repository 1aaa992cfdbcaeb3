import { z } from 'zod';
import { parseRatio } from '../kernel/ratio.ts';
import { uniqueIds, zShare } from '../kernel/wire.ts';
import type { DirectHolding, OwnershipEntity, TreasuryShare } from './share-graph.ts';

/** Names an entity, whatever the asker calls it by. */
export const zEntityId = z.string().min(1).max(200);

/** Who holds and is held, as rule inputs carry it; nobody twice. */
export const zEntities = z
  .array(z.strictObject({ id: zEntityId, kind: z.enum(['company', 'state', 'person', 'other']) }))
  .max(20_000)
  .superRefine(uniqueIds('主体编号不得重复'));

/** Direct shareholdings; several of one pair add up, one of itself is treasury shares. */
export const zHoldings = z
  .array(z.strictObject({ owner: zEntityId, owned: zEntityId, share: zShare }))
  .max(100_000);

/** Shares that a company holds of itself. */
export const zTreasury = z.array(z.strictObject({ company: zEntityId, share: zShare })).max(20_000);

type Wire = {
  readonly entities: readonly OwnershipEntity[];
  readonly holdings: z.infer<typeof zHoldings>;
  readonly treasury?: z.infer<typeof zTreasury> | undefined;
};

/** Reads what {@link zHoldings} and {@link zTreasury} passed. */
export function readShareholdings({ entities, holdings, treasury }: Wire): {
  entities: readonly OwnershipEntity[];
  holdings: DirectHolding[];
  treasury: TreasuryShare[] | undefined;
} {
  return {
    entities,
    holdings: holdings.map((holding) => ({ ...holding, share: parseRatio(holding.share) })),
    treasury: treasury?.map((own) => ({ ...own, share: parseRatio(own.share) })),
  };
}
