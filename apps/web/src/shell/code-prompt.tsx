import { Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { lendCodePrompt } from '../ask-code.ts';
import { useText } from '../texts/text.ts';

const DIGITS = 6;

/** Asks for the one-time code before an act that somebody answers for by name. */
export function CodePrompt() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const answer = useRef<((code: string | null) => void) | null>(null);
  useEffect(
    () =>
      lendCodePrompt(
        () =>
          new Promise((resolve) => {
            answer.current?.(null);
            answer.current = resolve;
            setOpen(true);
          }),
      ),
    [],
  );
  const close = (code: string | null): void => {
    setOpen(false);
    answer.current?.(code);
    answer.current = null;
  };
  return (
    <Modal
      open={open}
      title={t('security.confirm')}
      footer={null}
      onCancel={() => close(null)}
      destroyOnHidden
    >
      <p>{t('security.confirmHow')}</p>
      <Input.OTP
        length={DIGITS}
        size="large"
        styles={{ input: { width: 44 } }}
        autoFocus
        aria-label={t('security.code')}
        onChange={(code) => (code.length === DIGITS ? close(code) : undefined)}
      />
    </Modal>
  );
}
