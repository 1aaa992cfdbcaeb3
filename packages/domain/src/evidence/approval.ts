import { canonicalJson } from './canonical.ts';

/**
 * The procedures by which somebody answers with his name: whoever has a signing key signs what is sent, with the key that
 * never leaves the device.
 */
export const signedProcedures: ReadonlySet<string> = new Set([
  ...[
    'matters.sign',
    'matters.endorse',
    'matters.issue',
    'matters.signInstrument',
    'meetings.vote',
    'meetings.close',
  ],
  ...['contracts.sign', 'assets.signOrder', 'tenders.award', 'administration.grantPost'],
]);

/** What is signed: which procedure, and exactly what was sent to it, with the id under which it is done once. */
export const statementText = (procedure: string, input: unknown): string =>
  canonicalJson({ procedure, input });

/** On what an act rests: the session alone, a one-time code on top of the password, or the person's own key. */
export type EvidenceLevel = 'session' | 'code' | 'key';
