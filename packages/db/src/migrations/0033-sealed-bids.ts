import { APP_ROLE } from '../kernel/connection.ts';
import { asOwner } from './0032-tenders.ts';

const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON ${table} TO ${APP_ROLE};
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`;
const hash = (value: string): string => `encode(sha256(convert_to(${value}, 'UTF8')), 'hex')`;
/** Its own bidder alone, whatever else is in scope; after the opening the tenderer and the committee too. */
const sealed = (table: string): string => `
CREATE POLICY ${table}_visible ON ${table} TO ${APP_ROLE}
  USING (supplier_id::text = current_setting('guanyun.scope', true) OR tender_opened(tender_id))
  WITH CHECK (supplier_id::text = current_setting('guanyun.scope', true));`;

const keys = `
CREATE TABLE tender_keys (
  tender_id uuid PRIMARY KEY REFERENCES tenders,
  -- Uncompressed point on P-256, base64. The private key is nowhere: it was shared out where it was made.
  public_key text NOT NULL CHECK (public_key ~ '^[A-Za-z0-9+/]{87}=$'),
  needed integer NOT NULL CHECK (needed >= 2),
  total integer NOT NULL CHECK (total >= 3 AND needed <= total),
  made_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);${appendOnly('tender_keys')}
CREATE POLICY tender_keys_visible ON tender_keys TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM tenders t WHERE t.id = tender_id));
CREATE TABLE tender_key_holders (
  tender_id uuid NOT NULL REFERENCES tenders,
  place integer NOT NULL CHECK (place BETWEEN 1 AND 255),
  role text NOT NULL CHECK (role IN ('tenderer', 'supervisor', 'third')),
  person_id uuid NOT NULL REFERENCES persons,
  organization_id uuid NOT NULL REFERENCES organizations,
  share_digest text NOT NULL CHECK (share_digest ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (tender_id, place),
  UNIQUE (tender_id, person_id)
);${appendOnly('tender_key_holders')}
CREATE POLICY tender_key_holders_visible ON tender_key_holders TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM tenders t WHERE t.id = tender_id AND guanyun_sees(t.tenderer_id)));
CREATE TABLE tender_shares (
  tender_id uuid NOT NULL,
  place integer NOT NULL,
  share text NOT NULL CHECK (share ~ '^[0-9a-f]+$'),
  given_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  PRIMARY KEY (tender_id, place),
  FOREIGN KEY (tender_id, place) REFERENCES tender_key_holders
);${appendOnly('tender_shares')}
CREATE POLICY tender_shares_visible ON tender_shares TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM tenders t WHERE t.id = tender_id AND guanyun_sees(t.tenderer_id)));

CREATE FUNCTION check_tender_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT t.state FROM tenders t WHERE t.id = NEW.tender_id FOR SHARE) <> 'draft' OR
    (SELECT count(*) <> NEW.total OR count(DISTINCT h.role) < 3 OR max(h.place) <> NEW.total FROM tender_key_holders h WHERE h.tender_id = NEW.tender_id)
  THEN RAISE EXCEPTION 'the key is shared among tenderer, supervisor and a third before the notice' USING ERRCODE = 'GY073'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tender_keys_shared AFTER INSERT ON tender_keys FOR EACH ROW EXECUTE FUNCTION check_tender_key();
CREATE FUNCTION keep_tender_holders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT t.state FROM tenders t WHERE t.id = NEW.tender_id) <> 'draft' OR EXISTS (SELECT 1 FROM tender_keys k WHERE k.tender_id = NEW.tender_id)
  THEN RAISE EXCEPTION 'the holders are named before the key' USING ERRCODE = 'GY073'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_key_holders_keep BEFORE INSERT ON tender_key_holders FOR EACH ROW EXECUTE FUNCTION keep_tender_holders();
-- No share reaches the server before the deadline, and none but the one that was given out.
CREATE FUNCTION check_tender_share() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE t tenders;
BEGIN
  SELECT * INTO t FROM tenders WHERE id = NEW.tender_id FOR SHARE;
  IF t.state <> 'published' OR tender_clock() < t.deadline THEN RAISE EXCEPTION 'shares are given at the opening' USING ERRCODE = 'GY072'; END IF;
  IF NOT EXISTS (SELECT 1 FROM tender_key_holders h WHERE h.tender_id = NEW.tender_id AND h.place = NEW.place AND h.person_id = NEW.person_id
    AND h.share_digest = ${hash('NEW.share')}) THEN RAISE EXCEPTION 'not the share of its holder' USING ERRCODE = 'GY073'; END IF;
  NEW.given_at := tender_clock();
  RETURN NEW;
