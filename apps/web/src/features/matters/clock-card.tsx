import { type LocalDate, weekday } from '@guanyun/domain/kernel/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Flex, Tag, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Matter } from './matter-data.ts';

type Clock = NonNullable<Matter['clock']>;
type Day = { day: LocalDate; kind: 'counted' | 'off' | 'stopped'; cause?: string | undefined };

/** Month and day where the month is new to the eye, else the day alone. */
const shortDay = (day: string, first: boolean): string =>
  first || day.endsWith('-01')
    ? `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`
    : String(Number(day.slice(8)));

/** The days from acceptance to the due one as weeks: which counted, which were off, on which the clock stood. */
function DayStrip({ days, due }: { days: readonly Day[]; due: string }) {
  const t = useText();
  const code = useCode();
  const me = useQuery(trpc.session.me.queryOptions());
  const [first] = days;
  if (first === undefined) return null;
  let counted = 0;
  return (
    <ol className="day-strip" aria-label={t('matters.dayAccount')}>
      {days.map(({ day, kind, cause }, index) => {
        if (kind === 'counted') counted += 1;
        const said =
          kind === 'counted'
            ? t('matters.dayCounted', { n: counted })
            : kind === 'off'
              ? t('matters.dayOff')
              : t('matters.dayStopped', { cause: code('suspension', cause ?? '') });
        return (
          <li
            key={day}
            data-kind={kind}
            data-day={day}
            title={`${day} ${said}`}
            {...(day === due ? { 'data-due': true } : {})}
            {...(day === me.data?.today ? { 'aria-current': 'date' as const } : {})}
            {...(index === 0 ? { style: { gridColumnStart: weekday(day) } } : {})}
          >
            <span aria-hidden="true">{shortDay(day, index === 0)}</span>
            <span className="sr-only">{`${day} ${said}`}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Legend({ stopped }: { stopped: boolean }) {
  const t = useText();
  const kinds = stopped ? (['counted', 'off', 'stopped'] as const) : (['counted', 'off'] as const);
  return (
    <Flex gap={12} wrap className="day-legend">
      {kinds.map((kind) => (
        <span key={kind} data-kind={kind}>
          {t(`matters.day.${kind}`)}
        </span>
      ))}
    </Flex>
  );
}

/** Each stop with its written cause. */
function Stops({ stops }: { stops: Clock['stops'] }) {
  const t = useText();
  const code = useCode();
  if (stops.length === 0) return <Typography.Text type="secondary">{t('matters.noStops')}</Typography.Text>;
  return (
    <ul className="matter-plain">
      {stops.map((stop) => (
        <li key={stop.fromOn} data-testid="stop">
          <strong>{code('suspension', stop.cause)}</strong>{' '}
          {stop.toOn !== null && stop.toOn < stop.fromOn
            ? t('matters.stopNone')
            : stop.toOn === null
              ? t('matters.stopSince', { from: stop.fromOn })
              : t('matters.stopSpan', { from: stop.fromOn, to: stop.toOn })}
          {stop.expectedDays !== null && ` · ${t('matters.stopExpected', { days: stop.expectedDays })}`}
          <div className="matter-text">{stop.because}</div>
        </li>
      ))}
    </ul>
  );
}

/** When an answer is due, and every day and stop that moved it. */
export function ClockCard({ matter }: { matter: Matter }) {
  const t = useText();
  const { clock, expected, route } = matter;
  const due = clock?.due ?? expected.due;
  return (
    <Card
      data-testid="clock"
      title={
        <Flex gap={8} wrap align="center">
          {clock === null ? t('matters.notRunning') : t('matters.clock', { due })}
          {clock?.stopped && <Tag color="gold">{t('matters.clockStands')}</Tag>}
        </Flex>
      }
    >
      <Flex vertical gap={8}>
        {clock === null
          ? t('matters.clockBefore', { days: route.timeLimit.days, due })
          : t('matters.clockText', { accepted: clock.acceptedOn, days: clock.days })}
        {clock !== null && <DayStrip days={clock.account} due={due} />}
        {clock !== null && <Legend stopped={clock.account.some((d) => d.kind === 'stopped')} />}
        {clock !== null && <Stops stops={clock.stops} />}
        {clock?.stopped && <Typography.Text type="secondary">{t('matters.standsHint')}</Typography.Text>}
        {(clock ?? expected).provisional && (
          <Alert type="warning" showIcon title={t('matters.provisional')} />
        )}
      </Flex>
    </Card>
  );
}
