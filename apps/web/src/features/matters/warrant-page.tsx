import './matters.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Col, Descriptions, Flex, Row, Skeleton } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ObligationsTable } from '../../components/obligations-table.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Reasons } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ExtensionPanel } from './extension-panel.tsx';
import type { Warrant } from './matter-data.ts';
import { PaperLinks } from './paper-links.tsx';
import { ProposalFacts } from './proposal-facts.tsx';
import { ReleaseForm, SpendForm } from './warrant-acts.tsx';
import { Spendings } from './warrant-spendings.tsx';

/** What bars acts under the warrant now, said before anything else. */
function Banners({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const { suspendedOn, revokedOn, resolution, openConditions } = warrant;
  const banners: string[] = [
    ...(revokedOn === null ? [] : [t('warrants.revokedBanner', { on: revokedOn })]),
    ...(suspendedOn === null || revokedOn !== null
      ? []
      : [t('warrants.suspendedBanner', { on: suspendedOn })]),
    ...(resolution === 'awaited' && revokedOn === null ? [t('warrants.awaitedBanner')] : []),
    ...openConditions.map((text) => t('warrants.conditionBanner', { text })),
  ];
  return banners.map((text) => <Alert key={text} type="warning" showIcon title={text} />);
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
  if (warrant.executedBy === null || !warrant.may.includes(warrant.executedBy)) return null;
  const { content, executedBy } = warrant;
  const [asset] = content.matter === 'asset_disposal' ? content.assetIds : [];
  const go = () =>
    executedBy === 'assets.dispose' && asset !== undefined
      ? navigate({ to: '/assets/$id', params: { id: asset } })
      : navigate({
          to: executedBy.startsWith('equity.') ? '/equity' : '/orders',
          search: { warrant: warrant.id },
        });
  return (
    <Button type="primary" onClick={() => void go()}>
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
          <PaperLinks kind="reply" id={warrant.id} name={warrant.instrument} />
          <Button onClick={() => window.print()}>{t('warrants.printed')}</Button>
          <Execute warrant={warrant} />
        </Flex>
      }
    >
      <Row gutter={[16, 16]}>
        <Col xs={24} lg={15}>
          <Flex vertical gap={16}>
            <Banners warrant={warrant} />
            <Card title={t('warrants.content')}>
              <ProposalFacts proposal={warrant.content} parties={warrant.parties} amount={warrant.amount} />
            </Card>
            {warrant.obligations.length > 0 && (
              <Card title={t('obligations.title')}>
                <ObligationsTable lines={warrant.obligations} withMatter={false} />
              </Card>
            )}
            <Card title={t('warrants.spendings')}>
              <Spendings warrant={warrant} />
            </Card>
            <Row gutter={[16, 16]}>
              {warrant.may.includes('warrants.spend') && (
                <Col xs={24} md={12}>
                  <SpendForm warrant={warrant} />
                </Col>
              )}
              {warrant.may.includes('warrants.release') && (
                <Col xs={24} md={12}>
                  <ReleaseForm warrant={warrant} />
                </Col>
              )}
            </Row>
          </Flex>
        </Col>
        <Col xs={24} lg={9}>
          <Flex vertical gap={16}>
            <Validity warrant={warrant} />
            <ExtensionPanel warrant={warrant} />
            <Origin warrant={warrant} />
          </Flex>
        </Col>
      </Row>
    </Page>
  );
}
