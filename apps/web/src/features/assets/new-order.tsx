import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Card, Form, Select, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

/** The assets and the receiver as the warrant has them, and the button that opens the order. */
function FromWarrant({ warrantId }: { warrantId: string }) {
  const t = useText();
  const navigate = useNavigate();
  const { data: warrant, error } = useQuery(trpc.warrants.get.queryOptions({ id: warrantId }));
  if (error !== null) return <FailureAlert error={error} />;
  if (warrant === undefined) return <Skeleton active paragraph={{ rows: 1 }} />;
  const { content } = warrant;
  if (content.matter !== 'asset_disposal') return null;
  const receiver = warrant.parties.find((party) => party.id === content.toId);
  return (
    <>
      <Typography.Paragraph>
        {t('assets.ofWarrant')} {t('assets.countOf', { count: String(content.assetIds.length) })} ·{' '}
        {t('assets.to')} {receiver?.name ?? t('assets.toOperators')} · {t('assets.basisDate')}{' '}
        {content.basisDate}
      </Typography.Paragraph>
      <ActButton
        type="primary"
        mutation={trpc.assets.createOrder.mutationOptions()}
        input={{ warrantId }}
        onDone={({ id }) => void navigate({ to: '/orders/$id', params: { id } })}
      >
        {t('assets.create')}
      </ActButton>
    </>
  );
}

/** A transfer order made from a warrant: everything in it is the warrant's. */
export function NewOrder({ chosen }: { chosen: string | null }) {
  const t = useText();
  const warrants = useQuery(trpc.warrants.list.queryOptions());
  const [picked, setPicked] = useState<string | null>(chosen);
  if (warrants.error !== null) return <FailureAlert error={warrants.error} />;
  if (warrants.data === undefined) return <Skeleton active />;
  const usable = warrants.data.filter(
    (line) => line.state === 'in_force' && line.executedBy === 'assets.createOrder',
  );
  const warrantId = usable.find((line) => line.id === picked)?.id ?? usable[0]?.id ?? null;
  return (
    <Card title={t('assets.newOrderTitle')} style={{ marginBottom: 16 }}>
      <Typography.Paragraph type="secondary">{t('assets.newOrderHint')}</Typography.Paragraph>
      {warrantId === null ? (
        <Alert type="info" showIcon title={t('assets.noWarrants')} />
      ) : (
        <>
          <Form.Item label={t('assets.chooseWarrant')} htmlFor="warrantId" layout="vertical">
            <Select
              id="warrantId"
              value={warrantId}
              onChange={(value) => setPicked(value)}
              options={usable.map((line) => ({ value: line.id, label: `${line.number} ${line.title}` }))}
            />
          </Form.Item>
          <FromWarrant key={warrantId} warrantId={warrantId} />
        </>
      )}
    </Card>
  );
}
