import { Link } from '@tanstack/react-router';
import { Card, Checkbox, Flex, Table, Tag, Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type PlanCase, type PlanShown, partyName } from './plan-data.ts';

const colours: Readonly<Record<string, string>> = {
  ...{ open: 'default', warranted: 'gold', agreed: 'green', executed: 'blue' },
  ...{ overtaken: 'red', lapsed: 'red' },
};

/** The items of a plan that are still to be carried out and may go alone. */
export const separableLeft = (plan: PlanShown): string[] => [
  ...new Set(
    plan.cases
      .filter(({ main, separable, state }) => main && separable && state !== 'executed')
      .map(({ itemId }) => itemId),
  ),
];

const placeOf = (plan: PlanShown, itemId: string): string =>
  String(plan.items.findIndex(({ id }) => id === itemId) + 1);

function Matter({ row }: { readonly row: PlanCase }) {
  const t = useText();
  const code = useCode();
  const name = code('slug', row.matter);
  return (
    <Flex gap={4} wrap align="center">
      {row.visible ? (
        <Link to="/matters/$id" params={{ id: row.matterId }}>
          {name}
        </Link>
      ) : (
        name
      )}
      {!row.main && <Tag>{t('plan.attached')}</Tag>}
      {row.main && row.separable && <Tag>{t('plan.caseSeparable')}</Tag>}
    </Flex>
  );
}

/** How far a main case has come; its company hands its warrant over here. */
function Progress({ plan, row }: { readonly plan: PlanShown; readonly row: PlanCase }) {
  const t = useText();
  const code = useCode();
  if (row.state === null) return '—';
  const on = row.executedOn ?? (row.state === 'agreed' ? row.agreedOn : null);
  return (
    <Flex gap={8} wrap align="center">
      <Tag color={colours[row.state] ?? 'default'}>{code('planCase', row.state)}</Tag>
      {on !== null && <Typography.Text type="secondary">{on}</Typography.Text>}
      {row.mayJoin && (
        <ActButton
          confirm={t('plan.joinConfirm')}
          mutation={trpc.equity.joinPlan.mutationOptions()}
          input={{ id: plan.id, itemId: row.itemId }}
        >
          {t('plan.join')}
        </ActButton>
      )}
    </Flex>
  );
}

type Props = {
  readonly plan: PlanShown;
  readonly chosen: readonly string[];
  readonly choose: (ids: readonly string[]) => void;
};

function Place({ plan, chosen, choose, row }: Props & { readonly row: PlanCase }) {
  const t = useText();
  const n = placeOf(plan, row.itemId);
  const first = plan.cases.find(({ itemId }) => itemId === row.itemId) === row;
  if (!plan.mayExecute || !first || !separableLeft(plan).includes(row.itemId)) return n;
  return (
    <Checkbox
      aria-label={t('plan.chooseItem', { n })}
      checked={chosen.includes(row.itemId)}
      onChange={({ target }) =>
        choose(target.checked ? [...chosen, row.itemId] : chosen.filter((id) => id !== row.itemId))
      }
    >
      {n}
    </Checkbox>
  );
}

/** The cases that a submitted plan became, with how far each has come. */
export function PlanCases(props: Props) {
  const { plan } = props;
  const t = useText();
  if (plan.cases.length === 0) return null;
  return (
    <Card title={t('plan.cases')} data-testid="plan-cases">
      <Table<PlanCase>
        size="small"
        rowKey="matterId"
        pagination={false}
        scroll={{ x: 820 }}
        dataSource={plan.cases}
        columns={[
          {
            ...{ title: t('plan.caseItem'), key: 'item', className: 'plan-short' },
            render: (_, row) => <Place {...props} row={row} />,
          },
          {
            ...{ title: t('plan.columnCompany'), key: 'target' },
            render: (_, { itemId }) =>
              partyName(plan, plan.items.find(({ id }) => id === itemId)?.companyId ?? ''),
          },
          { title: t('plan.approvalMatter'), key: 'matter', render: (_, row) => <Matter row={row} /> },
          { title: t('plan.approvalBy'), key: 'by', render: (_, row) => partyName(plan, row.companyId) },
          {
            ...{ title: t('plan.caseMatterState'), key: 'state' },
            render: (_, row) => <StateTag kind="matter" state={row.matterState} />,
          },
          {
            ...{ title: t('plan.caseUntil'), key: 'until', className: 'plan-short' },
            render: (_, row) => row.expiresOn ?? '—',
          },
          {
            ...{ title: t('plan.caseState'), key: 'progress' },
            render: (_, row) => <Progress plan={plan} row={row} />,
          },
        ]}
      />
    </Card>
  );
}
