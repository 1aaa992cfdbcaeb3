import { Card, Descriptions, Flex, Typography } from 'antd';
import { StateTag } from '../../components/state-tag.tsx';
import { Reasons } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { grouped, type LandParcelShown } from './land-data.ts';

/** How the parcel stands on the day and why, what may be imposed with its arithmetic, and what is next. */
export function LandStanding({ parcel }: { readonly parcel: LandParcelShown }) {
  const t = useText();
  const code = useCode();
  const { standing, asOf } = parcel;
  const { arithmetic, deadline, fees, owed, started, released } = standing;
  const workOf = t('land.workOf', {
    area: grouped(started.area),
    invested:
      standing.invested === null
        ? t('land.unrecorded')
        : t('land.yuan', { amount: grouped(standing.invested) }),
  });
  const releasedOf = t('land.releasedOf', { area: grouped(released.area), mu: grouped(released.mu) });
  return (
    <Card title={t('land.standing', { day: asOf })} data-testid="land-standing">
      <Flex vertical gap={12}>
        {standing.struck ? (
          <Typography.Text type="danger">{t('land.struck')}</Typography.Text>
        ) : (
          <div>
            <StateTag kind="landState" state={standing.state} />
          </div>
        )}
        <Reasons reasons={standing.reasons} />
        <Descriptions
          size="small"
          bordered
          column={1}
          items={[
            {
              ...{ key: 'fee', label: t('land.fee') },
              children: arithmetic === null ? t('land.feeNone') : <strong>{arithmetic}</strong>,
            },
            {
              ...{ key: 'reclaim', label: t('land.reclaim') },
              children: t(standing.reclaim ? 'land.reclaimYes' : 'land.reclaimNo'),
            },
            { key: 'next', label: t('land.next'), children: code('landStep', standing.next) },
            { key: 'deadline', label: t('land.deadline'), children: deadline ?? '—' },
            { key: 'work', label: t('land.work'), children: workOf },
            {
              ...{ key: 'fees', label: t('land.fees') },
              children: t('land.feesOf', { fees: grouped(fees), owed: grouped(owed) }),
            },
            { key: 'released', label: t('land.revived'), children: releasedOf },
          ]}
        />
      </Flex>
    </Card>
  );
}
