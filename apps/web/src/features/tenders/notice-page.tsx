import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Card, Flex, Skeleton } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { PublicFrame } from '../../components/public-frame.tsx';
import { ReleasesCard } from '../../components/releases-card.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { PanelCard } from './panel-card.tsx';
import { FactsCard, ObjectionsCard, OpeningCard, PapersCard, ResultCard } from './tender-facts.tsx';
import { TenderLineBar } from './tender-line.tsx';

/** One notice, as everyone reads it. */
export default function NoticePage() {
  const t = useText();
  const { id } = useParams({ from: '/notices/$id' });
  const { data: notice, error } = useQuery(trpc.notices.get.queryOptions({ id }));
  return (
    <PublicFrame title={notice?.title ?? t('nav.notices')}>
      <FailureAlert error={error} />
      {notice === undefined && error === null && <Skeleton active />}
      {notice !== undefined && (
        <Flex vertical gap={16}>
          <Card title={notice.number}>
            <TenderLineBar tender={notice} />
          </Card>
          {(notice.open || notice.state === 'publicized') && (
            <Link to="/bid/$id" params={{ id }}>
              <Button type="primary">{t(notice.open ? 'bids.bid' : 'bids.object')}</Button>
            </Link>
          )}
          <ResultCard tender={notice} />
          <OpeningCard tender={notice} />
          <PanelCard tender={notice} />
          <ObjectionsCard tender={notice} />
          <FactsCard tender={notice} />
          <PapersCard tender={notice} />
          <ReleasesCard subjectId={id} />
        </Flex>
      )}
    </PublicFrame>
  );
}
