import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { organizationsOn } from '@guanyun/db/organizations/organization.store.ts';
import { capTable } from '@guanyun/domain/equity/cap-table.ts';
import { standing } from '@guanyun/domain/equity/register.ts';
import type { LocalDate } from '@guanyun/domain/kernel/local-date.ts';
import { formatYuan } from '@guanyun/domain/kernel/money.ts';
import { formatFraction, type Ratio } from '@guanyun/domain/kernel/ratio.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Sheet } from '../kernel/sheet.ts';
import { type Actor, read } from '../organizations/actor.ts';
import { equityLayout, eventNames } from './import-equity.ts';
import { basisOf, type Reading } from './read-equity.ts';
import { registerOf, transactionsOf } from './register.ts';

const holderColumns = ['公司编码', '公司', '股东编码', '股东', '认缴出资(元)', '实缴出资(元)'];
const ratioColumns = ['表决权', '分红', '优先认缴'];
const fraction = (share: Ratio | null): string => (share === null ? '' : formatFraction(share));

async function namesOn(tx: Tx, on: LocalDate) {
  const organizations = new Map((await organizationsOn(tx, on)).map((o) => [o.id, o]));
  return {
    code: (id: string | null): string => (id === null ? '' : (organizations.get(id)?.code ?? id)),
    name: (id: string): string => organizations.get(id)?.name ?? '',
  };
}

/**
 * The register as a workbook: who holds what on a day in one reading, with the three ratios as exact fractions; and every
 * entry that stands, in the columns in which a register comes in.
 */
export function exportRegister(
  deps: Deps,
  actor: Actor,
  asked: { asOf: LocalDate; basis: Reading; knownOn?: LocalDate | undefined },
): Promise<Sheet[]> {
  return read(deps, actor, async (tx) => {
    const rows = await registerOf(tx, null, asked.knownOn ?? null);
    const { code, name } = await namesOn(tx, asked.asOf);
    const holders = [...Map.groupBy(rows, (row) => row.targetId)].flatMap(([target, entries]) =>
      capTable(transactionsOf(entries), asked.asOf, basisOf[asked.basis]).holders.map((holder) => [
        ...[code(target), name(target), code(holder.id), name(holder.id)],
        ...[formatYuan(holder.subscribed), formatYuan(holder.paid)],
        ...[holder.vote, holder.dividend, holder.preemption].map(fraction),
      ]),
    );
    const stand = standing(rows.map((row) => ({ ...row, corrects: row.corrects ?? undefined })));
    const entries = stand
      .filter((row) => row.kind !== 'void')
      .map((row) => [
        ...[code(row.targetId), code(row.toId ?? row.fromId), eventNames[row.kind as 'establish']],
        ...[row.kind === 'payment' ? '' : row.subscribed, row.paid],
        ...[row.decidedOn, row.registerOn ?? '', row.registrationOn ?? ''],
        ...[row.source === 'illustrative' ? '示例' : row.source === 'source' ? 'source' : ''],
        ...[row.toId === null ? '' : code(row.fromId), row.price ?? ''],
      ]);
    return [
      { name: '股东名册', columns: [...holderColumns, ...ratioColumns], rows: holders },
      ...equityLayout.map(({ columns }) => ({ name: '股权', columns, rows: entries })),
    ];
  });
}
