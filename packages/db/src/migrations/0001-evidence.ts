/** Counters, answered requests, the journal of acts and the documents: what every other slice stands on. */
export const evidence = `
CREATE TABLE zone (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  name text NOT NULL,
  illustrative boolean NOT NULL,
  set_up_at timestamptz NOT NULL DEFAULT now()
);

-- Numbers without gaps come from a locked row, never from a sequence.
CREATE TABLE counters (name text PRIMARY KEY, value bigint NOT NULL CHECK (value >= 0));

CREATE TABLE requests (
  id uuid PRIMARY KEY,
  act text NOT NULL,
  account_id uuid,
  digest text NOT NULL,
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE journal (
  index bigint PRIMARY KEY CHECK (index >= 0),
  recorded_at timestamptz NOT NULL,
  request_id uuid NOT NULL,
  act text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'refused')),
  refusal text,
  subject_kind text NOT NULL,
  subject_id uuid,
  subject_title text NOT NULL DEFAULT '',
  account_id uuid,
  person_id uuid,
  post_id uuid,
  post_kind text,
  organization_id uuid,
  content jsonb NOT NULL,
  digest text NOT NULL,
  leaf text NOT NULL,
  CHECK ((outcome = 'refused') = (refusal IS NOT NULL))
);
CREATE INDEX journal_subject ON journal (subject_id, index);

CREATE TABLE documents (
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  name text NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  media_type text NOT NULL,
  organization_id uuid NOT NULL,
  uploaded_by uuid NOT NULL,
  uploaded_at timestamptz NOT NULL DEFAULT now(),
  -- The same file may be handed in by two organisations; each sees its own.
  PRIMARY KEY (digest, organization_id)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'GY001';
END $$;

CREATE FUNCTION guanyun_sees(organization uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('guanyun.scope', true), '') = '*'
      OR organization::text = ANY (string_to_array(coalesce(current_setting('guanyun.scope', true), ''), ','))
$$;

CREATE FUNCTION guanyun_sees_any(organizations uuid[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('guanyun.scope', true), '') = '*'
      OR organizations::text[] && string_to_array(coalesce(current_setting('guanyun.scope', true), ''), ',')
$$;
`;
