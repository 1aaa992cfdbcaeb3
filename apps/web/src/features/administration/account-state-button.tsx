import { Button, Flex, Input, Modal } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { AccountLine } from './administration-data.ts';

/** Disables or enables an account, with a reason that goes into the journal. */
export function AccountStateButton({ account }: { readonly account: AccountLine }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const name = t(account.disabled ? 'administration.enable' : 'administration.disable');
  const title = t(account.disabled ? 'administration.enableOf' : 'administration.disableOf', {
    account: account.account,
  });
  const mutation = account.disabled
    ? trpc.administration.enableAccount.mutationOptions()
    : trpc.administration.disableAccount.mutationOptions();
  const close = (): void => {
    setOpen(false);
    setReason('');
  };
  return (
    <>
      <Button size="small" danger={!account.disabled} aria-label={title} onClick={() => setOpen(true)}>
        {name}
      </Button>
      <Modal title={title} open={open} onCancel={close} footer={null} destroyOnHidden>
        <Flex vertical gap={12}>
          <label htmlFor={`reason-${account.id}`}>{t('administration.reason')}</label>
          <Input.TextArea
            id={`reason-${account.id}`}
            rows={3}
            maxLength={200}
            value={reason}
            placeholder={t('administration.reasonHint')}
            onChange={(event) => setReason(event.target.value)}
          />
          <ActButton
            type="primary"
            danger={!account.disabled}
            disabled={reason.trim() === ''}
            mutation={mutation}
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
