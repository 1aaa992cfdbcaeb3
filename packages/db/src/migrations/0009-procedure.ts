import { APP_ROLE } from '../kernel/connection.ts';

const states = [
  'draft',
  'signed',
  'with_first_tier',
  'submitted',
  'deficiency_proposed',
  'supplementing',
  'not_accepted',
  'accepted',
  'reviewed',
  'cleared',
  'on_agenda',
  'approved',
  'rejected',
  'deferred',
  'forwarded',
  'externally_approved',
  'externally_rejected',
  'ready_to_seal',
  'issued',
  'filing_objected',
  'executing',
  'suspended',
  'completed',
  'expired',
  'superseded',
  'revoked',
  'not_passed',
  'returned',
  'withdrawn',
  'transferred',
  'archived',
];
const kinds = [
  'company_handler',
  'company_legal',
  'company_representative',
  'company_finance',
  'company_director',
  'committee_reviewer',
  'committee_head',
  'committee_legal',
  'committee_consultant',
  'committee_secretary',
  'committee_member',
  'committee_director',
  'committee_seal',
  'committee_supervisor',
  'catalogue_admin',
  'auditor',
  'system_admin',
  'security_admin',
  'audit_admin',
];
const list = (values: readonly string[]): string => values.map((v) => `'${v}'`).join(', ');

/** What belongs to a case and its file. */
const ofCase = [
  'matter_contents',
  'matter_signatures',
  'matter_duties',
  'matter_reviews',
  'external_decisions',
  'agenda_items',
  'warrants',
  'clock_stops',
  'supplements',
  'deficiencies',
  'urgent_consents',
  'consultations',
  'clearances',
  'rule_answers',
  'instrument_signatures',
  'obligations',
  'shareholder_results',
];

