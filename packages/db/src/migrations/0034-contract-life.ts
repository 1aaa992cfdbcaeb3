import { APP_ROLE } from '../kernel/connection.ts';
import { contractChecks, contractFunctions } from './0034-contract-life-checks.ts';

const ofContract = (table: string): string => `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM contracts c WHERE c.id = contract_id));`;
const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${table} TO ${APP_ROLE};${ofContract(table)}`;
/** What the application may change of a contract; sums are the triggers' own. */
const changing = `title, scope, amount, completion_due, completed_on, state, halt, entity_id, cluster_id, counterparty_id, list_id, item_id, mode, decided_on,
  agency_fee, fee_cap, fee_binding, fee_question, fee_result, warranty_to, delivered_on, ended_on`;
const signed = (by: string): string =>
  `document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  ${by} uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL DEFAULT now()`;

/**
 * The life of a contract of every layer: how it came about and on what terms, its money, its changes, its steps to the end.
 * Sums of what is certified, paid and changed stand on the contract's own row, which whoever adds to them locks.
 */
export const contractLife = `
ALTER TABLE contracts DROP CONSTRAINT contracts_result_check, DROP CONSTRAINT contracts_state_check;
DO $$
DECLARE old record;
BEGIN
  FOR old IN SELECT conrelid::regclass AS of, conname AS name FROM pg_constraint WHERE contype = 'c'
    AND (conrelid = 'contracts'::regclass AND pg_get_constraintdef(oid) LIKE '%(completed_on IS NOT NULL)%'
      OR conrelid = 'cooperation_lists'::regclass AND pg_get_constraintdef(oid) LIKE '%(published_on IS NOT NULL)%')
  LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', old.of, old.name); END LOOP;
END $$;
ALTER TABLE contracts
  ALTER COLUMN mode DROP NOT NULL, ALTER COLUMN list_id DROP NOT NULL, ALTER COLUMN item_id DROP NOT NULL,
  ADD COLUMN origin text NOT NULL DEFAULT 'list' CHECK (origin IN ('list', 'award', 'direct', 'market')),
  ADD COLUMN layer text NOT NULL DEFAULT 'upstream' CHECK (layer IN ('upstream', 'works', 'survey', 'design', 'supervision', 'goods', 'service')),
  ADD COLUMN parent_id uuid REFERENCES contracts CHECK (parent_id <> id),
  ADD COLUMN counterparty_id uuid REFERENCES organizations CHECK (counterparty_id <> entity_id),
  ADD COLUMN award_id uuid UNIQUE,
  ADD COLUMN must_tender boolean NOT NULL DEFAULT false,
  ADD COLUMN direct_cause text CHECK (direct_cause IN ('OUT_OF_SCOPE', 'NOT_LISTED_SERVICE', 'BELOW', 'ADDENDUM_WITHIN_10',
    'security_or_disaster', 'irreplaceable_technology', 'self_build', 'concession_investor', 'original_contractor')),
  ADD COLUMN direct_text text CHECK (length(trim(direct_text)) BETWEEN 1 AND 2000),
  ADD COLUMN direct_document text CHECK (direct_document ~ '^[0-9a-f]{64}$'),
  ADD COLUMN separate_reason text CHECK (length(trim(separate_reason)) BETWEEN 1 AND 2000),
  ADD COLUMN scope text NOT NULL DEFAULT '',
  ADD COLUMN approved_estimate numeric(20,2),
  ADD COLUMN tax_rate numeric(5,2) CHECK (tax_rate BETWEEN 0 AND 100),
  ADD COLUMN sme boolean NOT NULL DEFAULT false,
  ADD COLUMN advance_percent numeric(5,2) NOT NULL DEFAULT 0 CHECK (advance_percent BETWEEN 0 AND 30),
  ADD COLUMN progress_percent numeric(5,2) NOT NULL DEFAULT 80 CHECK (progress_percent BETWEEN 0 AND 100),
  ADD COLUMN retention_percent numeric(5,2) NOT NULL DEFAULT 0 CHECK (retention_percent BETWEEN 0 AND 3),
  ADD COLUMN performance_bond numeric(20,2) NOT NULL DEFAULT 0 CHECK (performance_bond >= 0),
  ADD COLUMN pay_due_days integer CHECK (pay_due_days BETWEEN 0 AND 10000),
  ADD COLUMN wage_account text,
  ADD COLUMN wage_cycle_days integer CHECK (wage_cycle_days BETWEEN 1 AND 31),
  ADD COLUMN warranty_months integer NOT NULL DEFAULT 0 CHECK (warranty_months BETWEEN 0 AND 1200),
  ADD COLUMN late_rate text, ADD COLUMN lpr_at_signing text,
  ADD COLUMN document text CHECK (document ~ '^[0-9a-f]{64}$'),
  ADD COLUMN agency_fee numeric(20,2) CHECK (agency_fee > 0),
  ADD COLUMN fee_cap numeric(20,2),
  ADD COLUMN fee_binding boolean NOT NULL DEFAULT true,
  ADD COLUMN fee_question jsonb, ADD COLUMN fee_result jsonb,
  ADD COLUMN current_amount numeric(20,2),
  ADD COLUMN additions numeric(20,2) NOT NULL DEFAULT 0,
  ADD COLUMN certified numeric(20,2) NOT NULL DEFAULT 0,
  ADD COLUMN paid numeric(20,2) NOT NULL DEFAULT 0,
  ADD COLUMN advance_paid numeric(20,2) NOT NULL DEFAULT 0,
  ADD COLUMN fee_paid numeric(20,2) NOT NULL DEFAULT 0,
  ADD COLUMN bonus_paid numeric(20,2) NOT NULL DEFAULT 0,
  ADD COLUMN settlement numeric(20,2) CHECK (settlement >= 0),
  ADD COLUMN retention numeric(20,2) CHECK (retention >= 0),
  ADD COLUMN final_accounts numeric(20,2) CHECK (final_accounts >= 0),
  ADD COLUMN halt text CHECK (halt IN ('suspended', 'disputed')),
  ADD COLUMN delivered_on date, ADD COLUMN warranty_to date, ADD COLUMN ended_on date;
