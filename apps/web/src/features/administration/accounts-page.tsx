import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Input, Skeleton, Table, type TableColumnsType, Tag, Typography } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AccountStateButton } from './account-state-button.tsx';
import { type AccountLine, accountsWith } from './administration-data.ts';
import { AskResetButton } from './ask-reset-button.tsx';
import { EndSessionsButton } from './end-sessions-button.tsx';
import { NewAccount } from './new-account.tsx';
import { ResetsCard } from './resets-card.tsx';
import { UnlinkButton } from './unlink-button.tsx';

const clock = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

function Posts({ posts }: { readonly posts: AccountLine['posts'] }) {
  const t = useText();
  const code = useCode();
  if (posts.length === 0)
    return <Typography.Text type="secondary">{t('administration.noPosts')}</Typography.Text>;
  return (
    <Flex vertical gap={2}>
      {posts.map((post) => (
        <span key={post.id}>
          {code('post', post.kind)} · {post.organization.name}
        </span>
      ))}
    </Flex>
  );
}

/** Which of the acts are whose: who keeps accounts does not decide how they are signed in to. */
type Acts = 'state' | 'identity';
const actsOf: Readonly<Record<string, Acts>> = { system_admin: 'state', security_admin: 'identity' };

type TableProps = {
  readonly accounts: readonly AccountLine[];
  readonly mine: string;
  readonly acts: Acts | null;
  /** Whether the zone has a provider of identities. */
  readonly provided: boolean;
};

function useColumns({ mine, acts, provided }: Omit<TableProps, 'accounts'>): TableColumnsType<AccountLine> {
  const t = useText();
  const columns: TableColumnsType<AccountLine> = [
    { title: t('administration.account'), dataIndex: 'account' },
    { title: t('administration.person'), render: (_, one) => one.person.name },
    { title: t('administration.posts'), render: (_, one) => <Posts posts={one.posts} /> },
    {
      title: t('administration.state'),
      render: (_, one) => (
        <Tag color={one.disabled ? 'red' : 'green'}>
          {t(one.disabled ? 'administration.disabled' : 'administration.active')}
        </Tag>
      ),
    },
    {
      title: t('security.password'),
      render: (_, one) => (
        <Flex vertical gap={2} align="start">
          {one.codes && <Tag color="blue">{t('security.codesTag')}</Tag>}
          {one.firstUntil !== null && (
            <Typography.Text type="secondary">
              {t('security.firstUntil', { until: clock.format(new Date(one.firstUntil)) })}
            </Typography.Text>
          )}
        </Flex>
      ),
    },
    ...(provided
      ? [
          {
            title: t('identity.title'),
            render: (_: unknown, one: AccountLine) => one.identity ?? t('identity.noneOf'),
          },
        ]
      : []),
    {
      title: t('administration.lastSeen'),
      render: (_, one) =>
        one.lastSeenAt === null ? t('administration.never') : clock.format(new Date(one.lastSeenAt)),
    },
  ];
  if (acts === null) return columns;
  const act = (one: AccountLine) => {
    return (
      <Flex gap={8} wrap>
        {acts === 'state' && <AccountStateButton account={one} />}
        {acts === 'state' && one.posts.length > 0 && <AskResetButton account={one} />}
        <EndSessionsButton account={one} />
        {acts === 'identity' && one.identity !== null && <UnlinkButton account={one} />}
      </Flex>
    );
  };
  const action = (one: AccountLine) => (one.account === mine ? t('administration.own') : act(one));
  return [...columns, { title: t('administration.action'), render: (_, one) => action(one) }];
}

function AccountTable({ accounts, ...shown }: TableProps) {
  const columns = useColumns(shown);
  return (
    <Table<AccountLine>
      rowKey="id"
      size="small"
      scroll={{ x: 1080 }}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      dataSource={[...accounts]}
      onRow={(one) => ({ 'data-testid': `row-${one.id}` }) as object}
      columns={columns}
    />
  );
}

/** Accounts with the posts of their holders; the system administrator disables and enables. */
export default function AccountsPage() {
  const t = useText();
  const [words, setWords] = useState('');
  const me = useQuery(trpc.session.me.queryOptions());
  const { data, error } = useQuery(trpc.administration.accounts.queryOptions());
  const provider = useQuery(trpc.identity.provider.queryOptions());
  const acts = actsOf[me.data?.post.kind ?? ''] ?? null;
  const shown = accountsWith(data ?? [], words);
  return (
    <Page title={t('administration.accountsTitle')} subtitle={t('administration.accountsSubtitle')}>
      {acts === 'state' && <NewAccount />}
      {acts !== null && <ResetsCard releases={acts === 'identity'} />}
      <Card>
        <Flex wrap gap={12} align="center" style={{ marginBottom: 16 }}>
          <Input
            allowClear
            style={{ width: 300 }}
            aria-label={t('administration.search')}
            placeholder={t('administration.search')}
            onChange={(event) => setWords(event.target.value)}
          />
          {me.data !== undefined && acts !== 'state' && (
            <Typography.Text type="secondary">{t('administration.systemOnly')}</Typography.Text>
          )}
        </Flex>
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active />}
        {data !== undefined && shown.length === 0 && <EmptyState title={t('administration.noAccounts')} />}
        {shown.length > 0 && (
          <AccountTable
            accounts={shown}
            mine={me.data?.account ?? ''}
            acts={acts}
            provided={provider.data != null}
          />
        )}
      </Card>
    </Page>
  );
}
