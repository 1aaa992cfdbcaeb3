import { Card, Flex, Tag } from 'antd';
import { shortPercent } from '../../components/short-percent.ts';
import { useCode, useText } from '../../texts/text.ts';
import { grouped, type LandLedger } from './land-data.ts';

type Sized = { readonly area: string; readonly mu: string };

function Figure({ name, value, of }: { name: string; value: string; of: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <div className="land-of">{of}</div>
    </div>
  );
}

/** The foot of the ledger, shown at its head: how much land, how much of it idle, how agreements are kept, what was revived. */
export function LandTotals({ ledger }: { readonly ledger: LandLedger }) {
  const t = useText();
  const code = useCode();
  const { totals, revived } = ledger;
  const mu = ({ mu: n }: Sized) => t('land.mu', { mu: grouped(n) });
  const metres = ({ area }: Sized) => t('land.metres', { area: grouped(area) });
  const rate = (of: { percent: string } | null) =>
    of === null ? t('land.noRate') : `${shortPercent(of.percent)}%`;
  const keptOf = ({ due, kept }: { due: number; kept: number }) => t('land.keptOf', { due, kept });
  const { agreements, starts, completions, idle, idleRate } = totals;
  return (
    <Card size="small" data-testid="land-totals">
      <dl className="land-figures">
        <Figure
          name={t('land.parcels')}
          value={t('land.count', { n: totals.parcels })}
          of={`${mu(totals)} · ${metres(totals)}`}
        />
        <Figure
          name={t('land.idleRate')}
          value={rate(idleRate)}
          of={`${t('land.idleRateOf', { mu: grouped(idle.mu) })} · ${metres(idle)}`}
        />
        <Figure name={t('land.keptRate')} value={rate(agreements.rate)} of={keptOf(agreements)} />
        <Figure name={t('land.startRate')} value={rate(starts.rate)} of={keptOf(starts)} />
        <Figure name={t('land.completionRate')} value={rate(completions.rate)} of={keptOf(completions)} />
        <Figure name={t('land.revived')} value={mu(revived)} of={`${revived.from} – ${revived.to}`} />
      </dl>
      <Flex wrap gap={8}>
        {totals.states
          .filter(({ parcels }) => parcels > 0)
          .map((one) => (
            <Tag key={one.state}>
              {code('landState', one.state)} {t('land.count', { n: one.parcels })} · {mu(one)}
            </Tag>
          ))}
        {revived.byWay.map((one) => (
          <Tag key={one.way} color="green">
            {code('landWay', one.way)} {mu(one)}
          </Tag>
        ))}
      </Flex>
    </Card>
  );
}
