import { parseYuan } from '../kernel/money.ts';
import { aggregateOf } from './aggregation.ts';
import type { ChosenCatalogue } from './catalogue-versions.ts';
import {
  levelOfArticles,
  levelOfCapitalChange,
  levelOfEquityTransfer,
  levelOfProfitDistribution,
  levelOfReorganization,
} from './level-capital.ts';
import {
  levelOfBudgetAccounts,
  levelOfBusinessPolicy,
  levelOfPartyBuilding,
  levelOfRemuneration,
} from './level-governance.ts';
import { levelOfGuarantee } from './level-guarantee.ts';
import { byAmount, type Measures } from './level-measures.ts';
import { createScale, type Scale } from './level-scale.ts';
import {
  levelOfAssetDisposal,
  levelOfBondFinancing,
  levelOfDonation,
  levelOfInvestment,
} from './level-transactions.ts';
import type { MatterSlug } from './matter-slug.ts';
import type { RouteInput, RouteInputOf } from './route-input.ts';

type LevelTable = {
  readonly [S in MatterSlug]: (scale: Scale, input: RouteInputOf<S>, measures: Measures) => void;
};

// A matter without an amount table of its own still obeys the bands that a later catalogue lays over it.
const withBands =
  <I>(rule: (scale: Scale, input: I) => void) =>
  (scale: Scale, input: I, measures: Measures): void => {
    rule(scale, input);
    byAmount(scale, measures.amount, measures.bands);
  };

const levelTable: LevelTable = {
  party_building: withBands(levelOfPartyBuilding),
  business_policy: withBands(levelOfBusinessPolicy),
  investment_plan: levelOfInvestment,
  equity_transfer: withBands(levelOfEquityTransfer),
  articles_amendment: withBands(levelOfArticles),
  capital_change: withBands(levelOfCapitalChange),
  reorganization: withBands(levelOfReorganization),
  bond_financing: levelOfBondFinancing,
  external_guarantee: levelOfGuarantee,
  asset_disposal: levelOfAssetDisposal,
  profit_distribution: withBands(levelOfProfitDistribution),
  budget_accounts: withBands(levelOfBudgetAccounts),
  remuneration: withBands(levelOfRemuneration),
  donation: levelOfDonation,
};

/** Lays a matter on the scale, with or without the earlier commitments of the same key. */
export function scaleOf(input: RouteInput, catalogue: ChosenCatalogue, aggregated: boolean): Scale {
  const own = input.amount === undefined || input.amount === null ? null : parseYuan(input.amount);
  const netAssets = input.company.netAssets ?? null;
  const measures: Measures = {
    amount: aggregated ? (aggregateOf(input, catalogue.parameters)?.amount ?? own) : own,
    own,
    netAssets: netAssets === null ? null : parseYuan(netAssets),
    bands: catalogue.bands,
  };
  const deliberateOnly = input.mandate?.deliberateOnly?.includes(input.matter) === true;
  const scale = createScale(input.matter, deliberateOnly, catalogue.parameters);
  // The key and the input are of the same matter, which the compiler cannot follow through the table.
  const rule = levelTable[input.matter] as (scale: Scale, input: RouteInput, measures: Measures) => void;
  rule(scale, input, measures);
  return scale;
}
