import './evidence.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Descriptions, Flex, Skeleton, Typography } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { PublicFrame } from '../../components/public-frame.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { checkReceipt, type Receipt, type Verdict } from './check-receipt.ts';

/** What of an entry's leaf a person reads; the rest are ids. */
type Leaf = {
  readonly act: string;
  readonly outcome: string;
  readonly recordedAt: string;
  readonly subjectTitle: string;
  readonly postKind: string | null;
  readonly digest: string;
};
type Found = { readonly receipt: Receipt; readonly verdict: Verdict };

async function fetched(path: string): Promise<string> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

async function findReceipt(path: string): Promise<Found> {
  const [receipt, key] = await Promise.all([fetched(path), fetched('/log/key')]);
  const read = JSON.parse(receipt) as Receipt;
  return { receipt: read, verdict: await checkReceipt(read, key) };
}

function Verdicts({ verdict, index }: { verdict: Verdict; index: number }) {
  const t = useText();
  const facts = { index: String(index), size: String(verdict.size) };
  const good = verdict.included && verdict.signature !== false;
  return (
    <Alert
      type={good ? 'success' : 'error'}
      showIcon
      role="status"
      title={t(good ? 'evidence.receiptGood' : 'evidence.receiptBad', facts)}
      description={
        good && t(verdict.signature === null ? 'evidence.receiptUnsigned' : 'evidence.receiptSigned', facts)
      }
    />
  );
}

function Told({ found: { receipt, verdict } }: { found: Found }) {
  const t = useText();
  const code = useCode();
  const leaf = JSON.parse(receipt.leaf) as Leaf;
  const rows = [
    [t('evidence.index'), String(receipt.index)],
    [t('evidence.at'), new Date(leaf.recordedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })],
    [t('evidence.act'), code('act', leaf.act)],
    [t('evidence.subject'), leaf.subjectTitle || '—'],
    [t('evidence.post'), leaf.postKind === null ? t('journal.system') : code('post', leaf.postKind)],
    [t('evidence.outcome'), t(leaf.outcome === 'accepted' ? 'evidence.accepted' : 'evidence.refused')],
    [t('evidence.hash'), verdict.hash],
    [
      t('evidence.digest'),
      <span key="digest" className="journal-digest">
        {leaf.digest}
      </span>,
    ],
  ] as const;
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      items={rows.map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}

/** The receipt of one entry, for whoever was handed its code: shown, checked in this browser, and taken away. */
export default function ReceiptPage() {
  const t = useText();
  const { index, leaf } = useParams({ from: '/receipts/$index/$leaf' });
  const path = `/log/receipts/${encodeURIComponent(index)}/${encodeURIComponent(leaf)}.json`;
  const query = useQuery({ queryKey: ['receipt', path], queryFn: () => findReceipt(path), retry: false });
  return (
    <PublicFrame title={t('evidence.receipt')}>
      <Card>
        {query.isPending && <Skeleton active />}
        {query.error !== null && <EmptyState title={t('evidence.receiptMissing')} />}
        {query.data !== undefined && (
          <Flex vertical gap={16}>
            <Verdicts verdict={query.data.verdict} index={query.data.receipt.index} />
            <Told found={query.data} />
            <Typography.Paragraph type="secondary">{t('evidence.receiptKeep')}</Typography.Paragraph>
            <Flex gap={12} wrap>
              <Button type="primary" href={path} download>
                {t('evidence.receiptSave')}
              </Button>
              <Button href="/log/key" download="log-key.txt">
                {t('evidence.keySave')}
              </Button>
            </Flex>
          </Flex>
        )}
      </Card>
    </PublicFrame>
  );
}
