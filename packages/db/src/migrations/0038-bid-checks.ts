import { APP_ROLE } from '../kernel/connection.ts';
import { asOwner } from './0032-tenders.ts';

const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${table} TO ${APP_ROLE};
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`;

/**
 * What companies of the zone were told before they bid elsewhere, with what it was judged by. Whoever checks a lot has seen
 * every other company's check of it that stands: two at once cannot pass each other by (GY095).
 */
export const bidChecks = `
CREATE TABLE bid_checks (
  id uuid PRIMARY KEY,
  company_id uuid NOT NULL REFERENCES organizations,
  title text NOT NULL CHECK (length(trim(title)) BETWEEN 1 AND 200),
  lot text NOT NULL CHECK (length(trim(lot)) BETWEEN 1 AND 200),
  lot_key text NOT NULL CHECK (lot_key ~ '^[0-9a-f]{64}$'),
  tenderer_id uuid REFERENCES organizations CHECK (tenderer_id <> company_id),
  tenderer_name text NOT NULL CHECK (length(trim(tenderer_name)) BETWEEN 1 AND 200),
  tenderer_uscc text CHECK (tenderer_uscc ~ '^[0-9A-Z]{18}$'),
  deadline date NOT NULL,
  checked_on date NOT NULL CHECK (checked_on <= deadline),
  checked_at timestamptz NOT NULL,
  parties jsonb NOT NULL CHECK (jsonb_typeof(parties) = 'array'),
  others uuid[] NOT NULL CHECK (NOT company_id = ANY (others)),
  -- Checks of the same lot by others that stood, and the companies with which something was found.
  seen uuid[] NOT NULL,
  related uuid[] NOT NULL CHECK (NOT company_id = ANY (related)),
  question jsonb NOT NULL,
  result jsonb NOT NULL CHECK (jsonb_typeof(result -> 'findings') = 'array'),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  outcome text NOT NULL CHECK (outcome IN ('may', 'review', 'must_not')),
  person_id uuid NOT NULL REFERENCES persons,
  CHECK (tenderer_id IS NOT NULL OR tenderer_uscc IS NOT NULL),
  CHECK (outcome = result ->> 'outcome' AND (outcome = 'may') = (jsonb_array_length(result -> 'findings') = 0))
);
CREATE INDEX bid_checks_of_lot ON bid_checks (lot_key, company_id, checked_at DESC);
CREATE INDEX bid_checks_of_company ON bid_checks (company_id, checked_at DESC);
CREATE INDEX bid_checks_newest ON bid_checks (checked_at DESC);
CREATE INDEX bid_checks_deadline ON bid_checks (deadline);${appendOnly('bid_checks')}
-- Who means to bid is told to no tenderer of the zone, nor to whoever oversees it, before the deadline (招标投标法 22).
CREATE POLICY bid_checks_visible ON bid_checks TO ${APP_ROLE} USING (CASE WHEN current_setting('guanyun.scope', true) = '*'
  THEN tenderer_id IS NULL OR deadline < tender_day(tender_clock()) ELSE guanyun_sees(company_id) END);
CREATE TABLE bid_check_ends (
  check_id uuid PRIMARY KEY REFERENCES bid_checks,
  because text NOT NULL CHECK (length(trim(because)) BETWEEN 1 AND 2000),
  ended_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);${appendOnly('bid_check_ends')}
CREATE POLICY bid_check_ends_visible ON bid_check_ends TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM bid_checks c WHERE c.id = check_id));

-- The last check of each company of a lot, as long as the company has not said that it will not bid. Given out whoever asks,
-- without what was asked, so that a check can see those of the same lot.
CREATE FUNCTION standing_bid_checks(of_key text) RETURNS TABLE (id uuid, company_id uuid, outcome text, checked_on date, related uuid[])
LANGUAGE sql STABLE AS $$
  SELECT last.id, last.company_id, last.outcome, last.checked_on, last.related
  FROM (SELECT DISTINCT ON (c.company_id) c.* FROM bid_checks c WHERE c.lot_key = of_key ORDER BY c.company_id, c.checked_at DESC, c.id) last
  WHERE NOT EXISTS (SELECT 1 FROM bid_check_ends e WHERE e.check_id = last.id)
$$;
-- Who asked of another title or lot of one tenderer with the same deadline; the tenderer by its code, or else by its id.
CREATE FUNCTION alike_bid_checks(of_key text, of_day date, of_uscc text, of_tenderer uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT DISTINCT c.company_id FROM bid_checks c WHERE c.deadline = of_day AND c.lot_key <> of_key AND (c.tenderer_uscc = of_uscc OR c.tenderer_id = of_tenderer)
    AND EXISTS (SELECT 1 FROM standing_bid_checks(c.lot_key) s WHERE s.id = c.id)
$$;
CREATE FUNCTION check_bid_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.lot_key, 38));
  NEW.checked_at := tender_clock();
  IF (SELECT o.kind FROM organizations o WHERE o.id = NEW.company_id) IS DISTINCT FROM 'company'
  THEN RAISE EXCEPTION 'companies of the zone are checked' USING ERRCODE = 'GY095'; END IF;
  IF NEW.checked_on <> tender_day(NEW.checked_at) THEN RAISE EXCEPTION 'a check is of the day it is made on' USING ERRCODE = 'GY095'; END IF;
  IF NEW.seen <> ARRAY(SELECT s.id FROM standing_bid_checks(NEW.lot_key) s WHERE s.company_id <> NEW.company_id ORDER BY s.id)
  THEN RAISE EXCEPTION 'a check sees those of the same lot' USING ERRCODE = 'GY095'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_checks_whole BEFORE INSERT ON bid_checks FOR EACH ROW EXECUTE FUNCTION check_bid_check();
CREATE FUNCTION check_bid_check_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c bid_checks;
BEGIN
  SELECT * INTO c FROM bid_checks WHERE id = NEW.check_id;
  PERFORM pg_advisory_xact_lock(hashtextextended(c.lot_key, 38));
  NEW.ended_at := tender_clock();
  IF NOT EXISTS (SELECT 1 FROM standing_bid_checks(c.lot_key) s WHERE s.id = NEW.check_id)
  THEN RAISE EXCEPTION 'only the check that stands is given up' USING ERRCODE = 'GY095'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bid_check_ends_standing BEFORE INSERT ON bid_check_ends FOR EACH ROW EXECUTE FUNCTION check_bid_check_end();
REVOKE EXECUTE ON FUNCTION standing_bid_checks(text), alike_bid_checks(text, date, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION standing_bid_checks(text), alike_bid_checks(text, date, text, uuid) TO ${APP_ROLE};
${asOwner(
  ...['standing_bid_checks(text)', 'alike_bid_checks(text, date, text, uuid)'],
  ...['check_bid_check()', 'check_bid_check_end()'],
)}`;
