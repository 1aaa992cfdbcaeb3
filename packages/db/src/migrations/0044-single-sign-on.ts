import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Who an account is at a provider of OpenID Connect, which sessions came from there, and that the provider ended some. One identity
 * has one account and one account one identity; a session is its identity's, and none begins after the provider ended it (GY102).
 */
export const singleSignOn = `
CREATE TABLE identities (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  issuer text NOT NULL CHECK (issuer <> ''),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  name text NOT NULL CHECK (name <> ''),
  linked_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at >= linked_at)
);
CREATE UNIQUE INDEX identities_subject ON identities (issuer, subject) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX identities_account ON identities (account_id) WHERE ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE (ended_at) ON identities TO ${APP_ROLE};

CREATE TABLE provider_logouts (
  issuer text NOT NULL,
  token_id text NOT NULL CHECK (length(token_id) BETWEEN 1 AND 255),
  subject text,
  provider_session text,
  issued_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, token_id),
  CHECK (subject IS NOT NULL OR provider_session IS NOT NULL)
);
CREATE INDEX provider_logouts_session ON provider_logouts (issuer, provider_session);
CREATE INDEX provider_logouts_subject ON provider_logouts (issuer, subject);
CREATE TRIGGER provider_logouts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON provider_logouts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON provider_logouts TO ${APP_ROLE};

CREATE TABLE identity_sessions (
  token_digest text PRIMARY KEY REFERENCES sessions,
  identity_id uuid NOT NULL REFERENCES identities,
  provider_session text,
  issued_at timestamptz NOT NULL,
  auth_time timestamptz,
  acr text
);
CREATE INDEX identity_sessions_identity ON identity_sessions (identity_id);
CREATE TRIGGER identity_sessions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identity_sessions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON identity_sessions TO ${APP_ROLE};

CREATE FUNCTION check_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN RAISE EXCEPTION 'an identity that ended stays so' USING ERRCODE = 'GY102'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER identities_go_on BEFORE UPDATE ON identities FOR EACH ROW EXECUTE FUNCTION check_identity();

-- A provider ends the session that it names, or all of a subject that began before.
CREATE FUNCTION ended_by_provider(by_issuer text, of_subject text, of_session text, begun timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM provider_logouts l WHERE l.issuer = by_issuer AND (l.subject IS NULL OR l.subject = of_subject)
    AND CASE WHEN l.provider_session IS NULL THEN l.issued_at >= begun ELSE l.provider_session = of_session END)
$$;

CREATE FUNCTION check_identity_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM identities i JOIN sessions s ON s.account_id = i.account_id
    WHERE i.id = NEW.identity_id AND i.ended_at IS NULL AND s.token_digest = NEW.token_digest
      AND NOT ended_by_provider(i.issuer, i.subject, NEW.provider_session, NEW.issued_at)
  ) THEN RAISE EXCEPTION 'a session is of an identity in force' USING ERRCODE = 'GY102'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER identity_sessions_fit BEFORE INSERT ON identity_sessions FOR EACH ROW EXECUTE FUNCTION check_identity_session();

-- How the person was signed in where another vouched for it; null: by the account's own password.
ALTER TABLE journal ADD COLUMN sign_in jsonb;
`;
