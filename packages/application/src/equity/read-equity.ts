import { changeDays, type HeldRow, heldOn, overdrawnOn } from '@guanyun/db/equity/holdings.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import {
  allMandates,
  type NamedOrganization,
  organizationsOn,
} from '@guanyun/db/organizations/organization.store.ts';
import { capTable, tableOfHoldings } from '@guanyun/domain/equity/cap-table.ts';
import {
  judgeLevel,
  type LevelCheck,
  type LevelsRead,
  readLevels,
} from '@guanyun/domain/equity/level-check.ts';
import { ownershipRule } from '@guanyun/domain/equity/ownership.rule.ts';
import { holdingsIn } from '@guanyun/domain/equity/plan-compare.ts';
import type { CapTableBasis } from '@guanyun/domain/equity/share-transaction.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { formatFraction, ratio, showRatio } from '@guanyun/domain/kernel/ratio.ts';
import { ask } from '../kernel/ask.ts';
import type { Deps } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { levelsOn, shownLevels } from './level-exemptions.ts';
import { absorptionsOn, registerOf, transactionsOf } from './register.ts';

/** The register's three readings as users name them. */
export type Reading = 'register' | 'registration' | 'decision';
export const basisOf: Record<Reading, CapTableBasis> = {
  register: 'register_book',
  registration: 'registration',
  decision: 'decision',
};

type HeldTable = ReturnType<typeof tableOfHoldings>;

/**
 * Who held what of every company on a day, in one reading, of what was known by the end of another. The database
 * adds up; only where a sum is not the fold are a company's entries read.
 */
export async function capTablesOn(
  tx: Tx,
  asOf: LocalDate,
  reading: Reading,
  knownOn: LocalDate | null = null,
): Promise<Map<string, HeldTable>> {
  const asked = { on: asOf, by: basisOf[reading], knownOn };
  const tables = new Map<string, HeldTable>();
  for (const [target, rows] of Map.groupBy(await heldOn(tx, asked), (row) => row.targetId)) {
    const holding = (row: HeldRow) => ({ subscribed: parseYuan(row.subscribed), paid: parseYuan(row.paid) });
    tables.set(target, tableOfHoldings(new Map(rows.map((row) => [row.holderId, holding(row)]))));
  }
  for (const target of await overdrawnOn(tx, asked)) {
    const rows = await registerOf(tx, target, knownOn);
    tables.set(target, capTable(transactionsOf(rows), asOf, basisOf[reading]));
  }
  return tables;
}

/** What a body is as a holder: the state's own bodies, companies, anybody else. */
export const kindOf = (organization: NamedOrganization): 'state' | 'company' | 'other' => {
  if (organization.kind === 'sasac' || organization.kind === 'government') return 'state';
  return organization.kind === 'company' ? 'company' : 'other';
};

export type Ownership = ReturnType<typeof askOwnership>;

function askOwnership(
  organizations: readonly NamedOrganization[],
  tables: ReadonlyMap<string, HeldTable>,
  root: string | null,
) {
  const holdings = [...tables].flatMap(([owned, table]) =>
    table.holders
      .filter((h) => h.vote !== null)
      .map((h) => ({ owner: h.id, owned, share: formatFraction(h.vote ?? ratio(0n)) })),
  );
  return ask(ownershipRule, {
    entities: organizations.map((o) => ({ id: o.id, kind: kindOf(o) })),
    holdings,
    ...(root === null ? {} : { root }),
  });
}

/**
 * Ownership on a day seen from any root company, or without one only who owns what in the end; the register is read once.
 * A root that was not founded yet, or is gone, controls nobody on that day.
 */
export async function ownershipsOn(
  tx: Tx,
  on: LocalDate,
  knownOn: LocalDate | null = null,
): Promise<(root: string | null) => Ownership> {
  const organizations = await organizationsOn(tx, on);
  const tables = await capTablesOn(tx, on, 'register', knownOn);
  const there = new Set(organizations.map(({ id }) => id));
  return (root) => askOwnership(organizations, tables, root !== null && there.has(root) ? root : null);
}

/** Ownership seen from one root company, or from none. */
export const ownershipOn = async (tx: Tx, on: LocalDate, root: string | null): Promise<Ownership> =>
  (await ownershipsOn(tx, on))(root);

type Node = {
  id: string;
  name: string;
  code: string;
  kind: 'state' | 'committee' | 'company' | 'other';
  nameStatus: NamedOrganization['nameStatus'];
  /** In the reading in force. */
  level: number | null;
  /** In both readings. */
  levels: LevelsRead | null;
  controlled: boolean;
  effective: { fraction: string; percent: string } | null;
  violation: boolean;
  /** Too deep, and exempt until that day; the digest of its paper for whoever may read it. */
  exemption: { until: LocalDate; document: string | null } | null;
};

