import { recordPackage, releasePackage } from '@guanyun/application/contracts/read-ocds.ts';
import { NotFound } from '@guanyun/application/kernel/deps.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asAttachment, type FileHost, notFound } from './documents.ts';

/** `origin`: under which others know this server; empty where it does not know its own. */
type OcdsHost = Pick<FileHost, 'deps' | 'actorOf' | 'attempt'> & { readonly origin: string };

const JSON_TYPE = 'application/json; charset=utf-8';
const PLACE_MAX = 300;

/**
 * Open data of contracting processes (OCDS 1.1), for everyone without signing in:
 * `GET /ocds/releases.json?after=…`: all public releases in the order in which they came; `links.next` goes on.
 * `GET /ocds/records/{ocid}.json`: one process with all its releases; what is not public, to whoever may see the contract.
 */
export async function ocdsRoutes(app: FastifyInstance, host: OcdsHost): Promise<void> {
  const originOf = (request: FastifyRequest): string =>
    host.origin === '' ? `${request.protocol}://${request.host}` : host.origin;
  const crowded = async (request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
    if (await host.attempt('ocds', request.ip)) return false;
    reply.code(429).send({ failure: { kind: 'busy' } });
    return true;
  };

  app.get<{ Querystring: { after?: string } }>('/ocds/releases.json', async (request, reply) => {
    if (await crowded(request, reply)) return reply;
    const after = request.query.after;
    const at = (place: string | undefined) =>
      `${originOf(request)}/ocds/releases.json${place === undefined ? '' : `?after=${encodeURIComponent(place)}`}`;
    if (after !== undefined && (typeof after !== 'string' || after.length > PLACE_MAX))
      return notFound(reply);
    try {
      const { package: releases, next } = await releasePackage(host.deps, after ?? null, at(after));
      const links = next === null ? {} : { links: { next: at(next) } };
      return await reply.type(JSON_TYPE).send({ ...releases, ...links });
    } catch (error) {
      if (error instanceof NotFound) return notFound(reply);
      throw error;
    }
  });

  app.get<{ Params: { file: string } }>('/ocds/records/:file', async (request, reply) => {
    if (await crowded(request, reply)) return reply;
    const [, ocid] = /^(.{1,200})\.json$/.exec(request.params.file) ?? [];
    if (ocid === undefined) return notFound(reply);
    const uri = `${originOf(request)}/ocds/records/${encodeURIComponent(ocid)}.json`;
    try {
      const actor = await host.actorOf(request, reply);
      const record = await recordPackage(host.deps, actor, ocid, uri);
      return asAttachment(reply, `${ocid}.json`, JSON_TYPE).send(record);
    } catch (error) {
      if (error instanceof NotFound) return notFound(reply);
      throw error;
    }
  });
}
