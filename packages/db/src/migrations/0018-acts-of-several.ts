import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Mergers and divisions as acts of the register: several events, one act, one warrant. An absorbed company has no capital from
 * then on and holds none, whatever is entered, dated or corrected later. A case of a plan names every register that it
 * changes, so that two plans exclude each other in each of them and not only in the first.
 */
export const actsOfSeveral = `
ALTER TABLE equity_events
  ADD COLUMN absorbed_by uuid REFERENCES organizations,
  ADD CONSTRAINT equity_events_absorbed CHECK (
    absorbed_by IS NULL OR (kind = 'decrease' AND coalesce(occasion, '') = 'merger' AND absorbed_by <> target_id)),
  ADD CONSTRAINT equity_events_of_act CHECK (act_id = id OR occasion IS NOT NULL);
CREATE INDEX equity_events_absorbed_company ON equity_events (target_id) WHERE absorbed_by IS NOT NULL;

CREATE FUNCTION equity_absorbed(company uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM equity_events e WHERE e.target_id = company AND e.absorbed_by IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM equity_events c WHERE c.corrects = e.id))
$$;

CREATE OR REPLACE FUNCTION check_equity_of(target uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(target::text, 4));
  -- At the end of each day, since what is received may be passed on the same day.
  IF EXISTS (
    SELECT 1 FROM (
      SELECT sum(sum(amount)) OVER running AS held, sum(sum(paid)) OVER running AS held_paid
      FROM equity_moves(target) GROUP BY holder, on_day WINDOW running AS (PARTITION BY holder ORDER BY on_day)
    ) folded WHERE held < 0 OR held_paid < 0 OR held_paid > held
  ) THEN RAISE EXCEPTION 'a holder would hold less than nothing, or have paid in more than it subscribed' USING ERRCODE = 'GY007'; END IF;
  IF EXISTS (
    SELECT 1 FROM (SELECT holder FROM equity_moves(target) GROUP BY holder HAVING sum(amount) <> 0) held
    WHERE equity_absorbed(target) OR equity_absorbed(holder)
  ) THEN RAISE EXCEPTION 'an absorbed company has no capital, and holds none' USING ERRCODE = 'GY046'; END IF;
END $$;

CREATE OR REPLACE FUNCTION check_equity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  corrected equity_events;
  held uuid;
BEGIN
  -- Whoever comes to hold something is not absorbed meanwhile.
  IF NEW.to_id IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW.to_id::text, 4));
  END IF;
  IF NEW.warrant_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM warrant_spendings s WHERE s.subject_id = NEW.act_id AND s.warrant_id = NEW.warrant_id) THEN
    RAISE EXCEPTION 'no warrant was spent' USING ERRCODE = 'GY008';
  END IF;
  -- All events of an act come in one transaction: none is added under a warrant that was spent before.
  IF (SELECT count(DISTINCT e.xmin::text) FROM equity_events e WHERE e.act_id = NEW.act_id AND e.corrects IS NULL) > 1 THEN
    RAISE EXCEPTION 'an act is entered whole and at once' USING ERRCODE = 'GY047';
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
  -- What takes the place of one event of several stays one of them; turned back alone it would leave the others without it.
  IF NEW.corrects IS NOT NULL AND corrected.occasion IS NOT NULL
    AND (NEW.kind, NEW.occasion, NEW.act_id, NEW.absorbed_by) IS DISTINCT FROM (corrected.kind, corrected.occasion, corrected.act_id, corrected.absorbed_by) THEN
    RAISE EXCEPTION 'a correction stays in the act of what it corrects' USING ERRCODE = 'GY025';
  END IF;
  IF NEW.corrects IS NULL AND corrected.occasion IS NOT NULL THEN
    RAISE EXCEPTION 'one event of an act of several is not amended alone' USING ERRCODE = 'GY025';
  END IF;
  -- Once amended, an event is history: what is wrong is then in the amendment.
  IF corrected.id IS NOT NULL AND EXISTS (SELECT 1 FROM equity_events e WHERE e.id NOT IN (NEW.id, corrected.id)
      AND (e.amends = corrected.id OR e.corrects = corrected.id) AND NOT EXISTS (SELECT 1 FROM equity_events c WHERE c.corrects = e.id)) THEN
    RAISE EXCEPTION 'what was corrected or amended already is not corrected again' USING ERRCODE = 'GY025';
  END IF;
  PERFORM check_equity_of(NEW.target_id);
  IF NEW.absorbed_by IS NOT NULL THEN
    FOR held IN SELECT DISTINCT e.target_id FROM equity_events e WHERE e.to_id = NEW.target_id ORDER BY 1 LOOP
      PERFORM check_equity_of(held);
    END LOOP;
  END IF;
  RETURN NULL;
END $$;

-- The registers that a main case of a plan changes, its own first. Filled from the case alone, when it is submitted: turn counts
-- what plans had entered there by then, executed_turn when the case was executed.
ALTER TABLE equity_plan_cases ADD COLUMN registers uuid[] NOT NULL DEFAULT '{}';
CREATE TABLE equity_plan_registers (
  matter_id uuid NOT NULL REFERENCES equity_plan_cases,
  plan_id uuid NOT NULL REFERENCES equity_plans,
  register_of uuid NOT NULL REFERENCES organizations,
  turn integer NOT NULL,
  executed_turn integer,
  PRIMARY KEY (matter_id, register_of),
  CONSTRAINT equity_plan_registers_not_overtaken EXCLUDE USING gist (
    register_of WITH =, int4range(turn, executed_turn, '[]') WITH &&, plan_id WITH <>
  ) WHERE (executed_turn IS NOT NULL)
);
CREATE INDEX equity_plan_registers_executed ON equity_plan_registers (register_of) WHERE executed_turn IS NOT NULL;
INSERT INTO equity_plan_registers (matter_id, plan_id, register_of, turn, executed_turn)
  SELECT matter_id, plan_id, register_of, turn, executed_turn FROM equity_plan_cases WHERE register_of IS NOT NULL;
ALTER TABLE equity_plan_cases DISABLE TRIGGER USER;
UPDATE equity_plan_cases SET registers = ARRAY[register_of] WHERE register_of IS NOT NULL;
ALTER TABLE equity_plan_cases ENABLE TRIGGER USER;
DROP INDEX equity_plan_cases_register;
ALTER TABLE equity_plan_cases DROP CONSTRAINT equity_plan_cases_not_overtaken;
ALTER TABLE equity_plan_cases DROP COLUMN turn, DROP COLUMN executed_turn,
  ADD CONSTRAINT equity_plan_cases_registers CHECK (
    CASE WHEN register_of IS NULL THEN registers = '{}' ELSE register_of = ANY (registers) END),
  ADD CONSTRAINT equity_plan_cases_executed CHECK (num_nulls(executed_by, executed_at, event_id) IN (0, 3));

CREATE FUNCTION plan_entries_in(register uuid) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(*)::integer FROM equity_plan_registers WHERE register_of = register AND executed_turn IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION keep_plan_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE register uuid;
BEGIN
  FOR register IN SELECT DISTINCT r FROM unnest(NEW.registers) r ORDER BY r LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(register::text, 4));
  END LOOP;
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM equity_plans p WHERE p.id = NEW.plan_id AND p.state = 'submitted')
      OR num_nonnulls(NEW.agreed_at, NEW.executed_at) > 0 THEN
      RAISE EXCEPTION 'a plan becomes cases when it is submitted' USING ERRCODE = 'GY040';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.matter_id, NEW.plan_id, NEW.group_id, NEW.item_id, NEW.position, NEW.separable, NEW.company_id, NEW.register_of, NEW.registers)
      IS DISTINCT FROM (OLD.matter_id, OLD.plan_id, OLD.group_id, OLD.item_id, OLD.position, OLD.separable, OLD.company_id, OLD.register_of, OLD.registers)
    OR OLD.executed_at IS NOT NULL
    OR (OLD.agreed_at IS NOT NULL AND (NEW.agreed_by, NEW.agreed_at) IS DISTINCT FROM (OLD.agreed_by, OLD.agreed_at)) THEN
    RAISE EXCEPTION 'what a plan became, and what was done of it, stays' USING ERRCODE = 'GY040';
  END IF;
  IF NEW.executed_at IS NOT NULL THEN
    -- The event stands for its act, of which it is the first, and the act changes no register but those named.
    IF NOT EXISTS (SELECT 1 FROM equity_events e JOIN warrants w ON w.id = e.warrant_id
        WHERE e.id = NEW.event_id AND e.act_id = e.id AND e.target_id = NEW.register_of AND w.matter_id = NEW.matter_id)
      OR EXISTS (SELECT 1 FROM equity_events e WHERE e.act_id = NEW.event_id AND e.target_id <> ALL (NEW.registers)) THEN
      RAISE EXCEPTION 'a case of a plan is executed by the act that its own warrant carried' USING ERRCODE = 'GY041';
    END IF;
    UPDATE equity_plan_registers SET executed_turn = plan_entries_in(register_of) WHERE matter_id = NEW.matter_id;
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION name_plan_registers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO equity_plan_registers (matter_id, plan_id, register_of, turn)
    SELECT DISTINCT NEW.matter_id, NEW.plan_id, r, plan_entries_in(r) FROM unnest(NEW.registers) r;
  RETURN NULL;
END $$;
CREATE TRIGGER equity_plan_cases_named AFTER INSERT ON equity_plan_cases FOR EACH ROW EXECUTE FUNCTION name_plan_registers();

ALTER TABLE equity_plan_registers ENABLE ROW LEVEL SECURITY;
CREATE POLICY equity_plan_registers_visible ON equity_plan_registers TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM equity_plan_cases c WHERE c.matter_id = equity_plan_registers.matter_id));
GRANT SELECT ON equity_plan_registers TO ${APP_ROLE};

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['equity_absorbed(uuid)', 'check_equity()', 'check_equity_of(uuid)', 'plan_entries_in(uuid)', 'keep_plan_case()', 'name_plan_registers()'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;
`;
