import { balancesOn, ledgerEntries } from '@guanyun/db/assets/ledger-balance.store.ts';
import {
  type CardSums,
  cardSums,
  checkTotal,
  clusterNets,
  failingLines,
  type LineCheck,
  type Scope,
} from '@guanyun/db/assets/reconciliation.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { AssetClass } from '@guanyun/domain/assets/asset-class.ts';
import { ledgerAccounts, ledgerChecks, ledgerSides } from '@guanyun/domain/assets/ledger-accounts.ts';
import type { ReconcileCheckName } from '@guanyun/domain/assets/reconcile.ts';
import { addDays, type LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { type Fen, fen, formatYuan, parseYuan, sumFen } from '@guanyun/domain/kernel/money.ts';
import { type Deps, today } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { clusterNames, organizationNames, personNames } from '../organizations/names.ts';

/** Green: all lines agree. Red: some do not. Grey: there is nothing to lay beside the cards. */
export type Light = {
  check: ReconcileCheckName;
  state: 'green' | 'red' | 'grey';
  compared: number;
  failing: number;
  difference: string;
};
export type Reconciled = Awaited<ReturnType<typeof readReconciliation>>;

const lineChecks = ['count', 'transfer_pairs'] as const satisfies readonly LineCheck[];

const light = (check: ReconcileCheckName, compared: number, failing: number, difference: string): Light => ({
  ...{ check, compared, failing, difference },
  state: failing > 0 ? 'red' : compared === 0 ? 'grey' : 'green',
});

/** The month that was over last. */
const lastMonthEnd = (on: LocalDate): LocalDate => addDays(`${on.slice(0, 8)}01` as LocalDate, -1);

const amountsOf = (card: CardSums) => ({
  cost: parseYuan(card.cost),
  depreciation: parseYuan(card.depreciation),
  impairment: parseYuan(card.impairment),
});

/** Cards against what the company says its ledger has. Public-benefit assets and debts stand in no account of assets. */
async function ledgerOf(tx: Tx, scope: Scope, cards: readonly CardSums[]) {
  const id = scope.organizationId;
  const lines = id === null ? [] : await balancesOn(tx, id, scope.asOf);
  const entries = id === null ? [] : await ledgerEntries(tx, id, scope.asOf);
  const own = cards.filter((card) => !card.publicBenefit && card.class !== 'payable');
  const accounts = ledgerChecks(
    own.map((card) => ({
      ...{ class: card.class as AssetClass, leased: card.leased },
      ...amountsOf(card),
    })),
    lines.map(({ account, amount }) => ({ account, amount: parseYuan(amount) })),
    scope.asOf as LocalDate,
  );
  const person = await personNames(
    tx,
    entries.map((entry) => entry.personId),
  );
  const entered = entries.map(({ entryId, personId, recordedAt, document }) => ({
    ...{ id: entryId, by: person(personId), at: recordedAt.toISOString(), document },
  }));
  const lights = ledgerSides.map((side): Light => {
    const its = accounts.filter((each) => each.side === side);
    const gap = formatYuan(sumFen(its.map(({ cards: on, ledger }) => fen(on - ledger))));
    // An entry without a balance of this side says that there is none.
    return entered.length === 0
      ? light(`ledger_${side}`, 0, 0, '0.00')
      : light(`ledger_${side}`, Math.max(its.length, 1), its.filter(({ passed }) => !passed).length, gap);
  });
  const shown = accounts.map(({ cards: on, ledger, ...rest }) => ({
    ...rest,
    ...{ cards: formatYuan(on), ledger: entered.length === 0 ? null : formatYuan(ledger) },
  }));
  return { lights, accounts: shown, entered };
}

/** Clusters: the cards of each against the sums kept beside them. */
function clusterChecks(cards: readonly CardSums[], sums: readonly { clusterId: string; net: string }[]) {
  const onCards = new Map<string, Fen>();
  for (const card of cards) {
    const { cost, depreciation, impairment } = amountsOf(card);
    const net = (onCards.get(card.clusterId) ?? 0n) + cost - depreciation - impairment;
    onCards.set(card.clusterId, fen(net));
  }
  const inSums = new Map(sums.map(({ clusterId, net }) => [clusterId, parseYuan(net)]));
  return [...new Set([...onCards.keys(), ...inSums.keys()])].map((id) => {
    const [one, other] = [onCards.get(id) ?? fen(0n), inSums.get(id) ?? fen(0n)];
    return { id, cards: one, sums: other, passed: one === other };
  });
}

/** The whole reconciliation of a scope inside a transaction: the rule `reconcile`, set-based. */
export async function reconcileScope(tx: Tx, scope: Scope) {
  const cards = await cardSums(tx, scope);
  const add = (pick: (card: CardSums) => string): number =>
    cards.reduce((sum, card) => sum + Number(pick(card)), 0);
  const gap = formatYuan(sumFen(cards.map((card) => parseYuan(card.gap))));
  const certificates = light(
    'certificate_area',
    add((c) => c.certified),
    add((c) => c.differing),
    gap,
  );
  const lines = new Map<string, Light>();
  for (const check of lineChecks) {
    const { compared, failing, difference } = await checkTotal(tx, check, scope);
    lines.set(check, light(check, compared, failing, difference));
  }
  const homeless = cards.reduce((sum, card) => sum + (card.inCluster ? 0 : Number(card.today)), 0);
  const clusters = clusterChecks(cards, await clusterNets(tx, scope));
  const clusterGap = formatYuan(sumFen(clusters.map(({ cards: on, sums }) => fen(sums - on))));
  const wrong = clusters.filter(({ passed }) => !passed).length;
  const ledger = await ledgerOf(tx, scope, cards);
  const of = (check: LineCheck): Light[] => {
    const one = lines.get(check);
    return one === undefined ? [] : [one];
  };
  return {
    lights: [
      ...of('count'),
      ...ledger.lights,
      certificates,
      ...of('transfer_pairs'),
      light(
        'cluster_membership',
        add((card) => card.today),
        homeless,
        String(homeless),
      ),
      light('cluster_net', clusters.length, wrong, clusterGap),
    ],
    accounts: ledger.accounts,
    entered: ledger.entered,
    clusters,
    items: add((card) => card.items),
  };
}

export type ReconciliationAsked = {
  readonly organizationId?: string | undefined;
  readonly asOf?: string | undefined;
};

/** A company asks about itself unless it names another; the committee about the whole zone. */
function scopeOf(deps: Deps, actor: Actor, asked: ReconciliationAsked): Scope {
  const own = actor.post.side === 'company' ? actor.post.organizationId : null;
  return { organizationId: asked.organizationId ?? own, asOf: asked.asOf ?? lastMonthEnd(today(deps)) };
}

/** The lights of a company on a day, last month's end unless one is given. */
export function readReconciliation(deps: Deps, actor: Actor, asked: ReconciliationAsked) {
  return read(deps, actor, async (tx) => {
    const scope = scopeOf(deps, actor, asked);
    const { organizationId: id, asOf } = scope;
    const organization = await organizationNames(tx, asOf);
    const cluster = await clusterNames(tx, asOf);
    const { clusters, ...answer } = await reconcileScope(tx, scope);
    const mayEnter = actor.post.kind === 'company_finance' && actor.post.organizationId === id;
    return {
      ...answer,
      ...{ asOf, organization: id === null ? null : organization(id), ledgerAccounts },
      clusters: clusters.map((each) => ({
        ...{ cluster: cluster(each.id), cards: formatYuan(each.cards) },
        ...{ sums: formatYuan(each.sums), passed: each.passed },
      })),
      may: mayEnter ? ['assets.enterLedger'] : [],
      today: today(deps),
    };
  });
}

const PAGE = 50;

/** The lines of a light that fail, by code. */
export function listFailing(
  deps: Deps,
  actor: Actor,
  asked: ReconciliationAsked & { readonly check: LineCheck; readonly cursor?: string | undefined },
) {
  return read(deps, actor, async (tx) => {
    const scope = scopeOf(deps, actor, asked);
    const items = await failingLines(tx, asked.check, scope, asked.cursor ?? null, PAGE);
    return { items, nextCursor: items.length === PAGE ? (items.at(-1)?.key ?? null) : null };
  });
}
