import { Button, Checkbox, Flex, Input, Modal } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { AccountLine } from './administration-data.ts';

const empty = { reason: '', withCodes: false };

/** Asks for a new password of somebody who lost theirs; another administrator releases it. */
export function AskResetButton({ account }: { readonly account: AccountLine }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [entered, setEntered] = useState(empty);
  const close = (): void => {
    setOpen(false);
    setEntered(empty);
  };
  const title = t('security.askResetOf', { account: account.account });
  return (
    <>
      <Button size="small" aria-label={title} onClick={() => setOpen(true)}>
        {t('security.askReset')}
      </Button>
      <Modal title={title} open={open} onCancel={close} footer={null} destroyOnHidden>
        <Flex vertical gap={12}>
          <p>{t('security.resetsHint')}</p>
          <label htmlFor={`reset-${account.id}`}>{t('security.identityProof')}</label>
          <Input.TextArea
            id={`reset-${account.id}`}
            rows={3}
            maxLength={200}
            value={entered.reason}
            onChange={(event) => setEntered({ ...entered, reason: event.target.value })}
          />
          {account.codes && (
            <Checkbox
              checked={entered.withCodes}
              onChange={(event) => setEntered({ ...entered, withCodes: event.target.checked })}
            >
              {t('security.withCodes')}
            </Checkbox>
          )}
          <ActButton
            type="primary"
            disabled={entered.reason.trim() === ''}
            mutation={trpc.administration.askReset.mutationOptions()}
            input={{ accountId: account.id, reason: entered.reason.trim(), withCodes: entered.withCodes }}
            onDone={close}
          >
            {t('act.confirm')}
          </ActButton>
        </Flex>
      </Modal>
    </>
  );
}
