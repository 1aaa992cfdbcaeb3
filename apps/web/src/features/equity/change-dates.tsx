import { Button, Flex, Typography } from 'antd';
import { useText } from '../../texts/text.ts';
import { neighbourDates } from './structure-graph.ts';

type Props = {
  dates: readonly string[];
  asOf: string;
  onPick: (date: string) => void;
};

/** The days on which the structure changed, as steps: before and after are one click apart. */
export function ChangeDates({ dates, asOf, onPick }: Props) {
  const t = useText();
  const { previous, current, next } = neighbourDates(dates, asOf);
  if (dates.length === 0) return <Typography.Text type="secondary">{t('equity.noDates')}</Typography.Text>;
  return (
    <nav aria-label={t('equity.dates')}>
      <Flex wrap gap={8} align="center">
        <Typography.Text strong>{t('equity.dates')}</Typography.Text>
        <Button
          size="small"
          disabled={previous === null}
          onClick={() => previous !== null && onPick(previous)}
        >
          {t('equity.previousDate')}
        </Button>
        {[...dates].sort().map((date) => (
          <Button
            key={date}
            size="small"
            type={date === current ? 'primary' : 'default'}
            aria-pressed={date === current}
            onClick={() => onPick(date)}
          >
            {date}
          </Button>
        ))}
        <Button size="small" disabled={next === null} onClick={() => next !== null && onPick(next)}>
          {t('equity.nextDate')}
        </Button>
        <Typography.Text type="secondary">{t('equity.datesHint')}</Typography.Text>
      </Flex>
    </nav>
  );
}
