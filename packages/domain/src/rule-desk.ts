import { assetTransferableRule } from './assets/asset-transferable.rule.ts';
import { costAllocationRule } from './assets/cost-allocation.rule.ts';
import { idleLandRule } from './assets/idle-land.rule.ts';
import { reconcileRule } from './assets/reconcile.rule.ts';
import { transferTaxRule } from './assets/transfer-tax.rule.ts';
import { transferVouchersRule } from './assets/transfer-vouchers.rule.ts';
import { agencyFeeRule } from './contracts/agency-fee.rule.ts';
import { bidEvaluationRule } from './contracts/bid-evaluation.rule.ts';
import { bidderConflictRule } from './contracts/bidder-conflict.rule.ts';
import { contractClassifyRule } from './contracts/contract-classify.rule.ts';
import { evaluationPanelRule } from './contracts/evaluation-panel.rule.ts';
import { mustTenderRule } from './contracts/must-tender.rule.ts';
import { panelDrawRule } from './contracts/panel-draw.rule.ts';
import { paymentLimitsRule } from './contracts/payment-limits.rule.ts';
import { tenderTimetableRule } from './contracts/tender-timetable.rule.ts';
import { capTableRule } from './equity/cap-table.rule.ts';
import { combinationEntriesRule } from './equity/combination-entries.rule.ts';
import { consolidateRule } from './equity/consolidate.rule.ts';
import { ownershipRule } from './equity/ownership.rule.ts';
import { calendarDaysRule } from './kernel/calendar-days.rule.ts';
import { type DeskRule, onDesk } from './kernel/rule.ts';
import { usccRule } from './kernel/uscc.rule.ts';
import { workingDaysRule } from './kernel/working-days.rule.ts';
import { capitalDecreaseClockRule } from './matters/capital-decrease-clock.rule.ts';
import { matterPrecheckRule } from './matters/matter-precheck.rule.ts';
import { matterRouteRule } from './matters/matter-route.rule.ts';
import { meetingDecisionRule } from './matters/meeting-decision.rule.ts';
import { shareholderVoteRule } from './matters/shareholder-vote.rule.ts';
import { warrantValidityRule } from './matters/warrant-validity.rule.ts';

/** Every rule of the house, in the order of the slices. The command and the what-if page read this list. */
export const ruleDesk: readonly DeskRule[] = [
  onDesk(usccRule),
  onDesk(workingDaysRule),
  onDesk(calendarDaysRule),
  onDesk(matterRouteRule),
  onDesk(matterPrecheckRule),
  onDesk(meetingDecisionRule),
  onDesk(shareholderVoteRule),
  onDesk(warrantValidityRule),
  onDesk(capitalDecreaseClockRule),
  onDesk(ownershipRule),
  onDesk(capTableRule),
  onDesk(combinationEntriesRule),
  onDesk(consolidateRule),
  onDesk(mustTenderRule),
  onDesk(tenderTimetableRule),
  onDesk(evaluationPanelRule),
  onDesk(bidEvaluationRule),
  onDesk(bidderConflictRule),
  onDesk(agencyFeeRule),
  onDesk(paymentLimitsRule),
  onDesk(panelDrawRule),
  onDesk(contractClassifyRule),
  onDesk(assetTransferableRule),
  onDesk(transferVouchersRule),
  onDesk(transferTaxRule),
  onDesk(idleLandRule),
  onDesk(reconcileRule),
  onDesk(costAllocationRule),
];

/** The rule of this name, or null. */
export function ruleNamed(name: string): DeskRule | null {
  return ruleDesk.find((rule) => rule.name === name) ?? null;
}
