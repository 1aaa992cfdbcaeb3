import { query, type Tx } from '../kernel/transaction.ts';

/** A sign at a tender, at a contract, or between one who lets and one to whom it is let. */
export type RiskRow = {
  code: string;
  kind: 'tender' | 'contract' | 'pair';
  /** Of the tender or contract; of the pair, who lets. */
  id: string;
  number: string | null;
  title: string | null;
  organizationId: string;
  counterpartyId: string | null;
  /** In the unit of the sign: a number, a share in percent, days, or yuan. */
  value: string;
  /** How many there are of this sign, shown or not. */
  total: number;
};

/** From which figure a sign counts, as a fraction. */
export type RiskBound = { readonly numerator: string; readonly denominator: string };

const ofTender = `'tender' AS kind, t.id, t.number, t.title, t.tenderer_id AS org, NULL::uuid AS party`;
const ofContract = `'contract' AS kind, c.id, c.number, c.title, c.entity_id AS org, c.counterparty_id AS party`;
const papers = (kind: string): string =>
  `EXISTS (SELECT 1 FROM contract_papers p WHERE p.contract_id = c.id AND p.kind = '${kind}')`;
const noAccount = `(coalesce(c.wage_account, '') = '' AND NOT ${papers('wage_account')})`;
const noGuarantee = `(NOT ${papers('payment_guarantee')})`;

/**
 * Each sign as rows with `value` and `worst`, the larger the worse. `$1`/`$2` is the bound of the sign, `$3` the day, `$4` from
 * how many contracts let directly to one are looked at.
 */
