import { createHash } from 'node:crypto';
import { query, type Tx } from '@guanyun/db/kernel/transaction.ts';
import type { System } from './model-books.ts';

/**
 * What must hold of a case however it came about, from its records alone: duties apart by natural person, and nothing
 * under a warrant that was not approved as it is. Neither asks the code of the house.
 */

/** What was looked at, and how often; and what was found wrong. */
export type Checked = {
  edits: number;
  cases: number;
  duties: number;
  warrants: number;
  approvals: number;
  /** Cases in which one person had two duties, warrants on other content, edits that a signature outlived. */
  joined: number;
  stale: number;
  outlived: number;
};
export const nothingChecked = (): Checked => ({
  ...{ edits: 0, cases: 0, duties: 0, warrants: 0, approvals: 0 },
  ...{ joined: 0, stale: 0, outlived: 0 },
});

const rows = <Row extends object>(tx: Tx, sql: string, id: string): Promise<Row[]> => query(tx, sql, [id]);

/** Nobody has signed or consented to a version that has just been made. */
export async function editVoided(s: System, checked: Checked): Promise<boolean> {
  checked.edits += 1;
  const [left] = await s.zone.work((tx) =>
    rows<{ signed: number; consented: number }>(
      tx,
      `SELECT (SELECT count(*)::int FROM matter_signatures g WHERE g.matter_id = m.id AND (g.content_version >= m.content_version OR g.content_digest = m.content_digest)) AS signed,
         (SELECT count(*)::int FROM urgent_consents u WHERE u.matter_id = m.id AND u.content_version >= m.content_version) AS consented
       FROM matters m WHERE m.id = $1`,
      s.id,
    ),
  );
  const voided = left !== undefined && left.signed + left.consented === 0;
  if (!voided) checked.outlived += 1;
  return voided;
}

const ofCompany = ['handler', 'legal', 'representative', 'endorser', 'executor'];

/** Who did what: as the duties have it, and as signatures, opinions, votes and instruments have it. */
const doneBy = `SELECT person_id AS who, duty FROM matter_duties WHERE matter_id = $1
UNION SELECT unnest(array_remove(ARRAY[g.person_id, g.on_behalf_person_id], NULL)), CASE WHEN g.organization_id = m.first_tier_id THEN 'endorser'
  ELSE replace(g.post_kind, 'company_', '') END FROM matter_signatures g JOIN matters m ON m.id = g.matter_id WHERE g.matter_id = $1
UNION SELECT s.person_id, 'executor' FROM warrant_spendings s JOIN warrants w ON w.id = s.warrant_id WHERE w.matter_id = $1
UNION SELECT reported_by, 'executor' FROM obligations WHERE matter_id = $1 AND reported_by IS NOT NULL
UNION SELECT person_id, 'reviewer' FROM matter_reviews WHERE matter_id = $1
UNION SELECT person_id, 'clearance' FROM clearances WHERE matter_id = $1
UNION SELECT person_id, 'member' FROM votes WHERE matter_id = $1
UNION SELECT person_id, 'signer' FROM instrument_signatures WHERE matter_id = $1
UNION SELECT person_id, 'seal' FROM warrants WHERE matter_id = $1 AND instrument <> 'filing_receipt'`;

async function dutiesJoined(tx: Tx, id: string, checked: Checked): Promise<string | null> {
  const by = new Map<string, string[]>();
  for (const { who, duty } of await rows<{ who: string; duty: string }>(tx, doneBy, id))
    by.set(who, [...(by.get(who) ?? []), duty]);
  for (const duties of by.values()) {
    checked.duties += duties.length;
    const sides = new Set(duties.map((duty) => ofCompany.includes(duty)));
    const besides = duties.filter((duty) => duty !== 'member' && duty !== 'executor');
    const votes = duties.includes('member');
    if (sides.size > 1 || besides.length > 1 || (votes && besides.includes('secretary')))
      return `one person: ${duties.join(', ')}`;
  }
  return null;
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
};
const plainDigest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');

type Issued = {
  digest: string;
  proposed: string;
  filed: boolean;
  now: string;
  content: { proposal: unknown };
  approvals: { what: string; digest: string }[];
  spent: string[];
};
/** Warrants with what the case's content is, every approval that counts, and what was spent under them. */
const issued = `SELECT w.content_digest AS digest, w.proposal_digest AS proposed, w.instrument = 'filing_receipt' AS filed,
  m.content_digest AS now, c.content,
  (SELECT coalesce(json_agg(json_build_object('what', a.what, 'digest', a.digest)), '[]') FROM (
    SELECT post_kind AS what, content_digest AS digest FROM matter_signatures WHERE matter_id = m.id AND content_version = m.content_version
    UNION ALL SELECT 'review', content_digest FROM matter_reviews WHERE matter_id = m.id AND passed AND content_version = m.content_version
    UNION ALL SELECT 'clearance', content_digest FROM clearances WHERE matter_id = m.id AND passed AND content_version = m.content_version
    UNION ALL SELECT 'instrument', content_digest FROM instrument_signatures WHERE matter_id = m.id
    UNION ALL SELECT 'vote', v.content_digest FROM votes v JOIN agenda_items i USING (meeting_id, matter_id)
      WHERE v.matter_id = m.id AND i.result ->> 'step' IN ('approve', 'passUp') AND v.motion_version = i.motion_version) a) AS approvals,
  (SELECT coalesce(json_agg(s.proposal_digest), '[]') FROM warrant_spendings s WHERE s.warrant_id = w.id) AS spent
FROM warrants w JOIN matters m ON m.id = w.matter_id JOIN matter_contents c ON c.matter_id = m.id AND c.version = m.content_version WHERE m.id = $1`;

async function staleApproval(tx: Tx, id: string, checked: Checked): Promise<string | null> {
  for (const one of await rows<Issued>(tx, issued, id)) {
    checked.warrants += 1;
    checked.approvals += one.approvals.length;
    const given = new Set(one.approvals.map(({ what }) => what));
    const owed = ['company_legal', 'company_representative', ...(one.filed ? [] : ['review', 'clearance'])];
    if (plainDigest(one.content) !== one.digest || one.digest !== one.now)
      return 'a warrant for other content';
    const stale = one.approvals.find(({ digest }) => digest !== one.digest);
    if (stale !== undefined) return `a warrant on a stale ${stale.what}`;
    const lacking = owed.find((what) => !given.has(what));
    if (lacking !== undefined) return `a warrant without ${lacking}`;
    if (one.spent.some((digest) => digest !== one.proposed)) return 'spent for something else';
  }
  return null;
}

/** What is wrong with the case's records; null: nothing. */
export function brokenIn(s: System, checked: Checked): Promise<string | null> {
  checked.cases += 1;
  return s.zone.work(async (tx) => {
    const joined = await dutiesJoined(tx, s.id, checked);
    const stale = await staleApproval(tx, s.id, checked);
    if (joined !== null) checked.joined += 1;
    if (stale !== null) checked.stale += 1;
    return joined ?? stale;
  });
}
