import { Card, Flex, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { SecretOnce } from './secret-once.tsx';
import { type Column, useStacked } from './stacked.tsx';
import { type Endpoint, endpointColors, shortTime } from './webhook-data.ts';

type ActsProps = { readonly one: Endpoint; readonly post: string };

function SystemActs({
  one,
  onSecret,
}: {
  readonly one: Endpoint;
  readonly onSecret: (secret: string | null) => void;
}) {
  const t = useText();
  const input = { id: one.id };
  return (
    <>
      {one.state === 'active' && (
        <ActButton mutation={trpc.webhooks.test.mutationOptions()} input={input}>
          {t('webhooks.test')}
        </ActButton>
      )}
      {(one.state === 'paused' || one.state === 'halted') && (
        <ActButton mutation={trpc.webhooks.resume.mutationOptions()} input={input}>
          {t('webhooks.resume')}
        </ActButton>
      )}
      {one.kind === 'plain' && (
        <ActButton
          mutation={trpc.webhooks.rotate.mutationOptions()}
          input={input}
          confirm={t('webhooks.rotateAsk')}
          onDone={(answer) => onSecret(answer.secret)}
        >
          {t('webhooks.rotate')}
        </ActButton>
      )}
    </>
  );
}

function Acts({ one, post, onSecret }: ActsProps & { readonly onSecret: (secret: string | null) => void }) {
  const t = useText();
  const input = { id: one.id };
  if (one.state === 'ended' || !['system_admin', 'security_admin'].includes(post)) return null;
  return (
    <Flex wrap gap={8}>
      {post === 'security_admin' && one.state === 'waiting' && (
        <ActButton
          type="primary"
          mutation={trpc.webhooks.approve.mutationOptions()}
          input={input}
          confirm={t('webhooks.approveAsk', { address: one.address })}
        >
          {t('webhooks.approve')}
        </ActButton>
      )}
      {post === 'system_admin' && <SystemActs one={one} onSecret={onSecret} />}
      {one.state === 'active' && (
        <ActButton mutation={trpc.webhooks.pause.mutationOptions()} input={input}>
          {t('webhooks.pause')}
        </ActButton>
      )}
      <ActButton
        danger
        mutation={trpc.webhooks.end.mutationOptions()}
        input={input}
        confirm={t('webhooks.endAsk')}
      >
        {t('webhooks.end')}
      </ActButton>
    </Flex>
  );
}

function Name({ one }: { readonly one: Endpoint }) {
  const t = useText();
  return (
    <Flex vertical gap={2}>
      <strong>{one.name}</strong>
      <span>{t(`webhooks.kind.${one.kind}`)}</span>
      <Typography.Text type="secondary" style={{ wordBreak: 'break-all' }}>
        {one.address}
      </Typography.Text>
      <span>
        {one.groups.map((group) => t(`webhooks.group.${group}` as 'webhooks.group.log')).join('、')}
      </span>
    </Flex>
  );
}

function Standing({ one }: { readonly one: Endpoint }) {
  const t = useText();
  const { lastSuccessAt, failingSince } = one;
  return (
    <Flex vertical gap={2} align="start">
      <Tag color={endpointColors[one.state]}>{t(`webhooks.state.${one.state}`)}</Tag>
      {lastSuccessAt !== null && <span>{`${t('webhooks.lastSuccess')} ${shortTime(lastSuccessAt)}`}</span>}
      {failingSince !== null && (
        <Typography.Text type="danger">{`${t('webhooks.failingSince')} ${shortTime(failingSince)}`}</Typography.Text>
      )}
    </Flex>
  );
}

function useColumns(post: string, onSecret: (secret: string | null) => void): Column<Endpoint>[] {
  const t = useText();
  return [
    { title: t('webhooks.endpoints'), width: 320, plain: true, show: (one) => <Name one={one} /> },
    { title: t('webhooks.organization'), width: 150, show: (one) => one.organization.name },
    { title: t('webhooks.state'), width: 190, show: (one) => <Standing one={one} /> },
    {
      title: t('webhooks.madeBy'),
      width: 130,
      show: (one) => `${one.madeBy.name} / ${one.approvedBy?.name ?? t('webhooks.never')}`,
    },
    {
      title: t('webhooks.action'),
      width: 250,
      plain: true,
      show: (one) => <Acts one={one} post={post} onSecret={onSecret} />,
    },
  ];
}

/** Where notices go, how each stands, and what the administrators may do with it. */
export function EndpointTable({
  endpoints,
  post,
}: {
  readonly endpoints: readonly Endpoint[];
  readonly post: string;
}) {
  const t = useText();
  const [secret, setSecret] = useState<string | null>(null);
  const shown = useStacked(useColumns(post, setSecret), 1040);
  return (
    <Card title={t('webhooks.endpoints')}>
      <SecretOnce secret={secret} />
      {endpoints.length === 0 ? (
        <EmptyState title={t('webhooks.none')} />
      ) : (
        <Table<Endpoint>
          rowKey="id"
          size="small"
          {...shown}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          dataSource={[...endpoints]}
          onRow={(one) => ({ 'data-testid': `endpoint-${one.id}` }) as object}
        />
      )}
    </Card>
  );
}
