import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';

type Outputs = inferRouterOutputs<AppRouter>['organizations'];
export type OrganizationLine = Outputs['companies'][number];
export type Organization = Outputs['company'];
export type ClusterRow = Outputs['clusters'][number];

/** Lines of a kind whose name, code or credit code holds the words; everything where neither is asked for. */
export function matching<T extends Pick<OrganizationLine, 'name' | 'code' | 'uscc' | 'kind'>>(
  lines: readonly T[],
  words: string,
  kind: string | undefined,
): T[] {
  const wanted = words.trim().toLowerCase();
  return lines.filter(
    (line) =>
      (kind === undefined || line.kind === kind) &&
      [line.name, line.code, line.uscc ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  );
}
