import { Button, Card, Flex, Table, Tag, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import { grouped, type LandFactShown } from './land-data.ts';

/** What an entry says besides its kind and day. */
function useContent(): (fact: LandFactShown) => string {
  const t = useText();
  const code = useCode();
  return ({ kind, area, amount, way, startBy, completeBy, note }) =>
    [
      way === null ? '' : code('landWay', way),
      area === null ? '' : t('land.metres', { area: grouped(area) }),
      amount === null
        ? ''
        : `${kind === 'fee' || kind === 'fee_paid' ? '' : amountName(t, kind)}${t('land.yuan', { amount: grouped(amount) })}`,
      startBy === null ? '' : `${t('land.startBy')} ${startBy}，${t('land.completeBy')} ${completeBy ?? ''}`,
      note,
    ]
      .filter((part) => part !== '')
      .join('；');
}
const amountName = (t: ReturnType<typeof useText>, kind: LandFactShown['kind']): string =>
  `${t(kind === 'output_review' ? 'land.tax' : 'land.invested').replace(/[（(].*$/, '')} `;

function Acts({ onPick }: { onPick: (withdraw: boolean) => void }) {
  const t = useText();
  return (
    <Flex>
      <Button size="small" type="link" onClick={() => onPick(false)}>
        {t('land.correct')}
      </Button>
      <Button size="small" type="link" onClick={() => onPick(true)}>
        {t('land.withdraw')}
      </Button>
    </Flex>
  );
}

type Props = {
  readonly facts: LandFactShown[];
  /** Null for whoever may not record. */
  readonly onCorrect: ((fact: LandFactShown, withdraw: boolean) => void) | null;
};

/** The line of dated facts with its papers; what was corrected stays, struck through. */
export function LandFacts({ facts, onCorrect }: Props) {
  const t = useText();
  const code = useCode();
  const content = useContent();
  const old = ({ stands, kind }: LandFactShown) => !stands && kind !== 'withdrawn';
  return (
    <Card title={t('land.line')} data-testid="land-line">
      <Table<LandFactShown>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={facts}
        locale={{ emptyText: t('land.lineEmpty') }}
        onRow={(fact) => ({ 'data-testid': `fact-${fact.kind}` }) as object}
        columns={[
          { title: t('land.day'), dataIndex: 'day', width: 110 },
          {
            title: t('land.fact'),
            render: (_, fact) => (
              <Flex wrap gap={4} align="center">
                <Typography.Text delete={old(fact)}>{code('landFact', fact.kind)}</Typography.Text>
                {old(fact) && <Tag>{t('land.corrected')}</Tag>}
                {fact.corrects !== null && fact.kind !== 'withdrawn' && <Tag>{t('land.correctsMark')}</Tag>}
              </Flex>
            ),
          },
          {
            title: t('land.content'),
            render: (_, fact) => <Typography.Text delete={old(fact)}>{content(fact) || '—'}</Typography.Text>,
          },
          {
            title: t('land.paperOf'),
            render: (_, { paper }) => (
              <a href={`/documents/${paper.digest}`} download>
                {paper.name || t('land.paperOf')}
              </a>
            ),
          },
          {
            title: t('land.recorded'),
            width: 150,
            render: (_, fact) => `${fact.recordedOn} ${fact.person.name}`,
          },
          ...(onCorrect === null
            ? []
            : [
                {
                  key: 'acts',
                  width: 130,
                  render: (_: unknown, fact: LandFactShown) =>
                    fact.stands && <Acts onPick={(withdraw) => onCorrect(fact, withdraw)} />,
                },
              ]),
        ]}
      />
    </Card>
  );
}
