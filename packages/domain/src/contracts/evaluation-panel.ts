import type { Finding, Reason } from '../kernel/basis.ts';
import { lawOn } from '../kernel/dated.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { type Jurisdiction, panelLaw } from './tender-law.ts';

/** What may be wrong with an evaluation committee, in the order in which it is told. */
export const panelProblems = [
  'TOO_FEW_MEMBERS',
  'EVEN_NUMBER',
  'SEATS_DO_NOT_ADD_UP',
  'TOO_FEW_EXPERTS',
  'TOO_MANY_REPRESENTATIVES',
  'REPRESENTATIVE_BARRED',
] as const;
export type PanelProblem = (typeof panelProblems)[number];

/** An evaluation committee 评标委员会. Of experts and representatives the one not given is the rest. */
export type PanelInput = {
  readonly members: number;
  readonly experts?: number | undefined;
  readonly tendererRepresentatives?: number | undefined;
  /** Somebody in whom the tenderer has an interest bids. */
  readonly interestedBidder?: boolean | undefined;
  readonly jurisdiction?: Jurisdiction | undefined;
};

export type Panel = {
  readonly lawful: boolean;
  readonly minimumExperts: number;
  readonly maximumRepresentatives: number;
  readonly problems: readonly PanelProblem[];
  readonly blocks: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly reasons: readonly Reason[];
};

/** The least number of experts for a share of the panel: rounded up, never to the nearest. */
function expertsOf(members: number, share: { numerator: bigint; denominator: bigint }): number {
  return Number((BigInt(members) * share.numerator + share.denominator - 1n) / share.denominator);
}

function sentences(panel: Omit<Panel, 'reasons' | 'lawful'>, least: number): Record<PanelProblem, string> {
  return {
    TOO_FEW_MEMBERS: `评标委员会成员不得少于 ${least} 人`,
    EVEN_NUMBER: '评标委员会成员人数须为单数',
    SEATS_DO_NOT_ADD_UP: '技术、经济专家与招标人代表之和不等于成员人数',
    TOO_FEW_EXPERTS: `技术、经济专家不得少于 ${panel.minimumExperts} 人`,
    TOO_MANY_REPRESENTATIVES: `招标人代表不得多于 ${panel.maximumRepresentatives} 人`,
    REPRESENTATIVE_BARRED: '与招标人有利害关系的投标人参加投标，招标人不得派代表',
  };
}

/** Whether an evaluation committee is lawfully made up. With neither part given, only its number is judged. */
export function evaluationPanel(input: PanelInput, on?: LocalDate): Panel {
  const { members, jurisdiction = 'CN' } = input;
  const law = lawOn(panelLaw[jurisdiction], on);
  const barred = law.interestBars && input.interestedBidder === true;
  const rest = members - expertsOf(members, law.expertShare);
  const maximumRepresentatives = barred ? 0 : Math.min(rest, law.mostRepresentatives ?? rest);
  const minimumExperts = members - maximumRepresentatives;
  const { experts: namedExperts, tendererRepresentatives: namedOwn } = input;
  const experts = namedExperts ?? (namedOwn === undefined ? null : members - namedOwn);
  const own = namedOwn ?? (namedExperts === undefined ? null : members - namedExperts);
  const wrong: Record<PanelProblem, boolean> = {
    TOO_FEW_MEMBERS: members < law.leastMembers,
    EVEN_NUMBER: members % 2 === 0,
    SEATS_DO_NOT_ADD_UP: experts !== null && own !== null && experts + own !== members,
    TOO_FEW_EXPERTS: experts !== null && experts < minimumExperts,
    TOO_MANY_REPRESENTATIVES: own !== null && own > maximumRepresentatives,
    REPRESENTATIVE_BARRED: barred && own !== null && own > 0,
  };
  const problems = panelProblems.filter((code) => wrong[code]);
  const panel = { minimumExperts, maximumRepresentatives, problems, blocks: [], warnings: [] };
  const said = sentences(panel, law.leastMembers);
  const basis = [...law.basis];
  const lawful = problems.length === 0;
  const because = `成员 ${members} 人，专家至少 ${minimumExperts} 人，招标人代表至多 ${maximumRepresentatives} 人`;
  return {
    lawful,
    ...panel,
    reasons: lawful
      ? [{ rule: 'PANEL', outcome: 'pass', because, basis }]
      : problems.map((rule) => ({ rule, outcome: 'fail', because: said[rule], basis })),
  };
}
