import './evidence.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Flex, Skeleton } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { ChainStep } from './evidence-data.ts';
import { pagePath } from './steps.ts';
import { VerifyButton } from './verify-button.tsx';

function Step({ step }: { step: ChainStep }) {
  const t = useText();
  const path = pagePath(step.kind, step.id);
  return (
    <li className={`chain-step chain-${step.kind}`} data-testid={`step-${step.kind}`}>
      <div className="chain-when">{step.on ?? t('evidence.undated')}</div>
      <div className="chain-what">
        <span className="chain-kind">{t(`evidence.step.${step.kind}`)}</span>
        <strong>{path === null ? step.title : <Link to={path}>{step.title}</Link>}</strong>
        {step.entries.length > 0 && (
          <details>
            <summary>{t('evidence.entries', { count: String(step.entries.length) })}</summary>
            <JournalList items={step.entries} />
          </details>
        )}
      </div>
    </li>
  );
}

/** From an asset back to the vote: every step dated, linked and with its journal entries. */
export default function ChainPage() {
  const t = useText();
  const { assetId } = useParams({ from: '/chain/$assetId' });
  const { data, error } = useQuery(trpc.evidence.chain.queryOptions({ assetId }));
  const asset = data?.steps.find((step) => step.kind === 'asset');
  return (
    <Page
      title={
        asset === undefined ? t('evidence.chainTitle') : t('evidence.chainTitleOf', { name: asset.title })
      }
      subtitle={t('evidence.chainSubtitle')}
    >
      <Flex vertical gap={16}>
        <VerifyButton />
        <FailureAlert error={error} />
        {data === undefined && error === null && <Skeleton active />}
        {data?.steps.length === 0 && <EmptyState title={t('evidence.chainEmpty')} />}
        {data !== undefined && data.steps.length > 0 && (
          <Card>
            <ol className="chain" aria-label={t('evidence.chainTitle')}>
              {data.steps.map((step, at) => (
                <Step key={`${step.kind}-${step.id}-${at}`} step={step} />
              ))}
            </ol>
          </Card>
        )}
      </Flex>
    </Page>
  );
}
