import { riskSides } from '@guanyun/domain/contracts/contract-risk.ts';
import { formatPercent, parseRatio } from '@guanyun/domain/kernel/ratio.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Card, Flex, Skeleton, Table, Tag, Typography } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Risk } from './answers.ts';

type Case = Risk['cases'][number];

/** Where a case is looked into: its tender, its contract, or the contracts of who lets. */
function Subject({ of }: { readonly of: Case }) {
  const name = [of.number, of.title].filter(Boolean).join(' ');
  if (of.kind === 'tender')
    return (
      <Link to="/tenders/$id" params={{ id: of.id }}>
        {name}
      </Link>
    );
  if (of.kind === 'contract')
    return (
      <Link to="/contracts/$id" params={{ id: of.id }}>
        {name}
      </Link>
    );
  return (
    <Link to="/organizations/$id" params={{ id: of.id }}>
      {of.organization?.name}
    </Link>
  );
}

function Cases({ risk }: { readonly risk: Risk }) {
  const t = useText();
  return (
    <Flex vertical gap={8}>
      <Table<Case>
        rowKey={(one) => `${one.id}${one.counterparty?.id ?? ''}`}
        size="small"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={[...risk.cases]}
        columns={[
          { title: t('risks.subject'), render: (_, one) => <Subject of={one} /> },
          { title: t('risks.organization'), render: (_, one) => one.organization?.name ?? '—' },
          { title: t('risks.counterparty'), render: (_, one) => one.counterparty?.name ?? '—' },
          {
            title: t('risks.value'),
            align: 'right',
            render: (_, { value }) => t(`riskUnit.${risk.unit}`, { value }),
          },
        ]}
      />
      {risk.total > risk.cases.length && (
        <Typography.Text type="secondary">
          {t('risks.shown', { count: String(risk.cases.length) })}
        </Typography.Text>
      )}
    </Flex>
  );
}

function Basis({ risk }: { readonly risk: Risk }) {
  const code = useCode();
  return (
    <Flex vertical>
      {risk.basis.map(({ title, article, grade }) => (
        <Typography.Text type="secondary" key={`${title}${article ?? ''}`}>
          {title} {article ?? ''} [{code('grade', grade)}]
        </Typography.Text>
      ))}
    </Flex>
  );
}

/** The bound as people read it: a share in percent, anything else as the number it is. */
const boundText = ({ unit, figure }: Risk): string =>
  unit === 'share' ? formatPercent(parseRatio(figure), 0) : (figure.split('/')[0] ?? figure);

/** Signs that tenders and contracts give, each with its ground; the cases are one click away. */
export function RisksCard() {
  const t = useText();
  const { data, error } = useQuery(trpc.contracts.risks.queryOptions());
  return (
    <Card title={t('risks.title')} data-testid="risks">
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active />}
      {data !== undefined && (
        <Flex vertical gap={12}>
          <Typography.Text type="secondary">{t('risks.hint', { on: data.on })}</Typography.Text>
          <Table<Risk>
            rowKey="code"
            size="small"
            pagination={false}
            scroll={{ x: 820 }}
            // What there is to look at comes first.
            dataSource={[...data.indicators].sort((a, b) => Number(b.total > 0) - Number(a.total > 0))}
            onRow={({ code }) => ({ 'data-testid': `risk-${code}` }) as object}
            expandable={{
              rowExpandable: ({ total }) => total > 0,
              expandedRowRender: (risk) => <Cases risk={risk} />,
            }}
            columns={[
              { title: t('risks.sign'), render: (_, { code }) => t(`riskCode.${code}`) },
              {
                title: t('risks.count'),
                width: 84,
                align: 'right',
                render: (_, { total }) =>
                  total === 0 ? (
                    <Typography.Text type="secondary">{t('risks.none')}</Typography.Text>
                  ) : (
                    <Tag color="red">{total}</Tag>
                  ),
              },
              {
                title: t('risks.bound'),
                width: 96,
                align: 'right',
                render: (_, risk) =>
                  `${riskSides[risk.code] ?? '≥'} ${t(`riskUnit.${risk.unit}`, { value: boundText(risk) })}`,
              },
              { title: t('risks.basis'), render: (_, risk) => <Basis risk={risk} /> },
            ]}
          />
        </Flex>
      )}
    </Card>
  );
}
