import { query, type Tx } from '../kernel/transaction.ts';

/** A filter that a person keeps under a name. */
export type SavedView = { readonly id: string; readonly name: string; readonly filter: unknown };

const VIEWS_MAX = 100;

export const viewsOf = (tx: Tx, personId: string): Promise<SavedView[]> =>
  query(
    tx,
    'SELECT id, name, filter FROM saved_views WHERE person_id = $1 AND removed_at IS NULL ORDER BY saved_at, id LIMIT $2',
    [personId, VIEWS_MAX],
  );

/** Keeps the filter; one of the same name gives way to it. */
export async function saveView(tx: Tx, personId: string, view: SavedView): Promise<string> {
  const [row] = await query<{ id: string }>(
    tx,
    `INSERT INTO saved_views (id, person_id, name, filter) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person_id, name) WHERE removed_at IS NULL DO UPDATE SET filter = excluded.filter RETURNING id`,
    [view.id, personId, view.name, JSON.stringify(view.filter)],
  );
  return row?.id ?? view.id;
}

/** @returns the name of the view that is gone now; null if this person has none of that id. */
export async function removeView(tx: Tx, personId: string, id: string, now: Date): Promise<string | null> {
  const [row] = await query<{ name: string }>(
    tx,
    'UPDATE saved_views SET removed_at = $3 WHERE id = $1 AND person_id = $2 AND removed_at IS NULL RETURNING name',
    [id, personId, now.toISOString()],
  );
  return row?.name ?? null;
}
