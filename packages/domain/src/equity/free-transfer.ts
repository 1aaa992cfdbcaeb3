import { formatYuan } from '../kernel/money.ts';
import {
  type CombinationResult,
  changePostings,
  chargeInTurn,
  combinationEntry,
  type FreeTransfer,
  combinationLaw as law,
  profitIncluded,
  zero,
} from './combination.ts';

/**
 * A subsidiary transferred free of charge between state-owned companies （财会〔2016〕17号）: the transferor charges its
 * equity with the book value, the transferee books the approved amount; nobody has a profit or a loss.
 */
export function freeTransfer(transfer: FreeTransfer): CombinationResult {
  const { investmentBook, approvedAmount: investment = investmentBook } = transfer;
  const { changes, warnings } = chargeInTurn(transfer.transferor, investmentBook);
  const credited = transfer.credit === 'capital' ? '4001' : '4002';
  return {
    investment,
    ...changes,
    identifiable: null,
    deferredTax: null,
    goodwill: zero,
    bargainGain: zero,
    disposalGain: zero,
    minority: null,
    transferBack: null,
    consolidated: null,
    ...profitIncluded(transfer.profits, true),
    restated: false,
    entries: [
      ...combinationEntry(
        'transferor',
        'recognise',
        [],
        [...changePostings(changes), ['1511', investmentBook]],
      ),
      ...combinationEntry('transferee', 'recognise', [['1511', investment]], [[credited, investment]]),
    ],
    blocks: [],
    warnings,
    reasons: [
      {
        rule: 'MEASURE',
        outcome: 'pass',
        because: `划出方依次冲减资本公积、盈余公积、未分配利润，划入方按批复金额 ${formatYuan(investment)} 元入账，均不确认损益`,
        basis: [law.freeTransfer],
      },
    ],
  };
}
