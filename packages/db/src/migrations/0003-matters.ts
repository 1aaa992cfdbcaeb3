/** Cases, their contents, signatures, meetings, decisions and the warrants they end in. */
export const matters = `
CREATE TABLE matters (
  id uuid PRIMARY KEY,
  number text UNIQUE,
  matter text NOT NULL,
  company_id uuid NOT NULL REFERENCES organizations,
  parties uuid[] NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  state text NOT NULL CHECK (state IN ('draft', 'signed', 'submitted', 'accepted', 'reviewed', 'on_agenda', 'approved', 'rejected', 'deferred',
    'forwarded', 'externally_approved', 'externally_rejected', 'issued', 'executed', 'returned', 'withdrawn')),
  content_version integer NOT NULL CHECK (content_version > 0),
  content_digest text NOT NULL,
  amount numeric(20,2) CHECK (amount >= 0),
  level text NOT NULL,
  route jsonb NOT NULL,
  decided_on date NOT NULL,
  aggregation_key text,
  accepted_on date,
  due_on date,
  due_days integer,
  due_provisional boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (state IN ('draft', 'signed', 'withdrawn') OR number IS NOT NULL),
  CHECK ((accepted_on IS NULL) = (due_on IS NULL))
);
CREATE INDEX matters_queue ON matters (state, due_on);
CREATE INDEX matters_aggregation ON matters (aggregation_key);
CREATE INDEX matters_updated ON matters (updated_at DESC, id DESC);

CREATE TABLE matter_contents (
  matter_id uuid NOT NULL REFERENCES matters DEFERRABLE INITIALLY DEFERRED,
  version integer NOT NULL CHECK (version > 0),
  content jsonb NOT NULL,
  digest text NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (matter_id, version)
);

CREATE TABLE matter_signatures (
  matter_id uuid NOT NULL REFERENCES matters,
  content_version integer NOT NULL,
  content_digest text NOT NULL,
  post_kind text NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  signed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (matter_id, content_version, post_kind),
  UNIQUE (matter_id, content_version, person_id)
);

-- Who did what in a case: nobody acts on both sides, and one person has one duty (voting is open to whoever else is free).
CREATE TABLE matter_duties (
  matter_id uuid NOT NULL REFERENCES matters,
  person_id uuid NOT NULL REFERENCES persons,
  duty text NOT NULL CHECK (duty IN ('handler', 'legal', 'representative', 'reviewer', 'secretary', 'member', 'signer')),
  side text NOT NULL CHECK (side = CASE WHEN duty IN ('handler', 'legal', 'representative') THEN 'company' ELSE 'committee' END),
  PRIMARY KEY (matter_id, person_id, duty),
  CONSTRAINT matter_duties_one_side EXCLUDE USING gist (matter_id WITH =, person_id WITH =, side WITH <>),
  CONSTRAINT matter_duties_apart EXCLUDE USING gist (matter_id WITH =, person_id WITH =, duty WITH <>) WHERE (duty <> 'member')
);

CREATE TABLE matter_reviews (
  matter_id uuid NOT NULL REFERENCES matters,
  content_version integer NOT NULL,
  content_digest text NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  passed boolean NOT NULL,
  opinion text NOT NULL,
  reviewed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (matter_id, content_version)
);

CREATE TABLE meetings (
  id uuid PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  held_on date NOT NULL,
  mode text NOT NULL CHECK (mode IN ('collective_vote', 'chief_decides')),
  state text NOT NULL CHECK (state IN ('planned', 'open', 'closed')),
  secretary_id uuid NOT NULL REFERENCES persons
);
CREATE TABLE meeting_expected (
  meeting_id uuid NOT NULL REFERENCES meetings,
  person_id uuid NOT NULL REFERENCES persons,
  chief boolean NOT NULL DEFAULT false,
  present boolean,
  PRIMARY KEY (meeting_id, person_id)
);
CREATE TABLE agenda_items (
  meeting_id uuid NOT NULL REFERENCES meetings,
  matter_id uuid NOT NULL REFERENCES matters,
  content_digest text NOT NULL,
  result jsonb,
  PRIMARY KEY (meeting_id, matter_id)
);
CREATE UNIQUE INDEX agenda_items_open ON agenda_items (matter_id) WHERE result IS NULL;
CREATE TABLE recusals (
  meeting_id uuid NOT NULL,
  matter_id uuid NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  because jsonb NOT NULL,
  PRIMARY KEY (meeting_id, matter_id, person_id),
  FOREIGN KEY (meeting_id, matter_id) REFERENCES agenda_items
);
CREATE TABLE votes (
  meeting_id uuid NOT NULL,
  matter_id uuid NOT NULL,
  person_id uuid NOT NULL,
  content_digest text NOT NULL,
  vote text NOT NULL CHECK (vote IN ('for', 'against', 'abstain')),
  opinion text NOT NULL,
  cast_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (meeting_id, matter_id, person_id),
  FOREIGN KEY (meeting_id, matter_id) REFERENCES agenda_items,
  FOREIGN KEY (meeting_id, person_id) REFERENCES meeting_expected
);
CREATE FUNCTION refuse_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM recusals r WHERE r.meeting_id = NEW.meeting_id AND r.matter_id = NEW.matter_id AND r.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'recused' USING ERRCODE = 'GY003';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM agenda_items a JOIN meetings m ON m.id = a.meeting_id
                 WHERE a.meeting_id = NEW.meeting_id AND a.matter_id = NEW.matter_id AND a.content_digest = NEW.content_digest AND m.state = 'open') THEN
    RAISE EXCEPTION 'vote on other content or outside the meeting' USING ERRCODE = 'GY004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER votes_lawful BEFORE INSERT ON votes FOR EACH ROW EXECUTE FUNCTION refuse_vote();

CREATE TABLE external_decisions (
  matter_id uuid PRIMARY KEY REFERENCES matters,
  outcome text NOT NULL CHECK (outcome IN ('approved', 'rejected')),
  number text NOT NULL CHECK (number <> ''),
  decided_on date NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE warrants (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  matter_id uuid NOT NULL UNIQUE REFERENCES matters,
  company_id uuid NOT NULL REFERENCES organizations,
  parties uuid[] NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  content jsonb NOT NULL,
  content_digest text NOT NULL,
  proposal_digest text NOT NULL,
  amount numeric(20,2),
  spent numeric(20,2) NOT NULL DEFAULT 0,
  uses integer NOT NULL DEFAULT 0,
  uses_max integer NOT NULL DEFAULT 1,
  issued_on date NOT NULL,
  expires_on date NOT NULL CHECK (expires_on >= issued_on),
  bound_by text NOT NULL,
  revoked_on date,
  mandate_id uuid REFERENCES mandates,
  person_id uuid NOT NULL REFERENCES persons,
  CONSTRAINT warrants_not_overspent CHECK (uses <= uses_max AND (amount IS NULL OR spent <= amount))
);
CREATE TABLE warrant_spendings (
  id uuid PRIMARY KEY,
  warrant_id uuid NOT NULL REFERENCES warrants,
  act text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL UNIQUE,
  subject_title text NOT NULL,
  amount numeric(20,2) CHECK (amount >= 0),
  proposal_digest text NOT NULL,
  spent_on date NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  spent_at timestamptz NOT NULL DEFAULT now()
);
-- The warrant's row is locked, so two acts cannot spend the same rest.
CREATE FUNCTION spend_warrant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE w warrants;
BEGIN
  SELECT * INTO w FROM warrants WHERE id = NEW.warrant_id FOR UPDATE;
  IF w.proposal_digest <> NEW.proposal_digest THEN RAISE EXCEPTION 'content differs from what was decided' USING ERRCODE = 'GY005'; END IF;
  IF w.revoked_on IS NOT NULL OR NEW.spent_on < w.issued_on OR NEW.spent_on > w.expires_on THEN
    RAISE EXCEPTION 'warrant not in force' USING ERRCODE = 'GY006';
  END IF;
  UPDATE warrants SET uses = uses + 1, spent = spent + coalesce(NEW.amount, 0) WHERE id = NEW.warrant_id;
  RETURN NEW;
END $$;
CREATE TRIGGER warrant_spendings_spend BEFORE INSERT ON warrant_spendings FOR EACH ROW EXECUTE FUNCTION spend_warrant();
`;
