import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Card, Flex, Skeleton, Table, Typography } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ObligationsTable } from '../../components/obligations-table.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { DateForm } from './date-form.tsx';
import type { PlanChange } from './plan-data.ts';

/** Whether a change is registered, by which paper; until then its window, and the form that records it. */
function Registration({ row }: { readonly row: PlanChange }) {
  const t = useText();
  if (row.registeredOn !== null)
    return (
      <Flex gap={8} wrap>
        <span>{t('plan.registeredOn', { on: row.registeredOn })}</span>
        {row.receipt !== null && (
          <a href={`/documents/${row.receipt.digest}`} download>
            {row.receipt.name || t('equity.receipt')}
          </a>
        )}
      </Flex>
    );
  return (
    <Typography.Text type={row.overdue ? 'danger' : 'warning'}>
      {row.overdue ? t('plan.registrationOverdue') : t('plan.notRegistered')}
    </Typography.Text>
  );
}

function Changes({ rows }: { readonly rows: readonly PlanChange[] }) {
  const t = useText();
  return (
    <Table<PlanChange>
      size="small"
      rowKey="eventId"
      key={rows.map(({ registeredOn }) => registeredOn).join()}
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={[...rows]}
      onRow={({ place }) => ({ 'data-testid': `registration-${place}` }) as object}
      expandable={{
        rowExpandable: ({ mayRecord }) => mayRecord,
        expandedRowRender: ({ eventId }) => <DateForm eventId={eventId} readings={['registration']} />,
      }}
      columns={[
        { title: t('plan.caseItem'), dataIndex: 'place', className: 'plan-short' },
        {
          title: t('plan.columnCompany'),
          key: 'company',
          render: (_, { company }) => (
            <Link to="/equity/$companyId" params={{ companyId: company.id }}>
              {company.name}
            </Link>
          ),
        },
        { title: t('plan.change'), key: 'kind', render: (_, { kind }) => t(`equity.${kind}`) },
        {
          title: t('plan.entered'),
          key: 'on',
          className: 'plan-short',
          render: (_, row) => row.registerOn ?? '—',
        },
        {
          title: t('plan.registrationDue'),
          key: 'due',
          className: 'plan-short',
          render: (_, row) => row.dueOn ?? '—',
        },
        {
          title: t('plan.registrationWhat'),
          key: 'registration',
          render: (_, row) => <Registration row={row} />,
        },
      ]}
    />
  );
}

/** After the execution: what is to be registered and reported, each with its day, and done with the receipt. */
export function PlanFollowUp({ id }: { readonly id: string }) {
  const t = useText();
  const { data, error } = useQuery(trpc.equity.planFollowUp.queryOptions({ id }));
  const left = data?.changes.filter(({ registeredOn }) => registeredOn === null).length ?? 0;
  return (
    <Card title={t('plan.followUp')} data-testid="plan-follow-up">
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active />}
      {data !== undefined && (
        <Flex vertical gap={16}>
          {left === 0 ? (
            <Alert type="success" showIcon title={t('plan.allRegistered')} />
          ) : (
            <Alert type="info" showIcon title={t('plan.registrationsLeft', { n: String(left) })} />
          )}
          <Changes rows={data.changes} />
          {data.owed.length > 0 && (
            <>
              <Typography.Text strong>{t('plan.otherOwed')}</Typography.Text>
              <ObligationsTable lines={data.owed} withMatter />
            </>
          )}
        </Flex>
      )}
    </Card>
  );
}
