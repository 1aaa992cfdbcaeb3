import { APP_ROLE } from '../kernel/connection.ts';

const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${table} TO ${APP_ROLE};`;
const ofOrder = (table: string): string => `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM transfer_orders o WHERE o.id = order_id));`;

/**
 * An order moves line by line: each goes to the company that operates its cluster; what may not go is parked, the rest is
 * handed over sheet by sheet. A sheet is one round with one receiver: counted, signed and booked whole.
 */
export const handover = `
CREATE TABLE transfer_sheets (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES transfer_orders,
  to_id uuid NOT NULL REFERENCES organizations,
  round integer NOT NULL CHECK (round > 0),
  state text NOT NULL CHECK (state IN ('counting', 'signed', 'booked', 'empty')),
  opened_on date NOT NULL,
  delivered_on date CHECK (delivered_on >= opened_on),
  net numeric(20,2),
  locked_until date,
  UNIQUE (order_id, to_id, round),
  CHECK ((state = 'booked') = (delivered_on IS NOT NULL) AND (state = 'booked') = (net IS NOT NULL))
);
INSERT INTO transfer_sheets (id, order_id, to_id, round, state, opened_on, delivered_on, net)
SELECT o.id, o.id, o.to_id, 1, o.state, o.opened_on, o.delivered_on,
  CASE o.state WHEN 'booked' THEN (SELECT coalesce(sum(e.cost - e.depreciation - e.impairment), 0) FROM asset_entries e JOIN transfer_lines l ON l.asset_id = e.asset_id
    WHERE l.order_id = o.id AND e.kind = 'transfer' AND e.items = 1 AND e.organization_id = o.to_id AND e.entry_on = o.delivered_on) END
FROM transfer_orders o;

ALTER TABLE transfer_lines
  ADD COLUMN to_id uuid REFERENCES organizations,
  ADD COLUMN cluster_id uuid REFERENCES clusters,
  ADD COLUMN sheet_id uuid REFERENCES transfer_sheets,
  ADD COLUMN custody_only boolean NOT NULL DEFAULT false,
  ADD COLUMN state text NOT NULL DEFAULT 'counting' CHECK (state IN ('parked', 'counting', 'held', 'booked', 'withdrawn')),
  ADD COLUMN blocks text[] NOT NULL DEFAULT '{}',
  ADD COLUMN warnings text[] NOT NULL DEFAULT '{}';
UPDATE transfer_lines l SET to_id = o.to_id, cluster_id = o.cluster_id, sheet_id = o.id,
  state = CASE o.state WHEN 'booked' THEN 'booked' ELSE 'counting' END FROM transfer_orders o WHERE o.id = l.order_id;
ALTER TABLE transfer_lines ALTER COLUMN to_id SET NOT NULL, ALTER COLUMN cluster_id SET NOT NULL,
  ADD CONSTRAINT transfer_lines_open CHECK (open = (state IN ('parked', 'counting', 'held'))),
  ADD CONSTRAINT transfer_lines_sheet CHECK (CASE state WHEN 'parked' THEN sheet_id IS NULL AND blocks <> '{}' WHEN 'counting' THEN sheet_id IS NOT NULL WHEN 'booked' THEN sheet_id IS NOT NULL ELSE true END);
CREATE INDEX transfer_lines_sheet_of ON transfer_lines (sheet_id, state);

DROP TRIGGER transfer_orders_whole ON transfer_orders;
DROP FUNCTION check_booking();
DROP TRIGGER transfer_signatures_apart ON transfer_signatures;
ALTER TABLE transfer_orders
  ADD COLUMN path text NOT NULL DEFAULT 'P2' CHECK (path IN ('P1', 'P2', 'P4')),
  ADD COLUMN receivers uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN reverses_id uuid REFERENCES transfer_orders;
UPDATE transfer_orders SET receivers = ARRAY[to_id];
DROP POLICY transfer_orders_visible ON transfer_orders;
ALTER TABLE transfer_orders
  DROP CONSTRAINT transfer_orders_state_check,
  DROP COLUMN to_id CASCADE, DROP COLUMN cluster_id, DROP COLUMN delivered_on CASCADE,
  ADD CONSTRAINT transfer_orders_state CHECK (state IN ('counting', 'signed', 'booked', 'closed')),
  ADD CONSTRAINT transfer_orders_receivers CHECK (cardinality(receivers) > 0 AND NOT from_id = ANY (receivers));
