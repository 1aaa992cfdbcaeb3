import type { Basis, Reason } from '../kernel/basis.ts';
import { higher, type LadderLevel, levelNames, type MatterSlug, oneUp } from './matter-slug.ts';
import type { Parameters } from './parameter-lookup.ts';
import type { PlaceLevel } from './parameters-v1.ts';
import type { Block, BlockCode } from './route-codes.ts';

/** Where a matter ends up before the blocks are looked at. */
export type Weighed = {
  readonly level: LadderLevel | 'party' | 'report';
  /** Input fields on which the level hangs and which are not there. */
  readonly missing: readonly string[];
};

/** Collects what a matter's table, its raising, its floors and its bars say; weighs them at the end. */
export type Scale = ReturnType<typeof createScale>;

type Weights = { table: LadderLevel; raised: boolean; floor: LadderLevel };

function settle(weights: Weights, deliberateOnly: boolean): LadderLevel {
  const level = higher(weights.raised ? oneUp(weights.table) : weights.table, weights.floor);
  return deliberateOnly && level === 'committee' ? 'sasac' : level;
}

function lifted(known: Weights, possible: Weights): Weights {
  return {
    table: higher(known.table, possible.table),
    raised: known.raised || possible.raised,
    floor: higher(known.floor, possible.floor),
  };
}

/** Lays one matter on the scale. All unknowns can only lift a level, so they matter only if lifting changes it. */
export function createScale(slug: MatterSlug, deliberateOnly: boolean, parameters: Parameters) {
  const known: Weights = { table: 'file', raised: false, floor: 'file' };
  const possible: Weights = { table: 'file', raised: false, floor: 'file' };
  const unknown: string[] = [];
  const needed: string[] = [];
  const reasons: Reason[] = [];
  const blocks: Block[] = [];
  let aside: 'party' | 'report' | null = null;

  const say = (rule: string, outcome: Reason['outcome'], because: string, basis: readonly Basis[]): void => {
    reasons.push({ rule: `${slug}.${rule}`, outcome, because, basis: [...basis] });
  };
  return {
    reasons,
    blocks,
    /** The figures in force for this case. */
    parameters,
    say,
    /** A line of the matter's own table that applies. */
    table(level: LadderLevel, rule: string, because: string, ...basis: Basis[]): void {
      known.table = higher(known.table, level);
      say(rule, 'pass', `${because}：${levelNames[level]}`, basis);
    },
    /** 提一级. */
    raise(rule: string, because: string, ...basis: Basis[]): void {
      known.raised = true;
      say(rule, 'pass', `${because}，提一级`, basis);
    },
    /** 至少: laid on after raising. */
    floor(level: LadderLevel, rule: string, because: string, ...basis: Basis[]): void {
      known.floor = higher(known.floor, level);
      say(rule, 'pass', `${because}：至少${levelNames[level]}`, basis);
    },
    /** Party work and mere reports stand outside the order of levels. */
    setAside(level: 'party' | 'report', rule: string, because: string, ...basis: Basis[]): void {
      aside = level;
      say(rule, 'pass', `${because}：${levelNames[level]}`, basis);
    },
    /** A field that is not there and could bring the table to a level. */
    mayReach(level: LadderLevel, field: string): void {
      possible.table = higher(possible.table, level);
      unknown.push(field);
    },
    /** A field that is not there and could raise the level by one. */
    mayRaise(field: string): void {
      possible.raised = true;
      unknown.push(field);
    },
    /** A field that is not there and could lay a floor. */
    mayFloor(level: LadderLevel, field: string): void {
      possible.floor = higher(possible.floor, level);
      unknown.push(field);
    },
    /** A field without which nothing can be said. */
    needs(field: string): void {
      needed.push(field);
    },
    /** A bar of the law: `barred` decides. */
    bar(code: BlockCode, barred: boolean, because: string, otherwise: string, ...basis: Basis[]): void {
      say(code.toLowerCase(), barred ? 'fail' : 'pass', barred ? because : otherwise, basis);
      if (barred) blocks.push({ code, because });
    },
    /** The answer so far. */
    weigh(): Weighed {
      if (aside !== null) return { level: aside, missing: [...new Set(needed)] };
      const level = settle(known, deliberateOnly);
      const atMost = settle(lifted(known, possible), deliberateOnly);
      const missing = level === atMost ? needed : [...needed, ...unknown];
      return { level, missing: [...new Set(missing)] };
    },
  };
}

/** 提一级, where the zone has left it on. */
export function raiseIf(scale: Scale, raises: boolean, rule: string, because: string, basis: Basis): void {
  if (raises) scale.raise(rule, because, basis);
  else scale.say(rule, 'not_applicable', `${because}，按目录不提级`, [basis]);
}

/** A bar of the zone's own: looked at only where the catalogue has it on. */
export function barIf(
  scale: Scale,
  barred: boolean,
  code: BlockCode,
  facts: { readonly holds: boolean; readonly because: string; readonly otherwise: string },
  basis: Basis,
): void {
  if (barred) scale.bar(code, facts.holds, facts.because, facts.otherwise, basis);
  else scale.say(code.toLowerCase(), 'not_applicable', `${facts.because}：按目录不作限制`, [basis]);
}

/** A mere report, unless the zone wants it decided. */
export function place(scale: Scale, level: PlaceLevel, rule: string, because: string, basis: Basis): void {
  if (level === 'report') scale.setAside(level, rule, because, basis);
  else scale.table(level, rule, because, basis);
}
