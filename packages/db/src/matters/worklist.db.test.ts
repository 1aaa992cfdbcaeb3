import { type MatterState, matterStates } from '@guanyun/domain/matters/matter-case.ts';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { inTransaction, type Scope, type Tx, zoneSchema } from '../kernel/transaction.ts';
import { everything, newId, rowsOf, someCompany, somePerson, verdict } from '../testing/builders.ts';
import { type NewMatter, someMatter } from '../testing/matter-builders.ts';
import { cloneTestDatabase, TEST_ZONE } from '../testing/test-database.ts';
import { changeMatter, findMatter, mattersById } from './matter.store.ts';
import { removeView, saveView, viewsOf } from './view.store.ts';
import {
  countMatters,
  firstPage,
  type MatterFilter,
  type MatterOrder,
  type MatterPlace,
  mattersPage,
  similarMatters,
  unfiltered,
} from './worklist.store.ts';

const db = await cloneTestDatabase();
afterAll(() => db.drop());
const as = <T>(scope: Scope, body: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(db.app, scope, body);
const work = <T>(body: (tx: Tx) => Promise<T>): Promise<T> => as(everything, body);

const { person, other } = await work(async (tx) => ({
  person: await somePerson(tx),
  other: await somePerson(tx),
}));
const newCompany = () => work((tx) => someCompany(tx));
const add = (companyId: string, over: Partial<NewMatter> = {}) =>
  work((tx) => someMatter(tx, companyId, person, over));
const due = (dueOn: string | null): Partial<NewMatter> =>
  dueOn === null ? {} : { acceptedOn: '2026-04-02', dueOn };
const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
const find = async (filter: Partial<MatterFilter>, scope: Scope = everything, order: MatterOrder = 'due') =>
  ids(await as(scope, (tx) => mattersPage(tx, { ...unfiltered, ...filter }, order, null, 1000)));
/** Lets the database look at the titles, so that it knows which words are common. */
const lookAtTitles = () => db.owner.sequelize.query(`ANALYZE ${zoneSchema(TEST_ZONE)}.matters`);

async function allPages(
  scope: Scope,
  filter: Partial<MatterFilter>,
  order: MatterOrder,
  size: number,
  after: MatterPlace | null = null,
): Promise<string[]> {
  const page = await as(scope, (tx) => mattersPage(tx, { ...unfiltered, ...filter }, order, after, size));
  expect(page.length).toBeLessThanOrEqual(size);
  const last = page.at(-1);
  if (last === undefined) return [];
  return [...ids(page), ...(await allPages(scope, filter, order, size, last))];
}

const days = [null, '2026-05-06', '2026-05-07', '2026-06-30'] as const;
const moments = ['2026-04-01T00:00:00.000Z', '2026-04-01T00:00:00.001Z', '2026-05-01T08:00:00.000Z'];
const states: MatterState[] = ['accepted', 'reviewed', 'executing'];
const someCases = fc.array(
  fc.record({
    day: fc.constantFrom(...days),
    moment: fc.constantFrom(...moments, null),
    state: fc.constantFrom(...states),
    concerns: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

test('pages follow each other without gap or repetition, whatever is equal in the order', async () => {
  await fc.assert(
    fc.asyncProperty(
      someCases,
      fc.constantFrom<MatterOrder>('due', 'newest'),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom(null, ['accepted'] as const, ['reviewed', 'accepted'] as const, matterStates),
      fc.constantFrom('all', 'proposed', 'concerned'),
      async (cases, order, size, wanted, side) => {
        const [own, party] = [await newCompany(), await newCompany()];
        const made = await work(async (tx) => {
          const rows: string[] = [];
          for (const { day, state, concerns, moment } of cases) {
            const parties = concerns ? [own, party] : [own];
            const id = await someMatter(tx, own, person, { ...due(day), state, parties });
            if (moment !== null) await changeMatter(tx, id, {}, new Date(moment));
            rows.push(id);
          }
          return rows;
        });
        const rows = await work((tx) => mattersById(tx, made));
        const place = (id: string) => {
          const row = rows.find((r) => r.id === id);
          return order === 'due' ? (row?.dueOn ?? '9999') : (row?.updatedAt.toISOString() ?? '');
        };
        const expected = rows
          .filter((row) => wanted === null || (wanted as readonly string[]).includes(row.state))
          .filter((row) => side !== 'concerned' || row.parties.includes(party))
          .map((row) => `${place(row.id)} ${row.id}`)
          .toSorted();
        if (order === 'newest') expected.reverse();
        const scope = side === 'all' ? everything : rowsOf(side === 'proposed' ? own : party);
        // Other cases of this file are in the zone: the whole zone is narrowed to this company.
        const filter = { states: wanted, companyId: side === 'all' ? own : null };
        const seen = await allPages(scope, filter, order, size);
        expect(seen.map((id) => `${place(id)} ${id}`)).toEqual(expected);
        expect(await as(scope, (tx) => countMatters(tx, { ...unfiltered, ...filter }, 1000))).toBe(
          expected.length,
        );
      },
    ),
    { numRuns: 40 },
  );
});

test('the queue is ordered by the due day, what has none comes last', async () => {
  const own = await newCompany();
  const late = await add(own, { state: 'accepted', ...due('2026-06-30') });
  const soon = await add(own, { state: 'reviewed', ...due('2026-04-30') });
  const open = await add(own, { state: 'submitted' });
  await add(own, { state: 'withdrawn' });
  const rows = await find({ companyId: own, states: ['submitted', 'accepted', 'reviewed'] });
  expect(rows).toEqual([soon, late, open]);
});

test('a listed row equals the case itself, but for its route', async () => {
  const own = await newCompany();
  const id = await add(own, { acceptedOn: '2026-04-02', dueOn: '2026-05-14', dueDays: 28 });
  const [row] = await work((tx) => mattersPage(tx, { ...unfiltered, companyId: own }, 'due', null, 9));
  const { route: _route, ...whole } = (await work((tx) => findMatter(tx, id))) ?? {};
  expect(row).toEqual({ ...whole, place: '2026-05-14' });
});

test('each filter narrows the list, and several narrow it together', async () => {
  const own = await newCompany();
  const plain = await add(own, { ...due('2026-05-06'), level: 'committee' });
  const guarantee = await add(own, {
    ...due('2026-05-07'),
    matter: 'external_guarantee',
    level: 'committee',
  });
  const higher = await add(own, { ...due('2026-05-08'), level: 'sasac', state: 'executing' });
  const open = await add(own, { level: 'sasac' });
  const by = (filter: Partial<MatterFilter>) => find({ companyId: own, ...filter });
  expect(await by({})).toEqual([plain, guarantee, higher, open]);
  expect(await by({ matters: ['external_guarantee'] })).toEqual([guarantee]);
  expect(await by({ matters: ['external_guarantee', 'asset_disposal'], states: ['executing'] })).toEqual([
    higher,
  ]);
  expect(await by({ level: 'sasac' })).toEqual([higher, open]);
  expect(await by({ dueBy: '2026-05-07' })).toEqual([plain, guarantee]);
  expect(await by({ dueBy: '2026-05-07', level: 'sasac' })).toEqual([]);
  expect(await by({ states: ['rejected'] })).toEqual([]);
});

test('counting stops where it is told to', async () => {
  const own = await newCompany();
  for (let i = 0; i < 5; i += 1) await add(own);
  const count = (most: number) => work((tx) => countMatters(tx, { ...unfiltered, companyId: own }, most));
  expect([await count(3), await count(5), await count(9)]).toEqual([3, 5, 5]);
  const first = async (limit: number, most: number) => {
    const { rows, total } = await work((tx) =>
      firstPage(tx, { ...unfiltered, companyId: own }, 'due', limit, most),
    );
    return [rows.length, total];
  };
  expect([await first(2, 4), await first(2, 9), await first(5, 9), await first(9, 3)]).toEqual([
    [2, 4],
    [2, 5],
    [5, 5],
    [5, 5],
  ]);
  const rejected: MatterFilter = { ...unfiltered, companyId: own, states: ['rejected'] };
  expect(await work((tx) => firstPage(tx, rejected, 'due', 2, 9))).toEqual({ rows: [], total: 0 });
});

test('a search finds words of any length, and every character stands for itself', async () => {
  const own = await newCompany();
  const title = (text: string, number?: string) =>
    add(own, { title: text, ...(number === undefined ? {} : { number }) });
  const percent = await title('让出鹤鸣湖 40% 股权');
  const plain = await title('让出鹤鸣湖40 股权', '事〔2026〕第77号-鹤鸣');
  const mixed = await title('ABC数据中心_二期\\三期');
  const by = (words: string) => find({ companyId: own, words });
  const check = async () => {
    expect(new Set(await by('湖'))).toEqual(new Set([percent, plain]));
    expect(new Set(await by('股权'))).toEqual(new Set([percent, plain]));
    expect(new Set(await by('鹤鸣湖'))).toEqual(new Set([percent, plain]));
    expect(new Set(await by('让出鹤鸣湖'))).toEqual(new Set([percent, plain]));
    expect(await by('鹤湖')).toEqual([]);
    expect(await by('股权让出')).toEqual([]);
    expect(await by('40%')).toEqual([percent]);
    expect(await by('%')).toEqual([percent]);
    expect(await by('_')).toEqual([mixed]);
    expect(await by('_二')).toEqual([mixed]);
    expect(await by('期\\三')).toEqual([mixed]);
    expect(await by('abc数')).toEqual([mixed]);
    expect(await by('aBc')).toEqual([mixed]);
    expect(await by('〔2026〕第77号-')).toEqual([plain]);
    expect(await work((tx) => countMatters(tx, { ...unfiltered, words: '鹤鸣湖' }, 9))).toBe(2);
    expect(await work((tx) => countMatters(tx, { ...unfiltered, words: '湖' }, 9))).toBe(2);
  };
  await check();
  // The same once the words are known to be common.
  await lookAtTitles();
  await check();
});

test('common and rare words give what reading every title gives, in the order asked for', async () => {
  const own = await newCompany();
  const words = ['标准', '厂房', '二期', '股权', '转让', '鹤', '融资'];
  const titles: [string, string][] = [];
  for (let i = 0; i < 120; i += 1) {
    const title = words.filter((_, n) => (i * (n + 3)) % (n + 2) === 0).join('') || '无';
    const day = `2026-0${1 + (i % 9)}-1${i % 7}`;
    titles.push([
      await add(own, { title, ...due(day), state: states[i % 3] ?? 'accepted' }),
      `${day}~${title}`,
    ]);
  }
  await lookAtTitles();
  for (const asked of ['标准', '标准厂房', '厂房二期股权', '鹤', '鹤融', '转让融资', '准厂']) {
    const expected = titles
      .filter(([, text]) => text.includes(asked))
      .map(([id, text]) => `${text.slice(0, 10)} ${id}`)
      .toSorted()
      .map((text) => text.slice(11));
    expect([asked, await find({ words: asked, companyId: own })]).toEqual([asked, expected]);
    expect([asked, await find({ words: asked, states: matterStates }, rowsOf(own))]).toEqual([
      asked,
      expected,
    ]);
    expect([asked, await allPages(rowsOf(own), { words: asked, states }, 'due', 7)]).toEqual([
      asked,
      expected,
    ]);
  }
});

test('a company finds what it proposed and what concerns it, and never another’s title', async () => {
  const [own, party, outside] = [await newCompany(), await newCompany(), await newCompany()];
  const alone = await add(own, { title: '白鹭洲甲' });
  const joint = await add(own, { title: '白鹭洲乙', parties: [own, party] });
  // A case whose parties leave out the company that proposed it is that company's all the same.
  const unnamed = await add(own, { title: '白鹭洲丙', parties: [] });
  const as = async (...who: string[]) => new Set(await find({ words: '白鹭洲' }, rowsOf(...who)));
  expect(await as(own)).toEqual(new Set([alone, joint, unnamed]));
  expect(await as(party)).toEqual(new Set([joint]));
  expect(await as(own, party)).toEqual(new Set([alone, joint, unnamed]));
  expect((await find({ words: '白鹭洲' }, rowsOf(own, party))).length).toBe(3);
  expect(await as(outside)).toEqual(new Set());
  expect(await as()).toEqual(new Set());
  expect(await find({ words: '白', companyId: own }, rowsOf(outside))).toEqual([]);
  expect(await find({ companyId: own }, rowsOf(outside), 'newest')).toEqual([]);
  const counted = (scope: Scope) =>
    inTransaction(db.app, scope, (tx) => countMatters(tx, { ...unfiltered, words: '白鹭洲' }, 9));
  expect([await counted(rowsOf(own)), await counted(rowsOf(party)), await counted(rowsOf(outside))]).toEqual([
    3, 1, 0,
  ]);
});

test('similar cases are those of the same company and matter', async () => {
  const [own, another] = [await newCompany(), await newCompany()];
  const [id, twin] = [await add(own), await add(own)];
  await add(own, { matter: 'guarantee' });
  await add(another);
  const row = await work((tx) => findMatter(tx, id));
  if (row === null) throw new Error('the case is gone');
  expect(ids(await work((tx) => similarMatters(tx, row)))).toEqual([twin]);
});

test('a person’s views are his or her own; the same name replaces, what is removed is gone', async () => {
  const view = (name: string, filter: object = {}) => ({ id: newId(), name, filter });
  const first = await work((tx) => saveView(tx, person, view('我的', { states: ['accepted'] })));
  const theirs = await work((tx) => saveView(tx, other, view('我的')));
  expect(theirs).not.toBe(first);
  expect(await work((tx) => saveView(tx, person, view('我的', { search: '股权' })))).toBe(first);
  const mine = { id: first, name: '我的', filter: { search: '股权' } };
  expect(await work((tx) => viewsOf(tx, person))).toEqual([mine]);
  expect(await work((tx) => removeView(tx, person, theirs, new Date()))).toBeNull();
  expect(await work((tx) => viewsOf(tx, other))).toHaveLength(1);
  expect(await work((tx) => removeView(tx, person, first, new Date()))).toBe('我的');
  expect(await work((tx) => removeView(tx, person, first, new Date()))).toBeNull();
  expect(await work((tx) => viewsOf(tx, person))).toEqual([]);
  expect(await work((tx) => saveView(tx, person, view('我的')))).not.toBe(first);
  expect(await verdict(work((tx) => saveView(tx, person, view(''))))).toBe('23514');
});
