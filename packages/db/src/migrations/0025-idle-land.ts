import { APP_ROLE } from '../kernel/connection.ts';

const lines = `
-- The figures by which the database itself refuses; the rule of the domain has the same rows with their grades.
CREATE TABLE land_law (
  effective_from date PRIMARY KEY,
  idle_months integer NOT NULL CHECK (idle_months > 0),
  fee_share numeric(10,6) NOT NULL CHECK (fee_share BETWEEN 0 AND 1),
  reclaim_months integer NOT NULL CHECK (reclaim_months > idle_months)
);
INSERT INTO land_law VALUES ('2012-07-01', 12, 0.2, 24);

CREATE TABLE land_parcels (
  id uuid PRIMARY KEY,
  cluster_id uuid NOT NULL REFERENCES clusters,
  name text NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 200),
  parcel_no text NOT NULL CHECK (length(trim(parcel_no)) BETWEEN 1 AND 200),
  asset_id uuid REFERENCES assets,
  -- A company of the zone, or one outside by its name.
  holder_id uuid REFERENCES organizations,
  holder_name text CHECK (length(trim(holder_name)) BETWEEN 1 AND 200),
  acquired text NOT NULL CHECK (acquired IN ('granted', 'allocated', 'contributed', 'leased')),
  area numeric(20,2) NOT NULL CHECK (area > 0),
  price numeric(20,2) NOT NULL CHECK (price > 0),
  granted_on date NOT NULL,
  start_by date NOT NULL,
  complete_by date NOT NULL,
  required_investment numeric(20,2) CHECK (required_investment > 0),
  investment_per_mu numeric(20,2) CHECK (investment_per_mu > 0),
  tax_per_mu numeric(20,2) CHECK (tax_per_mu > 0),
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL,
  CHECK (num_nonnulls(holder_id, holder_name) = 1),
  CHECK (granted_on <= start_by AND start_by <= complete_by)
);
CREATE INDEX land_parcels_no ON land_parcels (parcel_no);
CREATE INDEX land_parcels_asset ON land_parcels (asset_id) WHERE asset_id IS NOT NULL;

CREATE TABLE land_facts (
  id uuid PRIMARY KEY,
  parcel_id uuid NOT NULL REFERENCES land_parcels,
  index integer NOT NULL CHECK (index > 0),
  kind text NOT NULL,
  day date NOT NULL,
  area numeric(20,2) CHECK (area > 0),
  amount numeric(20,2) CHECK (amount >= 0),
  start_by date,
  complete_by date CHECK (complete_by >= start_by),
  way text CHECK (way IN ('transfer', 'added_investment', 'replacement', 'agreed_return', 'judicial')),
  note text NOT NULL CHECK (length(note) <= 2000),
  corrects uuid UNIQUE REFERENCES land_facts,
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL,
  UNIQUE (parcel_id, index),
  CHECK (CASE
    WHEN kind = 'started' THEN area IS NOT NULL
    WHEN kind = 'progress' THEN num_nonnulls(area, amount) > 0
    WHEN kind = 'output_review' THEN area IS NULL AND amount IS NOT NULL
    WHEN kind IN ('fee', 'fee_paid') THEN area IS NULL AND amount IS NOT NULL AND amount > 0
    WHEN kind = 'released' THEN amount IS NULL AND area IS NOT NULL
    WHEN kind IN ('stopped', 'resumed', 'completed', 'government_cause', 'rescheduled', 'investigated', 'determined', 'reclaimed', 'struck', 'withdrawn')
      THEN area IS NULL AND amount IS NULL
    ELSE false END),
  CHECK ((kind = 'rescheduled') = (num_nonnulls(start_by, complete_by) = 2) AND num_nonnulls(start_by, complete_by) <> 1),
  CHECK ((kind = 'released') = (way IS NOT NULL)),
  CHECK (kind <> 'withdrawn' OR corrects IS NOT NULL),
  CHECK (kind NOT IN ('government_cause', 'struck', 'withdrawn') OR length(trim(note)) > 0)
);
CREATE INDEX land_facts_document ON land_facts (document);
CREATE INDEX land_parcels_document ON land_parcels (document);
`;

