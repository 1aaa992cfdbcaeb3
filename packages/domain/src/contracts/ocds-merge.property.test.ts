import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compiledRelease, type JsonObject, nextRelease, type OcdsRelease } from './ocds-merge.ts';

const text = fc.string({ maxLength: 6 });
const value = fc.record({ amount: fc.integer(), currency: fc.constant('CNY') });
const entry = fc.record(
  { title: text, value, roles: fc.array(text, { maxLength: 3 }) },
  { requiredKeys: [] },
);
/** A state with lists by id, lists as a whole, objects in objects; entries only ever come. */
const state = fc.record(
  {
    title: text,
    tender: fc.record({ status: text, value, submissionMethod: fc.array(text) }, { requiredKeys: [] }),
    awards: fc.array(entry, { maxLength: 4 }).map((all) => all.map((one, id) => ({ ...one, id: `${id}` }))),
  },
  { requiredKeys: [] },
);
/** Fewer awards than before are filled up with those before. */
const keeping = (before: JsonObject, after: JsonObject): JsonObject => {
  const [old, now] = [before.awards ?? [], after.awards ?? []] as JsonObject[][];
  const awards = [...(now ?? []), ...(old ?? []).slice(now?.length ?? 0)];
  return awards.length === 0 ? after : { ...after, awards };
};
const release = (n: number, content: JsonObject): OcdsRelease => ({
  ...content,
  ...{
    ocid: 'x',
    id: `${n}`,
    date: `2026-01-${String(n + 1).padStart(2, '0')}T00:00:00+08:00`,
    tag: ['tender'],
  },
});
const stateOf = ({ ocid: _o, id: _i, date: _d, tag: _t, ...rest }: OcdsRelease): JsonObject => rest;
/** Order of keys says nothing, and an empty object nothing either. */
const bare = (json: unknown): unknown =>
  Array.isArray(json)
    ? json.map(bare)
    : typeof json === 'object' && json !== null
      ? Object.fromEntries(
          Object.entries(json)
            .map(([key, inner]): [string, unknown] => [key, bare(inner)])
            .filter(([, inner]) => typeof inner !== 'object' || Object.keys(inner ?? {}).length > 0)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : json;

test('the merge of all releases is the state that they were made from, each time', () => {
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 8 }), (wanted) => {
      const releases: OcdsRelease[] = [];
      let now: JsonObject = {};
      for (const next of wanted) {
        now = keeping(now, next);
        const content = nextRelease(releases, now);
        if (content === null) continue;
        releases.push(release(releases.length, content));
        expect(bare(stateOf(compiledRelease(releases)))).toEqual(bare(now));
        expect(nextRelease(releases, now)).toBeNull();
      }
    }),
    { numRuns: 300 },
  );
});

test('what identifies is said again with whatever is said of it', () => {
  const first = release(0, { tender: { id: 't', status: 'active' }, contracts: [{ id: 'c', awardID: 'a' }] });
  const next = {
    tender: { id: 't', status: 'complete' },
    contracts: [{ id: 'c', awardID: 'a', status: 'active' }],
  };
  expect(nextRelease([first], next)).toEqual(next);
});

test('what a later release says stands in the place of the earlier', () => {
  const merged = compiledRelease([release(0, { title: 'a', language: 'zh' }), release(1, { title: 'b' })]);
  expect(merged).toMatchObject({ title: 'b', language: 'zh', tag: ['compiled'], id: `x-${merged.date}` });
});

test('null takes a field away, a list of texts is replaced, an entry of a list is not taken back', () => {
  const first = release(0, {
    title: 'a',
    tender: { id: 't', submissionMethod: ['x', 'y'] },
    awards: [{ id: '1' }],
  });
  const second = release(1, { title: null, tender: { submissionMethod: ['z'] } });
  expect(stateOf(compiledRelease([first, second]))).toEqual({
    ...{ tender: { id: 't', submissionMethod: ['z'] }, awards: [{ id: '1' }] },
  });
  expect(nextRelease([first], { title: 'a', tender: first.tender ?? null, awards: [] })).toBeNull();
});
