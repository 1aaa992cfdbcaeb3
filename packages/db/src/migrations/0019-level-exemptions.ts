import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Exemptions 豁免 of a company from the level check, each on its paper and for a term. Nothing of one changes but that it is
 * ended early, once, by a later act on its own paper: `ended_on` is the first day without it, and the term as it was granted
 * stays. Everybody who sees the structure sees who is exempt; only the committee's side records.
 */
export const levelExemptions = `
CREATE TABLE level_exemptions (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL REFERENCES organizations,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  because text NOT NULL CHECK (length(trim(because)) > 0),
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  document_name text NOT NULL CHECK (document_name <> ''),
  recorded_by uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL,
  ended_on date,
  end_because text CHECK (length(trim(end_because)) > 0),
  end_document text CHECK (end_document ~ '^[0-9a-f]{64}$'),
  end_document_name text CHECK (end_document_name <> ''),
  ended_by uuid REFERENCES persons,
  ended_at timestamptz,
  CONSTRAINT level_exemptions_in_order CHECK (valid_to >= valid_from),
  CONSTRAINT level_exemptions_end_within CHECK (ended_on BETWEEN valid_from AND valid_to AND ended_at >= recorded_at),
  CONSTRAINT level_exemptions_end_whole CHECK (
    num_nulls(ended_on, end_because, end_document, end_document_name, ended_by, ended_at) IN (0, 6)),
  CONSTRAINT level_exemptions_once EXCLUDE USING gist (
    company_id WITH =, daterange(valid_from, coalesce(ended_on, valid_to + 1)) WITH &&)
);

CREATE FUNCTION keep_level_exemption() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE ending text[] := '{ended_on,end_because,end_document,end_document_name,ended_by,ended_at}';
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.ended_on IS NOT NULL OR NOT EXISTS (SELECT 1 FROM organizations o WHERE o.id = NEW.company_id AND o.kind = 'company') THEN
      RAISE EXCEPTION 'an exemption begins whole, and is a company''s' USING ERRCODE = 'GY050';
    END IF;
  ELSIF OLD.ended_on IS NOT NULL OR NEW.ended_on IS NULL OR to_jsonb(OLD) - ending <> to_jsonb(NEW) - ending THEN
    RAISE EXCEPTION 'an exemption is only ended, and once' USING ERRCODE = 'GY001';
  END IF;
  RETURN NEW;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION keep_level_exemption() SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE TRIGGER level_exemptions_kept BEFORE INSERT OR UPDATE ON level_exemptions FOR EACH ROW EXECUTE FUNCTION keep_level_exemption();
CREATE TRIGGER level_exemptions_stay BEFORE DELETE OR TRUNCATE ON level_exemptions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE level_exemptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY level_exemptions_visible ON level_exemptions FOR SELECT TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM organizations o WHERE guanyun_sees(o.id)));
CREATE POLICY level_exemptions_granted ON level_exemptions FOR INSERT TO ${APP_ROLE}
  WITH CHECK (current_setting('guanyun.scope', true) = '*');
CREATE POLICY level_exemptions_ended ON level_exemptions FOR UPDATE TO ${APP_ROLE}
  USING (current_setting('guanyun.scope', true) = '*');
GRANT SELECT, INSERT ON level_exemptions TO ${APP_ROLE};
GRANT UPDATE (ended_on, end_because, end_document, end_document_name, ended_by, ended_at) ON level_exemptions TO ${APP_ROLE};

-- The company reads the papers of its own exemptions, though the committee handed them in.
CREATE POLICY documents_of_exemptions ON documents FOR SELECT TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM level_exemptions e WHERE guanyun_sees(e.company_id) AND documents.digest IN (e.document, e.end_document)));
`;
