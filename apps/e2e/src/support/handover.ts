import { type Player, todayOf } from './journey.ts';

/** The sheets of an order, oldest round first. */
export const sheetsOf = async (player: Player, account: string, orderId: string): Promise<string[]> => {
  const order = await player.query<{ sheets: { id: string }[] }>(account, 'assets.order', { id: orderId });
  return order.sheets.map(({ id }) => id);
};

const paper = (title: string): string => `%PDF-1.4\n% ${title} 示例\n%%EOF\n`;

/** What must be there before anything is booked: the giver's agreement and notice, the receiver's own decision. */
export async function recordPapers(
  player: Player,
  orderId: string,
  by: { giver: string; receiver: string },
): Promise<void> {
  const on = await todayOf(player);
  const record = async (account: string, kind: string) => {
    const document = await player.upload(account, `${kind}.pdf`, paper(`${kind} ${orderId}`));
    await player.act(account, 'assets.orderPaper', { orderId, kind, on, document });
  };
  await record(by.giver, 'agreement');
  await record(by.giver, 'creditors_notice');
  await record(by.receiver, 'transferee_decision');
}
