import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Input, Skeleton, Table, Tag } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type PostLine, postsWith } from './administration-data.ts';
import { EndPostButton } from './end-post-button.tsx';
import { NewPost } from './new-post.tsx';

function PostTable({ posts, today }: { readonly posts: readonly PostLine[]; readonly today: string }) {
  const t = useText();
  const code = useCode();
  if (posts.length === 0) return <EmptyState title={t('posts.none')} />;
  return (
    <Table<PostLine>
      rowKey="id"
      size="small"
      scroll={{ x: 760 }}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      dataSource={[...posts]}
      onRow={(post) => ({ 'data-testid': `row-${post.id}` }) as object}
      columns={[
        { title: t('posts.person'), width: 120, render: (_, post) => post.person.name },
        { title: t('posts.kind'), width: 180, render: (_, post) => code('post', post.kind) },
        { title: t('posts.organization'), render: (_, post) => post.organization.name },
        {
          title: t('posts.period'),
          width: 260,
          render: (_, post) => (
            <>
              {post.from} — {post.to ?? t('posts.open')}{' '}
              {!post.begun && <Tag color="gold">{t('posts.coming')}</Tag>}
            </>
          ),
        },
        {
          title: t('administration.action'),
          width: 100,
          render: (_, post) => <EndPostButton post={post} today={today} />,
        },
      ]}
    />
  );
}

/** Posts granted and ended by the security administrator. */
export default function PostsPage() {
  const t = useText();
  const [words, setWords] = useState('');
  const me = useQuery(trpc.session.me.queryOptions());
  const { data, error } = useQuery(trpc.administration.posts.queryOptions());
  return (
    <Page title={t('posts.title')} subtitle={t('posts.subtitle')}>
      <Flex vertical gap={16}>
        <FailureAlert error={error} />
        {error === null && (data === undefined || me.data === undefined) && <Skeleton active />}
        {data !== undefined && me.data !== undefined && (
          <>
            <NewPost view={data} today={me.data.today} />
            <Card title={t('posts.inForce')}>
              <Input
                allowClear
                style={{ width: 300, maxWidth: '100%', marginBottom: 16 }}
                aria-label={t('posts.search')}
                placeholder={t('posts.search')}
                onChange={(event) => setWords(event.target.value)}
              />
              <PostTable posts={postsWith(data.posts, words)} today={me.data.today} />
            </Card>
          </>
        )}
      </Flex>
    </Page>
  );
}
