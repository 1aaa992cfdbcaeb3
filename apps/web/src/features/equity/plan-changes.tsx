import { Alert, Card, Checkbox, Flex, Table, Tag, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { shortPercent } from '../../components/short-percent.ts';
import { useText } from '../../texts/text.ts';
import { type CompanyChanged, type PlanShown, partyName } from './plan-data.ts';

type Side = CompanyChanged['before'];
const percent = (share: { percent: string } | null): string =>
  share === null ? '—' : `${shortPercent(share.percent)}%`;

/** What it was and what it becomes; one value where nothing changes. */
function Change({ before, after }: { readonly before: ReactNode; readonly after: ReactNode }) {
  if (before === after) return <span>{after}</span>;
  return (
    <span className="plan-change">
      <del>{before}</del> → <ins>{after}</ins>
    </span>
  );
}

function useCells(plan: PlanShown) {
  const t = useText();
  const root = (side: Side): string => (side.root === null ? '—' : partyName(plan, side.root));
  const level = (side: Side): string =>
    side.level === null ? '—' : t('plan.levelShown', { n: String(side.level) });
  return { root, level };
}

function useColumns(plan: PlanShown) {
  const t = useText();
  const { root, level } = useCells(plan);
  const pair =
    (of: (side: Side) => string) =>
    (_: unknown, { before, after }: CompanyChanged) => <Change before={of(before)} after={of(after)} />;
  return [
    {
      title: t('plan.columnCompany'),
      key: 'company',
      render: (_: unknown, { id, absorbedBy }: CompanyChanged) => (
        <>
          {partyName(plan, id)}{' '}
          {absorbedBy !== null && <Tag>{t('plan.absorbed', { name: partyName(plan, absorbedBy) })}</Tag>}
        </>
      ),
    },
    { title: t('plan.columnControl'), key: 'root', render: pair(root) },
    {
      title: t('plan.columnLevel'),
      key: 'level',
      className: 'plan-short',
      render: (_: unknown, { before, after }: CompanyChanged) => (
        <Flex vertical gap={4} align="start">
          <Change before={level(before)} after={level(after)} />
          {after.violation && <Tag color="red">{t('equity.violation')}</Tag>}
          {after.exemptUntil && <Tag color="green">{t('levels.exempt', { day: after.exemptUntil })}</Tag>}
        </Flex>
      ),
    },
    {
      ...{ title: t('plan.columnEffective'), key: 'effective', className: 'plan-short' },
      render: pair((side) => percent(side.effective)),
    },
    {
      ...{ title: t('plan.columnMinority'), key: 'minority', className: 'plan-short' },
      render: pair((side) => percent(side.minority)),
    },
  ];
}

function Figures({ plan }: { readonly plan: PlanShown }) {
  const t = useText();
  const { newlyControlled, noLongerControlled, violations } = plan.comparison;
  return (
    <Typography.Text data-testid="plan-figures">
      {t('plan.figures', {
        ...{ gained: newlyControlled.length, lost: noLongerControlled.length },
        ...{ before: violations.before.length, after: violations.after.length },
        parked: plan.judgements.filter((item) => item.state === 'parked').length,
      })}
    </Typography.Text>
  );
}

/** Every company that stands in the group before or after: who controls it, how deep, whose it is; changes are marked. */
export function PlanChanges({ plan }: { readonly plan: PlanShown }) {
  const t = useText();
  const [changedOnly, setChangedOnly] = useState(true);
  const columns = useColumns(plan);
  const { companies } = plan.comparison;
  const shown = changedOnly ? companies.filter((company) => company.changed) : companies;
  return (
    <Card
      title={t('plan.result')}
      extra={
        <Checkbox checked={changedOnly} onChange={(event) => setChangedOnly(event.target.checked)}>
          {t('plan.onlyChanged')}
        </Checkbox>
      }
    >
      <Flex vertical gap={12}>
        <Figures plan={plan} />
        {plan.warnings.map((warning) => (
          <Alert key={warning.because} type="warning" showIcon title={warning.because} />
        ))}
        <Table<CompanyChanged>
          size="small"
          rowKey="id"
          pagination={false}
          scroll={{ x: 600 }}
          dataSource={[...shown]}
          columns={columns}
          locale={{ emptyText: t('plan.noChange') }}
          onRow={({ id }) => ({ 'data-testid': `change-${id}` }) as object}
        />
      </Flex>
    </Card>
  );
}

/** Whose direct share shrinks, from what to what. */
export function PlanLosses({ plan }: { readonly plan: PlanShown }) {
  const t = useText();
  const { losses } = plan.comparison;
  if (losses.length === 0) return null;
  return (
    <Card title={t('plan.losses')}>
      <Table
        size="small"
        rowKey={({ owner, owned }) => `${owner}${owned}`}
        pagination={false}
        scroll={{ x: 480 }}
        dataSource={[...losses]}
        columns={[
          { title: t('plan.lossOwner'), key: 'owner', render: (_, loss) => partyName(plan, loss.owner) },
          { title: t('plan.lossOwned'), key: 'owned', render: (_, loss) => partyName(plan, loss.owned) },
          {
            title: t('plan.lossShare'),
            key: 'share',
            render: (_, loss) => <Change before={percent(loss.before)} after={percent(loss.after)} />,
          },
        ]}
      />
    </Card>
  );
}
