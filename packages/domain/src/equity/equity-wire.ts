import { z } from 'zod';
import { parseYuan } from '../kernel/money.ts';
import { zAmount, zMoney } from '../kernel/wire.ts';
import type { Equity } from './statement-lines.ts';

/** Owners' equity by its parts, as rule inputs carry it. */
export const zEquity = z.strictObject({
  capital: zAmount,
  capitalReserve: zMoney,
  surplusReserve: zMoney,
  retained: zMoney,
});

/** Reads what {@link zEquity} passed. */
export function readEquity(wire: z.infer<typeof zEquity>): Equity {
  return {
    capital: parseYuan(wire.capital),
    capitalReserve: parseYuan(wire.capitalReserve),
    surplusReserve: parseYuan(wire.surplusReserve),
    retained: parseYuan(wire.retained),
  };
}