const functions = `
CREATE FUNCTION land_standing(parcel uuid) RETURNS SETOF land_facts LANGUAGE sql STABLE AS $$
  SELECT f.* FROM land_facts f WHERE f.parcel_id = parcel AND f.kind <> 'withdrawn'
    AND NOT EXISTS (SELECT 1 FROM land_facts c WHERE c.corrects = f.id) ORDER BY f.day, f.index
$$;
-- Is there another parcel of this number that is neither struck, nor taken back, nor wholly released?
CREATE FUNCTION land_number_taken(number text, but uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM land_parcels p WHERE p.parcel_no = number AND p.id IS DISTINCT FROM but
    AND NOT EXISTS (SELECT 1 FROM land_standing(p.id) f WHERE f.kind IN ('struck', 'reclaimed'))
    AND (SELECT coalesce(sum(f.area), 0) FROM land_standing(p.id) f WHERE f.kind = 'released') < p.area)
$$;

CREATE FUNCTION check_land_parcel() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.parcel_no, 25));
  IF NEW.granted_on > (NEW.recorded_at AT TIME ZONE 'Asia/Shanghai')::date
    OR (NEW.asset_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM assets a WHERE a.id = NEW.asset_id AND a.class = 'land'))
    OR (NEW.holder_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM organizations o WHERE o.id = NEW.holder_id AND o.kind = 'company'))
    OR land_number_taken(NEW.parcel_no, NEW.id) THEN
    RAISE EXCEPTION 'no such parcel goes on the ledger' USING ERRCODE = 'GY055';
  END IF;
  RETURN NULL;
END $$;

-- Goes through the whole line as it stands with the new entry: what was lawful stays so, whatever is entered out of turn.
CREATE FUNCTION check_land_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  p land_parcels; f land_facts; law land_law;
  due date; started date; stopped date; completed date; caused date;
  fees numeric := 0; term_fees numeric := 0; paid numeric := 0; released numeric := 0; closed boolean := false;
BEGIN
  SELECT * INTO p FROM land_parcels WHERE id = NEW.parcel_id;
  PERFORM pg_advisory_xact_lock(hashtextextended(p.parcel_no, 25));
  IF NEW.day > (NEW.recorded_at AT TIME ZONE 'Asia/Shanghai')::date
    OR (NEW.corrects IS NOT NULL AND NOT EXISTS (SELECT 1 FROM land_facts c WHERE c.id = NEW.corrects
      AND c.parcel_id = NEW.parcel_id AND c.kind <> 'withdrawn' AND NEW.kind IN (c.kind, 'withdrawn')))
    OR EXISTS (SELECT 1 FROM land_standing(p.id) s WHERE s.kind IN ('reclaimed', 'struck') AND s.id <> NEW.id) THEN
    RAISE EXCEPTION 'the line of the parcel does not take this entry' USING ERRCODE = 'GY056';
  END IF;
  due := p.start_by;
  FOR f IN SELECT * FROM land_standing(p.id) LOOP
    SELECT * INTO law FROM land_law l ORDER BY l.effective_from > f.day, CASE WHEN l.effective_from > f.day THEN l.effective_from END, l.effective_from DESC LIMIT 1;
    IF closed OR f.day < p.granted_on
      OR (f.kind = 'started' AND started IS NOT NULL)
      OR (f.kind IN ('progress', 'stopped', 'completed') AND started IS NULL)
      OR (f.kind = 'stopped' AND (stopped IS NOT NULL OR completed IS NOT NULL))
      OR (f.kind = 'resumed' AND stopped IS NULL)
      OR (f.kind = 'completed' AND completed IS NOT NULL)
      OR (f.kind = 'output_review' AND completed IS NULL)
      OR (f.kind = 'government_cause' AND caused IS NOT NULL)
      OR (f.kind = 'rescheduled' AND f.day > f.complete_by)
      OR (f.kind = 'determined' AND (completed IS NOT NULL
        OR coalesce(CASE WHEN started IS NULL THEN due ELSE stopped END + make_interval(months => law.idle_months) > f.day, true))) THEN
      RAISE EXCEPTION 'the line of the parcel does not hold' USING ERRCODE = 'GY056';
    END IF;
    IF (f.kind IN ('started', 'progress') AND f.area > p.area)
      OR (f.kind = 'released' AND released + f.area > p.area)
      OR (f.kind = 'fee_paid' AND paid + f.amount > fees)
      OR (f.kind IN ('fee', 'reclaimed') AND (started IS NOT NULL OR caused IS NOT NULL OR released >= p.area))
      OR (f.kind = 'fee' AND (f.day < due + make_interval(months => law.idle_months) OR f.day >= due + make_interval(months => law.reclaim_months)
        OR term_fees + f.amount > round(p.price * law.fee_share, 2)))
      OR (f.kind = 'reclaimed' AND f.day < due + make_interval(months => law.reclaim_months)) THEN
      RAISE EXCEPTION 'more than the law and the parcel allow' USING ERRCODE = 'GY057';
    END IF;
    CASE f.kind
      WHEN 'started' THEN started := f.day;
      WHEN 'stopped' THEN stopped := f.day;
      WHEN 'resumed' THEN stopped := NULL;
      WHEN 'completed' THEN completed := f.day; stopped := NULL;
      WHEN 'government_cause' THEN caused := f.day;
      WHEN 'rescheduled' THEN due := f.start_by; caused := NULL; term_fees := 0;
      WHEN 'fee' THEN fees := fees + f.amount; term_fees := term_fees + f.amount;
      WHEN 'fee_paid' THEN paid := paid + f.amount;
      WHEN 'released' THEN released := released + f.area;
      WHEN 'reclaimed' THEN closed := true;
      WHEN 'struck' THEN closed := true;
      ELSE NULL;
    END CASE;
  END LOOP;
  IF NOT closed AND released < p.area AND land_number_taken(p.parcel_no, p.id) THEN
    RAISE EXCEPTION 'no such parcel goes on the ledger' USING ERRCODE = 'GY055';
  END IF;
  RETURN NULL;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_land_parcel() SET search_path = %I, public, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION check_land_line() SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE TRIGGER land_parcels_checked AFTER INSERT ON land_parcels FOR EACH ROW EXECUTE FUNCTION check_land_parcel();
CREATE TRIGGER land_facts_checked AFTER INSERT ON land_facts FOR EACH ROW EXECUTE FUNCTION check_land_line();
`;

