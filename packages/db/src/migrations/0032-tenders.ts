import { APP_ROLE } from '../kernel/connection.ts';

const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${table} TO ${APP_ROLE};`;
/** Seen by whoever sees the tender. */
const ofTender = (table: string): string => `${appendOnly(table)}
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM tenders t WHERE t.id = tender_id));`;
/** Seen by the tenderer and the committee. */
const ofTenderer = (table: string): string => `${appendOnly(table)}
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM tenders t WHERE t.id = tender_id AND guanyun_sees(t.tenderer_id)));`;

/** Seen by the tenderer and the committee, and by everyone from the publicity on. */
const ofResult = (table: string): string => `${appendOnly(table)}
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM tenders t WHERE t.id = tender_id AND (guanyun_sees(t.tenderer_id) OR t.publicity_from IS NOT NULL)));`;

/** Securely run: the checks look at what whoever acts does not see. */
export const asOwner = (...functions: string[]): string => `
DO $$ DECLARE f text; BEGIN
  FOREACH f IN ARRAY ARRAY[${functions.map((name) => `'${name}'`).join(', ')}] LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;`;

const clock = `
-- The one clock of tenders is the database's. Only the example's may be some days ahead, and no zone becomes the example.
CREATE FUNCTION tender_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT clock_timestamp() + make_interval(days => CASE WHEN EXISTS (SELECT 1 FROM zone z WHERE z.illustrative)
    THEN coalesce(nullif(current_setting('guanyun.days_ahead', true), ''), '0')::int ELSE 0 END)
$$;
CREATE FUNCTION tender_day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$ SELECT (at AT TIME ZONE 'Asia/Shanghai')::date $$;
CREATE FUNCTION keep_zone_real() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a zone does not become the example' USING ERRCODE = 'GY072';
END $$;
CREATE TRIGGER zone_stays_real BEFORE UPDATE ON zone FOR EACH ROW WHEN (NEW.illustrative AND NOT OLD.illustrative) EXECUTE FUNCTION keep_zone_real();
${asOwner('tender_clock()')}`;

const tables = `
CREATE TABLE tenders (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  title text NOT NULL,
  project text NOT NULL,
  tenderer_id uuid NOT NULL REFERENCES organizations,
  method text NOT NULL CHECK (method IN ('open', 'invited')),
  jurisdiction text NOT NULL CHECK (jurisdiction IN ('CN', 'chongqing')),
  question jsonb NOT NULL,
  judged jsonb NOT NULL CHECK (jsonb_array_length(judged -> 'blocks') = 0),
  judged_digest text NOT NULL CHECK (judged_digest ~ '^[0-9a-f]{64}$'),
  ceiling numeric(20,2) CHECK (ceiling > 0),
  evaluation text NOT NULL CHECK (evaluation IN ('lowest_evaluated', 'composite', 'procurement_low_price')),
  parameters jsonb NOT NULL,
  planned_on date NOT NULL,
  members integer NOT NULL CHECK (members >= 5 AND members % 2 = 1),
  representatives integer NOT NULL CHECK (representatives BETWEEN 0 AND members / 3),
  documents_from date,
  earliest_deadline date CHECK (earliest_deadline >= documents_from + 20),
  objections_until date,
  deadline timestamptz CHECK (tender_day(deadline) >= earliest_deadline),
  opens_at timestamptz CHECK (opens_at = deadline),
  published_at timestamptz,
  publicity_from date,
  publicity_ends date CHECK (publicity_ends >= publicity_from + 3),
  state text NOT NULL CHECK (state IN ('draft', 'published', 'opened', 'evaluated', 'publicized', 'awarded', 'failed', 'cancelled')),
  ended_because text,
  person_id uuid NOT NULL REFERENCES persons,
  CHECK ((published_at IS NULL) = (deadline IS NULL) AND (opens_at IS NULL) = (deadline IS NULL) AND (documents_from IS NULL) = (deadline IS NULL)
    AND (earliest_deadline IS NULL) = (deadline IS NULL) AND (objections_until IS NULL) = (deadline IS NULL)),
  CHECK (state IN ('draft', 'cancelled') OR published_at IS NOT NULL),
  CHECK ((publicity_from IS NULL) = (publicity_ends IS NULL)),
  CHECK (state NOT IN ('publicized', 'awarded') OR publicity_ends IS NOT NULL),
  CHECK ((state IN ('failed', 'cancelled')) = (ended_because IS NOT NULL))
);
CREATE INDEX tenders_by_state ON tenders (state, published_at DESC);
GRANT SELECT, INSERT ON tenders TO ${APP_ROLE};
GRANT UPDATE (state, ended_because, documents_from, earliest_deadline, objections_until, deadline, opens_at, published_at, publicity_from, publicity_ends)
  ON tenders TO ${APP_ROLE};

