import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Descriptions, Flex, Skeleton, Table } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type Execution, shortDigest } from './matter-data.ts';

function File({ matterId }: { matterId: string }) {
  const t = useText();
  const code = useCode();
  const { data: file, error } = useQuery(trpc.matters.archiveFile.queryOptions({ id: matterId }));
  if (error !== null) return <FailureAlert error={error} />;
  if (file === undefined) return <Skeleton active />;
  if (file === null) return null;
  return (
    <Flex vertical gap={12}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'number', label: t('archive.number'), children: file.number },
          { key: 'on', label: t('archive.on'), children: file.archivedOn },
          { key: 'by', label: t('archive.by'), children: file.person.name },
          { key: 'kept', label: t('archive.retention'), children: code('retention', file.retention) },
          {
            key: 'digest',
            label: t('archive.digest'),
            children: <span className="matter-digest">{file.digest}</span>,
          },
        ]}
      />
      <Alert
        type={file.intact ? 'success' : 'error'}
        showIcon
        title={
          file.intact
            ? t('archive.intact', { count: file.items.length })
            : t('archive.broken', { serials: file.broken.join('、') })
        }
      />
      <Table<(typeof file.items)[number]>
        rowKey="serial"
        size="small"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={[...file.items]}
        columns={[
          { title: t('archive.serial'), width: 60, dataIndex: 'serial' },
          { title: t('archive.part'), width: 100, render: (_, item) => code('filePart', item.part) },
          {
            title: t('archive.item'),
            render: (_, item) =>
              item.part === 'document' ? (
                <a href={`/documents/${item.digest}`} download>
                  {item.title}
                </a>
              ) : item.part === 'journal' ? (
                item.title.replace(/\S+$/, (act) => code('act', act))
              ) : (
                item.title
              ),
          },
          { title: t('archive.day'), width: 110, dataIndex: 'on' },
          {
            title: 'SHA-256',
            width: 110,
            render: (_, item) => <span title={item.digest}>{shortDigest(item.digest)}</span>,
          },
        ]}
      />
    </Flex>
  );
}

/** The closed file of a case with its verified index; for the secretary the act that closes it. Nothing while it runs. */
export function ArchivePanel({ execution }: { execution: Execution }) {
  const t = useText();
  const mayArchive = execution.may.includes('matters.archive');
  if (execution.archive === null && !mayArchive) return null;
  return (
    <Card title={t('archive.title')} data-testid="archive">
      {execution.archive !== null && <File matterId={execution.id} />}
      {mayArchive && (
        <ActButton
          type="primary"
          confirm={t('archive.confirm')}
          mutation={trpc.matters.archive.mutationOptions()}
          input={{ id: execution.id }}
        >
          {t('archive.do')}
        </ActButton>
      )}
    </Card>
  );
}
