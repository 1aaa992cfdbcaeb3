import { randomUUID } from 'node:crypto';
import { digestOf } from '../../evidence/digest.ts';
import type { Deps } from '../../kernel/deps.ts';
import type { Actor } from '../../organizations/actor.ts';
import type { Gather } from '../route-case.ts';
import type { System } from './model-books.ts';
import type { Case } from './model-case.ts';
import { gatherOf } from './model-content.ts';
import type { Command } from './procedure-law.ts';

/** A command on its way to the system; `c` is the case as the model has it before. */
export type Put = { s: System; c: Case; k: Command; deps: Deps; actor: Actor };
/** What a use case answers, whichever it is. */
export type Said =
  | { outcome: 'accepted'; answer: unknown }
  | { outcome: 'refused'; refusals: readonly { code: string }[] };
export type Putters<Name extends string> = Record<Name, (p: Put) => Promise<Said>>;

export const unknownId = '00000000-0000-4000-8000-000000000000';

export const request = () => ({ requestId: randomUUID() });
/** A request about the case. */
export const one = (p: Put) => ({ ...request(), id: p.s.id });
/** The content as it stands, or another. */
export const seen = (p: Put) => ({ contentDigest: p.k.seen ? digestOf(p.s.content) : 'f'.repeat(64) });
export const gather = (p: Put): Gather => gatherOf(p.s, p.c, p.k);
