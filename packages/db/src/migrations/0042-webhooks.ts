import { APP_ROLE } from '../kernel/connection.ts';

/** Where notices go; made and approved by two administrators. A change of an endpoint is an act, so the row log covers it. */
const endpoints = `
CREATE TABLE webhook_endpoints (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL CHECK (kind IN ('plain', 'dingtalk', 'wecom')),
  -- Without its query, which is a robot's password; the whole address and the secrets only as ciphertext.
  shown_address text NOT NULL CHECK (shown_address NOT LIKE '%?%'),
  address_sealed text NOT NULL,
  secret_sealed text CHECK (secret_sealed IS NOT NULL OR kind <> 'plain'),
  old_secret_sealed text,
  old_secret_until timestamptz CHECK ((old_secret_until IS NULL) = (old_secret_sealed IS NULL)),
  groups text[] NOT NULL CHECK (cardinality(groups) > 0),
  state text NOT NULL CHECK (state IN ('waiting', 'active', 'paused', 'ended')),
  made_by uuid NOT NULL REFERENCES persons,
  made_at timestamptz NOT NULL,
  approved_by uuid REFERENCES persons CHECK (approved_by <> made_by),
  approved_at timestamptz CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
  CHECK (state NOT IN ('active', 'paused') OR approved_by IS NOT NULL)
);
CREATE INDEX webhook_endpoints_organization ON webhook_endpoints (organization_id);

CREATE FUNCTION check_webhook_endpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'waiting' OR NEW.approved_by IS NOT NULL THEN
      RAISE EXCEPTION 'an endpoint waits for another administrator' USING ERRCODE = 'GY100';
    END IF;
    INSERT INTO webhook_health (endpoint_id) VALUES (NEW.id);
  ELSIF OLD.state = 'ended'
    OR (OLD.id, OLD.organization_id, OLD.kind, OLD.shown_address, OLD.address_sealed, OLD.groups, OLD.made_by)
      IS DISTINCT FROM (NEW.id, NEW.organization_id, NEW.kind, NEW.shown_address, NEW.address_sealed, NEW.groups, NEW.made_by)
    OR OLD.approved_by IS NOT NULL AND OLD.approved_by IS DISTINCT FROM NEW.approved_by
  THEN RAISE EXCEPTION 'what was approved stays as it was' USING ERRCODE = 'GY100'; END IF;
  RETURN NEW;
END $$;
`;

/** The outbox: what is to be sent, how it went, and how each endpoint is. The worker's own; no act changes them but by resending. */
const outbox = `
CREATE TABLE webhook_health (
  endpoint_id uuid PRIMARY KEY REFERENCES webhook_endpoints DEFERRABLE INITIALLY DEFERRED,
  next_at timestamptz NOT NULL DEFAULT '-infinity',
  last_success_at timestamptz,
  failing_since timestamptz,
  halted_at timestamptz
);
CREATE TABLE webhook_deliveries (
  id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoints,
  act text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid,
  subject_title text NOT NULL,
  happened_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'delivered', 'given_up', 'dropped')),
  due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
  -- Tried so many times before it was sent anew.
  tries_before integer NOT NULL DEFAULT 0 CHECK (tries_before BETWEEN 0 AND tries),
  claimed_until timestamptz
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, due_at) WHERE state = 'due';
CREATE INDEX webhook_deliveries_listed ON webhook_deliveries (endpoint_id, happened_at DESC, id);
CREATE TABLE webhook_tries (
  delivery_id uuid NOT NULL REFERENCES webhook_deliveries,
  number integer NOT NULL CHECK (number > 0),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ms integer NOT NULL CHECK (ms >= 0),
  status integer,
  answer text NOT NULL CHECK (length(answer) <= 500),
  failure text CHECK (length(failure) <= 500),
  PRIMARY KEY (delivery_id, number)
);
CREATE TRIGGER webhook_tries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON webhook_tries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION check_webhook_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM webhook_endpoints e WHERE e.id = NEW.endpoint_id AND e.state IN ('active', 'paused'))
  THEN RAISE EXCEPTION 'nothing goes where nobody approved' USING ERRCODE = 'GY100'; END IF;
  IF TG_OP = 'UPDATE' AND ((OLD.id, OLD.endpoint_id, OLD.act, OLD.subject_kind, OLD.subject_id, OLD.subject_title, OLD.happened_at)
      IS DISTINCT FROM (NEW.id, NEW.endpoint_id, NEW.act, NEW.subject_kind, NEW.subject_id, NEW.subject_title, NEW.happened_at) OR NEW.tries < OLD.tries)
  THEN RAISE EXCEPTION 'a delivery stays what it is' USING ERRCODE = 'GY100'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER webhook_deliveries_fit BEFORE INSERT OR UPDATE ON webhook_deliveries FOR EACH ROW EXECUTE FUNCTION check_webhook_delivery();
CREATE TRIGGER webhook_endpoints_fit BEFORE INSERT OR UPDATE ON webhook_endpoints FOR EACH ROW EXECUTE FUNCTION check_webhook_endpoint();

-- Whoever acts must find the endpoints of others, and learns nothing of them but where a row of the outbox belongs.
CREATE FUNCTION webhook_wanting(wanted text) RETURNS TABLE (endpoint_id uuid, organization_id uuid, company boolean) LANGUAGE sql STABLE SECURITY DEFINER AS $$
  SELECT e.id, e.organization_id, o.kind = 'company' FROM webhook_endpoints e JOIN organizations o ON o.id = e.organization_id
  WHERE e.state IN ('active', 'paused') AND wanted = ANY (e.groups)
$$;
`;

