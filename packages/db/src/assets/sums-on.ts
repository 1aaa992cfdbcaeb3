/**
 * What adds up to the sums of a day: the years before its year, the months of the year before its month, the days of the
 * month; less what was recorded after a day of knowledge. The parameters are the names of the two days in the statement.
 */
export const sumsOn = (on: string, knownOn: string): string => `(
  SELECT cluster_id, organization_id, class, public_benefit, items, cost, depreciation, impairment FROM asset_period_sums
  WHERE grain = 'year' AND starts_on < date_trunc('year', ${on}::date)::date
  UNION ALL SELECT cluster_id, organization_id, class, public_benefit, items, cost, depreciation, impairment FROM asset_period_sums
  WHERE grain = 'month' AND starts_on >= date_trunc('year', ${on}::date)::date AND starts_on < date_trunc('month', ${on}::date)::date
  UNION ALL SELECT cluster_id, organization_id, class, public_benefit, items, cost, depreciation, impairment FROM asset_sums
  WHERE entry_on >= date_trunc('month', ${on}::date)::date AND entry_on <= ${on}::date
  UNION ALL SELECT cluster_id, organization_id, class, public_benefit, -items, -cost, -depreciation, -impairment FROM asset_sums
  WHERE recorded_on > ${knownOn}::date AND entry_on <= ${on}::date)`;
