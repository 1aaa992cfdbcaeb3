import { describe, expect, test } from 'vitest';
import { checkHouse } from './check-house.ts';

const problems = (path: string, ...lines: string[]) => checkHouse([{ path, text: lines.join('\n') }]);

describe('layers', () => {
  test.each([
    [
      'packages/domain/src/matters/a.ts',
      "import { x } from '@guanyun/db/matters/a.store.ts';",
      'packages/application',
    ],
    ['packages/domain/src/matters/a.ts', "import { readFileSync } from 'node:fs';", 'nothing but zod'],
    [
      'packages/db/src/matters/a.store.ts',
      "import { x } from '@guanyun/application/matters/a.ts';",
      'use case',
    ],
    [
      'packages/application/src/matters/a.ts',
      "import { x } from '@guanyun/api/matters/input.ts';",
      'packages/api',
    ],
    [
      'packages/api/src/matters/a.router.ts',
      "import { x } from '@guanyun/db/matters/a.store.ts';",
      'use cases',
    ],
    [
      'apps/web/src/features/matters/a.tsx',
      "import { x } from '@guanyun/db/matters/a.store.ts';",
      'packages/api',
    ],
    [
      'apps/web/src/features/matters/a.tsx',
      "import { x } from '@guanyun/api/matters/a.router.ts';",
      'import type',
    ],
    ['apps/e2e/src/a.e2e.ts', "import { x } from '@guanyun/server/main.ts';", 'nothing of ours'],
    [
      'packages/domain/src/matters/a.ts',
      "import { x } from '../../../db/src/matters/a.store.ts';",
      'may import',
    ],
  ])('%s refuses %s', (path, line, hint) => {
    const found = problems(path, line);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(hint);
  });

  test('an import over several lines, a re-export and a late import are seen', () => {
    const path = 'packages/db/src/matters/a.store.ts';
    expect(
      problems(path, 'import {', '  a,', '  b,', "} from '@guanyun/application/matters/a.ts';"),
    ).toHaveLength(1);
    expect(problems(path, "export * from '@guanyun/application/matters/a.ts';")).toHaveLength(1);
    expect(problems(path, `const x = await import${'('}'@guanyun/application/matters/a.ts');`)).toHaveLength(
      1,
    );
  });

  test.each([
    ['packages/domain/src/matters/a.ts', "import { z } from 'zod';"],
    ['packages/domain/src/matters/a.test.ts', "import { expect } from 'vitest';"],
    ['packages/application/src/matters/a.db.test.ts', "import { x } from '@guanyun/casebook/zone.ts';"],
    ['apps/web/src/features/matters/a.tsx', "import type { X } from '@guanyun/api/matters/a.router.ts';"],
    ['apps/web/src/features/matters/a.tsx', "import { x } from '@guanyun/api/matters/input.ts';"],
    ['apps/server/src/main.ts', "import { x } from '@guanyun/application/matters/a.ts';"],
  ])('%s allows %s', (path, line) => expect(problems(path, line)).toEqual([]));
});

describe('slices', () => {
  test.each([
    ['packages/domain/src/equity/a.ts', "import { x } from '../assets/b.ts';", 'down to matters'],
    [
      'packages/application/src/contracts/a.ts',
      "import { x } from '@guanyun/domain/equity/b.ts';",
      'down to matters',
    ],
    ['packages/db/src/matters/a.store.ts', "import { x } from '../equity/b.store.ts';", 'belongs in equity'],
    ['packages/domain/src/kernel/a.ts', "import type { X } from '../evidence/b.ts';", 'belongs in evidence'],
    ['packages/domain/src/accounting/a.ts', "import { x } from '../assets/b.ts';", 'belongs in assets'],
    ['apps/web/src/features/equity/a.tsx', "import { x } from '../matters/b.tsx';", 'route compose'],
  ])('%s refuses %s', (path, line, hint) => {
    const found = problems(path, line);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(hint);
  });

  test.each([
    ['packages/domain/src/equity/a.ts', "import { x } from '../matters/b.ts';"],
    ['packages/application/src/assets/a.ts', "import { x } from '@guanyun/db/accounting/b.store.ts';"],
    ['packages/application/src/organizations/a.ts', "import { x } from '../evidence/b.ts';"],
    ['packages/application/src/accounting/a.ts', "import { x } from '@guanyun/domain/assets/b.ts';"],
    ['packages/domain/src/rule-desk.ts', "import { x } from './equity/b.rule.ts';"],
    ['packages/api/src/app-router.ts', "import { x } from './contracts/b.router.ts';"],
  ])('%s allows %s', (path, line) => expect(problems(path, line)).toEqual([]));
});

describe('names and sizes', () => {
  test.each([
    'packages/domain/src/kernel/utils.ts',
    'apps/web/src/helpers.tsx',
    'packages/api/src/index.ts',
    'packages/api/src/MatterCard.ts',
    'packages/domain/src/matters/a.service.ts',
    'packages/application/src/matters/a.store.ts',
    'packages/db/src/matters/a.rule.ts',
    'apps/server/src/input.ts',
  ])('%s is refused', (path) => expect(problems(path, '')).toHaveLength(1));

  test.each([
    'packages/domain/src/matters/matter-route.rule.ts',
    'packages/domain/src/kernel/money.property.test.ts',
    'packages/db/src/migrations/0001-organizations.ts',
    'packages/api/src/matters/input.ts',
    'apps/web/vite.config.ts',
    'apps/web/index.html',
    'docs/README.md',
  ])('%s is allowed', (path) => expect(problems(path, '')).toEqual([]));

  test('three hundred lines are allowed, one more is not, except in tests and migrations', () => {
    const lines = (count: number) => Array.from({ length: count }, () => '//');
    expect(problems('packages/db/src/a.ts', ...lines(300))).toEqual([]);
    expect(problems('packages/db/src/a.ts', ...lines(301))).toHaveLength(1);
    expect(problems('packages/db/src/a.test.ts', ...lines(301))).toEqual([]);
    expect(problems('packages/db/src/migrations/0001-a.ts', ...lines(301))).toEqual([]);
  });

  test('a switched-off check is refused', () => {
    expect(problems('packages/db/src/a.ts', `// biome${'-ignore'} lint: because`)).toHaveLength(1);
    expect(problems('packages/db/src/a.ts', `// TO${'DO'} later`)).toHaveLength(1);
  });
});
