import type { AppRouter } from '@guanyun/api/router.ts';
import type { MatterSlug } from '@guanyun/domain/matters/matter-slug.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>;
export type DelegationLine = Outputs['delegations']['list'][number];
export type Candidates = Outputs['delegations']['candidates'];
export type Me = Outputs['session']['me'];

/** What is being filled in; `some` says whether it is for chosen matters only. */
export type Draft = {
  readonly receiverId: string;
  readonly some: boolean;
  readonly matters: readonly MatterSlug[];
  readonly from: string;
  readonly to: string;
  readonly document: { readonly digest: string; readonly name: string } | null;
};

/** Whether nothing is missing; what is wrong the server says. */
export const isComplete = (draft: Draft, needsDocument: boolean): boolean =>
  draft.receiverId !== '' &&
  draft.from !== '' &&
  draft.to !== '' &&
  (!draft.some || draft.matters.length > 0) &&
  (!needsDocument || draft.document !== null);

/** The draft as the server takes it. */
export const askedOf = (draft: Draft) => ({
  receiverId: draft.receiverId,
  matters: draft.some ? [...draft.matters] : null,
  from: draft.from,
  to: draft.to,
  document: draft.document?.digest ?? null,
});

type Sorted = { given: DelegationLine[]; received: DelegationLine[]; others: DelegationLine[] };

/** Lines by what they are to the reader. */
export function sorted(lines: readonly DelegationLine[]): Sorted {
  return {
    given: lines.filter((line) => line.given),
    received: lines.filter((line) => line.received),
    others: lines.filter((line) => !line.given && !line.received),
  };
}