const matters = `
ALTER TABLE posts DROP CONSTRAINT posts_kind_check, ADD CONSTRAINT posts_kind_check CHECK (kind IN (${list(kinds)}));

ALTER TABLE matters DROP CONSTRAINT matters_state_check, DROP CONSTRAINT matters_check;
UPDATE matters SET state = 'executing' WHERE state = 'executed';
ALTER TABLE matters
  ADD CONSTRAINT matters_state_check CHECK (state IN (${list(states)})),
  ADD COLUMN state_before text,
  ADD COLUMN urgent boolean NOT NULL DEFAULT false,
  ADD COLUMN predecessor_id uuid REFERENCES matters,
  ADD COLUMN main_id uuid REFERENCES matters,
  ADD COLUMN first_tier_id uuid REFERENCES organizations,
  ADD COLUMN supplements integer NOT NULL DEFAULT 0,
  ADD COLUMN deferred integer NOT NULL DEFAULT 0,
  ADD COLUMN deferred_until date,
  ADD COLUMN ended_on date,
  ADD COLUMN flagged_by uuid REFERENCES matters,
  ADD CONSTRAINT matters_number CHECK (number IS NOT NULL OR state IN ('draft', 'signed', 'with_first_tier', 'returned', 'withdrawn', 'transferred', 'archived')),
  ADD CONSTRAINT matters_held_up CHECK ((state_before IS NOT NULL) = (state IN ('supplementing', 'suspended', 'archived'))) NOT VALID;
CREATE INDEX matters_predecessor ON matters (predecessor_id) WHERE predecessor_id IS NOT NULL;

-- What is over stays over: it only goes into the archive, and what is in the archive does not change.
CREATE FUNCTION keep_procedure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The mark that a later sum raised the level may still be set.
  IF OLD.state = 'archived' AND to_jsonb(NEW) - 'flagged_by' - 'updated_at' <> to_jsonb(OLD) - 'flagged_by' - 'updated_at' THEN RAISE EXCEPTION 'an archived case does not change' USING ERRCODE = 'GY010'; END IF;
  IF OLD.state IN ('not_accepted', 'rejected', 'externally_rejected', 'completed', 'expired', 'superseded', 'revoked', 'not_passed', 'withdrawn', 'transferred')
     AND NEW.state NOT IN (OLD.state, 'archived') THEN
    RAISE EXCEPTION 'a case that is over does not go on' USING ERRCODE = 'GY010';
  END IF;
  IF NEW.content_version <> OLD.content_version AND OLD.state NOT IN ('draft', 'signed', 'returned', 'filing_objected', 'supplementing') THEN
    RAISE EXCEPTION 'content does not change in this state' USING ERRCODE = 'GY011';
  END IF;
  IF NEW.state = 'issued' AND OLD.state NOT IN ('issued', 'ready_to_seal', 'accepted', 'suspended') THEN
    RAISE EXCEPTION 'nothing is issued unsigned' USING ERRCODE = 'GY012';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER matters_procedure BEFORE UPDATE ON matters FOR EACH ROW EXECUTE FUNCTION keep_procedure();

-- Amounts are summed over all companies of the zone (金额口径), also while a company acts that sees its own cases only.
-- These two read past its rows, and give no more than the sum and its items need: no title, no content, no party. What
-- ended counts as far as it was spent. Twelve months are counted from the acceptance at the earliest, a day that the company
-- does not choose.
CREATE FUNCTION committed(m matters) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN coalesce(m.state_before, m.state) IN ('completed', 'expired', 'revoked', 'superseded')
    THEN (SELECT coalesce(sum(w.spent), 0) FROM warrants w WHERE w.matter_id = m.id) ELSE m.amount END
$$;
CREATE FUNCTION commitments_of_key(asked text)
RETURNS TABLE (id uuid, number text, company_id uuid, amount numeric, state text, level text, decided_on date) LANGUAGE sql STABLE AS $$
  SELECT m.id, m.number, m.company_id, committed(m), CASE WHEN m.state = 'archived' THEN m.state_before ELSE m.state END, m.level, greatest(m.decided_on, m.accepted_on)
  FROM matters m WHERE m.aggregation_key = asked AND m.amount IS NOT NULL AND m.state NOT IN ('draft', 'signed')
$$;
CREATE FUNCTION commitments_of_companies(asked text, companies uuid[])
RETURNS TABLE (id uuid, number text, company_id uuid, amount numeric, state text, level text, decided_on date) LANGUAGE sql STABLE AS $$
  SELECT m.id, m.number, m.company_id, committed(m), CASE WHEN m.state = 'archived' THEN m.state_before ELSE m.state END, m.level, greatest(m.decided_on, m.accepted_on)
  FROM matters m WHERE m.matter = asked AND m.company_id = ANY (companies) AND m.amount IS NOT NULL AND m.state NOT IN ('draft', 'signed')
$$;
CREATE INDEX matters_of_company ON matters (company_id, matter);

-- Each company of a joint case signs for itself.
ALTER TABLE matter_signatures DROP CONSTRAINT matter_signatures_pkey, ADD COLUMN organization_id uuid REFERENCES organizations;
ALTER TABLE matter_signatures DISABLE TRIGGER matter_signatures_append_only;
UPDATE matter_signatures s SET organization_id = (SELECT m.company_id FROM matters m WHERE m.id = s.matter_id);
ALTER TABLE matter_signatures ENABLE TRIGGER matter_signatures_append_only;
ALTER TABLE matter_signatures ALTER COLUMN organization_id SET NOT NULL,
  ADD PRIMARY KEY (matter_id, content_version, organization_id, post_kind);

ALTER TABLE matter_duties DROP CONSTRAINT matter_duties_duty_check, DROP CONSTRAINT matter_duties_check;
ALTER TABLE matter_duties
  ADD CONSTRAINT matter_duties_duty_check CHECK (duty IN ('handler', 'legal', 'representative', 'endorser', 'reviewer', 'head', 'clearance', 'secretary', 'member', 'signer', 'seal', 'supervisor')),
  ADD CONSTRAINT matter_duties_side CHECK (side = CASE WHEN duty IN ('handler', 'legal', 'representative', 'endorser') THEN 'company' ELSE 'committee' END);
`;

