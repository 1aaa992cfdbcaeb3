import { Link } from '@tanstack/react-router';
import { Table, Tag } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import type { VersionLine } from './catalogue-data.ts';

/** The versions of the catalogue, the latest first. */
export function VersionsTable({ versions }: { readonly versions: readonly VersionLine[] }) {
  const t = useText();
  if (versions.length === 0)
    return <EmptyState title={t('catalogue.noVersions')} hint={t('catalogue.noVersionsHint')} />;
  return (
    <Table<VersionLine>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={[...versions]}
      onRow={(one) => ({ 'data-testid': `row-${one.version}` }) as object}
      columns={[
        {
          title: t('catalogue.version'),
          render: (_, one) => (
            <>
              <Link to="/catalogue/$id" params={{ id: one.id }}>
                {one.version}
              </Link>{' '}
              {one.retroactive && <Tag color="red">{t('catalogue.retroactive')}</Tag>}
            </>
          ),
        },
        { title: t('catalogue.state'), render: (_, one) => <StateTag kind="catalogue" state={one.state} /> },
        { title: t('catalogue.effectiveFrom'), dataIndex: 'effectiveFrom' },
        {
          title: t('catalogue.changes'),
          align: 'right',
          render: (_, one) => t('catalogue.changeCount', { count: one.changes }),
        },
        { title: t('catalogue.draftedBy'), render: (_, one) => one.drafted.by },
        {
          title: t('catalogue.releasedBy'),
          render: (_, one) => one.released?.by ?? t('catalogue.notReleased'),
        },
      ]}
    />
  );
}