CREATE POLICY transfer_orders_visible ON transfer_orders TO ${APP_ROLE} USING (guanyun_sees(from_id) OR guanyun_sees_any(receivers));

-- A warrant that is used part by part is finished when nothing under it is left to do, whatever is left of its amount.
ALTER TABLE warrants ADD COLUMN finished_on date,
  ADD CONSTRAINT warrants_finished CHECK (finished_on IS NULL OR uses > 0);
UPDATE warrants w SET finished_on = s.delivered_on FROM transfer_orders o JOIN transfer_sheets s ON s.order_id = o.id
  WHERE o.warrant_id = w.id AND s.state = 'booked';
CREATE FUNCTION keep_finished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'nothing more is done under a finished warrant' USING ERRCODE = 'GY006';
END $$;
CREATE TRIGGER warrants_finished BEFORE UPDATE ON warrants FOR EACH ROW
  WHEN (OLD.finished_on IS NOT NULL AND (NEW.finished_on IS DISTINCT FROM OLD.finished_on OR NEW.uses > OLD.uses)) EXECUTE FUNCTION keep_finished();

-- Counts and signatures are of a sheet, differences of a line in it (or of what is on no list).
ALTER TABLE transfer_counts ADD COLUMN sheet_id uuid REFERENCES transfer_sheets,
  ADD COLUMN difference text CHECK (difference IN ('missing', 'damaged', 'encumbered', 'title_pending'));
UPDATE transfer_counts SET sheet_id = order_id, difference = CASE counted WHEN 0 THEN 'missing' END;
ALTER TABLE transfer_counts DROP CONSTRAINT transfer_counts_pkey, ALTER COLUMN sheet_id SET NOT NULL,
  ADD PRIMARY KEY (sheet_id, asset_id, side),
  ADD CONSTRAINT transfer_counts_missing CHECK ((counted = 0) = (difference IS NOT DISTINCT FROM 'missing')),
  ADD CONSTRAINT transfer_counts_why CHECK (difference IS NULL OR note <> '');
ALTER TABLE transfer_signatures ADD COLUMN sheet_id uuid REFERENCES transfer_sheets;
DROP TRIGGER transfer_signatures_append_only ON transfer_signatures;
UPDATE transfer_signatures SET sheet_id = order_id;
ALTER TABLE transfer_signatures DROP CONSTRAINT transfer_signatures_pkey, DROP CONSTRAINT transfer_signatures_order_id_person_id_key,
  ALTER COLUMN sheet_id SET NOT NULL, ADD PRIMARY KEY (sheet_id, side), ADD UNIQUE (sheet_id, person_id);
CREATE TRIGGER transfer_signatures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer_signatures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_signatures_apart BEFORE INSERT ON transfer_signatures FOR EACH ROW EXECUTE FUNCTION keep_signers_apart('sheet_id');

CREATE TABLE transfer_differences (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES transfer_orders,
  sheet_id uuid NOT NULL REFERENCES transfer_sheets,
  asset_id uuid REFERENCES assets,
  side text NOT NULL CHECK (side IN ('from', 'to')),
  kind text NOT NULL CHECK (kind IN ('missing', 'surplus', 'damaged', 'encumbered', 'title_pending')),
  name text NOT NULL DEFAULT '',
  note text NOT NULL CHECK (note <> ''),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((kind = 'surplus') = (asset_id IS NULL) AND (kind = 'surplus') = (name <> ''))
);
CREATE INDEX transfer_differences_order ON transfer_differences (order_id);${appendOnly('transfer_differences')}
CREATE TABLE transfer_resolutions (
  difference_id uuid NOT NULL REFERENCES transfer_differences,
  order_id uuid NOT NULL REFERENCES transfer_orders,
  side text NOT NULL CHECK (side IN ('from', 'to')),
  outcome text NOT NULL CHECK (outcome IN ('proceed', 'withdraw', 'register')),
  note text NOT NULL CHECK (note <> ''),
  document text CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (difference_id, side)
);${appendOnly('transfer_resolutions')}

