import { asked, at, isEmpty, put, typedOf, type Values, wireOf } from './field-values.ts';
import type { Matter, Proposal } from './matter-data.ts';
import { forms, type MatterSlug } from './proposal-fields.ts';

/** The matter chosen, and what has been typed for each that was ever chosen. */
export type Facts = {
  matter: MatterSlug | null;
  values: Partial<Record<MatterSlug, Values>>;
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

/** What a form says before anybody types. */
export const startOf = (matter: MatterSlug, today: string): Values => ({
  ...Object.fromEntries(
    forms[matter].flatMap(({ path, start }) => (start === undefined ? [] : [[path, start]])),
  ),
  decidedOn: today,
});

/** A draft in which not even the matter is chosen. */
export const emptyDraft = (): Draft => ({
  facts: { matter: null, values: {} },
  checked: false,
  title: '',
  steps: {},
  materials: {},
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const texts = (value: Record<string, unknown>, optional: boolean): boolean =>
  Object.values(value).every((one) => typeof one === 'string' || (optional && one === undefined));

const isTyped = (value: unknown): boolean =>
  value === undefined ||
  typeof value === 'string' ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'));

function isFacts(value: unknown): value is Facts {
  if (!isRecord(value) || !isRecord(value.values)) return false;
  const known = (slug: unknown): boolean => typeof slug === 'string' && Object.hasOwn(forms, slug);
  return (
    (value.matter === null || known(value.matter)) &&
    Object.entries(value.values).every(
      ([slug, values]) => known(slug) && isRecord(values) && Object.values(values).every(isTyped),
    )
  );
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

/** Matters that have no facts of their own, or have them in the register. */
const factless: ReadonlySet<MatterSlug> = new Set(['party_building', 'equity_transfer', 'asset_disposal']);

/** The proposal that the facts make; null while something is missing or wrong. */
export function proposalOf({ matter, values }: Facts, companyId: string): Proposal | null {
  if (matter === null) return null;
  const typed = values[matter] ?? {};
  const proposal: Record<string, unknown> = {
    matter,
    companyId,
    ...(factless.has(matter) ? {} : { facts: {} }),
  };
  for (const field of asked(forms[matter], typed)) {
    const value = typed[field.path];
    if (value === undefined || isEmpty(value)) {
      if (field.optional) continue;
      return null;
    }
    const wire = wireOf(field, value);
    if (wire === null) return null;
    put(proposal, field.path, wire);
  }
  // The fields of a form are those of its matter's proposal; the server checks every one again.
  return proposal as Proposal;
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

/** What a proposal says, as it is typed into the form of its matter. */
export const valuesOf = (proposal: Pick<Proposal, 'matter'>): Values =>
  Object.fromEntries(
    forms[proposal.matter].flatMap((field) => {
      const typed = typedOf(field, at(proposal, field.path));
      return typed === undefined ? [] : [[field.path, typed]];
    }),
  );

/** A matter as it stands, opened for revision. */
export function draftOf(
  matter: Pick<Matter, 'title' | 'records' | 'materials'> & {
    proposal: Pick<Proposal, 'matter' | 'decidedOn'>;
  },
): Draft {
  const { proposal } = matter;
  const values = { ...startOf(proposal.matter, proposal.decidedOn), ...valuesOf(proposal) };
  return {
    facts: { matter: proposal.matter, values: { [proposal.matter]: values } },
    checked: true,
    title: matter.title,
    steps: Object.fromEntries(matter.records.map(({ code, ...entry }) => [code, entry])),
    materials: Object.fromEntries(matter.materials.map(({ code, name, digest }) => [code, { name, digest }])),
  };
}
