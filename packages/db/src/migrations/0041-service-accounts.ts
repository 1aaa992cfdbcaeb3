import { APP_ROLE } from '../kernel/connection.ts';

/** What natural persons alone do: in which table, and the column that names who did it. */
const personal: Readonly<Record<string, readonly string[]>> = {
  delegations: ['giver_id', 'receiver_id'],
  matter_signatures: ['person_id'],
  matter_duties: ['person_id'],
  matter_reviews: ['person_id'],
  meeting_expected: ['person_id'],
  votes: ['person_id'],
  list_agreements: ['person_id'],
  transfer_signatures: ['person_id'],
  instrument_signatures: ['person_id'],
};

/**
 * Accounts of machines and their keys. A machine has no password, no session and no signing key, one post in its own
 * organisation, and does nothing that a natural person answers for; a key that ended or was revoked is used by nobody (GY069).
 */
export const serviceAccounts = `
ALTER TABLE accounts ALTER COLUMN password_hash DROP NOT NULL;
CREATE TABLE service_accounts (
  account_id uuid PRIMARY KEY REFERENCES accounts,
  person_id uuid NOT NULL UNIQUE REFERENCES persons,
  organization_id uuid NOT NULL REFERENCES organizations,
  created_at timestamptz NOT NULL
);
CREATE TRIGGER service_accounts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON service_accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON service_accounts TO ${APP_ROLE};

CREATE TABLE service_keys (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES service_accounts,
  name text NOT NULL CHECK (name <> ''),
  digest text NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
  hint text NOT NULL CHECK (length(hint) = 4),
  scope text[] NOT NULL CHECK (cardinality(scope) > 0),
  addresses text[] NOT NULL CHECK (addresses::cidr[] IS NOT NULL),
  made_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on BETWEEN made_on AND made_on + interval '1 year'),
  revoked_at timestamptz
);
CREATE INDEX service_keys_account ON service_keys (account_id);
GRANT SELECT, INSERT, UPDATE (revoked_at) ON service_keys TO ${APP_ROLE};

-- When a key was last used: technical, like the last sight of a session, and no part of the log.
CREATE TABLE service_key_uses (
  key_id uuid PRIMARY KEY REFERENCES service_keys,
  used_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE (used_at) ON service_key_uses TO ${APP_ROLE};
DO $$ BEGIN
  EXECUTE replace(pg_get_functiondef('log_cover()'::regprocedure), '''page_readings''', '''page_readings'', ''service_key_uses''');
END $$;

CREATE FUNCTION day_of(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$ SELECT (at AT TIME ZONE 'Asia/Shanghai')::date $$;

CREATE FUNCTION check_service_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM accounts a JOIN persons p ON p.id = a.person_id
      WHERE a.id = NEW.account_id AND p.id = NEW.person_id AND a.password_hash IS NULL AND p.name LIKE '%（接口账号）')
    OR EXISTS (SELECT 1 FROM posts p WHERE p.person_id = NEW.person_id)
  THEN RAISE EXCEPTION 'an account of a machine has no password, no post yet, and a name that says so' USING ERRCODE = 'GY069'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_accounts_fit BEFORE INSERT ON service_accounts FOR EACH ROW EXECUTE FUNCTION check_service_account();

CREATE FUNCTION check_password() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.password_hash IS NULL) <> EXISTS (SELECT 1 FROM service_accounts s WHERE s.account_id = NEW.id)
  THEN RAISE EXCEPTION 'a person signs in with a password, a machine with none' USING ERRCODE = 'GY069'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER accounts_password AFTER INSERT OR UPDATE ON accounts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_password();

CREATE FUNCTION refuse_machine_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM service_accounts s WHERE s.account_id = NEW.account_id)
  THEN RAISE EXCEPTION 'a machine has no session and no signing key' USING ERRCODE = 'GY069'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sessions_of_persons BEFORE INSERT OR UPDATE OF account_id ON sessions FOR EACH ROW EXECUTE FUNCTION refuse_machine_account();
CREATE TRIGGER authenticators_of_persons BEFORE INSERT OR UPDATE OF account_id ON authenticators FOR EACH ROW EXECUTE FUNCTION refuse_machine_account();

CREATE FUNCTION refuse_machine() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM service_accounts s WHERE s.person_id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid)
  THEN RAISE EXCEPTION 'a natural person answers for this' USING ERRCODE = 'GY069'; END IF;
  RETURN NEW;
END $$;
${Object.entries(personal)
  .flatMap(([table, columns]) =>
    columns.map(
      (column) =>
        `CREATE TRIGGER ${table}_${column}_natural BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_machine('${column}');`,
    ),
  )
  .join('\n')}

CREATE FUNCTION check_machine_post() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE own service_accounts;
BEGIN
  SELECT * INTO own FROM service_accounts s WHERE s.person_id = NEW.person_id;
  IF own.account_id IS NULL THEN RETURN NEW; END IF;
  IF NEW.organization_id <> own.organization_id
    OR NEW.kind NOT IN ('company_handler', 'company_finance', 'committee_reviewer', 'auditor')
    OR EXISTS (SELECT 1 FROM posts p WHERE p.person_id = NEW.person_id AND p.id <> NEW.id
      AND daterange(p.valid_from, p.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]'))
  THEN RAISE EXCEPTION 'a machine holds one working post in its own organisation' USING ERRCODE = 'GY069'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER posts_of_machines BEFORE INSERT OR UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION check_machine_post();

CREATE FUNCTION check_service_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL THEN RAISE EXCEPTION 'a revoked key stays so' USING ERRCODE = 'GY069'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_keys_go_on BEFORE UPDATE ON service_keys FOR EACH ROW EXECUTE FUNCTION check_service_key();

CREATE FUNCTION check_key_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM service_keys k WHERE k.id = NEW.key_id AND k.revoked_at IS NULL AND k.ends_on >= day_of(NEW.used_at))
  THEN RAISE EXCEPTION 'this key has ended' USING ERRCODE = 'GY069'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER service_key_uses_in_force BEFORE INSERT OR UPDATE ON service_key_uses FOR EACH ROW EXECUTE FUNCTION check_key_use();

-- What a machine did stands in the journal only while it had a key.
CREATE FUNCTION check_machine_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM service_accounts s WHERE s.account_id = NEW.account_id)
    AND NOT EXISTS (SELECT 1 FROM service_keys k WHERE k.account_id = NEW.account_id
      AND (k.revoked_at IS NULL OR k.revoked_at > NEW.recorded_at) AND k.ends_on >= day_of(NEW.recorded_at))
  THEN RAISE EXCEPTION 'a machine without a key in force does nothing' USING ERRCODE = 'GY069'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_machines BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION check_machine_act();

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['check_service_account', 'check_password', 'refuse_machine_account', 'refuse_machine', 'check_machine_post',
    'check_service_key', 'check_key_use', 'check_machine_act'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SECURITY DEFINER SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;
`;
