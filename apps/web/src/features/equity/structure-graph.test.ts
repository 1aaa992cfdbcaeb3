import { describe, expect, it } from 'vitest';
import { neighbourDates, type Structure, structureGraph } from './structure-graph.ts';

const whole = { fraction: '1/1', percent: '100.000000' };
const node = (id: string, more: Partial<Structure['nodes'][number]> = {}): Structure['nodes'][number] => ({
  id,
  name: id,
  kind: 'company',
  nameStatus: 'known',
  level: 2,
  controlled: true,
  effective: whole,
  violation: false,
  exemption: null,
  ...more,
});

const structure: Structure = {
  nodes: [
    node('sasac', { kind: 'state', level: null, controlled: false }),
    node('committee', { kind: 'committee', level: null, controlled: false }),
    node('group', { level: 1 }),
    node('partner', { level: null, controlled: false }),
  ],
  holdings: [
    { holder: 'sasac', target: 'group', share: whole },
    { holder: 'group', target: 'partner', share: { fraction: '1/3', percent: '33.333333' } },
  ],
  duties: [{ from: 'sasac', to: 'committee', label: '委托书' }],
  dates: [],
};

describe('structureGraph', () => {
  it('keeps an entrusted committee out of the layers of holding', () => {
    const graph = structureGraph(structure);
    expect(graph.layered.map((n) => n.id)).toEqual(['sasac', 'group', 'partner']);
    expect(graph.beside.map((n) => n.id)).toEqual(['committee']);
    expect(graph.edges.find((e) => e.target === 'committee')).toMatchObject({ kind: 'duty', control: false });
  });

  it('draws control only along holdings of controlled companies', () => {
    const { edges } = structureGraph(structure);
    expect(edges.find((e) => e.target === 'group')?.control).toBe(true);
    expect(edges.find((e) => e.target === 'partner')).toMatchObject({ control: false, label: '33.33%' });
  });

  it('leaves out a line to an entity it was not given', () => {
    const graph = structureGraph({
      ...structure,
      holdings: [{ holder: 'x', target: 'group', share: whole }],
    });
    expect(graph.edges.filter((e) => e.kind === 'holding')).toEqual([]);
  });
});

describe('neighbourDates', () => {
  it('finds the change in force and its neighbours', () => {
    const dates = ['2026-11-30', '2023-09-01', '2024-01-01'];
    expect(neighbourDates(dates, '2026-11-29')).toEqual({
      previous: '2023-09-01',
      current: '2024-01-01',
      next: '2026-11-30',
    });
    expect(neighbourDates(dates, '2020-01-01')).toEqual({
      previous: null,
      current: null,
      next: '2023-09-01',
    });
  });
});
