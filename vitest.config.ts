import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Two files at once even on two processors: half of a test of the database or in a browser is waiting for it. */
const maxWorkers = Math.max(2, availableParallelism() - 1);
const report = process.env.GUANYUN_TEST_REPORT;
const everywhere = ['packages/*/src/**', 'apps/*/src/**', 'infra/**'];
const files = (ending: string): string[] => everywhere.map((root) => `${root}/*.${ending}`);
const left = ['**/node_modules/**', '**/dist/**', '**/.guanyun/**'];

/**
 * Three kinds of test, told apart by their ending:
 * `unit` needs nothing, `db` a PostgreSQL server, `e2e` the whole stack and a browser.
 * With GUANYUN_TEST_REPORT set, the counts are also written there as JSON.
 */
export default defineConfig({
  test: {
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report ? { outputFile: { json: report } } : {}),
    projects: [
      {
        test: {
          name: 'unit',
          maxWorkers,
          include: [...files('test.ts'), ...files('test.tsx')],
          exclude: [...left, '**/*.db.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'db',
          maxWorkers,
          include: files('db.test.ts'),
          exclude: left,
          globalSetup: ['infra/test/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['apps/e2e/**/*.e2e.ts'],
          exclude: left,
          globalSetup: ['infra/test/postgres.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          maxWorkers,
        },
      },
    ],
  },
});
