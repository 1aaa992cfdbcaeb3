import { APP_ROLE } from '../kernel/connection.ts';

const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${table} TO ${APP_ROLE};
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`;

/**
 * The sums by day added up by month and by year, kept with them: a statement reads the years that are over, the months of
 * its year and the days of its month, however many days there were before. What was not known yet is taken off again.
 */
const periods = `
CREATE TABLE asset_period_sums (
  cluster_id uuid NOT NULL REFERENCES clusters,
  organization_id uuid NOT NULL REFERENCES organizations,
  class text NOT NULL,
  public_benefit boolean NOT NULL,
  grain text NOT NULL CHECK (grain IN ('month', 'year')),
  starts_on date NOT NULL CHECK (starts_on = date_trunc(grain, starts_on)::date),
  items bigint NOT NULL,
  cost numeric(24,2) NOT NULL,
  depreciation numeric(24,2) NOT NULL,
  impairment numeric(24,2) NOT NULL,
  PRIMARY KEY (grain, starts_on, cluster_id, organization_id, class, public_benefit)
);
CREATE INDEX asset_sums_day ON asset_sums (entry_on);
CREATE INDEX asset_sums_recorded ON asset_sums (recorded_on);
INSERT INTO asset_period_sums
SELECT cluster_id, organization_id, class, public_benefit, grain, date_trunc(grain, entry_on)::date, sum(items), sum(cost), sum(depreciation), sum(impairment)
FROM asset_sums CROSS JOIN (VALUES ('month'), ('year')) g (grain) GROUP BY 1, 2, 3, 4, 5, 6;
CREATE FUNCTION add_periods() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO asset_period_sums AS p
  SELECT n.cluster_id, n.organization_id, n.class, n.public_benefit, g.grain, date_trunc(g.grain, n.entry_on)::date,
    sum(n.items), sum(n.cost), sum(n.depreciation), sum(n.impairment)
  FROM entered n CROSS JOIN (VALUES ('month'), ('year')) g (grain) GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 5, 6, 1, 2, 3, 4
  ON CONFLICT (grain, starts_on, cluster_id, organization_id, class, public_benefit) DO UPDATE SET
    items = p.items + excluded.items, cost = p.cost + excluded.cost,
    depreciation = p.depreciation + excluded.depreciation, impairment = p.impairment + excluded.impairment;
  RETURN NULL;
END $$;
CREATE FUNCTION change_periods() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO asset_period_sums AS p
  SELECT n.cluster_id, n.organization_id, n.class, n.public_benefit, g.grain, date_trunc(g.grain, n.entry_on)::date,
    sum(n.items - o.items), sum(n.cost - o.cost), sum(n.depreciation - o.depreciation), sum(n.impairment - o.impairment)
  FROM entered n JOIN before o USING (cluster_id, organization_id, class, public_benefit, entry_on, recorded_on)
  CROSS JOIN (VALUES ('month'), ('year')) g (grain) GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 5, 6, 1, 2, 3, 4
  ON CONFLICT (grain, starts_on, cluster_id, organization_id, class, public_benefit) DO UPDATE SET
    items = p.items + excluded.items, cost = p.cost + excluded.cost,
    depreciation = p.depreciation + excluded.depreciation, impairment = p.impairment + excluded.impairment;
  RETURN NULL;
END $$;
CREATE TRIGGER asset_sums_added AFTER INSERT ON asset_sums REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION add_periods();
CREATE TRIGGER asset_sums_changed AFTER UPDATE ON asset_sums REFERENCING NEW TABLE AS entered OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION change_periods();
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION add_periods() SET search_path = %I, public, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION change_periods() SET search_path = %I, public, pg_temp', current_schema());
END $$;
GRANT SELECT ON asset_period_sums TO ${APP_ROLE};
ALTER TABLE asset_period_sums ENABLE ROW LEVEL SECURITY;
CREATE POLICY asset_period_sums_visible ON asset_period_sums TO ${APP_ROLE} USING (guanyun_sees(organization_id)
  OR EXISTS (SELECT 1 FROM transfer_orders o WHERE organization_id = ANY (o.receivers)));
