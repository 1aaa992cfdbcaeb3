import { APP_ROLE } from '../kernel/connection.ts';

/**
 * The whole register of equity. Every kind of event; dates that come later, each with its receipt; corrections that never
 * overwrite. A clerical error takes the place of what it corrects, as if that had never been; an amendment turns it back
 * from its own day on and puts something else in its place.
 */
export const register = `
DO $$
DECLARE c text;
BEGIN
  FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'equity_events'::regclass AND contype = 'c' LOOP
    EXECUTE format('ALTER TABLE equity_events DROP CONSTRAINT %I', c);
  END LOOP;
END $$;
ALTER TABLE equity_events
  ALTER COLUMN to_id DROP NOT NULL,
  ALTER COLUMN register_on DROP NOT NULL,
  ADD COLUMN act_id uuid,
  ADD COLUMN occasion text CHECK (occasion IN ('merger', 'division')),
  ADD COLUMN price text,
  ADD COLUMN corrects uuid UNIQUE REFERENCES equity_events,
  ADD COLUMN amends uuid REFERENCES equity_events,
  ADD COLUMN because text,
  ADD COLUMN exemption text,
  ADD COLUMN documents jsonb NOT NULL DEFAULT '[]';

ALTER TABLE equity_events DISABLE TRIGGER USER;
UPDATE equity_events SET act_id = id, exemption = CASE WHEN warrant_id IS NULL THEN 'opening' END;
ALTER TABLE equity_events ENABLE TRIGGER USER;

ALTER TABLE equity_events ALTER COLUMN act_id SET NOT NULL,
  ADD CONSTRAINT equity_events_kind CHECK (kind IN ('establish', 'transfer', 'free_transfer', 'increase', 'decrease', 'payment', 'void')),
  -- Who gives and who takes, and how much: capital, or what is paid in on capital that stands.
  ADD CONSTRAINT equity_events_parties CHECK (
    (from_id IS NOT NULL) = (kind IN ('transfer', 'free_transfer', 'decrease'))
    AND (to_id IS NOT NULL) = (kind IN ('establish', 'increase', 'transfer', 'free_transfer', 'payment'))
    AND (kind = 'void' OR from_id IS DISTINCT FROM to_id)
    AND target_id IS DISTINCT FROM to_id),
  ADD CONSTRAINT equity_events_amounts CHECK (CASE kind
    WHEN 'payment' THEN subscribed = 0 AND paid > 0
    WHEN 'void' THEN subscribed = 0 AND paid = 0
    ELSE subscribed > 0 AND paid BETWEEN 0 AND subscribed END),
  ADD CONSTRAINT equity_events_dates CHECK (register_on >= decided_on AND registration_on >= decided_on),
  ADD CONSTRAINT equity_events_price CHECK (price ~ '^[0-9]{1,9}([.][0-9]{1,8})?$'),
  ADD CONSTRAINT equity_events_source CHECK (source IN ('source', 'illustrative', 'entered')),
  -- No event without its warrant, save those that a rule exempts and names.
  ADD CONSTRAINT equity_events_exemption CHECK (
    coalesce(exemption, 'none') IN ('none', 'opening', 'payment', 'clerical_error')
    AND (coalesce(exemption, 'none') <> 'payment' OR kind = 'payment')
    AND (coalesce(exemption, 'none') = 'clerical_error') = (corrects IS NOT NULL)),
  ADD CONSTRAINT equity_events_warrant CHECK ((warrant_id IS NULL) = (exemption IS NOT NULL)),
  ADD CONSTRAINT equity_events_correction CHECK (
    (kind <> 'void' OR corrects IS NOT NULL OR amends IS NOT NULL)
    AND ((corrects IS NULL AND amends IS NULL) OR length(trim(coalesce(because, ''))) > 0)
    AND id IS DISTINCT FROM corrects AND id IS DISTINCT FROM amends);
CREATE INDEX equity_events_act ON equity_events (act_id);
CREATE INDEX equity_events_amends ON equity_events (amends) WHERE amends IS NOT NULL;
CREATE INDEX equity_events_recorded ON equity_events (target_id, recorded_at);

-- A day of an event that was not known when it was entered, with the receipt that shows it.
CREATE TABLE equity_dates (
  event_id uuid NOT NULL REFERENCES equity_events,
  reading text NOT NULL CHECK (reading IN ('register', 'registration')),
  happened_on date NOT NULL,
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (event_id, reading)
);
CREATE TRIGGER equity_dates_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON equity_dates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON equity_dates TO ${APP_ROLE};

-- What the events of one company move from and to whom, in the register of members: without what a clerical error has
-- replaced, and with what an amendment turns back.
CREATE FUNCTION equity_moves(target uuid)
RETURNS TABLE (event_id uuid, holder uuid, amount numeric, paid numeric, on_day date)
LANGUAGE sql STABLE AS $$
  WITH standing AS (
    SELECT e.*, coalesce(e.register_on, d.happened_on) AS on_day FROM equity_events e
    LEFT JOIN equity_dates d ON d.event_id = e.id AND d.reading = 'register'
    WHERE e.target_id = target AND NOT EXISTS (SELECT 1 FROM equity_events c WHERE c.corrects = e.id)
  ), acts AS (
    SELECT id, from_id, to_id, subscribed, paid, on_day FROM standing
    UNION ALL
    SELECT s.id, x.to_id, x.from_id, x.subscribed, x.paid, s.on_day FROM standing s JOIN equity_events x ON x.id = s.amends
  )
  SELECT id, to_id, subscribed, paid, on_day FROM acts WHERE to_id IS NOT NULL AND on_day IS NOT NULL
  UNION ALL
  SELECT id, from_id, -subscribed, -paid, on_day FROM acts WHERE from_id IS NOT NULL AND on_day IS NOT NULL
$$;

CREATE FUNCTION check_equity_of(target uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(target::text, 4));
  -- At the end of each day, since what is received may be passed on the same day.
  IF EXISTS (
    SELECT 1 FROM (
      SELECT sum(sum(amount)) OVER running AS held, sum(sum(paid)) OVER running AS held_paid
      FROM equity_moves(target) GROUP BY holder, on_day WINDOW running AS (PARTITION BY holder ORDER BY on_day)
    ) folded WHERE held < 0 OR held_paid < 0 OR held_paid > held
  ) THEN RAISE EXCEPTION 'a holder would hold less than nothing, or have paid in more than it subscribed' USING ERRCODE = 'GY007'; END IF;
END $$;

CREATE OR REPLACE FUNCTION check_equity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE corrected equity_events;
BEGIN
  IF NEW.warrant_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM warrant_spendings s WHERE s.subject_id = NEW.act_id AND s.warrant_id = NEW.warrant_id) THEN
    RAISE EXCEPTION 'no warrant was spent' USING ERRCODE = 'GY008';
  END IF;
  -- The opening comes first: once anything else is in a register, nothing more stands at its opening.
  IF NEW.exemption = 'opening' AND EXISTS (SELECT 1 FROM equity_events e WHERE e.target_id = NEW.target_id AND e.exemption IS DISTINCT FROM 'opening') THEN
    RAISE EXCEPTION 'the register is open already' USING ERRCODE = 'GY025';
  END IF;
  SELECT * INTO corrected FROM equity_events WHERE id = coalesce(NEW.corrects, NEW.amends);
  IF corrected.target_id IS DISTINCT FROM NEW.target_id AND corrected.id IS NOT NULL THEN
    RAISE EXCEPTION 'a correction belongs to the company of what it corrects' USING ERRCODE = 'GY025';
  END IF;
  -- What takes the place of an amendment turns the same event back.
  IF NEW.corrects IS NOT NULL AND NEW.amends IS DISTINCT FROM corrected.amends THEN
    RAISE EXCEPTION 'a correction of an amendment amends the same event' USING ERRCODE = 'GY025';
  END IF;
  -- Once amended, an event is history: what is wrong is then in the amendment.
  IF corrected.id IS NOT NULL AND EXISTS (SELECT 1 FROM equity_events e WHERE e.id NOT IN (NEW.id, corrected.id)
      AND (e.amends = corrected.id OR e.corrects = corrected.id) AND NOT EXISTS (SELECT 1 FROM equity_events c WHERE c.corrects = e.id)) THEN
    RAISE EXCEPTION 'what was corrected or amended already is not corrected again' USING ERRCODE = 'GY025';
  END IF;
  PERFORM check_equity_of(NEW.target_id);
  RETURN NULL;
END $$;

CREATE FUNCTION check_equity_date() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE event equity_events;
BEGIN
  SELECT * INTO event FROM equity_events WHERE id = NEW.event_id;
  IF NEW.happened_on < event.decided_on
    OR (NEW.reading = 'register' AND event.register_on IS NOT NULL)
    OR (NEW.reading = 'registration' AND event.registration_on IS NOT NULL) THEN
    RAISE EXCEPTION 'the day is known already, or comes before the decision' USING ERRCODE = 'GY025';
  END IF;
  PERFORM check_equity_of(event.target_id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER equity_dates_lawful AFTER INSERT ON equity_dates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_equity_date();
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['check_equity()', 'check_equity_of(uuid)', 'check_equity_date()', 'equity_moves(uuid)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;
`;
