import { FileImageOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useText } from '../../texts/text.ts';
import { addressOf, savePicture } from './picture-file.ts';
import type { Graph } from './structure-graph.ts';
import type { Layout } from './structure-layout.ts';
import { marksOf } from './structure-marks.ts';
import { type LegendKey, type PictureTexts, structurePicture } from './structure-picture.ts';

/** What a picture says of itself: its heading, and the name of its file. */
export type Caption = Pick<PictureTexts, 'title' | 'lines' | 'illustrative'> & { readonly file: string };

export const legendTexts = {
  control: 'equity.legendControl',
  holding: 'equity.legendHolding',
  duty: 'equity.legendDuty',
  over: 'equity.legendViolation',
  exempt: 'equity.legendExempt',
  unsure: 'equity.legendUnknown',
} as const satisfies Record<LegendKey, string>;
export const legendKeys = Object.keys(legendTexts) as LegendKey[];

// Only while there is a chart: the sheet of every other page stays as it is.
const WIDE_SHEET = '@media print { @page { size: a3 landscape; margin: 10mm } }';

/** The whole chart, and not only what is in view: as a picture file, and on paper. */
export function ExportPicture({
  caption,
  graph,
  layout,
}: {
  readonly caption: Caption;
  readonly graph: Graph;
  readonly layout: Layout;
}) {
  const t = useText();
  const { message } = App.useApp();
  const picture = structurePicture(graph, layout, {
    ...caption,
    legend: legendKeys.map((key) => ({ key, label: t(legendTexts[key]) })),
    nameOf: (entity) => entity.name || t('equity.unnamed'),
    marksOf: (entity) => marksOf(entity, t),
  });
  const save = (): void => {
    savePicture(picture, caption.file).catch(() => void message.error(t('picture.failed')));
  };
  return (
    <>
      <Button size="small" icon={<FileImageOutlined />} onClick={save}>
        {t('picture.export')}
      </Button>
      <style>{WIDE_SHEET}</style>
      <img className="ownership-print" src={addressOf(picture)} alt={caption.title} />
    </>
  );
}
