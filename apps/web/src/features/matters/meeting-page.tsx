import './matters.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Col, Flex, Row, Skeleton, Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { Attendance } from './attendance.tsx';
import type { Meeting } from './matter-data.ts';
import { MeetingItem } from './meeting-item.tsx';
import { PaperLinks } from './paper-links.tsx';
import { RelationCard } from './relation-form.tsx';

function CloseMeeting({ meeting }: { meeting: Meeting }) {
  const t = useText();
  if (!meeting.may.includes('meetings.close')) return null;
  return (
    <Card>
      <Typography.Paragraph type="secondary">{t('meetings.closeHint')}</Typography.Paragraph>
      <ActButton
        type="primary"
        confirm={t('meetings.closeConfirm')}
        mutation={trpc.meetings.close.mutationOptions()}
        input={{ id: meeting.id }}
      >
        {t('meetings.close')}
      </ActButton>
    </Card>
  );
}

/** One meeting: who came, each item with its recusals, votes and result. */
export default function MeetingPage() {
  const t = useText();
  const { id } = useParams({ from: '/meetings/$id' });
  const { data: meeting, error } = useQuery(trpc.meetings.get.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (meeting === undefined) return <Skeleton active />;
  return (
    <Page
      crumbs={<Link to="/meetings">{t('meetings.title')}</Link>}
      title={meeting.title}
      actions={meeting.state === 'closed' && <PaperLinks kind="minutes" id={meeting.id} />}
      subtitle={
        <>
          {t('meetings.meta', {
            on: meeting.heldOn,
            mode: t(`meetings.mode.${meeting.mode}`),
            items: meeting.items.length,
          })}
          {meeting.papersOn !== null && ` · ${t('meetings.papersOn', { on: meeting.papersOn })}`}{' '}
          <StateTag kind="meeting" state={meeting.state} />
        </>
      }
    >
      <Row gutter={[16, 16]} className="matter-page">
        <Col xs={24} lg={16}>
          <Flex vertical gap={16}>
            {meeting.items.map((item, index) => (
              <MeetingItem key={item.matter.id} item={item} meeting={meeting} index={index} />
            ))}
          </Flex>
        </Col>
        <Col xs={24} lg={8}>
          <Flex vertical gap={16}>
            <Attendance meeting={meeting} />
            <CloseMeeting meeting={meeting} />
            <RelationCard />
          </Flex>
        </Col>
      </Row>
    </Page>
  );
}
