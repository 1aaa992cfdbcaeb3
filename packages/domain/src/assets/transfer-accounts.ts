import type { AssetClass } from './asset-class.ts';

/** The accounts of an asset: its cost, and where there are such, what is written off it. */
export type AssetAccounts = {
  readonly cost: string;
  readonly accumulated: string | null;
  readonly impairment: string | null;
};

/** Whose books: a public body keeps government accounts （政府会计制度）, a company enterprise accounts. */
export type BookKeeper = 'public_body' | 'company';

const accounts = (
  cost: string,
  accumulated: string | null = null,
  impairment: string | null = null,
): AssetAccounts => ({ cost, accumulated, impairment });

const fixed = accounts('1601', '1602', '1603');
const intangible = accounts('1701', '1702', '1703');
const investmentProperty = accounts('1521', '1522', '1523');
const publicFixed = accounts('1601', '1602');
const publicIntangible = accounts('1701', '1702');

const ofCompany: Partial<Record<AssetClass, AssetAccounts>> = {
  plant: fixed,
  equipment: fixed,
  pipe: fixed,
  land: intangible,
  intangible,
  cip: accounts('1604', null, '1605'),
  equity: accounts('1511', null, '1512'),
  receivable: accounts('1221', null, '1231'),
};

const ofPublicBody: Partial<Record<AssetClass, AssetAccounts>> = {
  plant: publicFixed,
  equipment: publicFixed,
  pipe: publicFixed,
  land: publicIntangible,
  intangible: publicIntangible,
  cip: accounts('1613'),
  equity: accounts('1501'),
  receivable: accounts('1218'),
};

/** The accounts of a class in someone's books; null for classes that do not move by entry. */
export function accountsOf(
  keeper: BookKeeper,
  asset: { readonly class: AssetClass; readonly use?: 'own' | 'leased' | undefined },
): AssetAccounts | null {
  if (keeper === 'public_body') return ofPublicBody[asset.class] ?? null;
  if (asset.class === 'plant' && asset.use === 'leased') return investmentProperty;
  return ofCompany[asset.class] ?? null;
}
