import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Alert, Card, Col, Flex, Row, Skeleton, Tag } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Names } from '../../components/names.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { CooperationList } from './answers.ts';
import { ListItems } from './list-items.tsx';
import { CompareCard, PublishForm, ReviewForm, RevokeForm } from './list-keeping.tsx';

const reviews = {
  passed: ['contracts.fairPassed', 'success'],
  failed: ['contracts.fairFailed', 'error'],
  missing: ['contracts.fairMissing', 'warning'],
} as const;

function Agreements({ list }: { list: CooperationList }) {
  const t = useText();
  const sides = [
    ['committee', 'contracts.sideCommittee'],
    ['company', 'contracts.sideCompany'],
  ] as const;
  return (
    <Card size="small" title={t('contracts.agreements')}>
      {sides.map(([side, key]) => {
        const given = list.agreements.find((one) => one.side === side);
        return (
          <p key={side} data-testid={`agreement-${side}`}>
            <strong>{t(key)}</strong>{' '}
            {given === undefined ? (
              <Tag>{t('contracts.notAgreed')}</Tag>
            ) : (
              <>
                <Names person={given.person} onBehalfOf={given.onBehalfOf} /> ·{' '}
                <time dateTime={given.at}>{given.at.slice(0, 10)}</time>
              </>
            )}
          </p>
        );
      })}
    </Card>
  );
}

function Review({ list }: { list: CooperationList }) {
  const t = useText();
  const [key, colour] = reviews[list.fairCompetition];
  return (
    <Card size="small" title={t('contracts.fairCompetition')}>
      <Tag color={colour}>{t(key)}</Tag>{' '}
      {list.reviewPaper === null ? (
        (list.fairCompetitionDocument ?? '')
      ) : (
        <a href={`/documents/${list.reviewPaper}`} download>
          {list.fairCompetitionDocument}
        </a>
      )}
      {list.fairCompetition !== 'passed' && (
        <Alert type="warning" style={{ marginTop: 12 }} title={t('contracts.fairNeeded')} />
      )}
    </Card>
  );
}

function Acts({ list }: { list: CooperationList }) {
  const t = useText();
  const may = new Set<string>(list.may);
  return (
    <>
      {may.has('contracts.agreeList') && (
        <ActButton
          type="primary"
          confirm={t('contracts.agreeConfirm')}
          mutation={trpc.contracts.agreeList.mutationOptions()}
          input={{ id: list.id }}
        >
          {t('contracts.agree')}
        </ActButton>
      )}
    </>
  );
}

/** One version of the list: both agreements, the review, publication and the items. */
export default function ListPage() {
  const t = useText();
  const { id } = useParams({ from: '/lists/$id' });
  const { data: list, error } = useQuery(trpc.contracts.cooperationList.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (list === undefined) return <Skeleton active />;
  const may = new Set<string>(list.may);
  return (
    <Page
      title={t('contracts.listTitle', { name: list.name, version: list.version })}
      subtitle={
        <>
          <StateTag kind="list" state={list.state} /> {list.effectiveFrom} —{' '}
          {list.effectiveTo ?? t('contracts.openEnd')}
        </>
      }
      actions={<Acts list={list} />}
    >
      <Flex vertical gap={16}>
        {list.revokedOn !== null && (
          <Alert
            type="error"
            showIcon
            title={t('life.revokedOn', { on: list.revokedOn, reason: list.revocation ?? '' })}
          />
        )}
        {may.has('contracts.publishList') && <PublishForm list={list} />}
        {may.has('contracts.fileReview') && <ReviewForm list={list} />}
        {may.has('contracts.revokeList') && <RevokeForm list={list} />}
        <Row gutter={[16, 16]}>
          <Col xs={24} md={12}>
            <Agreements list={list} />
          </Col>
          <Col xs={24} md={12}>
            <Review list={list} />
          </Col>
        </Row>
        <Card title={t('contracts.itemList')}>
          <ListItems items={list.items} />
        </Card>
        <CompareCard key={list.id} list={list} />
      </Flex>
    </Page>
  );
}
