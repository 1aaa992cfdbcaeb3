import { Card, Flex, Select, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { NewKey } from './new-key.tsx';
import { RevokeKey } from './revoke-key.tsx';
import { useScopeText } from './scope-text.ts';
import { type Key, postsIn, type Service, type ServicesView, stateOf } from './service-data.ts';

type Props = {
  readonly service: Service;
  readonly view: ServicesView;
  /** The post of who looks: one administrator grants, two can revoke, one only reads. */
  readonly mine: string;
};

const colors = { good: 'green', ended: 'default', revoked: 'red' } as const;
const clock = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

/** The one post of a machine that has none yet. */
function GrantPost({ service, view }: Pick<Props, 'service' | 'view'>) {
  const t = useText();
  const code = useCode();
  const company = view.organizations.find(({ id }) => id === service.organization.id)?.company ?? false;
  const kinds = postsIn(company);
  const [kind, setKind] = useState(kinds[0]);
  return (
    <Flex wrap gap={8} align="start">
      <Select
        aria-label={t('services.post')}
        style={{ width: 200 }}
        value={kind ?? null}
        onChange={(chosen) => setKind(chosen ?? kinds[0])}
        options={kinds.map((value) => ({ value, label: code('post', value) }))}
      />
      <ActButton
        type="primary"
        disabled={kind === undefined}
        mutation={trpc.services.grant.mutationOptions()}
        input={{ accountId: service.id, kind: kind ?? 'auditor' }}
      >
        {t('services.grant')}
      </ActButton>
    </Flex>
  );
}

function useColumns({ view, mine }: Omit<Props, 'service'>): TableColumnsType<Key> {
  const t = useText();
  const scopeText = useScopeText();
  const columns: TableColumnsType<Key> = [
    { title: t('services.keyName'), render: (_, key) => `${key.name}（…${key.hint}）` },
    { title: t('services.scope'), render: (_, key) => key.scope.map(scopeText).join('、') },
    {
      title: t('services.addresses'),
      render: (_, key) => key.addresses.join(' ') || t('services.anywhere'),
    },
    { title: t('services.ends'), dataIndex: 'endsOn' },
    {
      title: t('services.lastUsed'),
      render: (_, key) =>
        key.lastUsedAt === null ? t('services.never') : clock.format(new Date(key.lastUsedAt)),
    },
    {
      title: t('services.state'),
      render: (_, key) => {
        const state = stateOf(key, view.today);
        return <Tag color={colors[state]}>{t(`services.${state}`)}</Tag>;
      },
    },
  ];
  if (mine === 'audit_admin') return columns;
  const act = (key: Key) => (stateOf(key, view.today) === 'good' ? <RevokeKey of={key} /> : null);
  return [...columns, { title: t('administration.action'), render: (_, key) => act(key) }];
}

/** One machine: its organisation, its post, its keys. */
export function ServiceCard({ service, view, mine }: Props) {
  const t = useText();
  const code = useCode();
  const columns = useColumns({ view, mine });
  const grants = mine === 'security_admin';
  return (
    <Card
      size="small"
      style={{ marginBottom: 16 }}
      title={`${service.name} · ${service.account}`}
      extra={service.disabled ? <Tag color="red">{t('services.disabled')}</Tag> : null}
    >
      <Flex wrap gap={16} align="center" style={{ marginBottom: 12 }}>
        <span>{service.organization.name}</span>
        {service.post === null ? (
          <Typography.Text type="warning">{t('services.noPost')}</Typography.Text>
        ) : (
          <Tag>{code('post', service.post)}</Tag>
        )}
        {grants && service.post === null && <GrantPost service={service} view={view} />}
        {grants && (
          <NewKey service={service} scopes={view.scopes} today={view.today} latest={view.latestEnd} />
        )}
      </Flex>
      {service.keys.length > 0 && (
        <Table<Key>
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 760 }}
          dataSource={service.keys}
          columns={columns}
        />
      )}
    </Card>
  );
}
