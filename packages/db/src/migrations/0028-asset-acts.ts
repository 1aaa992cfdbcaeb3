import { APP_ROLE } from '../kernel/connection.ts';

const added = [
  'asset_encumbrances',
  'asset_encumbrance_steps',
  'asset_adjustments',
  'asset_lineage',
  'asset_disposals',
  'asset_documents',
  'depreciation_runs',
];
const guard = (table: string): string => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${table} TO ${APP_ROLE};
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`;

/** Whoever sees the asset sees what happened to it. */
const withAsset = (table: string, column = 'asset_id'): string =>
  `CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM assets a WHERE a.id = ${column})) WITH CHECK (true);`;

const functions = [
  'check_encumbrance',
  'check_encumbrance_step',
  'check_acts',
  'check_reshape',
  'check_disposal',
  'check_run',
  'advance_charged',
  'refuse_charged_back',
  'refuse_retired_line',
];

/**
 * What happens to an asset while it is in a book: what limits the right in it, changes of its amounts with their paper,
 * splitting and merging, disposal, the charge of each month. All of it is only added to.
 */
export const assetActs = `
CREATE TABLE asset_encumbrances (
  id uuid PRIMARY KEY,
  asset_id uuid NOT NULL REFERENCES assets,
  kind text NOT NULL CHECK (kind IN ('mortgage', 'pledge', 'seizure', 'lease', 'priority_claim', 'settlement', 'dispute')),
  holder text NOT NULL CHECK (length(trim(holder)) BETWEEN 1 AND 200),
  amount numeric(20,2) CHECK (amount > 0),
  bars_transfer boolean NOT NULL DEFAULT false,
  bar_registered boolean NOT NULL DEFAULT false,
  registered boolean NOT NULL DEFAULT false,
  valid_from date NOT NULL,
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  -- The encumbrance of the whole, or of what was merged, that this one goes on with.
  origin_id uuid REFERENCES asset_encumbrances,
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK (NOT bars_transfer OR kind IN ('mortgage', 'pledge')),
  CHECK (NOT bar_registered OR bars_transfer),
  UNIQUE (asset_id, origin_id)
);
CREATE INDEX asset_encumbrances_asset ON asset_encumbrances (asset_id);
CREATE TABLE asset_encumbrance_steps (
  encumbrance_id uuid NOT NULL REFERENCES asset_encumbrances,
  kind text NOT NULL CHECK (kind IN ('notified', 'consented', 'released')),
  step_on date NOT NULL,
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (encumbrance_id, kind)
);
CREATE TABLE asset_adjustments (
  id uuid PRIMARY KEY,
  asset_id uuid NOT NULL REFERENCES assets,
  kind text NOT NULL CHECK (kind IN ('improve', 'impair', 'correct')),
  adjusted_on date NOT NULL,
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  reason text NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 2000),
  voucher_id uuid REFERENCES vouchers,
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK (voucher_id IS NOT NULL OR kind = 'correct')
);
CREATE TABLE asset_lineage (
  child_id uuid NOT NULL REFERENCES assets,
  parent_id uuid NOT NULL REFERENCES assets CHECK (parent_id <> child_id),
  act_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('split', 'merge')),
  reshaped_on date NOT NULL,
  document text CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (child_id, parent_id)
);
CREATE INDEX asset_lineage_parent ON asset_lineage (parent_id);
CREATE INDEX asset_lineage_act ON asset_lineage (act_id);
CREATE TABLE asset_disposals (
  id uuid PRIMARY KEY,
  asset_id uuid NOT NULL UNIQUE REFERENCES assets,
  warrant_id uuid NOT NULL REFERENCES warrants,
  manner text NOT NULL CHECK (manner IN ('public', 'non_public', 'scrap')),
  price numeric(20,2) NOT NULL CHECK (price >= 0),
  counterparty text NOT NULL CHECK (length(trim(counterparty)) BETWEEN 1 AND 200),
  disposed_on date NOT NULL,
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  voucher_id uuid REFERENCES vouchers,
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE asset_documents (
  id uuid PRIMARY KEY,
  asset_id uuid NOT NULL REFERENCES assets,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  title text NOT NULL CHECK (length(trim(title)) BETWEEN 1 AND 200),
  kind text NOT NULL CHECK (kind IN ('photo', 'paper')),
  taken_on date NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (asset_id, digest)
);
CREATE INDEX asset_documents_digest ON asset_documents (digest);
CREATE TABLE depreciation_runs (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  number integer NOT NULL CHECK (number > 0),
  assets integer NOT NULL CHECK (assets >= 0),
  amount numeric(24,2) NOT NULL CHECK (amount >= 0),
  voucher_id uuid REFERENCES vouchers,
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, month, number),
  CHECK ((voucher_id IS NULL) = (amount = 0)),
  CHECK ((assets = 0) = (amount = 0)),
  -- A month that had nothing to charge is run all the same; again only where something came later.
  CHECK (amount > 0 OR number = 1)
);
${added.map(guard).join('\n')}
${['asset_encumbrances', 'asset_adjustments', 'asset_disposals', 'asset_documents'].map((table) => withAsset(table)).join('\n')}
${withAsset('asset_lineage', 'child_id')}
CREATE POLICY asset_encumbrance_steps_visible ON asset_encumbrance_steps TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM asset_encumbrances e WHERE e.id = encumbrance_id)) WITH CHECK (true);
CREATE POLICY depreciation_runs_visible ON depreciation_runs TO ${APP_ROLE} USING (guanyun_sees(organization_id));
-- A photo goes along with its asset: whoever sees the asset opens it.
ALTER POLICY documents_visible ON documents
  USING (guanyun_sees(organization_id) OR EXISTS (SELECT 1 FROM asset_documents d WHERE d.digest = documents.digest))
  WITH CHECK (guanyun_sees(organization_id));

