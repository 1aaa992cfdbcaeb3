import { KEEP_DOCUMENT, machineMay } from '@guanyun/api/machines.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';
import { machineOf } from '@guanyun/application/organizations/service-actor.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bearerOf } from './gate.ts';
import type { Host } from './http.ts';

const machines = new WeakMap<FastifyRequest, Actor>();

/** The machine whose key came with a request; null: none came. */
export const machineBehind = (request: FastifyRequest): Actor | null => machines.get(request) ?? null;

/** Of the routes of files a machine may hand a file in, if its key is for that, and nothing else; nobody before an own password is there. */
export const fileActor = (request: FastifyRequest, actor: Actor | null): Actor | null => {
  if (actor?.machine === undefined) return (actor?.must ?? null) === null ? actor : null;
  const handsIn = request.method === 'POST' && request.routeOptions.url === '/documents';
  return handsIn && machineMay(actor.machine.scope, KEEP_DOCUMENT) ? actor : null;
};

/**
 * Before anything is read: a key that is good names the machine; any other is answered 401 without saying why, and counted
 * by address as wrong passwords are. A key has as many calls a minute as its procedures have.
 */
export function admitMachines(app: FastifyInstance, host: Host): void {
  app.addHook('onRequest', async (request, reply) => {
    const key = bearerOf(request);
    if (key === null) return undefined;
    const may = await host.limits.mayTry(request.ip);
    const machine = may ? await machineOf(host.deps, key, request.ip) : null;
    if (machine === null) {
      if (may) await host.limits.wrongKey(request.ip);
      request.log.warn({ client: request.ip }, 'turned away with a key');
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .header('cache-control', 'no-store')
        .send({ failure: { kind: 'unauthorized' } });
    }
    if (!(await host.limits.attempt('services.key', machine.machine?.keyId ?? '', '')))
      return reply.code(429).send({ failure: { kind: 'busy' } });
    machines.set(request, machine);
    return undefined;
  });
}
