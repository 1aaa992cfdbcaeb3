import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Keys that people sign with (WebAuthn), and what each signature said: the statement, which names the request, and what the
 * device answered to its digest. A signature belongs to its request and to the statement by the database's own reckoning (GY098).
 */
export const signatures = `
CREATE TABLE authenticators (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]+$' AND length(id) BETWEEN 16 AND 1400),
  account_id uuid NOT NULL REFERENCES accounts,
  name text NOT NULL CHECK (name <> ''),
  public_key text NOT NULL CHECK (public_key ~ '^[A-Za-z0-9_-]+$'),
  counter bigint NOT NULL CHECK (counter >= 0),
  added_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at >= added_at)
);
CREATE INDEX authenticators_account ON authenticators (account_id);
GRANT SELECT, INSERT, UPDATE (counter, ended_at) ON authenticators TO ${APP_ROLE};

CREATE TABLE approval_signatures (
  request_id uuid PRIMARY KEY,
  authenticator_id text NOT NULL REFERENCES authenticators,
  statement text NOT NULL,
  client_data text NOT NULL,
  authenticator_data text NOT NULL,
  signature text NOT NULL,
  signed_at timestamptz NOT NULL
);
CREATE TRIGGER approval_signatures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_signatures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON approval_signatures TO ${APP_ROLE};

CREATE FUNCTION check_authenticator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR NEW.counter < OLD.counter THEN
    RAISE EXCEPTION 'a key that ended stays so, and no key counts back' USING ERRCODE = 'GY098';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER authenticators_go_on BEFORE UPDATE ON authenticators FOR EACH ROW EXECUTE FUNCTION check_authenticator();

-- base64url without padding, as WebAuthn writes it
CREATE FUNCTION base64url(bytes bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT translate(encode(bytes, 'base64'), E'+/=\\n', '-_')
$$;
CREATE FUNCTION from_base64url(value text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT decode(rpad(translate(value, '-_', '+/'), (length(value) + 3) / 4 * 4, '='), 'base64')
$$;

CREATE FUNCTION check_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE asked jsonb := convert_from(from_base64url(NEW.client_data), 'UTF8')::jsonb;
BEGIN
  IF NEW.statement::jsonb #>> '{input,requestId}' IS DISTINCT FROM NEW.request_id::text
    OR asked ->> 'challenge' IS DISTINCT FROM base64url(sha256(convert_to(NEW.statement, 'UTF8')))
    OR asked ->> 'type' IS DISTINCT FROM 'webauthn.get'
    OR EXISTS (SELECT 1 FROM authenticators a WHERE a.id = NEW.authenticator_id AND a.ended_at IS NOT NULL)
  THEN RAISE EXCEPTION 'a signature is over its own request' USING ERRCODE = 'GY098'; END IF;
  RETURN NEW;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_approval() SECURITY DEFINER SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE TRIGGER approval_signatures_fit BEFORE INSERT ON approval_signatures FOR EACH ROW EXECUTE FUNCTION check_approval();
`;
