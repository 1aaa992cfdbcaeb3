import { addDays, tryLocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import type { MatterSlug } from '@guanyun/domain/matters/matter-slug.ts';
import type { MandateDesk } from './mandate-data.ts';

/** A mandate as it is typed; an empty limit is none. `covers` is chosen, never guessed from an empty list. */
export type MandateDraft = {
  number: string;
  fromId: string;
  toId: string;
  matters: MatterSlug[];
  deliberateOnly: MatterSlug[];
  covers: 'all' | 'named' | null;
  companies: string[];
  limit: string;
  validFrom: string;
  validTo: string;
};

/** Begun with the scope of the latest mandate, from the day after its end: what is entered is mostly a renewal. */
export function mandateDraft({ mandates, givers, receivers, today }: MandateDesk): MandateDraft {
  const latest = mandates.toSorted((a, b) => (a.validTo < b.validTo ? 1 : -1))[0];
  const end = latest === undefined ? null : tryLocalDate(latest.validTo);
  return {
    number: '',
    fromId: latest?.from.id ?? givers[0]?.id ?? '',
    toId: latest?.to.id ?? receivers[0]?.id ?? '',
    matters: (latest?.matters ?? []) as MatterSlug[],
    deliberateOnly: (latest?.deliberateOnly ?? []) as MatterSlug[],
    covers: latest === undefined ? null : latest.companies === 'all' ? 'all' : 'named',
    companies: latest === undefined || latest.companies === 'all' ? [] : latest.companies.map(({ id }) => id),
    limit: latest?.limit ?? '',
    validFrom: end === null ? today : addDays(end, 1),
    validTo: '',
  };
}

/** What is typed as an amount in yuan, on the wire; null where nothing is typed, undefined where it is no amount. */
export function limitOf(typed: string): string | null | undefined {
  const plain = typed.replace(/[\s,，]/g, '');
  if (plain === '') return null;
  const [whole = '', part = ''] = plain.split('.');
  const amount = tryParseYuan(`${whole}.${part.padEnd(2, '0')}`);
  return amount === null || amount <= 0n ? undefined : formatYuan(amount);
}

/** What the server takes; null while something is missing, no company is named, or the limit is no amount. */
export function mandateOf({ covers, ...draft }: MandateDraft) {
  const limit = limitOf(draft.limit);
  const { number, fromId, toId, matters, companies, validFrom, validTo } = draft;
  const typed = [number.trim(), fromId, toId, validFrom, validTo].every((text) => text !== '');
  const covered = covers === 'all' || (covers === 'named' && companies.length > 0);
  if (!typed || !covered || matters.length === 0 || limit === undefined) return null;
  return {
    ...{ ...draft, number: number.trim(), limit },
    deliberateOnly: draft.deliberateOnly.filter((one) => matters.includes(one)),
    companies: covers === 'all' ? null : companies,
  };
}
