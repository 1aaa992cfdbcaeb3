import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { AssetClass } from './asset-class.ts';
import { fieldsOf } from './asset-fields.ts';
import { readParticulars } from './read-particulars.ts';

/** An asset as it is described today, and who has it on its book. */
export type DescribedStanding = {
  readonly code: string;
  readonly name: string;
  readonly class: AssetClass;
  readonly bookId: string;
  readonly particulars: Readonly<Record<string, string>>;
};

const same = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
};

/**
 * May the company say anew what an asset is? All its particulars come together, as texts; what comes back is how they are kept.
 * Refused: ASSET_NOT_OWNED for anybody but the company whose book it stands in; ASSET_PARTICULARS_WRONG with the names of the fields
 * that cannot be read, are missing, or are none of its class; ASSET_PARTICULARS_SAME where nothing would change.
 */
export function decideDescription(
  standing: DescribedStanding,
  by: { readonly companyId: string; readonly particulars: Readonly<Record<string, string>> },
): Decision<
  Readonly<Record<string, string>>,
  Refusal<'ASSET_NOT_OWNED' | 'ASSET_PARTICULARS_WRONG' | 'ASSET_PARTICULARS_SAME'>
> {
  const { code } = standing;
  if (standing.bookId !== by.companyId) return refuse('ASSET_NOT_OWNED', { code, name: standing.name });
  const { texts, problems } = readParticulars(standing.class, by.particulars);
  if (problems.length > 0) {
    const names = new Map(fieldsOf(standing.class).map(({ key, zh }) => [key, zh]));
    const fields = [...new Set(problems.map(({ key }) => names.get(key) ?? key))].join('、');
    return refuse('ASSET_PARTICULARS_WRONG', { code, fields });
  }
  return same(texts, standing.particulars) ? refuse('ASSET_PARTICULARS_SAME', { code }) : accept(texts);
}
