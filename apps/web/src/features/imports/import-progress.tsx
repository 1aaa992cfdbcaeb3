import { useQuery } from '@tanstack/react-query';
import { Flex, Progress, Spin } from 'antd';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Progress as Told } from './import-data.ts';

const POLL_MS = 700;
const keys = {
  reading: 'imports.progressReading',
  checking: 'imports.progressChecking',
  storing: 'imports.progressStoring',
} as const;

const percentOf = ({ done, total }: NonNullable<Told>): number | null =>
  total === null || total === 0 ? null : Math.floor((100 * done) / total);

/**
 * How far the import of a document is, asked again and again. Where another server answers, it knows nothing of it, and the last that
 * was heard stays.
 */
export function ImportProgress({ digest }: { readonly digest: string }) {
  const t = useText();
  const { data } = useQuery(
    trpc.imports.progress.queryOptions(
      { digest },
      {
        refetchInterval: POLL_MS,
        staleTime: 0,
        gcTime: 0,
        structuralSharing: (before, next) => next ?? before,
        // On its own: in a batch with the import it would be answered only when that is done.
        trpc: { context: { alone: true } },
      },
    ),
  );
  if (data === undefined || data === null)
    return (
      <Flex gap={12} align="center" data-testid="import-progress" aria-live="polite">
        <Spin /> {t('imports.progressUnknown')}
      </Flex>
    );
  const percent = percentOf(data);
  const figures = { done: data.done.toLocaleString('en'), total: data.total?.toLocaleString('en') ?? '' };
  return (
    <Flex vertical gap={4} data-testid="import-progress" aria-live="polite" style={{ maxWidth: 480 }}>
      <Flex gap={12} align="center">
        {percent === null && <Spin />} {t(keys[data.stage], figures)}
      </Flex>
      {percent !== null && <Progress percent={percent} />}
    </Flex>
  );
}
