import { readingOverseers } from '@guanyun/domain/organizations/permissions.ts';
import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Table, Typography } from 'antd';
import { useCode, useText } from '../texts/text.ts';
import { trpc } from '../trpc.ts';
import { FailureAlert } from './failure-alert.tsx';
import { Names } from './names.tsx';

const clock = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'Asia/Shanghai',
});

type Props = { readonly of: 'tenders' | 'contracts'; readonly id: string };

function Readings({ of, id }: Props) {
  const t = useText();
  const code = useCode();
  const { data, error } = useQuery(trpc[of].readings.queryOptions({ id }));
  return (
    <Card title={t('readings.title')} data-testid="readings">
      <FailureAlert error={error} />
      {data?.length === 0 && <Typography.Text type="secondary">{t('readings.none')}</Typography.Text>}
      {data !== undefined && data.length > 0 && (
        <Flex vertical gap={8}>
          <Typography.Text type="secondary">
            {t('readings.hint', { count: String(data.length) })}
          </Typography.Text>
          <Table
            rowKey={(row) => `${row.person.id}${row.at}`}
            size="small"
            pagination={false}
            scroll={{ x: 560, y: 320 }}
            dataSource={data}
            columns={[
              { title: t('readings.at'), width: 150, render: (_, row) => clock.format(new Date(row.at)) },
              {
                title: t('readings.person'),
                render: (_, row) => <Names person={row.person} onBehalfOf={row.onBehalfOf} />,
              },
              { title: t('readings.post'), render: (_, row) => code('post', row.post) },
              { title: t('readings.organization'), dataIndex: 'organization' },
            ]}
          />
        </Flex>
      )}
    </Card>
  );
}

/** Who looked at a tender or a contract; for those who oversee, nothing for anybody else. */
export function ReadingsCard(props: Props) {
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  if (me === undefined || !readingOverseers.some((kind) => kind === me.post.kind)) return null;
  return <Readings {...props} />;
}
