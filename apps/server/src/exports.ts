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
import { NotFound } from '@guanyun/application/kernel/deps.ts';
import type { Sheet } from '@guanyun/application/kernel/sheet.ts';
import { exportMatters } from '@guanyun/application/matters/read-matters.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';
import { localDate } from '@guanyun/domain/kernel/local-date.ts';
import { problemsOf } from '@guanyun/domain/kernel/problems.ts';
import {
  accountReaders,
  business,
  type Permission,
  permits,
} from '@guanyun/domain/organizations/permissions.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asAttachment, type FileHost } from './documents.ts';
import { mattersSheet } from './workbook/matters-sheet.ts';
import { writeWorkbook } from './workbook/write-workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return text;
  }
}

type ExportHost = Pick<FileHost, 'deps' | 'actorOf' | 'attempt'>;

/** Whoever may ask the query that is exported, as often as an act and no more, since an export is work; null where that is answered already. */
async function exporter(
  host: ExportHost,
  procedure: string,
  request: FastifyRequest,
  reply: FastifyReply,
  posts: Permission = business,
): Promise<Actor | null> {
  const actor = await host.actorOf(request, reply);
  if (actor === null) reply.code(401).send({ failure: null });
  else if (!permits(posts, actor.post.kind)) reply.code(403).send({ failure: { kind: 'forbidden' } });
  else if (!(await host.attempt(procedure, actor.accountId)))
    reply.code(429).send({ failure: { kind: 'busy' } });
  else return actor;
  return null;
}

const badInput = (reply: FastifyReply, error: Parameters<typeof problemsOf>[0]): FastifyReply =>
  reply.code(400).send({ failure: { kind: 'bad_input', problems: problemsOf(error) } });

const written = (sheets: readonly Sheet[]): Promise<Buffer> =>
  writeWorkbook({ sheets: sheets.map(({ name, columns, rows }) => ({ name, rows: [columns, ...rows] })) });

function landRoute(app: FastifyInstance, host: ExportHost): void {
  app.get('/exports/idle-land.xlsx', async (request, reply) => {
    const actor = await exporter(host, 'assets.exportLand', request, reply);
    if (actor === null) return reply;
    const asked = zLandLedger.safeParse(request.query);
    if (!asked.success) return badInput(reply, asked.error);
    const sheets = await exportLand(host.deps, actor, asked.data);
    return asAttachment(reply, '闲置低效用地台账.xlsx', XLSX).send(await written(sheets));
  });
}

function financeRoutes(app: FastifyInstance, host: ExportHost): void {
  app.get('/exports/assets-statement.xlsx', async (request, reply) => {
    const actor = await exporter(host, 'assets.exportStatement', request, reply);
    if (actor === null) return reply;
    const asked = zStatementDays.safeParse(request.query);
    if (!asked.success) return badInput(reply, asked.error);
    const { asOf, knownOn } = asked.data;
    const days = { asOf: localDate(asOf), knownOn: knownOn === undefined ? null : localDate(knownOn) };
    const sheets = await exportStatement(host.deps, actor, days);
    return asAttachment(reply, `组团资产-${asOf}.xlsx`, XLSX).send(await written(sheets));
  });

  app.get('/exports/vouchers.xlsx', async (request, reply) => {
    const actor = await exporter(host, 'accounting.exportVouchers', request, reply);
    if (actor === null) return reply;
    const asked = zVoucherFilter.safeParse(request.query);
    if (!asked.success) return badInput(reply, asked.error);
    const sheets = await exportVouchers(host.deps, actor, asked.data);
    return asAttachment(reply, '记账凭证.xlsx', XLSX).send(await written(sheets));
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
 */
export async function exportRoutes(app: FastifyInstance, host: ExportHost): Promise<void> {
  landRoute(app, host);
  financeRoutes(app, host);

  app.get<{ Querystring: { filter?: string } }>('/exports/matters.xlsx', async (request, reply) => {
    const actor = await exporter(host, 'matters.export', request, reply);
    if (actor === null) return reply;
    const filter = zMatterFilter.safeParse(parsed(request.query.filter));
    if (!filter.success) return badInput(reply, filter.error);
    const { items, more } = await exportMatters(host.deps, actor, filter.data);
    const workbook = await writeWorkbook({ sheets: [mattersSheet(items, more)] });
    return asAttachment(reply, '重大事项.xlsx', XLSX).send(workbook);
  });

  app.get('/exports/equity.xlsx', async (request, reply) => {
    const actor = await exporter(host, 'equity.exportRegister', request, reply);
    if (actor === null) return reply;
    const asked = zStructure.safeParse(request.query);
    if (!asked.success) return badInput(reply, asked.error);
    const { asOf, basis, knownOn } = asked.data;
    const days = { asOf: localDate(asOf), knownOn: knownOn === undefined ? undefined : localDate(knownOn) };
    const sheets = await exportRegister(host.deps, actor, { basis, ...days });
    return asAttachment(reply, `股权-${asOf}.xlsx`, XLSX).send(await written(sheets));
  });

  app.get('/exports/group-accounts.xlsx', async (request, reply) => {
    const actor = await exporter(host, 'equity.exportGroupAccounts', request, reply, accountReaders);
    if (actor === null) return reply;
    const asked = zGroupAccounts.safeParse(request.query);
    if (!asked.success) return badInput(reply, asked.error);
    const { groupId, periodEnd, knownOn } = asked.data;
    const days = {
      periodEnd: localDate(periodEnd),
      knownOn: knownOn === undefined ? undefined : localDate(knownOn),
    };
    try {
      const sheets = await exportGroupAccounts(host.deps, actor, { groupId, ...days });
      return asAttachment(reply, `集团报表-${periodEnd}.xlsx`, XLSX).send(await written(sheets));
    } catch (error) {
      if (error instanceof NotFound) return reply.code(404).send({ failure: { kind: 'not_found' } });
      throw error;
    }
  });

  app.get('/exports/equity.json', async (request, reply) => {
    const actor = await exporter(host, 'equity.exportBods', request, reply);
    if (actor === null) return reply;
    const asked = zBodsExport.safeParse(request.query);
    if (!asked.success) return badInput(reply, asked.error);
    const { asOf, knownOn, ...rest } = asked.data;
    const days = {
      asOf: localDate(asOf),
      knownOn: knownOn === undefined ? undefined : localDate(knownOn),
    };
    const statements = await exportBods(host.deps, actor, { ...rest, ...days });
    const name = `股权-BODS-0.4-${rest.extent === 'history' ? '全部历史' : asOf}.json`;
    return asAttachment(reply, name, 'application/json; charset=utf-8').send(
      `${JSON.stringify(statements, null, 2)}\n`,
    );
  });
}