CREATE TABLE tender_invitations (
  tender_id uuid NOT NULL REFERENCES tenders,
  supplier_id uuid NOT NULL REFERENCES organizations,
  PRIMARY KEY (tender_id, supplier_id)
);${appendOnly('tender_invitations')}
-- A notice is for everyone, an invitation for the invited; a draft for the tenderer and the committee.
CREATE FUNCTION tender_invites(tender uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM tender_invitations i WHERE i.tender_id = tender AND guanyun_sees(i.supplier_id))
$$;
${asOwner('tender_invites(uuid)')}
ALTER TABLE tenders ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenders_visible ON tenders TO ${APP_ROLE}
  USING (guanyun_sees(tenderer_id) OR published_at IS NOT NULL AND (method = 'open' OR tender_invites(id)))
  WITH CHECK (guanyun_sees(tenderer_id));
-- Who else is invited is as secret as who bids.
ALTER TABLE tender_invitations ENABLE ROW LEVEL SECURITY;
CREATE POLICY tender_invitations_visible ON tender_invitations TO ${APP_ROLE}
  USING (guanyun_sees(supplier_id) OR EXISTS (SELECT 1 FROM tenders t WHERE t.id = tender_id AND guanyun_sees(t.tenderer_id)));

CREATE TABLE tender_lots (
  id uuid PRIMARY KEY,
  tender_id uuid NOT NULL REFERENCES tenders,
  code text NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  kind text NOT NULL CHECK (kind IN ('works', 'goods', 'survey', 'design', 'supervision', 'other_service')),
  estimate numeric(20,2) NOT NULL CHECK (estimate > 0),
  UNIQUE (tender_id, code)
);${ofTender('tender_lots')}
CREATE TABLE tender_papers (
  id uuid PRIMARY KEY,
  tender_id uuid NOT NULL REFERENCES tenders,
  kind text NOT NULL CHECK (kind IN ('documents', 'change', 'report')),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  name text NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  media_type text NOT NULL,
  issued_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);
CREATE INDEX tender_papers_digest ON tender_papers (digest);${ofTender('tender_papers')}
CREATE TABLE tender_changes (
  id uuid PRIMARY KEY,
  tender_id uuid NOT NULL REFERENCES tenders,
  kind text NOT NULL CHECK (kind IN ('clarification', 'amendment')),
  text text NOT NULL CHECK (text <> ''),
  affects boolean NOT NULL,
  must_extend_to date,
  deadline_before timestamptz NOT NULL,
  deadline_after timestamptz NOT NULL CHECK (deadline_after >= deadline_before),
  issued_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);
CREATE INDEX tender_changes_of ON tender_changes (tender_id, issued_at);${ofTender('tender_changes')}

CREATE TABLE tender_objections (
  id uuid PRIMARY KEY,
  tender_id uuid NOT NULL REFERENCES tenders,
  kind text NOT NULL CHECK (kind IN ('documents', 'result', 'complaint')),
  text text NOT NULL CHECK (text <> ''),
  raised_at timestamptz NOT NULL,
  answer_by date NOT NULL
);
CREATE INDEX tender_objections_of ON tender_objections (tender_id, raised_at);${ofTender('tender_objections')}
CREATE TABLE tender_answers (
  objection_id uuid PRIMARY KEY REFERENCES tender_objections,
  tender_id uuid NOT NULL REFERENCES tenders,
  text text NOT NULL CHECK (text <> ''),
  upheld boolean NOT NULL,
  answered_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);${ofTender('tender_answers')}

CREATE TABLE tender_panel_commitments (
  tender_id uuid PRIMARY KEY REFERENCES tenders,
  commitment text NOT NULL CHECK (commitment ~ '^[0-9a-f]{64}$'),
  list_digest text NOT NULL CHECK (list_digest ~ '^[0-9a-f]{64}$'),
  experts text[] NOT NULL CHECK (cardinality(experts) > 0),
  committed_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);${ofResult('tender_panel_commitments')}
