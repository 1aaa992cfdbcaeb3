import { zProposal } from '@guanyun/api/matters/proposal-input.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import { describe, expect, test } from 'vitest';
import { codeTexts } from '../../texts/codes.ts';
import { proposalTexts } from '../../texts/proposals.ts';
import type { Field } from './field.ts';
import { asked, type Values } from './field-values.ts';
import { groups } from './matter-groups.ts';
import {
  type Draft,
  draftOf,
  emptyDraft,
  papersOf,
  proposalOf,
  readDraft,
  startOf,
} from './proposal-draft.ts';
import { forms, type MatterSlug } from './proposal-fields.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const factsOf = (matter: MatterSlug, values: Values): Draft['facts'] => ({
  matter,
  values: { [matter]: values },
});
const equity: Values = {
  ...startOf('equity_transfer', '2026-08-15'),
  targetId: uuid(1),
  fromId: uuid(2),
  toId: uuid(3),
  amount: '112,000,000',
  basisDate: '2026-06-30',
};

test('facts become a proposal only when nothing is missing or wrong', () => {
  expect(proposalOf(factsOf('equity_transfer', equity), uuid(9))).toEqual({
    ...equity,
    matter: 'equity_transfer',
    companyId: uuid(9),
    amount: '112000000.00',
  });
  for (const path of ['targetId', 'fromId', 'toId', 'share', 'amount', 'basisDate', 'decidedOn'])
    expect(proposalOf(factsOf('equity_transfer', { ...equity, [path]: '' }), uuid(9))).toBeNull();
  expect(proposalOf(factsOf('equity_transfer', { ...equity, share: '3/2' }), uuid(9))).toBeNull();
  expect(proposalOf(emptyDraft().facts, uuid(9))).toBeNull();
});

test('the order in which assets were ticked does not matter', () => {
  const facts = { ...startOf('asset_disposal', '2026-08-15'), toId: uuid(3), basisDate: '2026-06-30' };
  const assets = (assetIds: string[]) => proposalOf(factsOf('asset_disposal', { ...facts, assetIds }), 'c');
  expect(assets(['b', 'a'])).toMatchObject({ assetIds: ['a', 'b'] });
  expect(assets([])).toBeNull();
});

/** Something lawful to type into a field. */
function sample({ kind, options }: Field): string | string[] {
  const typed: Partial<Record<Field['kind'], string | string[]>> = {
    amount: '1,000',
    balance: '0',
    ratio: '0.65',
    share: '3/5',
    years: '5.5',
    price: '1.25',
    exchange: '1.25',
    portions: [`${uuid(2)} 1,000`],
    year: '2026',
    date: '2026-08-15',
    yesno: 'no',
    company: uuid(1),
    holder: uuid(2),
    receiver: uuid(3),
    giver: uuid(5),
    assets: [uuid(4)],
    many: [...(options ?? [])],
    other: 'name:示例公司',
  };
  return typed[kind] ?? '示例';
}
/** Every form, filled in once for each code of each of its choices. */
const filledIn = matterSlugs.flatMap((matter) => {
  const fields = forms[matter];
  const plain: Values = Object.fromEntries(fields.map((field) => [field.path, sample(field)]));
  const choices = fields.filter((field) => field.kind === 'choice');
  const first = Object.fromEntries(choices.map((field) => [field.path, field.options?.[0]]));
  return choices
    .flatMap((field) => (field.options ?? []).map((option) => ({ ...plain, ...first, [field.path]: option })))
    .concat(choices.length === 0 ? [plain] : [])
    .map((values): [MatterSlug, Values] => [matter, values]);
});

describe('the forms of the fourteen', () => {
  test.each(filledIn)('%s, filled in, is a proposal that the server takes', (matter, values) => {
    const proposal = proposalOf(factsOf(matter, values), uuid(9));
    expect(zProposal.safeParse(proposal).error?.issues).toBeUndefined();
    const opened = draftOf({ title: 'x', proposal: zProposal.parse(proposal), records: [], materials: [] });
    expect(proposalOf(opened.facts, uuid(9))).toEqual(proposal);
  });

  test.each(matterSlugs)('%s says what is missing: each field that must be filled in is missed', (matter) => {
    const [, values] = filledIn.find(([slug]) => slug === matter) as [MatterSlug, Values];
    for (const { path, optional } of asked(forms[matter], values)) {
      const { [path]: _gone, ...others } = values;
      const complete = proposalOf(factsOf(matter, others), uuid(9)) !== null;
      if (optional) expect(complete).toBe(true);
      else expect([path, complete]).toEqual([path, false]);
    }
  });

  test('each is offered once, and every code has its name in both languages', () => {
    expect(groups.flatMap((group) => group.slugs).sort()).toEqual([...matterSlugs].sort());
    const codes = Object.values(forms).flatMap((fields) =>
      fields.flatMap(({ path, options }) => (options ?? []).map((code) => `proposal.${path}.${code}`)),
    );
    const deciders = matterSlugs.map((slug) => `decider.${slug}`);
    for (const key of [...codes, ...deciders]) expect(Object.keys(proposalTexts)).toContain(key);
    for (const slug of matterSlugs) expect(Object.keys(codeTexts)).toContain(`slug.${slug}`);
  });
});

