import type { AppRouter } from '@guanyun/api/router.ts';
import type { inferRouterOutputs } from '@trpc/server';
import { Table, Tag } from 'antd';
import { useCode, useText } from '../texts/text.ts';
import { Amount } from './amount.tsx';
import { EmptyState } from './empty.tsx';
import { Period } from './period.tsx';

type Mandate = inferRouterOutputs<AppRouter>['organizations']['mandates'][number];

function Standing({ mandate, today }: { mandate: Mandate; today: string }) {
  const t = useText();
  if (mandate.validTo < today) return <Tag color="red">{t('organizations.mandateEnded')}</Tag>;
  if (mandate.validFrom > today) return <Tag color="gold">{t('organizations.mandateComing')}</Tag>;
  return <Tag color="green">{t('organizations.mandateInForce')}</Tag>;
}

/** Mandates: who entrusts whom with which matters of which companies, up to what, until when. */
export function MandatesTable({
  mandates,
  today,
}: {
  readonly mandates: readonly Mandate[];
  /** Given, each says whether it is in force. */
  readonly today?: string;
}) {
  const t = useText();
  const code = useCode();
  const slugs = (list: readonly string[]): string => list.map((slug) => code('slug', slug)).join('、') || '—';
  if (mandates.length === 0) return <EmptyState title={t('organizations.noMandates')} />;
  return (
    <Table<Mandate>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 1240 }}
      dataSource={[...mandates]}
      onRow={(mandate) => ({ 'data-testid': `row-${mandate.id}` }) as object}
      columns={[
        { title: t('organizations.mandateNumber'), dataIndex: 'number', width: 180 },
        { title: t('organizations.mandateFrom'), width: 130, render: (_, one) => one.from.name },
        { title: t('organizations.mandateTo'), width: 190, render: (_, one) => one.to.name },
        { title: t('organizations.mandateMatters'), width: 260, render: (_, one) => slugs(one.matters) },
        { title: t('organizations.mandateDeliberate'), render: (_, one) => slugs(one.deliberateOnly) },
        {
          title: t('organizations.mandateCompanies'),
          width: 220,
          render: (_, one) =>
            one.companies === 'all'
              ? t('organizations.mandateAll')
              : one.companies.map((company) => company.name).join('、'),
        },
        {
          title: t('organizations.mandateLimit'),
          align: 'right',
          render: (_, one) => <Amount value={one.limit} />,
        },
        {
          title: t('organizations.validity'),
          render: (_, one) => (
            <>
              <Period from={one.validFrom} to={one.validTo} />{' '}
              {today !== undefined && <Standing mandate={one} today={today} />}
            </>
          ),
        },
      ]}
    />
  );
}
