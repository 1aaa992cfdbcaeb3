import { useText } from '../../texts/text.ts';
import type { LevelReading } from './structure-graph.ts';

/** The head of a column of levels: by which holder, and whether that is what counts. */
export function LevelHead({
  reading,
  inForce,
}: {
  readonly reading: LevelReading;
  readonly inForce: LevelReading;
}) {
  const t = useText();
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {t(`levels.${reading}Head`)}
      {reading === inForce && (
        <>
          <br />
          {t('levels.inForce')}
        </>
      )}
    </span>
  );
}