CREATE TABLE tender_panel_draws (
  tender_id uuid NOT NULL REFERENCES tenders,
  round integer NOT NULL CHECK (round > 0),
  seed text NOT NULL CHECK (seed ~ '^[0-9a-f]{64}$'),
  receipts text[] NOT NULL,
  excluded text[] NOT NULL,
  because text NOT NULL,
  seats integer NOT NULL CHECK (seats > 0),
  drawn text[] NOT NULL CHECK (cardinality(drawn) = seats),
  drawn_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  PRIMARY KEY (tender_id, round)
);${ofResult('tender_panel_draws')}
CREATE TABLE tender_evaluations (
  tender_id uuid PRIMARY KEY REFERENCES tenders,
  input jsonb NOT NULL,
  result jsonb NOT NULL,
  conflicts jsonb NOT NULL,
  report text NOT NULL CHECK (report ~ '^[0-9a-f]{64}$'),
  evaluated_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);${ofTenderer('tender_evaluations')}
CREATE TABLE tender_candidates (
  tender_id uuid NOT NULL REFERENCES tenders,
  rank integer NOT NULL CHECK (rank BETWEEN 1 AND 3),
  bid_id uuid NOT NULL UNIQUE,
  supplier_id uuid NOT NULL REFERENCES organizations,
  price numeric(20,2) NOT NULL CHECK (price > 0),
  PRIMARY KEY (tender_id, rank)
);${ofTender('tender_candidates')}
CREATE TABLE tender_awards (
  id uuid PRIMARY KEY,
  tender_id uuid NOT NULL UNIQUE REFERENCES tenders,
  bid_id uuid NOT NULL,
  supplier_id uuid NOT NULL REFERENCES organizations,
  price numeric(20,2) NOT NULL CHECK (price > 0),
  notice_on date NOT NULL,
  sign_by date NOT NULL CHECK (sign_by >= notice_on),
  person_id uuid NOT NULL REFERENCES persons
);${ofTender('tender_awards')}
`;

const states = `
CREATE FUNCTION keep_tender() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changes CONSTANT text[] := ARRAY['state', 'ended_because', 'documents_from', 'earliest_deadline', 'objections_until', 'deadline', 'opens_at', 'published_at',
    'publicity_from', 'publicity_ends'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.deadline IS NOT NULL THEN RAISE EXCEPTION 'a tender begins as a draft' USING ERRCODE = 'GY071'; END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(NEW) - changes <> to_jsonb(OLD) - changes THEN RAISE EXCEPTION 'what a tender is about stays' USING ERRCODE = 'GY071'; END IF;
  IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY['draft>published', 'draft>cancelled', 'published>opened',
    'published>failed', 'published>cancelled', 'opened>evaluated', 'opened>failed', 'evaluated>publicized', 'evaluated>failed', 'publicized>awarded',
    'publicized>failed']) THEN RAISE EXCEPTION 'a tender goes one way' USING ERRCODE = 'GY071'; END IF;
  IF OLD.state = 'draft' AND NEW.state = 'published' THEN
    IF abs(extract(epoch FROM NEW.published_at - tender_clock())) > 60 OR NEW.documents_from < tender_day(NEW.published_at)
    THEN RAISE EXCEPTION 'documents are not issued in the past' USING ERRCODE = 'GY077'; END IF;
  ELSIF (NEW.documents_from, NEW.earliest_deadline, NEW.published_at) IS DISTINCT FROM (OLD.documents_from, OLD.earliest_deadline, OLD.published_at) THEN
    RAISE EXCEPTION 'the days of issue stay' USING ERRCODE = 'GY077';
  ELSIF NEW.deadline IS DISTINCT FROM OLD.deadline AND (NEW.state <> 'published' OR NEW.deadline < OLD.deadline OR tender_clock() >= OLD.deadline) THEN
    RAISE EXCEPTION 'a deadline moves on before it has passed, and never back' USING ERRCODE = 'GY077';
  END IF;
  IF (NEW.publicity_from, NEW.publicity_ends) IS DISTINCT FROM (OLD.publicity_from, OLD.publicity_ends) AND NOT (OLD.state = 'evaluated' AND NEW.state = 'publicized'
    AND NEW.publicity_from = tender_day(tender_clock())) THEN RAISE EXCEPTION 'candidates are published once, from today on' USING ERRCODE = 'GY077'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tenders_keep BEFORE INSERT OR UPDATE ON tenders FOR EACH ROW EXECUTE FUNCTION keep_tender();

