import { APP_ROLE } from '../kernel/connection.ts';

/**
 * A plan as one change set. Submitted, it is the cases that it became; each main case names the company whose register it
 * changes. `turn` counts what plans had entered into that register when the plan was submitted, `executed_turn` when it was
 * executed: no other plan may have entered anything between, which makes the two exclude each other.
 */
export const changeSets = `
ALTER TABLE equity_plans DROP CONSTRAINT equity_plans_state_check,
  ADD COLUMN submitted_by uuid REFERENCES persons,
  ADD COLUMN submitted_at timestamptz,
  ADD CONSTRAINT equity_plans_state_check CHECK (state IN ('draft', 'submitted', 'discarded')),
  ADD CONSTRAINT equity_plans_submitted CHECK ((state = 'submitted') = (submitted_by IS NOT NULL AND submitted_at IS NOT NULL)),
  ADD CONSTRAINT equity_plans_of_group UNIQUE (id, group_id);

CREATE TABLE equity_plan_cases (
  matter_id uuid PRIMARY KEY REFERENCES matters,
  plan_id uuid NOT NULL,
  group_id uuid NOT NULL,
  item_id uuid NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  separable boolean NOT NULL,
  company_id uuid NOT NULL REFERENCES organizations,
  register_of uuid REFERENCES organizations,
  turn integer,
  agreed_by uuid REFERENCES persons,
  agreed_at timestamptz,
  executed_turn integer,
  executed_by uuid REFERENCES persons,
  executed_at timestamptz,
  event_id uuid UNIQUE REFERENCES equity_events,
  FOREIGN KEY (plan_id, group_id) REFERENCES equity_plans (id, group_id),
  UNIQUE (plan_id, position),
  CHECK ((register_of IS NULL) = (turn IS NULL)),
  CHECK (num_nulls(agreed_by, agreed_at) IN (0, 2)),
  CHECK (num_nulls(executed_turn, executed_by, executed_at, event_id) IN (0, 4)),
  -- In the name of another company only with its agreement.
  CHECK (executed_at IS NULL OR (register_of IS NOT NULL AND (company_id = group_id OR agreed_at IS NOT NULL))),
  CONSTRAINT equity_plan_cases_not_overtaken EXCLUDE USING gist (
    register_of WITH =, int4range(turn, executed_turn, '[]') WITH &&, plan_id WITH <>
  ) WHERE (executed_turn IS NOT NULL)
);
CREATE INDEX equity_plan_cases_register ON equity_plan_cases (register_of) WHERE executed_turn IS NOT NULL;

CREATE FUNCTION keep_plan_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE entered integer;
BEGIN
  IF NEW.register_of IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.register_of::text, 4));
    SELECT count(*) INTO entered FROM equity_plan_cases WHERE register_of = NEW.register_of AND executed_turn IS NOT NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT 1 FROM equity_plans p WHERE p.id = NEW.plan_id AND p.state = 'submitted')
      OR num_nonnulls(NEW.agreed_at, NEW.executed_at) > 0 THEN
      RAISE EXCEPTION 'a plan becomes cases when it is submitted' USING ERRCODE = 'GY040';
    END IF;
    NEW.turn := entered;
    RETURN NEW;
  END IF;
  IF (NEW.matter_id, NEW.plan_id, NEW.group_id, NEW.item_id, NEW.position, NEW.separable, NEW.company_id, NEW.register_of, NEW.turn)
      IS DISTINCT FROM (OLD.matter_id, OLD.plan_id, OLD.group_id, OLD.item_id, OLD.position, OLD.separable, OLD.company_id, OLD.register_of, OLD.turn)
    OR OLD.executed_at IS NOT NULL
    OR (OLD.agreed_at IS NOT NULL AND (NEW.agreed_by, NEW.agreed_at) IS DISTINCT FROM (OLD.agreed_by, OLD.agreed_at)) THEN
    RAISE EXCEPTION 'what a plan became, and what was done of it, stays' USING ERRCODE = 'GY040';
  END IF;
  IF NEW.executed_at IS NOT NULL THEN
    NEW.executed_turn := entered;
    IF NOT EXISTS (SELECT 1 FROM equity_events e JOIN warrants w ON w.id = e.warrant_id
        WHERE e.id = NEW.event_id AND e.target_id = NEW.register_of AND w.matter_id = NEW.matter_id) THEN
      RAISE EXCEPTION 'a case of a plan is executed by the event that its own warrant carried' USING ERRCODE = 'GY041';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER equity_plan_cases_kept BEFORE INSERT OR UPDATE ON equity_plan_cases FOR EACH ROW EXECUTE FUNCTION keep_plan_case();

-- What is not separable is executed together, and each item with all its cases.
CREATE FUNCTION check_plan_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM equity_plan_cases c WHERE c.plan_id = NEW.plan_id AND c.register_of IS NOT NULL AND c.executed_at IS NULL
      AND (c.item_id = NEW.item_id OR (NOT c.separable AND NOT NEW.separable))) THEN
    RAISE EXCEPTION 'a plan is executed whole, save for what is separable' USING ERRCODE = 'GY042';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER equity_plan_cases_whole AFTER UPDATE OF executed_at ON equity_plan_cases
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.executed_at IS NOT NULL) EXECUTE FUNCTION check_plan_whole();

-- The warrant of a plan's main case is for the plan: spent alone, it would carry out a part of it.
CREATE FUNCTION keep_warrant_of_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NEW.act <> 'equity.executePlan' AND EXISTS (SELECT 1 FROM warrants w JOIN equity_plan_cases c ON c.matter_id = w.matter_id
      WHERE w.id = NEW.warrant_id AND c.register_of IS NOT NULL) THEN
    RAISE EXCEPTION 'this warrant is spent by its plan' USING ERRCODE = 'GY043';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER warrant_spendings_of_plan BEFORE INSERT ON warrant_spendings FOR EACH ROW EXECUTE FUNCTION keep_warrant_of_plan();

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['keep_plan_case()', 'check_plan_whole()', 'keep_warrant_of_plan()'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;

ALTER TABLE equity_plan_cases ENABLE ROW LEVEL SECURITY;
CREATE POLICY equity_plan_cases_visible ON equity_plan_cases TO ${APP_ROLE} USING (guanyun_sees(group_id) OR guanyun_sees(company_id));
GRANT SELECT, INSERT, UPDATE ON equity_plan_cases TO ${APP_ROLE};
-- Whoever is asked to hand its warrant over reads the plan that it goes into.
CREATE POLICY equity_plans_joined ON equity_plans FOR SELECT TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM equity_plan_cases c WHERE c.plan_id = equity_plans.id));
`;
