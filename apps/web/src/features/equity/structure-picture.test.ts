import { beforeAll, describe, expect, it } from 'vitest';
import { type Structure, structureGraph } from './structure-graph.ts';
import { type Layout, layoutStructure, NODE_SIZE } from './structure-layout.ts';
import { brokenInto, type PictureTexts, structurePicture } from './structure-picture.ts';

const whole = { fraction: '1/1', percent: '100.000000' };
const node = (id: string, more: Partial<Structure['nodes'][number]> = {}): Structure['nodes'][number] => ({
  ...{ id, name: `${id}公司`, kind: 'company', nameStatus: 'known', level: 2, controlled: true },
  ...{ effective: whole, violation: false, exemption: null },
  ...more,
});
const structure: Structure = {
  nodes: [
    node('国资', { kind: 'state', level: null, controlled: false }),
    node('管委会', { kind: 'committee', level: null, controlled: false }),
    node('甲<&>'),
    node('乙', { violation: true }),
  ],
  holdings: [
    { holder: '国资', target: '甲<&>', share: whole },
    { holder: '甲<&>', target: '乙', share: whole },
  ],
  duties: [{ from: '国资', to: '管委会', label: '示例委〔2026〕1号' }],
  dates: [],
};
const texts: PictureTexts = {
  ...{ title: '示例区股权结构图', lines: ['业务日期 2026-12-01', '上限 2 级'], illustrative: '示例数据' },
  legend: [
    { key: 'holding', label: '持股' },
    { key: 'duty', label: '委托，不是持股' },
  ],
  nameOf: (entity) => entity.name ?? '',
  marksOf: (entity) => (entity.violation ? [{ text: '层级超限', tone: 'violation' }] : []),
};
const graph = structureGraph(structure);
let layout: Layout;
beforeAll(async () => {
  layout = await layoutStructure(graph);
});
const parts = (svg: string, what: string): string[] =>
  svg.split('<g ').filter((part) => part.startsWith(what));

describe('structurePicture', () => {
  it('has every entity with its name, the heading, the legend and the mark of illustrative data', () => {
    const { svg } = structurePicture(graph, layout, texts);
    expect(parts(svg, 'data-entity')).toHaveLength(4);
    for (const text of ['国资公司', '甲&lt;&amp;&gt;公司', '层级超限', texts.title, ...texts.lines])
      expect(svg).toContain(`>${text}</text>`);
    expect(svg).toContain('>示例数据</text>');
    expect(svg).toContain('>委托，不是持股</text>');
    expect(structurePicture(graph, layout, { ...texts, illustrative: null }).svg).not.toContain('示例数据');
  });

  it('draws a duty dashed and without an arrow, a holding with one', () => {
    const { svg } = structurePicture(graph, layout, texts);
    const [duty, ...others] = parts(svg, 'data-edge="duty"');
    expect(others).toEqual([]);
    expect(duty).toContain('stroke-dasharray');
    expect(duty).not.toContain('marker-end');
    expect(duty).toContain('示例委〔2026〕1号');
    const holdings = parts(svg, 'data-edge="holding"');
    expect(holdings).toHaveLength(2);
    for (const holding of holdings) expect(holding).toMatch(/marker-end.*100%/);
  });

  it('is as large as the whole chart, heading and legend', () => {
    const { width, height } = structurePicture(graph, layout, texts);
    const right = Math.max(...layout.places.map(({ x }) => x)) + NODE_SIZE.width;
    const below = Math.max(...layout.places.map(({ y }) => y)) + NODE_SIZE.height;
    expect(width).toBeGreaterThan(right);
    expect(height).toBeGreaterThan(below + 100);
  });
});

describe('brokenInto', () => {
  it('breaks Chinese anywhere and ends what is too long in dots', () => {
    expect(brokenInto('重庆綦江', 10, 20, 2)).toEqual(['重庆', '綦江']);
    expect(brokenInto('重庆綦江高新', 10, 20, 2)).toEqual(['重庆', '綦…']);
    expect(brokenInto('', 10, 20, 2)).toEqual(['']);
  });
});
