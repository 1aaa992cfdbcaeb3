import { zMatterFilter } from '@guanyun/api/matters/input.ts';
import { exportMatters } from '@guanyun/application/matters/read-matters.ts';
import { problemsOf } from '@guanyun/domain/kernel/problems.ts';
import { business, permits } from '@guanyun/domain/organizations/permissions.ts';
import type { FastifyInstance } from 'fastify';
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

/** `GET /exports/matters.xlsx?filter={…}`: what `matters.list` shows under the same filter, to the same posts, in one workbook. */
export async function exportRoutes(
  app: FastifyInstance,
  host: Pick<FileHost, 'deps' | 'actorOf' | 'attempt'>,
): Promise<void> {
  app.get<{ Querystring: { filter?: string } }>('/exports/matters.xlsx', async (request, reply) => {
    const actor = await host.actorOf(request, reply);
    if (actor === null) return reply.code(401).send({ failure: null });
    if (!permits(business, actor.post.kind)) return reply.code(403).send({ failure: { kind: 'forbidden' } });
    // A workbook of ten thousand lines is work: as often as an act, and no more.
    if (!(await host.attempt('matters.export', actor.accountId)))
      return reply.code(429).send({ failure: { kind: 'busy' } });
    const filter = zMatterFilter.safeParse(parsed(request.query.filter));
    if (!filter.success)
      return reply.code(400).send({ failure: { kind: 'bad_input', problems: problemsOf(filter.error) } });
    const { items, more } = await exportMatters(host.deps, actor, filter.data);
    const workbook = await writeWorkbook({ sheets: [mattersSheet(items, more)] });
    return asAttachment(reply, '重大事项.xlsx', XLSX).send(workbook);
  });
}
