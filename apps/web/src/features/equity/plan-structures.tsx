import { Card, Flex, Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../../texts/text.ts';
import type { PlanShown } from './plan-data.ts';
import { StructureTable } from './structure-table.tsx';

const OwnershipChart = lazy(() => import('./ownership-chart.tsx'));

function Side({ plan, side, chart }: { plan: PlanShown; side: 'before' | 'after'; chart: boolean }) {
  const t = useText();
  return (
    <section aria-label={t(`plan.${side}`)}>
      <h3>{t(`plan.${side}`)}</h3>
      {chart ? (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
          <OwnershipChart structure={plan[side]} />
        </Suspense>
      ) : (
        <StructureTable structure={plan[side]} />
      )}
    </section>
  );
}

/** The structure before and after, beside each other; as tables for the keyboard, for print and on a phone. */
export function PlanStructures({ plan }: { readonly plan: PlanShown }) {
  const t = useText();
  const narrow = window.matchMedia('(max-width: 640px)').matches;
  const [view, setView] = useState<'chart' | 'table'>(narrow ? 'table' : 'chart');
  const [shown, setShown] = useState<'both' | 'before' | 'after'>('both');
  const sides = (['before', 'after'] as const).filter((side) => shown === 'both' || shown === side);
  return (
    <Card
      title={t('plan.structure')}
      extra={
        <Flex gap={8} wrap>
          <Segmented<typeof shown>
            aria-label={t('plan.sides')}
            value={shown}
            onChange={setShown}
            options={(['both', 'before', 'after'] as const).map((value) => ({
              value,
              label: t(`plan.${value}`),
            }))}
          />
          <Segmented<'chart' | 'table'>
            aria-label={t('equity.view')}
            value={view}
            onChange={setView}
            options={[
              { value: 'chart', label: t('equity.viewChart') },
              { value: 'table', label: t('equity.viewTable') },
            ]}
          />
        </Flex>
      }
    >
      <div className={shown === 'both' ? 'plan-sides plan-sides-both' : 'plan-sides'}>
        {sides.map((side) => (
          <Side key={`${shown} ${side}`} plan={plan} side={side} chart={view === 'chart'} />
        ))}
      </div>
    </Card>
  );
}
