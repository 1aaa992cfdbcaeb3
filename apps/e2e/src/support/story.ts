import { buildContract, handOverFormed } from './contract-acts.ts';
import { recordPapers, sheetsOf } from './handover.ts';
import {
  type Cast,
  day,
  decideMatter,
  idOf,
  issueWarrant,
  type Player,
  type Proposal,
  proposeMatter,
  readCast,
  submitMatter,
  todayOf,
} from './journey.ts';

/** The free transfer of the Fuhuan developer to the group, from Yunan. */
export function fuhuanTransfer(cast: Cast): Proposal {
  const id = (code: string): string => idOf(cast.companies, code);
  return {
    matter: 'equity_transfer',
    companyId: id('GF'),
    targetId: id('FHGS'),
    fromId: id('YN'),
    toId: id('GF'),
    share: '1/1',
    amount: '112000000.00',
    basisDate: day(cast.today, 90),
    decidedOn: day(cast.today, 10),
  };
}

/** A planned project of the group's main business, of a size that the committee decides. */
export const projectOf = (cast: Cast, subject: string, amount = '30000000.00'): Proposal => ({
  ...{ matter: 'investment_plan', kind: 'project', companyId: idOf(cast.companies, 'GF') },
  ...{ subject, project: subject, purpose: '承接链上企业（示例）', amount, decidedOn: day(cast.today, 10) },
  ...{ planned: true, mainBusiness: true, prohibited: false, facts: {} },
});

/** What the manager asks about the Fuhuan standard workshops. */
export function workshopQuestion(cast: Cast, item: string, decidedOn: string): Record<string, unknown> {
  return {
    title: '扶欢组团标准厂房一期（示例）',
    item,
    project: '扶欢标准厂房一期',
    engineering: true,
    amount: '36000000.00',
    taxIncluded: true,
    requestedMode: 'entrusted',
    entityId: idOf(cast.companies, 'GF'),
    clusterId: idOf(cast.clusters, 'FH'),
    termMonths: 12,
    agentSource: 'authorised',
    fundSources: [{ kind: 'budget', amount: '36000000.00', budgetDoc: '示例预算〔2026〕1号' }],
    decidedOn,
  };
}

export type Told = {
  matterId: string;
  warrantId: string;
  contractId: string;
  assetId: string;
  orderId: string;
  voucherIds: string[];
};
type ListPage = { items: { code: string; mode: string; category: string }[] };

export async function publishList(player: Player): Promise<string> {
  const [list] = await player.query<{ id: string }[]>('gwh.shencha', 'contracts.lists');
  if (list === undefined) throw new Error('the case has no list');
  await player.act('gf.fadai', 'contracts.agreeList', { id: list.id });
  await player.act('gwh.zhuren', 'contracts.agreeList', { id: list.id });
  await player.act('gwh.shencha', 'contracts.publishList', { id: list.id });
  const { items } = await player.query<ListPage>('gwh.shencha', 'contracts.cooperationList', { id: list.id });
  const item = items.find((i) => i.category === 'construction' && i.mode === 'entrusted');
  if (item === undefined) throw new Error('the list entrusts no construction');
  return item.code;
}

async function transferAsset(
  player: Player,
  cast: Cast,
  assetId: string,
): Promise<{ orderId: string; voucherIds: string[] }> {
  const today = await todayOf(player);
  const toId = idOf(cast.companies, 'FHGS');
  const proposal = {
    matter: 'asset_disposal',
    companyId: idOf(cast.companies, 'GF'),
    assetIds: [assetId],
    toId,
    basisDate: today,
    decidedOn: day(today, 10),
  };
  const title = '扶欢标准厂房一期划转至扶欢公司（示例）';
  const matterId = await proposeMatter(player, today, title, proposal);
  await submitMatter(player, matterId);
  await decideMatter(player, matterId, '党工委会议（示例二）');
  const warrantId = await issueWarrant(player, matterId, '示例府批〔2026〕2号');
  const { id: orderId } = await player.act<{ id: string }>('gf.caiwu', 'assets.createOrder', { warrantId });
  const [sheetId = ''] = await sheetsOf(player, 'gf.caiwu', orderId);
  for (const account of ['gf.caiwu', 'fh.caiwu'])
    await player.act(account, 'assets.count', { sheetId, lines: [], rest: true });
  for (const account of ['gf.caiwu', 'fh.caiwu']) await player.act(account, 'assets.signOrder', { sheetId });
  await recordPapers(player, orderId, { giver: 'gf.caiwu', receiver: 'fh.caiwu' });
  const { voucherIds } = await player.act<{ voucherIds: string[] }>('gf.caiwu', 'assets.book', {
    sheetId,
    deliveredOn: await todayOf(player),
  });
  return { orderId, voucherIds };
}

/** The whole reform, once: equity under the group, a listed matter entrusted, its workshop transferred to the cluster's company. */
export async function playStory(player: Player): Promise<Told> {
  const cast = await readCast(player);
  const { today } = cast;
  const proposal = fuhuanTransfer(cast);
  const matterId = await proposeMatter(
    player,
    today,
    '扶欢公司 100% 股权无偿划转至高发集团（示例）',
    proposal,
  );
  await submitMatter(player, matterId);
  await decideMatter(player, matterId, '党工委会议（示例一）');
  const warrantId = await issueWarrant(player, matterId, '示例国资〔2026〕1号');
  const executed = await todayOf(player);
  const { targetId, fromId, toId, share } = proposal;
  await player.act('gf.jingban', 'equity.executeTransfer', {
    warrantId,
    targetId,
    fromId,
    toId,
    share,
    registerOn: executed,
  });
  const item = await publishList(player);
  const question = workshopQuestion(cast, item, executed);
  const contract = await player.act<{ id: string }>('gf.jingban', 'contracts.entrust', {
    question,
    signedOn: executed,
    completionDue: day(executed, -300),
  });
  await buildContract(player, contract.id, executed, '32000000.00');
  const assetIds = await handOverFormed(player, contract.id, executed, [
    {
      ...{ name: '扶欢标准厂房 1 号（示例）', class: 'plant', direct: '32000000.00' },
      ...{ area: '12000.00', monthlyDepreciation: '133333.33' },
    },
  ]);
  const [assetId = ''] = assetIds;
  const { orderId, voucherIds } = await transferAsset(player, cast, assetId);
  return { matterId, warrantId, contractId: contract.id, assetId, orderId, voucherIds };
}
