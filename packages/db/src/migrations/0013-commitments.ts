/**
 * Amounts are summed over all companies of the zone (金额口径), also while a company acts that sees its own cases only.
 * These two read past its rows, and give no more than the sum and its items need: no title, no content, no party.
 */
export const commitments = `
CREATE FUNCTION commitments_of_key(asked text)
RETURNS TABLE (id uuid, number text, company_id uuid, amount numeric, state text, decided_on date) LANGUAGE sql STABLE AS $$
  SELECT m.id, m.number, m.company_id, m.amount, m.state, m.decided_on
  FROM matters m WHERE m.aggregation_key = asked AND m.amount IS NOT NULL
$$;
CREATE FUNCTION commitments_of_companies(asked text, companies uuid[])
RETURNS TABLE (id uuid, number text, company_id uuid, amount numeric, state text, decided_on date) LANGUAGE sql STABLE AS $$
  SELECT m.id, m.number, m.company_id, m.amount, m.state, m.decided_on
  FROM matters m WHERE m.matter = asked AND m.company_id = ANY (companies) AND m.amount IS NOT NULL
$$;
CREATE INDEX matters_of_company ON matters (company_id, matter);
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'commitments\\_of\\_%' LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, pg_temp', f.name, current_schema());
  END LOOP;
END $$;
`;
