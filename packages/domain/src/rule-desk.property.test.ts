import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { ruleDesk } from './rule-desk.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every place of a JSON value, as a function that puts another value there (or, with undefined, takes it away). */
function places(value: Json): ((other: Json | undefined) => Json)[] {
  if (typeof value !== 'object' || value === null) return [];
  const found: ((other: Json | undefined) => Json)[] = [];
  for (const [key, inner] of Object.entries(value)) {
    const put = (other: Json | undefined): Json => {
      if (Array.isArray(value)) {
        const copy = [...value];
        copy.splice(Number(key), 1, ...(other === undefined ? [] : [other]));
        return copy;
      }
      const { [key]: _, ...rest } = value;
      return other === undefined ? rest : { ...rest, [key]: other };
    };
    found.push(put, ...places(inner).map((deeper) => (other: Json | undefined) => put(deeper(other))));
  }
  return found;
}

const oddText = fc.constantFrom(
  '',
  '0',
  '-1',
  '1/0',
  '2/3',
  '0.00',
  '-5.00',
  '9999999999999.99',
  '0001-01-01',
  '9999-12-31',
  '2026-02-29',
  '2027-06-01',
  '__proto__',
  'constructor',
  '管运',
);
const odd: fc.Arbitrary<Json | undefined> = fc.oneof(
  fc.constant(undefined),
  oddText,
  fc.constantFrom<Json>(null, true, false, 0, -1, 1.5, 1e21, [], {}),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

for (const rule of ruleDesk) {
  const wheres = places(rule.example as Json);
  const change = fc.tuple(fc.nat(wheres.length - 1), odd);

  test.prop([change], { numRuns: 300 })(
    `${rule.name} answers a changed example or says what is wrong`,
    ([where, other]) => {
      const input = wheres[where]?.(other);
      const answer = rule.answer(input);
      if (answer.ok) expect(rule.isOutput(JSON.parse(JSON.stringify(answer.output)))).toBe(true);
      else expect(answer.problems.length).toBeGreaterThan(0);
    },
  );

  test.prop([fc.jsonValue()])(`${rule.name} answers any JSON`, (input) => {
    const answer = rule.answer(input);
    if (!answer.ok) for (const problem of answer.problems) expect(problem.message).toMatch(/[\u4e00-\u9fff]/);
  });
}
