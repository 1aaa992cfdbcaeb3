/**
 * Indexes of what supervision is shown signs of: only contracts that could be a sign stand in them, so that looking costs what
 * there is to see. And an answer is owed after the day on which it was asked for.
 */
export const riskIndicators = `
CREATE INDEX contracts_added_to ON contracts (id) WHERE additions > 0;
CREATE INDEX contracts_grown ON contracts (id) WHERE approved_estimate IS NOT NULL AND current_amount > amount;
CREATE INDEX contracts_paid_ahead ON contracts (id)
  WHERE settlement IS NULL AND paid - advance_paid > round(certified * progress_percent / 100, 2);
CREATE INDEX contracts_building ON contracts (id) WHERE state = 'in_force' AND (layer = 'works' OR mode = 'entrusted');
CREATE INDEX contracts_bonded ON contracts (id) WHERE state = 'in_force' AND performance_bond > 0;
CREATE INDEX contracts_let ON contracts (signed_on) INCLUDE (entity_id, counterparty_id, origin, current_amount)
  WHERE origin IN ('direct', 'award') AND state <> 'void';
ALTER TABLE tender_objections ADD CONSTRAINT tender_objections_answered_after CHECK (answer_by > tender_day(raised_at)) NOT VALID;
`;
