import { APP_ROLE } from '../kernel/connection.ts';

const tables = `
-- Until when a password that somebody else made may be used; null: the person chose it.
ALTER TABLE accounts ADD COLUMN password_until timestamptz;
ALTER TABLE sessions ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;

CREATE TABLE otp_generators (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  secret_sealed text NOT NULL CHECK (secret_sealed <> ''),
  added_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at >= added_at)
);
CREATE UNIQUE INDEX otp_generators_account ON otp_generators (account_id) WHERE ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE (ended_at) ON otp_generators TO ${APP_ROLE};

-- That each code is used once is the primary key's: two requests at the same moment too.
CREATE TABLE otp_uses (
  generator_id uuid NOT NULL REFERENCES otp_generators,
  step bigint NOT NULL CHECK (step > 0),
  PRIMARY KEY (generator_id, step)
);
CREATE TRIGGER otp_uses_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON otp_uses FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON otp_uses TO ${APP_ROLE};

CREATE TABLE otp_approvals (
  request_id uuid PRIMARY KEY,
  generator_id uuid NOT NULL,
  step bigint NOT NULL,
  confirmed_at timestamptz NOT NULL,
  FOREIGN KEY (generator_id, step) REFERENCES otp_uses,
  UNIQUE (generator_id, step)
);
CREATE TRIGGER otp_approvals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON otp_approvals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON otp_approvals TO ${APP_ROLE};

CREATE TABLE password_resets (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  with_codes boolean NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  asked_by uuid NOT NULL REFERENCES accounts CHECK (asked_by <> account_id),
  asked_at timestamptz NOT NULL,
  released_by uuid REFERENCES accounts CHECK (released_by <> account_id AND released_by <> asked_by),
  released_at timestamptz CHECK (released_at >= asked_at),
  -- Until when the password that it made may be used.
  password_until timestamptz CHECK (password_until > released_at),
  ended_at timestamptz CHECK (ended_at >= asked_at),
  CHECK ((password_until IS NULL) = (released_at IS NULL)),
  CHECK ((released_by IS NULL) = (released_at IS NULL)),
  CHECK (released_at IS NULL OR ended_at IS NULL)
);
CREATE UNIQUE INDEX password_resets_open ON password_resets (account_id) WHERE released_at IS NULL AND ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE (released_by, released_at, password_until, ended_at) ON password_resets TO ${APP_ROLE};
`;

const rules = `
CREATE TRIGGER otp_generators_of_persons BEFORE INSERT OR UPDATE OF account_id ON otp_generators FOR EACH ROW EXECUTE FUNCTION refuse_machine_account();
CREATE TRIGGER password_resets_of_persons BEFORE INSERT OR UPDATE OF account_id ON password_resets FOR EACH ROW EXECUTE FUNCTION refuse_machine_account();

CREATE FUNCTION check_otp_generator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN RAISE EXCEPTION 'a generator of codes that ended stays so' USING ERRCODE = 'GY101'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER otp_generators_go_on BEFORE UPDATE ON otp_generators FOR EACH ROW EXECUTE FUNCTION check_otp_generator();

CREATE FUNCTION check_otp_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM otp_generators g WHERE g.id = NEW.generator_id AND g.ended_at IS NOT NULL)
  THEN RAISE EXCEPTION 'a generator that ended makes no codes' USING ERRCODE = 'GY101'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER otp_uses_in_force BEFORE INSERT ON otp_uses FOR EACH ROW EXECUTE FUNCTION check_otp_use();

CREATE FUNCTION check_otp_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM requests r JOIN otp_generators g ON g.account_id = r.account_id
      WHERE r.id = NEW.request_id AND g.id = NEW.generator_id)
  THEN RAISE EXCEPTION 'a code confirms what its own account asked for' USING ERRCODE = 'GY101'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER otp_approvals_fit BEFORE INSERT ON otp_approvals FOR EACH ROW EXECUTE FUNCTION check_otp_approval();

CREATE FUNCTION check_password_reset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.released_at IS NOT NULL OR OLD.ended_at IS NOT NULL
  THEN RAISE EXCEPTION 'a reset is released or refused once' USING ERRCODE = 'GY101'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER password_resets_go_on BEFORE UPDATE ON password_resets FOR EACH ROW EXECUTE FUNCTION check_password_reset();

-- A password that is not the person's own comes with the account, or by the reset that two administrators made.
CREATE FUNCTION check_password_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.password_until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM password_resets r
      WHERE r.account_id = NEW.id AND r.password_until = NEW.password_until)
  THEN RAISE EXCEPTION 'nobody resets a password alone' USING ERRCODE = 'GY101'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER accounts_password_change AFTER UPDATE OF password_hash, password_until ON accounts DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.password_hash IS DISTINCT FROM NEW.password_hash OR OLD.password_until IS DISTINCT FROM NEW.password_until)
  EXECUTE FUNCTION check_password_change();
`;

const cover = `
DO $$ DECLARE f text; cover text; BEGIN
  FOREACH f IN ARRAY ARRAY['check_otp_generator()', 'check_otp_use()', 'check_otp_approval()', 'check_password_reset()', 'check_password_change()'] LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
  -- A code at sign-in is used outside of any act; of generators the log shows no ciphertext.
  cover := pg_get_functiondef('log_cover()'::regprocedure);
  cover := replace(cover, $q$'page_readings',$q$, $q$'page_readings', 'otp_uses',$q$);
  cover := replace(cover, $q$c.relname IN ('accounts',$q$, $q$c.relname IN ('accounts', 'otp_generators',$q$);
  EXECUTE cover;
END $$;
`;

/**
 * The second factor (RFC 6238) and what becomes of passwords: generators of one-time codes, each code used once, which acts were
 * confirmed by one, and resets that one administrator asks for and another releases (GY101).
 */
export const secondFactor = tables + rules + cover;