const examination = `
-- The clock stands only for a written cause, for one at a time.
CREATE TABLE clock_stops (
  id uuid PRIMARY KEY,
  matter_id uuid NOT NULL REFERENCES matters,
  cause text NOT NULL CHECK (cause IN ('supplement', 'expert_review', 'appraisal_filing', 'public_notice', 'hearing', 'higher_body', 'statutory_notice_period')),
  because text NOT NULL CHECK (because <> ''),
  from_on date NOT NULL,
  expected_days integer CHECK (expected_days > 0),
  to_on date CHECK (to_on >= from_on - 1),
  person_id uuid NOT NULL REFERENCES persons,
  EXCLUDE USING gist (matter_id WITH =, daterange(from_on, to_on + 1, '[)') WITH &&)
);

-- Everything lacking is asked for at once. Only the first round stops the clock.
CREATE TABLE supplements (
  matter_id uuid NOT NULL REFERENCES matters,
  round integer NOT NULL CHECK (round > 0),
  items jsonb NOT NULL CHECK (jsonb_array_length(items) > 0),
  asked_on date NOT NULL,
  due_on date NOT NULL CHECK (due_on > asked_on),
  stops_clock boolean NOT NULL CHECK (NOT stops_clock OR round = 1),
  answered_on date,
  person_id uuid NOT NULL REFERENCES persons,
  PRIMARY KEY (matter_id, round)
);

-- 容缺受理: what is lacking and promised; in force once a second person signed.
CREATE TABLE deficiencies (
  matter_id uuid PRIMARY KEY REFERENCES matters,
  items jsonb NOT NULL CHECK (jsonb_array_length(items) > 0),
  promise text NOT NULL CHECK (promise <> ''),
  due_on date NOT NULL,
  proposed_by uuid NOT NULL REFERENCES persons,
  confirmed_by uuid REFERENCES persons CHECK (confirmed_by <> proposed_by)
);

-- Given to exactly what was read: a new content needs them anew.
CREATE TABLE urgent_consents (
  matter_id uuid NOT NULL REFERENCES matters,
  content_version integer NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  post_kind text NOT NULL CHECK (post_kind IN ('committee_director', 'committee_member')),
  note text NOT NULL CHECK (note <> ''),
  given_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (matter_id, content_version, person_id)
);

CREATE TABLE consultations (
  id uuid PRIMARY KEY,
  matter_id uuid NOT NULL REFERENCES matters,
  organization_id uuid REFERENCES organizations,
  expert text CHECK (expert <> ''),
  question text NOT NULL CHECK (question <> ''),
  asked_on date NOT NULL,
  due_on date NOT NULL,
  asked_by uuid NOT NULL REFERENCES persons,
  answer text CHECK (answer IN ('agree', 'disagree', 'remarks')),
  opinion text,
  document text,
  answered_on date,
  answered_by uuid REFERENCES persons,
  CHECK ((organization_id IS NULL) <> (expert IS NULL)),
  CHECK ((answer IS NULL) = (answered_by IS NULL) AND (answer IS NULL) = (answered_on IS NULL)),
  -- Who does not agree says why.
  CHECK (answer IS DISTINCT FROM 'disagree' OR coalesce(opinion, '') <> '')
);
CREATE INDEX consultations_matter ON consultations (matter_id);

CREATE TABLE clearances (
  matter_id uuid NOT NULL REFERENCES matters,
  content_version integer NOT NULL,
  content_digest text NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  passed boolean NOT NULL,
  opinion text NOT NULL,
  cleared_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (matter_id, content_version)
);

CREATE TABLE declared_relations (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  organization_id uuid NOT NULL REFERENCES organizations,
  kind text NOT NULL CHECK (kind IN ('relative_in_post', 'own_interest', 'led_the_project', 'other')),
  note text NOT NULL CHECK (note <> ''),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  declared_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX declared_relations_person ON declared_relations (person_id);

-- What the rules were asked and what they said, kept so that a case can be decided again.
CREATE TABLE rule_answers (
  matter_id uuid NOT NULL REFERENCES matters DEFERRABLE INITIALLY DEFERRED,
  said_as bigint GENERATED ALWAYS AS IDENTITY,
  rule text NOT NULL,
  occasion text NOT NULL CHECK (occasion IN ('submission', 'acceptance', 'review', 'meeting', 'shareholders', 'warrant')),
  as_of date NOT NULL,
  asked jsonb NOT NULL,
  answered jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (matter_id, said_as)
);
`;

