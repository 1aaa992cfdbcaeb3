import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Input, Modal, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { type HandedOver, HandedOverPassword } from '../../components/handed-over.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

const clock = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

function RefuseReset({ id }: { readonly id: string }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('security.refuse')}
      </Button>
      <Modal
        title={t('security.refuse')}
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
      >
        <Flex vertical gap={12}>
          <label htmlFor={`refuse-${id}`}>{t('administration.reason')}</label>
          <Input.TextArea
            id={`refuse-${id}`}
            rows={3}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <ActButton
            type="primary"
            disabled={reason.trim() === ''}
            mutation={trpc.administration.refuseReset.mutationOptions()}
            input={{ id, reason: reason.trim() }}
            onDone={() => setOpen(false)}
          >
            {t('act.confirm')}
          </ActButton>
        </Flex>
      </Modal>
    </>
  );
}

/** Password resets that wait; the security administrator releases or refuses them. */
export function ResetsCard({ releases }: { readonly releases: boolean }) {
  const t = useText();
  const [made, setMade] = useState<HandedOver | null>(null);
  const { data, error } = useQuery(trpc.administration.resets.queryOptions());
  if (made === null && error === null && (data ?? []).length === 0) return null;
  return (
    <Card title={t('security.resets')} style={{ marginBottom: 16 }}>
      <Typography.Paragraph type="secondary">{t('security.resetsHint')}</Typography.Paragraph>
      <FailureAlert error={error} />
      {made !== null && <HandedOverPassword made={made} onClose={() => setMade(null)} />}
      {(data ?? []).length > 0 && (
        <Table
          rowKey="id"
          size="small"
          scroll={{ x: 860 }}
          pagination={false}
          dataSource={data ?? []}
          columns={[
            { title: t('administration.account'), dataIndex: 'account' },
            { title: t('administration.person'), dataIndex: 'person' },
            {
              title: t('security.identityProof'),
              render: (_, one) => (
                <>
                  {one.reason} {one.withCodes && <Tag>{t('security.withCodes')}</Tag>}
                </>
              ),
            },
            { title: t('security.askedBy'), dataIndex: 'askedBy' },
            { title: t('security.askedAt'), render: (_, one) => clock.format(new Date(one.askedAt)) },
            ...(releases
              ? [
                  {
                    title: t('administration.action'),
                    render: (_: unknown, one: { readonly id: string; readonly account: string }) => (
                      <Flex gap={8} wrap>
                        <ActButton
                          type="primary"
                          confirm={t('security.releaseConfirm', { account: one.account })}
                          mutation={trpc.administration.releaseReset.mutationOptions()}
                          input={{ id: one.id }}
                          onDone={setMade}
                        >
                          {t('security.release')}
                        </ActButton>
                        <RefuseReset id={one.id} />
                      </Flex>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Card>
  );
}
