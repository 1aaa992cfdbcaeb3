import { createHash } from 'node:crypto';
import { zVoucherFilter } from '@guanyun/api/accounting/input.ts';
import { zStatementDays } from '@guanyun/api/assets/finance-input.ts';
import { zLandLedger } from '@guanyun/api/assets/land-input.ts';
import { zGroupAccounts } from '@guanyun/api/equity/group-accounts-input.ts';
import { zBodsExport, zStructure } from '@guanyun/api/equity/input.ts';
import { zMatterFilter } from '@guanyun/api/matters/input.ts';
import { exportVouchers } from '@guanyun/application/accounting/export-vouchers.ts';
import { exportLand } from '@guanyun/application/assets/export-land.ts';
import { exportStatement } from '@guanyun/application/assets/export-statement.ts';
import { exportBods } from '@guanyun/application/equity/export-bods.ts';
import { exportGroupAccounts } from '@guanyun/application/equity/export-group-accounts.ts';
import { exportRegister } from '@guanyun/application/equity/export-register.ts';
import { tellExport } from '@guanyun/application/evidence/tell-export.ts';
import { type Deps, NotFound } from '@guanyun/application/kernel/deps.ts';
import type { Sheet } from '@guanyun/application/kernel/sheet.ts';
import { exportMatters } from '@guanyun/application/matters/read-matters.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { problemsOf } from '@guanyun/domain/kernel/problems.ts';
import {
  accountReaders,
  business,
  type Permission,
  permits,
} from '@guanyun/domain/organizations/permissions.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { asAttachment, type FileHost } from './documents.ts';
import { mattersSheet } from './workbook/matters-sheet.ts';
import { writeWorkbook } from './workbook/write-workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const JSON_TYPE = 'application/json; charset=utf-8';

type ExportHost = Pick<FileHost, 'deps' | 'actorOf' | 'attempt'>;
type ExportFile = { readonly name: string; readonly type: string; readonly bytes: Buffer };
type Export<Schema extends z.ZodType> = {
  /** Under what it is counted. */
  readonly procedure: string;
  readonly input: Schema;
  /** Whoever may ask the query that is exported. */
  readonly posts?: Permission;
  /** Where the question stands in the address, if that is not its whole query. */
  readonly read?: (query: unknown) => unknown;
  readonly make: (deps: Deps, actor: Actor, asked: z.output<Schema>) => Promise<ExportFile>;
};

/** Whoever may ask, as often as an act and no more, since an export is work; null where that is answered already. */
async function exporter(
  host: ExportHost,
  { procedure, posts = business }: Pick<Export<z.ZodType>, 'procedure' | 'posts'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Actor | null> {
  const actor = await host.actorOf(request, reply);
  if (actor === null) reply.code(401).send({ failure: null });
  else if (!permits(posts, actor.post.kind)) reply.code(403).send({ failure: { kind: 'forbidden' } });
  else if (!(await host.attempt(procedure, actor.accountId)))
    reply.code(429).send({ failure: { kind: 'busy' } });
  else return actor;
  return null;
}

/** First the entry, then the bytes. */
async function handOut(
  deps: Deps,
  actor: Actor,
  reply: FastifyReply,
  { name, type, bytes, asked }: ExportFile & { readonly asked: unknown },
): Promise<FastifyReply> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const told = await tellExport(deps, actor, { name, asked, sha256, bytes: bytes.length });
  if (told.outcome === 'refused')
    return reply.code(422).send({ failure: { kind: 'refused', refusals: told.refusals } });
  return asAttachment(reply, name, type).send(bytes);
}

function exportRoute<Schema extends z.ZodType>(
  app: FastifyInstance,
  host: ExportHost,
  path: string,
  one: Export<Schema>,
): void {
  app.get(path, async (request, reply) => {
    const actor = await exporter(host, one, request, reply);
    if (actor === null) return reply;
    const asked = one.input.safeParse(one.read?.(request.query) ?? request.query);
    if (!asked.success)
      return reply.code(400).send({ failure: { kind: 'bad_input', problems: problemsOf(asked.error) } });
    try {
      const file = await one.make(host.deps, actor, asked.data);
      return await handOut(host.deps, actor, reply, { ...file, asked: asked.data });
    } catch (error) {
      if (error instanceof NotFound) return reply.code(404).send({ failure: { kind: 'not_found' } });
      throw error;
    }
  });
}

const workbook = async (name: string, sheets: readonly Sheet[]): Promise<ExportFile> => ({
  name,
  type: XLSX,
  bytes: await writeWorkbook({
    sheets: sheets.map((sheet) => ({ name: sheet.name, rows: [sheet.columns, ...sheet.rows] })),
  }),
});

