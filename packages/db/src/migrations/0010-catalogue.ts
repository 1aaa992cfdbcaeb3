import { APP_ROLE } from '../kernel/connection.ts';

const securely = (name: string): string => `
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION ${name}() SECURITY DEFINER SET search_path = %I, public, pg_temp', current_schema());
END $$;`;

/**
 * Versions of the catalogue that the zone lays over the built-in one: drafted by one natural person, released by
 * another, and never changed afterwards. Who keeps the catalogue holds no other post.
 */
export const catalogue = `
CREATE OR REPLACE FUNCTION keep_administrators_apart() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE exclusive CONSTANT text[] := ARRAY['system_admin', 'security_admin', 'audit_admin', 'catalogue_admin'];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.person_id::text, 2));
  IF EXISTS (
    SELECT 1 FROM posts p
    WHERE p.person_id = NEW.person_id AND p.kind <> NEW.kind
      AND (p.kind = ANY (exclusive) OR NEW.kind = ANY (exclusive))
      AND daterange(p.valid_from, p.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')
  ) THEN
    RAISE EXCEPTION 'an administrator holds no other post' USING ERRCODE = 'GY002';
  END IF;
  RETURN NEW;
END $$;
${securely('keep_administrators_apart')}

CREATE TABLE catalogue_versions (
  id uuid PRIMARY KEY,
  version text NOT NULL CHECK (version <> '' AND version <> 'v1'),
  state text NOT NULL CHECK (state IN ('draft', 'released', 'withdrawn')),
  revision integer NOT NULL CHECK (revision > 0),
  effective_from date NOT NULL,
  retroactive boolean NOT NULL,
  legal_text text CHECK (legal_text <> ''),
  content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
  drafted_by uuid NOT NULL REFERENCES persons,
  drafted_at timestamptz NOT NULL,
  released_by uuid REFERENCES persons,
  released_on date,
  released_at timestamptz,
  withdrawn_by uuid REFERENCES persons,
  withdrawn_at timestamptz,
  -- Only law reaches back, and the version names it.
  CHECK (NOT retroactive OR legal_text IS NOT NULL),
  CHECK ((state = 'released') = (released_by IS NOT NULL AND released_on IS NOT NULL AND released_at IS NOT NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_by IS NOT NULL AND withdrawn_at IS NOT NULL)),
  -- By natural person: a second one releases.
  CHECK (released_by <> drafted_by),
  CHECK (retroactive OR effective_from >= released_on)
);
CREATE UNIQUE INDEX catalogue_versions_name ON catalogue_versions (version) WHERE state <> 'withdrawn';
CREATE UNIQUE INDEX catalogue_versions_day ON catalogue_versions (effective_from) WHERE state = 'released';

CREATE FUNCTION keep_catalogue_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a version of the catalogue is not removed' USING ERRCODE = 'GY020';
  ELSIF TG_OP = 'INSERT' AND NEW.state <> 'draft' THEN
    RAISE EXCEPTION 'a version of the catalogue begins as a draft' USING ERRCODE = 'GY020';
  ELSIF TG_OP = 'UPDATE' AND (OLD.state <> 'draft' OR (NEW.id, NEW.drafted_by, NEW.drafted_at) IS DISTINCT FROM (OLD.id, OLD.drafted_by, OLD.drafted_at)) THEN
    RAISE EXCEPTION 'a version of the catalogue stays as it was released' USING ERRCODE = 'GY020';
  ELSIF TG_OP = 'UPDATE' AND NEW.state <> 'draft' AND
    (NEW.version, NEW.effective_from, NEW.retroactive, NEW.legal_text, NEW.content, NEW.revision) IS DISTINCT FROM
    (OLD.version, OLD.effective_from, OLD.retroactive, OLD.legal_text, OLD.content, OLD.revision) THEN
    RAISE EXCEPTION 'what is released is what was drafted' USING ERRCODE = 'GY020';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
${securely('keep_catalogue_version')}
CREATE TRIGGER catalogue_versions_kept BEFORE INSERT OR UPDATE OR DELETE ON catalogue_versions FOR EACH ROW EXECUTE FUNCTION keep_catalogue_version();
GRANT SELECT, INSERT, UPDATE ON catalogue_versions TO ${APP_ROLE};
`;
