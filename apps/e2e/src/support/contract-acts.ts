import type { Player } from './journey.ts';

const paper = (title: string): string => `%PDF-1.4\n% ${title} 示例\n%%EOF\n`;

/** Papers that entrusted construction needs before it begins. */
export const papersToStart = [
  'authorisation',
  'budget',
  'funds',
  'wage_account',
  'payment_guarantee',
] as const;

/** Takes an entrusted contract from its signing to the settlement: papers, start, completion, settlement of an amount. */
export async function buildContract(player: Player, id: string, on: string, settled: string): Promise<void> {
  const document = await player.upload('gf.jingban', `contract-${id}.pdf`, paper(`合同文件 ${id}`));
  const reply = await player.upload('gwh.shencha', `reply-${id}.pdf`, paper(`开工批复 ${id}`));
  for (const kind of papersToStart)
    await player.act('gf.jingban', 'contracts.recordPaper', {
      id,
      kind,
      on,
      reference: '示例文号',
      document,
    });
  const step = { id, on, note: '' };
  await player.act('gwh.shencha', 'contracts.step', { ...step, step: 'start', document: reply });
  await player.act('gf.jingban', 'contracts.step', { ...step, step: 'complete', document });
  await player.act('gf.jingban', 'contracts.submitSettlement', {
    ...{ id, amount: settled, retention: '0.00', guaranteed: false, on, document },
  });
  await player.act('gwh.shencha', 'contracts.decideSettlement', { id, approve: true, opinion: '同意' });
}

type Formed = { name: string; class: string; direct: string; area?: string; monthlyDepreciation?: string };

/** Draws up the final accounts of what was formed, has them approved and hands it over. */
export async function handOverFormed(
  player: Player,
  id: string,
  on: string,
  items: readonly Formed[],
): Promise<string[]> {
  const document = await player.upload('gf.jingban', `accounts-${id}.pdf`, paper(`竣工决算 ${id}`));
  await player.act('gf.jingban', 'contracts.submitAccounts', {
    ...{ id, shared: '0.00', on, document },
    items: items.map((item) => ({ takesShare: true, publicBenefit: false, ...item })),
  });
  await player.act('gwh.shencha', 'contracts.decideAccounts', { id, approve: true, opinion: '同意' });
  const { assetIds } = await player.act<{ assetIds: string[] }>('gf.jingban', 'contracts.handOver', {
    ...{ id, on, document },
  });
  return assetIds;
}
