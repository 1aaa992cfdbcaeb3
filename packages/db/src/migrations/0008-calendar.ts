import { APP_ROLE } from '../kernel/connection.ts';

/**
 * Days off and make-up working days that the zone enters beyond the notices which the rules carry. A day said again is a
 * new row; the latest counts.
 */
export const calendar = `
CREATE TABLE calendar_days (
  id uuid PRIMARY KEY,
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('holiday', 'workday')),
  notice text NOT NULL CHECK (notice <> ''),
  person_id uuid REFERENCES persons,
  recorded_at timestamptz NOT NULL,
  said_as bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX calendar_days_day ON calendar_days (day, said_as);
CREATE TRIGGER calendar_days_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_days FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON calendar_days TO ${APP_ROLE};
`;
