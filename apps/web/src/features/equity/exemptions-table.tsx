import { Button, Table, Tag, Typography } from 'antd';
import { useText } from '../../texts/text.ts';
import type { ShownStructure } from './equity-data.ts';

export type Exemption = ShownStructure['levels']['exemptions'][number];
const colours = { coming: 'blue', in_force: 'green', over: 'default', ended: 'default' } as const;

/** A paper's name, and its link for whoever may read it. */
function PaperLink({ paper }: { readonly paper: Exemption['paper'] }) {
  return paper.digest === null ? (
    <span>{paper.name}</span>
  ) : (
    <a href={`/documents/${paper.digest}`} download>
      {paper.name}
    </a>
  );
}

/** Every exemption that is known, past and to come, with its papers; what was granted stays when it is ended. */
export function ExemptionsTable({
  exemptions,
  nameOf,
  onEnd,
}: {
  readonly exemptions: readonly Exemption[];
  readonly nameOf: (id: string) => string;
  readonly onEnd: ((exemption: Exemption) => void) | null;
}) {
  const t = useText();
  const term = ({ validFrom, validTo, endedOn, ending }: Exemption) => (
    <>
      {t('levels.upTo', { from: validFrom, to: validTo })}
      {endedOn !== null && ending !== null && (
        <div>
          <Typography.Text type="secondary">
            {t('levels.endedFrom', { day: endedOn, because: ending.because })}
          </Typography.Text>{' '}
          <PaperLink paper={ending.paper} />
        </div>
      )}
    </>
  );
  return (
    <Table<Exemption>
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 860 }}
      title={() => t('levels.exemptions')}
      dataSource={[...exemptions]}
      onRow={(exemption) => ({ 'data-testid': `exemption-${exemption.id}` }) as object}
      columns={[
        { title: t('levels.company'), render: (_, one) => nameOf(one.companyId) },
        { title: t('levels.term'), render: (_, one) => term(one) },
        {
          title: t('levels.verdict'),
          render: (_, one) => <Tag color={colours[one.state]}>{t(`levels.state.${one.state}`)}</Tag>,
        },
        { title: t('levels.because'), dataIndex: 'because' },
        { title: t('levels.paper'), render: (_, one) => <PaperLink paper={one.paper} /> },
        { title: t('levels.recordedBy'), render: (_, one) => one.recorded.by },
        ...(onEnd === null
          ? []
          : [
              {
                ...{ title: t('equity.acts'), key: 'acts' },
                render: (_: unknown, one: Exemption) =>
                  one.endedOn === null && (
                    <Button size="small" onClick={() => onEnd(one)}>
                      {t('levels.end')}
                    </Button>
                  ),
              },
            ]),
      ]}
    />
  );
}
