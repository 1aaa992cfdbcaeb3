import type { LocalDate } from '../kernel/local-date.ts';
import type { Fen } from '../kernel/money.ts';

/** How the committee entrusts a listed matter: 代建 entrusted construction, or 购买服务 purchased services. */
export type CooperationMode = 'entrusted' | 'purchased';

/** One line of the list of cooperation matters 合作事项清单. An absent cap, term or cluster list is no limit. */
export type CooperationItem = {
  readonly code: string;
  readonly category: 'investment_promotion' | 'construction' | 'enterprise_service';
  readonly mode: CooperationMode;
  /** Companies that may take the matter on. Plays no part in matching. */
  readonly eligible: readonly string[];
  readonly clusters?: readonly string[] | undefined;
  readonly capSingle?: Fen | undefined;
  readonly capAnnual?: Fen | undefined;
  /** Whether the caps are tax-inclusive amounts; true when absent. */
  readonly capsTaxIncluded?: boolean | undefined;
  /** Longest term, in months. */
  readonly termMax?: number | undefined;
  readonly procurementCode?: string | undefined;
  readonly effectiveFrom?: LocalDate | undefined;
  readonly effectiveTo?: LocalDate | undefined;
};

/** One version of the list. Both dates are included; no `effectiveTo` is open-ended. */
export type CooperationList = {
  readonly version: string;
  readonly status: 'draft' | 'in_review' | 'decided' | 'published' | 'superseded' | 'revoked';
  readonly effectiveFrom: LocalDate;
  readonly effectiveTo?: LocalDate | undefined;
  readonly fairCompetition: 'passed' | 'missing' | 'failed';
  readonly items: readonly CooperationItem[];
};

/** What of a matter takes part in finding its item. */
export type ItemClaim = {
  readonly item?: string | undefined;
  readonly procurementCode?: string | undefined;
  readonly cluster?: string | undefined;
  readonly decidedOn: LocalDate;
};

/** What the lists say on the day of decision; `item` and `list` are null where none, or more than one, is found. */
export type ListMatch = {
  readonly list: CooperationList | null;
  readonly item: CooperationItem | null;
  readonly problem: 'LISTS_OVERLAP' | 'AMBIGUOUS_ITEM' | 'N05' | 'NO_ITEM' | null;
};

type Period = {
  readonly effectiveFrom?: LocalDate | undefined;
  readonly effectiveTo?: LocalDate | undefined;
};

function covers(period: Period, on: LocalDate): boolean {
  const begun = period.effectiveFrom === undefined || period.effectiveFrom <= on;
  return begun && (period.effectiveTo === undefined || on <= period.effectiveTo);
}

/** A version binds a day when it was published (superseded since or not) and its dates cover the day. */
export function listInForce(list: CooperationList, on: LocalDate): boolean {
  return (list.status === 'published' || list.status === 'superseded') && covers(list, on);
}

function answers(item: CooperationItem, claim: ItemClaim): boolean {
  const named =
    claim.item === undefined
      ? claim.procurementCode !== undefined && item.procurementCode === claim.procurementCode
      : item.code === claim.item;
  if (!named || item.clusters === undefined) return named;
  return claim.cluster !== undefined && item.clusters.includes(claim.cluster);
}

function mostSpecific(items: readonly CooperationItem[]): readonly CooperationItem[] {
  const naming = items.filter((item) => item.clusters !== undefined);
  return items.length > 1 && naming.length > 0 ? naming : items;
}

/** Whether some item of some version, not in force on the day, would have answered the claim. */
function answeredAtAnotherTime(lists: readonly CooperationList[], claim: ItemClaim): boolean {
  return lists.some((list) =>
    list.items.some(
      (item) =>
        answers(item, claim) && !(listInForce(list, claim.decidedOn) && covers(item, claim.decidedOn)),
    ),
  );
}

/** Finds the version in force on the day of decision and the one item that answers the claim. */
export function matchItem(lists: readonly CooperationList[], claim: ItemClaim): ListMatch {
  const inForce = lists.filter((list) => listInForce(list, claim.decidedOn));
  const list = inForce[0];
  if (list === undefined) return { list: null, item: null, problem: 'N05' };
  if (inForce.length > 1) return { list: null, item: null, problem: 'LISTS_OVERLAP' };
  const found = mostSpecific(
    list.items.filter((item) => answers(item, claim) && covers(item, claim.decidedOn)),
  );
  const item = found[0];
  if (found.length > 1) return { list, item: null, problem: 'AMBIGUOUS_ITEM' };
  if (item !== undefined) return { list, item, problem: null };
  return { list, item: null, problem: answeredAtAnotherTime(lists, claim) ? 'N05' : 'NO_ITEM' };
}
