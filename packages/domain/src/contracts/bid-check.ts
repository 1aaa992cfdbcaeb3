import type { Basis } from '../kernel/basis.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { sha256, toHex, utf8 } from '../kernel/sha256.ts';
import { type ConflictCode, conflictCodes, type JudgedBid } from './bidder-conflict.ts';
import {
  agentBasis,
  basePriceBasis,
  concertedBasis,
  conflictBasis,
  controlBasis,
  preparerBasis,
} from './tender-law.ts';

/** What a company of the zone is told before it bids elsewhere. */
export const bidCheckOutcomes = ['may', 'review', 'must_not'] as const;
export type BidCheckOutcome = (typeof bidCheckOutcomes)[number];

/** Who works for the tenderer: 招标代理, 标底编制, 设计咨询, 监理. */
export const bidRoles = ['agent', 'base_price', 'designer', 'supervisor'] as const;
export type BidRole = (typeof bidRoles)[number];

/** How a role stands to the company that asks; `linked`: by control, on the day of asking. */
export const roleStandings = ['none', 'unknown', 'self', 'linked', 'other'] as const;
export type RoleStanding = (typeof roleStandings)[number];

export const bidFindingCodes = [
  ...conflictCodes,
  'ROLE_SELF',
  'ROLE_LINKED',
  'ROLE_UNKNOWN',
  'NAME_DIFFERS',
  'LOT_ALIKE',
] as const;
export type BidFindingCode = (typeof bidFindingCodes)[number];

export type BidFinding = {
  readonly code: BidFindingCode;
  readonly outcome: BidCheckOutcome;
  readonly because: string;
  readonly basis: readonly Basis[];
};

/** What is known of a company and a lot; names are for people to read. */
export type BidCheckInput = {
  /** What the rule `bidder-conflict` says of the company's own bid, in names. */
  readonly bid: Pick<JudgedBid, 'outcome' | 'codes' | 'because'>;
  readonly roles: readonly {
    readonly role: BidRole;
    readonly standing: RoleStanding;
    readonly name: string;
  }[];
  /** Parties whose name and credit code do not belong together by the register. */
  readonly misnamed: readonly string[];
  /** Companies linked with this one that asked of a tender of the same tenderer and day under another title or lot. */
  readonly alike: readonly string[];
};

const roleNames: Record<BidRole, string> = {
  agent: '招标代理机构',
  base_price: '标底编制单位',
  designer: '设计或前期咨询单位',
  supervisor: '监理单位',
};
const roleBasis: Record<BidRole, Basis> = {
  agent: agentBasis,
  base_price: basePriceBasis,
  designer: preparerBasis,
  supervisor: preparerBasis,
};
const notInLaw: Basis = { title: '未载明或不能确认的，先复核再投标', grade: 'default' };
const invalidating: ReadonlySet<ConflictCode> = new Set(['CONTROL', 'MANAGEMENT', 'SAME_HEAD']);
const conflictBases: Record<ConflictCode, readonly Basis[]> = {
  CONTROL: [conflictBasis, controlBasis],
  MANAGEMENT: [conflictBasis],
  SAME_HEAD: [conflictBasis],
  COMMON_CONTROLLER: [conflictBasis, controlBasis, concertedBasis],
  INTEREST: [conflictBasis],
};

/** The rule says one clause for each of its codes, in their order. */
function conflictFindings({ codes, because }: BidCheckInput['bid']): BidFinding[] {
  const clauses = because.split('；');
  return codes.map((code, at) => ({
    code,
    outcome: invalidating.has(code) ? 'must_not' : 'review',
    because: clauses[at] ?? because,
    basis: conflictBases[code],
  }));
}

function roleFinding({ role, standing, name }: BidCheckInput['roles'][number]): BidFinding[] {
  const [called, basis] = [roleNames[role], roleBasis[role]];
  if (standing === 'unknown') {
    const because = `${called}尚不清楚，查明后重新核查`;
    return [{ code: 'ROLE_UNKNOWN', outcome: 'review', because, basis: [basis, notInLaw] }];
  }
  if (standing === 'self') {
    // What is only remembered of the law forbids nothing here: somebody looks at it.
    const outcome = basis.grade === 'law' ? 'must_not' : 'review';
    return [{ code: 'ROLE_SELF', outcome, because: `本公司是该项目的${called}`, basis: [basis] }];
  }
  if (standing !== 'linked') return [];
  const because = `${called} ${name} 与本公司有控制关系，须复核是否可能影响招标公正性`;
  return [{ code: 'ROLE_LINKED', outcome: 'review', because, basis: [basis, conflictBasis] }];
}

const gravest = (outcomes: readonly BidCheckOutcome[]): BidCheckOutcome =>
  outcomes.includes('must_not') ? 'must_not' : outcomes.includes('review') ? 'review' : 'may';

/**
 * May a company of the zone bid for a lot elsewhere (招标投标法实施条例 13, 27, 34, 39)? The gravest finding decides, all are
 * listed. Members of one group under a common controller are to be reviewed, neither forbidden nor let through.
 */
export function judgeBid(input: BidCheckInput): {
  readonly outcome: BidCheckOutcome;
  readonly findings: readonly BidFinding[];
} {
  const findings: BidFinding[] = [
    ...conflictFindings(input.bid),
    ...input.roles.flatMap(roleFinding),
    ...input.misnamed.map(
      (name): BidFinding => ({
        ...{ code: 'NAME_DIFFERS', outcome: 'review', basis: [notInLaw] },
        because: `${name} 的名称与统一社会信用代码在登记中不是同一单位，须先核对`,
      }),
    ),
    ...input.alike.map(
      (name): BidFinding => ({
        ...{ code: 'LOT_ALIKE', outcome: 'review', basis: [conflictBasis, notInLaw] },
        because: `${name} 已就同一招标人同日截止的招标作过核查，须确认是否同一标段`,
      }),
    ),
  ];
  return { outcome: gravest(findings.map(({ outcome }) => outcome)), findings };
}

/** What people type differently for the same thing: width, case, spaces and marks. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\s]/gu, '');

/** One key for one lot of one tender: the tenderer, the title and the lot as they are read, not as they are typed. */
export const lotKey = (tenderer: string, title: string, lot: string): string =>
  toHex(sha256(utf8(JSON.stringify([tenderer, plain(title), plain(lot)]))));

/** A check is made while bids are still taken, of a lot that somebody else tenders. */
export function decideBidCheck(asked: {
  readonly company: string;
  readonly tenderer: string;
  readonly others: readonly string[];
  readonly deadline: string;
  readonly today: string;
}): Decision<null, Refusal> {
  if (asked.tenderer === asked.company) return refuse('BID_CHECK_OWN_TENDER');
  if (asked.deadline < asked.today) return refuse('BID_CHECK_TOO_LATE', { deadline: asked.deadline });
  if (asked.others.includes(asked.company) || asked.others.includes(asked.tenderer))
    return refuse('BID_CHECK_OTHERS_WRONG');
  return accept(null);
}
