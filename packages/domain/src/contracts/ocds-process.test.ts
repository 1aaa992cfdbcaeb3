import { expect, test } from 'vitest';
import { localDate } from '../kernel/local-date.ts';
import { compiledRelease, type JsonObject, nextRelease, type OcdsRelease } from './ocds-merge.ts';
import { type OcdsContract, type OcdsTender, processState } from './ocds-process.ts';
import { releaseTags } from './ocds-tags.ts';

const party = (id: string, uscc: string | null = null) => ({ id, name: `${id}公司`, uscc });
const notice: OcdsTender = {
  ...{ number: '2026-招-001', title: '示例标段', project: 'P-1', method: 'open', state: 'published' },
  ...{ endedBecause: null, evaluation: 'composite', ceiling: '4000000.00' },
  tenderer: party('甲', '91500000MA5U00000X'),
  lots: [{ code: '01', title: '施工', kind: 'works' }],
  ...{ publishedAt: '2026-03-01T02:00:00Z', deadline: '2026-03-31T01:30:00Z' },
  ...{ objectionsUntil: localDate('2026-03-21'), papers: [], changes: [] },
  ...{ opened: null, candidate: null, awardedOn: null },
};
const signed: OcdsContract = {
  ...{ number: '2026-合-001', title: '示例标段', category: 'works', direct: null, state: 'signed' },
  ...{ buyer: party('甲', '91500000MA5U00000X'), supplier: party('乙') },
  ...{ decidedOn: localDate('2026-04-20'), signedOn: localDate('2026-04-21') },
  ...{
    completionDue: localDate('2026-12-31'),
    deliveredOn: null,
    amount: '3900000.10',
    currentAmount: '3900000.10',
  },
  ...{ measures: [], steps: [], payments: [], amendments: [], parent: null },
};

/** Releases one state after the other, and gives the tags of each. */
function releasing() {
  const releases: OcdsRelease[] = [];
  return {
    releases,
    say(state: JsonObject): string[] | null {
      const content = nextRelease(releases, state);
      if (content === null) return null;
      const known = releases.length === 0 ? {} : compiledRelease(releases);
      const number = releases.length + 1;
      const tag = releaseTags(known, content);
      releases.push({ ...content, ocid: 'x', id: `x-${number}`, date: `2026-04-0${number}T00:00:00Z`, tag });
      return tag;
    },
  };
}

test('a tender from its notice to the contract on its award: one process, a tag for each thing that became known', () => {
  const line = releasing();
  const say = (tender: Partial<OcdsTender>, contract: OcdsContract | null = null) =>
    line.say(processState('x', { ...notice, ...tender }, contract));
  const bidders = [party('乙'), party('丙')];
  const candidate = { supplier: party('乙'), price: '3900000.10' };
  const change = {
    id: 'c1',
    kind: 'amendment',
    text: '延期',
    issuedAt: '2026-03-05T00:00:00Z',
  } as const;
  expect(say({})).toEqual(['tender']);
  expect(say({})).toBeNull();
  expect(say({ changes: [change] })).toEqual(['tenderAmendment']);
  const opened = { changes: [change], opened: bidders };
  expect(say({ ...opened, state: 'opened' })).toEqual(['tenderUpdate']);
  expect(say({ ...opened, state: 'publicized', candidate })).toEqual(['award']);
  const awarded = { ...opened, state: 'awarded', candidate, awardedOn: localDate('2026-04-10') } as const;
  expect(say(awarded)).toEqual(['tenderUpdate', 'awardUpdate']);
  expect(say(awarded, signed)).toEqual(['contract']);
  expect(compiledRelease(line.releases)).toMatchObject({
    tender: { status: 'complete', numberOfTenderers: 2, procurementMethod: 'open' },
    awards: [{ id: '2026-招-001-award', status: 'active', value: { amount: 3900000.1 } }],
    contracts: [{ awardID: '2026-招-001-award', status: 'active' }],
  });
});

test('before the opening a release names no bidder and no number of bids', () => {
  const said = JSON.stringify(processState('x', notice, null));
  expect(said).not.toMatch(/tenderers|numberOfTenderers|"tenderer"/);
});

test.each([
  ['failed', 'unsuccessful', ['tenderUpdate', 'awardCancellation']],
  ['cancelled', 'cancelled', ['tenderCancellation', 'awardCancellation']],
] as const)('a tender that %s takes its candidate with it and says why', (state, status, tags) => {
  const line = releasing();
  const of = { opened: [party('乙')], candidate: { supplier: party('乙'), price: '1.00' } };
  line.say(processState('x', { ...notice, ...of, state: 'publicized' }, null));
  expect(line.say(processState('x', { ...notice, ...of, state, endedBecause: '投诉成立' }, null))).toEqual(
    tags,
  );
  expect(compiledRelease(line.releases)).toMatchObject({
    tender: { status, milestones: [{ description: '投诉成立' }] },
    awards: [{ status: 'cancelled' }],
  });
});

test('who is buyer and supplier is one party with its code as identifier; without a code the zone’s own', () => {
  const direct = { details: '直接发包', rationale: '未达限额' };
  const { parties } = processState('x', null, { ...signed, direct }) as { parties: object[] };
  expect(parties).toEqual([
    {
      ...{ id: 'CN-USCI-91500000MA5U00000X', name: '甲公司', roles: ['buyer'] },
      identifier: { scheme: 'CN-USCI', id: '91500000MA5U00000X', legalName: '甲公司' },
    },
    { id: 'GUANYUN-乙', name: '乙公司', identifier: { legalName: '乙公司' }, roles: ['supplier'] },
  ]);
});

test('a body that changes its name changes nothing else: an update of what names it', () => {
  const line = releasing();
  const direct = { details: '直接发包', rationale: '未达限额' };
  const state = (supplier: OcdsContract['supplier']) =>
    processState('x', null, { ...signed, direct, supplier });
  expect(line.say(state(party('乙')))).toEqual(['tender', 'award', 'contract']);
  expect(line.say(state({ ...party('乙'), name: '新名公司' }))).toEqual(['awardUpdate']);
});
