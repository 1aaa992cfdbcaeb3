import { displayYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { Link } from '@tanstack/react-router';
import { Card, Grid, Table, Tag, Tooltip } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { pageOf, pressure, type Waiting } from './workbench-data.ts';

const colours = { late: 'red', near: 'gold', calm: 'default' } as const;

/** Working days left; the day itself where no working days are counted. */
function Remaining({ waiting }: { readonly waiting: Pick<Waiting, 'remaining' | 'due'> }) {
  const t = useText();
  const { remaining, due } = waiting;
  if (remaining === null) return <>{due === null ? '—' : due}</>;
  const text =
    remaining < 0 ? t('workbench.overdue', { days: -remaining }) : t('workbench.days', { days: remaining });
  return (
    <Tooltip title={due === null ? '' : t('workbench.remainingHint', { day: due })}>
      <Tag color={colours[pressure(remaining)]} style={{ marginInlineEnd: 0 }}>
        {text}
      </Tag>
    </Tooltip>
  );
}

/** On a narrow screen the rest of the row stands under its title. */
function Beneath({ waiting }: { readonly waiting: Waiting }) {
  const t = useText();
  const code = useCode();
  const amount = waiting.amount === null ? null : tryParseYuan(waiting.amount);
  const parts = [
    waiting.organization,
    amount === null ? '' : t('workbench.wan', { amount: displayYuan(amount, 'wan') }),
    code('why', waiting.why),
  ];
  return <div className="front-why">{parts.filter((part) => part !== '').join(' · ')}</div>;
}

/** What waits for this person in this post, with the reason that it is theirs and the days left. */
export function WaitingTable({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const t = useText();
  const code = useCode();
  const narrow = Grid.useBreakpoint().md === false;
  return (
    <Card
      title={t('workbench.waiting')}
      extra={<span className="front-why">{t('workbench.byRemaining')}</span>}
    >
      {waiting.length === 0 ? (
        <EmptyState title={t('workbench.nothingWaits')} hint={t('workbench.nothingHint')} />
      ) : (
        <Table<Waiting>
          rowKey={(one) => `${one.kind}-${one.id}`}
          size="small"
          pagination={false}
          {...(narrow ? {} : { scroll: { x: 720 } })}
          dataSource={[...waiting]}
          onRow={(one) => ({ 'data-testid': `row-${one.id}` }) as object}
          columns={[
            {
              title: t('workbench.item'),
              render: (_, one) => (
                <>
                  <Link to={pageOf(one.kind)} params={{ id: one.id }}>
                    <strong>{one.title}</strong>
                  </Link>
                  {narrow && <Beneath waiting={one} />}
                </>
              ),
            },
            {
              title: t('workbench.organization'),
              responsive: ['md'],
              render: (_, one) => one.organization || '—',
            },
            {
              title: t('workbench.amount'),
              responsive: ['md'],
              align: 'right',
              render: (_, one) => <Amount value={one.amount} />,
            },
            {
              title: t('workbench.why'),
              responsive: ['md'],
              render: (_, one) => <span className="front-why">{code('why', one.why)}</span>,
            },
            {
              title: t('workbench.stage'),
              responsive: ['md'],
              render: (_, one) => <StateTag kind={one.kind} state={one.stage} />,
            },
            {
              title: t('workbench.remaining'),
              className: 'front-days',
              align: 'right',
              render: (_, one) => <Remaining waiting={one} />,
            },
          ]}
        />
      )}
    </Card>
  );
}
