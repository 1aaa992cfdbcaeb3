import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Card, Flex, Select, Skeleton, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type Column, useStacked } from './stacked.tsx';
import {
  type Delivery,
  deliveryColors,
  type Endpoint,
  shortTime,
  shownState,
  type Try,
} from './webhook-data.ts';

/** What is on its way shows by itself how it went. */
const REFRESH_MS = 3000;
const states = ['due', 'delivered', 'given_up', 'dropped'] as const;
const failures = [
  'TIMEOUT',
  'ADDRESS_REFUSED',
  'ECONNREFUSED',
  'ENOTFOUND',
  'STOPPED',
  'UNSENDABLE',
] as const;

function useResult(): (one: Try) => string {
  const t = useText();
  return ({ failure, status }) => {
    if (failure === null) return t('webhooks.status', { status: String(status) });
    const known = failures.find((code) => failure.startsWith(code));
    return known === undefined
      ? t('webhooks.failure.other', { code: failure })
      : t(`webhooks.failure.${known}`);
  };
}

function Tries({ tries }: { readonly tries: readonly Try[] }) {
  const t = useText();
  const result = useResult();
  return (
    <Flex vertical gap={4}>
      {tries.map((one) => (
        <div key={one.number}>
          {t('webhooks.tryLine', {
            ...{ number: String(one.number), at: shortTime(one.at), ms: String(one.ms) },
            result: result(one),
          })}
          {one.answer !== '' && (
            <Typography.Paragraph
              type="secondary"
              style={{ marginBottom: 0, wordBreak: 'break-all', whiteSpace: 'pre-wrap' }}
            >
              {one.answer}
            </Typography.Paragraph>
          )}
        </div>
      ))}
    </Flex>
  );
}

function State({ one }: { readonly one: Delivery }) {
  const t = useText();
  const state = shownState(one);
  return (
    <Flex vertical gap={2} align="start">
      <Tag color={deliveryColors[state]}>{t(`webhooks.delivery.${state}`)}</Tag>
      {one.tries.length > 0 && <span>{t('webhooks.tries', { count: String(one.tries.length) })}</span>}
      {one.nextAt !== null && <span>{t('webhooks.nextAt', { at: shortTime(one.nextAt) })}</span>}
    </Flex>
  );
}

type TableProps = {
  readonly deliveries: readonly Delivery[];
  readonly endpoints: readonly Endpoint[];
  readonly acts: boolean;
};

function Deliveries({ deliveries, endpoints, acts }: TableProps) {
  const t = useText();
  const names = new Map(endpoints.map((one) => [one.id, one.name]));
  const resend = (one: Delivery) =>
    acts && (one.state === 'given_up' || one.state === 'delivered') ? (
      <ActButton mutation={trpc.webhooks.resend.mutationOptions()} input={{ id: one.id }}>
        {t('webhooks.resend')}
      </ActButton>
    ) : null;
  const columns: Column<Delivery>[] = [
    { title: t('webhooks.at'), width: 130, show: (one) => shortTime(one.at) },
    {
      title: t('webhooks.what'),
      show: (one) => [one.name, one.title].filter((text) => text !== '').join('：'),
    },
    { title: t('webhooks.to'), width: 160, show: (one) => names.get(one.endpointId) ?? '' },
    { title: t('webhooks.state'), width: 170, show: (one) => <State one={one} /> },
    { title: t('webhooks.action'), width: 110, plain: true, show: resend },
  ];
  const shown = useStacked(columns, 760);
  return (
    <Table<Delivery>
      rowKey="id"
      size="small"
      {...shown}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={[...deliveries]}
      onRow={(one) => ({ 'data-testid': `delivery-${one.id}` }) as object}
      expandable={{
        rowExpandable: (one) => one.tries.length > 0,
        expandedRowRender: (one) => <Tries tries={one.tries} />,
      }}
    />
  );
}

type Props = { readonly endpoints: readonly Endpoint[]; readonly acts: boolean };

/** What was sent and is to be sent, with every try. */
export function DeliveryTable({ endpoints, acts }: Props) {
  const t = useText();
  const [endpointId, setEndpoint] = useState<string>();
  const [state, setState] = useState<(typeof states)[number]>();
  const asked = {
    ...(endpointId === undefined ? {} : { endpointId }),
    ...(state === undefined ? {} : { state }),
  };
  const { data, error } = useQuery(
    trpc.webhooks.deliveries.queryOptions(asked, {
      refetchInterval: REFRESH_MS,
      // The page looks by itself; that keeps no session alive.
      trpc: { context: { alone: true, quiet: true } },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <Card title={t('webhooks.deliveries')} extra={t('webhooks.deliveriesHint')}>
      <Flex wrap gap={12} style={{ marginBottom: 16 }}>
        <Select
          allowClear
          style={{ width: 240, maxWidth: '100%' }}
          aria-label={t('webhooks.to')}
          placeholder={t('webhooks.allEndpoints')}
          onChange={setEndpoint}
          options={endpoints.map((one) => ({ value: one.id, label: one.name }))}
        />
        <Select
          allowClear
          style={{ width: 160, maxWidth: '100%' }}
          aria-label={t('webhooks.state')}
          placeholder={t('webhooks.allStates')}
          onChange={setState}
          options={states.map((one) => ({ value: one, label: t(`webhooks.delivery.${one}`) }))}
        />
      </Flex>
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active />}
      {data?.length === 0 && <EmptyState title={t('webhooks.noDeliveries')} />}
      {data !== undefined && data.length > 0 && (
        <Deliveries deliveries={data} endpoints={endpoints} acts={acts} />
      )}
    </Card>
  );
}
