import './matters.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Checkbox, Col, Flex, Row, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { ObligationsTable } from '../../components/obligations-table.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Due } from './matter-data.ts';

function Owed({ due }: { due: Due }) {
  const t = useText();
  const [mine, setMine] = useState(false);
  const late = due.obligations.filter((line) => line.overdue).length;
  const shown = due.obligations.filter((line) => !mine || line.may.length > 0);
  return (
    <Card
      title={
        <Flex gap={8} align="center">
          {t('supervision.owed')}
          {late > 0 && <Tag color="red">{t('supervision.overdue', { count: late })}</Tag>}
        </Flex>
      }
      extra={
        <Checkbox checked={mine} onChange={(event) => setMine(event.target.checked)}>
          {t('supervision.mine')}
        </Checkbox>
      }
    >
      {shown.length === 0 ? (
        <EmptyState title={t('supervision.none')} hint={t('supervision.noneHint')} />
      ) : (
        <ObligationsTable lines={shown} withMatter />
      )}
    </Card>
  );
}

const WarrantLink = ({ warrant }: { warrant: Due['lapsing'][number] }) => (
  <Link to="/warrants/$id" params={{ id: warrant.id }}>
    {warrant.number} {warrant.title}
  </Link>
);

function Lapsing({ due }: { due: Due }) {
  const t = useText();
  return (
    <Card title={t('supervision.lapsing')}>
      {due.lapsing.length === 0 ? (
        <EmptyState title={t('supervision.noLapsing')} />
      ) : (
        <ul className="matter-plain">
          {due.lapsing.map((warrant) => (
            <li key={warrant.id}>
              <WarrantLink warrant={warrant} />
              <div>
                {warrant.company.name} · {t('warrants.expiresOn')} {warrant.expiresOn}{' '}
                <StateTag kind="warrant" state={warrant.state} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Extensions({ due }: { due: Due }) {
  const t = useText();
  return (
    <Card title={t('supervision.extensions')}>
      {due.extensions.length === 0 ? (
        <EmptyState title={t('supervision.noExtensions')} />
      ) : (
        <ul className="matter-plain">
          {due.extensions.map(({ warrant, askedOn, until, reason }) => (
            <li key={warrant.id}>
              <WarrantLink warrant={warrant} />
              <div>
                {t('warrants.extensionAsked', { person: warrant.company.name, on: askedOn, until, reason })}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** What is owed after approvals, which warrants are about to lapse, and which want a longer term. */
export default function SupervisionPage() {
  const t = useText();
  const { data: due, error } = useQuery(trpc.obligations.due.queryOptions());
  return (
    <Page title={t('supervision.title')} subtitle={t('supervision.subtitle')}>
      <FailureAlert error={error} />
      {due === undefined ? (
        error === null && <Skeleton active paragraph={{ rows: 8 }} />
      ) : (
        <Row gutter={[16, 16]}>
          <Col xs={24} xl={16}>
            <Owed due={due} />
          </Col>
          <Col xs={24} xl={8}>
            <Flex vertical gap={16}>
              <Lapsing due={due} />
              <Extensions due={due} />
            </Flex>
          </Col>
        </Row>
      )}
    </Page>
  );
}
