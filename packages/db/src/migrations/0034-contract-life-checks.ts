/** The trigger functions of a contract's life, for the owner's rights. */
export const contractFunctions = [
  'check_contract',
  'guard_contract',
  'keep_under_parent',
  'add_measure',
  'decide_payment',
  'decide_amendment',
  'decide_settlement',
  'decide_accounts',
  'check_delivery',
] as const;

const ways = [
  ...[
    'signed>in_force',
    'signed>void',
    'in_force>completed',
    'completed>settled',
    'settled>accounted',
    'settled>warranty',
    'settled>closed',
  ],
  ...[
    'accounted>delivered',
    'delivered>warranty',
    'delivered>closed',
    'warranty>released',
    'released>closed',
  ],
  ...['signed>terminated', 'in_force>terminated', 'completed>terminated'],
];

/**
 * GY080 certified beyond the contract · GY081 paid beyond what is due · GY082 changed beyond the limits · GY083 settlement
 * and retention · GY084 a step that is not the next · GY085 assets and final accounts differ · GY086 signed against its
 * judgement · GY087 begun without its papers · GY088 outside the contract above · GY089 decided by who asked.
 */
export const contractChecks = `
CREATE OR REPLACE FUNCTION check_contract() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.origin = 'list' AND NOT EXISTS (
    SELECT 1 FROM cooperation_lists l JOIN cooperation_items i ON i.list_id = l.id
    WHERE l.id = NEW.list_id AND i.id = NEW.item_id AND l.published_on <= NEW.decided_on
      AND NEW.decided_on BETWEEN l.effective_from AND l.effective_to AND NEW.decided_on < coalesce(l.revoked_on, 'infinity') AND i.mode = NEW.mode
      AND NEW.entity_id = ANY (i.eligible) AND NEW.amount <= coalesce(i.cap_single, NEW.amount)
  ) THEN RAISE EXCEPTION 'no list item in force carries this contract' USING ERRCODE = 'GY010'; END IF;
  RETURN NEW;
END $$;

/* What may be paid in all for the works: what is certified, less what is retained, and the advance agreed; once settled, the
   settlement less what is still retained. */
CREATE FUNCTION contract_bound(c contracts) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN c.settlement IS NOT NULL THEN c.settlement - CASE WHEN c.state IN ('released', 'closed') THEN 0 ELSE coalesce(c.retention, 0) END
    WHEN c.state = 'terminated' THEN c.certified
    ELSE least(c.current_amount, c.certified - round(c.certified * c.retention_percent / 100, 2) + round(c.amount * c.advance_percent / 100, 2)) END
$$;

CREATE FUNCTION guard_contract() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE needed text[]; today date := (now() AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.current_amount := NEW.amount;
    IF (NEW.additions, NEW.certified, NEW.paid, NEW.advance_paid, NEW.fee_paid, NEW.bonus_paid) <> (0, 0, 0, 0, 0, 0)
      OR NEW.settlement IS NOT NULL OR NEW.retention IS NOT NULL OR NEW.final_accounts IS NOT NULL
    THEN RAISE EXCEPTION 'a contract begins with nothing done' USING ERRCODE = 'GY084'; END IF;
    IF NEW.layer <> 'upstream' AND NEW.state <> 'signed' THEN RAISE EXCEPTION 'signed first' USING ERRCODE = 'GY084'; END IF;
    RETURN NEW;
  END IF;
  IF (OLD.number, OLD.amount, OLD.origin, OLD.layer, OLD.parent_id, OLD.award_id, OLD.question, OLD.result, OLD.question_digest, OLD.signed_on)
    IS DISTINCT FROM (NEW.number, NEW.amount, NEW.origin, NEW.layer, NEW.parent_id, NEW.award_id, NEW.question, NEW.result, NEW.question_digest, NEW.signed_on)
  THEN RAISE EXCEPTION 'what was signed stays' USING ERRCODE = 'GY082'; END IF;
  IF OLD.state = NEW.state THEN RETURN NEW; END IF;
  IF NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY['${ways.join("', '")}'])
    OR OLD.halt IS NOT NULL AND NEW.state <> 'terminated' AND NEW.halt IS NOT NULL
    OR NEW.state = 'settled' AND NOT EXISTS (SELECT 1 FROM contract_settlements s WHERE s.contract_id = NEW.id AND s.state = 'approved')
    OR NEW.state = 'accounted' AND (NEW.layer <> 'upstream' OR NOT EXISTS (SELECT 1 FROM contract_accounts a WHERE a.contract_id = NEW.id AND a.state = 'approved'))
    OR NEW.state = 'delivered' AND NEW.delivered_on IS NULL
    OR NEW.state IN ('warranty', 'closed') AND OLD.state = 'settled' AND NEW.layer = 'upstream' AND NEW.mode = 'entrusted'
    OR NEW.state = 'closed' AND OLD.state <> 'released' AND NEW.warranty_months > 0 AND NEW.layer <> 'service'
    OR NEW.state = 'warranty' AND NEW.warranty_to IS NULL OR NEW.state = 'released' AND NEW.warranty_to > today
    OR NEW.state = 'closed' AND EXISTS (SELECT 1 FROM contract_payments p WHERE p.contract_id = NEW.id AND p.state IN ('applied', 'approved'))
  THEN RAISE EXCEPTION 'from % not to %', OLD.state, NEW.state USING ERRCODE = 'GY084'; END IF;
  IF NEW.state = 'in_force' THEN
    needed := CASE WHEN NEW.layer = 'upstream' AND NEW.mode = 'entrusted' THEN ARRAY['authorisation', 'budget', 'funds', 'wage_account', 'payment_guarantee']
      WHEN NEW.layer = 'works' AND NEW.origin <> 'market' THEN ARRAY['wage_account', 'payment_guarantee'] ELSE '{}' END
      || CASE WHEN NEW.performance_bond > 0 THEN ARRAY['performance_bond'] ELSE '{}' END;
    IF NOT needed <@ (SELECT coalesce(array_agg(p.kind), '{}') FROM contract_papers p WHERE p.contract_id = NEW.id)
      OR NEW.parent_id IS NOT NULL AND (SELECT p.state FROM contracts p WHERE p.id = NEW.parent_id) <> 'in_force'
    THEN RAISE EXCEPTION 'begun without its papers' USING ERRCODE = 'GY087'; END IF;
  END IF;
  RETURN NEW;
END $$;
-- After contracts_on_list, by name.
CREATE TRIGGER contracts_one_way BEFORE INSERT OR UPDATE ON contracts FOR EACH ROW EXECUTE FUNCTION guard_contract();

-- What is passed on stays within what was entrusted, by the one it was entrusted to.
CREATE FUNCTION keep_under_parent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE p contracts; passed numeric;
BEGIN
  SELECT * INTO p FROM contracts WHERE id = coalesce(NEW.parent_id, NEW.id) FOR UPDATE;
  SELECT coalesce(sum(CASE WHEN c.state = 'terminated' THEN c.certified ELSE c.current_amount END), 0) INTO passed
    FROM contracts c WHERE c.parent_id = p.id AND c.state <> 'void';
  IF NEW.parent_id IS NOT NULL AND (p.origin <> 'list' OR p.mode <> 'entrusted' OR p.entity_id <> NEW.entity_id
      OR TG_OP = 'INSERT' AND p.state NOT IN ('signed', 'in_force'))
    OR passed > p.current_amount
  THEN RAISE EXCEPTION 'outside the contract above' USING ERRCODE = 'GY088'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER contracts_under_parent AFTER INSERT ON contracts FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION keep_under_parent();
CREATE TRIGGER contracts_stay_under_parent AFTER UPDATE OF current_amount ON contracts FOR EACH ROW EXECUTE FUNCTION keep_under_parent();

CREATE FUNCTION add_measure() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c contracts;
BEGIN
  SELECT * INTO c FROM contracts WHERE id = NEW.contract_id FOR UPDATE;
  IF c.state NOT IN ('in_force', 'completed') OR NEW.period_to < c.signed_on OR c.certified + NEW.amount > c.current_amount
    OR NEW.number <> 1 + (SELECT count(*) FROM contract_measures m WHERE m.contract_id = c.id)
    OR EXISTS (SELECT 1 FROM contract_measures m WHERE m.contract_id = c.id AND m.period_to >= NEW.period_to)
  THEN RAISE EXCEPTION 'certified beyond the contract' USING ERRCODE = 'GY080'; END IF;
  UPDATE contracts SET certified = certified + NEW.amount WHERE id = c.id;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_measures_add BEFORE INSERT ON contract_measures FOR EACH ROW EXECUTE FUNCTION add_measure();

CREATE FUNCTION decide_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c contracts;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'applied' THEN RAISE EXCEPTION 'applied for first' USING ERRCODE = 'GY081'; END IF;
    RETURN NEW;
  END IF;
  IF NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY['applied>approved', 'applied>rejected', 'approved>paid'])
  THEN RAISE EXCEPTION 'a payment is decided once' USING ERRCODE = 'GY081'; END IF;
  IF NEW.decided_by = NEW.person_id THEN RAISE EXCEPTION 'decided by who asked' USING ERRCODE = 'GY089'; END IF;
  IF NEW.state <> 'approved' THEN RETURN NEW; END IF;
  SELECT * INTO c FROM contracts WHERE id = NEW.contract_id FOR UPDATE;
  IF c.halt IS NOT NULL AND NEW.kind <> 'wages' OR c.state IN ('signed', 'void', 'closed')
    OR NEW.kind NOT IN ('agency_fee', 'bonus') AND c.paid + NEW.amount > contract_bound(c)
    OR NEW.kind = 'advance' AND (c.state <> 'in_force' OR c.advance_paid + NEW.amount > round(c.amount * c.advance_percent / 100, 2))
    OR NEW.kind = 'retention' AND c.state <> 'released'
    OR NEW.kind = 'completion_settlement' AND c.settlement IS NULL
    OR NEW.kind = 'agency_fee' AND c.fee_paid + NEW.amount > round(coalesce(c.agency_fee, 0) * CASE WHEN c.settlement IS NULL THEN c.certified / c.current_amount ELSE 1 END, 2)
    OR NEW.kind = 'bonus' AND (c.settlement IS NULL OR c.bonus_paid + NEW.amount > round(coalesce(c.agency_fee, 0) / 10, 2))
    OR NEW.kind IN ('agency_fee', 'bonus') AND c.final_accounts IS NOT NULL AND c.state NOT IN ('settled')
  THEN RAISE EXCEPTION 'paid beyond what is due' USING ERRCODE = 'GY081'; END IF;
  UPDATE contracts SET
    paid = paid + CASE WHEN NEW.kind IN ('agency_fee', 'bonus') THEN 0 ELSE NEW.amount END,
    advance_paid = advance_paid + CASE NEW.kind WHEN 'advance' THEN NEW.amount ELSE 0 END,
    fee_paid = fee_paid + CASE NEW.kind WHEN 'agency_fee' THEN NEW.amount ELSE 0 END,
    bonus_paid = bonus_paid + CASE NEW.kind WHEN 'bonus' THEN NEW.amount ELSE 0 END WHERE id = c.id;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_payments_decide BEFORE INSERT OR UPDATE ON contract_payments FOR EACH ROW EXECUTE FUNCTION decide_payment();

CREATE FUNCTION decide_amendment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c contracts; grown numeric;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'proposed' THEN RAISE EXCEPTION 'proposed first' USING ERRCODE = 'GY082'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'proposed' THEN RAISE EXCEPTION 'a change is decided once' USING ERRCODE = 'GY082'; END IF;
  IF NEW.decided_by = NEW.person_id THEN RAISE EXCEPTION 'decided by who asked' USING ERRCODE = 'GY089'; END IF;
  IF NEW.state <> 'approved' THEN RETURN NEW; END IF;
  SELECT * INTO c FROM contracts WHERE id = NEW.contract_id FOR UPDATE;
  grown := c.additions + greatest(NEW.delta, 0);
  IF c.state NOT IN ('signed', 'in_force') OR NEW.amended_on < c.signed_on OR c.current_amount + NEW.delta < greatest(c.certified, 0.01)
    OR c.current_amount + NEW.delta > coalesce(c.approved_estimate, c.current_amount + NEW.delta)
    OR NEW.delta > 0 AND c.origin <> 'list' AND c.origin <> 'market' AND grown > round(c.amount / 10, 2)
    OR NEW.delta > 0 AND c.mode = 'purchased' AND grown > round(c.amount / 10, 2)
    OR NEW.delta > 0 AND c.origin = 'list' AND NOT EXISTS (SELECT 1 FROM cooperation_items i JOIN cooperation_lists l ON l.id = i.list_id
      WHERE i.id = NEW.item_id AND i.code = (SELECT o.code FROM cooperation_items o WHERE o.id = c.item_id) AND l.published_on <= NEW.amended_on
        AND NEW.amended_on BETWEEN l.effective_from AND l.effective_to AND NEW.amended_on < coalesce(l.revoked_on, 'infinity')
        AND c.current_amount + NEW.delta <= coalesce(i.cap_single, c.current_amount + NEW.delta) AND c.entity_id = ANY (i.eligible)
        AND coalesce(NEW.result ->> 'route', '') = 'in_list')
  THEN RAISE EXCEPTION 'changed beyond the limits' USING ERRCODE = 'GY082'; END IF;
  IF NEW.kind = 'value' THEN UPDATE contracts SET current_amount = current_amount + NEW.delta, additions = grown WHERE id = c.id; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_amendments_decide BEFORE INSERT OR UPDATE ON contract_amendments FOR EACH ROW EXECUTE FUNCTION decide_amendment();

CREATE FUNCTION decide_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c contracts;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'submitted' THEN RAISE EXCEPTION 'submitted first' USING ERRCODE = 'GY083'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'submitted' THEN RAISE EXCEPTION 'a settlement is decided once' USING ERRCODE = 'GY083'; END IF;
  IF NEW.decided_by = NEW.person_id THEN RAISE EXCEPTION 'decided by who asked' USING ERRCODE = 'GY089'; END IF;
  IF NEW.state <> 'approved' THEN RETURN NEW; END IF;
  SELECT * INTO c FROM contracts WHERE id = NEW.contract_id FOR UPDATE;
  IF c.state <> 'completed' OR NEW.amount > c.current_amount OR c.paid > NEW.amount - NEW.retention
    OR EXISTS (SELECT 1 FROM contracts d WHERE d.parent_id = c.id AND d.state IN ('signed', 'in_force', 'completed'))
    OR EXISTS (SELECT 1 FROM contracts d WHERE d.parent_id = c.id AND d.state <> 'void') AND NEW.amount <>
      (SELECT coalesce(sum(coalesce(d.settlement, d.certified)), 0) FROM contracts d WHERE d.parent_id = c.id AND d.state <> 'void')
  THEN RAISE EXCEPTION 'no such settlement' USING ERRCODE = 'GY083'; END IF;
  UPDATE contracts SET settlement = NEW.amount, retention = NEW.retention WHERE id = c.id;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_settlements_decide BEFORE INSERT OR UPDATE ON contract_settlements FOR EACH ROW EXECUTE FUNCTION decide_settlement();

CREATE FUNCTION decide_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c contracts;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'submitted' THEN RAISE EXCEPTION 'submitted first' USING ERRCODE = 'GY085'; END IF;
  ELSIF OLD.state <> 'submitted' THEN RAISE EXCEPTION 'accounts are decided once' USING ERRCODE = 'GY085';
  ELSIF NEW.decided_by = NEW.person_id THEN RAISE EXCEPTION 'decided by who asked' USING ERRCODE = 'GY089'; END IF;
  IF NEW.state = 'rejected' THEN RETURN NEW; END IF;
  SELECT * INTO c FROM contracts WHERE id = NEW.contract_id FOR UPDATE;
  IF c.state <> 'settled' OR NEW.total <> c.settlement + c.fee_paid + c.bonus_paid
    OR NEW.total <> (SELECT sum((i ->> 'value')::numeric) FROM jsonb_array_elements(NEW.items) i)
    OR NEW.shared <> (SELECT sum((i ->> 'allocated')::numeric) FROM jsonb_array_elements(NEW.items) i)
    OR NEW.state = 'approved' AND EXISTS (SELECT 1 FROM contract_payments p WHERE p.contract_id = c.id AND p.kind IN ('agency_fee', 'bonus') AND p.state = 'applied')
  THEN RAISE EXCEPTION 'the accounts do not add up' USING ERRCODE = 'GY085'; END IF;
  IF NEW.state = 'approved' THEN UPDATE contracts SET final_accounts = NEW.total WHERE id = c.id; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_accounts_decide BEFORE INSERT OR UPDATE ON contract_accounts FOR EACH ROW EXECUTE FUNCTION decide_accounts();

-- What is handed over is what the final accounts say, to the fen.
CREATE FUNCTION check_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce(sum(e.cost), 0) FROM assets a JOIN asset_entries e ON e.asset_id = a.id AND e.kind = 'acquire' WHERE a.contract_id = NEW.id)
    IS DISTINCT FROM NEW.final_accounts
  THEN RAISE EXCEPTION 'assets and final accounts differ' USING ERRCODE = 'GY085'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER contracts_delivered AFTER UPDATE OF state ON contracts DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'delivered') EXECUTE FUNCTION check_delivery();
`;
