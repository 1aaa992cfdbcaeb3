import { asOwner } from './0032-tenders.ts';

const checks = `
CREATE FUNCTION check_tender_draw() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c tender_panel_commitments;
BEGIN
  SELECT * INTO c FROM tender_panel_commitments WHERE tender_id = NEW.tender_id;
  IF c.tender_id IS NULL OR (SELECT t.state FROM tenders t WHERE t.id = NEW.tender_id FOR SHARE) <> 'opened'
    OR encode(sha256(decode(NEW.seed, 'hex')), 'hex') <> c.commitment OR NOT NEW.drawn <@ c.experts OR NEW.drawn && NEW.excluded
    OR NEW.receipts <> ARRAY(SELECT o.digest FROM tender_opened_bids o WHERE o.tender_id = NEW.tender_id ORDER BY o.digest COLLATE "C")
    OR NEW.round <> 1 + (SELECT count(*) FROM tender_panel_draws d WHERE d.tender_id = NEW.tender_id)
  THEN RAISE EXCEPTION 'a panel is drawn by the seed that was committed to' USING ERRCODE = 'GY074'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_panel_draws_check BEFORE INSERT ON tender_panel_draws FOR EACH ROW EXECUTE FUNCTION check_tender_draw();
CREATE FUNCTION check_tender_evaluation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT t.state FROM tenders t WHERE t.id = NEW.tender_id FOR SHARE) <> 'opened' OR NOT EXISTS (SELECT 1 FROM tender_panel_draws d WHERE d.tender_id = NEW.tender_id)
  THEN RAISE EXCEPTION 'a panel evaluates what was opened, once' USING ERRCODE = 'GY078'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_evaluations_check BEFORE INSERT ON tender_evaluations FOR EACH ROW EXECUTE FUNCTION check_tender_evaluation();
CREATE FUNCTION check_tender_candidate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT t.state FROM tenders t WHERE t.id = NEW.tender_id FOR SHARE) <> 'opened' OR NOT EXISTS (
    SELECT 1 FROM tender_opened_bids o JOIN tender_evaluations e ON e.tender_id = o.tender_id
    WHERE o.bid_id = NEW.bid_id AND o.tender_id = NEW.tender_id AND o.supplier_id = NEW.supplier_id AND o.price = NEW.price
      AND (e.result -> 'ranking') @> jsonb_build_array(jsonb_build_object('id', NEW.bid_id::text, 'rank', NEW.rank)))
  THEN RAISE EXCEPTION 'candidates are the first of the ranking' USING ERRCODE = 'GY078'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_candidates_check BEFORE INSERT ON tender_candidates FOR EACH ROW EXECUTE FUNCTION check_tender_candidate();
CREATE FUNCTION keep_tender_evaluated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tender_candidates c WHERE c.tender_id = NEW.id AND c.rank = 1) THEN
    RAISE EXCEPTION 'an evaluation has candidates' USING ERRCODE = 'GY078'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tenders_evaluated AFTER UPDATE ON tenders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'evaluated' AND OLD.state = 'opened') EXECUTE FUNCTION keep_tender_evaluated();
-- The award goes to the first candidate, after the publicity period, with every objection answered.
CREATE FUNCTION check_tender_award() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE t tenders;
BEGIN
  SELECT * INTO t FROM tenders WHERE id = NEW.tender_id FOR UPDATE;
  IF t.state <> 'publicized' OR tender_day(tender_clock()) <= t.publicity_ends OR NEW.notice_on <> tender_day(tender_clock()) OR tender_suspended(t.id)
    OR NOT EXISTS (SELECT 1 FROM tender_candidates c WHERE c.tender_id = t.id AND c.rank = 1 AND c.bid_id = NEW.bid_id AND c.supplier_id = NEW.supplier_id AND c.price = NEW.price)
  THEN RAISE EXCEPTION 'the first candidate is awarded when nothing is open' USING ERRCODE = 'GY076'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_awards_check BEFORE INSERT ON tender_awards FOR EACH ROW EXECUTE FUNCTION check_tender_award();
CREATE FUNCTION keep_tender_awarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tender_awards a WHERE a.tender_id = NEW.id) THEN RAISE EXCEPTION 'nothing was awarded' USING ERRCODE = 'GY076'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tenders_awarded AFTER UPDATE ON tenders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'awarded' AND OLD.state <> 'awarded') EXECUTE FUNCTION keep_tender_awarded();`;

/** What follows an opening: the panel, the evaluation, the candidates and the award, each only on what went before. */
export const tenderResults = `${checks}${asOwner(
  'check_tender_draw()',
  'check_tender_evaluation()',
  'check_tender_candidate()',
  'keep_tender_evaluated()',
  'check_tender_award()',
  'keep_tender_awarded()',
)}`;