-- Which of a company's many facts is of this asset: the checks of a large order or run ask it row by row.
DROP INDEX IF EXISTS asset_facts_organization;
CREATE INDEX asset_facts_holder ON asset_facts (organization_id, kind, asset_id);

-- What a voucher came of: the act whose entries in the register it goes with.
ALTER TABLE vouchers ADD COLUMN cause_id uuid;
CREATE INDEX vouchers_cause ON vouchers (coalesce(cause_id, sheet_id, order_id));
-- Through which month an entry charges: once for each asset.
ALTER TABLE asset_entries ADD COLUMN through date CHECK (extract(day FROM through) = 1),
  ADD CONSTRAINT asset_entries_through CHECK (through IS NULL OR kind = 'depreciate');
CREATE UNIQUE INDEX asset_entries_charged_once ON asset_entries (asset_id, through) WHERE through IS NOT NULL;

CREATE FUNCTION check_encumbrance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_asset record; origin record;
BEGIN
  SELECT formed_on, retired_on INTO of_asset FROM assets WHERE id = NEW.asset_id FOR NO KEY UPDATE;
  IF NEW.valid_from < of_asset.formed_on OR of_asset.retired_on IS NOT NULL THEN
    RAISE EXCEPTION 'the asset is not there on that day' USING ERRCODE = 'GY060';
  END IF;
  IF NEW.origin_id IS NOT NULL THEN
    SELECT * INTO origin FROM asset_encumbrances WHERE id = NEW.origin_id;
    IF (origin.kind, origin.holder, origin.bars_transfer, origin.bar_registered, origin.registered)
        IS DISTINCT FROM (NEW.kind, NEW.holder, NEW.bars_transfer, NEW.bar_registered, NEW.registered)
      OR NOT EXISTS (SELECT 1 FROM asset_lineage l WHERE l.child_id = NEW.asset_id AND l.parent_id = origin.asset_id)
    THEN RAISE EXCEPTION 'an encumbrance goes on as it was, with what came of its asset' USING ERRCODE = 'GY060'; END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER asset_encumbrances_there AFTER INSERT ON asset_encumbrances DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_encumbrance();
CREATE FUNCTION check_encumbrance_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE encumbrance record;
BEGIN
  SELECT * INTO encumbrance FROM asset_encumbrances WHERE id = NEW.encumbrance_id FOR UPDATE;
  IF NEW.step_on < encumbrance.valid_from
    OR NEW.kind = 'consented' AND encumbrance.kind NOT IN ('mortgage', 'pledge')
    OR NEW.kind = 'notified' AND encumbrance.kind NOT IN ('mortgage', 'pledge', 'lease', 'priority_claim')
    OR EXISTS (SELECT 1 FROM asset_encumbrance_steps s WHERE s.encumbrance_id = NEW.encumbrance_id AND s.kind = 'released')
  THEN RAISE EXCEPTION 'no such step of this encumbrance' USING ERRCODE = 'GY060'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER asset_encumbrance_steps_fit BEFORE INSERT ON asset_encumbrance_steps
  FOR EACH ROW EXECUTE FUNCTION check_encumbrance_step();

