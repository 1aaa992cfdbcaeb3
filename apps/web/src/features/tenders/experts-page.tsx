import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

const empty = { code: '', name: '', employer: '', specialty: '' };
const fields = ['code', 'name', 'employer', 'specialty'] as const;

function NewExpert() {
  const t = useText();
  const [typed, setTyped] = useState(empty);
  return (
    <Card title={t('experts.add')} data-testid="new-expert">
      <Flex gap={12} wrap align="end">
        {fields.map((name) => (
          <TextField
            key={name}
            id={`expert-${name}`}
            label={`experts.${name}`}
            required
            value={typed[name]}
            onChange={(value) => setTyped({ ...typed, [name]: value })}
          />
        ))}
      </Flex>
      <ActButton
        type="primary"
        disabled={fields.some((name) => typed[name].trim() === '')}
        mutation={trpc.tenders.addExpert.mutationOptions()}
        input={typed}
        onDone={() => setTyped(empty)}
      >
        {t('experts.add')}
      </ActButton>
    </Card>
  );
}

/** The register of experts of whom panels are drawn. */
export default function ExpertsPage() {
  const t = useText();
  const { data: experts, error } = useQuery(trpc.tenders.experts.queryOptions());
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  const keeps = me?.post.kind === 'committee_reviewer';
  return (
    <Page title={t('nav.experts')} subtitle={t('experts.subtitle')}>
      <FailureAlert error={error} />
      <Flex vertical gap={16}>
        {keeps && <NewExpert />}
        <Card>
          {experts === undefined && error === null && <Skeleton active />}
          {experts !== undefined && (
            <Table
              rowKey="id"
              size="small"
              scroll={{ x: 720 }}
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              dataSource={experts}
              columns={[
                ...fields.map((name) => ({ title: t(`experts.${name}`), dataIndex: name })),
                { title: t('experts.addedOn'), dataIndex: 'addedOn' },
                {
                  title: t('experts.leftOn'),
                  render: (_, expert) =>
                    expert.leftOn ??
                    (keeps ? (
                      <ActButton
                        confirm={t('experts.removeConfirm')}
                        mutation={trpc.tenders.removeExpert.mutationOptions()}
                        input={{ id: expert.id }}
                      >
                        {t('experts.remove')}
                      </ActButton>
                    ) : (
                      '—'
                    )),
                },
              ]}
            />
          )}
        </Card>
      </Flex>
    </Page>
  );
}
