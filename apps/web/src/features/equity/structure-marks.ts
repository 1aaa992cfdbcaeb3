import { shortPercent } from '../../components/short-percent.ts';
import type { useText } from '../../texts/text.ts';
import type { StructureNode } from './structure-graph.ts';

/** What stands under a name in the chart, on the page and in the picture. */
export type Mark = {
  readonly text: string;
  readonly tone: 'plain' | 'violation' | 'exempt' | 'unsure';
};

export function marksOf(entity: StructureNode, t: ReturnType<typeof useText>): Mark[] {
  const { level, effective, violation, exemption, nameStatus, absorbed } = entity;
  const mark = (tone: Mark['tone'], text: string | null): Mark[] => (text === null ? [] : [{ text, tone }]);
  return [
    ...mark('plain', level === null ? null : t('equity.level', { level })),
    ...mark(
      'plain',
      effective === null ? null : t('equity.effective', { percent: shortPercent(effective.percent) }),
    ),
    ...mark('violation', absorbed ? t('equity.absorbedMark') : null),
    ...mark('violation', violation ? t('equity.violation') : null),
    ...mark('exempt', exemption === null ? null : t('levels.exempt', { day: exemption.until })),
    ...mark('unsure', nameStatus === 'tentative' ? t('equity.tentative') : null),
    ...mark('unsure', nameStatus === 'unknown' ? t('equity.unknown') : null),
  ];
}