const signs: Readonly<Record<string, string>> = {
  FEW_BIDS: `SELECT ${ofTender}, o.valid::numeric AS value, -o.valid::numeric AS worst FROM tenders t
    JOIN (SELECT tender_id, count(*) FILTER (WHERE outcome = 'opened') AS valid FROM tender_opened_bids GROUP BY tender_id) o ON o.tender_id = t.id
    WHERE o.valid * $2 <= $1`,
  AWARD_AT_CEILING: `SELECT ${ofTender}, round(100 * a.price / t.ceiling, 2) AS value, a.price / t.ceiling AS worst
    FROM tenders t JOIN tender_awards a ON a.tender_id = t.id WHERE a.price * $2 >= t.ceiling * $1`,
  AWARD_LOW: `SELECT ${ofTender}, round(100 * a.price / t.ceiling, 2) AS value, -a.price / t.ceiling AS worst
    FROM tenders t JOIN tender_awards a ON a.tender_id = t.id WHERE a.price * $2 < t.ceiling * $1`,
  OBJECTION_UPHELD: `SELECT ${ofTender}, u.many::numeric AS value, u.many::numeric AS worst FROM tenders t
    JOIN (SELECT tender_id, count(*) AS many FROM tender_answers WHERE upheld GROUP BY tender_id) u ON u.tender_id = t.id WHERE u.many * $2 >= $1`,
  ANSWER_OVERDUE: `SELECT ${ofTender}, l.late::numeric AS value, l.late::numeric AS worst FROM tenders t
    JOIN (SELECT o.tender_id, max(coalesce(tender_day(a.answered_at), $3::date) - o.answer_by) AS late
      FROM tender_objections o LEFT JOIN tender_answers a ON a.objection_id = o.id GROUP BY o.tender_id) l ON l.tender_id = t.id WHERE l.late * $2 >= $1`,
  SIGNED_LATE: `SELECT ${ofTender}, (coalesce(c.signed_on, $3::date) - a.sign_by)::numeric AS value, (coalesce(c.signed_on, $3::date) - a.sign_by)::numeric AS worst
    FROM tenders t JOIN tender_awards a ON a.tender_id = t.id LEFT JOIN contracts c ON c.award_id = a.id
    WHERE (coalesce(c.signed_on, $3::date) - a.sign_by) * $2 >= $1`,
  ADDITIONS_NEAR_LIMIT: `SELECT ${ofContract}, round(100 * c.additions / c.amount, 2) AS value, c.additions / c.amount AS worst
    FROM contracts c WHERE c.additions > 0 AND c.additions * $2 >= c.amount * $1`,
  NEAR_ESTIMATE: `SELECT ${ofContract}, round(100 * c.current_amount / c.approved_estimate, 2) AS value, c.current_amount / c.approved_estimate AS worst
    FROM contracts c WHERE c.approved_estimate IS NOT NULL AND c.current_amount > c.amount AND c.current_amount * $2 >= c.approved_estimate * $1`,
  PAID_AHEAD: `SELECT ${ofContract}, c.paid - c.advance_paid - round(c.certified * c.progress_percent / 100, 2) AS value,
      c.paid - c.advance_paid - round(c.certified * c.progress_percent / 100, 2) AS worst
    FROM contracts c WHERE c.settlement IS NULL AND c.paid - c.advance_paid > round(c.certified * c.progress_percent / 100, 2)
      AND (c.paid - c.advance_paid - round(c.certified * c.progress_percent / 100, 2)) * $2 > $1`,
  WAGE_PAPERS_MISSING: `SELECT ${ofContract}, (${noAccount}::int + ${noGuarantee}::int)::numeric AS value, c.current_amount AS worst
    FROM contracts c WHERE c.state = 'in_force' AND (c.layer = 'works' OR c.mode = 'entrusted') AND (${noAccount}::int + ${noGuarantee}::int) * $2 >= $1`,
  BOND_MISSING: `SELECT ${ofContract}, 1::numeric AS value, c.performance_bond AS worst
    FROM contracts c WHERE c.state = 'in_force' AND c.performance_bond > 0 AND $1 <= $2 AND NOT ${papers('performance_bond')}`,
  DIRECT_SHARE: `SELECT 'pair' AS kind, s.org AS id, NULL::text AS number, NULL::text AS title, s.org, s.party, round(100 * s.direct / s.whole, 2) AS value, s.direct / s.whole AS worst
    FROM (SELECT c.entity_id AS org, c.counterparty_id AS party, sum(c.current_amount) FILTER (WHERE c.origin = 'direct') AS direct,
        count(*) FILTER (WHERE c.origin = 'direct') AS many, sum(sum(c.current_amount)) OVER (PARTITION BY c.entity_id) AS whole
      FROM contracts c WHERE c.origin IN ('direct', 'award') AND c.state <> 'void' AND c.signed_on > $3::date - interval '12 months' AND c.signed_on <= $3::date
      GROUP BY c.entity_id, c.counterparty_id) s
    WHERE s.many >= $4 AND s.direct * $2 >= s.whole * $1`,
};

/** The worst of one sign, so many at most, as the scope sees them; figures are judged exactly, a share is rounded to be read. */
export function riskSigns(
  tx: Tx,
  code: string,
  asked: { readonly bound: RiskBound; readonly on: string; readonly least: number; readonly limit: number },
): Promise<RiskRow[]> {
  const sign = signs[code];
  if (sign === undefined) throw new Error(`no sign ${code}`);
  // Every place is named, so that each statement takes the same five.
  const places = `$1::numeric IS NOT NULL AND $2::numeric IS NOT NULL AND $3::date IS NOT NULL AND $4::int IS NOT NULL`;
  const typed = sign.replaceAll('$1', '$1::numeric').replaceAll('$2', '$2::numeric');
  return query(
    tx,
    `SELECT '${code}' AS code, s.kind, s.id, s.number, s.title, s.org AS "organizationId", s.party AS "counterpartyId", s.value::text AS value,
       (count(*) OVER ())::int AS total
     FROM (${typed}) s WHERE ${places} ORDER BY s.worst DESC, s.id LIMIT $5`,
    [asked.bound.numerator, asked.bound.denominator, asked.on, asked.least, asked.limit],
  );
}
