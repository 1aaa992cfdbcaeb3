import { randomUUID } from 'node:crypto';
import type { MatterContent, Proposal } from '@guanyun/domain/matters/proposal.ts';
import type { Gather } from '../route-case.ts';
import { laidOn } from './laid-levels.ts';
import type { Case, Kind, Level, Variant } from './model-case.ts';
import type { Day } from './model-days.ts';
import { amountAt } from './model-standing.ts';
import { paper, type Zone } from './model-zone.ts';
import type { Command } from './procedure-law.ts';

/** The companies of a case, and under which key its amounts accumulate. */
export type Parties = {
  zone: Zone;
  company: string;
  /** The other company of a joint case: its own in each sequence, for what it owes bars its next matter. */
  participant: string;
  key: string;
  subsidiary: boolean;
};

const equityFacts: Partial<Record<Level, Record<string, unknown>>> = {
  file: { subject: 'subsidiary', mode: 'free_transfer', withinGroupWholly: true, losesControl: false },
  sasac: { subject: 'participation', mode: 'public', losesControl: false },
  gov: { subject: 'tier1', mode: 'public', losesControl: false },
};

/** The facts that bring the case to the level of the command, or too few of them. */
export function gatherOf(p: Parties, c: Case, k: Pick<Command, 'level' | 'blocked'>): Gather {
  const facts = {
    asset_disposal: { class: 'other', mode: 'public' },
    equity_transfer: equityFacts[k.level] ?? equityFacts.sasac ?? {},
    donation: {
      ...{ yearTotalBefore: '0.00', budgeted: k.level !== 'sasac', lossMaking: false, wagesOwed: false },
      disasterRelief: false,
    },
  }[c.kind];
  if (k.level === 'report' || k.level === 'party') laidOn.set(p.key, k.level);
  return async () => ({
    facts: k.blocked && c.kind === 'equity_transfer' ? {} : facts,
    amount: k.blocked ? null : `${amountAt(c.kind, k.level)}.00`,
    parties: [p.company],
    aggregationKey: p.key,
    stateShare: '1',
    firstTierId: p.subsidiary ? p.zone.firstTier : null,
  });
}

const stepCodes = [
  ...['PARTY', 'MGMT', 'SWC', 'BOARD', 'SH', 'LEGAL', 'COMPL', 'EXPERT', 'RISK', 'DD', 'FS', 'AUDIT'],
  ...['APPR', 'CRED', 'PUB'],
];
const materialCodes = [
  ...Array.from({ length: 14 }, (_, i) => `M${i + 1}`),
  ...Array.from({ length: 12 }, (_, i) => `S${i + 1}`),
];
const heldOn: Record<string, Day> = {
  ...{ PARTY: '2026-06-01', SWC: '2026-06-02', BOARD: '2026-06-03', SH: '2026-06-04' },
};

function proposalOf(p: Parties, kind: Kind, urgent: boolean): Proposal {
  const common = {
    ...{ companyId: p.company, toId: p.zone.firstTier, basisDate: '2026-03-31', decidedOn: '2026-06-04' },
    ...(urgent ? { urgent: { cause: '抢险' } } : {}),
  };
  const proposals: Record<Kind, Proposal> = {
    // A sale is carried out in the register; a lease is reported, as the gift is.
    asset_disposal: { ...common, matter: 'asset_disposal', mode: 'lease', assetIds: [] },
    equity_transfer: {
      ...{ ...common, matter: 'equity_transfer', mode: 'public', targetId: p.company, fromId: p.company },
      ...{ share: '1', amount: '1.00' },
    },
    donation: {
      ...{ ...common, matter: 'donation', subject: '示例捐赠', purpose: '示例', amount: '1.00', facts: {} },
      counterparty: { name: '示例学校' },
    },
  };
  return proposals[kind];
}

/** A gift is not appraised. */
const recordsOf = (kind: Kind, variant: Variant): MatterContent['records'] =>
  stepCodes
    .filter((code) => (variant !== 'noBoard' || code !== 'BOARD') && (kind !== 'donation' || code !== 'APPR'))
    .map((code) => ({
      ...{ code, outcome: 'approved' as const, baseDate: '2026-03-31' },
      heldOn: variant === 'future' && code === 'LEGAL' ? '2026-12-31' : (heldOn[code] ?? '2026-06-01'),
    }));

/** What is handed in; a new version always differs, so that its digest does. */
export function contentOf(p: Parties, c: Case, variant: Variant, urgent: boolean): MatterContent {
  const without = variant === 'major' ? 'M4' : variant === 'minor' || variant === 'promised' ? 'M13' : '';
  const promises = variant === 'major' || variant === 'promised' || variant === 'needless';
  const records = recordsOf(c.kind, variant);
  const materials = materialCodes.filter((code) => code !== without);
  return {
    ...{ title: `示例事项 ${c.version} ${randomUUID()}`, proposal: proposalOf(p, c.kind, urgent), records },
    materials: materials.map((code) => ({ code, name: code, digest: paper })),
    ...(c.joint ? { participants: [{ companyId: p.participant, amount: '100.00', records }] } : {}),
    ...(promises ? { lacking: { codes: [without === '' ? 'M13' : without], promise: '十日内补齐' } } : {}),
  };
}