END $$;
CREATE TRIGGER tender_shares_check BEFORE INSERT ON tender_shares FOR EACH ROW EXECUTE FUNCTION check_tender_share();
CREATE FUNCTION check_tender_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tender_keys k WHERE k.tender_id = NEW.id) OR NOT EXISTS (SELECT 1 FROM tender_lots l WHERE l.tender_id = NEW.id)
    OR NOT EXISTS (SELECT 1 FROM tender_papers p WHERE p.tender_id = NEW.id AND p.kind = 'documents')
    OR NEW.method = 'invited' AND (SELECT count(*) FROM tender_invitations i WHERE i.tender_id = NEW.id) < 3
  THEN RAISE EXCEPTION 'a notice needs lots, documents and a key that is shared out' USING ERRCODE = 'GY073'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tenders_publication AFTER UPDATE ON tenders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'published' AND OLD.state = 'draft') EXECUTE FUNCTION check_tender_publication();`;

const bids = `
CREATE TABLE tender_openings (
  tender_id uuid PRIMARY KEY REFERENCES tenders,
  opened_at timestamptz NOT NULL,
  receipts integer NOT NULL CHECK (receipts >= 0),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  person_id uuid NOT NULL REFERENCES persons
);${appendOnly('tender_openings')}
CREATE POLICY tender_openings_visible ON tender_openings TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM tenders t WHERE t.id = tender_id));
CREATE FUNCTION tender_opened(tender uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM tender_openings o JOIN tenders t ON t.id = o.tender_id WHERE o.tender_id = tender AND guanyun_sees(t.tenderer_id))
$$;

CREATE TABLE tender_bids (
  id uuid PRIMARY KEY,
  tender_id uuid NOT NULL REFERENCES tenders,
  supplier_id uuid NOT NULL REFERENCES organizations,
  envelope text NOT NULL,
  digest text NOT NULL UNIQUE,
  received_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  CONSTRAINT tender_bids_digest CHECK (digest = ${hash('envelope')}) NOT VALID
);
CREATE INDEX tender_bids_of ON tender_bids (tender_id, supplier_id);${appendOnly('tender_bids')}${sealed('tender_bids')}
CREATE TABLE tender_bid_withdrawals (
  bid_id uuid PRIMARY KEY REFERENCES tender_bids,
  tender_id uuid NOT NULL REFERENCES tenders,
  supplier_id uuid NOT NULL REFERENCES organizations,
  withdrawn_at timestamptz NOT NULL,
  person_id uuid NOT NULL REFERENCES persons
);${appendOnly('tender_bid_withdrawals')}${sealed('tender_bid_withdrawals')}
-- Who objects may bid: kept as secret as the bids.
CREATE TABLE tender_objectors (
  objection_id uuid PRIMARY KEY REFERENCES tender_objections,
  tender_id uuid NOT NULL REFERENCES tenders,
  supplier_id uuid NOT NULL REFERENCES organizations,
  person_id uuid NOT NULL REFERENCES persons
);${appendOnly('tender_objectors')}${sealed('tender_objectors')}

-- A bid counts by the database's clock, read when the tender's row is held: in by the deadline, or not at all.
CREATE FUNCTION check_tender_bid() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  t tenders;
  now_is timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.tender_id::text || NEW.supplier_id::text, 7));
  SELECT * INTO t FROM tenders WHERE id = NEW.tender_id FOR SHARE;
  now_is := tender_clock();
  IF t.state <> 'published' OR now_is >= t.deadline THEN RAISE EXCEPTION 'the deadline has passed' USING ERRCODE = 'GY072', DETAIL = now_is::text; END IF;
  IF NOT EXISTS (SELECT 1 FROM suppliers s WHERE s.organization_id = NEW.supplier_id)
    OR t.method = 'invited' AND NOT EXISTS (SELECT 1 FROM tender_invitations i WHERE i.tender_id = t.id AND i.supplier_id = NEW.supplier_id)
    OR NOT EXISTS (SELECT 1 FROM posts p WHERE p.person_id = NEW.person_id AND p.organization_id = NEW.supplier_id AND p.kind = 'supplier_bidder')
  THEN RAISE EXCEPTION 'not a bidder of this tender' USING ERRCODE = 'GY070'; END IF;
  IF TG_TABLE_NAME = 'tender_bids' THEN
    IF EXISTS (SELECT 1 FROM tender_bids b WHERE b.tender_id = NEW.tender_id AND b.supplier_id = NEW.supplier_id
      AND NOT EXISTS (SELECT 1 FROM tender_bid_withdrawals w WHERE w.bid_id = b.id))
    THEN RAISE EXCEPTION 'one bid of a bidder stands' USING ERRCODE = 'GY079'; END IF;
    NEW.received_at := now_is;
  ELSE
    IF NOT EXISTS (SELECT 1 FROM tender_bids b WHERE b.id = NEW.bid_id AND b.tender_id = NEW.tender_id AND b.supplier_id = NEW.supplier_id)
    THEN RAISE EXCEPTION 'not a bid of this bidder' USING ERRCODE = 'GY070'; END IF;
    NEW.withdrawn_at := now_is;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_bids_check BEFORE INSERT ON tender_bids FOR EACH ROW EXECUTE FUNCTION check_tender_bid();
