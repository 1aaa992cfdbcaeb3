/**
 * What is owed after an approval keeps its name, so that an act which does it finds it. A submitted plan may be taken back
 * while nothing of it is done and none of its cases is under way.
 */
export const followUp = `
ALTER TABLE obligations ADD COLUMN code text CHECK (code ~ '^[a-z_]+$');
CREATE OR REPLACE FUNCTION keep_obligation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('met', 'void') OR (NEW.matter_id, NEW.owner_id, NEW.kind, NEW.code, NEW.text, NEW.due_on)
      IS DISTINCT FROM (OLD.matter_id, OLD.owner_id, OLD.kind, OLD.code, OLD.text, OLD.due_on) THEN
    RAISE EXCEPTION 'an obligation is met or falls away, and does not change' USING ERRCODE = 'GY013';
  END IF;
  RETURN NEW;
END $$;

ALTER TABLE equity_plans DROP CONSTRAINT equity_plans_state_check,
  DROP CONSTRAINT equity_plans_submitted,
  ADD COLUMN withdrawn_by uuid REFERENCES persons,
  ADD COLUMN withdrawn_at timestamptz,
  ADD CONSTRAINT equity_plans_state_check CHECK (state IN ('draft', 'submitted', 'withdrawn', 'discarded')),
  ADD CONSTRAINT equity_plans_submitted CHECK ((state IN ('submitted', 'withdrawn')) = (submitted_by IS NOT NULL AND submitted_at IS NOT NULL)),
  ADD CONSTRAINT equity_plans_withdrawn CHECK ((state = 'withdrawn') = (withdrawn_by IS NOT NULL AND withdrawn_at IS NOT NULL));

CREATE OR REPLACE FUNCTION keep_equity_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a plan is not removed' USING ERRCODE = 'GY030';
  ELSIF TG_OP = 'INSERT' THEN
    IF (NEW.state, NEW.revision) IS DISTINCT FROM ('draft', 1) THEN
      RAISE EXCEPTION 'a plan begins as a draft' USING ERRCODE = 'GY030';
    END IF;
  ELSIF OLD.state <> 'draft' AND (OLD.state, NEW.state) IS DISTINCT FROM ('submitted', 'withdrawn') THEN
    RAISE EXCEPTION 'a plan handed in or set aside stays as it is' USING ERRCODE = 'GY030';
  ELSIF (NEW.id, NEW.group_id, NEW.drafted_by, NEW.drafted_at) IS DISTINCT FROM (OLD.id, OLD.group_id, OLD.drafted_by, OLD.drafted_at) THEN
    RAISE EXCEPTION 'whose plan it is does not change' USING ERRCODE = 'GY030';
  ELSIF NEW.state = 'draft' AND NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'each change of a plan is a revision' USING ERRCODE = 'GY030';
  ELSIF NEW.state <> 'draft' AND (NEW.title, NEW.basis_date, NEW.items, NEW.revision) IS DISTINCT FROM (OLD.title, OLD.basis_date, OLD.items, OLD.revision) THEN
    RAISE EXCEPTION 'what is set aside is what was drafted' USING ERRCODE = 'GY030';
  ELSIF NEW.state = 'withdrawn' AND EXISTS (
      SELECT 1 FROM equity_plan_cases c JOIN matters m ON m.id = c.matter_id WHERE c.plan_id = NEW.id
      AND (c.executed_at IS NOT NULL OR m.state NOT IN ('not_accepted', 'rejected', 'externally_rejected', 'completed', 'expired',
        'superseded', 'revoked', 'not_passed', 'withdrawn', 'transferred', 'archived'))) THEN
    RAISE EXCEPTION 'a plan is taken back whole, before anything of it is done' USING ERRCODE = 'GY044';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

-- Once the plan is taken back nothing of it is carried out, whatever becomes of its cases.
CREATE FUNCTION keep_plan_submitted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM equity_plans p WHERE p.id = NEW.plan_id AND p.state = 'submitted') THEN
    RAISE EXCEPTION 'only a submitted plan is joined and carried out' USING ERRCODE = 'GY044';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER equity_plan_cases_submitted BEFORE UPDATE ON equity_plan_cases FOR EACH ROW EXECUTE FUNCTION keep_plan_submitted();
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['keep_equity_plan()', 'keep_plan_submitted()'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;
`;