const meeting = `
ALTER TABLE meetings ADD COLUMN papers_on date, ADD COLUMN observers text[] NOT NULL DEFAULT '{}';
ALTER TABLE agenda_items ADD COLUMN motion jsonb NOT NULL DEFAULT '{"kind": "approve"}', ADD COLUMN motion_version integer NOT NULL DEFAULT 1,
  ADD COLUMN reason text;
ALTER TABLE votes DROP CONSTRAINT votes_pkey, ADD COLUMN motion_version integer NOT NULL DEFAULT 1,
  ADD PRIMARY KEY (meeting_id, matter_id, person_id, motion_version);

CREATE OR REPLACE FUNCTION refuse_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM recusals r WHERE r.meeting_id = NEW.meeting_id AND r.matter_id = NEW.matter_id AND r.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'recused' USING ERRCODE = 'GY003';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM agenda_items a JOIN meetings m ON m.id = a.meeting_id
                 WHERE a.meeting_id = NEW.meeting_id AND a.matter_id = NEW.matter_id AND a.content_digest = NEW.content_digest
                   AND a.motion_version = NEW.motion_version AND m.state = 'open') THEN
    RAISE EXCEPTION 'vote on other content or outside the meeting' USING ERRCODE = 'GY004';
  END IF;
  RETURN NEW;
END $$;

CREATE TABLE instrument_signatures (
  matter_id uuid PRIMARY KEY REFERENCES matters,
  content_digest text NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  signed_on date NOT NULL
);
`;

