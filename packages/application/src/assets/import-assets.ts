import { codesTaken, type EnteredAsset, enterAssets } from '@guanyun/db/assets/asset-import.store.ts';
import { allClassCodes } from '@guanyun/db/assets/class-code.store.ts';
import { nextNumbers } from '@guanyun/db/evidence/journal.store.ts';
import type { Tx } from '@guanyun/db/kernel/transaction.ts';
import { assetClassNames } from '@guanyun/domain/assets/asset-class.ts';
import { fieldsOf, particularSheets } from '@guanyun/domain/assets/asset-fields.ts';
import { businessDay } from '../kernel/deps.ts';
import { ROWS_BETWEEN } from '../kernel/import-progress.ts';
import type { CheckedImport, ImportContext, OpenedWorkbook, WorkbookRow } from '../kernel/workbook-cells.ts';
import { referencesOnRecord } from '../organizations/import-organizations-references.ts';
import { type CardReferences, type ReadCard, readCard } from './import-asset-cards.ts';
import { type CardClass, readParticularSheets } from './import-asset-particulars.ts';
import { CARDS } from './import-assets-layout.ts';

/** Assets to a statement. */
const CHUNK = 5_000;
/** A workbook as wrong as this is read no further: more is said at a time than anybody mends. */
const PROBLEMS_MAX = 10_000;

async function takenCodes(tx: Tx, rows: readonly WorkbookRow[]): Promise<Set<string>> {
  const written = rows.map((row) => row.raw('编码')).filter((code) => code !== '');
  const taken = new Set<string>();
  for (let from = 0; from < written.length; from += CHUNK)
    for (const code of await codesTaken(tx, written.slice(from, from + CHUNK))) taken.add(code);
  return taken;
}

async function referencesOf(
  tx: Tx,
  rows: readonly WorkbookRow[],
  context: ImportContext,
): Promise<CardReferences> {
  const references = await referencesOnRecord(tx);
  const own = [...references.organizations.values()].find(({ id }) => id === context.organizationId);
  return {
    references,
    classCodes: Map.groupBy(await allClassCodes(tx), ({ code }) => code),
    taken: await takenCodes(tx, rows),
    today: businessDay(context.now()),
    ownCompany: own?.kind === 'company' ? own.id : null,
  };
}

/** Every card of the sheet, in its order; a code twice is a bad cell. */
async function readCards(
  tx: Tx,
  opened: OpenedWorkbook,
  context: ImportContext,
): Promise<{ cards: ReadCard[]; named: Map<string, CardClass & { readonly row: WorkbookRow }> }> {
  const rows = opened.rows(CARDS);
  const known = await referencesOf(tx, rows, context);
  const cards: ReadCard[] = [];
  const named = new Map<string, CardClass & { readonly row: WorkbookRow }>();
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_BETWEEN === 0)
      await context.tell?.({ stage: 'checking', done: index, total: rows.length });
    if (opened.problems.length > PROBLEMS_MAX) break;
    const code = row.raw('编码');
    const before = code === '' ? undefined : named.get(code)?.row;
    if (before !== undefined) row.bad('编码', 'DUPLICATE', `编码“${code}”已用于第 ${before.number} 行`);
    const card = readCard(row, known, context.newId());
    const terms: Readonly<Record<string, CardClass['assetClass']>> = assetClassNames;
    if (code !== '' && before === undefined)
      named.set(code, { row, assetClass: terms[row.raw('类别')] ?? null });
    if (card !== null) cards.push(card);
  }
  return { cards, named };
}

/** A class that cannot do without particulars has them in its sheet. */
function demandParticulars(row: WorkbookRow): void {
  const terms: Readonly<Record<string, CardClass['assetClass']>> = assetClassNames;
  const assetClass = terms[row.raw('类别')] ?? null;
  if (assetClass === null) return;
  const missing = fieldsOf(assetClass).filter(({ requiredIn }) => requiredIn.includes(assetClass));
  const sheet = particularSheets.find(({ classes }) => classes.includes(assetClass))?.name ?? '';
  if (missing.length > 0)
    row.bad('类别', 'REQUIRED', `须填写编码，并在“${sheet}”表填写${missing.map(({ zh }) => zh).join('、')}`);
}

/** Every card gets its code: its own, or the next number of its cluster, above all that the workbook brings along. */
async function numbered(tx: Tx, cards: readonly ReadCard[]): Promise<EnteredAsset[]> {
  const bare = Map.groupBy(cards, ({ cluster }) => cluster);
  const next = new Map<string, bigint>();
  for (const [cluster, own] of bare) {
    let above = 0n;
    for (const { code } of own) {
      const digits = code?.startsWith(`${cluster}-`) ? code.slice(cluster.length + 1) : '';
      if (/^\d{1,12}$/.test(digits) && BigInt(digits) > above) above = BigInt(digits);
    }
    const count = own.filter(({ code }) => code === null).length;
    if (count > 0 || above > 0n) next.set(cluster, await nextNumbers(tx, `asset-${cluster}`, count, above));
  }
  return cards.map(({ cluster, code, ...card }) => {
    if (code !== null) return { ...card, code };
    const number = next.get(cluster) ?? 0n;
    next.set(cluster, number + 1n);
    return { ...card, code: `${cluster}-${number.toString().padStart(5, '0')}` };
  });
}

async function store(tx: Tx, cards: readonly ReadCard[], context: ImportContext): Promise<void> {
  const assets = await numbered(tx, cards);
  const causeId = context.newId();
  for (let from = 0; from < assets.length; from += CHUNK) {
    await context.tell?.({ stage: 'storing', done: from, total: assets.length });
    await enterAssets(tx, assets.slice(from, from + CHUNK), causeId);
  }
}

/**
 * Checks a register brought in from a workbook. Title, book and custody may lie with three organisations; a card in the middle of its
 * life goes on from what is left. A company's finance brings in what stands in its own book and nothing else.
 */
export async function checkAssets(
  tx: Tx,
  opened: OpenedWorkbook,
  context: ImportContext,
): Promise<CheckedImport> {
  const { cards, named } = await readCards(tx, opened, context);
  const particulars = readParticularSheets(opened, named);
  for (const row of opened.rows(CARDS)) {
    if (opened.problems.length > PROBLEMS_MAX) break;
    if (!particulars.has(row.raw('编码'))) demandParticulars(row);
  }
  const whole = cards.map((card) => ({ ...card, particulars: particulars.get(card.code ?? '') ?? {} }));
  const apart = whole.filter((a) => a.titleId !== a.bookId || a.custodyId !== a.bookId).length;
  return {
    summary: [
      { zh: '资产', en: 'Assets', count: whole.length },
      {
        zh: '其中权属、账簿、实物不在同一单位',
        en: 'of which title, book and custody are apart',
        count: apart,
      },
      {
        zh: '其中公益性资产',
        en: 'of which of public benefit',
        count: whole.filter((a) => a.publicBenefit).length,
      },
      { zh: '写有其他事项的资产', en: 'Assets with particulars', count: particulars.size },
    ],
    save: (saving) => store(saving, whole, context),
  };
}
