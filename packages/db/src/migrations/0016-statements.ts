import { APP_ROLE } from '../kernel/connection.ts';

/**
 * What the companies of a group report: statements and what they have between themselves, each figure with its cell. A later
 * version of a company's statement, or of the dealings of a period, stands in the place of the earlier, which stays.
 */
export const statements = `
CREATE TABLE group_statements (
  id uuid PRIMARY KEY,
  -- Which group's statements these are part of: that group alone sees them.
  group_id uuid NOT NULL REFERENCES organizations,
  company_id uuid NOT NULL REFERENCES organizations,
  period_end date NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL,
  -- A quarter, half a year, three quarters or the year: amounts run from the first of January.
  CHECK (to_char(period_end, 'MM-DD') IN ('03-31', '06-30', '09-30', '12-31')),
  UNIQUE (group_id, company_id, period_end, version)
);
CREATE INDEX group_statements_company ON group_statements (company_id, period_end);

CREATE TABLE group_statement_lines (
  statement_id uuid NOT NULL REFERENCES group_statements,
  line text NOT NULL CHECK (line ~ '^[a-z_]{1,40}$'),
  amount numeric(20,2) NOT NULL,
  sheet text NOT NULL CHECK (sheet <> ''),
  cell text NOT NULL CHECK (cell ~ '^[A-Z]{1,3}[1-9][0-9]{0,6}$'),
  PRIMARY KEY (statement_id, line)
);

-- Investments, balances and sales within a group; the fields are those of their kind.
CREATE TABLE intragroup_items (
  id uuid PRIMARY KEY,
  group_id uuid NOT NULL REFERENCES organizations,
  period_end date NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  kind text NOT NULL CHECK (kind IN ('investment', 'balance', 'inventory', 'fixed_asset')),
  -- Who owns, is owed or sells; who is owned, owes or buys.
  from_id uuid NOT NULL REFERENCES organizations,
  to_id uuid NOT NULL REFERENCES organizations,
  fields jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object'),
  sheet text NOT NULL CHECK (sheet <> ''),
  cell text NOT NULL CHECK (cell ~ '^[A-Z]{1,3}[1-9][0-9]{0,6}$'),
  document text NOT NULL CHECK (document ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons,
  recorded_at timestamptz NOT NULL,
  CHECK (from_id <> to_id),
  UNIQUE (group_id, period_end, version, sheet, cell)
);

-- Assets are what liabilities and equity are, to the fen; treasury shares and minorities are no company's own lines.
CREATE FUNCTION check_group_statement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF (SELECT coalesce(sum(CASE
        WHEN line IN ('cash', 'receivable', 'prepayment', 'inventory', 'other_current_assets', 'investment', 'investment_property',
          'fixed_assets', 'construction', 'intangible_assets', 'goodwill', 'deferred_tax_asset', 'other_assets') THEN amount
        WHEN line IN ('short_loans', 'payable', 'contract_liabilities', 'employee_benefits', 'taxes_payable', 'other_current_liabilities',
          'long_loans', 'bonds', 'long_payables', 'deferred_income', 'deferred_tax_liability', 'other_liabilities',
          'capital', 'capital_reserve', 'surplus_reserve', 'retained') THEN -amount
        ELSE 0 END), 0)
      FROM group_statement_lines WHERE statement_id = NEW.statement_id) <> 0 THEN
    RAISE EXCEPTION 'a balance sheet does not balance' USING ERRCODE = 'GY031';
  END IF;
  RETURN NULL;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_group_statement() SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE CONSTRAINT TRIGGER group_statement_balances AFTER INSERT ON group_statement_lines DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_group_statement();

CREATE TRIGGER group_statements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON group_statements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER group_statement_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON group_statement_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER intragroup_items_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON intragroup_items FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE group_statements ENABLE ROW LEVEL SECURITY;
CREATE POLICY group_statements_visible ON group_statements TO ${APP_ROLE} USING (guanyun_sees(group_id));
ALTER TABLE group_statement_lines ENABLE ROW LEVEL SECURITY;
CREATE POLICY group_statement_lines_visible ON group_statement_lines TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM group_statements s WHERE s.id = statement_id));
ALTER TABLE intragroup_items ENABLE ROW LEVEL SECURITY;
CREATE POLICY intragroup_items_visible ON intragroup_items TO ${APP_ROLE} USING (guanyun_sees(group_id));
GRANT SELECT, INSERT ON group_statements, group_statement_lines, intragroup_items TO ${APP_ROLE};
`;
