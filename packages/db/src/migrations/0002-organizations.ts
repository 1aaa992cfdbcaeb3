/** Bodies, companies, clusters, natural persons, posts, accounts, mandates. */
export const organizations = `
CREATE TABLE organizations (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('government', 'sasac', 'party_committee', 'committee', 'committee_office', 'company', 'supplier')),
  parent_id uuid REFERENCES organizations,
  form text CHECK (form IN ('wholly_state_owned', 'limited', 'joint_stock')),
  tier integer CHECK (tier BETWEEN 1 AND 3),
  uscc text CHECK (uscc ~ '^[0-9A-HJ-NP-RTUW-Y]{18}$'),
  uscc_override text,
  important boolean NOT NULL DEFAULT false,
  net_assets numeric(20,2),
  net_assets_on date,
  established_on date NOT NULL,
  source text NOT NULL CHECK (source IN ('source', 'illustrative', 'entered')),
  CHECK ((net_assets IS NULL) = (net_assets_on IS NULL))
);
CREATE UNIQUE INDEX organizations_uscc ON organizations (uscc) WHERE uscc IS NOT NULL;

CREATE TABLE organization_names (
  organization_id uuid NOT NULL REFERENCES organizations,
  name text,
  status text NOT NULL CHECK (status IN ('known', 'tentative', 'unknown')),
  valid_from date NOT NULL,
  valid_to date,
  CHECK ((status = 'unknown') = (name IS NULL)),
  CHECK (valid_to IS NULL OR valid_to >= valid_from),
  EXCLUDE USING gist (organization_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);

CREATE TABLE clusters (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  established_on date NOT NULL,
  source text NOT NULL CHECK (source IN ('source', 'illustrative', 'entered'))
);
CREATE TABLE cluster_names (
  cluster_id uuid NOT NULL REFERENCES clusters,
  name text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  CHECK (valid_to IS NULL OR valid_to >= valid_from),
  EXCLUDE USING gist (cluster_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);
-- At most one operating company for a cluster on any day.
CREATE TABLE cluster_operators (
  cluster_id uuid NOT NULL REFERENCES clusters,
  organization_id uuid NOT NULL REFERENCES organizations,
  valid_from date NOT NULL,
  valid_to date,
  CHECK (valid_to IS NULL OR valid_to >= valid_from),
  EXCLUDE USING gist (cluster_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);

CREATE TABLE persons (
  id uuid PRIMARY KEY,
  code text UNIQUE,
  name text NOT NULL,
  source text NOT NULL CHECK (source IN ('source', 'illustrative', 'entered'))
);

CREATE TABLE posts (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  organization_id uuid NOT NULL REFERENCES organizations,
  kind text NOT NULL CHECK (kind IN ('company_handler', 'company_legal', 'company_representative', 'company_finance', 'company_director',
    'committee_reviewer', 'committee_secretary', 'committee_member', 'committee_director', 'auditor', 'system_admin', 'security_admin', 'audit_admin')),
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL CHECK (source IN ('source', 'illustrative', 'entered')),
  CHECK (valid_to IS NULL OR valid_to >= valid_from),
  EXCLUDE USING gist (person_id WITH =, organization_id WITH =, kind WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);
CREATE INDEX posts_person ON posts (person_id);

-- The three administrators exclude each other and every business post, by natural person.
CREATE FUNCTION keep_administrators_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.person_id::text, 2));
  IF EXISTS (
    SELECT 1 FROM posts p
    WHERE p.person_id = NEW.person_id AND p.kind <> NEW.kind
      AND (p.kind IN ('system_admin', 'security_admin', 'audit_admin') OR NEW.kind IN ('system_admin', 'security_admin', 'audit_admin'))
      AND daterange(p.valid_from, p.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')
  ) THEN
    RAISE EXCEPTION 'an administrator holds no other post' USING ERRCODE = 'GY002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER posts_administrators BEFORE INSERT OR UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION keep_administrators_apart();

-- One account for a natural person: a second one could approve what the first proposed.
CREATE TABLE accounts (
  id uuid PRIMARY KEY,
  login text NOT NULL CHECK (login = lower(login)),
  person_id uuid NOT NULL UNIQUE REFERENCES persons,
  password_hash text NOT NULL,
  disabled_at timestamptz,
  disabled_reason text,
  UNIQUE (login),
  CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL))
);

CREATE TABLE sessions (
  token_digest text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  post_id uuid NOT NULL REFERENCES posts,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
CREATE INDEX sessions_account ON sessions (account_id) WHERE ended_at IS NULL;

CREATE TABLE mandates (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  from_id uuid NOT NULL REFERENCES organizations,
  to_id uuid NOT NULL REFERENCES organizations,
  matters text[] NOT NULL,
  deliberate_only text[] NOT NULL,
  companies uuid[],
  limit_amount numeric(20,2) CHECK (limit_amount > 0),
  valid_from date NOT NULL,
  valid_to date NOT NULL CHECK (valid_to >= valid_from),
  source text NOT NULL CHECK (source IN ('source', 'illustrative', 'entered')),
  CHECK (deliberate_only <@ matters)
);
`;
