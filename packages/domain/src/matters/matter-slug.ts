/** The fourteen matters reserved to the investor, in the order of the catalogue. Stable; names may change. */
export const matterSlugs = [
  'party_building',
  'business_policy',
  'investment_plan',
  'equity_transfer',
  'articles_amendment',
  'capital_change',
  'reorganization',
  'bond_financing',
  'external_guarantee',
  'asset_disposal',
  'profit_distribution',
  'budget_accounts',
  'remuneration',
  'donation',
] as const;

export type MatterSlug = (typeof matterSlugs)[number];

/** Steps that come before a matter is submitted, in the order in which they are listed. */
export const stepCodes = [
  'PARTY',
  'MGMT',
  'BOARD',
  'SH',
  'LEGAL',
  'COMPL',
  'EXPERT',
  'RISK',
  'DD',
  'FS',
  'AUDIT',
  'APPR',
  'SWC',
  'CRED',
  'PUB',
] as const;

export type StepCode = (typeof stepCodes)[number];

/** Who decides in the end, from low to high. `party`, `report` and `blocked` stand outside this order. */
export const ladder = ['file', 'committee', 'sasac', 'gov'] as const;

export type LadderLevel = (typeof ladder)[number];
export type MatterLevel = LadderLevel | 'party' | 'report' | 'blocked';

/** The place of a level on the ladder, 0 to 3. */
export function rankOf(level: LadderLevel): number {
  return ladder.indexOf(level);
}

/** The higher of two levels. */
export function higher(a: LadderLevel, b: LadderLevel): LadderLevel {
  return rankOf(a) >= rankOf(b) ? a : b;
}

/** 提一级: one level up, `gov` stays. */
export function oneUp(level: LadderLevel): LadderLevel {
  return ladder[rankOf(level) + 1] ?? 'gov';
}

/** How levels are called in Chinese sentences. */
export const levelNames: Record<MatterLevel, string> = {
  file: '企业自主决策并备案',
  committee: '管委会',
  sasac: '区国资委',
  gov: '区政府',
  party: '党工委',
  report: '报告',
  blocked: '阻断',
};
