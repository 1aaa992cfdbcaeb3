/** The cooperation list in versions, and the contracts judged against it. */
export const contracts = `
CREATE TABLE cooperation_lists (
  id uuid PRIMARY KEY,
  version text NOT NULL UNIQUE,
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'agreed', 'published', 'superseded')),
  effective_from date NOT NULL,
  effective_to date NOT NULL CHECK (effective_to >= effective_from),
  fair_competition text NOT NULL CHECK (fair_competition IN ('passed', 'missing', 'failed')),
  fair_competition_document text,
  published_on date,
  CHECK ((state IN ('published', 'superseded')) = (published_on IS NOT NULL)),
  CHECK (published_on IS NULL OR (fair_competition = 'passed' AND fair_competition_document IS NOT NULL)),
  EXCLUDE USING gist (daterange(effective_from, effective_to, '[]') WITH &&) WHERE (state IN ('published', 'superseded'))
);
CREATE TABLE cooperation_items (
  id uuid PRIMARY KEY,
  list_id uuid NOT NULL REFERENCES cooperation_lists,
  code text NOT NULL,
  category text NOT NULL CHECK (category IN ('investment_promotion', 'construction', 'enterprise_service')),
  mode text NOT NULL CHECK (mode IN ('entrusted', 'purchased')),
  scope text NOT NULL,
  procurement_code text,
  eligible uuid[] NOT NULL CHECK (cardinality(eligible) > 0),
  clusters uuid[],
  cap_single numeric(20,2),
  cap_annual numeric(20,2),
  term_max integer,
  price_basis text NOT NULL,
  UNIQUE (list_id, code)
);
CREATE TABLE list_agreements (
  list_id uuid NOT NULL REFERENCES cooperation_lists,
  side text NOT NULL CHECK (side IN ('committee', 'company')),
  person_id uuid NOT NULL REFERENCES persons,
  agreed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (list_id, side),
  UNIQUE (list_id, person_id)
);
-- What a side agreed to does not grow afterwards.
CREATE FUNCTION refuse_late_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM list_agreements a WHERE a.list_id = NEW.list_id) THEN
    RAISE EXCEPTION 'a side has agreed already' USING ERRCODE = 'GY009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cooperation_items_before_agreement BEFORE INSERT ON cooperation_items FOR EACH ROW EXECUTE FUNCTION refuse_late_item();
CREATE FUNCTION check_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.published_on IS NOT NULL AND (SELECT count(*) FROM list_agreements a WHERE a.list_id = NEW.id) < 2 THEN
    RAISE EXCEPTION 'both sides must have agreed' USING ERRCODE = 'GY009';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cooperation_lists_publication BEFORE INSERT OR UPDATE ON cooperation_lists FOR EACH ROW EXECUTE FUNCTION check_publication();

CREATE TABLE contracts (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  title text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('entrusted', 'purchased')),
  list_id uuid NOT NULL REFERENCES cooperation_lists,
  item_id uuid NOT NULL REFERENCES cooperation_items,
  entity_id uuid NOT NULL REFERENCES organizations,
  cluster_id uuid REFERENCES clusters,
  project text,
  amount numeric(20,2) NOT NULL CHECK (amount > 0),
  question jsonb NOT NULL,
  result jsonb NOT NULL CHECK (coalesce(result ->> 'route', '') = 'in_list'),
  question_digest text NOT NULL,
  decided_on date NOT NULL,
  signed_on date NOT NULL CHECK (signed_on >= decided_on),
  completion_due date NOT NULL CHECK (completion_due >= signed_on),
  completed_on date CHECK (completed_on >= signed_on),
  state text NOT NULL CHECK (state IN ('in_force', 'completed')),
  person_id uuid NOT NULL REFERENCES persons,
  CHECK ((state = 'completed') = (completed_on IS NOT NULL))
);
CREATE FUNCTION check_contract() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM cooperation_lists l JOIN cooperation_items i ON i.list_id = l.id
    WHERE l.id = NEW.list_id AND i.id = NEW.item_id AND l.published_on <= NEW.decided_on
      AND NEW.decided_on BETWEEN l.effective_from AND l.effective_to AND i.mode = NEW.mode
      AND NEW.entity_id = ANY (i.eligible) AND NEW.amount <= coalesce(i.cap_single, NEW.amount)
  ) THEN RAISE EXCEPTION 'no list item in force carries this contract' USING ERRCODE = 'GY010'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contracts_on_list BEFORE INSERT OR UPDATE OF list_id, item_id, entity_id, mode, amount, decided_on ON contracts FOR EACH ROW EXECUTE FUNCTION check_contract();
`;
