import { APP_ROLE } from '../kernel/connection.ts';

const appendOnly = (table: string): string =>
  `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`;

/** What every row of the register is called in the log: tables that had no key of their own get one. */
const keys = `
ALTER TABLE organization_names ADD PRIMARY KEY (organization_id, valid_from);
ALTER TABLE cluster_names ADD PRIMARY KEY (cluster_id, valid_from);
ALTER TABLE cluster_operators ADD PRIMARY KEY (cluster_id, valid_from);
ALTER TABLE asset_facts ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid();
`;

/**
 * What each act changed, row by row, as the hash of the row: one line of row_log for each statement. The entry of the journal that
 * the act ends with names the digest of its lines, so that the log can be replayed into the state of the tables.
 */
const rowLog = `
CREATE TABLE log_policy (singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton), strict boolean NOT NULL DEFAULT true);
INSERT INTO log_policy DEFAULT VALUES;

CREATE TABLE log_tables (name text PRIMARY KEY, key text[] NOT NULL, sealed boolean NOT NULL, structure text NOT NULL);
GRANT SELECT ON log_tables TO ${APP_ROLE};

CREATE TABLE row_log (
  request_id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lines text NOT NULL CHECK (lines <> '')
);
CREATE INDEX row_log_request ON row_log (request_id, seq);
${appendOnly('row_log')}
GRANT SELECT ON row_log TO ${APP_ROLE};

ALTER TABLE journal ADD COLUMN rows text CHECK (rows ~ '^[0-9a-f]{64}$');
ALTER TABLE journal ADD COLUMN rows_until bigint CHECK ((rows IS NULL) = (rows_until IS NULL));
CREATE UNIQUE INDEX journal_rows ON journal (request_id) WHERE rows IS NOT NULL;
CREATE INDEX journal_request ON journal (request_id);

CREATE FUNCTION log_line(operation text, of_table text, key text, hash text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT operation || E'\\t' || of_table || E'\\t' || key || E'\\t' || hash || E'\\n'
$$;
CREATE FUNCTION log_hash(row_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(row_text, 'UTF8')), 'hex')
$$;

-- Under no act nothing is written down: of the application that is refused, of everybody else the log's verifiers see it.
CREATE FUNCTION log_written(written text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE request text := coalesce(current_setting('guanyun.act', true), '');
BEGIN
  IF written IS NULL THEN RETURN; END IF;
  IF request <> '' THEN INSERT INTO row_log (request_id, lines) VALUES (request::uuid, written);
  ELSIF session_user = '${APP_ROLE}' AND (SELECT strict FROM log_policy) THEN
    RAISE EXCEPTION 'a change outside of an act' USING ERRCODE = 'GY096';
  END IF;
END $$;

-- What is still written after the entry was made would stand in no entry.
CREATE FUNCTION check_row_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF session_user = '${APP_ROLE}' AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.request_id = NEW.request_id AND j.rows_until >= NEW.seq)
  THEN RAISE EXCEPTION 'a change that no entry tells' USING ERRCODE = 'GY096'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER row_log_told AFTER INSERT ON row_log DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_row_log();
`;

/** The trigger function of one table; \`%1$I\` the table, \`%2$L\` its name, \`%3$s\`, \`%4$s\` its key of new and old rows, \`%5$s\` their join. */
const tableTrigger = `
CREATE OR REPLACE FUNCTION %6$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = %7$I, public, pg_temp SET timezone = 'UTC' AS $body$
DECLARE written text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT string_agg(log_line('I', %2$L, jsonb_build_array(%3$s)::text, log_hash(to_jsonb(n)::text)), '') INTO written FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT string_agg(log_line('D', %2$L, jsonb_build_array(%4$s)::text, '-'), '') INTO written FROM old_rows o;
  ELSE
    SELECT string_agg(CASE WHEN n IS NULL THEN log_line('D', %2$L, jsonb_build_array(%4$s)::text, '-')
        ELSE log_line(CASE WHEN o IS NULL THEN 'I' ELSE 'U' END, %2$L, jsonb_build_array(%3$s)::text, log_hash(to_jsonb(n)::text)) END, '')
      INTO written FROM old_rows o FULL JOIN new_rows n ON %5$s WHERE o IS DISTINCT FROM n;
  END IF;
  PERFORM log_written(written);
  RETURN NULL;
END $body$`;

/**
 * Covers every table of the zone but those that are named, and takes up again those whose structure a migration changed: called
 * after every migration, so that no migration needs to think of it.
 */
