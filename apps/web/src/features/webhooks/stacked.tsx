import { Flex, Grid, type TableProps, Typography } from 'antd';
import type { ReactNode } from 'react';

export type Column<T> = {
  readonly title: string;
  readonly width?: number;
  /** Says of itself what it is, so that no title need stand before it. */
  readonly plain?: boolean;
  readonly show: (one: T) => ReactNode;
};

function Stack<T>({ columns, one }: { readonly columns: readonly Column<T>[]; readonly one: T }) {
  return (
    <Flex vertical gap={6}>
      {columns.map(({ title, plain, show }) => {
        const shown = show(one);
        if (shown === null) return null;
        return plain === true ? (
          <div key={title}>{shown}</div>
        ) : (
          <Flex key={title} gap={8}>
            <Typography.Text type="secondary" style={{ flex: '0 0 76px' }}>
              {title}
            </Typography.Text>
            <div style={{ minWidth: 0 }}>{shown}</div>
          </Flex>
        );
      })}
    </Flex>
  );
}

/** The columns of a table; on a phone they stand under one another, so that nothing is out of sight at the side. */
export function useStacked<T>(
  columns: readonly Column<T>[],
  width: number,
): Pick<TableProps<T>, 'columns' | 'scroll' | 'showHeader'> {
  const narrow = Grid.useBreakpoint().md === false;
  if (narrow)
    return {
      showHeader: false,
      columns: [{ key: 'all', render: (_, one) => <Stack columns={columns} one={one} /> }],
    };
  return {
    scroll: { x: width },
    columns: columns.map(({ title, width: own, show }) => ({
      ...{ key: title, title, render: (_: unknown, one: T) => show(one) },
      ...(own === undefined ? {} : { width: own }),
    })),
  };
}
