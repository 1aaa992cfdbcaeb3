import { planners } from '@guanyun/domain/organizations/permissions.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Card, Flex, Form, Input, Skeleton, Table, Tag } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

function NewPlan({ today }: { readonly today: string }) {
  const t = useText();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [basisDate, setBasisDate] = useState(today);
  return (
    <Card title={t('plans.new')}>
      <Flex wrap gap={16} align="end">
        <Form.Item label={t('plans.name')} htmlFor="newPlanTitle" layout="vertical" required>
          <Input
            id="newPlanTitle"
            style={{ width: 320, maxWidth: '100%' }}
            maxLength={200}
            autoComplete="off"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('plans.basisDate')} htmlFor="newPlanBasis" layout="vertical" required>
          <Input
            id="newPlanBasis"
            type="date"
            value={basisDate}
            onChange={(event) => setBasisDate(event.target.value)}
          />
        </Form.Item>
        <Form.Item>
          <ActButton
            type="primary"
            disabled={title.trim() === '' || basisDate === ''}
            mutation={trpc.equity.draftPlan.mutationOptions()}
            input={{ title: title.trim(), basisDate, items: [] }}
            onDone={({ id }) => void navigate({ to: '/equity/plans/$id', params: { id } })}
          >
            {t('plans.new')}
          </ActButton>
        </Form.Item>
      </Flex>
    </Card>
  );
}

function PlansTable() {
  const t = useText();
  const code = useCode();
  const { data, error } = useQuery(trpc.equity.plans.queryOptions());
  if (error !== null) return <FailureAlert error={error} />;
  if (data === undefined) return <Skeleton active />;
  return (
    <Table
      size="small"
      rowKey="id"
      pagination={false}
      scroll={{ x: 760 }}
      dataSource={data}
      locale={{ emptyText: <EmptyState title={t('plans.empty')} hint={t('plans.emptyHint')} /> }}
      columns={[
        {
          title: t('plans.name'),
          key: 'title',
          render: (_, plan) => (
            <Link to="/equity/plans/$id" params={{ id: plan.id }}>
              {plan.title}
            </Link>
          ),
        },
        { title: t('plans.group'), key: 'group', render: (_, plan) => plan.group.name },
        { title: t('plans.basisDate'), dataIndex: 'basisDate' },
        { title: t('plans.itemCount'), dataIndex: 'items', align: 'right' },
        {
          title: t('plans.state'),
          key: 'state',
          render: (_, plan) => (
            <>
              <Tag>{code('planState', plan.state)}</Tag>
              {t('plans.revision', { n: String(plan.revision) })}
            </>
          ),
        },
        {
          title: t('plans.lastChange'),
          key: 'changed',
          render: (_, plan) => `${plan.revisedBy} ${new Date(plan.revisedAt).toLocaleString('zh-CN')}`,
        },
      ]}
    />
  );
}

/** The plans that one may see: a group its own, the committee all. */
export default function PlansPage() {
  const t = useText();
  const me = useQuery(trpc.session.me.queryOptions());
  const post = me.data?.post;
  return (
    <Page
      title={t('plans.title')}
      subtitle={t('plans.subtitle')}
      crumbs={<Link to="/equity">{t('equity.back')}</Link>}
    >
      <Flex vertical gap={16}>
        {me.data !== undefined && post !== undefined && planners.includes(post.kind) && (
          <NewPlan today={me.data.today} />
        )}
        <Card>
          <PlansTable />
        </Card>
      </Flex>
    </Page>
  );
}
