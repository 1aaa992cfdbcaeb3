/** A contract signed on an award is the award: with its bidder, at its price, by the tenderer, after the notice; one contract for one award. */
export const awardedContracts = `
ALTER TABLE contracts ADD CONSTRAINT contracts_award FOREIGN KEY (award_id) REFERENCES tender_awards;
CREATE FUNCTION check_awarded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tender_awards a JOIN tenders t ON t.id = a.tender_id
    WHERE a.id = NEW.award_id AND a.supplier_id = NEW.counterparty_id AND a.price = NEW.amount AND t.tenderer_id = NEW.entity_id
      AND NEW.signed_on >= a.notice_on)
  THEN RAISE EXCEPTION 'a contract that differs from its award' USING ERRCODE = 'GY093'; END IF;
  RETURN NEW;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_awarded() SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE TRIGGER contracts_as_awarded BEFORE INSERT ON contracts FOR EACH ROW WHEN (NEW.award_id IS NOT NULL) EXECUTE FUNCTION check_awarded();
`;
