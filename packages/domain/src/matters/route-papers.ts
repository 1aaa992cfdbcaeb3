import type { Prerequisite } from './catalogue-v1.ts';
import type { MatterLevel, MatterSlug, StepCode } from './matter-slug.ts';
import { decisionIn, ownMaterials, type Parameters } from './parameter-lookup.ts';
import { type GeneralPaper, generalPapers } from './parameters-papers.ts';
import type { RouteInput } from './route-input.ts';

type DecisionKind = 'approve' | 'verify' | 'file' | 'report';
type Instrument = 'reply' | 'vote_instruction' | 'filing_receipt' | 'forward' | 'none';
export type Material = { code: string; name: string };

/** The type, mode, direction or kind of a matter, null where it has none or does not say. */
export function variantOf(input: RouteInput): string | null {
  switch (input.matter) {
    case 'party_building':
    case 'budget_accounts':
      return input.kind ?? null;
    case 'investment_plan':
      return input.kind ?? 'project';
    case 'bond_financing':
      return input.kind ?? 'single';
    case 'business_policy':
    case 'remuneration':
      return input.facts?.kind ?? null;
    case 'equity_transfer':
    case 'asset_disposal':
      return input.facts?.mode ?? null;
    case 'capital_change':
      return input.facts?.direction ?? null;
    case 'reorganization':
      return input.facts?.type ?? null;
    case 'articles_amendment':
      return input.facts?.registrationItemsOnly === true ? 'registration_items_only' : null;
    default:
      return null;
  }
}

/** Conditional steps that the facts of this case call for. */
export function calledFor(input: RouteInput, level: MatterLevel, { isOn }: Parameters): StepCode[] {
  if (input.matter === 'investment_plan') {
    const above = level === 'sasac' || level === 'gov';
    const acquires = input.special?.includes('controlling_acquisition') === true;
    const experts = above && isOn('investment_plan.called_for.expert_above_committee');
    const appraised = acquires && isOn('investment_plan.called_for.appraisal_acquisition');
    return [...(experts ? (['EXPERT'] as const) : []), ...(appraised ? (['AUDIT', 'APPR'] as const) : [])];
  }
  // A free transfer of assets stands on the audit only between a wholly state-owned company and its own.
  if (input.matter === 'asset_disposal') {
    const outside = input.facts?.mode === 'free_transfer' && input.facts.withinGroupWholly !== true;
    return outside && isOn('asset_disposal.called_for.appraisal_free_transfer') ? ['APPR'] : [];
  }
  const newcomer = input.matter === 'capital_change' && input.facts?.newShareholder === true;
  return newcomer && isOn('capital_change.called_for.appraisal_newcomer') ? ['APPR'] : [];
}

/** How the matter is decided: approval, verification, filing or report. `known` is false while data are missing. */
export function decisionOf(
  input: RouteInput,
  level: MatterLevel,
  known: boolean,
  parameters: Parameters,
): DecisionKind {
  if (level === 'report') return 'report';
  if (level === 'file' && known) return 'file';
  const bond =
    input.matter === 'bond_financing' && input.kind !== 'annual_plan' && input.facts?.instrument === 'bond';
  return decisionIn(parameters, input.matter, bond ? 'bond' : variantOf(input));
}

/** What the committee may hand out, and what ends the case once the higher body has agreed. */
export function instrumentsOf(
  company: RouteInput['company'],
  level: MatterLevel,
): { instrument: Instrument; finalInstrument: Exclude<Instrument, 'forward'> } {
  if (level === 'blocked' || level === 'report') return { instrument: 'none', finalInstrument: 'none' };
  if (level === 'file') return { instrument: 'filing_receipt', finalInstrument: 'filing_receipt' };
  const voted = company.tier === 1 && company.form !== 'wholly_state_owned';
  const finalInstrument = voted ? 'vote_instruction' : 'reply';
  const forwarded = level === 'sasac' || level === 'gov';
  return { instrument: forwarded ? 'forward' : finalInstrument, finalInstrument };
}

function isAskedFor(paper: GeneralPaper, tier: number, required: ReadonlySet<string>): boolean {
  if (paper.only === undefined) return true;
  return paper.only === 'chain' ? tier > 1 : required.has(paper.only);
}

/** The papers to hand in: the general list, what the required steps leave behind, and the matter's own. */
export function materialsOf(
  input: RouteInput,
  decision: DecisionKind,
  prerequisites: readonly Prerequisite[],
  parameters: Parameters,
): Material[] {
  const required = new Set<string>(
    prerequisites.filter((step) => step.need === 'required').map((step) => step.code),
  );
  const first = decision === 'approve' || decision === 'verify' ? '请示' : '报告';
  const general = generalPapers.filter(
    (paper) =>
      parameters.isOn(`procedure.material.${paper.code}`) && isAskedFor(paper, input.company.tier, required),
  );
  return [
    ...general.map(({ code, zh }) => ({ code, name: code === 'M1' ? first : zh })),
    ...ownMaterials(parameters, input.matter).map((name, index) => ({ code: `S${index + 1}`, name })),
  ];
}

/** Matters that have to move along with this one. */
export function linkedMatters(input: RouteInput, { isOn }: Parameters): MatterSlug[] {
  const endsTheCompany = new Set(['dissolution', 'liquidation', 'bankruptcy']);
  const articles = (on: boolean): MatterSlug[] => (on ? ['articles_amendment'] : []);
  switch (input.matter) {
    case 'party_building':
      return articles(input.kind === 'party_articles' && isOn('party_building.linked.articles_amendment'));
    case 'capital_change':
      return articles(isOn('capital_change.linked.articles_amendment'));
    case 'reorganization': {
      const ends = endsTheCompany.has(input.facts?.type ?? '');
      return articles(!ends && isOn('reorganization.linked.articles_amendment'));
    }
    case 'profit_distribution':
      return isOn('profit_distribution.linked.budget_accounts') ? ['budget_accounts'] : [];
    default:
      return [];
  }
}