const rights = `
GRANT SELECT, INSERT, UPDATE (name, secret_sealed, old_secret_sealed, old_secret_until, state, approved_by, approved_at) ON webhook_endpoints TO ${APP_ROLE};
GRANT SELECT, UPDATE (next_at, last_success_at, failing_since, halted_at) ON webhook_health TO ${APP_ROLE};
GRANT SELECT, INSERT, UPDATE (state, due_at, tries, tries_before, claimed_until) ON webhook_deliveries TO ${APP_ROLE};
GRANT SELECT, INSERT ON webhook_tries TO ${APP_ROLE};
ALTER TABLE webhook_endpoints ENABLE ROW LEVEL SECURITY;
CREATE POLICY webhook_endpoints_visible ON webhook_endpoints TO ${APP_ROLE} USING (guanyun_sees(organization_id));
ALTER TABLE webhook_health ENABLE ROW LEVEL SECURITY;
CREATE POLICY webhook_health_visible ON webhook_health TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM webhook_endpoints e WHERE e.id = endpoint_id));
ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;
CREATE POLICY webhook_deliveries_visible ON webhook_deliveries TO ${APP_ROLE}
  USING (EXISTS (SELECT 1 FROM webhook_endpoints e WHERE e.id = endpoint_id)) WITH CHECK (true);
ALTER TABLE webhook_tries ENABLE ROW LEVEL SECURITY;
CREATE POLICY webhook_tries_visible ON webhook_tries TO ${APP_ROLE} USING (EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.id = delivery_id));

DO $$ DECLARE f text; cover text; BEGIN
  FOREACH f IN ARRAY ARRAY['check_webhook_endpoint()', 'check_webhook_delivery()', 'webhook_wanting(text)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, public, pg_temp', f, current_schema());
  END LOOP;
  -- What the worker writes is no act; of endpoints the log shows no ciphertext.
  cover := pg_get_functiondef('log_cover()'::regprocedure);
  cover := replace(cover, $q$'page_readings',$q$, $q$'page_readings', 'webhook_health', 'webhook_deliveries', 'webhook_tries',$q$);
  cover := replace(cover, $q$c.relname IN ('accounts',$q$, $q$c.relname IN ('accounts', 'webhook_endpoints',$q$);
  EXECUTE cover;
END $$;
`;

/** Notices to outside: endpoints, the outbox, its tries. */
export const webhooks = endpoints + outbox + rights;
