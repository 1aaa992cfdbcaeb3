import { Button, Flex, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Key } from './service-data.ts';

/** Ends a key at once, with a reason that goes into the journal. */
export function RevokeKey({ of }: { readonly of: Key }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const title = t('services.revokeOf', { name: of.name });
  return (
    <>
      <Button size="small" danger aria-label={title} onClick={() => setOpen(true)}>
        {t('services.revoke')}
      </Button>
      <Modal title={title} open={open} onCancel={() => setOpen(false)} footer={null} destroyOnHidden>
        <Flex vertical gap={12}>
          <Typography.Text type="secondary">{t('services.revokeHint')}</Typography.Text>
          <label htmlFor={`revoke-${of.id}`}>{t('services.reason')}</label>
          <Input.TextArea
            id={`revoke-${of.id}`}
            rows={2}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <ActButton
            type="primary"
            danger
            disabled={reason.trim() === ''}
            mutation={trpc.services.revokeKey.mutationOptions()}
            input={{ keyId: of.id, reason: reason.trim() }}
            onDone={() => setOpen(false)}
          >
            {t('act.confirm')}
          </ActButton>
        </Flex>
      </Modal>
    </>
  );
}
