import { describe, expect, test } from 'vitest';
import { askRule } from '../kernel/rule.ts';
import { mustTenderRule } from './must-tender.rule.ts';

type Json = Record<string, unknown>;

const state = { funds: [{ kind: 'state_enterprise', amount: '100000000.00' }] };
const works = (amount: string, rest: Json = {}): Json => ({ id: 'L', kind: 'works', amount, ...rest });

function ask(project: Json, lots: Json[], rest: Json = {}) {
  const answer = askRule(mustTenderRule, { project, lots, ...rest });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  expect(mustTenderRule.output.safeParse(answer.output).error).toBeUndefined();
  return answer.output;
}
const code = (project: Json, lot: Json, rest: Json = {}) => ask(project, [lot], rest).lots[0]?.code;

describe('scope', () => {
  const funds = (...pairs: [string, string][]): Json => ({
    funds: pairs.map(([kind, amount]) => ({ kind, amount })),
  });
  test.each([
    [funds(['budget', '2000000.00'], ['private', '18000000.00']), 'budget'],
    [funds(['budget', '1999999.99'], ['private', '10000000.00']), 'none'],
    [funds(['budget', '2000000.00'], ['private', '18000000.01']), 'none'],
    [funds(['budget', '8000000.00'], ['state_enterprise', '92000000.00']), 'state_funds'],
    [funds(['state_enterprise', '50.00'], ['private', '50.00']), 'none'],
    [funds(['state_enterprise', '50.01'], ['private', '49.99']), 'state_funds'],
    [{ ...funds(['private', '100.00']), stateControls: true }, 'state_funds'],
    [funds(['foreign_aid', '0.01'], ['private', '100.00']), 'foreign_aid'],
    [{ ...funds(['private', '100.00']), sector: 'energy' }, 'sector'],
    [{ ...funds(['private', '100.00']), sector: 'other' }, 'none'],
  ])('%j: %s', (project, reason) => {
    const out = ask(project, [works('9000000.00')]);
    expect(out).toMatchObject({ scopeReason: reason, inScope: reason !== 'none', blocks: [] });
    expect(out.lots[0]?.mustTender).toBe(reason !== 'none');
  });
  test('no funds at all cannot be judged', () => {
    expect(ask({ funds: [] }, []).blocks).toMatchObject([{ code: 'DATA_INSUFFICIENT' }]);
  });
});

describe('size', () => {
  test.each([
    ['works', '3999999.99', 'BELOW'],
    ['works', '4000000.00', 'REACHES'],
    ['goods', '1999999.99', 'BELOW'],
    ['goods', '2000000.00', 'REACHES'],
    ['survey', '999999.99', 'BELOW'],
    ['design', '1000000.00', 'REACHES'],
    ['supervision', '1000000.00', 'REACHES'],
    ['other_service', '99000000.00', 'NOT_LISTED_SERVICE'],
  ])('%s for %s: %s', (kind, amount, expected) => {
    expect(code(state, { id: 'L', kind, amount })).toBe(expected);
  });
  test('lots that could be let together are added up, others are not', () => {
    const lots = [
      { id: 'a', kind: 'survey', amount: '600000.00', mergeable: 'x' },
      { id: 'b', kind: 'design', amount: '400000.00', mergeable: 'x' },
      { id: 'c', kind: 'design', amount: '600000.00', mergeable: 'y' },
      { id: 'd', kind: 'goods', amount: '1500000.00', mergeable: 'x' },
      { id: 'e', kind: 'design', amount: '900000.00', mergeable: 'x', provisional: true },
    ];
    expect(ask(state, lots).lots.map(({ id, code: each, counted }) => `${id} ${each} ${counted}`)).toEqual([
      'a REACHES_TOGETHER 1000000.00',
      'b REACHES_TOGETHER 1000000.00',
      'c BELOW 600000.00',
      'd BELOW 1500000.00',
      'e BELOW 900000.00',
    ]);
  });
  test('a general contract is judged part by part, never as a whole', () => {
    const parts = { works: '3999999.99', goods: '2000000.00', services: '5000000.00' };
    expect(ask(state, [works('1.00', { epc: parts })]).lots[0]).toMatchObject({
      code: 'EPC_PART',
      counted: '2000000.00',
      threshold: '2000000.00',
      mustTender: true,
    });
    const small = { works: '3999999.99', goods: '1999999.99', services: '999999.99' };
    expect(ask(state, [works('6999999.97', { epc: small })]).lots[0]).toMatchObject({
      code: 'BELOW',
      counted: null,
      threshold: null,
    });
  });
  test('an addition up to a tenth, in Chongqing only', () => {
    const lot = works('5000000.00', { addendumTo: { amount: '50000000.00' } });
    expect(code(state, lot, { jurisdiction: 'chongqing' })).toBe('ADDENDUM_WITHIN_10');
    expect(code(state, lot)).toBe('REACHES');
    expect(code(state, { ...lot, amount: '5000000.01' }, { jurisdiction: 'chongqing' })).toBe('REACHES');
  });
});

describe('exemptions', () => {
  test.each([
    [{ kind: 'security_or_disaster' }, false],
    [{ kind: 'security_or_disaster', document: 'D1' }, true],
    [{ kind: 'self_build', document: 'D1', claimant: 'subsidiary', capable: true }, false],
    [{ kind: 'self_build', document: 'D1', claimant: 'tenderer' }, false],
    [{ kind: 'self_build', document: true, claimant: 'tenderer', capable: true }, true],
    [{ kind: 'self_build', document: false, claimant: 'tenderer', capable: true }, false],
  ])('%j holds: %s', (exemption, holds) => {
    const out = ask({ ...state, exemption }, [works('9000000.00')]);
    expect(out.exemption?.holds).toBe(holds);
    expect(out.lots[0]?.code).toBe(holds ? 'EXEMPT' : 'REACHES');
  });
});

test('what need not be tendered may still be government procurement', () => {
  const mixed = { funds: [{ kind: 'budget', amount: '5000000.00' }] };
  expect(ask(mixed, [works('1.00'), works('4000000.00')]).lots.map((lot) => lot.next)).toEqual([
    'government_procurement',
    'tender',
  ]);
  expect(ask(state, [works('1.00')]).lots[0]?.next).toBe('free');
});

describe('open or invited', () => {
  test.each([
    [{ requested: 'open' }, 'open', true],
    [{ requested: 'invited' }, 'open', false],
    [{ requested: 'invited', ground: 'few_bidders' }, 'open', false],
    [{ requested: 'invited', ground: 'few_bidders', document: 'D' }, 'open', true],
    [{ requested: 'invited', ground: 'cost_disproportionate', document: 'D' }, 'open', true],
    [{ requested: 'invited', ground: 'other', document: 'D' }, 'open', false],
  ])('%j', (method, required, allowed) => {
    expect(ask({ ...state, method }, [works('4000000.00')]).method).toMatchObject({ required, allowed });
  });
  test('free where no lot must be tendered', () => {
    const method = { requested: 'invited' };
    expect(ask({ ...state, method }, [works('1.00')]).method).toMatchObject({
      required: 'free',
      allowed: true,
    });
  });
});