test('a key of another matter is refused, and a receiver is asked for at its field', () => {
  const proposal = proposalOf(factsOf('equity_transfer', equity), uuid(9));
  const at = (input: object) => zProposal.safeParse(input).error?.issues.map(({ path }) => path.join('.'));
  expect(at({ ...proposal, debt: '1.00' })).toEqual(['']);
  const { toId: _nobody, ...without } = proposal as Record<string, unknown>;
  expect(at(without)).toEqual(['toId']);
  expect(at({ ...without, mode: 'non_public' })).toEqual(['counterparty']);
  expect(at({ ...without, mode: 'public' })).toBeUndefined();
  expect(at({ ...without, mode: undefined, toId: uuid(3) })).toBeUndefined();
});

describe('the terms of a merger or division', () => {
  const said = { subject: '整合', purpose: '整合', resettled: 'no', decidedOn: '2026-08-15' };
  const made = (values: Values) => proposalOf(factsOf('reorganization', { ...said, ...values }), uuid(9));
  const wrong = (values: Values) =>
    zProposal.safeParse(made(values)).error?.issues.map(({ path }) => path.join('.'));
  const division = {
    ...{ 'facts.type': 'division', 'division.receiverId': uuid(2), 'division.capital': '5000' },
    'division.portions': [`${uuid(3)} 3,000`, `${uuid(4)} 2000`],
  };

  test('go with their own type, and are opened again as they were typed', () => {
    const merger = { 'absorption.absorberId': uuid(2), 'absorption.exchange': '1.5' };
    expect(made({ 'facts.type': 'merger', ...merger })).toMatchObject({
      absorption: { absorberId: uuid(2), exchange: '1.5' },
    });
    expect(made({ 'facts.type': 'conversion', ...merger })).not.toHaveProperty('absorption');
    expect(made({ 'facts.type': 'merger', ...merger, 'absorption.exchange': '0.9' })).toBeNull();
    const proposal = made(division);
    expect(wrong(division)).toBeUndefined();
    expect(proposal).toMatchObject({
      division: { capital: '5000.00', portions: [{ holderId: uuid(3), subscribed: '3000.00' }, {}] },
    });
    const opened = draftOf({ title: 'x', proposal: zProposal.parse(proposal), records: [], materials: [] });
    expect(proposalOf(opened.facts, uuid(9))).toEqual(proposal);
  });

  test('are refused where they do not add up, or where both sides are one company', () => {
    expect(made({ ...division, 'division.portions': [' 3000'] })).toBeNull();
    expect(made({ ...division, 'division.portions': [`${uuid(3)} 三千`] })).toBeNull();
    expect(wrong({ ...division, 'division.portions': [`${uuid(3)} 3000`] })).toEqual(['division']);
    const twice = { ...division, 'division.portions': [`${uuid(3)} 3000`, `${uuid(3)} 2000`] };
    expect(wrong(twice)).toEqual(['division']);
    expect(wrong({ ...division, 'division.receiverId': uuid(9) })).toEqual(['division']);
    const merger = { 'facts.type': 'merger', 'absorption.exchange': '1', 'absorption.absorberId': uuid(9) };
    expect(wrong(merger)).toEqual(['absorption']);
    const other = { ...(made(merger) as object), facts: { type: 'conversion' } };
    expect(zProposal.safeParse(other).success).toBe(false);
  });
});

test('a draft survives being kept; what cannot be read is no draft', () => {
  const draft = {
    ...emptyDraft(),
    facts: factsOf('equity_transfer', equity),
    steps: { PARTY: { heldOn: '2026-08-12' } },
  };
  expect(readDraft(JSON.stringify(draft))).toEqual(draft);
  const strange = { ...draft, facts: { matter: 'lottery', values: {} } };
  for (const kept of [null, '', '{', '{"facts":1}', JSON.stringify(strange)])
    expect(readDraft(kept)).toBeNull();
});

test('steps without a date and files nobody asked for are not sent', () => {
  const draft: Draft = {
    ...emptyDraft(),
    steps: {
      PARTY: { heldOn: '2026-08-12', outcome: 'approved', baseDate: '' },
      BOARD: { outcome: 'approved' },
      SH: { heldOn: '2026-08-16' },
    },
    materials: { M1: { name: 'a.pdf', digest: 'd1' }, S9: { name: 'b.pdf', digest: 'd2' } },
  };
  const route = {
    prerequisites: [
      { code: 'PARTY' as const, need: 'required' as const },
      { code: 'BOARD' as const, need: 'required' as const },
    ],
    materials: [{ code: 'M1', name: '请示' }],
  };
  expect(papersOf(draft, route)).toEqual({
    records: [{ code: 'PARTY', heldOn: '2026-08-12', outcome: 'approved' }],
    materials: [{ code: 'M1', name: 'a.pdf', digest: 'd1' }],
  });
});

test('a matter opened for revision holds what it held', () => {
  const proposal = zProposal.parse(proposalOf(factsOf('equity_transfer', equity), uuid(9)));
  const draft = draftOf({
    title: 'x',
    proposal,
    records: [{ code: 'PARTY', heldOn: '2026-08-12', outcome: 'approved' }],
    materials: [{ code: 'M1', name: 'a.pdf', digest: 'd1', required: true }],
  });
  expect(proposalOf(draft.facts, uuid(9))).toEqual(proposal);
  expect(draft.steps).toEqual({ PARTY: { heldOn: '2026-08-12', outcome: 'approved' } });
  expect(readDraft(JSON.stringify(draft))).toEqual(draft);
});
