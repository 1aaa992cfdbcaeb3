/**
 * Whose assets an order moves: a company's own, decided for that company; or a public body's, and then only to the company
 * that the decision was given to.
 */
export const publicGivers = `
CREATE FUNCTION check_giver() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  asker uuid := (SELECT w.company_id FROM warrants w WHERE w.id = NEW.warrant_id);
  giver text := (SELECT o.kind FROM organizations o WHERE o.id = NEW.from_id);
BEGIN
  IF NOT (CASE NEW.path
    WHEN 'P1' THEN giver NOT IN ('company', 'supplier') AND NEW.receivers = ARRAY[asker]
    ELSE NEW.from_id = asker END)
  THEN RAISE EXCEPTION 'nobody hands over what another company has' USING ERRCODE = 'GY068'; END IF;
  RETURN NEW;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_giver() SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE TRIGGER transfer_orders_giver BEFORE INSERT ON transfer_orders FOR EACH ROW EXECUTE FUNCTION check_giver();
`;
