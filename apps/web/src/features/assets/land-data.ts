import type { AppRouter } from '@guanyun/api/router.ts';
import { type LandFactKind, landFactKinds } from '@guanyun/domain/assets/land-line.ts';
import { type LandStateName, landStates } from '@guanyun/domain/assets/land-state.ts';
import { formatYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import type { inferRouterOutputs } from '@trpc/server';
import { yuanFromText } from '../../components/yuan-text.ts';

type Outputs = inferRouterOutputs<AppRouter>['assets'];
/** The ledger on a day. */
export type LandLedger = Outputs['landLedger'];
export type LandRow = LandLedger['rows'][number];
/** One parcel with its line. */
export type LandParcelShown = Outputs['landParcel'];
export type LandFactShown = LandParcelShown['facts'][number];

/** The state an address names, if it names one. */
export const landState = (text: string | undefined): LandStateName | undefined =>
  landStates.find((state) => state === text);

/** What is typed as a figure that may be zero, as the server takes it; null when it is none. */
export function figureFromText(typed: string): string | null {
  return /^0+(\.0{1,2})?$/.test(typed.trim()) ? '0.00' : yuanFromText(typed);
}

/** "66,666.67" of "66666.67". */
export function grouped(text: string): string {
  const amount = tryParseYuan(text);
  return amount === null ? text : formatYuan(amount).replace(/\B(?=(?:\d{3})+\.)/g, ',');
}

const work: readonly LandFactKind[] = [
  'started',
  'progress',
  'stopped',
  'resumed',
  'completed',
  'output_review',
];
const ends: readonly LandFactKind[] = ['released', 'struck'];

/** What may be recorded anew, in groups; a withdrawal is of an entry. */
export const factGroups = [
  ['land.groupWork', work],
  ['land.groupDisposal', landFactKinds.filter((kind) => ![...work, ...ends, 'withdrawn'].includes(kind))],
  ['land.groupOther', ends],
] as const;