const execution = `
ALTER TABLE warrants DROP CONSTRAINT warrants_matter_id_key, DROP CONSTRAINT warrants_not_overspent;
ALTER TABLE warrants ALTER COLUMN uses_max DROP NOT NULL,
  ADD COLUMN instrument text NOT NULL DEFAULT 'reply' CHECK (instrument IN ('reply', 'vote_instruction', 'filing_receipt')),
  ADD COLUMN suspended_on date,
  ADD COLUMN resolution text CHECK (resolution IN ('awaited', 'passed')),
  ADD CONSTRAINT warrants_resolution CHECK (instrument = 'vote_instruction' OR resolution IS NULL),
  ADD CONSTRAINT warrants_not_overspent CHECK ((uses_max IS NULL OR uses <= uses_max) AND spent >= 0 AND (amount IS NULL OR spent <= amount)),
  ADD CONSTRAINT warrants_one_each UNIQUE (matter_id, company_id);

-- What has no form of its own in the system is reported: with whom, on which papers.
ALTER TABLE warrant_spendings ADD COLUMN counterparty text, ADD COLUMN documents text[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT warrant_spendings_reported CHECK (subject_kind <> 'reported_act' OR (counterparty <> '' AND cardinality(documents) > 0));

CREATE TABLE obligations (
  id uuid PRIMARY KEY,
  matter_id uuid NOT NULL REFERENCES matters,
  owner_id uuid NOT NULL REFERENCES organizations,
  kind text NOT NULL CHECK (kind IN ('condition_before', 'condition_during', 'deficiency', 'registration', 'report', 'make_up')),
  text text NOT NULL CHECK (text <> ''),
  basis text NOT NULL DEFAULT '',
  due_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'reported', 'met', 'void')),
  report text,
  evidence text[] NOT NULL DEFAULT '{}',
  reported_on date,
  reported_by uuid REFERENCES persons,
  confirmed_on date,
  confirmed_by uuid REFERENCES persons,
  opinion text,
  CHECK (state NOT IN ('reported', 'met') OR (reported_by IS NOT NULL AND report <> '')),
  -- Nobody confirms what the same person reported.
  CHECK (state <> 'met' OR (confirmed_by IS NOT NULL AND confirmed_by <> reported_by))
);
CREATE INDEX obligations_matter ON obligations (matter_id);
CREATE INDEX obligations_owed ON obligations (owner_id, due_on) WHERE state IN ('open', 'reported');

CREATE FUNCTION keep_obligation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('met', 'void') OR (NEW.matter_id, NEW.owner_id, NEW.kind, NEW.text, NEW.due_on) IS DISTINCT FROM (OLD.matter_id, OLD.owner_id, OLD.kind, OLD.text, OLD.due_on) THEN
    RAISE EXCEPTION 'an obligation is met or falls away, and does not change' USING ERRCODE = 'GY013';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER obligations_kept BEFORE UPDATE ON obligations FOR EACH ROW EXECUTE FUNCTION keep_obligation();

CREATE TABLE shareholder_results (
  matter_id uuid PRIMARY KEY REFERENCES matters,
  held_on date NOT NULL,
  asked jsonb NOT NULL,
  answered jsonb NOT NULL,
  passed boolean NOT NULL,
  document text NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);

CREATE TABLE warrant_extensions (
  warrant_id uuid PRIMARY KEY REFERENCES warrants,
  asked_on date NOT NULL,
  until date NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  asked_by uuid NOT NULL REFERENCES persons,
  granted boolean,
  opinion text,
  answered_on date,
  answered_by uuid REFERENCES persons CHECK (answered_by <> asked_by),
  CHECK ((granted IS NULL) = (answered_by IS NULL) AND (granted IS NULL) = (answered_on IS NULL))
);
-- Asked for while the warrant is in force, and answered once.
CREATE FUNCTION keep_extension() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.granted IS NOT NULL THEN RAISE EXCEPTION 'an extension is answered once' USING ERRCODE = 'GY016'; END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM warrants w WHERE w.id = NEW.warrant_id AND NEW.asked_on <= w.expires_on AND NEW.until > w.expires_on) THEN
    RAISE EXCEPTION 'the warrant has ended or ends later' USING ERRCODE = 'GY016';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER warrant_extensions_kept BEFORE INSERT OR UPDATE ON warrant_extensions FOR EACH ROW EXECUTE FUNCTION keep_extension();

-- What was issued stays as issued; only a granted extension moves its end, and what is revoked stays revoked.
CREATE FUNCTION keep_warrant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.number, NEW.matter_id, NEW.company_id, NEW.kind, NEW.content_digest, NEW.proposal_digest, NEW.issued_on, NEW.instrument)
       IS DISTINCT FROM (OLD.number, OLD.matter_id, OLD.company_id, OLD.kind, OLD.content_digest, OLD.proposal_digest, OLD.issued_on, OLD.instrument)
     OR (NEW.amount, NEW.uses_max) IS DISTINCT FROM (OLD.amount, OLD.uses_max)
     OR (OLD.revoked_on IS NOT NULL AND NEW.revoked_on IS DISTINCT FROM OLD.revoked_on)
     OR (OLD.resolution = 'passed' AND NEW.resolution IS DISTINCT FROM 'passed') THEN
    RAISE EXCEPTION 'a warrant stays as it was issued' USING ERRCODE = 'GY017';
  END IF;
  IF NEW.expires_on <> OLD.expires_on AND NOT EXISTS (SELECT 1 FROM warrant_extensions e WHERE e.warrant_id = NEW.id AND e.granted AND e.until = NEW.expires_on) THEN
    RAISE EXCEPTION 'only a granted extension moves the end' USING ERRCODE = 'GY017';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER warrants_kept BEFORE UPDATE ON warrants FOR EACH ROW EXECUTE FUNCTION keep_warrant();

-- The warrant's row is locked, so two acts cannot spend the same rest; what bars the act is asked here once more.
CREATE OR REPLACE FUNCTION spend_warrant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE w warrants;
BEGIN
  SELECT * INTO w FROM warrants WHERE id = NEW.warrant_id FOR UPDATE;
  IF w.proposal_digest <> NEW.proposal_digest THEN RAISE EXCEPTION 'content differs from what was decided' USING ERRCODE = 'GY005'; END IF;
  IF w.revoked_on IS NOT NULL OR w.suspended_on IS NOT NULL OR w.resolution = 'awaited' OR NEW.spent_on < w.issued_on OR NEW.spent_on > w.expires_on THEN
    RAISE EXCEPTION 'warrant not in force' USING ERRCODE = 'GY006';
  END IF;
  IF EXISTS (SELECT 1 FROM obligations o WHERE o.matter_id = w.matter_id AND o.kind = 'condition_before' AND o.state IN ('open', 'reported')) THEN
    RAISE EXCEPTION 'a condition before execution is open' USING ERRCODE = 'GY014';
  END IF;
  UPDATE warrants SET uses = uses + 1, spent = spent + coalesce(NEW.amount, 0) WHERE id = NEW.warrant_id;
  RETURN NEW;
END $$;

CREATE TABLE warrant_releases (
  id uuid PRIMARY KEY,
  spending_id uuid NOT NULL REFERENCES warrant_spendings,
  amount numeric(20,2) NOT NULL CHECK (amount > 0),
  reason text NOT NULL CHECK (reason <> ''),
  document text NOT NULL,
  released_on date NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);
CREATE INDEX warrant_releases_spending ON warrant_releases (spending_id);
-- What was taken up and not used, such as a guarantee that ended, can be taken up again: never more than was spent.
CREATE FUNCTION release_warrant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s warrant_spendings;
BEGIN
  SELECT * INTO s FROM warrant_spendings WHERE id = NEW.spending_id;
  PERFORM 1 FROM warrants WHERE id = s.warrant_id FOR UPDATE;
  IF NEW.amount + (SELECT coalesce(sum(amount), 0) FROM warrant_releases WHERE spending_id = NEW.spending_id) > coalesce(s.amount, 0) THEN
    RAISE EXCEPTION 'more is released than was spent' USING ERRCODE = 'GY015';
  END IF;
  UPDATE warrants SET spent = spent - NEW.amount WHERE id = s.warrant_id;
  RETURN NEW;
END $$;
CREATE TRIGGER warrant_releases_release BEFORE INSERT ON warrant_releases FOR EACH ROW EXECUTE FUNCTION release_warrant();

-- One file a case, closed with the digests of all that is in it.
CREATE TABLE archives (
  matter_id uuid PRIMARY KEY REFERENCES matters,
  number text NOT NULL UNIQUE,
  retention text NOT NULL,
  contents jsonb NOT NULL,
  digest text NOT NULL,
  archived_on date NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);

-- A file that is closed takes in nothing more.
CREATE FUNCTION refuse_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM archives a WHERE a.matter_id = NEW.matter_id) THEN
    RAISE EXCEPTION 'an archived case does not change' USING ERRCODE = 'GY010';
  END IF;
  RETURN NEW;
END $$;
${ofCase
  .map(
    (t) =>
      `CREATE TRIGGER ${t}_of_open_case BEFORE INSERT OR UPDATE ON ${t} FOR EACH ROW EXECUTE FUNCTION refuse_archived();`,
  )
  .join('\n')}
`;

