import type { Finding, Reason } from '../kernel/basis.ts';
import { lawOn } from '../kernel/dated.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Fen, fen, formatYuan, multiplyRatio } from '../kernel/money.ts';
import { add, compare, formatPercent, type Ratio, ratio, ZERO } from '../kernel/ratio.ts';
import {
  type Bid,
  deviationScore,
  type EvaluatedBid,
  type EvaluationMethod,
  evaluatedPrice,
  lowestBase,
  lowPriceScore,
  meanBase,
  type panelFindings,
  type ScoredBid,
  type ScoringParameters,
} from './bid-scores.ts';
import {
  competitionLaw,
  continuationLaw,
  type Jurisdiction,
  lowPriceBasis,
  lowPriceGuarantee,
  rejectionBasis,
  scoringBasis,
} from './tender-law.ts';

export const competitions = ['sufficient', 'panel_may_reject_all', 'may_continue', 'retender'] as const;
export type Competition = (typeof competitions)[number];

export type BidEvaluationInput = {
  readonly method: EvaluationMethod;
  readonly jurisdiction?: Jurisdiction | undefined;
  /** The highest price allowed 最高投标限价, itself included. */
  readonly ceiling?: Fen | undefined;
  readonly bids: readonly Bid[];
  readonly parameters?: ScoringParameters | undefined;
  /** The panel finds that fewer than three valid bids still compete. */
  readonly stillCompetitive?: boolean | undefined;
};

export type RejectedBid = {
  readonly id: string;
  readonly code: 'OVER_CEILING' | (typeof panelFindings)[number];
  readonly because: string;
};

/** A bid in its place; `evaluated` is rounded to the 分 for showing, its rank is not. */
export type RankedBid = {
  readonly id: string;
  readonly rank: number;
  readonly evaluated: Fen;
  readonly score: Ratio | null;
  readonly total: Ratio | null;
};

