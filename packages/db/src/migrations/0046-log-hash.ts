import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Which hash a zone's log is begun with, once and for all. A log that has entries already was begun with SHA-256. The
 * application begins it through a function, and may do no more than that.
 */
export const logHash = `
ALTER TABLE log_policy ADD COLUMN hash text CHECK (hash IN ('sha256', 'sm3'));
UPDATE log_policy SET hash = 'sha256' WHERE EXISTS (SELECT 1 FROM journal);

CREATE FUNCTION keep_log_hash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.hash IS NOT NULL AND NEW.hash IS DISTINCT FROM OLD.hash) THEN
    RAISE EXCEPTION 'a log keeps the hash it was begun with' USING ERRCODE = 'GY103';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER log_policy_hash BEFORE UPDATE OR DELETE ON log_policy FOR EACH ROW EXECUTE FUNCTION keep_log_hash();

CREATE FUNCTION begin_log(wanted text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  UPDATE log_policy SET hash = wanted WHERE hash IS NULL;
  RETURN (SELECT hash FROM log_policy);
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION begin_log(text) SECURITY DEFINER SET search_path = %I, public, pg_temp', current_schema());
END $$;
REVOKE ALL ON FUNCTION begin_log(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_log(text) TO ${APP_ROLE};
GRANT SELECT ON log_policy TO ${APP_ROLE};

-- How much a person has handed in, asked at every upload.
CREATE INDEX documents_uploaded_by ON documents (uploaded_by) INCLUDE (size);
`;
