import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import type { RuleAnswerRow } from '@guanyun/db/matters/examination.model.ts';
import { saveRuleAnswer } from '@guanyun/db/matters/examination.store.ts';
import type { MatterRow } from '@guanyun/db/matters/matters.model.ts';
import type { Deps } from '../kernel/deps.ts';

/** What a rule was asked in a case and what it said, kept so that the case can be decided again. */
export type Asked = { readonly asked: unknown; readonly answered: unknown };

export const keepAnswer = (
  tx: Tx,
  deps: Deps,
  { id, contentVersion }: Pick<MatterRow, 'id' | 'contentVersion'>,
  about: Pick<RuleAnswerRow, 'rule' | 'occasion' | 'asOf'>,
  answer: Asked,
): Promise<void> =>
  saveRuleAnswer(tx, { matterId: id, contentVersion, ...about, ...answer, recordedAt: deps.now() });
