import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Lists of cases that stay quick at a million rows, and the views that people keep of them.
 *
 * Search is by pairs of neighbouring characters in a GIN index. pg_trgm does not serve: it needs three characters, most
 * Chinese words have two, and in a database of locale C (the embedded one) it takes no Chinese character for a letter.
 * Pairs serve every length from two on, the exact text is compared after them; one character is looked for by reading.
 * Only pairs and not single characters too: that doubles the index for a search that is rare.
 */
export const worklist = `
CREATE FUNCTION matter_text(title text, number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT lower(title || ' ' || coalesce(number, '')) $$;
CREATE FUNCTION text_pairs(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT coalesce(array_agg(a || b), '{}') FROM string_to_array(words, NULL) AS chars, unnest(chars, chars[2:]) AS pair (a, b)
      WHERE b IS NOT NULL $$;
CREATE INDEX matters_text ON matters USING gin (text_pairs(matter_text(title, number)));
-- An even sample of the texts: tells how common some words are before anything is read.
CREATE STATISTICS matters_text_sample ON (matter_text(title, number)) FROM matters;
ALTER STATISTICS matters_text_sample SET STATISTICS 200;

-- A case without a due day comes last; infinity makes its place comparable, so that a page is one range of the index.
DROP INDEX matters_queue;
CREATE INDEX matters_due ON matters ((coalesce(due_on, 'infinity')), id);
CREATE INDEX matters_queue ON matters (state, (coalesce(due_on, 'infinity')), id);
CREATE INDEX matters_state_updated ON matters (state, updated_at, id);
CREATE INDEX matters_company_queue ON matters (company_id, state, (coalesce(due_on, 'infinity')), id);
CREATE INDEX matters_company_updated ON matters (company_id, state, updated_at, id);
-- The few cases that concern a company beside the one that proposed them.
CREATE INDEX matters_other_parties ON matters USING gin (array_remove(parties, company_id));
-- What else is looked up by the case.
CREATE INDEX agenda_items_matter ON agenda_items (matter_id);
-- It serves what the shorter one was for, too.
DROP INDEX matters_of_company;
CREATE INDEX matters_similar ON matters (company_id, matter, created_at);
CREATE INDEX matters_main ON matters (main_id) WHERE main_id IS NOT NULL;
CREATE INDEX consultations_asked ON consultations (organization_id, due_on) WHERE answer IS NULL;

/*
 * Which cases a list shows, with the place of each in the order. It runs as the owner, because under row-level security
 * PostgreSQL gives no index on words to a condition that could betray a hidden row; so it states the scope itself, and
 * whoever calls it joins the ids with matters under row-level security: what it should ever say too much is not shown.
 * Only conditions that were asked for are in the statement, so each combination gets a plan of its own. Without an order
 * (ordered is null) rows are for counting only and name no case.
 */
CREATE FUNCTION matters_found(states text[], kinds text[], company uuid, decider text, due_by date, words text,
  ordered text, from_place text, from_id uuid, most integer)
RETURNS TABLE (id uuid, place text) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 AS $$
DECLARE
  scope text := coalesce(current_setting('guanyun.scope', true), '');
  place text := CASE ordered WHEN 'newest' THEN 'm.updated_at' ELSE $e$coalesce(m.due_on, 'infinity')$e$ END;
  direction text := CASE ordered WHEN 'newest' THEN 'DESC' ELSE 'ASC' END;
  sorted text := '';
  scoped uuid[] := CASE WHEN scope <> '*' THEN string_to_array(scope, ',')::uuid[] END;
  wanted text := '';
  page text;
  last text;
  sources text[];
  walks boolean := ordered IS NOT NULL;
  share float;
BEGIN
  IF kinds IS NOT NULL THEN wanted := wanted || ' AND m.matter = ANY ($3)'; END IF;
  IF company IS NOT NULL THEN wanted := wanted || ' AND m.company_id = $4'; END IF;
  IF decider IS NOT NULL THEN wanted := wanted || ' AND m.level = $5'; END IF;
  IF due_by IS NOT NULL THEN wanted := wanted || $e$ AND coalesce(m.due_on, 'infinity') <= $6$e$; END IF;
  IF from_place IS NOT NULL THEN
    wanted := wanted || format(' AND (%s, m.id) %s ($8::%s, $9)', place, CASE direction WHEN 'DESC' THEN '<' ELSE '>' END,
      CASE ordered WHEN 'newest' THEN 'timestamptz' ELSE 'date' END);
  END IF;
  IF words IS NOT NULL THEN
    wanted := wanted || ' AND strpos(matter_text(m.title, m.number), lower($7)) > 0';
    -- Common words turn up soon along the order. Rare ones are found by their pairs and sorted after that.
    IF walks THEN
      SELECT avg((strpos(known, lower(words)) > 0)::int) INTO share
      FROM pg_stats_ext_exprs s, unnest(s.histogram_bounds::text::text[]) AS known
      WHERE s.schemaname = current_schema() AND s.statistics_name = 'matters_text_sample';
    END IF;
    walks := walks AND coalesce(share, 0) >= 0.01;
    IF NOT walks AND length(words) > 1 THEN
      wanted := wanted || ' AND text_pairs(matter_text(m.title, m.number)) @> text_pairs(lower($7))';
    END IF;
  END IF;
  -- One range of an index for each state, and the first of all: an index knows the order within one state only.
  IF states IS NOT NULL THEN wanted := wanted || CASE WHEN walks THEN ' AND m.state = s.state' ELSE ' AND m.state = ANY ($2)' END; END IF;
  IF ordered IS NOT NULL THEN sorted := format(' ORDER BY place %s, id %s', direction, direction); END IF;
  -- Only counted: without columns of the row an index alone may answer.
  page := format('SELECT %s FROM matters m WHERE %%s%s%%s',
    CASE WHEN ordered IS NULL THEN 'NULL::uuid AS id, NULL::text AS place' ELSE format('m.id, %s AS place', place) END, wanted);
  -- OFFSET 0 keeps what is inside from being read in the order outside, which is slow where little is found.
  last := CASE WHEN ordered IS NULL THEN ' LIMIT $10' WHEN walks THEN sorted || ' LIMIT $10' ELSE ' OFFSET 0' END;
  sources := CASE scope WHEN '*' THEN ARRAY[format(page, 'true', last)] WHEN '' THEN ARRAY[format(page, 'false', last)] ELSE
    (SELECT array_agg(format(page, format('m.company_id = %L', own), last)) FROM unnest(scoped) AS own)
    || format(page, 'array_remove(m.parties, m.company_id) && $1 AND m.company_id <> ALL ($1)', ' OFFSET 0') END;
  RETURN QUERY EXECUTE format('SELECT f.id, f.place::text FROM (SELECT p.* FROM %s ((%s)) p%s LIMIT $10) f',
      CASE WHEN walks AND states IS NOT NULL THEN '(SELECT DISTINCT unnest($2) AS state) s CROSS JOIN LATERAL' ELSE '' END,
      array_to_string(sources, ') UNION ALL ('), sorted)
    USING scoped, states, kinds, company, decider, due_by, words, from_place, from_id, most;
END $$;
REVOKE EXECUTE ON FUNCTION matters_found FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matters_found TO ${APP_ROLE};
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION matters_found SET search_path = %I, public, pg_temp', current_schema());
END $$;

-- A filter that a person keeps under a name of his or her own.
CREATE TABLE saved_views (
  person_id uuid NOT NULL REFERENCES persons,
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  filter jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz
);
CREATE UNIQUE INDEX saved_views_name ON saved_views (person_id, name) WHERE removed_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON saved_views TO ${APP_ROLE};
`;
