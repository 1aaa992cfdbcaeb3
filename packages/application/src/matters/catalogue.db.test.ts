import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '@guanyun/db/kernel/transaction.ts';
import { changeCatalogueVersion } from '@guanyun/db/matters/catalogue.store.ts';
import { saveMandate, saveNames, saveOrganizations } from '@guanyun/db/organizations/organization.store.ts';
import { savePersons } from '@guanyun/db/organizations/person.store.ts';
import { cloneTestDatabase, TEST_ZONE, type TestDatabase } from '@guanyun/db/testing/test-database.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../evidence/act.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { discardCatalogue, draftCatalogue, reviseCatalogue } from './draft-catalogue.ts';
import { listCatalogueVersions, readCatalogue, readCatalogueVersion, readFigures } from './read-catalogue.ts';
import { releaseCatalogue } from './release-catalogue.ts';
import { routeCase } from './route-case.ts';

let database: TestDatabase;
let deps: Deps;
let now = '';
const committee = randomUUID();
const company = randomUUID();

const keeper = (name: string): Actor => ({
  accountId: randomUUID(),
  account: name,
  person: { id: randomUUID(), name },
  post: { id: randomUUID(), kind: 'catalogue_admin', organizationId: committee, side: 'administration' },
  onBehalfOf: null,
});
const drafter = keeper('秦若水');
const second = keeper('傅长卿');
const reader: Actor = {
  ...keeper('林晓舟'),
  post: { id: randomUUID(), kind: 'company_handler', organizationId: company, side: 'company' },
  onBehalfOf: null,
};

const look = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(database.app, { zone: TEST_ZONE, organizations: '*' }, work);

const bodyRow = (id: string, code: string, kind: 'committee' | 'company') => ({
  ...{ id, code, kind, parentId: null, uscc: null, usccOverride: null, important: false },
  ...(kind === 'company' ? { form: 'wholly_state_owned' as const, tier: 1 } : { form: null, tier: null }),
  ...{
    netAssets: kind === 'company' ? '9000000000.00' : null,
    netAssetsOn: kind === 'company' ? '2026-06-30' : null,
  },
  ...{ establishedOn: '2020-01-01', source: 'illustrative' as const },
});

beforeEach(async () => {
  database = await cloneTestDatabase();
  now = '2026-11-22T02:00:00Z';
  const unused = (): never => {
    throw new Error('not used here');
  };
  deps = {
    db: database.app,
    zone: TEST_ZONE,
    now: () => new Date(now),
    newId: randomUUID,
    passwords: { hash: unused, verify: unused },
    files: { has: unused, read: unused },
    readWorkbook: unused,
  };
  await look(async (tx) => {
    await savePersons(
      tx,
      [drafter, second].map(({ person }) => ({ ...person, code: null, source: 'entered' as const })),
    );
    await saveOrganizations(tx, [bodyRow(committee, 'GWH', 'committee'), bodyRow(company, 'GF', 'company')]);
    const named = { status: 'known' as const, validFrom: '2020-01-01', validTo: null };
    await saveNames(tx, [
      { organizationId: committee, name: '管委会（示例）', ...named },
      { organizationId: company, name: '集团（示例）', ...named },
    ]);
    await saveMandate(tx, {
      ...{ id: randomUUID(), number: '示例委托1号', fromId: committee, toId: committee },
      ...{ matters: [...matterSlugs], deliberateOnly: [], companies: null, limitAmount: null },
      ...{ validFrom: '2024-07-01', validTo: '2027-12-31', source: 'illustrative' as const },
    });
  });
  return () => database.drop();
});

const once = () => ({ requestId: randomUUID() });
const accepted = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const result = await answer;
  if (result.outcome === 'refused') throw new Error(JSON.stringify(result.refusals));
  return result.answer;
};
const refusals = async (answer: Promise<Answer<unknown>>) => {
  const result = await answer;
  return result.outcome === 'accepted' ? [] : result.refusals.map(({ code, facts }) => [code, facts.key]);
};
const said = (over: Record<string, unknown> = {}) => ({
  version: '2027版',
  effectiveFrom: '2027-01-01',
  retroactive: false,
  legalText: null,
  values: { 'asset_disposal.band.sasac': '3000000.00', 'asset_disposal.time_limit': '12' },
  ...over,
});
const draft = (over: Record<string, unknown> = {}) =>
  draftCatalogue(deps, drafter, { ...once(), ...said(over) });