type ShownCheck = LevelCheck & { readonly paperOf: (companyId: string) => string | null };
type View = { root: string; ownership: Ownership; levels: ReadonlyMap<string, LevelsRead> };

/** Seen from every first-tier company; one that another controls is no top of its own any more, so it comes last. */
function viewsOf(
  organizations: readonly NamedOrganization[],
  tables: ReadonlyMap<string, HeldTable>,
): View[] {
  const entities = organizations.map((o) => ({ id: o.id, kind: kindOf(o) }));
  const holdings = holdingsIn(tables);
  const views = organizations
    .filter((o) => o.kind === 'company' && o.tier === 1)
    .map(({ id }) => ({
      ...{ root: id, ownership: askOwnership(organizations, tables, id) },
      levels: readLevels(entities, holdings, id),
    }));
  const below = (view: View): boolean =>
    views.some(({ root, levels }) => root !== view.root && levels.has(view.root));
  return [...views.filter((view) => !below(view)), ...views.filter(below)];
}

function nodeOf(organization: NamedOrganization, views: readonly View[], check: ShownCheck): Node {
  const { id, name, code, nameStatus } = organization;
  const kind: Node['kind'] = organization.kind === 'committee' ? 'committee' : kindOf(organization);
  const view = views.find(({ levels }) => levels.has(id));
  const levels = view?.levels.get(id) ?? null;
  const level = levels?.[check.basis] ?? null;
  const { violation, exemptUntil } = judgeLevel(check, id, level);
  const share = view?.ownership.effective.find((e) => e.owner === view.root && e.owned === id);
  return {
    ...{ id, name: name ?? '', code, kind, nameStatus, level, levels, controlled: view !== undefined },
    effective: view?.root === id ? null : (share?.ratio ?? null),
    violation,
    exemption: exemptUntil === null ? null : { until: exemptUntil, document: check.paperOf(id) },
  };
}

/** The structure on a day: holders and held, who controls which level, duties drawn apart from holdings. */
export function readStructure(
  deps: Deps,
  actor: Actor,
  asked: { asOf: LocalDate; basis: Reading; knownOn?: LocalDate | undefined },
) {
  return read(deps, actor, async (tx) => {
    const organizations = await organizationsOn(tx, asked.asOf);
    const tables = await capTablesOn(tx, asked.asOf, asked.basis, asked.knownOn ?? null);
    const absorbed = await absorptionsOn(tx, asked.asOf, basisOf[asked.basis], asked.knownOn ?? null);
    const absorptionOf = (id: string): { by: string; on: string } | null => {
      const found = absorbed.get(id);
      const by = organizations.find((o) => o.id === found?.by);
      return found === undefined ? null : { by: by?.name ?? by?.code ?? '', on: found.on };
    };
    const holders = new Set([...tables.values()].flatMap((t) => t.holders.map((h) => h.id)));
    const views = viewsOf(
      organizations.filter(({ id }) => !absorbed.has(id)),
      tables,
    );
    const check = await levelsOn(tx, asked.asOf, asked.knownOn ?? null);
    const levels = await shownLevels(tx, asked.asOf, check);
    const paperOf = (companyId: string): string | null =>
      levels.exemptions.find((one) => one.companyId === companyId && one.state === 'in_force')?.paper
        .digest ?? null;
    const shown = organizations.filter(
      (o) => o.kind === 'company' || o.kind === 'committee' || holders.has(o.id),
    );
    const mandates = (await allMandates(tx)).filter(
      (m) => m.validFrom <= asked.asOf && asked.asOf <= m.validTo,
    );
    const inDuty = new Set(mandates.flatMap((m) => [m.fromId, m.toId]));
    return {
      asOf: asked.asOf,
      levels,
      nodes: shown
        .filter((o) => o.kind !== 'committee' || inDuty.has(o.id))
        .map((o) => ({ ...nodeOf(o, views, { ...check, paperOf }), absorbed: absorptionOf(o.id) })),
      holdings: [...tables].flatMap(([target, table]) =>
        table.holders.map((h) => ({
          holder: h.id,
          target,
          share: h.vote === null ? null : showRatio(h.vote),
          subscribed: formatYuan(h.subscribed),
        })),
      ),
      duties: mandates.map((m) => ({ from: m.fromId, to: m.toId, label: m.number })),
      dates: await changeDays(tx, basisOf[asked.basis]),
    };
  });
}
