import './evidence.css';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Skeleton, Statistic, Table, Typography } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { LogState } from './evidence-data.ts';

const moment = (at: string): string => new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
/** A holder that is further behind than this has not been reached. */
const BEHIND_MS = 120_000;

function Summary({ log }: { log: LogState }) {
  const t = useText();
  const [last] = log.checkpoints;
  const held = log.holders.filter(({ size }) => size === last?.size).length;
  return (
    <Flex gap={40} wrap>
      <Statistic title={t('evidence.logEntries')} value={log.entries} />
      <Statistic title={t('evidence.logCovered')} value={last?.size ?? 0} />
      <Statistic title={t('evidence.hash')} value={log.hash} />
      <Statistic title={t('evidence.logHeld')} value={`${held} / ${log.holders.length}`} />
    </Flex>
  );
}

function Holders({ log }: { log: LogState }) {
  const t = useText();
  const [last] = log.checkpoints;
  const late = log.holders.filter(
    ({ size }) => size !== last?.size && Date.now() - new Date(last?.madeAt ?? 0).getTime() > BEHIND_MS,
  );
  return (
    <Card title={t('evidence.holders')}>
      <Flex vertical gap={12}>
        {log.holders.length < 2 && <Alert type="warning" showIcon title={t('evidence.holdersFew')} />}
        {late.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t('evidence.holdersLate', { names: late.map(({ holder }) => holder).join('、') })}
          />
        )}
        {log.holders.length > 0 && (
          <Table
            rowKey="holder"
            size="small"
            pagination={false}
            scroll={{ x: 560 }}
            dataSource={log.holders}
            columns={[
              { title: t('evidence.holder'), dataIndex: 'holder' },
              { title: t('evidence.size'), dataIndex: 'size', align: 'right' },
              { title: t('evidence.pushedAt'), render: (_, row) => moment(row.pushedAt) },
              { title: t('evidence.pushes'), dataIndex: 'pushes', align: 'right' },
            ]}
          />
        )}
      </Flex>
    </Card>
  );
}

function Checkpoints({ log }: { log: LogState }) {
  const t = useText();
  return (
    <Card title={t('evidence.checkpoints')}>
      {log.checkpoints.length === 0 ? (
        <EmptyState title={t('evidence.noCheckpoint')} />
      ) : (
        <Table
          rowKey="size"
          size="small"
          pagination={false}
          scroll={{ x: 720 }}
          dataSource={log.checkpoints}
          expandable={{ expandedRowRender: (row) => <pre className="log-note">{row.note}</pre> }}
          columns={[
            { title: t('evidence.size'), dataIndex: 'size', align: 'right', width: 90 },
            { title: t('evidence.madeAt'), width: 190, render: (_, row) => moment(row.madeAt) },
            {
              title: t('evidence.root'),
              render: (_, row) => <span className="journal-digest">{row.root}</span>,
            },
          ]}
        />
      )}
    </Card>
  );
}

/** How auditors check the log without trusting this server: what to take away, and what to run. */
function TakeAway() {
  const t = useText();
  return (
    <Card title={t('evidence.takeAway')}>
      <Typography.Paragraph>{t('evidence.takeAwayHow')}</Typography.Paragraph>
      <Flex gap={12} wrap>
        <Button type="primary" href="/log/export.jsonl" download>
          {t('evidence.exportSave')}
        </Button>
        <Button href="/log/checkpoint" download="checkpoint.txt">
          {t('evidence.checkpointSave')}
        </Button>
        <Button href="/log/key" download="log-key.txt">
          {t('evidence.keySave')}
        </Button>
      </Flex>
      <pre className="log-note">
        {`node verify.mjs log.jsonl --key log-key.txt --checkpoint ${t('evidence.heldFile')}\npython3 verify.py log.jsonl --key log-key.txt --checkpoint ${t('evidence.heldFile')}`}
      </pre>
    </Card>
  );
}

/** The transparency log as its auditors see it: how far it is signed and who holds the checkpoints. */
export default function LogPage() {
  const t = useText();
  const { data: log, error } = useQuery(trpc.evidence.log.queryOptions());
  return (
    <Page title={t('evidence.logTitle')} subtitle={t('evidence.logSubtitle')}>
      <FailureAlert error={error} />
      {log === undefined && error === null && <Skeleton active />}
      {log !== undefined && (
        <Flex vertical gap={16}>
          <Card>
            <Summary log={log} />
          </Card>
          <TakeAway />
          <Holders log={log} />
          <Checkpoints log={log} />
        </Flex>
      )}
    </Page>
  );
}
