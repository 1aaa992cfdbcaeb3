import { PauseOutlined, PlayCircleOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../../texts/text.ts';
import { neighbourDates } from './structure-graph.ts';

type Props = {
  dates: readonly string[];
  asOf: string;
  onPick: (date: string) => void;
};

/** How long each day stands while the changes are played. */
const STEP_MS = 1500;

/** Goes on to the next change by itself until the last one is reached. */
function usePlaying(next: string | null, onPick: (date: string) => void) {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => (next === null ? setPlaying(false) : onPick(next)), STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, next, onPick]);
  return { playing, setPlaying };
}

/** The days on which the structure changed, as steps: before and after are one click apart, or played one after another. */
export function ChangeDates({ dates, asOf, onPick }: Props) {
  const t = useText();
  const { previous, current, next } = neighbourDates(dates, asOf);
  const { playing, setPlaying } = usePlaying(next, onPick);
  if (dates.length === 0) return <Typography.Text type="secondary">{t('equity.noDates')}</Typography.Text>;
  const first = [...dates].sort()[0] ?? asOf;
  const play = (): void => {
    if (!playing && next === null) onPick(first);
    setPlaying(!playing);
  };
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
        <Button
          size="small"
          icon={playing ? <PauseOutlined /> : <PlayCircleOutlined />}
          disabled={dates.length < 2}
          onClick={play}
        >
          {t(playing ? 'equity.pause' : 'equity.play')}
        </Button>
        <Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('equity.print')}
        </Button>
        <Typography.Text type="secondary">{t('equity.datesHint')}</Typography.Text>
      </Flex>
    </nav>
  );
}
