import { expect, test } from 'vitest';
import { z } from 'zod';
import { appRouter } from './router.ts';

type Def = { readonly type: string; readonly catchall?: { readonly _zod: { readonly def: Def } } };

/** The objects inside of a schema that take keys they do not name, by where they stand. */
function loose(value: unknown, path: string, seen = new Set<unknown>()): string[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  if (value instanceof z.ZodType) {
    const def = value._zod.def as unknown as Def;
    const open = def.type === 'object' && def.catchall?._zod.def.type !== 'never';
    return [...(open ? [path] : []), ...loose(def, path, seen)];
  }
  return Object.entries(value).flatMap(([key, inner]) => loose(inner, `${path}.${key}`, seen));
}

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { inputs: readonly unknown[] } }>,
);

test('no procedure takes a key that it does not name, however deep', () => {
  const withInput = procedures.filter(([, procedure]) => procedure._def.inputs.length > 0);
  expect(withInput.length).toBeGreaterThan(100);
  expect(
    withInput.flatMap(([name, procedure]) => procedure._def.inputs.flatMap((one) => loose(one, name))),
  ).toEqual([]);
});

test('a loose object is seen, however deep', () => {
  const schema = z.strictObject({
    list: z.array(z.strictObject({ one: z.object({ a: z.string() }).optional() })),
  });
  expect(loose(schema, 'x')).toHaveLength(1);
  expect(loose(z.union([z.string(), z.looseObject({})]), 'x')).toHaveLength(1);
  expect(loose(z.strictObject({ a: z.strictObject({}) }), 'x')).toEqual([]);
});