-- What must be there before anything is booked, who takes over what hangs on an asset, and what comes after.
CREATE TABLE transfer_papers (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES transfer_orders,
  kind text NOT NULL CHECK (kind IN ('transferee_decision', 'creditors_notice', 'agreement', 'staff_congress', 'verification')),
  to_id uuid REFERENCES organizations,
  paper_on date NOT NULL,
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now()
);${appendOnly('transfer_papers')}
CREATE TABLE transfer_successions (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES transfer_orders,
  asset_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('mortgage', 'lease', 'works', 'retention', 'guarantee')),
  counterparty text NOT NULL CHECK (counterparty <> ''),
  amount numeric(20,2) CHECK (amount >= 0),
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (order_id, asset_id) REFERENCES transfer_lines
);${appendOnly('transfer_successions')}
CREATE TABLE transfer_taxes (
  sheet_id uuid NOT NULL REFERENCES transfer_sheets,
  order_id uuid NOT NULL REFERENCES transfer_orders,
  tax text NOT NULL,
  class text NOT NULL,
  treatment text NOT NULL,
  lines integer NOT NULL CHECK (lines > 0),
  value numeric(20,2) NOT NULL,
  amount numeric(20,2),
  tax_basis numeric(20,2),
  because text NOT NULL,
  PRIMARY KEY (sheet_id, tax, class, treatment)
);${appendOnly('transfer_taxes')}
CREATE TABLE transfer_duties (
  id uuid PRIMARY KEY,
  sheet_id uuid NOT NULL REFERENCES transfer_sheets,
  order_id uuid NOT NULL REFERENCES transfer_orders,
  kind text NOT NULL CHECK (kind IN ('title', 'tax', 'rights')),
  due_on date NOT NULL,
  done_on date,
  document text CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid REFERENCES persons,
  UNIQUE (sheet_id, kind),
  CHECK ((done_on IS NULL) = (document IS NULL) AND (done_on IS NULL) = (person_id IS NULL))
);
GRANT SELECT, INSERT ON transfer_duties TO ${APP_ROLE};
GRANT UPDATE (done_on, document, person_id) ON transfer_duties TO ${APP_ROLE};
GRANT SELECT, INSERT, UPDATE ON transfer_sheets TO ${APP_ROLE};

CREATE FUNCTION keep_duty() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF OLD.done_on IS NOT NULL OR NEW.done_on < (SELECT delivered_on FROM transfer_sheets s WHERE s.id = NEW.sheet_id)
    OR NEW.kind = 'title' AND EXISTS (SELECT 1 FROM transfer_lines l JOIN assets a ON a.id = l.asset_id
      WHERE l.sheet_id = NEW.sheet_id AND l.state = 'booked' AND NOT l.custody_only AND a.class IN ('land', 'plant') AND a.book_id = l.to_id AND a.title_id <> l.to_id)
  THEN RAISE EXCEPTION 'what comes after a transfer is done once, after it' USING ERRCODE = 'GY053'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER transfer_duties_keep BEFORE UPDATE ON transfer_duties FOR EACH ROW EXECUTE FUNCTION keep_duty();