const appendOnly = [
  'urgent_consents',
  'clearances',
  'declared_relations',
  'rule_answers',
  'instrument_signatures',
  'shareholder_results',
  'warrant_releases',
  'archives',
];
const updatable: Record<string, string> = {
  clock_stops: 'to_on',
  supplements: 'answered_on',
  deficiencies: 'items, promise, due_on, proposed_by, confirmed_by',
  consultations: 'answer, opinion, document, answered_on, answered_by',
  obligations: 'state, report, evidence, reported_on, reported_by, confirmed_on, confirmed_by, opinion',
  warrant_extensions: 'granted, opinion, answered_on, answered_by',
};
const ofMatter = 'EXISTS (SELECT 1 FROM matters m WHERE m.id = matter_id)';
const committeeOnly = `coalesce(current_setting('guanyun.scope', true), '') = '*'`;
const visible: Record<string, string> = {
  clock_stops: ofMatter,
  supplements: ofMatter,
  deficiencies: ofMatter,
  urgent_consents: committeeOnly,
  consultations: committeeOnly,
  clearances: ofMatter,
  rule_answers: ofMatter,
  instrument_signatures: ofMatter,
  obligations: ofMatter,
  shareholder_results: ofMatter,
  warrant_extensions: 'EXISTS (SELECT 1 FROM warrants w WHERE w.id = warrant_id)',
  warrant_releases: 'EXISTS (SELECT 1 FROM warrant_spendings s WHERE s.id = spending_id)',
  archives: ofMatter,
};

const access = `
${appendOnly
  .map(
    (
      t,
    ) => `CREATE TRIGGER ${t}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${t} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${t} TO ${APP_ROLE};`,
  )
  .join('\n')}
${Object.entries(updatable)
  .map(([t, columns]) => `GRANT SELECT, INSERT, UPDATE (${columns}) ON ${t} TO ${APP_ROLE};`)
  .join('\n')}
${Object.entries(visible)
  .map(
    ([t, condition]) => `ALTER TABLE ${t} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${t}_visible ON ${t} TO ${APP_ROLE} USING (${condition});`,
  )
  .join('\n')}

DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND (p.prorettype = 'trigger'::regtype OR p.proname LIKE 'commit%') LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, public, pg_temp', f.name, current_schema());
  END LOOP;
END $$;
`;

/**
 * The whole procedure of a case: supplements and the standing clock, acceptance with a deficiency, consultation, legal
 * clearance, motions, signature and seal apart, obligations and their confirmation, shareholders' meetings, releases and
 * extensions of a warrant, the archive, and what the rules were asked.
 */
export const procedure = [matters, examination, meeting, execution, access].join('\n');
