import type { Matter } from './matter-data.ts';

type Outcome = Matter['precheck']['findings'][number]['outcome'];
/** One check of the case as a whole: what the rules say, and why in the words of the case or by a key of the texts. */
export type CaseCheck = {
  readonly key:
    | 'order'
    | 'materials'
    | 'cumulation'
    | 'authority'
    | 'mandate'
    | 'endorsed'
    | 'signed'
    | 'joined';
  readonly outcome: Outcome;
  readonly because: string | { readonly say: SaidBy; readonly facts?: Readonly<Record<string, string>> };
};
type SaidBy =
  | 'orderKept'
  | 'allThere'
  | 'missing'
  | 'promised'
  | 'nothingAdded'
  | 'added'
  | 'raised'
  | 'decides'
  | 'mandateHolds'
  | 'ownFirstTier'
  | 'endorsed.pass'
  | 'notEndorsed'
  | 'signedBoth'
  | 'notSigned'
  | 'notJoint'
  | 'joinedAll'
  | 'notJoined';

type Case = Pick<
  Matter,
  | 'precheck'
  | 'missing'
  | 'route'
  | 'cumulation'
  | 'firstTier'
  | 'signatures'
  | 'participants'
  | 'content'
  | 'company'
  | 'state'
  | 'level'
>;

const check = (
  key: CaseCheck['key'],
  outcome: Outcome,
  say: SaidBy,
  facts: Readonly<Record<string, string>> = {},
): CaseCheck => ({ key, outcome, because: { say, facts } });

const named = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join('、');

function order({ precheck }: Case): CaseCheck {
  const broken = precheck.findings.find(({ code }) => code === 'SEQUENCE_VIOLATION');
  return broken === undefined
    ? check('order', 'pass', 'orderKept')
    : { key: 'order', outcome: 'fail', because: broken.because };
}

function materials({ missing, content }: Case): CaseCheck {
  const promised = content.lacking?.codes ?? [];
  if (missing.length === 0) return check('materials', 'pass', 'allThere');
  return missing.every(({ code }) => promised.includes(code))
    ? check('materials', 'data_insufficient', 'promised', { names: named(missing) })
    : check('materials', 'fail', 'missing', { names: named(missing) });
}

function cumulation({ cumulation: sum }: Case): CaseCheck {
  if (sum === null || sum.items.length === 0) return check('cumulation', 'not_applicable', 'nothingAdded');
  const facts = { count: String(sum.items.length) };
  return check('cumulation', 'pass', sum.raised ? 'raised' : 'added', facts);
}

/** Mandate findings of the route stand by themselves; the other blocks and warnings belong to who decides. */
function authority({ route }: Case): CaseCheck[] {
  const [mandates, others] = [true, false].map((wanted) =>
    [...route.blocks, ...route.warnings].filter(({ code }) => code.includes('MANDATE') === wanted),
  );
  const because = (list: typeof mandates): string => (list ?? []).map((one) => one.because).join('；');
  const barred = route.blocks.some(({ code }) => !code.includes('MANDATE'));
  return [
    others === undefined || others.length === 0
      ? check('authority', 'pass', 'decides', { level: route.level })
      : { key: 'authority', outcome: barred ? 'fail' : 'pass', because: because(others) },
    mandates === undefined || mandates.length === 0
      ? check('mandate', 'pass', 'mandateHolds')
      : { key: 'mandate', outcome: 'fail', because: because(mandates) },
  ];
}

function chain({ firstTier, signatures, participants, company, state }: Case): CaseCheck[] {
  const valid = signatures.filter((one) => one.valid);
  const has = (post: string, organizationId: string): boolean =>
    valid.some((one) => one.post === post && one.organizationId === organizationId);
  const own = (['company_legal', 'company_representative'] as const).every((post) => has(post, company.id));
  const unjoined = participants.filter((one) => !one.signed).map((one) => one.company);
  const early = ['draft', 'signed', 'returned', 'filing_objected', 'with_first_tier'].includes(state);
  return [
    check('signed', own ? 'pass' : early ? 'data_insufficient' : 'fail', own ? 'signedBoth' : 'notSigned'),
    participants.length === 0
      ? check('joined', 'not_applicable', 'notJoint')
      : unjoined.length === 0
        ? check('joined', 'pass', 'joinedAll')
        : check('joined', early ? 'data_insufficient' : 'fail', 'notJoined', { names: named(unjoined) }),
    firstTier === null
      ? check('endorsed', 'not_applicable', 'ownFirstTier')
      : has('company_representative', firstTier.id)
        ? check('endorsed', 'pass', 'endorsed.pass', { name: firstTier.name })
        : check('endorsed', early ? 'data_insufficient' : 'fail', 'notEndorsed', { name: firstTier.name }),
  ];
}

/** The case as a whole against the rules, in the order in which it is looked at. */
export const caseChecks = (matter: Case): CaseCheck[] => [
  order(matter),
  materials(matter),
  cumulation(matter),
  ...authority(matter),
  ...chain(matter),
];

/** How many checks came out how, over steps and case together. */
export function countOutcomes(outcomes: readonly Outcome[]): Record<Outcome, number> {
  const count: Record<Outcome, number> = { pass: 0, fail: 0, not_applicable: 0, data_insufficient: 0 };
  for (const outcome of outcomes) count[outcome] += 1;
  return count;
}
