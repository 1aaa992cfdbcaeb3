import './evidence.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Skeleton } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { JournalTable } from './journal-table.tsx';
import { VerifyButton } from './verify-button.tsx';

/** Every act ever done or refused, newest first; the address may name one subject. */
export default function JournalPage() {
  const t = useText();
  const { kind, id } = useSearch({ from: '/journal' });
  const subject = kind === undefined || id === undefined ? null : { kind, id };
  const query = useInfiniteQuery(
    trpc.evidence.journal.infiniteQueryOptions(subject === null ? {} : { subject }, {
      getNextPageParam: (page) => page.nextCursor,
    }),
  );
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t('evidence.journalTitle')} subtitle={t('evidence.journalSubtitle')}>
      <Flex vertical gap={16}>
        <VerifyButton />
        {subject !== null && (
          <Alert
            type="info"
            title={t('evidence.filtered')}
            action={<Link to="/journal">{t('evidence.all')}</Link>}
          />
        )}
        <FailureAlert error={query.error} />
        <Card>
          {items === undefined && query.error === null && <Skeleton active />}
          {items?.length === 0 && <EmptyState title={t('evidence.empty')} />}
          {items !== undefined && items.length > 0 && <JournalTable items={items} />}
          {query.hasNextPage && (
            <Button
              style={{ marginTop: 12 }}
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('evidence.more')}
            </Button>
          )}
        </Card>
      </Flex>
    </Page>
  );
}