-- A booked sheet has its warrant spent, both signatures, every line moved as far as it goes, and one voucher on each side
-- wherever a card moved; what it moved is what it says.
ALTER TABLE vouchers ADD COLUMN sheet_id uuid REFERENCES transfer_sheets;
DROP TRIGGER vouchers_append_only ON vouchers;
UPDATE vouchers SET sheet_id = order_id;
CREATE TRIGGER vouchers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vouchers FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION check_sheet() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  o transfer_orders;
  moved bigint;
  net numeric;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'booked' THEN RAISE EXCEPTION 'a booked sheet stays as it is' USING ERRCODE = 'GY012'; END IF;
  IF NEW.state <> 'booked' THEN RETURN NULL; END IF;
  SELECT * INTO o FROM transfer_orders WHERE id = NEW.order_id;
  SELECT count(*), coalesce(sum(e.cost - e.depreciation - e.impairment), 0) INTO moved, net FROM asset_entries e
    WHERE e.cause_id = NEW.id AND e.kind = 'transfer' AND e.items = 1 AND e.organization_id = NEW.to_id AND e.entry_on = NEW.delivered_on;
  IF NOT EXISTS (SELECT 1 FROM warrant_spendings s WHERE s.subject_id = NEW.id AND s.warrant_id = o.warrant_id)
    OR (SELECT count(*) FROM transfer_signatures s WHERE s.sheet_id = NEW.id) <> 2
    OR EXISTS (SELECT 1 FROM transfer_lines l WHERE l.sheet_id = NEW.id AND l.state = 'counting')
    OR moved <> (SELECT count(*) FROM transfer_lines l WHERE l.sheet_id = NEW.id AND l.state = 'booked' AND NOT l.custody_only)
    OR EXISTS (SELECT 1 FROM transfer_lines l JOIN assets a ON a.id = l.asset_id WHERE l.sheet_id = NEW.id AND l.state = 'booked' AND a.custody_id <> NEW.to_id)
    OR net <> NEW.net
    OR net > 0 AND (SELECT count(DISTINCT v.organization_id) FROM vouchers v WHERE v.sheet_id = NEW.id AND v.organization_id IN (o.from_id, NEW.to_id)) <> 2
  THEN RAISE EXCEPTION 'half a transfer' USING ERRCODE = 'GY012'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER transfer_sheets_whole AFTER INSERT OR UPDATE ON transfer_sheets DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_sheet();

-- A line is booked with its sheet and then stays; who gets it is settled when it is listed.
CREATE FUNCTION keep_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF OLD.state IN ('booked', 'withdrawn') OR (NEW.to_id, NEW.cluster_id) IS DISTINCT FROM (OLD.to_id, OLD.cluster_id)
  THEN RAISE EXCEPTION 'a line that is done stays as it is' USING ERRCODE = 'GY012'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER transfer_lines_keep BEFORE UPDATE ON transfer_lines FOR EACH ROW EXECUTE FUNCTION keep_line();
CREATE OR REPLACE FUNCTION show_lines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  UPDATE assets a SET holders = a.holders || ARRAY(SELECT unnest(n.whose) EXCEPT SELECT unnest(a.holders))
  FROM (SELECT l.asset_id, ARRAY[o.from_id, l.to_id] AS whose FROM entered l JOIN transfer_orders o ON o.id = l.order_id) n
  WHERE a.id = n.asset_id AND NOT n.whose <@ a.holders;
  RETURN NULL;
END $$;
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['keep_duty', 'check_sheet', 'keep_line', 'show_lines'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;
${['transfer_sheets', 'transfer_differences', 'transfer_resolutions', 'transfer_papers', 'transfer_successions', 'transfer_taxes', 'transfer_duties'].map(ofOrder).join('')}
-- Whoever handed assets over goes on seeing what stands, in sum, with the company that got them.
DROP POLICY asset_sums_visible ON asset_sums;
CREATE POLICY asset_sums_visible ON asset_sums TO ${APP_ROLE} USING (guanyun_sees(organization_id)
  OR EXISTS (SELECT 1 FROM transfer_orders o WHERE organization_id = ANY (o.receivers)));
-- What one side shows for an order the other side reads.
CREATE INDEX transfer_papers_document ON transfer_papers (document);
CREATE INDEX transfer_successions_document ON transfer_successions (document);
CREATE INDEX transfer_duties_document ON transfer_duties (document);
CREATE INDEX transfer_resolutions_document ON transfer_resolutions (document);
DROP POLICY documents_visible ON documents;
CREATE POLICY documents_visible ON documents TO ${APP_ROLE} USING (guanyun_sees(organization_id)
  OR EXISTS (SELECT 1 FROM transfer_papers p WHERE p.document = digest)
  OR EXISTS (SELECT 1 FROM transfer_successions s WHERE s.document = digest)
  OR EXISTS (SELECT 1 FROM transfer_duties d WHERE d.document = digest)
  OR EXISTS (SELECT 1 FROM transfer_resolutions r WHERE r.document = digest))
  WITH CHECK (guanyun_sees(organization_id));
`;