UPDATE contracts SET current_amount = amount;
ALTER TABLE contracts ALTER COLUMN current_amount SET NOT NULL,
  ADD CONSTRAINT contracts_state CHECK (state IN ('signed', 'in_force', 'completed', 'settled', 'accounted', 'delivered', 'warranty', 'released', 'closed', 'terminated', 'void')),
  ADD CONSTRAINT contracts_completed CHECK (CASE WHEN state IN ('signed', 'in_force', 'void') THEN completed_on IS NULL WHEN state = 'terminated' THEN true ELSE completed_on IS NOT NULL END),
  ADD CONSTRAINT contracts_sum CHECK (current_amount > 0 AND certified BETWEEN 0 AND current_amount),
  ADD CONSTRAINT contracts_estimate CHECK (current_amount <= coalesce(approved_estimate, current_amount)),
  ADD CONSTRAINT contracts_on_its_way CHECK (CASE origin
    WHEN 'list' THEN layer = 'upstream' AND mode IS NOT NULL AND list_id IS NOT NULL AND item_id IS NOT NULL AND coalesce(result ->> 'route', '') = 'in_list'
    ELSE layer <> 'upstream' AND mode IS NULL AND list_id IS NULL AND item_id IS NULL AND counterparty_id IS NOT NULL END),
  ADD CONSTRAINT contracts_awarded CHECK ((award_id IS NOT NULL) = (origin = 'award')),
  ADD CONSTRAINT contracts_direct CHECK ((direct_cause IS NOT NULL) = (origin = 'direct') AND (direct_text IS NOT NULL) = (origin = 'direct')),
  ADD CONSTRAINT contracts_direct_paper CHECK (direct_cause IS NULL OR direct_document IS NOT NULL OR direct_cause IN ('OUT_OF_SCOPE', 'NOT_LISTED_SERVICE', 'BELOW', 'ADDENDUM_WITHIN_10')),
  ADD CONSTRAINT contracts_tendered CHECK (NOT must_tender OR award_id IS NOT NULL),
  ADD CONSTRAINT contracts_judged CHECK (origin IN ('list', 'market') OR must_tender = coalesce((result #>> '{lots,0,mustTender}')::boolean, true)),
  ADD CONSTRAINT contracts_bond CHECK (performance_bond <= round(amount / 10, 2) AND (performance_bond = 0 OR retention_percent = 0)),
  ADD CONSTRAINT contracts_fee CHECK (agency_fee IS NULL OR fee_cap IS NOT NULL AND fee_question IS NOT NULL AND fee_result IS NOT NULL AND (NOT fee_binding OR agency_fee <= fee_cap)),
  ADD CONSTRAINT contracts_halted CHECK (halt IS NULL OR state IN ('in_force', 'completed')),
  ADD CONSTRAINT contracts_ended CHECK ((ended_on IS NOT NULL) = (state IN ('closed', 'terminated', 'void')));
ALTER POLICY contracts_visible ON contracts USING (guanyun_sees(entity_id) OR guanyun_sees(counterparty_id)) WITH CHECK (guanyun_sees(entity_id));
REVOKE UPDATE ON contracts FROM ${APP_ROLE};
GRANT UPDATE (${changing}) ON contracts TO ${APP_ROLE};
CREATE INDEX contracts_newest ON contracts (signed_on, id);
CREATE INDEX contracts_of_entity ON contracts (entity_id, signed_on, id);
CREATE INDEX contracts_of_cluster ON contracts (cluster_id, signed_on, id);
CREATE INDEX contracts_of_state ON contracts (state, signed_on, id);
CREATE INDEX contracts_of_layer ON contracts (layer, signed_on, id);
CREATE INDEX contracts_of_project ON contracts (project, signed_on, id) WHERE project IS NOT NULL;
CREATE INDEX contracts_of_parent ON contracts (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX contracts_of_counterparty ON contracts (counterparty_id) WHERE counterparty_id IS NOT NULL;
CREATE INDEX contracts_of_item ON contracts (item_id, decided_on) WHERE item_id IS NOT NULL;

CREATE TABLE contract_papers (
  id uuid PRIMARY KEY,
  contract_id uuid NOT NULL REFERENCES contracts,
  kind text NOT NULL CHECK (kind IN ('authorisation', 'budget', 'funds', 'payment_guarantee', 'wage_account', 'wage_guarantee', 'performance_bond', 'other')),
  paper_on date NOT NULL,
  reference text NOT NULL CHECK (length(trim(reference)) BETWEEN 1 AND 200),
  amount numeric(20,2) CHECK (amount > 0),
  ${signed('person_id')}
);
CREATE INDEX contract_papers_contract ON contract_papers (contract_id);${appendOnly('contract_papers')}
CREATE TABLE contract_steps (
  id uuid PRIMARY KEY,
  contract_id uuid NOT NULL REFERENCES contracts,
  step text NOT NULL CHECK (step IN ('start', 'complete', 'warrant', 'release', 'close', 'suspend', 'dispute', 'resume', 'terminate', 'annul')),
  step_on date NOT NULL,
  note text NOT NULL DEFAULT '',
  facts jsonb NOT NULL DEFAULT '{}',
  ${signed('person_id')}
);
CREATE INDEX contract_steps_contract ON contract_steps (contract_id);${appendOnly('contract_steps')}
CREATE TABLE contract_measures (
  id uuid PRIMARY KEY,
  contract_id uuid NOT NULL REFERENCES contracts,
  number integer NOT NULL CHECK (number > 0),
  period_to date NOT NULL,
  amount numeric(20,2) NOT NULL CHECK (amount > 0),
  ${signed('person_id')},
  UNIQUE (contract_id, number)
);${appendOnly('contract_measures')}
CREATE TABLE contract_payments (
  id uuid PRIMARY KEY,
  contract_id uuid NOT NULL REFERENCES contracts,
  number integer NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind IN ('advance', 'progress', 'wages', 'process_settlement', 'completion_settlement', 'retention', 'agency_fee', 'bonus')),
  amount numeric(20,2) NOT NULL CHECK (amount > 0),
  applied_on date NOT NULL,
  due_by date NOT NULL CHECK (due_by >= applied_on),
  note text NOT NULL DEFAULT '',
  facts jsonb NOT NULL DEFAULT '{}',
  ${signed('person_id')},
  state text NOT NULL CHECK (state IN ('applied', 'approved', 'rejected', 'paid')),
  decided_on date, decided_by uuid REFERENCES persons, opinion text NOT NULL DEFAULT '',
  paid_on date CHECK (paid_on >= decided_on), paid_document text CHECK (paid_document ~ '^[0-9a-f]{64}$'), paid_by uuid REFERENCES persons,
  UNIQUE (contract_id, number),
  CHECK ((state = 'applied') = (decided_on IS NULL) AND (decided_on IS NULL) = (decided_by IS NULL)),
  CHECK ((state = 'paid') = (paid_on IS NOT NULL) AND (paid_on IS NULL) = (paid_document IS NULL) AND (paid_on IS NULL) = (paid_by IS NULL))
);
GRANT SELECT, INSERT ON contract_payments TO ${APP_ROLE};
GRANT UPDATE (state, decided_on, decided_by, opinion, paid_on, paid_document, paid_by) ON contract_payments TO ${APP_ROLE};${ofContract('contract_payments')}
CREATE TABLE contract_amendments (
  id uuid PRIMARY KEY,
  contract_id uuid NOT NULL REFERENCES contracts,
  number integer NOT NULL CHECK (number > 0),
  kind text NOT NULL CHECK (kind IN ('value', 'period', 'scope', 'party')),
  cause text NOT NULL CHECK (cause IN ('design_change', 'site_visa', 'claim', 'policy_price', 'geology', 'other')),
  before jsonb NOT NULL, after jsonb NOT NULL CHECK (after <> before),
  delta numeric(20,2) NOT NULL DEFAULT 0 CHECK ((delta <> 0) = (kind = 'value')),
  amended_on date NOT NULL,
  reason text NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 2000),
  item_id uuid REFERENCES cooperation_items,
  question jsonb, result jsonb, question_digest text,
  ${signed('person_id')},
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')),
  decided_on date, decided_by uuid REFERENCES persons, opinion text NOT NULL DEFAULT '',
  UNIQUE (contract_id, number),
  CHECK ((state = 'proposed') = (decided_on IS NULL) AND (decided_on IS NULL) = (decided_by IS NULL))
);
GRANT SELECT, INSERT ON contract_amendments TO ${APP_ROLE};
GRANT UPDATE (state, decided_on, decided_by, opinion, item_id, question, result, question_digest) ON contract_amendments TO ${APP_ROLE};${ofContract('contract_amendments')}
CREATE TABLE contract_settlements (
  id uuid PRIMARY KEY,
  contract_id uuid NOT NULL REFERENCES contracts,
  number integer NOT NULL CHECK (number > 0),
  amount numeric(20,2) NOT NULL CHECK (amount > 0),
  retention numeric(20,2) NOT NULL CHECK (retention >= 0),
  guaranteed boolean NOT NULL,
  submitted_on date NOT NULL,
  review_by date NOT NULL CHECK (review_by >= submitted_on),
  ${signed('person_id')},
  state text NOT NULL CHECK (state IN ('submitted', 'approved', 'rejected')),
  decided_on date, decided_by uuid REFERENCES persons, opinion text NOT NULL DEFAULT '',
  UNIQUE (contract_id, number),
  CHECK (retention <= round(amount * 3 / 100, 2) AND (NOT guaranteed OR retention = 0)),
  CHECK ((state = 'submitted') = (decided_on IS NULL) AND (decided_on IS NULL) = (decided_by IS NULL))
);
CREATE UNIQUE INDEX contract_settlements_one ON contract_settlements (contract_id) WHERE state <> 'rejected';
GRANT SELECT, INSERT ON contract_settlements TO ${APP_ROLE};
GRANT UPDATE (state, decided_on, decided_by, opinion) ON contract_settlements TO ${APP_ROLE};${ofContract('contract_settlements')}
CREATE TABLE contract_accounts (
  id uuid PRIMARY KEY,
  contract_id uuid NOT NULL REFERENCES contracts,
  number integer NOT NULL CHECK (number > 0),
  shared numeric(20,2) NOT NULL CHECK (shared >= 0),
  total numeric(20,2) NOT NULL CHECK (total > 0),
  items jsonb NOT NULL CHECK (jsonb_typeof(items) = 'array' AND jsonb_array_length(items) > 0),
  result jsonb NOT NULL,
  prepared_on date NOT NULL,
  due_by date NOT NULL,
  ${signed('person_id')},
  state text NOT NULL CHECK (state IN ('submitted', 'approved', 'rejected')),
  decided_on date, decided_by uuid REFERENCES persons, opinion text NOT NULL DEFAULT '',
  UNIQUE (contract_id, number),
  CHECK ((state = 'submitted') = (decided_on IS NULL) AND (decided_on IS NULL) = (decided_by IS NULL))
);
CREATE UNIQUE INDEX contract_accounts_one ON contract_accounts (contract_id) WHERE state <> 'rejected';
GRANT SELECT, INSERT ON contract_accounts TO ${APP_ROLE};
GRANT UPDATE (state, decided_on, decided_by, opinion) ON contract_accounts TO ${APP_ROLE};${ofContract('contract_accounts')}

-- A list is superseded by the next one or revoked; its review may be filed after it was entered.
ALTER TABLE cooperation_lists DROP CONSTRAINT cooperation_lists_state_check,
  ADD COLUMN supersedes_id uuid REFERENCES cooperation_lists CHECK (supersedes_id <> id),
  ADD COLUMN review_paper text CHECK (review_paper ~ '^[0-9a-f]{64}$'),
  ADD COLUMN revoked_on date, ADD COLUMN revocation text, ADD COLUMN revocation_paper text CHECK (revocation_paper ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT cooperation_lists_state CHECK (state IN ('draft', 'agreed', 'published', 'superseded', 'revoked')),
  ADD CONSTRAINT cooperation_lists_published CHECK ((state IN ('published', 'superseded', 'revoked')) = (published_on IS NOT NULL)),
  ADD CONSTRAINT cooperation_lists_revoked CHECK ((state = 'revoked') = (revoked_on IS NOT NULL) AND (revoked_on IS NULL) = (revocation IS NULL) AND (revoked_on IS NULL) = (revocation_paper IS NULL));
${contractChecks}
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['${contractFunctions.join("', '")}'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SECURITY DEFINER SET search_path = %I, public, pg_temp', name, current_schema());
  END LOOP;
END $$;
`;