/** A filter comes as JSON in the query; what is none is for the schema to refuse. */
function filterIn(query: unknown): unknown {
  const { filter } = query as { filter?: string };
  try {
    return JSON.parse(filter ?? '{}');
  } catch {
    return filter;
  }
}

type Known = { readonly knownOn?: string | undefined };
const knownOn = ({ knownOn: day }: Known): LocalDate | undefined =>
  day === undefined ? undefined : localDate(day);

function equityRoutes(app: FastifyInstance, host: ExportHost): void {
  exportRoute(app, host, '/exports/equity.xlsx', {
    ...{ procedure: 'equity.exportRegister', input: zStructure },
    make: async (deps, actor, asked) => {
      const days = { asOf: localDate(asked.asOf), knownOn: knownOn(asked) };
      return workbook(
        `股权-${asked.asOf}.xlsx`,
        await exportRegister(deps, actor, { basis: asked.basis, ...days }),
      );
    },
  });
  exportRoute(app, host, '/exports/group-accounts.xlsx', {
    ...{ procedure: 'equity.exportGroupAccounts', input: zGroupAccounts, posts: accountReaders },
    make: async (deps, actor, asked) => {
      const { groupId, periodEnd } = asked;
      const days = { periodEnd: localDate(periodEnd), knownOn: knownOn(asked) };
      return workbook(
        `集团报表-${periodEnd}.xlsx`,
        await exportGroupAccounts(deps, actor, { groupId, ...days }),
      );
    },
  });
  exportRoute(app, host, '/exports/equity.json', {
    ...{ procedure: 'equity.exportBods', input: zBodsExport },
    make: async (deps, actor, { asOf, knownOn: known, ...rest }) => {
      const days = { asOf: localDate(asOf), knownOn: knownOn({ knownOn: known }) };
      const statements = await exportBods(deps, actor, { ...rest, ...days });
      const name = `股权-BODS-0.4-${rest.extent === 'history' ? '全部历史' : asOf}.json`;
      return { name, type: JSON_TYPE, bytes: Buffer.from(`${JSON.stringify(statements, null, 2)}\n`) };
    },
  });
}

/**
 * `GET /exports/matters.xlsx?filter={…}`: what `matters.list` shows under the same filter, in one workbook.
 * `GET /exports/equity.xlsx?asOf=…`: the register of `equity.structure` as a workbook.
 * `GET /exports/equity.json?asOf=…&extent=…`: the register of `equity.structure` as BODS 0.4. To the same posts.
 * `GET /exports/idle-land.xlsx?asOf=…&clusterId=…&state=…&from=…&to=…`: what `assets.landLedger` shows, as a workbook.
 * `GET /exports/assets-statement.xlsx?asOf=…&knownOn=…`: what `assets.statementTable` shows, as a workbook.
 * `GET /exports/vouchers.xlsx?organizationId=…&book=…&from=…&to=…`: the lines of vouchers as bookkeeping software imports them.
 * `GET /exports/group-accounts.xlsx?groupId=…&periodEnd=…`: what `equity.groupAccounts` shows, as a workbook.
 *
 * Each has its entry in the journal with the file's SHA-256 before the first byte leaves.
 */
export async function exportRoutes(app: FastifyInstance, host: ExportHost): Promise<void> {
  exportRoute(app, host, '/exports/matters.xlsx', {
    ...{ procedure: 'matters.export', input: zMatterFilter, read: filterIn },
    make: async (deps, actor, filter) => {
      const { items, more } = await exportMatters(deps, actor, filter);
      const bytes = await writeWorkbook({ sheets: [mattersSheet(items, more)] });
      return { name: '重大事项.xlsx', type: XLSX, bytes };
    },
  });
  exportRoute(app, host, '/exports/idle-land.xlsx', {
    ...{ procedure: 'assets.exportLand', input: zLandLedger },
    make: async (deps, actor, asked) =>
      workbook('闲置低效用地台账.xlsx', await exportLand(deps, actor, asked)),
  });
  exportRoute(app, host, '/exports/assets-statement.xlsx', {
    ...{ procedure: 'assets.exportStatement', input: zStatementDays },
    make: async (deps, actor, asked) => {
      const days = { asOf: localDate(asked.asOf), knownOn: knownOn(asked) ?? null };
      return workbook(`组团资产-${asked.asOf}.xlsx`, await exportStatement(deps, actor, days));
    },
  });
  exportRoute(app, host, '/exports/vouchers.xlsx', {
    ...{ procedure: 'accounting.exportVouchers', input: zVoucherFilter },
    make: async (deps, actor, asked) => workbook('记账凭证.xlsx', await exportVouchers(deps, actor, asked)),
  });
  equityRoutes(app, host);
}
