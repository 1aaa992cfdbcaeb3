import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Alert, Card, Descriptions, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Reasons } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type BidCheck, momentText } from './tender-data.ts';

const alertOf = { may: 'success', review: 'warning', must_not: 'error' } as const;

function Facts({ check }: { readonly check: BidCheck }) {
  const t = useText();
  const code = useCode();
  const { tenderer } = check;
  const rows = [
    { key: 'company', label: t('bidChecks.company'), children: check.company.name },
    {
      key: 'tenderer',
      label: t('bidChecks.tenderer'),
      children: [tenderer.name, tenderer.uscc].filter(Boolean).join(' '),
    },
    { key: 'lot', label: t('bidChecks.lot'), children: check.lot },
    { key: 'deadline', label: t('bidChecks.deadline'), children: check.deadline },
    ...check.roles.map((one) => ({
      key: one.role,
      label: code('bidRole', one.role),
      children: [one.name, code('bidStanding', one.standing)].filter(Boolean).join(' · '),
    })),
    {
      key: 'others',
      label: t('bidChecks.others'),
      children: check.others.map(({ name }) => name).join('、') || t('bidChecks.noRelated'),
    },
    {
      key: 'by',
      label: t('bidChecks.by'),
      children: `${check.by.name} · ${momentText(check.checkedAt)}`,
    },
  ];
  return (
    <Card title={t('bidChecks.facts')}>
      <Descriptions column={{ xs: 1, md: 2 }} size="small" items={rows} />
    </Card>
  );
}

function Related({ check }: { readonly check: BidCheck }) {
  const t = useText();
  return (
    <Card title={t('bidChecks.related')} data-testid="bid-check-related">
      {check.related.length === 0 && (
        <Typography.Text type="secondary">{t('bidChecks.noRelated')}</Typography.Text>
      )}
      {check.related.map((one) => (
        <p key={one.company.id}>
          {one.company.name} · {one.checkedOn} <StateTag kind="bidOutcome" state={one.outcome} />
        </p>
      ))}
    </Card>
  );
}

function DropForm({ check }: { readonly check: BidCheck }) {
  const t = useText();
  const [because, setBecause] = useState('');
  return (
    <Card title={t('bidChecks.drop')}>
      <p>{t('bidChecks.dropHint')}</p>
      <TextField id="drop-because" label="bidChecks.because" value={because} onChange={setBecause} required />
      <ActButton
        confirm={t('bidChecks.dropConfirm')}
        disabled={because.trim() === ''}
        mutation={trpc.tenders.dropBid.mutationOptions()}
        input={{ id: check.id, because: because.trim() }}
      >
        {t('bidChecks.drop')}
      </ActButton>
    </Card>
  );
}

/** One check before bidding elsewhere: the outcome, its ground, and who else of the group asked of the same lot. */
export default function BidCheckPage() {
  const t = useText();
  const code = useCode();
  const { id } = useParams({ from: '/bid-checks/$id' });
  const { data: check, error } = useQuery(trpc.tenders.bidCheck.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (check === undefined) return <Skeleton active />;
  return (
    <Page
      title={check.title}
      subtitle={
        <>
          <StateTag kind="bidOutcome" state={check.outcome} /> {t('bidChecks.checkedOn')} {check.checkedOn}
        </>
      }
    >
      <Flex vertical gap={16}>
        <Alert
          type={alertOf[check.outcome]}
          showIcon
          data-testid="bid-outcome"
          title={code('bidOutcome', check.outcome)}
          description={
            check.findings.length === 0
              ? t('bidChecks.nothingFound')
              : [...new Set(check.findings.map((one) => code('bidFinding', one.code)))].join('、')
          }
        />
        {check.end !== null && (
          <Alert
            type="info"
            title={t('bidChecks.ended')}
            description={`${check.end.because} · ${check.end.by.name} · ${momentText(check.end.at)}`}
          />
        )}
        <Card title={t('bidChecks.findings')} data-testid="bid-findings">
          {check.findings.length === 0 ? (
            <Typography.Text type="secondary">{t('bidChecks.nothingFound')}</Typography.Text>
          ) : (
            <Reasons
              reasons={check.findings.map((one) => ({ rule: one.code, ...one, outcome: undefined }))}
            />
          )}
        </Card>
        <Related check={check} />
        <Facts check={check} />
        {check.may.drop && <DropForm check={check} />}
        <Card title={t('bidChecks.history')}>
          <JournalList items={check.history} />
        </Card>
      </Flex>
    </Page>
  );
}
