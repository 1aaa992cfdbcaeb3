import { APP_ROLE } from '../kernel/connection.ts';

const all = `coalesce(current_setting('guanyun.scope', true), '') = '*'`;
/** Whose rows a company sees of what had no row-level security before. */
const visible: Readonly<Record<string, string>> = {
  transfer_counts: 'EXISTS (SELECT 1 FROM transfer_orders o WHERE o.id = order_id)',
  transfer_signatures: 'EXISTS (SELECT 1 FROM transfer_orders o WHERE o.id = order_id)',
  matter_duties: 'EXISTS (SELECT 1 FROM matters m WHERE m.id = matter_id)',
  agenda_items: 'EXISTS (SELECT 1 FROM matters m WHERE m.id = matter_id)',
  recusals: 'EXISTS (SELECT 1 FROM matters m WHERE m.id = matter_id)',
  // A meeting is seen by a company whose case is on its agenda; who sat in it too.
  meetings: `${all} OR EXISTS (SELECT 1 FROM agenda_items a WHERE a.meeting_id = meetings.id)`,
  meeting_expected: 'EXISTS (SELECT 1 FROM meetings m WHERE m.id = meeting_id)',
  // What members declare of themselves and their relatives stays among the committee.
  declared_relations: all,
};

/** The belt under the permission check, for tables that hold one organisation's business and were left to the check alone. */
export const secondBelt = Object.entries(visible)
  .map(
    ([table, condition]) => `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE} USING (${condition});`,
  )
  .join('\n');
