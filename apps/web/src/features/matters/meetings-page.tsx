import './matters.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Card, Skeleton, Table } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { MeetingLine } from './matter-data.ts';
import { RelationCard } from './relation-form.tsx';

function MeetingTable({ meetings }: { meetings: readonly MeetingLine[] }) {
  const t = useText();
  if (meetings.length === 0) return <EmptyState title={t('meetings.none')} hint={t('meetings.noneHint')} />;
  return (
    <Table<MeetingLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 680 }}
      dataSource={[...meetings]}
      onRow={(meeting) => ({ 'data-testid': `row-${meeting.id}` }) as object}
      columns={[
        {
          title: t('meetings.name'),
          render: (_, meeting) => (
            <Link to="/meetings/$id" params={{ id: meeting.id }}>
              {meeting.title}
            </Link>
          ),
        },
        { title: t('meetings.heldOn'), width: 120, dataIndex: 'heldOn' },
        { title: t('meetings.mode'), width: 140, render: (_, { mode }) => t(`meetings.mode.${mode}`) },
        { title: t('meetings.items'), width: 80, align: 'right', dataIndex: 'items' },
        {
          title: t('meetings.state'),
          width: 100,
          render: (_, meeting) => <StateTag kind="meeting" state={meeting.state} />,
        },
      ]}
    />
  );
}

/** The committee's meetings; the secretary calls them. */
export default function MeetingsPage() {
  const t = useText();
  const navigate = useNavigate();
  const meetings = useQuery(trpc.meetings.list.queryOptions());
  const me = useQuery(trpc.session.me.queryOptions());
  return (
    <Page
      title={t('meetings.title')}
      subtitle={t('meetings.subtitle')}
      actions={
        me.data?.post.kind === 'committee_secretary' && (
          <Button type="primary" onClick={() => void navigate({ to: '/meetings/new' })}>
            {t('meetings.new')}
          </Button>
        )
      }
    >
      <FailureAlert error={meetings.error} />
      <Card style={{ marginBottom: 16 }}>
        {meetings.data === undefined ? (
          meetings.error === null && <Skeleton active />
        ) : (
          <MeetingTable meetings={meetings.data} />
        )}
      </Card>
      <RelationCard />
    </Page>
  );
}
