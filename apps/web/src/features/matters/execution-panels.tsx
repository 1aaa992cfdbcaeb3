import { useQuery } from '@tanstack/react-query';
import { Card, Flex } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ArchivePanel } from './archive-panel.tsx';
import { ObligationsPanel } from './obligations-panel.tsx';
import { ShareholdersForm } from './shareholders-form.tsx';
import { SupervisionActs } from './supervision-acts.tsx';

const useExecution = (id: string) => useQuery(trpc.matters.execution.queryOptions({ id }));

/** What became of a case after its instrument: the shareholders' meeting, what is owed, the closed file. */
export function ExecutionPanels({ matterId }: { matterId: string }) {
  const { data: execution, error } = useExecution(matterId);
  return (
    <>
      <FailureAlert error={error} />
      {execution !== undefined && <ShareholdersForm execution={execution} />}
      <ObligationsPanel matterId={matterId} />
      {execution !== undefined && <ArchivePanel execution={execution} />}
    </>
  );
}

const supervising = ['report', 'complete', 'expire', 'suspend', 'resume', 'revoke'];

/** What this person can do about the carrying out; nothing where there is nothing to do. */
export function ExecutionActs({ matterId }: { matterId: string }) {
  const t = useText();
  const { data: execution } = useExecution(matterId);
  if (!execution?.may.some((act) => supervising.includes(act.replace('matters.', '')))) return null;
  return (
    <Card title={t('supervise.title')} data-testid="supervision-acts">
      <Flex vertical gap={16}>
        <SupervisionActs execution={execution} />
      </Flex>
    </Card>
  );
}
