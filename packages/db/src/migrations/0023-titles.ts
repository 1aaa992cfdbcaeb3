/**
 * Title passes by registration: to whoever has the asset on its book, on a day since it is there, with the paper that shows it.
 */
export const titles = `
ALTER TABLE asset_facts ADD COLUMN document text CHECK (document ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT asset_facts_document CHECK (document IS NULL OR kind = 'title');
CREATE FUNCTION check_title() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM asset_facts f WHERE f.asset_id = NEW.asset_id AND f.kind = 'title' AND f.valid_from < NEW.valid_from) AND (
    NEW.document IS NULL OR NOT EXISTS (SELECT 1 FROM asset_facts b WHERE b.asset_id = NEW.asset_id AND b.kind = 'book'
      AND b.organization_id = NEW.organization_id AND b.valid_from <= NEW.valid_from AND (b.valid_to IS NULL OR b.valid_to >= NEW.valid_from))
  ) THEN RAISE EXCEPTION 'title passes to whom the book names, with its paper' USING ERRCODE = 'GY048'; END IF;
  RETURN NULL;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_title() SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE CONSTRAINT TRIGGER asset_facts_title AFTER INSERT ON asset_facts DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind = 'title') EXECUTE FUNCTION check_title();
`;
