import { Button, Flex, Input, Modal } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { AccountLine } from './administration-data.ts';

/** Unlinks the identity of an account, with a reason that goes into the journal. */
export function UnlinkButton({ account }: { readonly account: AccountLine }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const title = t('identity.unlinkOf', { account: account.account });
  const close = (): void => {
    setOpen(false);
    setReason('');
  };
  return (
    <>
      <Button size="small" danger aria-label={title} onClick={() => setOpen(true)}>
        {t('identity.unlink')}
      </Button>
      <Modal title={title} open={open} onCancel={close} footer={null} destroyOnHidden>
        <Flex vertical gap={12}>
          <label htmlFor={`unlink-${account.id}`}>{t('administration.reason')}</label>
          <Input.TextArea
            id={`unlink-${account.id}`}
            rows={3}
            maxLength={200}
            value={reason}
            placeholder={t('administration.reasonHint')}
            onChange={(event) => setReason(event.target.value)}
          />
          <ActButton
            type="primary"
            danger
            disabled={reason.trim() === ''}
            mutation={trpc.administration.unlinkIdentity.mutationOptions()}
            input={{ accountId: account.id, reason: reason.trim() }}
            onDone={close}
          >
            {t('act.confirm')}
          </ActButton>
        </Flex>
      </Modal>
    </>
  );
}
