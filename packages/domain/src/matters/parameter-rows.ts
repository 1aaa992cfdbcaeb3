import type { Basis } from '../kernel/basis.ts';
import { systemDefault as own } from './matter-basis.ts';

/** Who decides by default; `options` are the levels to choose from, where not all of the ladder. */
export const level = <const K extends string, const V extends string>(
  key: K,
  value: V,
  zh: string,
  en: string,
  source: Basis = own,
  options?: readonly string[],
) => ({ key, kind: 'level', value, zh, en, basis: source, ...(options ? { options } : {}) }) as const;

/** What holds unless the zone says otherwise. */
export const usual = <const K extends string>(key: K, zh: string, en: string, source: Basis = own) =>
  ({ key, kind: 'switch', value: 'yes', zh, en, basis: source }) as const;

/** Whether a circumstance raises the level by one. */
export const raise = <const K extends string>(key: K, zh: string, en: string) => usual(key, zh, en);

/** A share at which something begins. */
export const share = <const K extends string>(
  key: K,
  value: string,
  zh: string,
  en: string,
  source: Basis = own,
) => ({ key, kind: 'share', value, zh, en, basis: source }) as const;

/** An amount at which something begins. */
export const amount = <const K extends string>(key: K, value: string, zh: string, en: string) =>
  ({ key, kind: 'amount', value, zh, en, basis: own }) as const;

/** Whether something is called for at all. */
export const calledFor = <const K extends string>(
  key: K,
  value: 'yes' | 'no',
  zh: string,
  en: string,
  source: Basis = own,
) => ({ key, kind: 'switch', value, zh, en, basis: source }) as const;

/** Calendar days within which something is done. */
export const within = <const K extends string>(
  key: K,
  value: string,
  zh: string,
  en: string,
  source: Basis = own,
) => ({ key, kind: 'calendar_days', value, zh, en, basis: source }) as const;
