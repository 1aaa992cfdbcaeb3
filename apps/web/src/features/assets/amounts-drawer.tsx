import { Link } from '@tanstack/react-router';
import { Button, Drawer, Flex, Skeleton, Table } from 'antd';
import type { ReactNode } from 'react';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { Yuan } from './yuan.tsx';

export type AmountsLine = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly formedOn: string;
  readonly cost: string;
  readonly depreciation: string;
  readonly impairment: string;
  readonly net: string;
};
/** Pages of lines, as an endless query has them. */
type Pages = {
  readonly data: { readonly pages: readonly { readonly items: readonly AmountsLine[] }[] } | undefined;
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
};

const amounts = ['cost', 'depreciation', 'impairment', 'net'] as const;

/** The assets behind a figure, at the amounts that make it up. */
export function AmountsDrawer(props: {
  readonly title: string;
  readonly pages: Pages;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const t = useText();
  const { title, pages, onClose, children } = props;
  const lines = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <Drawer open title={title} onClose={onClose} size={900} styles={{ wrapper: { maxWidth: '100vw' } }}>
      <Flex vertical gap={12} data-testid="amounts">
        {children}
        <FailureAlert error={pages.error} />
        {lines === undefined && pages.error === null && <Skeleton active />}
        {lines !== undefined && (
          <Table<AmountsLine>
            rowKey="id"
            size="small"
            pagination={false}
            scroll={{ x: 800 }}
            dataSource={lines}
            columns={[
              {
                title: t('assets.code'),
                render: (_, line) => (
                  <Link to="/assets/$id" params={{ id: line.id }}>
                    {line.code}
                  </Link>
                ),
              },
              { title: t('assets.name'), dataIndex: 'name' },
              { title: t('finance.formedOn'), dataIndex: 'formedOn' },
              ...amounts.map((key) => ({
                title: t(`finance.${key}`),
                align: 'right' as const,
                render: (_: unknown, line: AmountsLine) => <Yuan value={line[key]} />,
              })),
            ]}
          />
        )}
        {pages.hasNextPage && (
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('finance.more')}
          </Button>
        )}
      </Flex>
    </Drawer>
  );
}
