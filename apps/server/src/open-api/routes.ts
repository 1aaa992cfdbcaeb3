import type { Context } from '@guanyun/api/context.ts';
import { failureOf } from '@guanyun/api/failure.ts';
import { openToMachines } from '@guanyun/api/machines.ts';
import { appRouter } from '@guanyun/api/router.ts';
import { callTRPCProcedure, getTRPCErrorFromUnknown } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { machineBehind } from '../machine-keys.ts';
import { readRefusalTexts } from '../refusal-texts.ts';
import { openApiDocument } from './document.ts';

type Options = {
  readonly contextOf: (call: { req: FastifyRequest; res: FastifyReply }) => Promise<Context>;
};

const kinds: ReadonlySet<string> = new Set(openToMachines);
const typeOf = (path: string): 'query' | 'mutation' =>
  (appRouter._def.procedures as unknown as Record<string, { _def: { type: 'query' | 'mutation' } }>)[path]
    ?._def.type ?? 'query';

/** `POST /api/v1/<procedure>` for machines: JSON in, the answer itself out, or a failure; and the document that says so. */
export async function openApiRoutes(app: FastifyInstance, { contextOf }: Options): Promise<void> {
  const document = JSON.stringify(openApiDocument(await readRefusalTexts()));
  app.get('/openapi.json', (_, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(document),
  );

  app.post<{ Params: { procedure: string } }>('/api/v1/:procedure', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const path = request.params.procedure;
    if (machineBehind(request) === null) return reply.code(401).send({ failure: { kind: 'unauthorized' } });
    if (!kinds.has(path)) return reply.code(404).send({ failure: { kind: 'not_found' } });
    const ctx = await contextOf({ req: request, res: reply });
    try {
      const answer = await callTRPCProcedure({
        ...{ router: appRouter, path, type: typeOf(path), ctx },
        getRawInput: async () => request.body ?? undefined,
        signal: undefined,
        batchIndex: 0,
      });
      return await reply.send(answer);
    } catch (thrown) {
      const error = getTRPCErrorFromUnknown(thrown);
      const status = getHTTPStatusCodeFromError(error);
      // A bug, or the database away: told and logged as everywhere.
      if (status >= 500) throw error.cause ?? error;
      return reply.code(status).send({ failure: failureOf(error) });
    }
  });
}
