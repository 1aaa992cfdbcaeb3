/** The register, its three dated facts, transfer orders and the vouchers they end in. */
export const assets = `
CREATE TABLE assets (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  name text NOT NULL CHECK (name <> ''),
  class text NOT NULL CHECK (class IN ('land', 'plant', 'road', 'pipe', 'cip', 'equipment', 'intangible', 'receivable', 'payable', 'contract', 'equity', 'archive')),
  cluster_id uuid NOT NULL REFERENCES clusters,
  cost numeric(20,2) NOT NULL CHECK (cost > 0),
  depreciation numeric(20,2) NOT NULL DEFAULT 0 CHECK (depreciation >= 0),
  impairment numeric(20,2) NOT NULL DEFAULT 0 CHECK (impairment >= 0),
  monthly_depreciation numeric(20,2) CHECK (monthly_depreciation >= 0),
  area numeric(20,2) CHECK (area > 0),
  public_benefit boolean NOT NULL DEFAULT false,
  formed_on date NOT NULL,
  contract_id uuid REFERENCES contracts,
  CHECK (depreciation + impairment <= cost)
);
-- Title, book and custody are three facts, each with one organisation on any day.
CREATE TABLE asset_facts (
  asset_id uuid NOT NULL REFERENCES assets,
  kind text NOT NULL CHECK (kind IN ('title', 'book', 'custody')),
  organization_id uuid NOT NULL REFERENCES organizations,
  valid_from date NOT NULL,
  valid_to date,
  CHECK (valid_to IS NULL OR valid_to >= valid_from - 1),
  EXCLUDE USING gist (asset_id WITH =, kind WITH =, daterange(valid_from, valid_to + 1, '[)') WITH &&)
);
CREATE INDEX asset_facts_organization ON asset_facts (organization_id, kind);

CREATE TABLE transfer_orders (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  warrant_id uuid NOT NULL UNIQUE REFERENCES warrants,
  from_id uuid NOT NULL REFERENCES organizations,
  to_id uuid NOT NULL REFERENCES organizations CHECK (to_id <> from_id),
  cluster_id uuid NOT NULL REFERENCES clusters,
  basis_date date NOT NULL,
  opened_on date NOT NULL,
  delivered_on date CHECK (delivered_on >= opened_on),
  approved numeric(20,2) NOT NULL,
  state text NOT NULL CHECK (state IN ('counting', 'signed', 'booked')),
  CHECK ((state = 'booked') = (delivered_on IS NOT NULL))
);
CREATE TABLE transfer_lines (
  order_id uuid NOT NULL REFERENCES transfer_orders,
  asset_id uuid NOT NULL REFERENCES assets,
  net numeric(20,2) NOT NULL CHECK (net >= 0),
  open boolean NOT NULL DEFAULT true,
  PRIMARY KEY (order_id, asset_id)
);
CREATE UNIQUE INDEX transfer_lines_one_open ON transfer_lines (asset_id) WHERE open;
CREATE TABLE transfer_counts (
  order_id uuid NOT NULL,
  asset_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('from', 'to')),
  counted integer NOT NULL CHECK (counted IN (0, 1)),
  note text NOT NULL DEFAULT '',
  person_id uuid NOT NULL REFERENCES persons,
  counted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, asset_id, side),
  FOREIGN KEY (order_id, asset_id) REFERENCES transfer_lines
);
CREATE TABLE transfer_signatures (
  order_id uuid NOT NULL REFERENCES transfer_orders,
  side text NOT NULL CHECK (side IN ('from', 'to')),
  person_id uuid NOT NULL REFERENCES persons,
  digest text NOT NULL,
  signed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (order_id, side),
  UNIQUE (order_id, person_id)
);

CREATE TABLE vouchers (
  id uuid PRIMARY KEY,
  number text NOT NULL,
  organization_id uuid NOT NULL REFERENCES organizations,
  book text NOT NULL CHECK (book IN ('financial', 'budget')),
  voucher_on date NOT NULL,
  summary text NOT NULL,
  order_id uuid REFERENCES transfer_orders,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, book, number)
);
CREATE TABLE voucher_lines (
  voucher_id uuid NOT NULL REFERENCES vouchers,
  line integer NOT NULL CHECK (line > 0),
  account text NOT NULL,
  memo text NOT NULL,
  debit numeric(20,2) NOT NULL DEFAULT 0 CHECK (debit >= 0),
  credit numeric(20,2) NOT NULL DEFAULT 0 CHECK (credit >= 0),
  PRIMARY KEY (voucher_id, line),
  CHECK ((debit = 0) <> (credit = 0))
);
CREATE FUNCTION check_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce(sum(debit), 0) = 0 OR sum(debit) <> sum(credit) FROM voucher_lines WHERE voucher_id = NEW.id) THEN
    RAISE EXCEPTION 'debits and credits differ' USING ERRCODE = 'GY011';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER vouchers_balanced AFTER INSERT ON vouchers DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_voucher();

-- Lines come with their voucher, in its transaction, whose moment both carry: a balanced voucher never grows.
CREATE FUNCTION refuse_late_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM vouchers v WHERE v.id = NEW.voucher_id AND v.recorded_at = now()) THEN
    RAISE EXCEPTION 'the voucher is closed' USING ERRCODE = 'GY011';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER voucher_lines_with_voucher BEFORE INSERT ON voucher_lines FOR EACH ROW EXECUTE FUNCTION refuse_late_line();

-- A booked order has its warrant spent, both signatures, and one voucher on each side.
CREATE FUNCTION check_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'booked' AND (
    NOT EXISTS (SELECT 1 FROM warrant_spendings s WHERE s.subject_id = NEW.id AND s.warrant_id = NEW.warrant_id)
    OR (SELECT count(*) FROM transfer_signatures s WHERE s.order_id = NEW.id) <> 2
    OR (SELECT count(DISTINCT organization_id) FROM vouchers v WHERE v.order_id = NEW.id AND v.organization_id IN (NEW.from_id, NEW.to_id)) <> 2
  ) THEN RAISE EXCEPTION 'half a transfer' USING ERRCODE = 'GY012'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER transfer_orders_whole AFTER INSERT OR UPDATE ON transfer_orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_booking();
`;
