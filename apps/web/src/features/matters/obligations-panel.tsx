import { useQuery } from '@tanstack/react-query';
import { Card, Skeleton } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ObligationsTable } from '../../components/obligations-table.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

/** What is owed in one case, and what was; nothing where nothing ever was. */
export function ObligationsPanel({ matterId }: { matterId: string }) {
  const t = useText();
  const { data, error } = useQuery(trpc.obligations.list.queryOptions({ matterId }));
  if (data?.length === 0) return null;
  return (
    <Card title={t('obligations.title')} data-testid="obligations">
      <FailureAlert error={error} />
      {data === undefined ? (
        error === null && <Skeleton active />
      ) : (
        <ObligationsTable lines={data} withMatter={false} />
      )}
    </Card>
  );
}
