import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { machineMay, machineScopes } from '@guanyun/api/machines.ts';
import { allPermissions } from '@guanyun/api/router.ts';
import { inTransaction, query } from '@guanyun/db/kernel/transaction.ts';
import { everything } from '@guanyun/db/testing/builders.ts';
import { machinePosts } from '@guanyun/domain/organizations/machines.ts';
import { permits } from '@guanyun/domain/organizations/permissions.ts';
import { canSignIn, type PostKind, postKinds } from '@guanyun/domain/organizations/posts.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostileServer, hostileServer } from './testing/hostile-server.ts';
import { machineIn } from './testing/machine.ts';

/** What was reviewed: a line a procedure, a column a post, `+` where it may be called. */
const MATRIX = fileURLToPath(new URL('../../../docs/permission-matrix.tsv', import.meta.url));
const kinds: readonly (PostKind | null)[] = [null, ...postKinds.filter(canSignIn)];
const names = kinds.map((kind) => kind ?? 'anonymous');

const told = (): string =>
  `${[
    ['procedure', ...names, MACHINE].join('\t'),
    ...allPermissions()
      .map(({ name, posts }) =>
        [
          name,
          ...kinds.map((kind) => (permits(posts, kind) ? '+' : '.')),
          machineMay(machineScopes, name) ? '+' : '.',
        ].join('\t'),
      )
      .sort(),
  ].join('\n')}\n`;

/** A service account whose key is for everything that is open to machines; its post is asked besides. */
const MACHINE = 'machine';

let server: HostileServer;
beforeAll(async () => {
  if (process.env.GUANYUN_WRITE_MATRIX === '1') writeFileSync(MATRIX, told());
  server = await hostileServer();
});
afterAll(() => server?.close());

/** Cells of the reviewed file by procedure and post. */
function reviewed(): Map<string, Map<string, boolean>> {
  const [head = '', ...lines] = readFileSync(MATRIX, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t').slice(1);
  return new Map(
    lines.map((line) => {
      const [name = '', ...cells] = line.split('\t');
      return [name, new Map(columns.map((column, i) => [column, cells[i] === '+']))];
    }),
  );
}

test('what the procedures declare is what was reviewed, cell for cell', () => {
  // GUANYUN_WRITE_MATRIX=1 writes the file anew: for whoever reviews the difference.
  expect(told()).toBe(readFileSync(MATRIX, 'utf8'));
});

test('every cell answers as it was reviewed: denied where it must be, before anything is looked at', async () => {
  const matrix = reviewed();
  const wrong: string[] = [];
  let cells = 0;
  for (const [name, row] of matrix)
    for (const kind of kinds) {
      const cookie = kind === null ? null : await server.cookieOf(kind);
      const { statusCode } = await server.post(name, '{}', cookie);
      const denied = statusCode === (kind === null ? 401 : 403);
      const may = row.get(kind ?? 'anonymous') ?? false;
      // Nobody signs in with an empty input.
      const refused = statusCode === 401 || statusCode === 403;
      if (may ? refused && name !== 'session.signIn' : !denied) wrong.push(`${name} ${kind}: ${statusCode}`);
      cells += 1;
      if (kind !== null && name === 'session.signOut') server.renew(kind);
    }
  console.log(`G17: ${matrix.size} procedures × ${kinds.length} = ${cells} cells, ${wrong.length} wrong`);
  expect(wrong).toEqual([]);
}, 300_000);

test('a machine may what its row says and its post may, in every cell; all else is denied', async () => {
  const matrix = reviewed();
  const wrong: string[] = [];
  for (const kind of machinePosts) {
    const { key } = await machineIn(server, kind);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    for (const [name, row] of matrix) {
      const answer = await server.app.inject({
        method: 'POST',
        url: `/trpc/${name}`,
        headers,
        payload: '{}',
      });
      const may = row.get(MACHINE) === true && row.get(kind) === true;
      if (may === (answer.statusCode === 403 || answer.statusCode === 401))
        wrong.push(`${name} ${kind}: ${answer.statusCode}`);
    }
  }
  console.log(`G17: ${matrix.size} procedures × ${machinePosts.length} machines, ${wrong.length} wrong`);
  expect(wrong).toEqual([]);
}, 120_000);

test('a right that is taken away is gone at the next request, in every way of taking it', async () => {
  const ways: Record<string, string> = {
    'account disabled': `UPDATE accounts SET disabled_at = now(), disabled_reason = '示例' WHERE id = (SELECT account_id FROM sessions WHERE token_digest = $1)`,
    'session ended': 'UPDATE sessions SET ended_at = now() WHERE token_digest = $1',
    'post ended': `UPDATE posts SET valid_to = current_date - 1 WHERE id = (SELECT post_id FROM sessions WHERE token_digest = $1)`,
  };
  let checked = 0;
  for (const kind of kinds.filter((one) => one !== null))
    for (const [way, sql] of Object.entries(ways)) {
      server.renew(kind);
      const cookie = await server.cookieOf(kind);
      expect([way, (await server.post('session.me', '{}', cookie)).statusCode]).toEqual([way, 200]);
      const digest = createHash('sha256')
        .update(cookie.split('=')[1] ?? '')
        .digest('hex');
      await inTransaction(server.database.owner, everything, (tx) => query(tx, sql, [digest]));
      expect([kind, way, (await server.post('session.me', '{}', cookie)).statusCode]).toEqual([
        kind,
        way,
        401,
      ]);
      checked += 1;
    }
  console.log(`G20: ${checked} rights taken away, ${checked} gone at the next request`);
}, 120_000);
