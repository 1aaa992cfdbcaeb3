import './matters.css';
import { HistoryOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Card, Col, Flex, Row, Skeleton, Space } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { CaseRecord } from './case-record.tsx';
import { Checklist } from './checklist.tsx';
import { ClockCard } from './clock-card.tsx';
import { ExecutionActs, ExecutionPanels } from './execution-panels.tsx';
import { JointTable } from './joint-table.tsx';
import { MatterActs } from './matter-acts.tsx';
import { type Matter, shortDigest } from './matter-data.ts';
import { Banners, Decider, Links, Outcome, Signatures } from './matter-side.tsx';
import { MatterPaperLinks } from './paper-links.tsx';
import { Precedents } from './precedents.tsx';
import { progressOf } from './progress.ts';
import { ProposalFacts } from './proposal-facts.tsx';
import { Remaining } from './remaining.tsx';

function Progress({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  const steps = progressOf(matter);
  return (
    <Card size="small">
      <ol className="matter-steps" aria-label={t('matters.progress')}>
        {steps.map((step) => (
          <li
            key={step.key}
            data-state={step.state}
            {...(step.state === 'current' ? { 'aria-current': 'step' as const } : {})}
          >
            {code('matters.step', step.key)}
            <small>{step.on ?? ''}</small>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function MatterBody({ matter }: { matter: Matter }) {
  const t = useText();
  return (
    <Row gutter={[16, 16]} className="matter-page">
      <Col span={24}>
        <Flex vertical gap={16}>
          <Banners matter={matter} />
          <Progress matter={matter} />
        </Flex>
      </Col>
      <Col xs={{ span: 24, order: 2 }} lg={{ span: 15, order: 1 }}>
        <Flex vertical gap={16}>
          <Card title={t('matters.content')}>
            <ProposalFacts proposal={matter.proposal} parties={matter.parties} amount={matter.amount} />
          </Card>
          <JointTable matter={matter} />
          <ExecutionPanels matterId={matter.id} />
          <Checklist matter={matter} />
          <CaseRecord matter={matter} />
          <Card title={t('matters.history')}>
            <JournalList items={matter.history} />
          </Card>
        </Flex>
      </Col>
      <Col xs={{ span: 24, order: 1 }} lg={{ span: 9, order: 2 }}>
        <Flex vertical gap={16}>
          <MatterActs matter={matter} />
          <ExecutionActs matterId={matter.id} />
          <Decider matter={matter} />
          <ClockCard matter={matter} />
          <Outcome matter={matter} />
          <Links matter={matter} />
          <Signatures matter={matter} />
          <Precedents matter={matter} />
        </Flex>
      </Col>
    </Row>
  );
}

/** One matter: how far it is, what is asked, what the rules say, who decides, what came of it, what I can do. */
export default function MatterPage() {
  const t = useText();
  const { id } = useParams({ from: '/matters/$id' });
  const { data: matter, error } = useQuery(trpc.matters.get.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (matter === undefined) return <Skeleton active />;
  const meta = t('matters.meta', {
    company: matter.company.name,
    version: matter.contentVersion,
    digest: shortDigest(matter.contentDigest),
    catalogue: matter.catalogueVersion,
  });
  return (
    <Page
      crumbs={
        <>
          <Link to="/matters">{t('matters.title')}</Link> / {matter.number ?? t('matters.noNumber')}
        </>
      }
      title={matter.title}
      actions={
        <Space wrap size={[24, 4]}>
          <MatterPaperLinks matter={matter} />
          {matter.number !== null && (
            <Link to="/matters/$id/replay" params={{ id }}>
              <HistoryOutlined /> {t('replay.open')}
            </Link>
          )}
        </Space>
      }
      subtitle={
        <>
          {meta} <StateTag kind="matter" state={matter.state} />
          <Remaining days={matter.remaining} />
        </>
      }
    >
      <MatterBody matter={matter} />
    </Page>
  );
}
