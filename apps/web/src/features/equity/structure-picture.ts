import { palette } from '../../palette.ts';
import type { Graph, GraphEdge, StructureNode } from './structure-graph.ts';
import { type Layout, NODE_SIZE, type Point } from './structure-layout.ts';
import type { Mark } from './structure-marks.ts';

/** What the picture says beside the chart, in the language of the page. */
export type PictureTexts = {
  readonly title: string;
  /** Dates, reading, figures: a line each. */
  readonly lines: readonly string[];
  /** Says that the data are illustrative; null where they are not. */
  readonly illustrative: string | null;
  readonly legend: readonly { readonly key: LegendKey; readonly label: string }[];
  readonly nameOf: (entity: StructureNode) => string;
  readonly marksOf: (entity: StructureNode) => readonly Mark[];
};
export type LegendKey = 'control' | 'holding' | 'duty' | 'over' | 'exempt' | 'unsure';

/** A picture as SVG, with its size in pixels. */
export type Picture = { readonly svg: string; readonly width: number; readonly height: number };

const MARGIN = 32;
const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
const ILLUSTRATIVE_WIDTH = 120;
const tones: Readonly<Record<Mark['tone'], string>> = {
  plain: '#3a4650',
  violation: palette.cinnabar,
  exempt: palette.green,
  unsure: '#8a5606',
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Attributes = Readonly<Record<string, string | number>>;
const tag = (name: string, attributes: Attributes, content = ''): string => {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${name}${said.join('')}>${content}</${name}>`;
};
const written = (text: string, at: Point, attributes: Attributes = {}): string =>
  tag('text', { x: at.x, y: at.y, 'font-size': 12, fill: tones.plain, ...attributes }, escaped(text));

/** The width of a text, near enough: a Chinese character is as wide as it is high, a Latin one about half. */
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? size : size * 0.6), 0);

/** Lines that fit, broken at any character as Chinese is; what is too long for the last ends in dots. */
export function brokenInto(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = [''];
  for (const char of text) {
    const last = lines.at(-1) ?? '';
    if (widthOf(last + char, size) <= width) lines[lines.length - 1] = last + char;
    else lines.push(char);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), `${(kept.at(-1) ?? '').slice(0, -1)}…`];
}

/** Things in a row that break into the next where they do not fit. */
function rowsOf<T extends { readonly width: number }>(
  things: readonly T[],
  width: number,
  gap: number,
): T[][] {
  const rows: T[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const thing of things) {
    if (used + thing.width > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(thing);
    used += thing.width + gap;
  }
  return rows;
}

function borderOf({ violation, exemption, kind, controlled }: StructureNode): string {
  if (violation) return palette.cinnabar;
  if (exemption !== null) return palette.green;
  if (kind === 'committee') return palette.amber;
  if (kind === 'state') return palette.ink;
  return controlled ? palette.steel : palette.line;
}

const boxOf = (entity: StructureNode): Attributes => {
  const state = entity.kind === 'state';
  return {
    ...{ fill: state ? palette.ink : '#ffffff', stroke: borderOf(entity), rx: 4, ...NODE_SIZE },
    'stroke-width': entity.controlled || entity.kind === 'committee' ? 2 : 1,
    ...(entity.nameStatus === 'known' ? {} : { 'stroke-dasharray': '5 4' }),
  };
};

function entityDrawn(entity: StructureNode, at: Point, texts: PictureTexts): string {
  const white = entity.kind === 'state';
  const name = brokenInto(texts.nameOf(entity), 14, NODE_SIZE.width - 24, 2);
  const marks = texts.marksOf(entity).map((mark) => ({ ...mark, width: widthOf(mark.text, 12) }));
  const rows = rowsOf(marks, NODE_SIZE.width - 24, 8);
  const left = at.x + 12;
  let y = at.y + (NODE_SIZE.height - name.length * 18 - rows.length * 17 - 2) / 2;
  const drawn = [tag('rect', { x: at.x, y: at.y, ...boxOf(entity) })];
  for (const line of name) {
    const fill = white ? '#ffffff' : entity.kind === 'company' ? palette.steel : '#1c2731';
    drawn.push(written(line, { x: left, y: y + 14 }, { 'font-size': 14, 'font-weight': 600, fill }));
    y += 18;
  }
  y += 2;
  for (const row of rows) {
    let x = left;
    for (const mark of row) {
      const fill = white ? '#ffffff' : tones[mark.tone];
      drawn.push(written(mark.text, { x, y: y + 13 }, { fill }));
      x += mark.width + 8;
    }
    y += 17;
  }
  return tag('g', { 'data-entity': entity.id }, drawn.join(''));
}

function labelDrawn(text: string, at: Point, fill: string): string {
  const width = widthOf(text, 12) + 8;
  const ground = { x: at.x - width / 2, y: at.y - 9, width, height: 18, fill: '#ffffff' };
  return tag('rect', ground) + written(text, { x: at.x, y: at.y + 4 }, { 'text-anchor': 'middle', fill });
}

const pathOf = (points: readonly Point[]): string =>
  points.map((point, at) => `${at === 0 ? 'M' : 'L'} ${point.x} ${point.y}`).join(' ');

/** From the right side of who entrusts to the left side of who is entrusted. */
function dutyLine(edge: GraphEdge, places: ReadonlyMap<string, Point>): Point[] {
  const [from, to] = [places.get(edge.source), places.get(edge.target)];
  if (from === undefined || to === undefined) return [];
  const half = NODE_SIZE.height / 2;
  return [
    { x: from.x + NODE_SIZE.width, y: from.y + half },
    { x: to.x, y: to.y + half },
  ];
}

/** A duty is dashed and has no arrow: it is never drawn as a holding. */
function edgeDrawn(edge: GraphEdge, { places, routes }: Layout): string {
  const duty = edge.kind === 'duty';
  const at = new Map(places.map((place) => [place.id, place]));
  const points = duty ? dutyLine(edge, at) : (routes.get(edge.id) ?? []);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return '';
  const stroke = duty ? palette.amber : edge.control ? palette.steel : palette.line;
  const look: Attributes = duty
    ? { 'stroke-width': 1.5, 'stroke-dasharray': '6 5' }
    : {
        'stroke-width': edge.control ? 2.5 : 1.25,
        'marker-end': `url(#${edge.control ? 'control' : 'holding'})`,
      };
  const middle = duty
    ? { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 }
    : { x: last.x, y: last.y - 19 };
  const line = tag('path', { d: pathOf(points), fill: 'none', stroke, ...look });
  return tag(
    'g',
    { 'data-edge': edge.kind },
    line + labelDrawn(edge.label, middle, duty ? stroke : '#1c2731'),
  );
}

const arrow = (id: string, colour: string): string =>
  tag(
    'marker',
    {
      ...{ id, viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 12, markerHeight: 12 },
      ...{ markerUnits: 'userSpaceOnUse', orient: 'auto-start-reverse' },
    },
    tag('path', { d: 'M 0 0 L 10 5 L 0 10 z', fill: colour }),
  );

const keys: Readonly<Record<LegendKey, (at: Point) => string>> = {
  control: ({ x, y }) => tag('path', { d: `M ${x} ${y} h 24`, stroke: palette.steel, 'stroke-width': 3 }),
  holding: ({ x, y }) => tag('path', { d: `M ${x} ${y} h 24`, stroke: palette.line, 'stroke-width': 2 }),
  duty: ({ x, y }) =>
    tag('path', {
      ...{ d: `M ${x} ${y} h 24`, stroke: palette.amber, 'stroke-width': 2, 'stroke-dasharray': '6 5' },
    }),
  over: (at) => keyBox(at, { stroke: palette.cinnabar, 'stroke-width': 2 }),
  exempt: (at) => keyBox(at, { stroke: palette.green, 'stroke-width': 2 }),
  unsure: (at) => keyBox(at, { stroke: '#4a5560', 'stroke-dasharray': '3 2' }),
};
const keyBox = ({ x, y }: Point, look: Attributes): string =>
  tag('rect', { x: x + 3, y: y - 6, width: 18, height: 12, rx: 2, fill: '#ffffff', ...look });

function legendDrawn({ legend }: PictureTexts, width: number): { svg: string; height: number } {
  const things = legend.map((one) => ({ ...one, width: widthOf(one.label, 12) + 32 }));
  const rows = rowsOf(things, width, 20);
  const drawn = rows.map((row, at) => {
    let x = 0;
    const y = at * 24 + 12;
    return row
      .map((one) => {
        const there = keys[one.key]({ x, y }) + written(one.label, { x: x + 32, y: y + 4 });
        x += one.width + 20;
        return there;
      })
      .join('');
  });
  return { svg: drawn.join(''), height: rows.length * 24 };
}

/** What is around the chart: corners of the boxes and of the lines. */
function extentOf({ places, routes }: Layout) {
  const corners = [
    ...places.flatMap(({ x, y }) => [
      { x, y },
      { x: x + NODE_SIZE.width, y: y + NODE_SIZE.height },
    ]),
    ...[...routes.values()].flat(),
  ];
  const all = (pick: (point: Point) => number): number[] => corners.map(pick);
  const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Number.MAX_VALUE);
  const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
  const [left, top] = [least(all(({ x }) => x)), least(all(({ y }) => y))];
  return { left, top, width: most(all(({ x }) => x)) - left, height: most(all(({ y }) => y)) - top };
}

