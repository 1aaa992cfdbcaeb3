import { jointShares } from '@guanyun/domain/matters/joint-shares.ts';
import { Card, Table, Tag } from 'antd';
import { Amount } from '../../components/amount.tsx';
import { useText } from '../../texts/text.ts';
import type { Matter } from './matter-data.ts';

type Line = {
  id: string;
  role: 'lead' | 'participant';
  name: string;
  share: string | null;
  board: string | null;
  signed: boolean;
};

const boardOf = (records: Matter['records']): string | null =>
  records.find(({ code }) => code === 'BOARD')?.heldOn ?? null;

function linesOf(matter: Matter): Line[] {
  const { company } = matter;
  const shares = jointShares(company.id, matter.amount, matter.participants);
  const lead = {
    ...{ id: company.id, role: 'lead' as const, name: company.name, board: boardOf(matter.records) },
    share: shares[0]?.amount ?? null,
    signed: matter.signatures.some(
      (one) => one.valid && one.organizationId === company.id && one.post === 'company_representative',
    ),
  };
  const others = matter.participants.map((one) => ({
    ...{ id: one.company.id, role: 'participant' as const, name: one.company.name, share: one.amount },
    ...{ board: boardOf(one.records), signed: one.signed },
  }));
  return [lead, ...others];
}

/** The companies of a joint case, each with its own resolution, its part of the amount and whether it has signed. */
export function JointTable({ matter }: { matter: Matter }) {
  const t = useText();
  if (matter.participants.length === 0) return null;
  return (
    <Card title={t('matters.joint')} data-testid="joint">
      <Table<Line>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 560 }}
        dataSource={linesOf(matter)}
        onRow={(line) => ({ 'data-testid': `joint-${line.role}` }) as object}
        columns={[
          { title: t('matters.joint.role'), width: 70, render: (_, { role }) => t(`matters.joint.${role}`) },
          { title: t('matters.joint.company'), dataIndex: 'name' },
          {
            title: t('matters.joint.share'),
            width: 120,
            align: 'right',
            render: (_, { share }) => <Amount value={share} />,
          },
          { title: t('matters.joint.board'), width: 110, render: (_, { board }) => board ?? '—' },
          {
            title: t('matters.joint.signed'),
            width: 90,
            render: (_, { signed }) => (
              <Tag color={signed ? 'green' : 'default'}>
                {t(signed ? 'matters.joint.yes' : 'matters.notSigned')}
              </Tag>
            ),
          },
        ]}
      />
    </Card>
  );
}
