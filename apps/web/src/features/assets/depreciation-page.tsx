import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Card, Flex, Skeleton, Table, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { refusalTexts } from '../../texts/refusals.ts';
import { say, useLanguage, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Runs } from './story-data.ts';

type Run = Runs['items'][number];

function Preview({ month }: { month: string }) {
  const t = useText();
  const language = useLanguage();
  const { data, error } = useQuery(trpc.assets.previewRun.queryOptions({ month }));
  if (error !== null) return <FailureAlert error={error} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 1 }} />;
  if (data.totals === null)
    return (
      <Alert
        type="warning"
        showIcon
        title={data.refusals.map(({ code, facts }) => say(refusalTexts[code], language, facts)).join(' ')}
      />
    );
  const { assets, amount, accounts } = data.totals;
  return (
    <Alert
      type={assets === 0 ? 'info' : 'success'}
      showIcon
      title={assets === 0 ? t('depreciation.nothing') : t('depreciation.preview', { assets, amount })}
      description={accounts.map((one) => <div key={one.account}>{t('depreciation.account', one)}</div>)}
    />
  );
}

function RunCard({ next }: { next: string }) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const [nothing, setNothing] = useState(false);
  const month = typed ?? next;
  const complete = /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  return (
    <Card title={t('depreciation.run')} data-testid="run-form">
      <TextField
        id="month"
        label="depreciation.month"
        required
        value={month}
        wrong={complete ? null : 'depreciation.monthHint'}
        onChange={setTyped}
      />
      <Flex vertical gap={12}>
        {complete && <Preview month={month} />}
        {nothing && <Alert type="info" showIcon title={t('depreciation.nothingNew')} />}
        <ActButton
          type="primary"
          disabled={!complete}
          confirm={t('depreciation.confirm', { month })}
          mutation={trpc.assets.depreciate.mutationOptions()}
          input={{ month }}
          onDone={({ runId }) => {
            setNothing(runId === null);
            setTyped(null);
          }}
        >
          {t('depreciation.save')}
        </ActButton>
      </Flex>
    </Card>
  );
}

function RunTable({ runs }: { runs: readonly Run[] }) {
  const t = useText();
  return (
    <Table<Run>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={[...runs]}
      columns={[
        { title: t('depreciation.month'), dataIndex: 'month' },
        { title: t('assetActs.organization'), render: (_, run) => run.organization.name },
        { title: t('depreciation.number'), render: (_, run) => t('depreciation.nth', { n: run.number }) },
        { title: t('depreciation.assets'), align: 'right', dataIndex: 'assets' },
        {
          title: t('depreciation.amount'),
          align: 'right',
          render: (_, run) => <Amount value={run.amount} />,
        },
        {
          title: t('assetActs.voucher'),
          render: (_, run) =>
            run.voucher === null ? (
              t('depreciation.noVoucher')
            ) : (
              <Link to="/vouchers/$id" params={{ id: run.voucher.id }}>
                {run.voucher.number}
              </Link>
            ),
        },
      ]}
    />
  );
}

function RulesCard({ rules }: { rules: Runs['rules'] }) {
  const t = useText();
  return (
    <Card size="small" title={t('depreciation.rules')}>
      <Flex vertical gap={12}>
        {rules.map((rule) => (
          <div key={`${rule.keeper} ${rule.kind}`}>
            <strong>
              {t(`depreciation.${rule.keeper}`)} · {t(`depreciation.${rule.kind}`)}
            </strong>
            <div>
              {t('depreciation.startsEnds', {
                starts: t(`depreciation.${rule.starts}`),
                ends: t(`depreciation.${rule.ends}`),
              })}
            </div>
            <Typography.Text type="secondary">
              {rule.basis.title} · {t(`grade.${rule.basis.grade}`)} · {rule.effectiveFrom}
            </Typography.Text>
          </div>
        ))}
      </Flex>
    </Card>
  );
}

/** The depreciation runs by month and company; the next is looked at before it is run. */
export default function DepreciationPage() {
  const t = useText();
  const { data, error } = useQuery(trpc.assets.runs.queryOptions());
  return (
    <Page title={t('depreciation.title')} subtitle={t('depreciation.subtitle')}>
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active />}
      {data !== undefined && (
        <Flex vertical gap={16}>
          {data.mayRun && <RunCard next={data.next} />}
          <Card title={t('depreciation.runs')}>
            {data.items.length === 0 ? (
              <EmptyState title={t('depreciation.none')} hint={t('depreciation.noneHint')} />
            ) : (
              <RunTable runs={data.items} />
            )}
          </Card>
          <RulesCard rules={data.rules} />
        </Flex>
      )}
    </Page>
  );
}
