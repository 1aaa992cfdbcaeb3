import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Input, Skeleton, Table, Tag, Typography } from 'antd';
import { useDeferredValue, useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { ClassCode, ClassVersion } from './asset-data.ts';

function Versions() {
  const t = useText();
  const { data, error } = useQuery(trpc.assets.classVersions.queryOptions());
  const source = ({ document, person, recordedOn, remembered }: ClassVersion): string => {
    if (document !== null)
      return t('assetClasses.loaded', { document, person: person?.name ?? '', day: recordedOn });
    const shipped = t('assetClasses.shipped');
    return remembered === 0 ? shipped : `${shipped}；${t('assetClasses.remembered', { count: remembered })}`;
  };
  return (
    <Card title={t('assetClasses.versions')} data-testid="class-versions">
      <FailureAlert error={error} />
      <Typography.Paragraph type="secondary">{t('assetClasses.import')}</Typography.Paragraph>
      <Table<ClassVersion>
        rowKey={(one) => `${one.standard} ${one.validFrom} ${one.document ?? ''} ${one.recordedOn}`}
        size="small"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={data ?? []}
        columns={[
          { title: t('assetClasses.standard'), dataIndex: 'standard' },
          { title: t('assetClasses.from'), dataIndex: 'validFrom', width: 120 },
          { title: t('assetClasses.codes'), dataIndex: 'codes', align: 'right', width: 90 },
          { title: t('assetClasses.source'), render: (_, one) => source(one) },
        ]}
      />
    </Card>
  );
}

function CodesTable({ codes }: { readonly codes: ClassCode[] }) {
  const t = useText();
  const code = useCode();
  return (
    <Table<ClassCode>
      rowKey="code"
      size="small"
      pagination={false}
      scroll={{ x: 800 }}
      dataSource={codes}
      onRow={(one) => ({ 'data-testid': `class-${one.code}` }) as object}
      columns={[
        { title: t('assetClasses.code'), dataIndex: 'code', width: 130 },
        { title: t('assetClasses.name'), dataIndex: 'name' },
        {
          title: t('assetClasses.parent'),
          render: (_, one) => (one.parent === null ? '—' : `${one.parent} ${one.parentName ?? ''}`),
        },
        { title: t('assetClasses.from'), dataIndex: 'validFrom', width: 120 },
        { title: t('assetClasses.until'), render: (_, one) => one.validTo ?? '—', width: 120 },
        { title: t('assetClasses.grade'), render: (_, one) => <Tag>{code('classGrade', one.grade)}</Tag> },
        { title: t('assetClasses.assets'), dataIndex: 'assets', align: 'right', width: 90 },
      ]}
    />
  );
}

/** The day of business here: UTC+8 all the year. */
const todayHere = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Classes of assets after the national standard: the versions on record, and a search in those of a day. */
export default function ClassesPage() {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [on, setOn] = useState(todayHere);
  const text = useDeferredValue(typed.trim());
  const query = useInfiniteQuery(
    trpc.assets.classCodes.infiniteQueryOptions(
      { on, text },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const codes = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t('assetClasses.title')} subtitle={t('assetClasses.subtitle')}>
      <Flex vertical gap={16}>
        <Versions />
        <Card>
          <Flex wrap gap={12} style={{ marginBottom: 16 }}>
            <Input
              style={{ width: 280 }}
              allowClear
              maxLength={60}
              aria-label={t('assetClasses.search')}
              placeholder={t('assetClasses.search')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Input
              type="date"
              style={{ width: 170 }}
              aria-label={t('assetClasses.asOf')}
              value={on}
              onChange={(event) => setOn(event.target.value || todayHere())}
            />
          </Flex>
          <FailureAlert error={query.error} />
          {codes === undefined && query.error === null && <Skeleton active />}
          {codes?.length === 0 && (
            <EmptyState title={t('assetClasses.none')} hint={t('assetClasses.import')} />
          )}
          {codes !== undefined && codes.length > 0 && <CodesTable codes={codes} />}
          {query.hasNextPage && (
            <Button
              style={{ marginTop: 12 }}
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('assetClasses.more')}
            </Button>
          )}
        </Card>
      </Flex>
    </Page>
  );
}
