import './contracts.css';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Alert, Card, Col, Flex, Form, Row, Skeleton } from 'antd';
import { useState } from 'react';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { EntrustForm } from './entrust-form.tsx';
import { GateAnswer } from './gate-answer.tsx';
import { type Choice, GateFormFields } from './gate-form.tsx';
import { type GateForm, type GateQuestion, questionFromForm } from './question.ts';

/** Items of the published list, companies and clusters to choose from. */
function useChoices(): { items: Choice[]; companies: Choice[]; clusters: Choice[] } {
  const t = useText();
  const lists = useQuery(trpc.contracts.lists.queryOptions());
  const published = lists.data?.find((list) => list.state === 'published');
  const list = useQuery(
    trpc.contracts.cooperationList.queryOptions(published === undefined ? skipToken : { id: published.id }),
  );
  const companies = useQuery(trpc.organizations.companies.queryOptions());
  const clusters = useQuery(trpc.organizations.clusters.queryOptions());
  return {
    items: (list.data?.items ?? []).map((item) => ({
      value: item.code,
      label: `${item.code} ${t(`contracts.${item.mode}`)} ${item.scope}`,
    })),
    companies: (companies.data ?? [])
      .filter((company) => company.nameStatus !== 'unknown')
      .map((company) => ({ value: company.id, label: company.name })),
    clusters: (clusters.data ?? []).map((cluster) => ({ value: cluster.id, label: cluster.name })),
  };
}

/** The answer to the question last asked; a changed form says so instead of showing an old answer. */
function AnswerColumn({
  question,
  edited,
  today,
}: {
  question: GateQuestion | null;
  edited: boolean;
  today: string;
}) {
  const t = useText();
  const answer = useQuery(
    trpc.contracts.classify.queryOptions(question === null ? skipToken : { question }, { retry: false }),
  );
  if (question === null || (answer.data === undefined && answer.error === null && !answer.isFetching))
    return <Card title={t('contracts.answer')}>{t('contracts.answerWaiting')}</Card>;
  if (answer.error !== null) return <FailureAlert error={answer.error} />;
  if (answer.data === undefined) return <Skeleton active />;
  return (
    <Flex vertical gap={16} aria-live="polite">
      {edited && <Alert type="warning" showIcon title={t('contracts.answerStale')} />}
      <GateAnswer answer={answer.data} />
      {answer.data.result.route === 'in_list' && !edited && <EntrustForm question={question} today={today} />}
    </Flex>
  );
}

function Gate({ today, company }: { today: string; company: string | null }) {
  const t = useText();
  const [form] = Form.useForm<GateForm>();
  const [question, setQuestion] = useState<GateQuestion | null>(null);
  const [edited, setEdited] = useState(false);
  const choices = useChoices();
  const initial: Partial<GateForm> = {
    item: '',
    engineering: true,
    taxIncluded: true,
    requestedMode: 'entrusted',
    decidedOn: today,
    fundSources: [{ kind: 'budget', amount: '' }],
    ...(company === null ? {} : { entityId: company }),
  };
  return (
    <Page title={t('contracts.gateTitle')} subtitle={t('contracts.gateSubtitle')}>
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={13}>
          <Card>
            <GateFormFields
              form={form}
              initial={initial}
              {...choices}
              busy={false}
              onEdit={() => setEdited(true)}
              onAsk={(values) => {
                setQuestion(questionFromForm(values));
                setEdited(false);
              }}
            />
          </Card>
        </Col>
        <Col xs={24} lg={11}>
          <AnswerColumn question={question} edited={edited} today={today} />
        </Col>
      </Row>
    </Page>
  );
}

/** The gate: a few facts, then in the list, outside it, barred or for review; then the signature. */
export default function GatePage() {
  const { data: me, error } = useQuery(trpc.session.me.queryOptions());
  if (error !== null) return <FailureAlert error={error} />;
  if (me === undefined) return <Skeleton active />;
  return <Gate today={me.today} company={me.post.side === 'company' ? me.post.organization.id : null} />;
}