/** The whole chart as a picture: title, dates, what it is of, every entity and line, and the legend. */
export function structurePicture(graph: Graph, layout: Layout, texts: PictureTexts): Picture {
  const extent = extentOf(layout);
  const head = [texts.title, ...texts.lines];
  const asked = widthOf(texts.title, 20) + (texts.illustrative === null ? 0 : ILLUSTRATIVE_WIDTH);
  const inner = Math.max(extent.width, asked, 640, ...texts.lines.map((line) => widthOf(line, 13)));
  const headHeight = 56 + texts.lines.length * 22;
  const legend = legendDrawn(texts, inner);
  const width = Math.ceil(inner + 2 * MARGIN);
  const height = Math.ceil(headHeight + extent.height + legend.height + 3 * MARGIN);
  const at = new Map(layout.places.map((place) => [place.id, place]));
  const moved = `translate(${MARGIN - extent.left + (inner - extent.width) / 2} ${MARGIN + headHeight - extent.top})`;
  const parts = [
    tag('defs', {}, arrow('control', palette.steel) + arrow('holding', palette.line)),
    tag('rect', { width, height, fill: '#ffffff' }),
    ...head.map((line, row) =>
      row === 0
        ? written(
            line,
            { x: MARGIN, y: MARGIN + 20 },
            { 'font-size': 20, 'font-weight': 600, fill: palette.ink },
          )
        : written(line, { x: MARGIN, y: MARGIN + 26 + row * 22 }, { 'font-size': 13 }),
    ),
    texts.illustrative === null ? '' : stamp(texts.illustrative, width - MARGIN),
    tag(
      'g',
      { transform: moved },
      [
        ...graph.edges.map((edge) => edgeDrawn(edge, layout)),
        ...[...graph.layered, ...graph.beside].map((entity) =>
          entityDrawn(entity, at.get(entity.id) ?? { x: 0, y: 0 }, texts),
        ),
      ].join(''),
    ),
    tag('g', { transform: `translate(${MARGIN} ${height - MARGIN - legend.height})` }, legend.svg),
  ];
  const frame = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` };
  return { svg: tag('svg', { ...frame, 'font-family': FONT }, parts.join('')), width, height };
}

function stamp(text: string, right: number): string {
  const width = widthOf(text, 14) + 20;
  const box = {
    x: right - width,
    y: MARGIN,
    width,
    height: 28,
    rx: 4,
    fill: 'none',
    stroke: palette.cinnabar,
  };
  const at = { x: right - width / 2, y: MARGIN + 19 };
  const look = { 'font-size': 14, 'font-weight': 600, 'text-anchor': 'middle', fill: palette.cinnabar };
  return tag('rect', { ...box, 'stroke-width': 1.5 }) + written(text, at, look);
}
