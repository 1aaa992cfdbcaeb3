/** How a company joined a group stands among what its companies report of one another: who took it over, from whom it came. */
export const combinations = `
ALTER TABLE intragroup_items DROP CONSTRAINT intragroup_items_kind_check,
  ADD CONSTRAINT intragroup_items_kind_check CHECK (kind IN ('investment', 'balance', 'inventory', 'fixed_asset', 'combination'));
`;
