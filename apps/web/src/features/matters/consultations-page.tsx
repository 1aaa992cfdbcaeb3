import './matters.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Card, Flex, Skeleton } from 'antd';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AnswerConsultation } from './answer-consultation.tsx';

/** 会签: what this office is asked, each with its answer. */
function Asked() {
  const t = useText();
  const { data, error } = useQuery(trpc.matters.consultations.queryOptions());
  if (error !== null) return <FailureAlert error={error} />;
  if (data === undefined) return <Skeleton active />;
  if (data.length === 0)
    return (
      <Card>
        <EmptyState title={t('consultations.none')} hint={t('consultations.noneHint')} />
      </Card>
    );
  return (
    <Flex vertical gap={16}>
      {data.map(({ id, matter, question, dueOn }) => (
        <Card
          key={id}
          data-testid={`consultation-${id}`}
          title={
            <Link to="/matters/$id" params={{ id: matter.id ?? '' }}>
              {matter.title}
            </Link>
          }
          extra={t('matters.answerBy', { due: dueOn })}
        >
          <p>{t('matters.askedOf', { question })}</p>
          <AnswerConsultation id={id} expert={false} />
        </Card>
      ))}
    </Flex>
  );
}

/** The consulted office's own page. */
export default function ConsultationsPage() {
  const t = useText();
  const me = useQuery(trpc.session.me.queryOptions());
  const stranger = me.data !== undefined && me.data.post.kind !== 'committee_consultant';
  return (
    <Page title={t('consultations.title')} subtitle={t('consultations.subtitle')}>
      {stranger ? <Alert type="info" showIcon title={t('consultations.notConsulted')} /> : <Asked />}
    </Page>
  );
}
