import { describe, expect, it } from 'vitest';
import { type Structure, structureGraph } from './structure-graph.ts';
import { layoutStructure, NODE_SIZE } from './structure-layout.ts';

const whole = { fraction: '1/1', percent: '100.000000' };
const node = (id: string, kind: Structure['nodes'][number]['kind']): Structure['nodes'][number] => ({
  id,
  name: id,
  kind,
  nameStatus: 'known',
  level: null,
  controlled: kind === 'company',
  effective: null,
  violation: false,
  exemption: null,
});

describe('layoutStructure', () => {
  it('puts holders above the held and an entrusted committee level with who entrusts it', async () => {
    const graph = structureGraph({
      nodes: [
        node('sasac', 'state'),
        node('group', 'company'),
        node('a', 'company'),
        node('committee', 'committee'),
      ],
      holdings: [
        { holder: 'sasac', target: 'group', share: whole },
        { holder: 'group', target: 'a', share: whole },
      ],
      duties: [{ from: 'sasac', to: 'committee', label: '委托书' }],
      dates: [],
    });
    const { places, routes } = await layoutStructure(graph);
    const at = Object.fromEntries(places.map((place) => [place.id, place]));
    const bottom = (id: string) => (at[id]?.y ?? 0) + NODE_SIZE.height;
    expect(bottom('sasac')).toBeLessThan(at.group?.y ?? 0);
    expect(bottom('group')).toBeLessThan(at.a?.y ?? 0);
    expect(at.committee?.y).toBe(at.sasac?.y);
    expect(at.committee?.x).toBeGreaterThan((at.sasac?.x ?? 0) + NODE_SIZE.width);
    expect([...routes.values()].every((route) => route.length >= 2)).toBe(true);
  });

  it('lays out nothing as nothing', async () => {
    const graph = structureGraph({ nodes: [], holdings: [], duties: [], dates: [] });
    expect((await layoutStructure(graph)).places).toEqual([]);
  });
});
