import { Button, Flex, Input, Modal } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { AccountLine } from './administration-data.ts';

/** Ends every session of an account, with a reason; the account stays. */
export function EndSessionsButton({ account }: { readonly account: AccountLine }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const close = (): void => {
    setOpen(false);
    setReason('');
  };
  const title = t('security.endSessionsOf', { account: account.account });
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setOpen(true)}>
        {t('security.endSessions')}
      </Button>
      <Modal title={title} open={open} onCancel={close} footer={null} destroyOnHidden>
        <Flex vertical gap={12}>
          <label htmlFor={`end-${account.id}`}>{t('administration.reason')}</label>
          <Input.TextArea
            id={`end-${account.id}`}
            rows={3}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <ActButton
            type="primary"
            disabled={reason.trim() === ''}
            mutation={trpc.administration.endSessions.mutationOptions()}
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
