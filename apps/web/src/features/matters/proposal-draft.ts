import { tryParseRatio } from '@guanyun/domain/kernel/ratio.ts';
import type { Matter, Proposal } from './matter-data.ts';
import { yuanFromText } from './yuan-text.ts';

/** The facts of a proposal as they stand in the form. */
export type Facts = {
  matter: Proposal['matter'];
  targetId?: string | undefined;
  fromId?: string | undefined;
  toId?: string | undefined;
  share?: string | undefined;
  amount?: string | undefined;
  assetIds?: string[] | undefined;
  basisDate?: string | undefined;
  decidedOn?: string | undefined;
};
/** One step before the proposal as it stands in the form. */
export type StepEntry = {
  heldOn?: string | undefined;
  outcome?: string | undefined;
  baseDate?: string | undefined;
  document?: string | undefined;
};
/** What has been filled in so far, complete or not; kept on this device until it is proposed. */
export type Draft = {
  facts: Facts;
  /** Whether the rules have been asked about these facts. */
  checked: boolean;
  title: string;
  steps: Record<string, StepEntry>;
  materials: Record<string, { name: string; digest: string }>;
};
/** Steps and materials as the server takes them. */
export type Papers = {
  records: { code: StepCode; heldOn: string; outcome?: StepOutcome; baseDate?: string; document?: string }[];
  materials: { code: string; name: string; digest: string }[];
};
export type StepCode = Matter['route']['prerequisites'][number]['code'];
type StepOutcome = 'approved' | 'heard' | 'rejected';

/** A share between 0 (excluded) and 1 (included). */
export function isShare(typed: string): boolean {
  const share = tryParseRatio(typed.trim());
  return share !== null && share.numerator > 0n && share.numerator <= share.denominator;
}

/** An empty draft of a company that decided on that day. */
export const emptyDraft = (today: string): Draft => ({
  facts: { matter: 'equity_transfer', share: '1/1', decidedOn: today },
  checked: false,
  title: '',
  steps: {},
  materials: {},
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const texts = (value: Record<string, unknown>, optional: boolean): boolean =>
  Object.values(value).every((one) => typeof one === 'string' || (optional && one === undefined));

function isFacts(value: unknown): value is Facts {
  if (!isRecord(value)) return false;
  const { matter, assetIds, ...rest } = value;
  const ids =
    assetIds === undefined || (Array.isArray(assetIds) && assetIds.every((id) => typeof id === 'string'));
  return (matter === 'equity_transfer' || matter === 'asset_disposal') && ids && texts(rest, true);
}

function isDraft(value: unknown): value is Draft {
  if (!isRecord(value)) return false;
  const { facts, checked, title, steps, materials } = value;
  const entries = (of: unknown, needs: readonly string[]): boolean =>
    isRecord(of) &&
    Object.values(of).every((one) => isRecord(one) && texts(one, false) && needs.every((key) => key in one));
  return (
    isFacts(facts) &&
    typeof checked === 'boolean' &&
    typeof title === 'string' &&
    entries(steps, []) &&
    entries(materials, ['name', 'digest'])
  );
}

/** The draft kept under a key, if one is kept and still readable. */
export function readDraft(kept: string | null): Draft | null {
  if (kept === null) return null;
  try {
    const parsed: unknown = JSON.parse(kept);
    return isDraft(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

const filled = (value: string | undefined): value is string => value !== undefined && value.trim() !== '';

/** The proposal that the facts make; null while something is missing or wrong. */
export function proposalOf(facts: Facts, companyId: string): Proposal | null {
  const { matter, targetId, fromId, toId, share, amount, assetIds, basisDate, decidedOn } = facts;
  if (!filled(toId) || !filled(basisDate) || !filled(decidedOn)) return null;
  const common = { companyId, toId, basisDate, decidedOn };
  if (matter === 'asset_disposal')
    return assetIds === undefined || assetIds.length === 0
      ? null
      : { matter, ...common, assetIds: [...assetIds].sort() };
  const yuan = yuanFromText(amount ?? '');
  if (!filled(targetId) || !filled(fromId) || !filled(share) || !isShare(share) || yuan === null) return null;
  return { matter, ...common, targetId, fromId, share: share.trim(), amount: yuan };
}

const outcomes: readonly string[] = ['approved', 'heard', 'rejected'] satisfies StepOutcome[];

/** The steps that have a date, and the files for the materials that are asked for. */
export function papersOf(draft: Draft, route: Pick<Matter['route'], 'prerequisites' | 'materials'>): Papers {
  return {
    records: route.prerequisites.flatMap(({ code }) => {
      const { heldOn, outcome, baseDate, document } = draft.steps[code] ?? {};
      if (!filled(heldOn)) return [];
      return [
        {
          code,
          heldOn,
          ...(outcome !== undefined && outcomes.includes(outcome) ? { outcome: outcome as StepOutcome } : {}),
          ...(filled(baseDate) ? { baseDate } : {}),
          ...(filled(document) ? { document } : {}),
        },
      ];
    }),
    materials: route.materials.flatMap(({ code }) => {
      const file = draft.materials[code];
      return file === undefined ? [] : [{ code, ...file }];
    }),
  };
}

/** A matter as it stands, opened for revision. */
export function draftOf(matter: Pick<Matter, 'title' | 'proposal' | 'records' | 'materials'>): Draft {
  const { companyId: _own, ...facts } = matter.proposal;
  return {
    facts: 'assetIds' in facts ? { ...facts, assetIds: [...facts.assetIds] } : facts,
    checked: true,
    title: matter.title,
    steps: Object.fromEntries(matter.records.map(({ code, ...entry }) => [code, entry])),
    materials: Object.fromEntries(matter.materials.map(({ code, name, digest }) => [code, { name, digest }])),
  };
}
