import { useQuery } from '@tanstack/react-query';
import { Button, Card, Tag, Timeline, Typography } from 'antd';
import { useCode, useText } from '../texts/text.ts';
import { trpc } from '../trpc.ts';

const clock = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

/** What was released of a tender or a contract as open data, step by step; nothing where nothing was. */
export function ReleasesCard({ subjectId }: { readonly subjectId: string }) {
  const t = useText();
  const code = useCode();
  const { data: line } = useQuery(trpc.notices.releases.queryOptions({ id: subjectId }));
  if (line === undefined || line === null) return null;
  return (
    <Card
      title={t('open.releases')}
      data-testid="releases"
      extra={
        <Button href={`/ocds/records/${encodeURIComponent(line.ocid)}.json`} download>
          {t('open.record')}
        </Button>
      }
    >
      <Typography.Paragraph type="secondary">{t('open.releasesHint')}</Typography.Paragraph>
      <Typography.Paragraph copyable style={{ overflowWrap: 'anywhere' }}>
        {line.ocid}
      </Typography.Paragraph>
      <Timeline
        items={line.releases.map(({ number, releasedAt, tags }) => ({
          key: number,
          content: (
            <>
              {number} · {clock.format(new Date(releasedAt))}{' '}
              {tags.map((tag) => (
                <Tag key={tag}>{code('ocdsTag', tag)}</Tag>
              ))}
            </>
          ),
        }))}
      />
    </Card>
  );
}
