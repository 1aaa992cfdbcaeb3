import { APP_ROLE } from '../kernel/connection.ts';

/**
 * What it takes to look back. To decide a past case again: the content that a rule was asked about, and where every case
 * stood at any moment, because sums over other cases are to be what they were then. And the cases that went before.
 */
export const pastCases = `
ALTER TABLE rule_answers DISABLE TRIGGER rule_answers_append_only;
ALTER TABLE rule_answers ADD COLUMN content_version integer;
UPDATE rule_answers a SET content_version = m.content_version FROM matters m WHERE m.id = a.matter_id;
ALTER TABLE rule_answers ENABLE TRIGGER rule_answers_append_only;
ALTER TABLE rule_answers ALTER COLUMN content_version SET NOT NULL,
  ADD FOREIGN KEY (matter_id, content_version) REFERENCES matter_contents (matter_id, version) DEFERRABLE INITIALLY DEFERRED;

-- The case as it counts in sums, each time that it changed. Only read through the functions below.
CREATE TABLE matter_standings (
  matter_id uuid NOT NULL REFERENCES matters DEFERRABLE INITIALLY DEFERRED,
  said_as bigint GENERATED ALWAYS AS IDENTITY,
  state text NOT NULL,
  number text,
  amount numeric(20,2),
  level text NOT NULL,
  aggregation_key text,
  counted_from date NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (matter_id, said_as)
);
CREATE INDEX matter_standings_key ON matter_standings (aggregation_key) WHERE aggregation_key IS NOT NULL;
CREATE TRIGGER matter_standings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON matter_standings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One statement and no plan of its own, since every step of every case passes here.
CREATE FUNCTION keep_standing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO matter_standings (matter_id, state, number, amount, level, aggregation_key, counted_from, since)
  VALUES (NEW.id, CASE WHEN NEW.state = 'archived' THEN NEW.state_before ELSE NEW.state END, NEW.number, NEW.amount, NEW.level,
    NEW.aggregation_key, greatest(NEW.decided_on, NEW.accepted_on), NEW.updated_at);
  RETURN NULL;
END $$;
CREATE TRIGGER matters_first_standing AFTER INSERT ON matters FOR EACH ROW EXECUTE FUNCTION keep_standing();
CREATE TRIGGER matters_standing AFTER UPDATE ON matters FOR EACH ROW
  WHEN ((OLD.state, OLD.number, OLD.amount, OLD.level, OLD.aggregation_key, OLD.decided_on, OLD.accepted_on)
    IS DISTINCT FROM (NEW.state, NEW.number, NEW.amount, NEW.level, NEW.aggregation_key, NEW.decided_on, NEW.accepted_on))
  EXECUTE FUNCTION keep_standing();
INSERT INTO matter_standings (matter_id, state, number, amount, level, aggregation_key, counted_from, since)
  SELECT id, CASE WHEN state = 'archived' THEN state_before ELSE state END, number, amount, level, aggregation_key,
    greatest(decided_on, accepted_on), updated_at FROM matters;

-- The cases of which anything stood by a moment, each as it stood then. What had ended counts as far as it was spent: after
-- its end nothing is spent any more.
CREATE FUNCTION standings_known(ids uuid[], known timestamptz)
RETURNS TABLE (id uuid, number text, company_id uuid, amount numeric, state text, level text, decided_on date, aggregation_key text, matter text)
LANGUAGE sql STABLE AS $$
  SELECT m.id, s.number, m.company_id,
    CASE WHEN s.state IN ('completed', 'expired', 'revoked', 'superseded')
      THEN (SELECT coalesce(sum(w.spent), 0) FROM warrants w WHERE w.matter_id = m.id) ELSE s.amount END,
    s.state, s.level, s.counted_from, s.aggregation_key, m.matter
  FROM matters m CROSS JOIN LATERAL (
    SELECT * FROM matter_standings h WHERE h.matter_id = m.id AND h.since <= known ORDER BY h.said_as DESC LIMIT 1) s
  WHERE m.id = ANY (ids) AND s.amount IS NOT NULL AND s.state NOT IN ('draft', 'signed')
$$;
CREATE FUNCTION commitments_of_key_known(asked text, known timestamptz)
RETURNS TABLE (id uuid, number text, company_id uuid, amount numeric, state text, level text, decided_on date) LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT s.id, s.number, s.company_id, s.amount, s.state, s.level, s.decided_on
  FROM standings_known(ARRAY(SELECT DISTINCT h.matter_id FROM matter_standings h WHERE h.aggregation_key = asked), known) s
  WHERE s.aggregation_key = asked
$$;
CREATE FUNCTION commitments_of_companies_known(asked text, companies uuid[], known timestamptz)
RETURNS TABLE (id uuid, number text, company_id uuid, amount numeric, state text, level text, decided_on date) LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT s.id, s.number, s.company_id, s.amount, s.state, s.level, s.decided_on
  FROM standings_known(ARRAY(SELECT m.id FROM matters m WHERE m.matter = asked AND m.company_id = ANY (companies)), known) s
  WHERE s.matter = asked
$$;

-- The latest cases of one matter, proposed by other companies, in which any of these bodies was the other side. It runs as
-- the owner to use the index (see matters_found); whoever calls it joins the ids with matters under row-level security.
CREATE FUNCTION matters_concerning(kind text, bodies uuid[], beside_case uuid, beside_company uuid, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT m.id FROM matters m
  WHERE m.matter = kind AND array_remove(m.parties, m.company_id) && bodies AND m.id <> beside_case AND m.company_id <> beside_company
  ORDER BY m.created_at DESC LIMIT most
$$;

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['keep_standing()', 'commitments_of_key_known(text, timestamptz)', 'commitments_of_companies_known(text, uuid[], timestamptz)',
    'matters_concerning(text, uuid[], uuid, uuid, integer)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;
REVOKE ALL ON matter_standings FROM ${APP_ROLE};
`;
