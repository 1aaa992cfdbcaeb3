import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
/** One matter in a list. */
export type MatterLine = Outputs['matters']['list']['items'][number];
/** One matter with all that is known of it. */
export type Matter = Outputs['matters']['get'];
/** A past case decided again. */
export type Replay = Outputs['matters']['replay'];
export type Replayed = Replay['answers'][number];
/** What the rules say before anything is written. */
export type Preflight = Outputs['matters']['preflight'];
/** Who decides, what comes first, what bars it. */
export type Route = Preflight['route'];
/** What is to be decided, as the server takes it. */
export type Proposal = inferRouterInputs<AppRouter>['matters']['preflight']['proposal'];
/** What a meeting is asked to resolve, as the server takes it. */
export type NewMotion = inferRouterInputs<AppRouter>['meetings']['move']['motion'];
/** One warrant in a list. */
export type WarrantLine = Outputs['warrants']['list'][number];
/** One warrant with the acts that spent it. */
export type Warrant = Outputs['warrants']['get'];
/** One meeting in a list. */
export type MeetingLine = Outputs['meetings']['list'][number];
/** One meeting with its agenda, attendance and votes. */
export type Meeting = Outputs['meetings']['get'];
/** One item of the agenda. */
export type MeetingItem = Meeting['items'][number];
/** What waits for a meeting and who can be called to it. */
export type Candidates = Outputs['meetings']['candidates'];
/** Who acts, in which post, and what day it is. */
export type Me = Outputs['session']['me'];
/** One organisation to choose. */
export type Organization = Outputs['organizations']['companies'][number];

/** A digest short enough to compare by eye. */
export const shortDigest = (digest: string): string => `${digest.slice(0, 4)}…${digest.slice(-4)}`;
/** How a case stands after its instrument. */
export type Execution = Outputs['matters']['execution'];
/** What the supervisor watches. */
export type Due = Outputs['obligations']['due'];

/** Why a meeting could not decide: too few left after recusals, or the chief recused or absent. */
export const whyUndecided = (
  reasons: readonly { rule: string; outcome: string; because: string }[],
): string =>
  reasons
    .filter(({ rule, outcome }) => outcome === 'fail' && /\.(eligible|chief)$/.test(rule))
    .map(({ because }) => because)
    .join('；');