const coverage = `
CREATE FUNCTION log_cover() RETURNS void LANGUAGE plpgsql SET timezone = 'UTC' AS $cover$
DECLARE t record; ins text; taken text;
BEGIN
  FOR t IN
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY array_position(k.conkey, a.attnum)) FILTER (WHERE a.attnum = ANY (k.conkey)) AS key,
      string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum) AS structure,
      c.relname IN ('accounts', 'tender_shares', 'bid_checks') AS sealed
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND c.relname NOT IN ('requests', 'counters', 'sessions', 'journal', 'row_log', 'schema_migrations', 'page_readings',
        'tender_bids', 'tender_bid_withdrawals', 'tender_objectors') AND c.relname NOT LIKE 'log\\_%'
    GROUP BY c.oid, c.relname, k.conkey ORDER BY c.relname
  LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM log_tables l WHERE (l.name, l.key, l.structure) = (t.name, t.key, t.structure));
    IF t.key IS NULL THEN RAISE EXCEPTION '% has no primary key', t.name; END IF;
    EXECUTE format($f$${tableTrigger}$f$, t.name, t.name,
      (SELECT string_agg(format('n.%I', c), ', ' ORDER BY o) FROM unnest(t.key) WITH ORDINALITY u(c, o)),
      (SELECT string_agg(format('o.%I', c), ', ' ORDER BY o) FROM unnest(t.key) WITH ORDINALITY u(c, o)),
      (SELECT string_agg(format('o.%1$I = n.%1$I', c), ' AND ' ORDER BY o) FROM unnest(t.key) WITH ORDINALITY u(c, o)),
      'log_' || t.name, current_schema());
    FOREACH ins IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
      EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER %s ON %I REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %I()',
        'zz_log_' || lower(ins), ins, t.name,
        concat_ws(' ', CASE WHEN ins <> 'INSERT' THEN 'OLD TABLE AS old_rows' END, CASE WHEN ins <> 'DELETE' THEN 'NEW TABLE AS new_rows' END),
        'log_' || t.name);
    END LOOP;
    EXECUTE format('SELECT string_agg(log_line(''A'', %L, jsonb_build_array(%s)::text, log_hash(to_jsonb(n)::text)), '''') FROM %I n',
      t.name, (SELECT string_agg(format('n.%I', c), ', ' ORDER BY o) FROM unnest(t.key) WITH ORDINALITY u(c, o)), t.name) INTO taken;
    PERFORM log_written(taken);
    INSERT INTO log_tables (name, key, sealed, structure) VALUES (t.name, t.key, t.sealed, t.structure)
      ON CONFLICT (name) DO UPDATE SET key = excluded.key, sealed = excluded.sealed, structure = excluded.structure;
  END LOOP;
END $cover$;

-- The rows of a table as an auditor's export gives them, sorted by their key as bytes; of sealed tables no text.
CREATE FUNCTION log_rows(of_table text) RETURNS TABLE (key text, hash text, row_text text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET timezone = 'UTC' AS $rows$
DECLARE t log_tables;
BEGIN
  SELECT * INTO t FROM log_tables l WHERE l.name = of_table;
  IF t.name IS NULL OR coalesce(current_setting('guanyun.scope', true), '') <> '*' THEN
    RAISE EXCEPTION 'not for this scope' USING ERRCODE = 'GY096';
  END IF;
  RETURN QUERY EXECUTE format($q$SELECT k, log_hash(x), CASE WHEN %L THEN NULL ELSE x END FROM
    (SELECT jsonb_build_array(%s)::text AS k, to_jsonb(n)::text AS x FROM %I n) r ORDER BY k COLLATE "C"$q$,
    t.sealed, (SELECT string_agg(format('n.%I', c), ', ' ORDER BY o) FROM unnest(t.key) WITH ORDINALITY u(c, o)), t.name);
END $rows$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION log_rows(text) SET search_path = %I, public, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION check_row_log() SECURITY DEFINER SET search_path = %I, public, pg_temp', current_schema());
END $$;
REVOKE ALL ON FUNCTION log_rows(text), log_cover() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_rows(text) TO ${APP_ROLE};
`;

/** The tree over the journal's leaves, its signed checkpoints, and who outside was given them. */
const tree = `
CREATE TABLE log_nodes (level smallint NOT NULL CHECK (level > 0), index bigint NOT NULL CHECK (index >= 0), hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (level, index));
${appendOnly('log_nodes')}
CREATE TABLE log_checkpoints (
  size bigint PRIMARY KEY CHECK (size > 0),
  root text NOT NULL CHECK (root ~ '^[0-9a-f]{64}$'),
  note text NOT NULL,
  made_at timestamptz NOT NULL
);
${appendOnly('log_checkpoints')}
CREATE TABLE log_pushes (
  size bigint NOT NULL REFERENCES log_checkpoints,
  holder text NOT NULL,
  pushed_at timestamptz NOT NULL,
  PRIMARY KEY (holder, size)
);
${appendOnly('log_pushes')}
GRANT SELECT, INSERT ON log_nodes, log_checkpoints, log_pushes TO ${APP_ROLE};

CREATE FUNCTION check_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size <= coalesce((SELECT max(c.size) FROM log_checkpoints c), 0) OR NOT EXISTS (SELECT 1 FROM journal j WHERE j.index = NEW.size - 1)
  THEN RAISE EXCEPTION 'a checkpoint goes beyond the one before and not beyond the journal' USING ERRCODE = 'GY097'; END IF;
  RETURN NEW;
END $$;
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION check_checkpoint() SECURITY DEFINER SET search_path = %I, public, pg_temp', current_schema());
END $$;
CREATE TRIGGER log_checkpoints_grow BEFORE INSERT ON log_checkpoints FOR EACH ROW EXECUTE FUNCTION check_checkpoint();
`;

/** The transparency log: hashes of rows, tree, checkpoints (RFC 9162, 2.1; C2SP tlog-checkpoint). */
export const transparency = keys + rowLog + coverage + tree;