export type BidEvaluation = {
  readonly rejected: readonly RejectedBid[];
  readonly validBids: number;
  readonly competition: Competition;
  readonly base: Fen | null;
  readonly ranking: readonly RankedBid[];
  readonly winner: string | null;
  /** The winner's own price, whatever it was evaluated at. */
  readonly contractPrice: Fen | null;
  readonly performanceGuaranteeMayBeAsked: boolean;
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

/** What cannot be scored at all: a price that a score would be divided by is not above nothing. */
export class NothingToDivideBy extends Error {
  /** The place of the bid among the bids, or null where it is the base of them all. */
  readonly at: number | null;
  constructor(at: number | null) {
    super(at === null ? 'the base is not above zero' : `bid ${at} is not evaluated above zero`);
    this.name = 'NothingToDivideBy';
    this.at = at;
  }
}

const rejections: Record<RejectedBid['code'], string> = {
  OVER_CEILING: '投标报价高于最高投标限价',
  UNSIGNED: '投标文件未经投标单位盖章和单位负责人签字',
  NO_CONSORTIUM_AGREEMENT: '投标联合体没有提交共同投标协议',
  UNQUALIFIED: '投标人不符合国家或者招标文件规定的资格条件',
  TWO_BIDS: '同一投标人提交两个以上不同的投标文件或者投标报价',
  BELOW_COST: '投标报价低于成本',
  NON_RESPONSIVE: '投标文件没有对招标文件的实质性要求和条件作出响应',
  COLLUSION: '投标人有串通投标、弄虚作假、行贿等违法行为',
};

function rejectionOf(bid: Bid, ceiling: Fen | undefined): RejectedBid | null {
  const code = ceiling !== undefined && bid.price > ceiling ? 'OVER_CEILING' : bid.rejected;
  return code === undefined ? null : { id: bid.id, code, because: rejections[code] };
}

function competitionOf(input: BidEvaluationInput, valid: number, least: number): Competition {
  if (input.bids.length < least) return 'retender';
  if (valid >= least) return 'sufficient';
  return input.jurisdiction === 'chongqing' && input.stillCompetitive === true
    ? 'may_continue'
    : 'panel_may_reject_all';
}

type Scored = {
  readonly base: Ratio | null;
  readonly bids: readonly ScoredBid[];
  readonly lacking: readonly string[];
};

const unscored = (bid: EvaluatedBid): ScoredBid => ({ ...bid, score: null, total: null });
const withScore = (bid: EvaluatedBid, score: Ratio): ScoredBid => ({
  ...bid,
  score,
  total: add(score, bid.otherScore ?? ZERO),
});

function scoreComposite(bids: readonly EvaluatedBid[], parameters: ScoringParameters): Scored {
  const { fullScore, above, below } = parameters;
  const base = meanBase(bids, parameters);
  if (compare(base, ZERO) <= 0) throw new NothingToDivideBy(null);
  if (fullScore === undefined || above === undefined || below === undefined) {
    const lacking = Object.entries({ fullScore, above, below }).filter(([, value]) => value === undefined);
    return { base, bids: [], lacking: lacking.map(([name]) => name) };
  }
  const scale = { fullScore, above, below };
  const scored = bids.map((bid) => withScore(bid, deviationScore(bid.evaluated, base, scale)));
  return { base, bids: scored, lacking: [] };
}

function scoreLowPrice(
  bids: readonly EvaluatedBid[],
  { weight }: ScoringParameters,
  all: readonly Bid[],
): Scored {
  const nothing = bids.find((bid) => compare(bid.evaluated, ZERO) <= 0);
  if (nothing !== undefined) throw new NothingToDivideBy(all.findIndex(({ id }) => id === nothing.id));
  const base = lowestBase(bids);
  if (weight === undefined) return { base, bids: [], lacking: ['weight'] };
  const scored = bids.map((bid) => withScore(bid, lowPriceScore(bid.evaluated, base, weight)));
  return { base, bids: scored, lacking: [] };
}

function scoreBids(
  { method, bids: all, parameters = {} }: BidEvaluationInput,
  valid: readonly Bid[],
): Scored {
  const bids = valid.map((bid) => ({ ...bid, evaluated: evaluatedPrice(bid, method) }));
  if (method === 'lowest_evaluated' || bids.length === 0)
    return { base: null, bids: bids.map(unscored), lacking: [] };
  return method === 'composite' ? scoreComposite(bids, parameters) : scoreLowPrice(bids, parameters, all);
}

/** Below zero when a stands before b by what the method compares. */
function before(a: ScoredBid, b: ScoredBid): number {
  return a.total === null || b.total === null ? compare(a.evaluated, b.evaluated) : compare(b.total, a.total);
}

/** Ranks by the method, equals by the lower price, then as they came in. */
function rank(bids: readonly ScoredBid[]): { ranked: ScoredBid[]; ties: Finding[] } {
  const ranked = [...bids].sort(
    (a, b) => before(a, b) || Number(a.price > b.price) - Number(a.price < b.price),
  );
  const equal = ranked.filter((bid, at) => {
    const [above, below] = [ranked[at - 1], ranked[at + 1]];
    return (above && before(above, bid) === 0) || (below && before(bid, below) === 0);
  });
  const because = `${equal.map(({ id }) => id).join('、')} 评审结果相同，按投标报价由低到高、再按所列次序排列`;
  return { ranked, ties: equal.length === 0 ? [] : [{ code: 'TIE', because }] };
}

function guaranteeOf({ jurisdiction, ceiling }: BidEvaluationInput, price: Fen | null, on?: LocalDate) {
  const { share, basis } = lawOn(lowPriceGuarantee, on);
  const applies = jurisdiction === 'chongqing' && ceiling !== undefined && price !== null;
  const asked = applies && compare(ratio(price), ratio(ceiling * share.numerator, share.denominator)) < 0;
  const line = `中标价${asked ? '' : '不'}低于最高投标限价的 ${formatPercent(share, 0)}%`;
  const reason: Reason = {
    rule: 'PERFORMANCE_GUARANTEE',
    outcome: applies ? 'pass' : 'not_applicable',
    because: applies ? line : '不适用',
    basis: [...basis],
  };
  return { asked, reason };
}

const competitionSentences: Record<Competition, string> = {
  sufficient: '有效投标不少于三个',
  panel_may_reject_all: '有效投标不足三个，明显缺乏竞争的，评标委员会可以否决全部投标',
  may_continue: '有效投标不足三个，评标委员会认为仍有竞争力，可以继续评审',
  retender: '投标人少于三个，不得开标，应当重新招标',
};

function reasonsOf(
  input: BidEvaluationInput,
  result: Omit<BidEvaluation, 'reasons'>,
  guarantee: Reason,
  on?: LocalDate,
): Reason[] {
  const { competition, rejected, blocks, base } = result;
  const law = competition === 'may_continue' ? continuationLaw : competitionLaw;
  const scored = base === null ? '按评审价由低到高排序' : `评标基准价 ${formatYuan(base)} 元，按总得分排序`;
  const unranked = competition === 'retender';
  return [
    ...rejected.map(({ id, code, because }) => ({
      rule: code,
      outcome: 'fail' as const,
      because: `${id}：${because}`,
      basis: [rejectionBasis],
    })),
    {
      rule: 'COMPETITION',
      outcome: competition === 'sufficient' || competition === 'may_continue' ? 'pass' : 'fail',
      because: competitionSentences[competition],
      basis: [...lawOn(law, on).basis],
    },
    {
      rule: 'RANKING',
      outcome: blocks.length > 0 ? 'data_insufficient' : unranked ? 'not_applicable' : 'pass',
      because: blocks[0]?.because ?? (unranked ? '不评审' : scored),
      basis: [input.method === 'procurement_low_price' ? lowPriceBasis : scoringBasis],
    },
    guarantee,
  ];
}

const toFen = (amount: Ratio): Fen => multiplyRatio(fen(1n), amount);

/** Evaluates the bids of a tender by the method and the parameters of its documents, every step exact. */
export function evaluateBids(input: BidEvaluationInput, on?: LocalDate): BidEvaluation {
  const rejected = input.bids.flatMap((bid) => rejectionOf(bid, input.ceiling) ?? []);
  const aside = new Set(rejected.map(({ id }) => id));
  const valid = input.bids.filter(({ id }) => !aside.has(id));
  const competition = competitionOf(input, valid.length, lawOn(competitionLaw, on).leastBids);
  const { base, bids, lacking } = scoreBids(input, competition === 'retender' ? [] : valid);
  const { ranked, ties } = rank(bids);
  const [first] = ranked;
  const contractPrice = first?.price ?? null;
  const guarantee = guaranteeOf(input, contractPrice, on);
  const missing = lacking.map((name) => `parameters.${name}`).join('、');
  const result = {
    rejected,
    validBids: valid.length,
    competition,
    base: base === null ? null : toFen(base),
    ranking: ranked.map(({ id, evaluated, score, total }, at) => ({
      id,
      rank: at + 1,
      evaluated: toFen(evaluated),
      score,
      total,
    })),
    winner: first?.id ?? null,
    contractPrice,
    performanceGuaranteeMayBeAsked: guarantee.asked,
    blocks:
      lacking.length === 0
        ? []
        : [{ code: 'DATA_INSUFFICIENT', because: `须填写招标文件规定的评分参数（${missing}）` }],
    warnings: ties,
  };
  return { ...result, reasons: reasonsOf(input, result, guarantee.reason, on) };
}