CREATE TRIGGER tender_bid_withdrawals_check BEFORE INSERT ON tender_bid_withdrawals FOR EACH ROW EXECUTE FUNCTION check_tender_bid();`;

const openings = `
-- What the opening works on: given out at the deadline, with the shares there, to an opening that may be held; never before.
CREATE FUNCTION tender_bids_to_open(tender uuid) RETURNS TABLE (id uuid, supplier_id uuid, envelope text, digest text, received_at timestamptz, withdrawn_at timestamptz)
LANGUAGE plpgsql AS $$
DECLARE t tenders;
BEGIN
  SELECT * INTO t FROM tenders x WHERE x.id = tender FOR UPDATE;
  IF t.id IS NULL OR NOT guanyun_sees(t.tenderer_id) THEN RETURN; END IF;
  IF EXISTS (SELECT 1 FROM tender_openings o WHERE o.tender_id = tender) THEN RAISE EXCEPTION 'bids are opened once' USING ERRCODE = 'GY075'; END IF;
  IF t.state <> 'published' OR tender_clock() < t.deadline THEN RAISE EXCEPTION 'bids are opened at the deadline' USING ERRCODE = 'GY072'; END IF;
  IF tender_suspended(tender) THEN RAISE EXCEPTION 'an objection is not answered' USING ERRCODE = 'GY076'; END IF;
  IF tender_standing(tender) < 3 THEN RAISE EXCEPTION 'fewer than three bids are not opened' USING ERRCODE = 'GY075'; END IF;
  IF (SELECT count(*) FROM tender_shares s WHERE s.tender_id = tender) < (SELECT k.needed FROM tender_keys k WHERE k.tender_id = tender)
  THEN RAISE EXCEPTION 'shares are missing' USING ERRCODE = 'GY073'; END IF;
  RETURN QUERY SELECT b.id, b.supplier_id, b.envelope, b.digest, b.received_at, w.withdrawn_at
    FROM tender_bids b LEFT JOIN tender_bid_withdrawals w ON w.bid_id = b.id WHERE b.tender_id = tender ORDER BY b.received_at, b.id;
END $$;
-- How many bids stand: counted for those who may know it, when they may.
CREATE FUNCTION tender_standing(tender uuid) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(*)::int FROM tender_bids b WHERE b.tender_id = tender AND NOT EXISTS (SELECT 1 FROM tender_bid_withdrawals w WHERE w.bid_id = b.id)
$$;
CREATE FUNCTION tender_due_count(tender uuid) RETURNS integer LANGUAGE sql VOLATILE AS $$
  SELECT tender_standing(t.id) FROM tenders t WHERE t.id = tender AND guanyun_sees(t.tenderer_id) AND tender_clock() >= t.deadline
$$;
REVOKE EXECUTE ON FUNCTION tender_standing(uuid), tender_bids_to_open(uuid), tender_due_count(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tender_bids_to_open(uuid), tender_due_count(uuid) TO ${APP_ROLE};

CREATE TABLE tender_opened_bids (
  bid_id uuid PRIMARY KEY REFERENCES tender_bids,
  tender_id uuid NOT NULL REFERENCES tender_openings (tender_id) DEFERRABLE INITIALLY DEFERRED,
  supplier_id uuid NOT NULL REFERENCES organizations,
  digest text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('opened', 'withdrawn', 'altered', 'unreadable')),
  because text NOT NULL,
  price numeric(20,2) CHECK (price > 0),
  content jsonb,
  content_key text,
  CHECK ((outcome = 'opened') = (price IS NOT NULL) AND (outcome = 'opened') = (content IS NOT NULL) AND (outcome = 'opened') = (content_key IS NOT NULL)),
  CHECK ((outcome = 'opened') = (because = ''))
);
CREATE INDEX tender_opened_bids_of ON tender_opened_bids (tender_id);${appendOnly('tender_opened_bids')}
CREATE POLICY tender_opened_bids_visible ON tender_opened_bids TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM tenders t WHERE t.id = tender_id));
ALTER TABLE tender_candidates ADD FOREIGN KEY (bid_id) REFERENCES tender_opened_bids;
ALTER TABLE tender_awards ADD FOREIGN KEY (bid_id) REFERENCES tender_opened_bids;

