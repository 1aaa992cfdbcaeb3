import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Card, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AmountsDrawer } from './amounts-drawer.tsx';
import type { LockUp } from './asset-data.ts';
import { LockUpCard } from './lock-up-card.tsx';

function SheetAssets({ lock, onClose }: { lock: LockUp; onClose: () => void }) {
  const t = useText();
  const pages = useInfiniteQuery(
    trpc.assets.lockedAssets.infiniteQueryOptions(
      { sheetId: lock.sheetId },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return <AmountsDrawer title={`${lock.number} · ${t('lockUp.assets')}`} pages={pages} onClose={onClose} />;
}

/** The watches of transfers under the special tax treatment, month by month as they end. */
export default function LockUpsPage() {
  const t = useText();
  const [open, setOpen] = useState<LockUp | null>(null);
  const { data, error } = useQuery(trpc.assets.lockUps.queryOptions());
  const months = Map.groupBy(data?.items ?? [], ({ lockedUntil }) => lockedUntil.slice(0, 7));
  return (
    <Page title={t('lockUp.title')} subtitle={t('lockUp.subtitle')}>
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active />}
      {data?.items.length === 0 && (
        <Card>
          <EmptyState title={t('lockUp.empty')} hint={t('lockUp.emptyHint')} />
        </Card>
      )}
      <Flex vertical gap={16}>
        {[...months].map(([month, locks]) => (
          <section key={month}>
            <Typography.Title level={4}>{t('lockUp.month', { month })}</Typography.Title>
            <Flex vertical gap={12}>
              {locks.map((lock) => (
                <LockUpCard
                  key={lock.sheetId}
                  lock={lock}
                  today={data?.today ?? ''}
                  onAssets={() => setOpen(lock)}
                />
              ))}
            </Flex>
          </section>
        ))}
      </Flex>
      {open !== null && <SheetAssets lock={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}
