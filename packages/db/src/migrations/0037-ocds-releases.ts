import { APP_ROLE } from '../kernel/connection.ts';

/**
 * What became known of each contracting process, release by release, as OCDS publishes it. A process is a tender with the
 * contract that came of it, or a contract let without competition; its line is only ever added to, numbered without a gap,
 * each release later than the one before (GY094). Open tenders and what the cooperation list carries are public.
 */
export const ocdsReleases = `
CREATE TABLE ocds_releases (
  ocid text NOT NULL CHECK (ocid <> ''),
  number integer NOT NULL CHECK (number > 0),
  tender_id uuid REFERENCES tenders,
  contract_id uuid REFERENCES contracts,
  entity_id uuid NOT NULL REFERENCES organizations,
  public boolean NOT NULL,
  released_at timestamptz NOT NULL,
  tags text[] NOT NULL CHECK (cardinality(tags) > 0),
  content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
  PRIMARY KEY (ocid, number),
  CHECK ((tender_id IS NULL) <> (contract_id IS NULL)),
  UNIQUE (tender_id, number),
  UNIQUE (contract_id, number)
);
CREATE INDEX ocds_releases_public ON ocds_releases (released_at, ocid, number) WHERE public;
CREATE TRIGGER ocds_releases_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ocds_releases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ocds_releases TO ${APP_ROLE};

CREATE FUNCTION check_ocds_release() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last ocds_releases;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.ocid, 37));
  SELECT * INTO last FROM ocds_releases r WHERE r.ocid = NEW.ocid ORDER BY r.number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number, 0) + 1 OR NEW.released_at <= last.released_at
    OR (last.tender_id, last.contract_id) IS DISTINCT FROM (NEW.tender_id, NEW.contract_id) AND last.ocid IS NOT NULL
  THEN RAISE EXCEPTION 'a release comes after the one before' USING ERRCODE = 'GY094'; END IF;
  IF NEW.tender_id IS NOT NULL THEN
    SELECT t.tenderer_id, t.method = 'open' INTO NEW.entity_id, NEW.public FROM tenders t WHERE t.id = NEW.tender_id AND t.published_at IS NOT NULL;
  ELSE
    SELECT c.entity_id, c.origin = 'list' INTO NEW.entity_id, NEW.public FROM contracts c
      WHERE c.id = NEW.contract_id AND c.award_id IS NULL AND c.origin <> 'market';
  END IF;
  IF NEW.entity_id IS NULL THEN RAISE EXCEPTION 'not a process of its own' USING ERRCODE = 'GY094'; END IF;
  RETURN NEW;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_ocds_release() SECURITY DEFINER SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE TRIGGER ocds_releases_in_line BEFORE INSERT ON ocds_releases FOR EACH ROW EXECUTE FUNCTION check_ocds_release();

ALTER TABLE ocds_releases ENABLE ROW LEVEL SECURITY;
CREATE POLICY ocds_releases_visible ON ocds_releases TO ${APP_ROLE} USING (public OR guanyun_sees(entity_id));
`;
