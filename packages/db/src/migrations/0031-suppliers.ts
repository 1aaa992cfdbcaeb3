import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Suppliers from outside the zone: what they registered of themselves, and the post in which they bid. Whoever holds that
 * post holds no other: a bidder has no business in the zone. Beside them the experts of whom panels are drawn.
 */
export const suppliers = `
ALTER TABLE posts DROP CONSTRAINT posts_kind_check, ADD CONSTRAINT posts_kind_check CHECK (kind IN ('company_handler', 'company_legal',
  'company_representative', 'company_finance', 'company_director', 'committee_reviewer', 'committee_head', 'committee_legal',
  'committee_consultant', 'committee_secretary', 'committee_member', 'committee_director', 'committee_seal', 'committee_supervisor',
  'catalogue_admin', 'auditor', 'system_admin', 'security_admin', 'audit_admin', 'supplier_bidder'));
CREATE OR REPLACE FUNCTION side_of_post(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN kind LIKE 'company\\_%' THEN 'company' WHEN kind LIKE 'committee\\_%' THEN 'committee'
    WHEN kind LIKE 'supplier\\_%' THEN 'supplier' WHEN kind = 'auditor' THEN 'oversight' ELSE 'administration' END
$$;
CREATE FUNCTION keep_bidders_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.person_id::text, 2));
  IF (NEW.kind = 'supplier_bidder') <> EXISTS (SELECT 1 FROM organizations o WHERE o.id = NEW.organization_id AND o.kind = 'supplier')
    OR EXISTS (SELECT 1 FROM posts p WHERE p.person_id = NEW.person_id AND (p.kind = 'supplier_bidder') <> (NEW.kind = 'supplier_bidder'))
  THEN RAISE EXCEPTION 'a bidder acts for a supplier and for nobody else' USING ERRCODE = 'GY070'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER posts_bidders BEFORE INSERT OR UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION keep_bidders_apart();

CREATE TABLE suppliers (
  organization_id uuid PRIMARY KEY REFERENCES organizations,
  head_name text NOT NULL CHECK (head_name <> ''),
  -- SHA-256 of the zone's salt and the identity number of the head: equal for one person, no number to read.
  head_key text NOT NULL CHECK (head_key ~ '^[0-9a-f]{64}$'),
  phone text NOT NULL CHECK (phone <> ''),
  registered_at timestamptz NOT NULL
);
CREATE TRIGGER suppliers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON suppliers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION check_supplier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM organizations o WHERE o.id = NEW.organization_id AND o.kind = 'supplier' AND o.uscc IS NOT NULL)
  THEN RAISE EXCEPTION 'only a supplier with its credit code registers' USING ERRCODE = 'GY070'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suppliers_kind BEFORE INSERT ON suppliers FOR EACH ROW EXECUTE FUNCTION check_supplier();

CREATE TABLE experts (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL CHECK (name <> ''),
  employer text NOT NULL CHECK (employer <> ''),
  specialty text NOT NULL CHECK (specialty <> ''),
  added_on date NOT NULL,
  left_on date CHECK (left_on >= added_on)
);
GRANT SELECT, INSERT ON suppliers, experts TO ${APP_ROLE};
GRANT UPDATE (left_on) ON experts TO ${APP_ROLE};
ALTER TABLE suppliers ENABLE ROW LEVEL SECURITY;
CREATE POLICY suppliers_visible ON suppliers TO ${APP_ROLE} USING (guanyun_sees(organization_id));
-- Who could sit on a panel is nobody's business but the committee's.
ALTER TABLE experts ENABLE ROW LEVEL SECURITY;
CREATE POLICY experts_visible ON experts TO ${APP_ROLE} USING (coalesce(current_setting('guanyun.scope', true), '') = '*');
DO $$ DECLARE f text; BEGIN
  FOREACH f IN ARRAY ARRAY['keep_bidders_apart', 'check_supplier'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SECURITY DEFINER SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;
`;
