import { isObject, type Json, type JsonObject } from './ocds-merge.ts';

const first = (list: Json | undefined): JsonObject => {
  const [entry] = Array.isArray(list) ? (list as readonly Json[]) : [];
  return isObject(entry) ? entry : {};
};

function tenderTag(before: JsonObject, change: JsonObject): string {
  if (before.tender === undefined) return 'tender';
  if (change.status === 'cancelled') return 'tenderCancellation';
  return 'amendments' in change ? 'tenderAmendment' : 'tenderUpdate';
}

function awardTag(before: JsonObject, change: JsonObject): string {
  if (before.awards === undefined) return 'award';
  return change.status === 'cancelled' ? 'awardCancellation' : 'awardUpdate';
}

function contractTags(before: JsonObject, change: JsonObject): string[] {
  if (before.contracts === undefined) return ['contract'];
  const { id: _id, awardID: _award, implementation, ...rest } = change;
  const known = first(before.contracts).implementation !== undefined;
  const done = implementation === undefined ? [] : [known ? 'implementationUpdate' : 'implementation'];
  if (rest.status === 'terminated' || rest.status === 'cancelled') return ['contractTermination', ...done];
  if ('amendments' in rest) return ['contractAmendment', ...done];
  return Object.keys(rest).length === 0 ? done : ['contractUpdate', ...done];
}

/**
 * What a release is about (OCDS 1.1, codelist releaseTag): from what was known of the process and what the release adds. What
 * touches neither tender, award nor contract (a body's name) is an update of the latest of them.
 */
export function releaseTags(before: JsonObject, changes: JsonObject): string[] {
  const tags = [
    ...(isObject(changes.tender) ? [tenderTag(before, changes.tender)] : []),
    ...(changes.awards === undefined ? [] : [awardTag(before, first(changes.awards))]),
    ...(changes.contracts === undefined ? [] : contractTags(before, first(changes.contracts))),
  ];
  if (tags.length > 0) return tags;
  return [before.contracts === undefined ? 'tenderUpdate' : 'contractUpdate'];
}
