import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@guanyun/db/embedded/embedded.ts';

const TEST_DATABASE = new URL('../../packages/db/src/testing/test-database.ts', import.meta.url);

/**
 * Gives the database tests a real PostgreSQL: the one DATABASE_URL names, else an embedded one in a temporary
 * folder. Tests find the address of a role that may create databases in GUANYUN_TEST_DATABASE_URL.
 */
export default async function setup(): Promise<() => Promise<void>> {
  // Two projects share this set-up; the first one to come owns the server.
  if (process.env.GUANYUN_TEST_DATABASE_URL) return async () => undefined;
  const server = process.env.DATABASE_URL ? external(process.env.DATABASE_URL) : await temporary();
  process.env.GUANYUN_TEST_DATABASE_URL = server.url;
  try {
    if (existsSync(TEST_DATABASE)) {
      const template = (await import(TEST_DATABASE.href)) as { prepareTemplate(url: string): Promise<void> };
      await template.prepareTemplate(server.url);
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
  return async () => {
    delete process.env.GUANYUN_TEST_DATABASE_URL;
    await server.stop();
  };
}

type Server = { readonly url: string; stop(): Promise<void> };

function external(url: string): Server {
  return { url, stop: async () => undefined };
}

async function temporary(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'guanyun-test-'));
  // Made for this account alone; the unprivileged server account must pass through it too.
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: folder, test: true });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
