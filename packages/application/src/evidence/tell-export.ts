import { accept } from '@guanyun/domain/kernel/decision.ts';
import type { Deps } from '../kernel/deps.ts';
import type { Actor } from '../organizations/actor.ts';
import { type Answer, act } from './act.ts';

/** A file with data of the zone that somebody is about to be given. */
export type HandedOut = {
  /** As it is called on the way out. */
  readonly name: string;
  /** The question that it answers. */
  readonly asked: unknown;
  /** Of the whole file; null where it is made while it is read and verifies itself: the log. */
  readonly sha256: string | null;
  readonly bytes: number | null;
};

/** Notes who was given which file, before it leaves: what cannot be noted is not handed out. */
export function tellExport(deps: Deps, actor: Actor, file: HandedOut): Promise<Answer<{ done: true }>> {
  const about = { kind: 'export', id: null, title: file.name };
  const command = { requestId: deps.newId(), act: 'evidence.export', body: file, about };
  return act(deps, actor, command, async () =>
    accept({ subject: about, content: file, answer: { done: true as const } }),
  );
}