const release = (seen: { id: string; revision: number }, actor: Actor = second) =>
  releaseCatalogue(deps, actor, { ...once(), id: seen.id, revision: seen.revision });
const inForce = async (key: string) =>
  (await readFigures(deps, reader)).figures.find((figure) => figure.key === key);

describe('drafting', () => {
  test('a draft is seen by those who keep the catalogue and by nobody else', async () => {
    const seen = await accepted(draft());
    expect((await listCatalogueVersions(deps, second)).map((one) => one.version)).toEqual(['2027版']);
    expect(await listCatalogueVersions(deps, reader)).toEqual([]);
    await expect(readCatalogueVersion(deps, reader, seen.id)).rejects.toThrow('not found');
  });

  test('what law or rule fixes, what there is not and what is malformed is refused, each by its key', async () => {
    const values = {
      'external_guarantee.group_cap': '1/2',
      'profit_distribution.validity_months': '12',
      'reorganization.step.SWC': 'none',
      'donation.nothing': '1',
      'donation.time_limit': '0',
      'donation.band.gov': '1万',
    };
    expect(await refusals(draft({ values }))).toEqual([
      ['PARAMETER_UNKNOWN', 'donation.nothing'],
      ['PARAMETER_IS_LAW', 'external_guarantee.group_cap'],
      ['PARAMETER_IS_LAW', 'profit_distribution.validity_months'],
      ['PARAMETER_IS_LAW', 'reorganization.step.SWC'],
      ['PARAMETER_VALUE', 'donation.time_limit'],
      ['PARAMETER_VALUE', 'donation.band.gov'],
    ]);
    expect(await listCatalogueVersions(deps, drafter)).toEqual([]);
  });

  test('a higher level begins above a lower one', async () => {
    expect(await refusals(draft({ values: { 'asset_disposal.band.sasac': '500000.00' } }))).toEqual([
      ['BANDS_OUT_OF_ORDER', 'asset_disposal.band.sasac'],
    ]);
  });

  test('a name once, the law for what reaches back, and only by whoever drafted it, as they saw it', async () => {
    const seen = await accepted(draft());
    const revise = (actor: Actor, over: Record<string, unknown> = {}, revision = 1) =>
      reviseCatalogue(deps, actor, { ...once(), id: seen.id, revision, ...said(over) });
    expect(await refusals(draft())).toEqual([['CATALOGUE_NAME_TAKEN', undefined]]);
    expect(await refusals(draft({ version: 'v1' }))).toEqual([['CATALOGUE_NAME_TAKEN', undefined]]);
    expect(await refusals(revise(drafter, { retroactive: true }))).toEqual([
      ['CATALOGUE_LEGAL_TEXT_MISSING', undefined],
    ]);
    expect(await refusals(revise(second))).toEqual([['CATALOGUE_NOT_YOURS', undefined]]);
    expect(await accepted(revise(drafter, { values: { 'donation.time_limit': '7' } }))).toEqual({
      revision: 2,
    });
    expect(await refusals(revise(drafter))).toEqual([['STALE', undefined]]);
    // What is as built in is not kept.
    expect((await readCatalogueVersion(deps, drafter, seen.id)).values).toEqual({});
    expect(await refusals(release({ id: seen.id, revision: 2 }))).toEqual([
      ['CATALOGUE_UNCHANGED', undefined],
    ]);
  });

  test('a draft set aside is gone, and its name is free', async () => {
    const seen = await accepted(draft());
    expect(await refusals(discardCatalogue(deps, second, { ...once(), ...seen, revision: 9 }))).toEqual([
      ['STALE', undefined],
    ]);
    await accepted(discardCatalogue(deps, second, { ...once(), ...seen }));
    expect(await refusals(release(seen))).toEqual([['WRONG_STATE', undefined]]);
    await accepted(draft());
  });

  test('the next draft begins with what the last version says', async () => {
    await accepted(release(await accepted(draft())));
    const next = await accepted(draft({ version: '2028版', effectiveFrom: '2028-01-01', values: undefined }));
    const read = await readCatalogueVersion(deps, drafter, next.id);
    expect(read).toMatchObject({ replaces: '2027版', difference: [], values: said().values });
  });
});

