import { APP_ROLE } from '../kernel/connection.ts';
import { asOwner } from './0032-tenders.ts';

/**
 * Who looked at which tender or contract, in which post, when: one row for a person, an object and ten minutes, by the
 * database's clock. No act, so not in the journal; only ever added to, and seen by the committee's side and the auditors.
 */
export const pageReadings = `
CREATE TABLE page_readings (
  tender_id uuid REFERENCES tenders,
  contract_id uuid REFERENCES contracts,
  person_id uuid NOT NULL REFERENCES persons,
  on_behalf_person_id uuid REFERENCES persons,
  post_id uuid NOT NULL REFERENCES posts,
  post_kind text NOT NULL,
  organization_id uuid NOT NULL REFERENCES organizations,
  read_at timestamptz NOT NULL,
  ten_minutes bigint NOT NULL,
  CHECK ((tender_id IS NULL) <> (contract_id IS NULL)),
  UNIQUE (tender_id, person_id, ten_minutes),
  UNIQUE (contract_id, person_id, ten_minutes)
);
CREATE INDEX page_readings_of_tender ON page_readings (tender_id, read_at DESC) WHERE tender_id IS NOT NULL;
CREATE INDEX page_readings_of_contract ON page_readings (contract_id, read_at DESC) WHERE contract_id IS NOT NULL;
CREATE TRIGGER page_readings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON page_readings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON page_readings TO ${APP_ROLE};
CREATE FUNCTION mark_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.read_at := clock_timestamp();
  NEW.ten_minutes := floor(extract(epoch FROM NEW.read_at) / 600);
  SELECT p.kind, p.organization_id INTO STRICT NEW.post_kind, NEW.organization_id FROM posts p WHERE p.id = NEW.post_id;
  RETURN NEW;
END $$;
CREATE TRIGGER page_readings_marked BEFORE INSERT ON page_readings FOR EACH ROW EXECUTE FUNCTION mark_reading();
ALTER TABLE page_readings ENABLE ROW LEVEL SECURITY;
CREATE POLICY page_readings_kept ON page_readings FOR INSERT TO ${APP_ROLE} WITH CHECK (guanyun_sees(organization_id));
CREATE POLICY page_readings_visible ON page_readings FOR SELECT TO ${APP_ROLE} USING (current_setting('guanyun.scope', true) = '*');
${asOwner('mark_reading()')}`;
