import type { LocalDate } from '../kernel/local-date.ts';
import { formatYuan, multiplyRatio, parseYuan } from '../kernel/money.ts';
import { divide, ONE, parseRatio } from '../kernel/ratio.ts';
import type { Proposal, ProposalOf } from '../matters/proposal.ts';
import type { Plan, PlanItem, PlanItemOf } from './plan.ts';

/** A matter that an item becomes. What is `attached` follows its main matter: an articles amendment after the change. */
export type PlannedMatter = { readonly role: 'main' | 'attached'; readonly proposal: Proposal };

export type ProposalContext = {
  readonly plan: Pick<Plan, 'title' | 'groupId' | 'basisDate'>;
  readonly nameOf: (id: string) => string;
  readonly isCompany: (id: string) => boolean;
  readonly holds: (holder: string, companyId: string) => boolean;
  /** Whether the state loses its majority in the target; null where the register does not say. */
  readonly losesControl: (companyId: string) => boolean | null;
  /** Audited net assets of a company, yuan; null where nobody has said. */
  readonly netAssetsOf: (companyId: string) => string | null;
  readonly decidedOn: LocalDate;
};

type Moved = PlanItemOf<'free_transfer' | 'acquisition' | 'contribution_in_kind'>;

const purposeOf = ({ plan }: ProposalContext): string => `实施《${plan.title}》`;

/** The giver proposes where it is a company; what the investor itself gives is proposed by the company that takes it. */
function transfer(context: ProposalContext, item: Moved, amount: string): ProposalOf<'equity_transfer'> {
  const { plan, nameOf, isCompany, decidedOn } = context;
  const toId = item.method === 'contribution_in_kind' ? plan.groupId : item.toId;
  return {
    matter: 'equity_transfer',
    companyId: isCompany(item.fromId) ? item.fromId : toId,
    targetId: item.companyId,
    ...{ fromId: item.fromId, toId, share: item.share, amount, decidedOn, basisDate: plan.basisDate },
    mode: item.method === 'free_transfer' ? 'free_transfer' : 'non_public',
    subject: `${nameOf(item.companyId)}的股权`,
    purpose: purposeOf(context),
  };
}

/**
 * What passes for nothing is measured by its net assets. Where those are not known the company completes its case with them:
 * an amount is no term of a free transfer.
 */
const worth = ({ netAssetsOf }: ProposalContext, { companyId, share }: Moved): string => {
  const known = netAssetsOf(companyId);
  return known === null ? '0.00' : formatYuan(multiplyRatio(parseYuan(known), parseRatio(share)));
};

type Change = {
  readonly companyId: string;
  readonly holderId: string;
  readonly amount: string;
  readonly price: string;
};

function increase(
  context: ProposalContext,
  { companyId, holderId, amount, price }: Change,
): ProposalOf<'capital_change'> {
  const { nameOf, holds, losesControl, decidedOn } = context;
  return {
    ...{ matter: 'capital_change', companyId, decidedOn, amount },
    counterparty: { id: holderId },
    // As the register will take it: what the investment buys at that price.
    capital: {
      ...{ holderId, price },
      subscribed: formatYuan(multiplyRatio(parseYuan(amount), divide(ONE, parseRatio(price)))),
    },
    facts: {
      direction: 'increase',
      newShareholder: !holds(holderId, companyId),
      losesControl: losesControl(companyId),
    },
    subject: `${nameOf(companyId)}增加注册资本`,
    purpose: purposeOf(context),
  };
}

const amendment = (context: ProposalContext, companyId: string): ProposalOf<'articles_amendment'> => ({
  ...{ matter: 'articles_amendment', companyId, decidedOn: context.decidedOn, facts: {} },
  subject: `${context.nameOf(companyId)}章程中股东及出资额的记载`,
  purpose: purposeOf(context),
});

const merger = (
  context: ProposalContext,
  { companyId, toId, exchange }: PlanItemOf<'merger'>,
): ProposalOf<'reorganization'> => ({
  ...{ matter: 'reorganization', companyId, decidedOn: context.decidedOn },
  ...{ absorption: { absorberId: toId, exchange }, facts: { type: 'merger' } },
  subject: `${context.nameOf(toId)}吸收合并${context.nameOf(companyId)}`,
  purpose: purposeOf(context),
});

/** The matters of the catalogue that an item becomes, each main matter before what is attached to it. */
export function proposalsOf(context: ProposalContext, item: PlanItem): PlannedMatter[] {
  const main = (proposal: Proposal): PlannedMatter => ({ role: 'main', proposal });
  const articles = (companyId: string): PlannedMatter => ({
    role: 'attached',
    proposal: amendment(context, companyId),
  });
  const { companyId } = item;
  switch (item.method) {
    case 'free_transfer':
      return [main(transfer(context, item, worth(context, item))), articles(companyId)];
    case 'acquisition':
      return [main(transfer(context, item, item.price)), articles(companyId)];
    case 'contribution_in_kind': {
      const { groupId } = context.plan;
      const { fromId: holderId, invested: amount, perYuan: price } = item;
      const change = { companyId: groupId, holderId, amount, price };
      return [
        ...[main(transfer(context, item, item.invested)), articles(companyId)],
        ...[main(increase(context, change)), articles(groupId)],
      ];
    }
    case 'capital_increase': {
      const { toId: holderId, invested: amount, perYuan: price } = item;
      return [main(increase(context, { companyId, holderId, amount, price })), articles(companyId)];
    }
    default:
      return [main(merger(context, item)), articles(item.toId)];
  }
}
