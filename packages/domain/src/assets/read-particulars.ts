import { tryLocalDate } from '../kernel/local-date.ts';
import { type Fen, formatYuan, tryParseYuan } from '../kernel/money.ts';
import {
  add,
  compare,
  formatFraction,
  ONE,
  type Ratio,
  ratio,
  tryParseRatio,
  ZERO,
} from '../kernel/ratio.ts';
import type { AssetClass } from './asset-class.ts';
import { type AssetField, fieldsOf } from './asset-fields.ts';

/** One owner among several, and whether it consents to a transfer. */
export type CoOwner = { readonly name: string; readonly share: Ratio; readonly consents: boolean };

/** A particular as what it is: money, share, yes or no, co-owners; text, dates and choices stay text. */
export type ParticularValue = string | Fen | Ratio | boolean | readonly CoOwner[];

/** What is wrong with a particular. */
export type ParticularProblem = {
  readonly key: string;
  readonly problem:
    | 'not_of_class'
    | 'missing'
    | 'not_text'
    | 'not_a_date'
    | 'not_an_amount'
    | 'not_an_area'
    | 'not_a_share'
    | 'not_a_choice'
    | 'not_yes_or_no'
    | 'not_co_owners'
    | 'shares_not_whole';
};

/** Particulars that were read: as values, and as the texts that are kept, in one way of writing. */
export type Particulars = {
  readonly values: Readonly<Record<string, ParticularValue>>;
  readonly texts: Readonly<Record<string, string>>;
  readonly problems: readonly ParticularProblem[];
};

type Reading = { readonly value: ParticularValue; readonly text: string } | ParticularProblem['problem'];

const TEXT_MAX = 500;
/** Eighteen digits before the point are what `numeric(20,2)` holds. */
const amountPattern = /^(?:0|[1-9]\d{0,17})(?:\.\d{1,2})?$/;
const controls = /[\p{Cc}\p{Cs}]/u;

function twoPlaces(text: string): Fen | null {
  if (!amountPattern.test(text)) return null;
  const [whole = '', cents = ''] = text.split('.');
  return tryParseYuan(`${whole}.${cents.padEnd(2, '0')}`);
}

function readAmount(text: string, problem: 'not_an_amount' | 'not_an_area'): Reading {
  const value = twoPlaces(text);
  if (value === null || (problem === 'not_an_area' && value === 0n)) return problem;
  return { value, text: formatYuan(value) };
}

/** `1/3`, `0.51` or `51%`: above nothing, at most the whole. */
function shareIn(text: string): Ratio | null {
  const percent = text.endsWith('%');
  const read = tryParseRatio(percent ? text.slice(0, -1) : text);
  if (read === null) return null;
  const share = percent ? ratio(read.numerator, read.denominator * 100n) : read;
  return compare(share, ZERO) > 0 && compare(share, ONE) <= 0 ? share : null;
}

function readShare(text: string): Reading {
  const share = shareIn(text);
  return share === null ? 'not_a_share' : { value: share, text };
}

const coOwnerPattern = /^([^:：、]{1,80})[:：]([^:：、]+)[:：](同意|不同意)$/u;

/** `甲公司:1/2:同意、乙公司:1/2:不同意`: all owners, whose shares add up to the whole. */
function readCoOwners(text: string): Reading {
  const owners: CoOwner[] = [];
  for (const part of text.split('、')) {
    const [, name, written, said] = coOwnerPattern.exec(part.trim()) ?? [];
    const share = written === undefined ? null : shareIn(written.trim());
    if (name === undefined || share === null) return 'not_co_owners';
    owners.push({ name: name.trim(), share, consents: said === '同意' });
  }
  if (new Set(owners.map(({ name }) => name)).size !== owners.length) return 'not_co_owners';
  const whole = owners.map(({ share }) => share).reduce(add, ZERO);
  if (compare(whole, ONE) !== 0) return 'shares_not_whole';
  const said = owners.map((o) => `${o.name}:${formatFraction(o.share)}:${o.consents ? '同意' : '不同意'}`);
  return { value: owners, text: said.join('、') };
}

function readText(text: string): Reading {
  return text.length <= TEXT_MAX && !controls.test(text) ? { value: text, text } : 'not_text';
}

function readDate(text: string): Reading {
  const date = tryLocalDate(text);
  return date === null ? 'not_a_date' : { value: date, text: date };
}

/** A choice by its code, as it is kept, or by its Chinese term, as a workbook has it. */
function readChoice(text: string, { choices }: AssetField): Reading {
  const chosen = choices.find(({ code, zh }) => code === text || zh === text);
  return chosen === undefined ? 'not_a_choice' : { value: chosen.code, text: chosen.code };
}

const yesNo: Readonly<Record<string, boolean>> = { 是: true, 否: false, yes: true, no: false };

function readYesNo(text: string): Reading {
  const value = Object.hasOwn(yesNo, text) ? yesNo[text] : undefined;
  return value === undefined ? 'not_yes_or_no' : { value, text: value ? 'yes' : 'no' };
}

const readings: Readonly<Record<AssetField['kind'], (text: string, field: AssetField) => Reading>> = {
  text: readText,
  date: readDate,
  amount: (text) => readAmount(text, 'not_an_amount'),
  area: (text) => readAmount(text, 'not_an_area'),
  share: readShare,
  choice: readChoice,
  yes_no: readYesNo,
  co_owners: readCoOwners,
};

/**
 * The particulars of an asset of a class, as they were written by key (a workbook's terms or those that are kept): their values,
 * or every problem at once. Blank ones are left out. What is read from the kept texts again is the same.
 */
export function readParticulars(
  assetClass: AssetClass,
  record: Readonly<Record<string, string>>,
): Particulars {
  const values: Record<string, ParticularValue> = {};
  const texts: Record<string, string> = {};
  const problems: ParticularProblem[] = [];
  const own = fieldsOf(assetClass);
  for (const field of own) {
    const written = (record[field.key] ?? '').trim();
    if (written === '') {
      if (field.requiredIn.includes(assetClass)) problems.push({ key: field.key, problem: 'missing' });
      continue;
    }
    const reading = readings[field.kind](written, field);
    if (typeof reading === 'string') problems.push({ key: field.key, problem: reading });
    else [values[field.key], texts[field.key]] = [reading.value, reading.text];
  }
  const known = new Set(own.map(({ key }) => key));
  for (const [key, text] of Object.entries(record))
    if (!known.has(key) && text.trim() !== '') problems.push({ key, problem: 'not_of_class' });
  return { values, texts, problems };
}