-- While an asset is on its way in an order nothing changes it but its charge and the order; its row is locked by the entries.
CREATE FUNCTION check_acts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong text;
BEGIN
  SELECT e.kind INTO wrong FROM entered e JOIN transfer_lines l ON l.asset_id = e.asset_id AND l.open
    WHERE e.kind IN ('improve', 'impair', 'correct', 'split', 'merge', 'dispose') LIMIT 1;
  IF wrong IN ('split', 'merge') THEN RAISE EXCEPTION 'the asset is in an open order' USING ERRCODE = 'GY061'; END IF;
  IF wrong = 'dispose' THEN RAISE EXCEPTION 'the asset is in an open order' USING ERRCODE = 'GY063'; END IF;
  IF wrong IS NOT NULL THEN RAISE EXCEPTION 'the asset is in an open order' USING ERRCODE = 'GY062'; END IF;
  IF EXISTS (SELECT 1 FROM entered e JOIN organizations o ON o.id = e.organization_id
    WHERE e.kind IN ('impair', 'correct') AND (e.impairment < 0 OR e.impairment > 0 AND o.kind <> 'company'))
  THEN RAISE EXCEPTION 'an impairment stays, and a public body keeps none' USING ERRCODE = 'GY062'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER asset_entries_free AFTER INSERT ON asset_entries REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION check_acts();
CREATE FUNCTION refuse_retired_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM assets a WHERE a.id IN (SELECT asset_id FROM entered) ORDER BY a.id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM entered n JOIN assets a ON a.id = n.asset_id WHERE n.open AND a.retired_on IS NOT NULL) THEN
    RAISE EXCEPTION 'the asset has left the register' USING ERRCODE = 'GY061';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER transfer_lines_there AFTER INSERT ON transfer_lines REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_retired_line();

-- What is charged through a month is charged through no earlier one again.
CREATE FUNCTION advance_charged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM entered e JOIN assets a ON a.id = e.asset_id WHERE e.through <= a.charged_through) THEN
    RAISE EXCEPTION 'the month is charged already' USING ERRCODE = 'GY064';
  END IF;
  UPDATE assets a SET charged_through = e.through FROM entered e WHERE a.id = e.asset_id AND e.through IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER asset_entries_charged AFTER INSERT ON asset_entries REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION advance_charged();
CREATE FUNCTION refuse_charged_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a month that is charged stays charged' USING ERRCODE = 'GY064';
END $$;
CREATE TRIGGER assets_charged_on BEFORE UPDATE OF charged_through ON assets FOR EACH ROW
  WHEN (OLD.charged_through IS NOT NULL AND (NEW.charged_through IS NULL OR NEW.charged_through < OLD.charged_through))
  EXECUTE FUNCTION refuse_charged_back();

-- A whole and its parts: each knows the other, the parts add up in everything, and what stood on the whole stands on them.
CREATE FUNCTION check_reshape() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.items = 1 AND NOT EXISTS (SELECT 1 FROM asset_lineage l WHERE l.act_id = NEW.cause_id AND l.child_id = NEW.asset_id AND l.kind = NEW.kind)
    OR NEW.items = -1 AND NOT EXISTS (SELECT 1 FROM asset_lineage l WHERE l.act_id = NEW.cause_id AND l.parent_id = NEW.asset_id AND l.kind = NEW.kind)
  THEN RAISE EXCEPTION 'a part without its whole' USING ERRCODE = 'GY061'; END IF;
  IF NEW.items = -1 AND EXISTS (
    SELECT 1 FROM (SELECT sum(items * a.quantity) AS quantity, sum(items * coalesce(a.area, 0)) AS area, sum(items * a.residual) AS residual,
        sum(items * coalesce(a.monthly_depreciation, 0)) AS monthly,
        count(DISTINCT (a.class, a.public_benefit, a.unit, a.charged_through, a.title_id, a.book_id, a.custody_id)) AS kinds,
        count(DISTINCT a.cluster_id) AS clusters,
        count(*) FILTER (WHERE items < 0) AS wholes, count(*) FILTER (WHERE items > 0) AS parts
      FROM asset_entries e JOIN assets a ON a.id = e.asset_id WHERE e.cause_id = NEW.cause_id AND e.kind = NEW.kind) s
    WHERE s.quantity <> 0 OR s.area <> 0 OR s.residual <> 0 OR s.monthly <> 0 OR s.kinds <> 1
      OR CASE NEW.kind WHEN 'split' THEN s.wholes <> 1 OR s.parts < 2 ELSE s.wholes < 2 OR s.parts <> 1 OR s.clusters <> 1 END)
  THEN RAISE EXCEPTION 'parts add up to the whole' USING ERRCODE = 'GY061'; END IF;
  IF NEW.items = -1 AND EXISTS (
    SELECT 1 FROM asset_lineage l JOIN assets c ON c.id = l.child_id JOIN assets p ON p.id = l.parent_id
    WHERE l.act_id = NEW.cause_id AND l.document IS NULL AND c.cluster_id <> p.cluster_id)
  THEN RAISE EXCEPTION 'between clusters by agreement' USING ERRCODE = 'GY061'; END IF;
  IF NEW.items = -1 AND EXISTS (
    SELECT 1 FROM asset_encumbrances n JOIN asset_lineage l ON l.parent_id = n.asset_id AND l.act_id = NEW.cause_id
    WHERE n.asset_id = NEW.asset_id
      AND NOT EXISTS (SELECT 1 FROM asset_encumbrance_steps s WHERE s.encumbrance_id = n.id AND s.kind = 'released')
      AND NOT EXISTS (SELECT 1 FROM asset_encumbrances c WHERE c.asset_id = l.child_id AND c.origin_id = n.id))
  THEN RAISE EXCEPTION 'what stands on the whole stands on its parts' USING ERRCODE = 'GY061'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER asset_entries_reshape AFTER INSERT ON asset_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind IN ('split', 'merge')) EXECUTE FUNCTION check_reshape();