const access = ['land_law', 'land_parcels', 'land_facts']
  .map(
    (table) => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT${table === 'land_law' ? '' : ', INSERT'} ON ${table} TO ${APP_ROLE};`,
  )
  .join('');

/**
 * The ledger of idle and inefficient land 闲置低效用地台账: parcels with what their performance agreements say, and the line of dated
 * facts of each, only added to. The committee keeps it; a company sees the parcels that it holds, and their papers.
 */
export const idleLand = `${lines}${functions}${access}
ALTER TABLE land_parcels ENABLE ROW LEVEL SECURITY;
CREATE POLICY land_parcels_visible ON land_parcels FOR SELECT TO ${APP_ROLE} USING (guanyun_sees(holder_id));
CREATE POLICY land_parcels_registered ON land_parcels FOR INSERT TO ${APP_ROLE}
  WITH CHECK (current_setting('guanyun.scope', true) = '*');
ALTER TABLE land_facts ENABLE ROW LEVEL SECURITY;
CREATE POLICY land_facts_visible ON land_facts FOR SELECT TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM land_parcels p WHERE p.id = parcel_id));
CREATE POLICY land_facts_recorded ON land_facts FOR INSERT TO ${APP_ROLE}
  WITH CHECK (current_setting('guanyun.scope', true) = '*');
CREATE POLICY documents_of_land ON documents FOR SELECT TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM land_parcels p WHERE p.document = documents.digest)
    OR EXISTS (SELECT 1 FROM land_facts f WHERE f.document = documents.digest));
`;
