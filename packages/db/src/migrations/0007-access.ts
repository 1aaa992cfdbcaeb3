import { APP_ROLE } from '../kernel/connection.ts';

const appendOnly = [
  'journal',
  'documents',
  'matter_contents',
  'matter_signatures',
  'matter_duties',
  'matter_reviews',
  'recusals',
  'votes',
  'external_decisions',
  'warrant_spendings',
  'equity_events',
  'cooperation_items',
  'list_agreements',
  'transfer_signatures',
  'vouchers',
  'voucher_lines',
  'cluster_operators',
  'mandates',
  'clusters',
  'persons',
];
const updatable = [
  'zone',
  'counters',
  'requests',
  'organizations',
  'organization_names',
  'cluster_names',
  'posts',
  'accounts',
  'sessions',
  'matters',
  'meetings',
  'meeting_expected',
  'agenda_items',
  'warrants',
  'cooperation_lists',
  'contracts',
  'assets',
  'asset_facts',
  'transfer_orders',
  'transfer_lines',
  'transfer_counts',
];
/** Whose rows a company sees; bodies of the committee see all. */
const visible: Record<string, string> = {
  documents: 'guanyun_sees(organization_id)',
  matters: 'guanyun_sees(company_id) OR guanyun_sees_any(parties)',
  matter_contents: 'EXISTS (SELECT 1 FROM matters m WHERE m.id = matter_id)',
  matter_signatures: 'EXISTS (SELECT 1 FROM matters m WHERE m.id = matter_id)',
  matter_reviews: 'EXISTS (SELECT 1 FROM matters m WHERE m.id = matter_id)',
  votes: 'EXISTS (SELECT 1 FROM matters m WHERE m.id = matter_id)',
  external_decisions: 'EXISTS (SELECT 1 FROM matters m WHERE m.id = matter_id)',
  warrants: 'guanyun_sees(company_id) OR guanyun_sees_any(parties)',
  warrant_spendings: 'EXISTS (SELECT 1 FROM warrants w WHERE w.id = warrant_id)',
  contracts: 'guanyun_sees(entity_id)',
  asset_facts:
    'guanyun_sees(organization_id) OR EXISTS (SELECT 1 FROM transfer_lines l WHERE l.asset_id = asset_facts.asset_id)',
  assets: 'EXISTS (SELECT 1 FROM asset_facts f WHERE f.asset_id = assets.id)',
  transfer_orders: 'guanyun_sees(from_id) OR guanyun_sees(to_id)',
  transfer_lines: 'EXISTS (SELECT 1 FROM transfer_orders o WHERE o.id = order_id)',
  vouchers: 'guanyun_sees(organization_id)',
  voucher_lines: 'EXISTS (SELECT 1 FROM vouchers v WHERE v.id = voucher_id)',
};

/** An act by one side writes these for the other side too. */
const writtenForOthers = new Set(['assets', 'vouchers', 'voucher_lines']);

const guard = (table: string): string => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${table} TO ${APP_ROLE};`;

/** What the application may do to each table, and whose rows it sees: the belt under the permission check. */
export const access = `
${appendOnly.map(guard).join('\n')}
${updatable.map((table) => `GRANT SELECT, INSERT, UPDATE ON ${table} TO ${APP_ROLE};`).join('\n')}
GRANT SELECT ON schema_migrations TO ${APP_ROLE};
${Object.entries(visible)
  .map(
    ([table, condition]) => `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE} USING (${condition})${writtenForOthers.has(table) ? ' WITH CHECK (true)' : ''};`,
  )
  .join('\n')}

-- The checks of the triggers look at both sides of an act, whoever acts, so they run as the owner.
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.prorettype = 'trigger'::regtype LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, public, pg_temp', f.name, current_schema());
  END LOOP;
END $$;
`;
