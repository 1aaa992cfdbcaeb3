import { APP_ROLE } from '../kernel/connection.ts';

const committeeOnly = (table: string): string => `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE} USING (current_setting('guanyun.scope', true) = '*');`;
const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${table} TO ${APP_ROLE};`;

/**
 * Contracts let without tender because they lie below a threshold, each looked at once for splitting; what was found,
 * and what the committee's supervision says of it. Nothing of this is a company's to see.
 */
export const splitRadar = `
CREATE TABLE watched_contracts (
  contract_id uuid PRIMARY KEY REFERENCES contracts,
  organization_id uuid REFERENCES organizations,
  counterparty_id uuid REFERENCES organizations,
  project text,
  class text NOT NULL CHECK (class IN ('works', 'goods', 'services', 'procurement')),
  amount numeric(20,2) NOT NULL CHECK (amount > 0),
  decided_on date NOT NULL,
  checked_at timestamptz
);
-- All that a check reads stands in the index that finds it.
CREATE INDEX watched_contracts_project ON watched_contracts (class, project, decided_on) INCLUDE (amount, contract_id, organization_id, counterparty_id);
CREATE INDEX watched_contracts_counterparty ON watched_contracts (class, counterparty_id, decided_on) INCLUDE (amount, contract_id, organization_id, project);
CREATE INDEX watched_contracts_near ON watched_contracts (class, organization_id, amount) INCLUDE (decided_on, contract_id, counterparty_id, project);
CREATE INDEX watched_contracts_waiting ON watched_contracts (decided_on, contract_id) WHERE checked_at IS NULL;
GRANT SELECT ON watched_contracts TO ${APP_ROLE};
GRANT UPDATE (checked_at) ON watched_contracts TO ${APP_ROLE};${committeeOnly('watched_contracts')}
-- Who is looked up by what it holds.
CREATE INDEX equity_events_holder ON equity_events (to_id) WHERE to_id IS NOT NULL;

-- A row of contracts as the radar sees it; read as JSON, so that it holds for whatever a contract has come to carry.
-- What was tendered, what was won elsewhere, and what no threshold is set for are not watched.
CREATE FUNCTION watch_of(c jsonb) RETURNS watched_contracts LANGUAGE plpgsql STABLE AS $$
DECLARE
  w watched_contracts;
  upstream boolean := coalesce(c ->> 'layer', 'upstream') = 'upstream';
BEGIN
  IF coalesce(c ->> 'origin', 'list') IN ('award', 'market') OR coalesce(c ->> 'direct_cause', 'BELOW') <> 'BELOW' OR c ->> 'state' = 'void' THEN
    RETURN NULL;
  END IF;
  w.class := CASE coalesce(c ->> 'layer', 'upstream')
    WHEN 'works' THEN 'works' WHEN 'goods' THEN 'goods'
    WHEN 'survey' THEN 'services' WHEN 'design' THEN 'services' WHEN 'supervision' THEN 'services'
    WHEN 'upstream' THEN CASE c ->> 'mode' WHEN 'purchased' THEN 'procurement' END END;
  IF w.class IS NULL THEN RETURN NULL; END IF;
  w.contract_id := (c ->> 'id')::uuid;
  w.organization_id := CASE WHEN upstream THEN (SELECT o.id FROM organizations o WHERE o.kind = 'committee' ORDER BY o.established_on, o.id LIMIT 1) ELSE (c ->> 'entity_id')::uuid END;
  w.counterparty_id := CASE WHEN upstream THEN (c ->> 'entity_id')::uuid ELSE (c ->> 'counterparty_id')::uuid END;
  w.project := nullif(trim(c ->> 'project'), '');
  -- What it has come to by its changes.
  w.amount := coalesce(c ->> 'current_amount', c ->> 'amount')::numeric;
  w.decided_on := (c ->> 'decided_on')::date;
  RETURN w;
END $$;
CREATE FUNCTION watch_contract() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  w watched_contracts := watch_of(to_jsonb(NEW));
BEGIN
  IF w.contract_id IS NULL THEN
    DELETE FROM watched_contracts WHERE contract_id = NEW.id;
  ELSE
    INSERT INTO watched_contracts AS known SELECT w.* ON CONFLICT (contract_id) DO UPDATE
      SET organization_id = w.organization_id, counterparty_id = w.counterparty_id, project = w.project, class = w.class,
        amount = w.amount, decided_on = w.decided_on, checked_at = NULL
      WHERE (known.organization_id, known.counterparty_id, known.project, known.class, known.amount, known.decided_on)
        IS DISTINCT FROM (w.organization_id, w.counterparty_id, w.project, w.class, w.amount, w.decided_on);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER contracts_watched AFTER INSERT OR UPDATE ON contracts FOR EACH ROW EXECUTE FUNCTION watch_contract();
INSERT INTO watched_contracts SELECT (w).* FROM (SELECT watch_of(to_jsonb(c)) AS w FROM contracts c) seen WHERE (w).contract_id IS NOT NULL;

