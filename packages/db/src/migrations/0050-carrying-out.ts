/**
 * Who carries out what was decided has a duty in the case too, beside any other of the company's: nobody of the committee's
 * side spends a warrant, gives back what it took up, or reports on it (matter_duties_one_side; GY103 where no duty was taken).
 */
export const carryingOut = `
ALTER TABLE matter_duties DROP CONSTRAINT matter_duties_duty_check, DROP CONSTRAINT matter_duties_side, DROP CONSTRAINT matter_duties_apart;
ALTER TABLE matter_duties
  ADD CONSTRAINT matter_duties_duty_check CHECK (duty IN ('handler', 'legal', 'representative', 'endorser', 'executor', 'reviewer', 'head', 'clearance', 'secretary', 'member', 'signer', 'seal', 'supervisor')),
  ADD CONSTRAINT matter_duties_side CHECK (side = CASE WHEN duty IN ('handler', 'legal', 'representative', 'endorser', 'executor') THEN 'company' ELSE 'committee' END),
  ADD CONSTRAINT matter_duties_apart EXCLUDE USING gist (matter_id WITH =, person_id WITH =, duty WITH <>) WHERE (duty NOT IN ('member', 'executor'));

CREATE FUNCTION check_spender() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM warrants w JOIN matter_duties d ON d.matter_id = w.matter_id
      WHERE w.id = NEW.warrant_id AND d.person_id = NEW.person_id AND d.side = 'committee')
  THEN RAISE EXCEPTION 'who decided for the committee does not spend' USING ERRCODE = 'GY103'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER warrant_spendings_apart AFTER INSERT ON warrant_spendings DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_spender();

DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_spender() SECURITY DEFINER SET search_path = %I, public, pg_temp', current_schema());
END $$;
`;