CREATE FUNCTION keep_tender_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT t.state FROM tenders t WHERE t.id = NEW.tender_id) <> 'draft' THEN
    RAISE EXCEPTION 'what is tendered and who is invited stands in the draft' USING ERRCODE = 'GY071'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_lots_draft BEFORE INSERT ON tender_lots FOR EACH ROW EXECUTE FUNCTION keep_tender_draft();
CREATE TRIGGER tender_invitations_draft BEFORE INSERT ON tender_invitations FOR EACH ROW EXECUTE FUNCTION keep_tender_draft();

-- A clarification that bidders must reckon with leaves them fifteen days; what is said to have moved has moved.
CREATE FUNCTION check_tender_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE t tenders;
BEGIN
  SELECT * INTO t FROM tenders WHERE id = NEW.tender_id;
  IF t.state <> 'published' OR t.deadline <> NEW.deadline_after OR NEW.issued_at >= NEW.deadline_before
    OR abs(extract(epoch FROM NEW.issued_at - tender_clock())) > 60
    OR NEW.affects AND tender_day(NEW.deadline_after) < tender_day(NEW.issued_at) + 15
    OR tender_day(NEW.deadline_after) < NEW.must_extend_to
  THEN RAISE EXCEPTION 'a change leaves bidders their time' USING ERRCODE = 'GY077'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tender_changes_time AFTER INSERT ON tender_changes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_tender_change();

CREATE FUNCTION tender_suspended(tender uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM tender_objections o WHERE o.tender_id = tender AND NOT EXISTS (SELECT 1 FROM tender_answers a WHERE a.objection_id = o.id))
$$;
CREATE FUNCTION check_tender_objection() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  t tenders;
  today date := tender_day(tender_clock());
BEGIN
  SELECT * INTO t FROM tenders WHERE id = NEW.tender_id FOR SHARE;
  IF NOT (CASE NEW.kind WHEN 'documents' THEN t.state = 'published' AND today <= t.objections_until
    WHEN 'result' THEN t.state = 'publicized' AND today BETWEEN t.publicity_from AND t.publicity_ends
    ELSE t.state IN ('published', 'opened', 'evaluated', 'publicized') END) THEN
    RAISE EXCEPTION 'an objection is raised in its time' USING ERRCODE = 'GY076'; END IF;
  NEW.raised_at := tender_clock();
  RETURN NEW;
END $$;
CREATE TRIGGER tender_objections_time BEFORE INSERT ON tender_objections FOR EACH ROW EXECUTE FUNCTION check_tender_objection();
CREATE FUNCTION check_tender_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tender_objections o WHERE o.id = NEW.objection_id AND o.tender_id = NEW.tender_id) THEN
    RAISE EXCEPTION 'an answer belongs to its objection' USING ERRCODE = 'GY076'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_answers_of BEFORE INSERT ON tender_answers FOR EACH ROW EXECUTE FUNCTION check_tender_answer();

CREATE FUNCTION check_tender_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE t tenders;
BEGIN
  SELECT * INTO t FROM tenders WHERE id = NEW.tender_id FOR SHARE;
  IF t.state <> 'published' OR tender_clock() >= t.deadline THEN
    RAISE EXCEPTION 'the seed is committed to before the deadline' USING ERRCODE = 'GY074'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_panel_commitments_time BEFORE INSERT ON tender_panel_commitments FOR EACH ROW EXECUTE FUNCTION check_tender_commitment();
`;

/** Tenders from the draft to the award: tables, who sees them, and the one way they go. */
export const tenders = `${clock}${tables}${states}${asOwner(
  'keep_zone_real()',
  'keep_tender()',
  'keep_tender_draft()',
  'check_tender_change()',
  'check_tender_objection()',
  'check_tender_answer()',
  'check_tender_commitment()',
  'tender_suspended(uuid)',
)}`;
