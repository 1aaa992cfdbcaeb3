import './matters.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button, Card, Col, Descriptions, Flex, Row, Skeleton, Table } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Reasons } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Warrant } from './matter-data.ts';
import { PaperLinks } from './paper-links.tsx';
import { ProposalFacts } from './proposal-facts.tsx';

type Spending = Warrant['spendings'][number];

/** The thing that an act was done to, as a link where it has a page. */
function Subject({ subject, content }: { subject: Spending['subject']; content: Warrant['content'] }) {
  if (subject.kind === 'order')
    return (
      <Link to="/orders/$id" params={{ id: subject.id }}>
        {subject.title}
      </Link>
    );
  if (content.matter === 'equity_transfer')
    return (
      <Link to="/equity/$companyId" params={{ companyId: content.targetId }}>
        {subject.title}
      </Link>
    );
  return subject.title;
}

function Spendings({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const code = useCode();
  if (warrant.spendings.length === 0) return <EmptyState title={t('warrants.noSpendings')} />;
  return (
    <Table<Spending>
      rowKey={(spending) => `${spending.act}${spending.subject.id}`}
      size="small"
      pagination={false}
      scroll={{ x: 640 }}
      dataSource={[...warrant.spendings]}
      columns={[
        { title: t('warrants.act'), render: (_, spending) => code('act', spending.act) },
        {
          title: t('warrants.subject'),
          render: (_, spending) => <Subject subject={spending.subject} content={warrant.content} />,
        },
        {
          title: t('warrants.spent'),
          align: 'right',
          render: (_, spending) => <Amount value={spending.amount} />,
        },
        { title: t('warrants.on'), width: 110, dataIndex: 'on' },
        { title: t('warrants.person'), render: (_, spending) => spending.person.name },
      ]}
    />
  );
}

function Validity({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('warrants.validity')} extra={<StateTag kind="warrant" state={warrant.state} />}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'amount', label: t('warrants.amount'), children: <Amount value={warrant.amount} /> },
          { key: 'spent', label: t('warrants.spent'), children: <Amount value={warrant.spent} /> },
          { key: 'left', label: t('warrants.remaining'), children: <Amount value={warrant.remaining} /> },
          { key: 'issued', label: t('warrants.issuedOn'), children: warrant.issuedOn },
          { key: 'expires', label: t('warrants.expiresOn'), children: warrant.expiresOn },
          {
            key: 'bound',
            label: t('warrants.boundBy'),
            children: code('warrants.boundBy', warrant.boundBy),
          },
          { key: 'signer', label: t('warrants.signer'), children: warrant.signer.name },
          {
            key: 'digest',
            label: t('warrants.digest'),
            children: <span className="matter-digest">{warrant.contentDigest}</span>,
          },
        ]}
      />
    </Card>
  );
}

/** Where the warrant comes from: the matter, the mandate, the higher decision and the rules. */
function Origin({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const { matter, mandate, external } = warrant;
  return (
    <Card title={t('warrants.basis')}>
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            key: 'matter',
            label: t('warrants.matter'),
            children: (
              <Link to="/matters/$id" params={{ id: matter.id }}>
                {matter.number ?? ''} {matter.title}
              </Link>
            ),
          },
          { key: 'mandate', label: t('warrants.mandate'), children: mandate?.number ?? '—' },
          {
            key: 'external',
            label: t('warrants.external'),
            children: external === null ? '—' : `${external.number} · ${external.decidedOn}`,
          },
        ]}
      />
      <Reasons reasons={warrant.basis} />
    </Card>
  );
}

/** The act that the warrant permits, for whoever may do it. */
function Execute({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const navigate = useNavigate();
  if (warrant.may.length === 0) return null;
  const to = warrant.content.matter === 'equity_transfer' ? '/equity' : '/orders';
  return (
    <Button type="primary" onClick={() => void navigate({ to, search: { warrant: warrant.id } })}>
      {t('warrants.execute')}
    </Button>
  );
}

/** One warrant: what may be done, on what basis, until when, and every act that spent it. */
export default function WarrantPage() {
  const t = useText();
  const { id } = useParams({ from: '/warrants/$id' });
  const { data: warrant, error } = useQuery(trpc.warrants.get.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (warrant === undefined) return <Skeleton active />;
  return (
    <Page
      crumbs={
        <>
          <Link to="/warrants">{t('warrants.title')}</Link> / {warrant.number}
        </>
      }
      title={warrant.title}
      subtitle={`${warrant.number} · ${warrant.company.name}`}
      actions={
        <Flex gap={8} align="center" wrap>
          <PaperLinks kind="reply" id={warrant.id} />
          <Button onClick={() => window.print()}>{t('warrants.printed')}</Button>
          <Execute warrant={warrant} />
        </Flex>
      }
    >
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={15}>
          <Flex vertical gap={16}>
            <Card title={t('warrants.content')}>
              <ProposalFacts proposal={warrant.content} parties={warrant.parties} amount={warrant.amount} />
            </Card>
            <Card title={t('warrants.spendings')}>
              <Spendings warrant={warrant} />
            </Card>
          </Flex>
        </Col>
        <Col xs={24} lg={9}>
          <Flex vertical gap={16}>
            <Validity warrant={warrant} />
            <Origin warrant={warrant} />
          </Flex>
        </Col>
      </Row>
    </Page>
  );
}