-- An asset is disposed of under the warrant that names it, whose spending the disposal is; never while seized or in dispute.
CREATE FUNCTION check_disposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM asset_disposals d JOIN warrants w ON w.id = d.warrant_id
    JOIN warrant_spendings s ON s.warrant_id = w.id AND s.subject_id = d.id AND coalesce(s.amount, 0) = d.price
    WHERE d.id = NEW.cause_id AND d.asset_id = NEW.asset_id AND d.disposed_on = NEW.entry_on
      AND w.company_id = NEW.organization_id AND w.kind = 'asset_disposal'
      AND (w.content -> 'proposal' -> 'assetIds') ? NEW.asset_id::text
      AND (w.content -> 'proposal' ->> 'mode') IN ('public', 'non_public')
      AND d.manner IN ('scrap', w.content -> 'proposal' ->> 'mode')
  ) OR EXISTS (
    SELECT 1 FROM asset_encumbrances n WHERE n.asset_id = NEW.asset_id AND n.kind IN ('seizure', 'dispute') AND n.valid_from <= NEW.entry_on
      AND NOT EXISTS (SELECT 1 FROM asset_encumbrance_steps s WHERE s.encumbrance_id = n.id AND s.kind = 'released' AND s.step_on <= NEW.entry_on)
  ) THEN RAISE EXCEPTION 'a disposal without its warrant' USING ERRCODE = 'GY063'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER asset_entries_disposal AFTER INSERT ON asset_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind = 'dispose') EXECUTE FUNCTION check_disposal();

-- A run is what its entries charge, of its voucher's amount, and months are run in order.
CREATE FUNCTION check_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM depreciation_runs r WHERE r.organization_id = NEW.organization_id AND r.id <> NEW.id
      AND (r.month > NEW.month OR r.month = NEW.month AND r.number > NEW.number))
    OR NEW.number > 1 AND NOT EXISTS (SELECT 1 FROM depreciation_runs r WHERE r.organization_id = NEW.organization_id AND r.month = NEW.month AND r.number = NEW.number - 1)
    OR NEW.number = 1 AND EXISTS (SELECT 1 FROM depreciation_runs r WHERE r.organization_id = NEW.organization_id AND r.id <> NEW.id)
      AND NOT EXISTS (SELECT 1 FROM depreciation_runs r WHERE r.organization_id = NEW.organization_id AND r.month = NEW.month - interval '1 month')
    OR NEW.month + interval '1 month' > (now() AT TIME ZONE 'Asia/Shanghai')::date
  THEN RAISE EXCEPTION 'months are run in order, once they have ended' USING ERRCODE = 'GY064'; END IF;
  IF (SELECT (count(*), coalesce(sum(depreciation), 0)) IS DISTINCT FROM (NEW.assets::bigint, NEW.amount)
      OR bool_or(kind <> 'depreciate' OR organization_id <> NEW.organization_id OR through IS DISTINCT FROM NEW.month)
      FROM asset_entries WHERE cause_id = NEW.id)
    OR NEW.voucher_id IS NOT NULL AND (SELECT sum(l.debit) IS DISTINCT FROM NEW.amount FROM vouchers v JOIN voucher_lines l ON l.voucher_id = v.id
      WHERE v.id = NEW.voucher_id AND v.organization_id = NEW.organization_id)
  THEN RAISE EXCEPTION 'a run is what its entries charge' USING ERRCODE = 'GY064'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER depreciation_runs_whole AFTER INSERT ON depreciation_runs DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_run();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['${functions.join("', '")}'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SECURITY DEFINER SET search_path = %I, public, pg_temp', name, current_schema());
  END LOOP;
END $$;
`;
