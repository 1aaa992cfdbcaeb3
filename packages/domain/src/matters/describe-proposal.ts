import { paperDate } from './official-paper.ts';
import { amountInFull } from './paper-words.ts';
import type { Proposal } from './proposal.ts';

export type NameOf = (id: string) => string;

/** 1/1 → 100%, 51/100 → 51%, 1/3 → 1/3: exact, or left as a fraction. */
function shareText(share: string): string {
  const [numerator = '1', denominator = '1'] = share.split('/');
  const hundredths = (Number(numerator) * 10_000) / Number(denominator);
  return Number.isInteger(hundredths) ? `${hundredths / 100}%` : share;
}

/**
 * What is to be done, in sentences of a paper, from the facts alone. `nameOf` names organisations and assets. A kind
 * of proposal without sentences of its own says its amount only.
 */
export function describeProposal(proposal: Proposal, amount: string | null, nameOf: NameOf): string[] {
  const value = amount === null ? [] : [`本事项涉及金额${amountInFull(amount)}。`];
  switch (proposal.matter) {
    case 'equity_transfer':
      return [
        `将${nameOf(proposal.fromId)}持有的${nameOf(proposal.targetId)}${shareText(proposal.share)}股权无偿划转至${nameOf(proposal.toId)}，划转基准日为${paperDate(proposal.basisDate)}。`,
        ...value,
      ];
    case 'asset_disposal':
      return [
        `将${nameOf(proposal.companyId)}所有的${proposal.assetIds.map(nameOf).filter(Boolean).join('、')}（共${proposal.assetIds.length}项资产）无偿划转至${nameOf(proposal.toId)}，划转基准日为${paperDate(proposal.basisDate)}。`,
        ...value,
      ];
    default:
      return value;
  }
}
