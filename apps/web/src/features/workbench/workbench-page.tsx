import './workbench.css';
import { localDate, weekday } from '@guanyun/domain/kernel/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { createLink, Navigate } from '@tanstack/react-router';
import { Button, Flex, Skeleton } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { Consoles } from './consoles.tsx';
import { CompanyDoor, FinanceDoor, SupervisionDoor } from './front-doors.tsx';
import type { Me, Workbench } from './workbench-data.ts';

const LinkButton = createLink(Button);

/** The day, its week, and how much of what waits is pressing. */
function useLead(door: Workbench): string {
  const t = useText();
  const day = localDate(door.today);
  const lead = [
    t('workbench.dayLead', {
      day: door.today,
      weekday: t(`workbench.weekday${weekday(day)}`),
      days: door.week.workingDays,
    }),
  ];
  if (door.week.note !== null) lead.push(t('workbench.movedLead', { day: door.week.note }));
  if (door.figures.urgent > 0) lead.unshift(t('workbench.urgentLead', { count: door.figures.urgent }));
  return lead.join(' · ');
}

function Starts({ me }: { readonly me: Me }) {
  const t = useText();
  if (me.post.kind === 'company_finance')
    return <LinkButton to="/orders">{t('workbench.newOrder')}</LinkButton>;
  if (me.post.kind !== 'company_handler') return null;
  return (
    <Flex gap={8} wrap>
      <LinkButton to="/contracts/new">{t('workbench.contractGate')}</LinkButton>
      <LinkButton to="/matters/new" color="primary" variant="solid">
        {t('workbench.newMatter')}
      </LinkButton>
    </Flex>
  );
}

function Door({ me, door }: { readonly me: Me; readonly door: Workbench }) {
  const t = useText();
  const lead = useLead(door);
  const count = door.waiting.length;
  return (
    <Page
      title={count === 0 ? t('workbench.waitingNone') : t('workbench.waitingCount', { count })}
      subtitle={lead}
      actions={<Starts me={me} />}
    >
      {me.post.side !== 'company' && <SupervisionDoor door={door} />}
      {me.post.kind === 'company_finance' && <FinanceDoor door={door} />}
      {me.post.side === 'company' && me.post.kind !== 'company_finance' && <CompanyDoor door={door} />}
    </Page>
  );
}

function BusinessDoor({ me }: { readonly me: Me }) {
  const t = useText();
  const door = useQuery(trpc.workbench.get.queryOptions());
  if (door.data !== undefined) return <Door me={me} door={door.data} />;
  return (
    <Page title={t('nav.workbench')}>
      <FailureAlert error={door.error} />
      {door.error === null && <Skeleton active paragraph={{ rows: 10 }} />}
    </Page>
  );
}

/** The workbench: which of the front doors follows from the post that is acted in. */
export default function WorkbenchPage() {
  const { data: me, error } = useQuery(trpc.session.me.queryOptions());
  if (error !== null) return <FailureAlert error={error} />;
  if (me === undefined) return <Skeleton active />;
  if (me.post.side === 'supplier') return <Navigate to="/my-bids" replace />;
  return me.post.side === 'administration' ? <Consoles post={me.post.kind} /> : <BusinessDoor me={me} />;
}
