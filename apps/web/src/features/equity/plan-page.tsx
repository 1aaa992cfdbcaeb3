import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Form, Input, Skeleton, Tag } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { PlanAccounts } from './plan-accounts.tsx';
import { PlanApprovals, PlanRegistrations } from './plan-approvals.tsx';
import { PlanChanges, PlanLosses } from './plan-changes.tsx';
import type { PlanShown } from './plan-data.ts';
import { readPlanDraft } from './plan-draft.ts';
import { usePlanEdit } from './plan-edit.ts';
import { PlanExecution } from './plan-execute.tsx';
import { PlanItems, PlanLeftOut } from './plan-items.tsx';
import { PlanStructures } from './plan-structures.tsx';
import { PlanOver } from './plan-withdraw.tsx';

type Edited = ReturnType<typeof usePlanEdit>;
type Props = { readonly plan: PlanShown; readonly edited: Edited };

function Terms({ edited: { edit, change } }: Props) {
  const t = useText();
  return (
    <>
      <Form.Item
        label={t('plans.name')}
        htmlFor="planTitle"
        layout="vertical"
        {...(edit.title.trim() === '' ? { validateStatus: 'error', help: t('plan.bad.title') } : {})}
      >
        <Input
          id="planTitle"
          maxLength={200}
          value={edit.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </Form.Item>
      <Form.Item
        label={t('plans.basisDate')}
        htmlFor="planBasis"
        layout="vertical"
        {...(edit.basisDate === '' ? { validateStatus: 'error', help: t('plan.bad.day') } : {})}
        extra={t('plans.basisHint')}
      >
        <Input
          id="planBasis"
          type="date"
          value={edit.basisDate}
          onChange={(event) => change({ basisDate: event.target.value })}
        />
      </Form.Item>
    </>
  );
}

/** Somebody else saved meanwhile: theirs or mine, never one over the other unseen. */
function Stale({ plan, edited: { change, forget } }: Props) {
  const t = useText();
  return (
    <Alert
      type="warning"
      showIcon
      title={t('plan.stale', { n: String(plan.revision) })}
      description={
        <Flex gap={8} wrap>
          <Button size="small" onClick={forget}>
            {t('plan.takeTheirs')}
          </Button>
          <Button size="small" onClick={() => change({ revision: plan.revision })}>
            {t('plan.keepMine')}
          </Button>
        </Flex>
      }
    />
  );
}

function Acts({ plan, edited }: Props) {
  const t = useText();
  const { edit, dirty, forget } = edited;
  const { wrong, content } = readPlanDraft(edit);
  return (
    <Flex vertical gap={8}>
      {dirty && edit.revision !== plan.revision && <Stale plan={plan} edited={edited} />}
      {dirty && <Alert type="info" title={t('plan.unsaved', { n: String(plan.revision) })} />}
      {wrong > 0 && <Alert type="error" title={t('plan.wrongItems', { count: String(wrong) })} />}
      <Flex gap={8} wrap>
        <ActButton
          type="primary"
          disabled={!dirty || content === null}
          mutation={trpc.equity.revisePlan.mutationOptions()}
          input={{
            ...{ id: plan.id, revision: edit.revision },
            ...(content ?? { title: '', basisDate: '', items: [] }),
          }}
          onDone={forget}
        >
          {t('plan.save')}
        </ActButton>
        {dirty && <Button onClick={forget}>{t('plan.dropEdit')}</Button>}
        {!dirty && plan.maySubmit && plan.items.length > 0 && (
          <ActButton
            confirm={t('plan.submitConfirm')}
            mutation={trpc.equity.submitPlan.mutationOptions()}
            input={{ id: plan.id, revision: plan.revision }}
          >
            {t('plan.submit')}
          </ActButton>
        )}
        {!dirty && (
          <ActButton
            danger
            confirm={t('plan.discardConfirm')}
            mutation={trpc.equity.discardPlan.mutationOptions()}
            input={{ id: plan.id, revision: plan.revision }}
          >
            {t('plan.discard')}
          </ActButton>
        )}
      </Flex>
    </Flex>
  );
}

function Workbench({ plan }: { readonly plan: PlanShown }) {
  const edited = usePlanEdit(plan);
  const { edit, change } = edited;
  const { read } = readPlanDraft(edit);
  return (
    <Flex vertical gap={16}>
      <PlanExecution plan={plan} />
      <div className="plan-bench">
        <Flex vertical gap={16} className="plan-left">
          <PlanOver plan={plan} />
          {plan.mayRevise && (
            <Card>
              <Terms plan={plan} edited={edited} />
              <Acts plan={plan} edited={edited} />
            </Card>
          )}
          <PlanItems plan={plan} items={edit.items} read={read} change={(items) => change({ items })} />
        </Flex>
        <Flex vertical gap={16} className="plan-right">
          <PlanChanges plan={plan} />
          <PlanLeftOut plan={plan} />
          <PlanLosses plan={plan} />
        </Flex>
      </div>
      <PlanStructures plan={plan} />
      <PlanAccounts id={plan.id} />
      {plan.cases.length === 0 && (
        <>
          <PlanApprovals plan={plan} />
          <PlanRegistrations plan={plan} />
        </>
      )}
    </Flex>
  );
}

/** The workbench of one plan: its items on the left, what they come to on the right and below. */
export default function PlanPage() {
  const t = useText();
  const code = useCode();
  const { id } = useParams({ from: '/equity/plans/$id' });
  const { data, error } = useQuery(trpc.equity.plan.queryOptions({ id }));
  return (
    <Page
      title={data?.title ?? t('plans.title')}
      crumbs={<Link to="/equity/plans">{t('plans.back')}</Link>}
      subtitle={
        data && (
          <>
            {data.group.name} · {t('plans.basisDate')} {data.basisDate} ·{' '}
            {t('plans.revision', { n: String(data.revision) })} <Tag>{code('planState', data.state)}</Tag>
          </>
        )
      }
    >
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 10 }} />}
      {data !== undefined && <Workbench key={data.id} plan={data} />}
    </Page>
  );
}
