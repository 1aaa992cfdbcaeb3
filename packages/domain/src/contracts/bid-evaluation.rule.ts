import { z } from 'zod';
import { type Fen, formatYuan, parseYuan } from '../kernel/money.ts';
import { InputProblem } from '../kernel/problems.ts';
import { parseRatio, type Ratio } from '../kernel/ratio.ts';
import { defineRule, rulebook } from '../kernel/rule.ts';
import {
  uniqueIds,
  zAmount,
  zFinding,
  zMoney,
  zRatio,
  zReasons,
  zRulebook,
  zShare,
  zSum,
} from '../kernel/wire.ts';
import {
  type BidEvaluation,
  type BidEvaluationInput,
  competitions,
  evaluateBids,
  NothingToDivideBy,
} from './bid-evaluation.ts';
import { evaluationMethods, formatScore, panelFindings } from './bid-scores.ts';
import { jurisdictions } from './tender-law.ts';

const zId = z.string().min(1).max(200);
const zPoints = zRatio.refine((text) => !text.startsWith('-'), {
  error: '分值须为不为负的小数字符串，如 "30"、"0.5"',
});

const zInput = z.strictObject({
  method: z.enum(evaluationMethods),
  jurisdiction: z.enum(jurisdictions).default('CN'),
  ceiling: zAmount.optional(),
  bids: z
    .array(
      z.strictObject({
        id: zId,
        price: zAmount,
        adjustments: z
          .array(z.strictObject({ name: z.string().min(1).max(200), amount: zMoney }))
          .max(1000)
          .optional(),
        smallEnterpriseDeduction: zShare.optional(),
        otherScore: zPoints.default('0'),
        rejected: z.enum(panelFindings).optional(),
      }),
    )
    .max(10_000)
    .superRefine(uniqueIds('投标编号不得重复')),
  parameters: z
    .strictObject({
      trimFrom: z.int().min(3).max(10_000).default(5),
      discount: zShare.default('0'),
      fullScore: zPoints.optional(),
      above: zPoints.optional(),
      below: zPoints.optional(),
      weight: zShare.optional(),
    })
    .optional(),
  stillCompetitive: z.boolean().default(false),
});

const zScore = z.string().regex(/^\d+\.\d{6}$/);

const zOutput = z.strictObject({
  rejected: z.array(
    z.strictObject({ id: z.string(), code: z.enum(['OVER_CEILING', ...panelFindings]), because: z.string() }),
  ),
  validBids: z.int().min(0),
  competition: z.enum(competitions),
  base: zSum.nullable(),
  ranking: z.array(
    z.strictObject({
      id: z.string(),
      rank: z.int().min(1),
      evaluated: zSum,
      score: zScore.nullable(),
      total: zScore.nullable(),
    }),
  ),
  winner: z.string().nullable(),
  contractPrice: zAmount.nullable(),
  performanceGuaranteeMayBeAsked: z.boolean(),
  blocks: z.array(zFinding),
  warnings: z.array(zFinding),
  reasons: zReasons,
  rulebook: zRulebook,
});

const money = (text: string | undefined): Fen | undefined => (text === undefined ? text : parseYuan(text));
const exact = (text: string | undefined): Ratio | undefined => (text === undefined ? text : parseRatio(text));

function readInput(wire: z.infer<typeof zInput>): BidEvaluationInput {
  const { parameters } = wire;
  return {
    ...wire,
    ceiling: money(wire.ceiling),
    bids: wire.bids.map((bid) => ({
      ...bid,
      price: parseYuan(bid.price),
      adjustments: bid.adjustments?.map(({ name, amount }) => ({ name, amount: parseYuan(amount) })),
      smallEnterpriseDeduction: exact(bid.smallEnterpriseDeduction),
      otherScore: parseRatio(bid.otherScore),
    })),
    parameters: parameters && {
      trimFrom: parameters.trimFrom,
      discount: parseRatio(parameters.discount),
      fullScore: exact(parameters.fullScore),
      above: exact(parameters.above),
      below: exact(parameters.below),
      weight: exact(parameters.weight),
    },
  };
}

function evaluate(input: BidEvaluationInput): BidEvaluation {
  try {
    return evaluateBids(input);
  } catch (error) {
    if (!(error instanceof NothingToDivideBy)) throw error;
    if (error.at === null)
      throw new InputProblem('bids', '评标基准价须大于 0，请核对报价、调整额与下浮率（discount）');
    throw new InputProblem(`bids.${error.at}`, '评审价须大于 0，请核对报价、调整额与价格扣除');
  }
}

const points = (score: Ratio | null): string | null => (score === null ? null : formatScore(score));
const yuan = (amount: Fen | null): string | null => (amount === null ? null : formatYuan(amount));

/** Ranks the bids of a tender. */
export const bidEvaluationRule = defineRule({
  name: 'bid-evaluation',
  title: { zh: '评标计算与排序', en: 'Evaluation and ranking of bids' },
  slice: 'contracts',
  input: zInput,
  output: zOutput,
  example: {
    method: 'composite',
    ceiling: '12000000.00',
    bids: [
      { id: 'A', price: '10300000.00', otherScore: '60' },
      { id: 'B', price: '9800000.00', otherScore: '55.5' },
      {
        id: 'C',
        price: '9900000.00',
        otherScore: '58',
        adjustments: [{ name: '工期', amount: '100000.00' }],
      },
      { id: 'D', price: '12000000.01' },
    ],
    parameters: { fullScore: '30', above: '1', below: '0.5' },
  },
  run: (wire) => {
    const result = evaluate(readInput(wire));
    return {
      rejected: [...result.rejected],
      validBids: result.validBids,
      competition: result.competition,
      base: yuan(result.base),
      ranking: result.ranking.map(({ id, rank, evaluated, score, total }) => ({
        id,
        rank,
        evaluated: formatYuan(evaluated),
        score: points(score),
        total: points(total),
      })),
      winner: result.winner,
      contractPrice: yuan(result.contractPrice),
      performanceGuaranteeMayBeAsked: result.performanceGuaranteeMayBeAsked,
      blocks: [...result.blocks],
      warnings: [...result.warnings],
      reasons: [...result.reasons],
      rulebook,
    };
  },
});
