import { APP_ROLE } from '../kernel/connection.ts';

const STANDARD = 'GB/T 14885-2022 固定资产等资产基础分类与代码';

/**
 * The first divisions of the standard in force since 2022-12-30. The first is read off a published table of contents, the others are
 * remembered: https://www.chinesestandard.net/AMP/English.amp.aspx/GBT14885-2022. Everything below is for the zone to load.
 */
const divisions: readonly (readonly [code: string, name: string, grade: 'mirror' | 'memory'])[] = [
  ['A01000000', '房屋和构筑物', 'mirror'],
  ['A02000000', '设备', 'memory'],
  ['A03000000', '文物和陈列品', 'memory'],
  ['A04000000', '图书和档案', 'memory'],
  ['A05000000', '家具和用具', 'memory'],
  ['A06000000', '特种动植物', 'memory'],
  ['A07000000', '物资', 'memory'],
  ['A08000000', '无形资产', 'memory'],
];

/**
 * The classes of assets as reference data with days of effect: of one code no two versions at a time, each under a parent that is in
 * force with it. An asset's code is one that was in force when the asset was formed or when it is written. What serves the public
 * stands in the book of a public body.
 */
export const assetClasses = `
CREATE TABLE asset_class_codes (
  id uuid PRIMARY KEY,
  code text NOT NULL CHECK (code ~ '^[A-Z0-9]{1,20}$'),
  name text NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 200),
  parent text CHECK (parent <> code),
  standard text NOT NULL CHECK (standard <> ''),
  valid_from date NOT NULL,
  valid_to date,
  grade text NOT NULL CHECK (grade IN ('mirror', 'memory', 'entered')),
  document text CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid REFERENCES persons,
  recorded_at timestamptz NOT NULL,
  CHECK (valid_to IS NULL OR valid_to >= valid_from),
  CHECK ((grade = 'entered') = (document IS NOT NULL)),
  CONSTRAINT asset_class_codes_once EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to + 1, '[)') WITH &&)
);
CREATE INDEX asset_class_codes_parent ON asset_class_codes (parent);
-- Particulars are texts under their keys, nothing nested.
ALTER TABLE assets ADD CONSTRAINT assets_particulars_flat
  CHECK (jsonb_typeof(particulars) = 'object' AND NOT particulars @? '$.* ? (@.type() != "string")');
CREATE INDEX assets_class_code ON assets (class_code) WHERE class_code IS NOT NULL;
INSERT INTO asset_class_codes (id, code, name, standard, valid_from, grade, recorded_at) VALUES
${divisions.map(([code, name, grade]) => `(gen_random_uuid(), '${code}', '${name}', '${STANDARD}', '2022-12-30', '${grade}', now())`).join(',\n')};
GRANT SELECT, INSERT, UPDATE (valid_to) ON asset_class_codes TO ${APP_ROLE};

CREATE FUNCTION check_class_code() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE above text := NEW.parent;
BEGIN
  FOR step IN 1..20 LOOP
    EXIT WHEN above IS NULL;
    IF above = NEW.code THEN RAISE EXCEPTION 'a class is not above itself' USING ERRCODE = 'GY059'; END IF;
    SELECT c.parent INTO above FROM asset_class_codes c
    WHERE c.code = above AND c.valid_from <= NEW.valid_from AND (c.valid_to IS NULL OR c.valid_to >= NEW.valid_from);
    IF NOT FOUND THEN RAISE EXCEPTION 'the class above is not in force' USING ERRCODE = 'GY059'; END IF;
  END LOOP;
  IF NEW.valid_to IS NOT NULL AND EXISTS (SELECT 1 FROM assets a WHERE a.class_code = NEW.code AND a.formed_on > NEW.valid_to
    AND NOT EXISTS (SELECT 1 FROM asset_class_codes c WHERE c.code = NEW.code AND c.valid_from <= a.formed_on AND (c.valid_to IS NULL OR c.valid_to >= a.formed_on)))
  THEN RAISE EXCEPTION 'an asset formed later has this class' USING ERRCODE = 'GY059'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER asset_class_codes_sound AFTER INSERT OR UPDATE ON asset_class_codes DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_class_code();

-- Whether a code was in force on the day an asset was formed, or is today.
CREATE FUNCTION class_in_force(of_code text, formed date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM asset_class_codes c, unnest(ARRAY[formed, (now() AT TIME ZONE 'Asia/Shanghai')::date]) AS day
    WHERE c.code = of_code AND c.valid_from <= day AND (c.valid_to IS NULL OR c.valid_to >= day))
$$;
CREATE FUNCTION check_assets_class() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT class_code, formed_on FROM entered WHERE class_code IS NOT NULL) n WHERE NOT class_in_force(n.class_code, n.formed_on))
  THEN RAISE EXCEPTION 'the class is not in force' USING ERRCODE = 'GY059'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER assets_class_entered AFTER INSERT ON assets REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION check_assets_class();
CREATE FUNCTION check_asset_class() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NOT class_in_force(NEW.class_code, NEW.formed_on) THEN RAISE EXCEPTION 'the class is not in force' USING ERRCODE = 'GY059'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER assets_class_changed AFTER UPDATE OF class_code ON assets FOR EACH ROW
  WHEN (NEW.class_code IS NOT NULL AND NEW.class_code IS DISTINCT FROM OLD.class_code) EXECUTE FUNCTION check_asset_class();

CREATE FUNCTION refuse_company_book() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM entered e JOIN assets a ON a.id = e.asset_id JOIN organizations o ON o.id = e.organization_id
    WHERE e.items = 1 AND a.public_benefit AND o.kind = 'company')
  THEN RAISE EXCEPTION 'what serves the public stands in no company''s book' USING ERRCODE = 'GY058'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER asset_entries_public_benefit AFTER INSERT ON asset_entries REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_company_book();
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['check_class_code()', 'check_assets_class()', 'check_asset_class()', 'refuse_company_book()', 'class_in_force(text, date)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
END $$;

-- A register is filled by the thousands before PostgreSQL has counted it: the triggers look each asset up by its index, whatever the
-- planner believes of tables that were empty a moment ago; one organisation may have a hundred thousand of them.
CREATE INDEX asset_facts_asset ON asset_facts (asset_id, kind);
DROP INDEX asset_facts_organization;
CREATE INDEX asset_facts_organization ON asset_facts (organization_id, kind, asset_id);
ALTER FUNCTION stand_facts() SET enable_seqscan = off;
ALTER FUNCTION apply_entries() SET enable_seqscan = off;
ALTER FUNCTION check_title() SET enable_seqscan = off;
ALTER FUNCTION refuse_company_book() SET enable_seqscan = off;
`;
