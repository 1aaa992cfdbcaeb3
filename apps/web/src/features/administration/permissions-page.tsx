import { useQuery } from '@tanstack/react-query';
import { Card, Checkbox, Flex, Select, Skeleton, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useLanguage, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import {
  mayCall,
  type Permissions,
  type PostKind,
  type Procedure,
  procedureRows,
} from './administration-data.ts';

function Cell({ may }: { readonly may: boolean }) {
  const t = useText();
  return (
    <span role="img" aria-label={t(may ? 'administration.may' : 'administration.mayNot')}>
      {may ? '●' : '·'}
    </span>
  );
}

/** What it does in words; an act is named as the journal names it. */
function ProcedureName({ name }: { readonly name: string }) {
  const code = useCode();
  const kind = code('act', name) === name ? 'procedure' : 'act';
  return (
    <>
      <div>{code(kind, name)}</div>
      <div style={{ color: '#55626d', fontSize: 12 }}>{name}</div>
    </>
  );
}

/** Width of a post's column: English words do not break. */
const useCellWidth = (): number => (useLanguage() === 'zh' ? 60 : 116);

function useColumns(posts: readonly PostKind[]): TableColumnsType<Procedure> {
  const t = useText();
  const code = useCode();
  const cell = useCellWidth();
  return [
    {
      title: t('administration.procedure'),
      width: 220,
      fixed: 'start',
      render: (_, one) => <ProcedureName name={one.name} />,
    },
    { title: t('administration.type'), width: 64, render: (_, one) => t(`administration.${one.type}`) },
    ...posts.map((post, at) => ({
      key: post,
      title: code('post', post),
      width: cell,
      align: 'center' as const,
      onCell: (one: Procedure) =>
        typeof one.posts === 'string' ? { colSpan: at === 0 ? posts.length : 0 } : {},
      render: (_: unknown, one: Procedure) => {
        if (typeof one.posts !== 'string') return <Cell may={mayCall(one, post)} />;
        return t(one.posts === 'anyone' ? 'administration.anyone' : 'administration.signedIn');
      },
    })),
  ];
}

function Matrix({ permissions }: { readonly permissions: Permissions }) {
  const t = useText();
  const code = useCode();
  const [post, setPost] = useState<PostKind>();
  const [actsOnly, setActsOnly] = useState(false);
  const rows = procedureRows(permissions.procedures, post, actsOnly);
  const cell = useCellWidth();
  const columns = useColumns(post === undefined ? permissions.posts : [post]);
  return (
    <>
      <Flex wrap gap={16} align="center" style={{ marginBottom: 16 }}>
        <Select
          allowClear
          style={{ width: 220 }}
          aria-label={t('administration.filterPost')}
          placeholder={t('administration.allPosts')}
          value={post ?? null}
          options={permissions.posts.map((value) => ({ value, label: code('post', value) }))}
          onChange={(value: PostKind | null | undefined) => setPost(value ?? undefined)}
        />
        <Checkbox checked={actsOnly} onChange={(event) => setActsOnly(event.target.checked)}>
          {t('administration.onlyActs')}
        </Checkbox>
        <span>{t('administration.count', { count: rows.length })}</span>
      </Flex>
      {rows.length === 0 ? (
        <EmptyState title={t('administration.none')} />
      ) : (
        <Table<Procedure>
          rowKey="name"
          size="small"
          pagination={false}
          sticky
          scroll={{ x: 284 + (columns.length - 2) * cell }}
          dataSource={rows}
          onRow={(one) => ({ 'data-testid': `row-${one.name}` }) as object}
          columns={columns}
        />
      )}
    </>
  );
}

/** Post × procedure, read off the declarations that every call is checked against. */
export default function PermissionsPage() {
  const t = useText();
  const { data, error } = useQuery(trpc.administration.permissions.queryOptions());
  return (
    <Page title={t('administration.permissionsTitle')} subtitle={t('administration.permissionsSubtitle')}>
      <Card>
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active paragraph={{ rows: 12 }} />}
        {data !== undefined && <Matrix permissions={data} />}
      </Card>
    </Page>
  );
}