CREATE TABLE split_flags (
  id uuid PRIMARY KEY,
  code text NOT NULL CHECK (code IN ('SPLIT_SUM', 'NEAR_THRESHOLD')),
  tie text NOT NULL CHECK (tie IN ('project', 'counterparty', 'organization') AND (code = 'NEAR_THRESHOLD') = (tie = 'organization')),
  subject text NOT NULL CHECK (subject <> ''),
  class text NOT NULL CHECK (class IN ('works', 'goods', 'services', 'procurement')),
  period text NOT NULL CHECK (period IN ('twelve_months', 'budget_year')),
  from_on date NOT NULL,
  to_on date NOT NULL CHECK (CASE period WHEN 'twelve_months' THEN to_on BETWEEN from_on AND from_on + interval '12 months'
    ELSE to_on >= from_on AND date_part('year', to_on) = date_part('year', from_on) END),
  amount numeric(20,2) NOT NULL,
  threshold numeric(20,2) NOT NULL CHECK (threshold > 0),
  contract_id uuid NOT NULL REFERENCES contracts,
  because text NOT NULL,
  basis jsonb NOT NULL CHECK (jsonb_typeof(basis) = 'array' AND jsonb_array_length(basis) > 0),
  figures text NOT NULL,
  found_on date NOT NULL,
  found_at timestamptz NOT NULL DEFAULT now(),
  continued_by uuid REFERENCES split_flags CHECK (continued_by <> id),
  CHECK (code <> 'SPLIT_SUM' OR amount >= threshold)
);
CREATE INDEX split_flags_latest ON split_flags (found_at DESC, id) WHERE continued_by IS NULL;
GRANT SELECT, INSERT ON split_flags TO ${APP_ROLE};
GRANT UPDATE (continued_by) ON split_flags TO ${APP_ROLE};${committeeOnly('split_flags')}
CREATE TRIGGER split_flags_stay BEFORE DELETE OR TRUNCATE ON split_flags FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TABLE split_flag_contracts (
  flag_id uuid NOT NULL REFERENCES split_flags,
  contract_id uuid NOT NULL REFERENCES contracts,
  amount numeric(20,2) NOT NULL,
  decided_on date NOT NULL,
  PRIMARY KEY (flag_id, contract_id)
);
CREATE INDEX split_flag_contracts_contract ON split_flag_contracts (contract_id);${appendOnly('split_flag_contracts')}${committeeOnly('split_flag_contracts')}
CREATE TABLE split_remarks (
  id uuid PRIMARY KEY,
  flag_id uuid NOT NULL REFERENCES split_flags,
  kind text NOT NULL CHECK (kind IN ('acknowledged', 'explained', 'referred')),
  note text NOT NULL CHECK (length(trim(note)) BETWEEN 1 AND 2000),
  document text CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (flag_id, kind)
);${appendOnly('split_remarks')}${committeeOnly('split_remarks')}

-- A flag adds up what it says, of contracts that are watched, alike and each below the threshold.
CREATE FUNCTION check_split_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  counted record;
BEGIN
  SELECT count(*) AS many, sum(f.amount) AS amount, min(f.decided_on) AS first_on, max(f.decided_on) AS last_on, bool_or(f.contract_id = NEW.contract_id) AS has_new,
    bool_and(w.class = NEW.class AND w.amount = f.amount AND w.decided_on = f.decided_on AND f.amount < NEW.threshold
      AND CASE NEW.tie WHEN 'project' THEN w.project = NEW.subject WHEN 'organization' THEN w.organization_id::text = NEW.subject ELSE w.counterparty_id IS NOT NULL END) AS alike
  INTO counted FROM split_flag_contracts f LEFT JOIN watched_contracts w ON w.contract_id = f.contract_id WHERE f.flag_id = NEW.id;
  IF counted.many < 2 OR NOT counted.has_new OR counted.alike IS NOT TRUE OR counted.amount <> NEW.amount
    OR counted.first_on <> NEW.from_on OR counted.last_on <> NEW.to_on
  THEN RAISE EXCEPTION 'a flag adds up what it names' USING ERRCODE = 'GY091'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER split_flags_add_up AFTER INSERT ON split_flags DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_split_flag();
CREATE FUNCTION keep_split_flag() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF OLD.continued_by IS NOT NULL OR to_jsonb(OLD) - 'continued_by' <> to_jsonb(NEW) - 'continued_by'
  THEN RAISE EXCEPTION 'a flag is only continued, and once' USING ERRCODE = 'GY092'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER split_flags_keep BEFORE UPDATE ON split_flags FOR EACH ROW EXECUTE FUNCTION keep_split_flag();
-- What is said is said of the flag that stands, before it was closed.
CREATE FUNCTION check_split_remark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  flag split_flags;
BEGIN
  SELECT * INTO flag FROM split_flags WHERE id = NEW.flag_id FOR UPDATE;
  IF flag.continued_by IS NOT NULL OR EXISTS (SELECT 1 FROM split_remarks r WHERE r.flag_id = NEW.flag_id AND r.kind IN ('explained', 'referred'))
  THEN RAISE EXCEPTION 'a remark is made on a flag that is open' USING ERRCODE = 'GY090'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER split_remarks_open BEFORE INSERT ON split_remarks FOR EACH ROW EXECUTE FUNCTION check_split_remark();
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['watch_contract', 'check_split_flag', 'keep_split_flag', 'check_split_remark'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;
`;