-- An opening lists every receipt, each as it is, or it is none.
CREATE FUNCTION check_tender_opening() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE t tenders;
BEGIN
  SELECT * INTO t FROM tenders WHERE id = NEW.tender_id;
  IF t.state <> 'opened' OR NEW.opened_at < t.deadline OR abs(extract(epoch FROM NEW.opened_at - tender_clock())) > 60
  THEN RAISE EXCEPTION 'bids are opened at the deadline' USING ERRCODE = 'GY072'; END IF;
  IF tender_standing(NEW.tender_id) < 3 OR tender_suspended(NEW.tender_id)
    OR (SELECT count(*) FROM tender_shares s WHERE s.tender_id = NEW.tender_id) < (SELECT k.needed FROM tender_keys k WHERE k.tender_id = NEW.tender_id)
    OR NEW.receipts <> (SELECT count(*) FROM tender_bids b WHERE b.tender_id = NEW.tender_id)
    OR NEW.receipts <> (SELECT count(*) FROM tender_opened_bids o WHERE o.tender_id = NEW.tender_id)
    OR EXISTS (SELECT 1 FROM tender_bids b LEFT JOIN tender_opened_bids o ON o.bid_id = b.id LEFT JOIN tender_bid_withdrawals w ON w.bid_id = b.id
      WHERE b.tender_id = NEW.tender_id AND (o.bid_id IS NULL OR o.digest <> b.digest OR o.supplier_id <> b.supplier_id
        OR (o.outcome = 'withdrawn') <> (w.bid_id IS NOT NULL) OR o.outcome IN ('opened', 'unreadable') AND ${hash('b.envelope')} <> b.digest))
  THEN RAISE EXCEPTION 'an opening lists every receipt as it is' USING ERRCODE = 'GY075'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tender_openings_whole AFTER INSERT ON tender_openings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_tender_opening();
CREATE FUNCTION keep_tender_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM tender_openings o WHERE o.tender_id = NEW.id) THEN
    RAISE EXCEPTION 'nothing was opened' USING ERRCODE = 'GY075'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER tenders_opened AFTER UPDATE ON tenders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'opened' AND OLD.state = 'published') EXECUTE FUNCTION keep_tender_opened();
-- Nothing is added to an opening afterwards.
CREATE FUNCTION keep_opening_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT t.state FROM tenders t WHERE t.id = NEW.tender_id) <> 'published' THEN RAISE EXCEPTION 'bids are opened once' USING ERRCODE = 'GY075'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_opened_bids_once BEFORE INSERT ON tender_opened_bids FOR EACH ROW EXECUTE FUNCTION keep_opening_closed();

-- A tender fails for want of bids only when the deadline has shown it, or when no bid is left to award.
CREATE FUNCTION check_tender_failure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'published' AND (tender_clock() < OLD.deadline OR tender_standing(NEW.id) >= 3) THEN
    RAISE EXCEPTION 'three bids are opened' USING ERRCODE = 'GY075'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tenders_failure BEFORE UPDATE ON tenders FOR EACH ROW WHEN (NEW.state = 'failed' AND OLD.state <> 'failed') EXECUTE FUNCTION check_tender_failure();`;

/**
 * Sealed bids: the key is shared out, envelopes are seen by their bidder alone, and one opening shows them all.
 */
export const sealedBids = `${keys}${bids}${asOwner('tender_opened(uuid)')}${openings}${asOwner(
  ...[
    'check_tender_key()',
    'keep_tender_holders()',
    'check_tender_share()',
    'check_tender_publication()',
    'check_tender_bid()',
  ],
  ...[
    'tender_bids_to_open(uuid)',
    'tender_standing(uuid)',
    'tender_due_count(uuid)',
    'check_tender_opening()',
    'keep_tender_opened()',
    'keep_opening_closed()',
  ],
  ...['check_tender_failure()'],
)}`;
