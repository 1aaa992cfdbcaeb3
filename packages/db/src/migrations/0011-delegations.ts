import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Delegations 授权代理: the holder of a post lets another person of the same organisation act in it for a time. Both names
 * stand in the journal and beside every signature; what a person may not do twice, neither may do through the other.
 */
export const delegations = `
CREATE FUNCTION side_of_post(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN kind LIKE 'company\\_%' THEN 'company' WHEN kind LIKE 'committee\\_%' THEN 'committee'
    WHEN kind = 'auditor' THEN 'oversight' ELSE 'administration' END
$$;

CREATE TABLE delegations (
  id uuid PRIMARY KEY,
  post_id uuid NOT NULL REFERENCES posts,
  organization_id uuid NOT NULL REFERENCES organizations,
  giver_id uuid NOT NULL REFERENCES persons,
  receiver_id uuid NOT NULL REFERENCES persons,
  -- The matters it covers; null: all that the post can do.
  matters text[] CHECK (cardinality(matters) > 0),
  document text CHECK (document ~ '^[0-9a-f]{64}$'),
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  -- The longest period in force on the day of giving; the rule itself is dated data.
  days_max integer NOT NULL CHECK (days_max BETWEEN 1 AND 366),
  given_on date NOT NULL,
  given_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT delegations_not_to_oneself CHECK (giver_id <> receiver_id),
  CONSTRAINT delegations_in_order CHECK (valid_from >= given_on AND valid_to >= valid_from),
  CONSTRAINT delegations_not_too_long CHECK (valid_to - valid_from < days_max),
  CONSTRAINT delegations_once EXCLUDE USING gist (post_id WITH =, receiver_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
    WHERE (revoked_at IS NULL)
);
CREATE INDEX delegations_receiver ON delegations (receiver_id, valid_to);
CREATE INDEX delegations_giver ON delegations (giver_id, valid_to);

-- Only the holder gives, within the term; never across sides, nor to or from an administrator; a vote is given to nobody.
CREATE FUNCTION check_delegation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  p posts;
  span daterange := daterange(NEW.valid_from, NEW.valid_to, '[]');
BEGIN
  SELECT * INTO p FROM posts WHERE id = NEW.post_id FOR SHARE;
  IF p.person_id <> NEW.giver_id OR p.organization_id <> NEW.organization_id THEN
    RAISE EXCEPTION 'only the holder of a post delegates it' USING ERRCODE = 'GY020';
  END IF;
  IF NOT daterange(p.valid_from, p.valid_to, '[]') @> span THEN
    RAISE EXCEPTION 'outside the term of the post' USING ERRCODE = 'GY021';
  END IF;
  IF side_of_post(p.kind) NOT IN ('company', 'committee') OR p.kind IN ('committee_member', 'company_director') THEN
    RAISE EXCEPTION 'this post is not delegated' USING ERRCODE = 'GY022';
  END IF;
  IF p.kind IN ('committee_director', 'company_representative') AND NEW.document IS NULL THEN
    RAISE EXCEPTION 'this post is delegated in writing' USING ERRCODE = 'GY023';
  END IF;
  IF EXISTS (SELECT 1 FROM posts o WHERE o.person_id = NEW.receiver_id AND side_of_post(o.kind) <> side_of_post(p.kind)
             AND daterange(o.valid_from, o.valid_to, '[]') && span)
    OR NOT EXISTS (SELECT 1 FROM posts o WHERE o.person_id = NEW.receiver_id AND o.organization_id = p.organization_id
             AND o.kind <> 'company_director' AND daterange(o.valid_from, o.valid_to, '[]') @> NEW.valid_from) THEN
    RAISE EXCEPTION 'a delegate holds a post on the same side of the same organisation and on no other' USING ERRCODE = 'GY024';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delegations_lawful BEFORE INSERT ON delegations FOR EACH ROW EXECUTE FUNCTION check_delegation();

-- Nothing of a delegation changes but that it is revoked, once.
CREATE FUNCTION keep_delegation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR to_jsonb(OLD) - 'revoked_at' <> to_jsonb(NEW) - 'revoked_at' THEN
    RAISE EXCEPTION 'a delegation is only revoked' USING ERRCODE = 'GY001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delegations_only_revoked BEFORE UPDATE ON delegations FOR EACH ROW EXECUTE FUNCTION keep_delegation();
CREATE TRIGGER delegations_stay BEFORE DELETE OR TRUNCATE ON delegations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON delegations TO ${APP_ROLE};
GRANT UPDATE (revoked_at) ON delegations TO ${APP_ROLE};
ALTER TABLE delegations ENABLE ROW LEVEL SECURITY;
CREATE POLICY delegations_visible ON delegations TO ${APP_ROLE} USING (guanyun_sees(organization_id));

ALTER TABLE sessions ADD COLUMN delegation_id uuid REFERENCES delegations;

-- For whom the person acted, and under what; part of an entry's leaf where they are given.
ALTER TABLE journal ADD COLUMN on_behalf_person_id uuid, ADD COLUMN delegation_id uuid;
ALTER TABLE journal ADD CONSTRAINT journal_both_names CHECK ((on_behalf_person_id IS NULL) = (delegation_id IS NULL)
  AND (on_behalf_person_id IS NULL OR (person_id IS NOT NULL AND on_behalf_person_id <> person_id)));

ALTER TABLE matter_signatures ADD COLUMN on_behalf_person_id uuid REFERENCES persons;
ALTER TABLE list_agreements ADD COLUMN on_behalf_person_id uuid REFERENCES persons;
ALTER TABLE transfer_signatures ADD COLUMN on_behalf_person_id uuid REFERENCES persons;

-- Two sides, different people: the giver of a delegation counts as having signed.
CREATE FUNCTION keep_signers_apart() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE others integer;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I WHERE %I = $1 AND ARRAY[person_id, on_behalf_person_id] && $2', TG_TABLE_NAME, TG_ARGV[0])
    INTO others USING (to_jsonb(NEW) ->> TG_ARGV[0])::uuid, array_remove(ARRAY[NEW.person_id, NEW.on_behalf_person_id], NULL);
  IF others > 0 THEN RAISE EXCEPTION 'one person signs for one side' USING ERRCODE = 'unique_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER list_agreements_apart BEFORE INSERT ON list_agreements FOR EACH ROW EXECUTE FUNCTION keep_signers_apart('list_id');
CREATE TRIGGER transfer_signatures_apart BEFORE INSERT ON transfer_signatures FOR EACH ROW EXECUTE FUNCTION keep_signers_apart('order_id');

-- The checks look at both sides of an act, whoever acts, so they run as the owner.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['check_delegation()', 'keep_delegation()', 'keep_signers_apart()'] LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, public, pg_temp', name, current_schema());
  END LOOP;
END $$;
`;