`;

/**
 * What comes from outside: the balances of a company's general ledger at the end of a month, and what happened within the
 * watch of a transfer. Both are only added to; of balances entered again for a day the last entry is read.
 */
export const assetFinance = `
CREATE TABLE ledger_balances (
  entry_id uuid NOT NULL,
  organization_id uuid NOT NULL REFERENCES organizations,
  as_of date NOT NULL,
  account text NOT NULL CONSTRAINT ledger_balances_account CHECK (account IN ('1221', '1231', '1511', '1512', '1521', '1522', '1523', '1601', '1602', '1603',
    '1604', '1605', '1701', '1702', '1703')),
  amount numeric(20,2) NOT NULL CHECK (amount >= 0),
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  index bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  PRIMARY KEY (entry_id, account)
);
CREATE INDEX ledger_balances_day ON ledger_balances (organization_id, as_of, index);

CREATE TABLE lock_events (
  id uuid PRIMARY KEY,
  sheet_id uuid NOT NULL REFERENCES transfer_sheets,
  kind text NOT NULL CHECK (kind IN ('resale', 'business_change', 'equity_change')),
  event_on date NOT NULL,
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX lock_events_sheet ON lock_events (sheet_id);
CREATE INDEX lock_events_document ON lock_events (document);

CREATE FUNCTION check_ledger() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM entered n WHERE extract(day FROM n.as_of + 1) <> 1 OR n.as_of > (n.recorded_at AT TIME ZONE 'Asia/Shanghai')::date
      OR NOT EXISTS (SELECT 1 FROM organizations o WHERE o.id = n.organization_id AND o.kind = 'company')) THEN
    RAISE EXCEPTION 'balances are a company''s at the end of a month that is over' USING ERRCODE = 'GY065';
  END IF;
  IF EXISTS (SELECT 1 FROM entered n JOIN ledger_balances b ON b.entry_id = n.entry_id WHERE b.index NOT IN (SELECT index FROM entered)
      OR (b.organization_id, b.as_of, b.document, b.person_id, b.recorded_at) IS DISTINCT FROM (n.organization_id, n.as_of, n.document, n.person_id, n.recorded_at)) THEN
    RAISE EXCEPTION 'balances are entered together' USING ERRCODE = 'GY067';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_balances_checked AFTER INSERT ON ledger_balances REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION check_ledger();
CREATE FUNCTION check_lock_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NEW.event_on > (NEW.recorded_at AT TIME ZONE 'Asia/Shanghai')::date OR NOT EXISTS (SELECT 1 FROM transfer_sheets s
      WHERE s.id = NEW.sheet_id AND s.state = 'booked' AND NEW.event_on > s.delivered_on AND NEW.event_on <= s.locked_until) THEN
    RAISE EXCEPTION 'the day is not within the watch of the transfer' USING ERRCODE = 'GY066';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER lock_events_checked AFTER INSERT ON lock_events FOR EACH ROW EXECUTE FUNCTION check_lock_event();
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_ledger() SET search_path = %I, public, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION check_lock_event() SET search_path = %I, public, pg_temp', current_schema());
END $$;
${appendOnly('ledger_balances')}${appendOnly('lock_events')}
CREATE POLICY ledger_balances_visible ON ledger_balances TO ${APP_ROLE} USING (guanyun_sees(organization_id));
CREATE POLICY lock_events_visible ON lock_events TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM transfer_sheets s WHERE s.id = sheet_id));
CREATE POLICY documents_of_locks ON documents FOR SELECT TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM lock_events e WHERE e.document = documents.digest));

-- Cards on a day are today's cards less what came after it.
CREATE INDEX asset_entries_day ON asset_entries (organization_id, entry_on);
CREATE INDEX asset_entries_transfers ON asset_entries (asset_id, cause_id) WHERE kind = 'transfer';
CREATE INDEX transfer_sheets_locked ON transfer_sheets (locked_until) WHERE locked_until IS NOT NULL;
CREATE INDEX vouchers_by_day ON vouchers (voucher_on, number, id);
CREATE INDEX vouchers_of_company_by_day ON vouchers (organization_id, voucher_on, number, id);
-- Who sees a row hangs on a setting that every worker of a scan has.
ALTER FUNCTION guanyun_sees(uuid) PARALLEL SAFE;
ALTER FUNCTION guanyun_sees_any(uuid[]) PARALLEL SAFE;
${periods}`;
