import { DataTypes, type Model, type ModelAttributes, type ModelStatic, type WhereOptions } from 'sequelize';
import type { Tx } from './transaction.ts';

const columnTypes = {
  uuid: DataTypes.UUID,
  text: DataTypes.TEXT,
  texts: DataTypes.ARRAY(DataTypes.TEXT),
  uuids: DataTypes.ARRAY(DataTypes.UUID),
  date: DataTypes.DATEONLY,
  time: DataTypes.DATE,
  money: DataTypes.DECIMAL(20, 2),
  quantity: DataTypes.DECIMAL(20, 4),
  integer: DataTypes.INTEGER,
  bigint: DataTypes.BIGINT,
  boolean: DataTypes.BOOLEAN,
  json: DataTypes.JSONB,
} as const;

type ColumnType = keyof typeof columnTypes;

/** A table as its store sees it: camelCase fields, exact types. Private to `packages/db`. */
export type Table<Row extends object> = {
  readonly name: string;
  readonly columns: Record<keyof Row & string, ColumnType>;
};

export const table = <Row extends object>(
  name: string,
  columns: Record<keyof Row & string, ColumnType>,
): Table<Row> => ({ name, columns });

function modelOf<Row extends object>(tx: Tx, t: Table<Row>): ModelStatic<Model> {
  const fields = Object.keys(t.columns);
  // A table may be read whole and written in part: two views of it are two models.
  const name = `${t.name}:${fields.length}`;
  if (tx.sequelize.isDefined(name)) return tx.sequelize.model(name);
  const attributes: ModelAttributes = {};
  // Sequelize wants a primary key of its own or invents one; the real keys are in the migrations.
  for (const [index, [field, type]] of Object.entries<ColumnType>(t.columns).entries())
    attributes[field] = { type: columnTypes[type], primaryKey: index === 0 };
  return tx.sequelize.define(name, attributes, { tableName: t.name });
}

export type Where<Row> = { readonly [K in keyof Row]?: Row[K] | readonly Row[K][] };
type Options<Row> = {
  lock?: boolean;
  order?: readonly [keyof Row & string, 'ASC' | 'DESC'][];
  limit?: number;
};

/** Inserts one row; database defaults fill what is left out. */
export async function insert<Row extends object>(tx: Tx, t: Table<Row>, row: Partial<Row>): Promise<void> {
  await modelOf(tx, t).create(row as Record<string, unknown>, {
    transaction: tx.transaction,
    returning: false,
    fields: Object.keys(row),
  });
}

export async function insertMany<Row extends object>(
  tx: Tx,
  t: Table<Row>,
  rows: readonly Partial<Row>[],
): Promise<void> {
  if (rows.length === 0) return;
  await modelOf(tx, t).bulkCreate(rows as Record<string, unknown>[], {
    transaction: tx.transaction,
    returning: false,
  });
}

/** Rows that match; `lock` takes them FOR UPDATE. */
export async function select<Row extends object>(
  tx: Tx,
  t: Table<Row>,
  where: Where<Row>,
  options: Options<Row> = {},
): Promise<Row[]> {
  const rows = await modelOf(tx, t).findAll({
    where: where as WhereOptions,
    raw: true,
    transaction: tx.transaction,
    ...(options.lock ? { lock: tx.transaction.LOCK.UPDATE } : {}),
    ...(options.order ? { order: options.order.map((o) => [...o]) } : {}),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  return rows as unknown as Row[];
}

export async function selectOne<Row extends object>(
  tx: Tx,
  t: Table<Row>,
  where: Where<Row>,
  options: Options<Row> = {},
): Promise<Row | null> {
  return (await select(tx, t, where, { ...options, limit: 1 }))[0] ?? null;
}

/** @returns how many rows changed */
export async function update<Row extends object>(
  tx: Tx,
  t: Table<Row>,
  set: Partial<Row>,
  where: Where<Row>,
): Promise<number> {
  const [count] = await modelOf(tx, t).update(set as Record<string, unknown>, {
    where: where as WhereOptions,
    transaction: tx.transaction,
  });
  return count;
}