describe('releasing', () => {
  test('by a second person, on what they saw, and it stays', async () => {
    const seen = await accepted(draft());
    expect(await refusals(release(seen, drafter))).toEqual([['CATALOGUE_SECOND_PERSON', undefined]]);
    expect(await refusals(release({ ...seen, revision: 2 }))).toEqual([['STALE', undefined]]);
    expect(await accepted(release(seen))).toEqual({ state: 'released' });
    expect(await refusals(release(seen))).toEqual([['WRONG_STATE', undefined]]);
    const changed = look((tx) => changeCatalogueVersion(tx, seen.id, { content: { values: {} } }));
    await expect(changed).rejects.toThrow('stays as it was released');
  });

  test('not for a day that has passed, unless law forces it; one version for a day', async () => {
    const past = { effectiveFrom: '2026-11-21' };
    expect(await refusals(release(await accepted(draft(past))))).toEqual([
      ['CATALOGUE_DATE_PAST', undefined],
    ]);
    const forced = { ...past, version: '溯及版', retroactive: true, legalText: '某法第一条（示例）' };
    await accepted(release(await accepted(draft(forced))));
    const rival = { ...past, version: '同日版', retroactive: true, legalText: '某法第二条（示例）' };
    expect(await refusals(release(await accepted(draft(rival))))).toEqual([
      ['CATALOGUE_DATE_TAKEN', undefined],
    ]);
    expect(
      await refusals(
        release(await accepted(draft({ version: '当日版', effectiveFrom: '2026-11-22', values: {} }))),
      ),
    ).toEqual([]);
  });

  test('the difference is to the version in force on its day', async () => {
    await accepted(release(await accepted(draft())));
    const values = { 'asset_disposal.time_limit': '10' };
    const next = await accepted(draft({ version: '2028版', effectiveFrom: '2028-01-01', values }));
    expect((await readCatalogueVersion(deps, second, next.id)).difference).toEqual([
      { key: 'asset_disposal.time_limit', before: '12', after: '10' },
      { key: 'asset_disposal.band.sasac', before: '3000000.00', after: '5000000.01' },
    ]);
  });
});

describe('in force', () => {
  const key = 'asset_disposal.time_limit';

  test('a figure is announced until its day, and holds from it', async () => {
    await accepted(release(await accepted(draft())));
    const coming = { value: '12', from: '2027-01-01', version: '2027版' };
    expect(await inForce(key)).toMatchObject({ value: '15', builtIn: '15', coming });
    now = '2026-12-31T15:59:59Z';
    expect(await inForce(key)).toMatchObject({ value: '15' });
    now = '2026-12-31T16:00:00Z';
    expect(await inForce(key)).toMatchObject({ value: '12', builtIn: '15', coming: null, changeable: true });
    const line = (await readCatalogue(deps, reader)).find((one) => one.slug === 'asset_disposal');
    expect(line).toMatchObject({ timeLimitDays: 12, version: '2027版' });
    expect(line?.basis.length).toBeGreaterThan(0);
  });

  const routed = async (acceptedOn: string | null, on: string) => {
    const proposal = {
      ...{ matter: 'asset_disposal' as const, companyId: company, assetIds: [], toId: company },
      ...{ basisDate: '2026-10-01', decidedOn: '2026-11-01' },
    };
    const facts = {
      facts: { class: 'other', mode: 'public' },
      ...{
        amount: '4000000.00',
        parties: [],
        aggregationKey: 'object:示例',
        firstTierId: null,
        stateShare: '1/1',
      },
    };
    const asked = { id: null, proposal, on: localDate(on) };
    const at: { acceptedOn?: LocalDate } = acceptedOn === null ? {} : { acceptedOn: localDate(acceptedOn) };
    const { route } = await look((tx) => routeCase(tx, { ...asked, ...at }, async () => facts));
    return [route.level, route.timeLimit.days, route.catalogueVersion];
  };

  test('a case keeps the version of its acceptance; what is not accepted goes by the one in force', async () => {
    await accepted(release(await accepted(draft())));
    expect(await routed(null, '2026-12-31')).toEqual(['committee', 15, 'v1']);
    expect(await routed(null, '2027-01-01')).toEqual(['sasac', 12, '2027版']);
    expect(await routed('2026-12-31', '2027-02-01')).toEqual(['committee', 15, 'v1']);
    expect(await routed('2027-01-01', '2027-02-01')).toEqual(['sasac', 12, '2027版']);
  });

  test('what law forces reaches back to cases accepted before, once it has begun', async () => {
    const forced = { retroactive: true, legalText: '某法第一条（示例）' };
    await accepted(release(await accepted(draft(forced))));
    expect(await routed('2026-12-01', '2026-12-31')).toEqual(['committee', 15, 'v1']);
    expect(await routed('2026-12-01', '2027-01-02')).toEqual(['sasac', 12, '2027版']);
  });
});
