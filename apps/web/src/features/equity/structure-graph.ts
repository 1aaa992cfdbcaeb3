import { shortPercent } from '../../components/short-percent.ts';

/** A share as it comes over the wire: exact fraction and the percent shown for it. */
export type ShownShare = { readonly fraction: string; readonly percent: string };

/** One entity of the ownership structure on a date. */
export type StructureNode = {
  readonly id: string;
  readonly name: string | null;
  readonly kind: 'state' | 'committee' | 'company' | 'other';
  readonly nameStatus: string;
  readonly level: number | null;
  readonly controlled: boolean;
  readonly effective: ShownShare | null;
  readonly violation: boolean;
  /** Too deep, and exempt until that day; the digest of its paper for whoever may read it. */
  readonly exemption: { readonly until: string; readonly document: string | null } | null;
  /** In both readings, where the page compares them. */
  readonly levels?: Readonly<Record<LevelReading, number>> | null;
  /** Taken in by another company since that day; a picture on paper does not say. */
  readonly absorbed?: { readonly by: string; readonly on: string } | null;
};
export type LevelReading = 'nearest' | 'largest';
export type Holding = { readonly holder: string; readonly target: string; readonly share: ShownShare | null };
export type Duty = { readonly from: string; readonly to: string; readonly label: string };
export type Structure = {
  readonly nodes: readonly StructureNode[];
  readonly holdings: readonly Holding[];
  readonly duties: readonly Duty[];
  readonly dates: readonly string[];
  readonly levels?: { readonly basis: LevelReading; readonly limit: number };
};

/** A line of the chart. `control` is the chain of control, drawn apart from the percentage. */
export type GraphEdge = {
  readonly id: string;
  readonly kind: 'holding' | 'duty';
  readonly source: string;
  readonly target: string;
  readonly label: string;
  readonly control: boolean;
};
export type Graph = {
  /** Entities that hold or are held: the layers of the chart. */
  readonly layered: readonly StructureNode[];
  /** Entities tied to the rest by a duty only: beside the layers, never in them. */
  readonly beside: readonly StructureNode[];
  readonly edges: readonly GraphEdge[];
};

/** The chart of a structure: holdings make the layers, a duty never does. */
export function structureGraph(structure: Structure): Graph {
  const byId = new Map(structure.nodes.map((node) => [node.id, node]));
  const tied = new Set(structure.holdings.flatMap((h) => [h.holder, h.target]));
  const steers = (id: string): boolean => {
    const node = byId.get(id);
    return node !== undefined && (node.kind === 'state' || node.controlled || node.level === 1);
  };
  const holdings = structure.holdings
    .filter((h) => byId.has(h.holder) && byId.has(h.target))
    .map(
      (h): GraphEdge => ({
        id: `holding-${h.holder}-${h.target}`,
        kind: 'holding',
        source: h.holder,
        target: h.target,
        label: h.share === null ? '—' : `${shortPercent(h.share.percent)}%`,
        control: (byId.get(h.target)?.controlled ?? false) && steers(h.holder),
      }),
    );
  const duties = structure.duties
    .filter((d) => byId.has(d.from) && byId.has(d.to))
    .map(
      (d, at): GraphEdge => ({
        id: `duty-${d.from}-${d.to}-${at}`,
        kind: 'duty',
        source: d.from,
        target: d.to,
        label: d.label,
        control: false,
      }),
    );
  return {
    layered: structure.nodes.filter((node) => tied.has(node.id)),
    beside: structure.nodes.filter((node) => !tied.has(node.id)),
    edges: [...holdings, ...duties],
  };
}

/** The change dates around a day: the last one up to it, the one before that and the next one. */
export function neighbourDates(
  dates: readonly string[],
  asOf: string,
): { previous: string | null; current: string | null; next: string | null } {
  const sorted = [...dates].sort();
  const passed = sorted.filter((date) => date <= asOf);
  return {
    current: passed.at(-1) ?? null,
    previous: passed.at(-2) ?? null,
    next: sorted.find((date) => date > asOf) ?? null,
  };
}
