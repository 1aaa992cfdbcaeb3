import { earlierContracts } from '@guanyun/db/contracts/contract.store.ts';
import type { CooperationItemRow, CooperationListRow } from '@guanyun/db/contracts/contracts.model.ts';
import { allItems, allLists } from '@guanyun/db/contracts/cooperation-list.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { clustersOn, organizationsById } from '@guanyun/db/organizations/organization.store.ts';
import { contractClassifyRule } from '@guanyun/domain/contracts/contract-classify.rule.ts';
import { addDays, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { ask } from '../kernel/ask.ts';
import type { Deps } from '../kernel/deps.ts';
import { type Actor, read } from '../organizations/actor.ts';

/** What a manager asks at the gate; amounts in yuan. */
export type Question = {
  readonly title: string;
  readonly item?: string | undefined;
  readonly procurementCode?: string | undefined;
  readonly project?: string | undefined;
  readonly engineering: boolean;
  readonly amount: string;
  readonly taxIncluded: boolean | null;
  readonly requestedMode: 'entrusted' | 'purchased';
  readonly entityId: string;
  readonly clusterId?: string | undefined;
  readonly termMonths?: number | undefined;
  readonly agentSource?: 'authorised' | 'tendered' | 'none' | undefined;
  readonly agencyFee?: { readonly fee: string; readonly cap: string } | undefined;
  readonly fundSources: readonly {
    readonly kind: string;
    readonly amount: string;
    readonly budgetDoc?: string | undefined;
  }[];
  readonly decidedOn: string;
};

export type Classified = {
  readonly result: ReturnType<typeof contractClassifyRule.run>;
  readonly list: CooperationListRow | null;
  readonly item: CooperationItemRow | null;
};

const statusOf = {
  draft: 'draft',
  agreed: 'decided',
  published: 'published',
  superseded: 'superseded',
  revoked: 'superseded',
} as const;

/** A revoked list was in force until the day before, and is superseded by nothing after it. */
const untilOf = (list: CooperationListRow): string => {
  if (list.revokedOn === null || list.revokedOn > list.effectiveTo) return list.effectiveTo;
  return addDays(localDate(list.revokedOn), -1);
};

/** A list cannot be in force before it was published, whatever date it carries. */
const inForceFrom = (list: CooperationListRow): string =>
  list.publishedOn !== null && list.publishedOn > list.effectiveFrom ? list.publishedOn : list.effectiveFrom;

const known = <K extends string, V>(key: K, value: V | null | undefined): { [k in K]?: V } =>
  value === null || value === undefined ? {} : ({ [key]: value } as { [k in K]: V });

/** What sums are taken over: the items that the question may be found under, and its project. */
const earlierOf = (items: readonly CooperationItemRow[], question: Question, but: string | null) => ({
  items: [
    ...(question.item === undefined ? [] : [question.item]),
    ...items.filter((i) => i.procurementCode === question.procurementCode).map((i) => i.code),
  ],
  project: question.project ?? null,
  but,
});

/**
 * Asks `contract-classify` with every version of the list and what was decided before on its items and for its project,
 * but for the contract that is itself asked about again.
 */
export async function classifyQuestion(
  tx: Tx,
  question: Question,
  but: string | null = null,
): Promise<Classified> {
  const on = question.decidedOn;
  const clusters = new Map((await clustersOn(tx, on)).map((c) => [c.id, c.code]));
  const [lists, items] = [await allLists(tx), await allItems(tx)];
  const named = [...new Set([question.entityId, ...items.flatMap(({ eligible }) => eligible)])];
  const organizations = new Map((await organizationsById(tx, on, named)).map((o) => [o.id, o.code]));
  const { entityId, clusterId, ...matter } = question;
  const result = ask(contractClassifyRule, {
    matter: {
      ...JSON.parse(JSON.stringify(matter)),
      entity: organizations.get(entityId) ?? entityId,
      ...known('cluster', clusters.get(clusterId ?? '')),
    },
    lists: lists
      .filter((list) => inForceFrom(list) <= untilOf(list))
      .map((list) => ({
        version: list.version,
        status: statusOf[list.state],
        effectiveFrom: inForceFrom(list),
        effectiveTo: untilOf(list),
        fairCompetition: list.fairCompetition,
        items: items
          .filter((i) => i.listId === list.id)
          .map((i) => ({
            code: i.code,
            category: i.category,
            mode: i.mode,
            eligible: i.eligible.map((id) => organizations.get(id) ?? id),
            ...(i.clusters === null ? {} : { clusters: i.clusters.map((id) => clusters.get(id) ?? id) }),
            ...known('capSingle', i.capSingle),
            ...known('capAnnual', i.capAnnual),
            ...known('termMax', i.termMax),
            ...known('procurementCode', i.procurementCode),
          })),
      })),
    earlier: (await earlierContracts(tx, earlierOf(items, question, but))).map(({ project, ...e }) => ({
      ...e,
      ...known('project', project),
    })),
  });
  const list = lists.find((l) => l.version === result.listVersion) ?? null;
  return { result, list, item: items.find((i) => i.listId === list?.id && i.code === result.item) ?? null };
}

/** The gate's answer, without keeping anything. */
export function askGate(deps: Deps, actor: Actor, question: Question) {
  return read(deps, actor, async (tx) => {
    const { result, list, item } = await classifyQuestion(tx, question);
    return {
      result,
      list: list === null ? null : { id: list.id, version: list.version },
      item: item === null ? null : { code: item.code, scope: item.scope },
    };
  });
}
