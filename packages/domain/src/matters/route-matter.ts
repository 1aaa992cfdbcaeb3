import type { Reason } from '../kernel/basis.ts';
import { formatYuan } from '../kernel/money.ts';
import { rulebookOn } from '../kernel/rule.ts';
import { aggregateOf } from './aggregation.ts';
import { asOfDay, type ChosenCatalogue, chooseCatalogue } from './catalogue-versions.ts';
import type { Weighed } from './level-scale.ts';
import { scaleOf } from './level-table.ts';
import { appraisalGuide, systemDefault } from './matter-basis.ts';
import { type LadderLevel, ladder, type MatterLevel, rankOf } from './matter-slug.ts';
import { prerequisitesOf, timeLimitOf, validityOf } from './parameter-lookup.ts';
import { type Block, blockCodes } from './route-codes.ts';
import { blockReasons, commonBlocks, warningsOf } from './route-findings.ts';
import type { RouteInput } from './route-input.ts';
import type { RouteOutput } from './route-output.ts';
import {
  calledFor,
  decisionOf,
  instrumentsOf,
  linkedMatters,
  materialsOf,
  variantOf,
} from './route-papers.ts';

function isLadder(level: Weighed['level']): level is LadderLevel {
  return ladder.some((step) => step === level);
}

// Aggregation is compared before the blocks: a blocked case may still have been split.
function isRaised(input: RouteInput, catalogue: ChosenCatalogue, together: Weighed): boolean {
  if (aggregateOf(input, catalogue.parameters) === null) return false;
  const alone = scaleOf(input, catalogue, false).weigh();
  return isLadder(together.level) && isLadder(alone.level) && rankOf(together.level) > rankOf(alone.level);
}

function catalogueReason(catalogue: ChosenCatalogue): Reason {
  return {
    rule: 'matter-route.catalogue',
    outcome: catalogue.tooEarly ? 'data_insufficient' : 'pass',
    because: `${catalogue.because}：${catalogue.version}`,
    basis: [systemDefault],
  };
}

function deliberateReason(input: RouteInput, level: Weighed['level']): Reason[] {
  if (input.mandate?.deliberateOnly?.includes(input.matter) !== true) return [];
  const outcome = level === 'sasac' || level === 'gov' ? 'pass' : 'not_applicable';
  const because = '委托书载明管委会只审议不决定，管委会层级改报区国资委';
  return [{ rule: 'matter-route.deliberate_only', outcome, because, basis: [systemDefault] }];
}

/** What an aggregation key sums over, by its prefix. */
const sumNames: Readonly<Record<string, string>> = {
  project: '项目',
  object: '标的',
  counterparty: '相对方',
};

function aggregateReason(input: RouteInput, items: number, raised: boolean): Reason[] {
  if (input.aggregationKey === undefined) return [];
  const because = raised ? '累计使层级升高' : '累计未使层级升高';
  return [
    {
      rule: 'matter-route.aggregate',
      outcome: 'pass',
      because: `同一${sumNames[input.aggregationKey.split(':', 1)[0] ?? ''] ?? '累计键'}并入此前 ${items} 件，${because}`,
      basis: [systemDefault],
    },
  ];
}

function termReason(input: RouteInput): Reason {
  const appraised = input.matter === 'equity_transfer' || input.matter === 'asset_disposal';
  const because = `办理时限自受理次一工作日起算，批复有效期为默认值${appraised ? '且不晚于评估基准日起一年' : ''}`;
  const basis = appraised ? [systemDefault, appraisalGuide] : [systemDefault];
  return { rule: 'matter-route.terms', outcome: 'pass', because, basis };
}

function inOrder(blocks: readonly Block[]): Block[] {
  return blockCodes.flatMap((code) => blocks.filter((block) => block.code === code));
}

/**
 * Who decides a matter, how, on what papers and within what time. `level` is `blocked` exactly when there are
 * blocks; missing data block and never lower the level. Refuses nothing: the input has been parsed.
 */
export function routeMatter(input: RouteInput): RouteOutput {
  const catalogue = chooseCatalogue(input);
  const { parameters } = catalogue;
  const scale = scaleOf(input, catalogue, true);
  const weighed = scale.weigh();
  const raised = isRaised(input, catalogue, weighed);
  const common = commonBlocks(input, catalogue, weighed.missing);
  const blocks = inOrder([...common, ...scale.blocks]);
  const level: MatterLevel = blocks.length > 0 ? 'blocked' : weighed.level;
  const decision = decisionOf(input, weighed.level, weighed.missing.length === 0, parameters);
  const variant = variantOf(input);
  const called = calledFor(input, weighed.level, parameters);
  const prerequisites = prerequisitesOf(parameters, input.matter, variant, called);
  const aggregate = aggregateOf(input, parameters);
  return {
    level,
    decision,
    ...instrumentsOf(input.company, level),
    ...(aggregate === null
      ? {}
      : { aggregate: { amount: formatYuan(aggregate.amount), items: aggregate.items, raised } }),
    prerequisites,
    materials: materialsOf(input, decision, prerequisites, parameters),
    timeLimit: {
      days: timeLimitOf(parameters, input.matter, variant, input.urgent === true),
      unit: 'working',
    },
    validity: validityOf(parameters, input.matter, variant),
    linked: linkedMatters(input, parameters),
    blocks,
    warnings: warningsOf(input, raised, parameters),
    catalogueVersion: catalogue.version,
    reasons: [
      catalogueReason(catalogue),
      ...scale.reasons,
      ...aggregateReason(input, aggregate?.items.length ?? 0, raised),
      ...deliberateReason(input, weighed.level),
      ...blockReasons(common),
      termReason(input),
    ],
    rulebook: rulebookOn(asOfDay(input)),
  };
}
