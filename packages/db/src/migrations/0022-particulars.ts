import { APP_ROLE } from '../kernel/connection.ts';

/**
 * What is registered of a company beside its holders and capital, each from a day on and with its receipt, never
 * overwritten. A name goes on into the names by which everything else knows the company; a form counts from its day.
 */
export const particulars = `
CREATE TABLE organization_particulars (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  kind text NOT NULL CHECK (kind IN ('name', 'form', 'office', 'scope', 'articles', 'registration')),
  value text NOT NULL CHECK (length(trim(value)) BETWEEN 1 AND 2000),
  valid_from date NOT NULL,
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL,
  CHECK (kind <> 'form' OR value IN ('wholly_state_owned', 'limited', 'joint_stock'))
);
CREATE INDEX organization_particulars_on ON organization_particulars (organization_id, kind, valid_from DESC, recorded_at DESC);
CREATE TRIGGER organization_particulars_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON organization_particulars
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON organization_particulars TO ${APP_ROLE};

CREATE FUNCTION take_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM organizations o WHERE o.id = NEW.organization_id AND o.kind = 'company') THEN
    RAISE EXCEPTION 'only a company has particulars' USING ERRCODE = 'GY045';
  END IF;
  IF NEW.kind = 'name' THEN
    UPDATE organization_names SET valid_to = NEW.valid_from - 1 WHERE organization_id = NEW.organization_id AND valid_to IS NULL;
    INSERT INTO organization_names (organization_id, name, status, valid_from) VALUES (NEW.organization_id, NEW.value, 'known', NEW.valid_from);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organization_particulars_name AFTER INSERT ON organization_particulars FOR EACH ROW EXECUTE FUNCTION take_name();
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION take_name() SET search_path = %I, public, pg_temp', current_schema());
END $$;
`;
