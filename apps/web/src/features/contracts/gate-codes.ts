import { contractTexts } from '../../texts/contracts.ts';

type Key = keyof typeof contractTexts;
const has = (key: string): key is Key => Object.hasOwn(contractTexts, key);

/** The key of a code's short name, or null where the rule gave a code this table does not know. */
export function codeKey(code: string): Key | null {
  const key = `contracts.code.${code}`;
  return has(key) ? key : null;
}

/** The key of the name of a next procedure. */
export function procedureKey(code: string): Key | null {
  const key = `contracts.next.${code}`;
  return has(key) ? key : null;
}

/** The key of the name of an answer; an answer this table does not know is for review. */
export function routeKey(route: string): Key {
  const key = `contracts.${route}`;
  return has(key) ? key : 'contracts.review';
}

/** What would change an answer: one sentence for each code that has one, the general one if none has. */
export function changeKeys(codes: readonly string[]): Key[] {
  const keys = [...new Set(codes)].map((code) => `contracts.change.${code}`).filter(has);
  if (keys.length > 0) return keys;
  return codes.length > 0 ? ['contracts.change.other'] : [];
}
