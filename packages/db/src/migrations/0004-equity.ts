/** Equity as dated events; the register is their fold. */
export const equity = `
CREATE TABLE equity_events (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('establish', 'free_transfer')),
  target_id uuid NOT NULL REFERENCES organizations,
  from_id uuid REFERENCES organizations,
  to_id uuid NOT NULL REFERENCES organizations,
  subscribed numeric(20,2) NOT NULL CHECK (subscribed > 0),
  paid numeric(20,2) NOT NULL CHECK (paid >= 0 AND paid <= subscribed),
  decided_on date NOT NULL,
  register_on date NOT NULL CHECK (register_on >= decided_on),
  registration_on date CHECK (registration_on >= register_on),
  warrant_id uuid REFERENCES warrants,
  source text NOT NULL CHECK (source IN ('source', 'illustrative', 'entered')),
  person_id uuid REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((kind = 'free_transfer') = (from_id IS NOT NULL)),
  CHECK ((kind = 'free_transfer') = (warrant_id IS NOT NULL)),
  CHECK (from_id IS DISTINCT FROM to_id AND target_id <> to_id)
);
CREATE INDEX equity_events_target ON equity_events (target_id, register_on);

-- Nobody ever holds less than nothing, on any day, and a transfer has spent its warrant.
CREATE FUNCTION check_equity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.target_id::text, 4));
  IF EXISTS (
    SELECT 1 FROM (
      SELECT sum(amount) OVER (PARTITION BY holder ORDER BY register_on, amount < 0, recorded_at) AS held,
             sum(paid) OVER (PARTITION BY holder ORDER BY register_on, amount < 0, recorded_at) AS held_paid
      FROM (
        SELECT to_id AS holder, subscribed AS amount, paid, register_on, recorded_at FROM equity_events WHERE target_id = NEW.target_id
        UNION ALL
        SELECT from_id, -subscribed, -paid, register_on, recorded_at FROM equity_events WHERE target_id = NEW.target_id AND from_id IS NOT NULL
      ) moves
    ) folded WHERE held < 0 OR held_paid < 0
  ) THEN RAISE EXCEPTION 'a holder would hold less than nothing' USING ERRCODE = 'GY007'; END IF;
  IF NEW.warrant_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM warrant_spendings s WHERE s.subject_id = NEW.id AND s.warrant_id = NEW.warrant_id) THEN
    RAISE EXCEPTION 'no warrant was spent' USING ERRCODE = 'GY008';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER equity_events_lawful AFTER INSERT ON equity_events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_equity();
`;
