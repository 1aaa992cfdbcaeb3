import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Consolidation plans on paper: drafted and revised by the group, each revision the whole plan, set aside for good. What a
 * plan comes to is never kept: it is worked out from the register each time it is read.
 */
export const plans = `
CREATE TABLE equity_plans (
  id uuid PRIMARY KEY,
  group_id uuid NOT NULL REFERENCES organizations,
  title text NOT NULL CHECK (title <> ''),
  basis_date date NOT NULL,
  items jsonb NOT NULL CHECK (jsonb_typeof(items) = 'array' AND jsonb_array_length(items) <= 200),
  revision integer NOT NULL CHECK (revision > 0),
  state text NOT NULL CHECK (state IN ('draft', 'discarded')),
  drafted_by uuid NOT NULL REFERENCES persons,
  drafted_at timestamptz NOT NULL,
  revised_by uuid NOT NULL REFERENCES persons,
  revised_at timestamptz NOT NULL CHECK (revised_at >= drafted_at),
  discarded_by uuid REFERENCES persons,
  discarded_at timestamptz,
  CHECK ((state = 'discarded') = (discarded_by IS NOT NULL AND discarded_at IS NOT NULL))
);
CREATE INDEX equity_plans_group ON equity_plans (group_id, revised_at);

-- Two people at one plan: the later one has seen what the earlier one saved, or changes nothing.
CREATE FUNCTION keep_equity_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a plan is not removed' USING ERRCODE = 'GY030';
  ELSIF TG_OP = 'INSERT' THEN
    IF (NEW.state, NEW.revision) IS DISTINCT FROM ('draft', 1) THEN
      RAISE EXCEPTION 'a plan begins as a draft' USING ERRCODE = 'GY030';
    END IF;
  ELSIF OLD.state <> 'draft' THEN
    RAISE EXCEPTION 'a plan set aside stays as it is' USING ERRCODE = 'GY030';
  ELSIF (NEW.id, NEW.group_id, NEW.drafted_by, NEW.drafted_at) IS DISTINCT FROM (OLD.id, OLD.group_id, OLD.drafted_by, OLD.drafted_at) THEN
    RAISE EXCEPTION 'whose plan it is does not change' USING ERRCODE = 'GY030';
  ELSIF NEW.state = 'draft' AND NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'each change of a plan is a revision' USING ERRCODE = 'GY030';
  ELSIF NEW.state <> 'draft' AND (NEW.title, NEW.basis_date, NEW.items, NEW.revision) IS DISTINCT FROM (OLD.title, OLD.basis_date, OLD.items, OLD.revision) THEN
    RAISE EXCEPTION 'what is set aside is what was drafted' USING ERRCODE = 'GY030';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION keep_equity_plan() SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE TRIGGER equity_plans_kept BEFORE INSERT OR UPDATE OR DELETE ON equity_plans FOR EACH ROW EXECUTE FUNCTION keep_equity_plan();

ALTER TABLE equity_plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY equity_plans_visible ON equity_plans TO ${APP_ROLE} USING (guanyun_sees(group_id));
GRANT SELECT, INSERT, UPDATE ON equity_plans TO ${APP_ROLE};
`;
