import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { exportLog } from '@guanyun/application/evidence/export-log.ts';
import { latestCheckpoint, proveConsistency } from '@guanyun/application/evidence/log-tree.ts';
import { receiptOf } from '@guanyun/application/evidence/receipt.ts';
import { type LogSigner, verifierKey } from '@guanyun/application/evidence/signed-note.ts';
import { tellExport } from '@guanyun/application/evidence/tell-export.ts';
import { NotFound } from '@guanyun/application/kernel/deps.ts';
import { hashNames, hashOfOrigin } from '@guanyun/domain/evidence/log-hash.ts';
import { logReaders, permits } from '@guanyun/domain/organizations/permissions.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asAttachment, type FileHost, notFound } from './documents.ts';

type LogHost = Pick<FileHost, 'deps' | 'actorOf' | 'attempt'> & { readonly signer: LogSigner };

const TEXT = 'text/plain; charset=utf-8';
const JSON_LINES = 'application/x-ndjson; charset=utf-8';

/**
 * The transparency log for whoever checks it. For everyone: `GET /log/key`, `GET /log/checkpoint`, `GET /log/consistency?from=…&to=…`,
 * and, knowing an entry's leaf hash, `GET /log/receipts/{index}/{hash}.json`. For auditors: `GET /log/export.jsonl`, all of it.
 */
export async function logRoutes(app: FastifyInstance, host: LogHost): Promise<void> {
  /** Answers what is open to everyone, as often as the limit allows, without telling apart what is not there. */
  const open = async (request: FastifyRequest, reply: FastifyReply, answer: () => Promise<FastifyReply>) => {
    if (!(await host.attempt('log', request.ip))) return reply.code(429).send({ failure: { kind: 'busy' } });
    try {
      return await answer();
    } catch (error) {
      if (error instanceof NotFound || error instanceof RangeError) return notFound(reply);
      throw error;
    }
  };

  app.get('/log/key', (request, reply) =>
    open(request, reply, async () => reply.type(TEXT).send(`${verifierKey(host.signer)}\n`)),
  );
  app.get('/log/checkpoint', (request, reply) =>
    open(request, reply, async () => reply.type(TEXT).send((await latestCheckpoint(host.deps)).note)),
  );
  app.get<{ Querystring: Record<string, string | undefined> }>('/log/consistency', (request, reply) =>
    open(request, reply, async () => {
      const [from, to] = [Number(request.query.from), Number(request.query.to)];
      const hash = hashOfOrigin(host.signer.origin);
      const named = hash === 'sha256' ? {} : { hash: hashNames[hash] };
      return reply.send({ ...named, from, to, proof: await proveConsistency(host.deps, from, to) });
    }),
  );
  app.get<{ Params: { index: string; file: string } }>('/log/receipts/:index/:file', (request, reply) =>
    open(request, reply, async () => {
      const [, hash] = /^([0-9a-f]{64})\.json$/.exec(request.params.file) ?? [];
      if (hash === undefined || !/^\d{1,15}$/.test(request.params.index)) throw new NotFound('receipt');
      const receipt = await receiptOf(host.deps, host.signer, BigInt(request.params.index), hash);
      return asAttachment(
        reply,
        `receipt-${request.params.index}.json`,
        'application/json; charset=utf-8',
      ).send(JSON.stringify(receipt));
    }),
  );

  app.get('/log/export.jsonl', async (request, reply) => {
    const actor = await host.actorOf(request, reply);
    if (actor === null) return reply.code(401).send({ failure: null });
    if (!permits(logReaders, actor.post.kind))
      return reply.code(403).send({ failure: { kind: 'forbidden' } });
    if (!(await host.attempt('log.export', actor.accountId)))
      return reply.code(429).send({ failure: { kind: 'busy' } });
    // First that it was asked for: what is handed out says so itself.
    const file = { name: 'log.jsonl', asked: {}, sha256: null, bytes: null };
    const told = await tellExport(host.deps, actor, file);
    if (told.outcome === 'refused')
      return reply.code(422).send({ failure: { kind: 'refused', refusals: told.refusals } });
    const stream = new PassThrough();
    const written = exportLog(host.deps, host.signer.origin, async (line) => {
      if (stream.destroyed) throw new Error('the reader is gone');
      if (!stream.write(`${JSON.stringify(line)}\n`))
        await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
    });
    written.then(
      () => stream.end(),
      // The reader sees the connection break off and not a file that seems whole.
      (error: Error) => stream.destroy(error),
    );
    return asAttachment(reply, 'log.jsonl', JSON_LINES).send(stream);
  });
}
