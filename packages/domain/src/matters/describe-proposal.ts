import { paperDate } from './official-paper.ts';
import { amountInFull, sentence } from './paper-words.ts';
import type { ProposalOf } from './proposal.ts';

export type NameOf = (id: string) => string;

/** What a paper can say of a proposal, of whichever matter; what a matter does not have is left out. */
export type ToldProposal = {
  readonly matter: string;
  readonly companyId: string;
  readonly subject?: string | undefined;
  readonly purpose?: string | undefined;
  readonly mode?: string | undefined;
  readonly targetId?: string | undefined;
  readonly fromId?: string | undefined;
  readonly toId?: string | undefined;
  readonly share?: string | undefined;
  readonly assetIds?: readonly string[] | undefined;
  readonly basisDate?: string | undefined;
  readonly capital?:
    | { readonly holderId: string; readonly subscribed: string; readonly price?: string | undefined }
    | undefined;
  readonly absorption?: ProposalOf<'reorganization'>['absorption'];
  readonly division?: ProposalOf<'reorganization'>['division'];
  readonly facts?: object | undefined;
};

/** 1/1 → 100%, 51/100 → 51%, 1/3 → 1/3: exact, or left as a fraction. */
function shareText(share: string): string {
  const [numerator = '1', denominator = '1'] = share.split('/');
  const hundredths = (Number(numerator) * 10_000) / Number(denominator);
  return Number.isInteger(hundredths) ? `${hundredths / 100}%` : share;
}

/** How the thing changes hands; to transfer free of charge is what is meant where nothing is said. */
function handOver({ matter, mode, companyId, fromId, toId }: ToldProposal, nameOf: NameOf): string {
  // What a public body gives goes to the company that asks for it.
  const receiver = matter === 'asset_disposal' && fromId !== undefined ? companyId : toId;
  const to = receiver === undefined ? '' : nameOf(receiver);
  if (mode === 'lease') return to === '' ? '出租' : `出租给${to}`;
  if (mode === 'public') return '公开转让';
  if (mode === 'non_public') return `非公开协议转让${to === '' ? '' : `给${to}`}`;
  return `无偿划转至${to === '' ? '资产所在组团的运营公司' : to}`;
}

function objectText(proposal: ToldProposal, nameOf: NameOf): string | null {
  const { matter, companyId, fromId, targetId, share, assetIds } = proposal;
  if (matter === 'equity_transfer' && fromId !== undefined && targetId !== undefined)
    return `${nameOf(fromId)}持有的${nameOf(targetId)}${shareText(share ?? '1/1')}股权`;
  if (matter === 'asset_disposal' && assetIds !== undefined) {
    const names = assetIds.map(nameOf).filter((name) => name !== '');
    return `${nameOf(fromId ?? companyId)}所有的${names.join('、')}（共${assetIds.length}项资产）`;
  }
  return null;
}

/** Whose capital grows or shrinks, by how much, and at what price. */
function capitalText({ capital, companyId, facts }: ToldProposal, nameOf: NameOf): string[] {
  if (capital === undefined) return [];
  const less = (facts as { direction?: string | null } | undefined)?.direction === 'decrease';
  const price = capital.price === undefined ? '' : `，每元注册资本作价${capital.price}元`;
  const deed = less ? '减少其认缴的' : '认缴';
  return [
    `由${nameOf(capital.holderId)}${deed}${nameOf(companyId)}${less ? '' : '新增'}注册资本${amountInFull(capital.subscribed)}${price}。`,
  ];
}

/** Who takes whom in, or what becomes of which part of the capital, and on what terms. */
function reorganizationText({ absorption, division, companyId }: ToldProposal, nameOf: NameOf): string[] {
  const company = nameOf(companyId);
  if (absorption !== undefined)
    return [
      `由${nameOf(absorption.absorberId)}吸收合并${company}，${company}每${absorption.exchange}元注册资本换取${nameOf(absorption.absorberId)}1元注册资本，合并后${company}注销。`,
    ];
  if (division === undefined) return [];
  const portions = division.portions?.map(
    ({ holderId, subscribed }) => `${nameOf(holderId)}${amountInFull(subscribed)}`,
  );
  const whose = portions === undefined ? '各股东按出资比例' : `其中${portions.join('、')}，由各股东相应`;
  return [
    `${company}存续分立，分出注册资本${amountInFull(division.capital)}设立${nameOf(division.receiverId)}，${whose}持有。`,
  ];
}

/** What is to be done, in sentences of a paper, from the facts alone. `nameOf` names organisations and assets. */
export function describeProposal(proposal: ToldProposal, amount: string | null, nameOf: NameOf): string[] {
  const { subject = '', purpose = '', basisDate } = proposal;
  const object = objectText(proposal, nameOf);
  const day = basisDate === undefined ? '' : `，基准日为${paperDate(basisDate)}`;
  return [
    ...capitalText(proposal, nameOf),
    ...reorganizationText(proposal, nameOf),
    ...(object === null ? [] : [`将${object}${handOver(proposal, nameOf)}${day}。`]),
    ...(subject === '' ? [] : [sentence(`事项内容为：${subject}`)]),
    ...(purpose === '' ? [] : [sentence(`办理目的为：${purpose}`)]),
    ...(amount === null ? [] : [`本事项涉及金额${amountInFull(amount)}。`]),
  ];
}
