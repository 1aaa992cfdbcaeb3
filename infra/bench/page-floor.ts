import { SCHEMA } from './bench-stack.ts';

/** One statement with its parameters, as a hand would write it for this page and no other. */
export type Plain = { readonly sql: string; readonly values: readonly unknown[] };
/** One page: how it is asked for over HTTP, and the plain statements that fetch the same rows. */
export type Page = {
  readonly name: string;
  readonly procedure: string;
  readonly input: Record<string, unknown>;
  readonly floor: readonly Plain[];
};

const plain = (sql: string, ...values: unknown[]): Plain => ({ sql, values });
const name = (id: string) =>
  `(SELECT n.name FROM organization_names n WHERE n.organization_id = ${id} AND n.valid_from <= current_date AND (n.valid_to IS NULL OR n.valid_to >= current_date))`;
const line = `m.id, m.number, m.title, m.matter, ${name('m.company_id')} AS company, m.state, m.amount, m.level, m.due_on, m.updated_at`;
const calendar = plain(
  'SELECT DISTINCT ON (day) day::text, kind FROM calendar_days ORDER BY day, said_as DESC',
);
const place = `coalesce(m.due_on, 'infinity')`;
const text = 'matter_text(m.title, m.number)';

const QUEUE = ['submitted', 'accepted', 'reviewed', 'on_agenda'];
/** The first 51 of each state, and of those the first 51. */
const queue = (where: string): string =>
  `SELECT m.* FROM unnest($1::text[]) AS s CROSS JOIN LATERAL (SELECT ${line} FROM matters m WHERE m.state = s ${where}
     ORDER BY ${place}, m.id LIMIT 51) m ORDER BY coalesce(due_on, 'infinity'), id LIMIT 51`;
const counted = (where: string): string =>
  `SELECT count(*) FROM (SELECT 1 FROM matters m WHERE ${where} LIMIT 1001) m`;

function search(label: string, words: string, common: boolean): Page {
  const pairs = `text_pairs(${text}) @> text_pairs($1)`;
  const read = `strpos(${text}, $1) > 0`;
  const page = common
    ? `SELECT ${line} FROM matters m WHERE ${read} ORDER BY ${place}, m.id LIMIT 51`
    : `SELECT * FROM (SELECT ${line} FROM matters m WHERE ${read} AND ${pairs} OFFSET 0) m ORDER BY coalesce(due_on, 'infinity'), id LIMIT 51`;
  // What fits on one page needs no count.
  const count = words.startsWith('鹤') ? [] : [plain(counted(`${read} AND ${pairs}`), words)];
  return {
    name: label,
    procedure: 'matters.list',
    input: { search: words },
    floor: [plain(page, words), calendar, ...count],
  };
}

/** The page of one case: all that it shows, a statement for each kind of row. */
const caseFloor = (id: string): Plain[] => [
  plain(
    `SELECT ${line}, m.route, m.content_version, m.content_digest, m.accepted_on, m.due_days, c.content,
       ARRAY(SELECT ${name('p')} FROM unnest(m.parties) p) AS parties
     FROM matters m JOIN matter_contents c ON c.matter_id = m.id AND c.version = m.content_version WHERE m.id = $1`,
    id,
  ),
  calendar,
  plain(
    'SELECT s.*, p.name FROM matter_signatures s JOIN persons p ON p.id = s.person_id WHERE s.matter_id = $1 ORDER BY s.signed_at',
    id,
  ),
  plain(
    'SELECT r.*, p.name FROM matter_reviews r JOIN persons p ON p.id = r.person_id WHERE r.matter_id = $1 ORDER BY r.content_version DESC LIMIT 1',
    id,
  ),
  plain(
    'SELECT c.*, p.name FROM clearances c JOIN persons p ON p.id = c.person_id WHERE c.matter_id = $1 ORDER BY c.content_version DESC LIMIT 1',
    id,
  ),
  plain('SELECT * FROM clock_stops WHERE matter_id = $1 ORDER BY from_on', id),
  plain('SELECT * FROM supplements WHERE matter_id = $1 ORDER BY round', id),
  plain('SELECT * FROM deficiencies WHERE matter_id = $1', id),
  plain(
    'SELECT u.*, p.name FROM urgent_consents u JOIN persons p ON p.id = u.person_id WHERE u.matter_id = $1',
    id,
  ),
  plain('SELECT * FROM consultations WHERE matter_id = $1 ORDER BY asked_on', id),
  plain('SELECT id, number, title, state FROM matters WHERE main_id = $1', id),
  plain(`SELECT * FROM catalogue_versions WHERE state = 'released'`),
  plain('SELECT * FROM external_decisions WHERE matter_id = $1', id),
  plain('SELECT * FROM warrants WHERE matter_id = $1', id),
  plain(
    'SELECT m.id, m.title, m.held_on, m.state, a.motion, a.result FROM agenda_items a JOIN meetings m ON m.id = a.meeting_id WHERE a.matter_id = $1 ORDER BY m.held_on',
    id,
  ),
  plain(
    `SELECT j.*, p.name, ${name('j.organization_id')} AS organization FROM journal j LEFT JOIN persons p ON p.id = j.person_id WHERE j.subject_id = $1 ORDER BY j.index`,
    id,
  ),
  plain(
    `SELECT ${line} FROM matters m JOIN matters o ON o.id = $1 AND o.matter = m.matter AND o.company_id = m.company_id WHERE m.id <> o.id
     ORDER BY m.created_at DESC LIMIT 10`,
    id,
  ),
];

/** Everything that is measured; `caseId` is a case with contents and signatures, of the company `companyId`. */
export const pagesOf = (caseId: string, companyId: string): readonly Page[] => [
  {
    name: 'queue',
    procedure: 'matters.list',
    input: { states: QUEUE },
    floor: [plain(queue(''), QUEUE), calendar, plain(counted('m.state = ANY ($1)'), QUEUE)],
  },
  {
    name: 'queue, one company',
    procedure: 'matters.list',
    input: { states: QUEUE, companyId },
    floor: [
      plain(queue('AND m.company_id = $2'), QUEUE, companyId),
      calendar,
      plain(counted('m.state = ANY ($1) AND m.company_id = $2'), QUEUE, companyId),
    ],
  },
  search('search 股权 (common)', '股权', true),
  search('search 鹤鸣 (rare)', '鹤鸣', false),
  search('search 鹤鸣湖 (rare)', '鹤鸣湖', false),
  search('search 标准厂房二期', '标准厂房二期', true),
  { name: 'case page', procedure: 'matters.get', input: { id: caseId }, floor: caseFloor(caseId) },
];

/** What the plain client says before it begins. */
export const PREPARE = `SET search_path = ${SCHEMA}, public`;
